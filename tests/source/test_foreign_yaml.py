import pytest

from tpm_audit.source.document import LeftOut
from tpm_audit.source.yaml_reader import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: !ENV X", {"a": LeftOut("!ENV")}),
        ("a: !ENV [X, y]\nb: 1", {"a": LeftOut("!ENV"), "b": "1"}),
        ("a: !!python/name:os.system ''", {"a": LeftOut("tag:yaml.org,2002:python/name:os.system")}),
        ("a: !x {b: {c: !y d}}", {"a": LeftOut("!x")}),
        ("- !x &i a\n- *i", [LeftOut("!x"), LeftOut("!x")]),
        ("a:\nb: ~\nc: [null]", {"a": LeftOut(), "b": LeftOut(), "c": [LeftOut()]}),
        ("x: &x {a: 1}\ny: {<<: *x}", {"x": {"a": "1"}, "y": {"<<": {"a": "1"}}}),
        ("!x a: 1\n~: 2\nb: 3", {"b": "3"}),
    ],
)
def test_what_another_program_reads_is_no_problem(text: str, value: object) -> None:
    document, problems = read_yaml("mkdocs.yml", text.encode(), foreign=True)
    assert problems == ()
    assert document.value == value
    own_problems = read_yaml("mkdocs.yml", text.encode())[1]
    assert own_problems


def test_a_place_behind_what_is_left_out_is_right() -> None:
    document, _ = read_yaml("mkdocs.yml", b"a: !x {b: c}\nd:\n  - !y e\n  - f\n", foreign=True)
    assert str(document.place(("d", 1))) == "mkdocs.yml:4:5"
    assert str(document.place(("a",))) == "mkdocs.yml:1:4"
