"""What holds for every file: nothing raises, places are true, layout changes no value."""

import random
from collections.abc import Iterator

import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tpm_audit.source.document import Value
from tpm_audit.source.yaml_reader import read_yaml

UNTIMED = settings(deadline=None)  # the machine may be busy

Path = tuple[str | int, ...]

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\U0010fffe\U0010ffff")
    | st.sampled_from("\t\n:#-,[]{}'\"&*!|>%@`~?"),
    max_size=30,
)
KEYS = TEXTS | st.sampled_from(["null", "~", "<<", "a", "b", "c"])
TREES: st.SearchStrategy[Value] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)
PIECES = st.sampled_from(
    [
        "a",
        "b: ",
        "- ",
        "\n",
        "  ",
        "\t",
        "#",
        " #x",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "?",
        "&x ",
        "*x",
        "!t ",
        "|",
        ">",
        "%TAG",
        "%YAML 1.1\n",
        "---\n",
        "...",
        "~",
        "null",
        "<<: ",
        "\\",
        "\u2028",
        "ü",
        "\r",
        "\ufeff",
        "\x85",
    ]
)


def _check(data: bytes) -> None:
    document, problems = read_yaml("f.yml", data)
    assert document.value is not None or problems
    assert list(problems) == sorted(problems)
    for problem in problems:
        assert problem.place.file == "f.yml"
        assert problem.place.line >= 1
        assert problem.place.column >= 1


@UNTIMED
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa")
@example(b"a: \xef\xbf\xbf")
def test_no_bytes_raise(data: bytes) -> None:
    _check(data)


@UNTIMED
@given(st.lists(PIECES, max_size=25))
def test_no_text_raises(pieces: list[str]) -> None:
    _check("".join(pieces).encode())


def _dump(tree: Value, *, flow: bool | None = None, unicode: bool = False, indent: int = 2, width: int = 80) -> str:
    return yaml.safe_dump(
        tree,
        default_style='"',
        default_flow_style=flow,
        allow_unicode=unicode,
        indent=indent,
        width=width,
        sort_keys=False,
    )


def _leaves(node: yaml.Node | None, path: Path = ()) -> Iterator[tuple[Path, yaml.Node, yaml.Node]]:
    """Yield the path of each entry with the nodes of its key and value, as PyYAML's own composer sees them."""
    if isinstance(node, yaml.MappingNode):
        entries = [(key.value, key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        entries = [(index, item, item) for index, item in enumerate(node.value)]
    else:
        entries = []
    for step, key, value in entries:
        yield (*path, step), key, value
        yield from _leaves(value, (*path, step))


@UNTIMED
@given(TREES, st.booleans() | st.none(), st.booleans(), st.integers(2, 9), st.sampled_from([20, 80, 4000]))
def test_what_is_dumped_is_read_back_with_its_places(
    tree: Value,
    flow: bool | None,  # noqa: FBT001
    unicode: bool,  # noqa: FBT001
    indent: int,
    width: int,
) -> None:
    text = _dump(tree, flow=flow, unicode=unicode, indent=indent, width=width)
    assume(yaml.load(text, Loader=yaml.BaseLoader) == tree)  # noqa: S506  # PyYAML writes some narrow lines wrongly
    document, problems = read_yaml("f.yml", text.encode())
    assert (document.value, problems) == (tree, ())
    for path, key, value in _leaves(yaml.compose(text, Loader=yaml.SafeLoader)):
        for node, at_key in ((key, True), (value, False)):
            place = document.place(path, key=at_key)
            assert (place.line, place.column) == (node.start_mark.line + 1, node.start_mark.column + 1)


@UNTIMED
@given(TREES)
def test_places_point_at_the_text(tree: Value) -> None:
    lines = _dump(tree, width=1_000_000).split("\n")
    document, _ = read_yaml("f.yml", "\n".join(lines).encode())

    def scalars(node: Value, path: Path) -> Iterator[tuple[Path, str]]:
        if isinstance(node, str):
            yield path, node
        for step, inner in (
            node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        ):
            yield from scalars(inner, (*path, step))

    for path, written in scalars(tree, ()):
        place = document.place(path)
        rest = lines[place.line - 1][place.column - 1 :]
        assert rest.startswith('"')
        assert yaml.safe_load(rest) == written


def _shuffled(tree: Value, chance: random.Random) -> Value:
    if isinstance(tree, dict):
        keys = chance.sample(list(tree), len(tree))
        return {key: _shuffled(tree[key], chance) for key in keys}
    return [_shuffled(item, chance) for item in tree] if isinstance(tree, list) else tree


@UNTIMED
@given(TREES, st.randoms(use_true_random=False))
def test_layout_and_order_of_keys_change_no_value(tree: Value, chance: random.Random) -> None:
    block, _ = read_yaml("f.yml", _dump(tree, flow=False).encode())
    flow, _ = read_yaml("f.yml", _dump(_shuffled(tree, chance), flow=True, indent=4).encode())
    spaced, _ = read_yaml("f.yml", b"\xef\xbb\xbf# x\r\n---\r\n" + _dump(tree).replace("\n", "\r\n").encode())
    assert block.value == flow.value == spaced.value == tree
