"""What holds for every kind of fact."""

import ast
import inspect
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import Asked, ask
from tpm_audit.facts import ALSO_CALLED, FACT_KINDS
from tpm_audit.model.facts import Fact, Reading

KEYS: dict[str, dict[str, object]] = {
    "choice": {"values": ["du", "sie"]},
    "term": {"forbidden": ["lebenslange* Garantie", "a*", "0 0"]},
}
KINDS = {kind: ask(kind, KEYS.get(kind)) for kind in FACT_KINDS}
EXAMPLE = re.compile(r'(The same|Different): "(.+)" and "(.+)"|(Unreadable): "(.*)"|(With) (.+)')


@dataclass(frozen=True)
class Example:
    """A line of a reference page, and the keys it stands under."""

    kind: str
    keys: tuple[str, ...]
    claim: str
    texts: tuple[str, ...]

    @property
    def asked(self) -> Asked:
        keys = dict(KEYS.get(self.kind, {}))
        for line in self.keys:
            keys.update(yaml.load(line, Loader=yaml.BaseLoader))  # noqa: S506 (BaseLoader makes nothing but text)
        return ask(self.kind, keys)


def reference_page(kind: str) -> str:
    return inspect.getdoc(sys.modules[FACT_KINDS[kind].__module__]) or ""


def examples() -> Iterator[Example]:
    for kind in FACT_KINDS:
        keys: tuple[str, ...] = ()
        for line in reference_page(kind).splitlines():
            if found := EXAMPLE.fullmatch(line):
                claim, one, other, unreadable, text, key, value = found.groups()
                if key:
                    keys = (value,)
                else:
                    yield Example(kind, keys, claim or unreadable, (one, other) if claim else (text,))


EXAMPLES = list(examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_reference_page_says_what_happens(example: Example) -> None:
    if example.claim == "Unreadable":
        assert example.asked.why_not(*example.texts)
    else:
        one, other = example.texts
        assert example.asked.same(one, other) is (example.claim == "The same")


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_reference_page_has_an_example_of_each_claim(kind: str) -> None:
    assert {example.claim for example in EXAMPLES if example.kind == kind} == {
        "The same",
        "Different",
        "Unreadable",
    }


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_no_example_is_overlooked(kind: str) -> None:
    for line in reference_page(kind).splitlines():
        if line.startswith(("The same:", "Different:", "Unreadable:", "With ")) and not line.startswith("With `"):
            assert EXAMPLE.fullmatch(line), line


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_reference_page_names_the_keys_of_its_kind(kind: str) -> None:
    own = set(FACT_KINDS[kind].model_fields) - set(Fact.model_fields)
    assert all(f"`{key}" in reference_page(kind) for key in own)


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_kind_is_registered_under_its_own_name(kind: str) -> None:
    fact = FACT_KINDS[kind]
    assert fact.__name__ == f"{kind.capitalize()}Fact"
    assert fact.__module__ == f"tpm_audit.facts.{kind}"
    assert KINDS[kind].fact.kind == kind


def test_other_names_of_kinds_lead_to_kinds() -> None:
    assert set(ALSO_CALLED.values()) == set(FACT_KINDS)
    assert not ALSO_CALLED.keys() & FACT_KINDS.keys()


def test_every_kind_is_registered() -> None:
    own = {kind for kind in Fact.__subclasses__() if kind.__module__.startswith("tpm_audit.")}  # no plugin's
    assert set(FACT_KINDS.values()) == own


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_messages_follow_the_house_style(kind: str) -> None:
    tree = ast.parse(inspect.getsource(sys.modules[FACT_KINDS[kind].__module__]))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "say"]
    templates = [
        part.value for call in calls for arg in call.args for part in ast.walk(arg) if isinstance(part, ast.Constant)
    ]
    assert templates
    for template in templates:
        assert isinstance(template, str)
        assert template == template.strip(" .")
        assert not template[0].isupper()


SIGNS = (
    "0123456789+-()/.,;:#%@?&=<>[]{}'\"\\ \t\n\x00abcdefghijklmnopqrstuvwxyzäßÄ"
    "\u00ad\u200b\u0301\u0316²①٣½€\ud800\U0001f4de"
)
anything = st.one_of(
    st.text(),
    st.text(SIGNS),
    st.text("0123456789 +-()/"),
    st.builds(
        "{}{}".format,
        st.sampled_from(
            ["tel:", "https://", "rgb(", "#", "mailto:", "//", "lab(", "<= 24 h", "4,90 €", "#fff on ", "Mo-Fr 8-18 "]
        ),
        st.text(SIGNS),
    ),
)


@pytest.mark.parametrize("kind", FACT_KINDS)
@given(one=anything, other=anything)
def test_no_text_breaks_a_kind(kind: str, one: str, other: str) -> None:
    KINDS[kind].stands_anything(one, other)


@pytest.mark.parametrize("kind", FACT_KINDS)
@given(text=anything)
def test_a_value_is_the_same_as_itself(kind: str, text: str) -> None:
    found = KINDS[kind].read(text)
    assert found == KINDS[kind].read(text)
    if isinstance(found, Reading):
        assert KINDS[kind].same(text, text)


LONG = 50_000
PIECES = [
    *(
        "0",
        "a",
        " ",
        "+",
        "-",
        "/",
        ".",
        "@",
        "#",
        "%",
        "(",
        "<",
        "&",
        "\\",
        "ä",
        "ß",
        "\u0301",
        "\U0001f4de",
    ),
    *(
        "0 ",
        "a ",
        "a.",
        "/..",
        "a@",
        "%4",
        "?a",
        "&a=",
        "rgb(",
        "tel:",
        "xn--",
        "(at)",
        " DW ",
        "\u0301\u0316",
        "ä.",
        ";ext=1",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_long_text_takes_no_long_time(kind: str, piece: str) -> None:
    asked = KINDS[kind]
    long = (piece * LONG)[:LONG]
    texts = [
        long,
        f"{long}b",
        f"https://lindner.example/{long}",
        f"service@{long}.example",
        f"+43{long}",
        f"x{long[:-50]}y{long[:40]}",
    ]
    started = time.process_time()
    for text in texts:
        asked.stands_anything(text, texts[0])
    assert time.process_time() - started < 4


SAMPLED = [
    ask("choice", {"values": ["du", "sie"]}, languages=("de",)),
    *(ask("quantity", {"measure": "readability"}, languages=(language,)) for language in ("de", "en")),
]
PIECES_OF_SAMPLES = [
    "Sie ",
    "Ihr ",
    "du ",
    "Bestellen Sie jetzt. ",
    "wenn ihr bei ",
    "die Brote ",
    "! ",
    "\n",
    "\n- ",
    '."',
    "e-",
]


@pytest.mark.parametrize("piece", [*PIECES, *PIECES_OF_SAMPLES])
def test_a_long_sample_takes_no_long_time(piece: str) -> None:
    long = (piece * LONG)[:LONG]
    started = time.process_time()
    for asked in SAMPLED:
        asked.fact.read_sample(long, asked.circumstances)
    assert time.process_time() - started < 5


def test_starting_the_program_loads_no_kind() -> None:
    code = "import sys, tpm_audit; print(any(name in sys.modules for name in ('phonenumbers', 'coloraide', 'idna')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
