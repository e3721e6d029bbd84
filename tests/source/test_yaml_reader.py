"""Each mistake in a YAML file: its exact place and words, and what is kept of the file."""

from collections.abc import Callable

import pytest
import yaml

from tpm_audit.source.codes import MEANINGS, Code
from tpm_audit.source.document import Value
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.yaml_reader import LibyamlMissingError, read_yaml

Told = Callable[[Problem], str]

QUOTE_TEXT = "put the whole text in quotes"
SAME_COLUMN = "the keys of a map, and the items of a list, start in the same column"
LONG_TEXT = "text that starts with '>' or '|' needs quotes; a long text stands indented below it"
REMOVE_TAG = "remove it: the field decides the type; text that starts with '!' needs quotes"
COLOUR = "a colour needs quotes: '#' starts a comment"
SAVE = "save the file as UTF-8"
EMPTY = "1:1: TPS008 the file is empty | write what belongs here, or delete the file"

# Refused entries are left out; what stands beside them is kept.
COMMA = "where the comma before it belongs to a text or number, quote that text, or write the number with a point"
REFUSED_ENTRIES: dict[str, tuple[str, Value | None, list[str]]] = {
    "no value": (
        "a: x\nb:\n",
        {"a": "x"},
        ["2:1: TPS009 'b' has no value | write a value after 'b:', or remove the key"],
    ),
    "no value in a flow map": (
        "{a: x, b: }",
        {"a": "x"},
        ["1:8: TPS009 'b' has no value | write a value after 'b:', or remove the key"],
    ),
    "a comma in a text in braces": (
        "{note: half an hour, no reason, weight: 1,5}",
        {"note": "half an hour", "weight": "1"},
        [
            f"1:22: TPS009 'no reason' stands in braces without a value | {COMMA}",
            f"1:43: TPS009 '5' stands in braces without a value | {COMMA}",
        ],
    ),
    "no value in a flow map behind quotes": (
        '{a: x, "b": }',
        {"a": "x"},
        ["1:8: TPS009 'b' has no value | write a value after 'b:', or remove the key"],
    ),
    "a colour without quotes": (
        "blue:\n  expected: #00509f\n  kind: color\n",
        {"blue": {"kind": "color"}},
        [f"2:3: TPS009 'expected' has no value | {COLOUR}"],
    ),
    "a colour without quotes in a list": (
        "- x\n- #00509f\n",
        ["x"],
        [f"2:2: TPS009 a list item has no value | {COLOUR}"],
    ),
    "an item without value": (
        "- x\n-\n- y\n",
        ["x", "y"],
        ["2:2: TPS009 a list item has no value | write a value, or remove the item"],
    ),
    "tilde and null as values and items": (
        "a: ~\nb: [null, x, NULL]\nc: Null\nd: \"null\"\ne: '~'\nf: nul\n",
        {"b": ["x"], "d": "null", "e": "~", "f": "nul"},
        [
            '1:4: TPS009 ~ stands for no value | write a value or remove the entry; as a text write "~"',
            '2:5: TPS009 null stands for no value | write a value or remove the entry; as a text write "null"',
            '2:14: TPS009 NULL stands for no value | write a value or remove the entry; as a text write "NULL"',
            '3:4: TPS009 Null stands for no value | write a value or remove the entry; as a text write "Null"',
        ],
    ),
    "null as a key": (
        "null: x\na: y\n",
        {"a": "y"},
        ['1:1: TPS009 null stands for no value | write a value or remove the entry; as a text write "null"'],
    ),
    "a null key without value is told once": (
        "~:\na: y\n",
        {"a": "y"},
        ['1:1: TPS009 ~ stands for no value | write a value or remove the entry; as a text write "~"'],
    ),
    "an alias of no value": (
        "{~: &x , b: *x, c: d}",
        {"c": "d"},
        ['1:2: TPS009 ~ stands for no value | write a value or remove the entry; as a text write "~"'],
    ),
    "no key": (
        "a: x\n? \n",
        {"a": "x"},
        ["2:2: TPS009 no key stands before ':' | write the key; text that starts with ':' needs quotes"],
    ),
    "a sign for a long text": (
        "use: >5\nx: y\n",
        {"x": "y"},
        [f"1:6: TPS009 no text follows '>5' | {LONG_TEXT}"],
    ),
    "a key twice": (
        'a: 1\nb: 2\nc:\n  a: 1\n"a": 3\nb: 4\n',
        {"a": "1", "b": "2", "c": {"a": "1"}},
        [
            "5:1: TPS010 'a' already stands at f.yml:1:1 | keep one of the two, or rename one",
            "6:1: TPS010 'b' already stands at f.yml:2:1 | keep one of the two, or rename one",
        ],
    ),
    "a key twice, the first of them refused": (
        "a: ~\na: x\n",
        {"a": "x"},
        ['1:4: TPS009 ~ stands for no value | write a value or remove the entry; as a text write "~"'],
    ),
    "a long key twice": (
        f"{'k' * 70}: 1\n{'k' * 70}: 2\n",
        {"k" * 70: "1"},
        [
            f"2:1: TPS010 '{'k' * 59}…' already stands at f.yml:1:1 | keep one of the two, or rename one",
        ],
    ),
    "a list as a key": (
        "? [a, ~]\n: b\nc: d\n",
        {"c": "d"},
        ["1:3: TPS011 a map or list is used as a key | a key is text; text that holds brackets or braces needs quotes"],
    ),
    "a template as a value": (
        "a: {{ title }}\n",
        {"a": {}},
        ["1:5: TPS011 a map or list is used as a key | a key is text; text that holds brackets or braces needs quotes"],
    ),
    "an alias of a list as a key": (
        "a: &x [y]\n*x : z\n",
        {"a": ["y"]},
        ["2:1: TPS011 a map or list is used as a key | a key is text; text that holds brackets or braces needs quotes"],
    ),
    "tags": (
        "a: !!str x\nb: !wichtig\nc: !!map {d: ~}\ne: [!x y, z]\n! f: g\n",
        {"e": ["z"]},
        [
            f"1:4: TPS012 '!!str' is a YAML tag | {REMOVE_TAG}",
            f"2:4: TPS012 '!wichtig' is a YAML tag | {REMOVE_TAG}",
            f"3:4: TPS012 '!!map' is a YAML tag | {REMOVE_TAG}",
            '3:14: TPS009 ~ stands for no value | write a value or remove the entry; as a text write "~"',
            f"4:5: TPS012 '!x' is a YAML tag | {REMOVE_TAG}",
            f"5:1: TPS012 '!' is a YAML tag | {REMOVE_TAG}",
        ],
    ),
    "a merge key": (
        'a: &a {x: y}\nb:\n  <<: *a\n  c: <<\n"<<": d\n',
        {"a": {"x": "y"}, "b": {"c": "<<"}, "<<": "d"},
        ["3:3: TPS013 the merge key '<<' is not read | write the keys out; as a text write \"<<\""],
    ),
    "an alias inside its anchor": (
        "a: &x [y, *x]\n",
        {"a": ["y"]},
        ["1:11: TPS014 '*x' stands inside '&x', which it repeats | remove it; text that starts with '*' needs quotes"],
    ),
    "an alias without anchor": (
        "a: *bold\nb: x\n",
        {"b": "x"},
        [
            (
                "1:4: TPS014 '*bold' repeats '&bold', which does not stand before it"
                " | text that starts with '*' needs quotes"
            )
        ],
    ),
    "two documents": (
        "a: b\n---\nc: d\n",
        {"a": "b"},
        [
            (
                "2:1: TPS015 a second document starts here"
                " | write one document per file: remove the line '---', or put what follows into another file"
            )
        ],
    ),
    "an escaped control character": (
        'a: "x\\e[31m"\nb: y\n',
        {"b": "y"},
        ["1:4: TPS002 an invisible control character (U+001B) stands here | remove it"],
    ),
}


@pytest.mark.parametrize("case", REFUSED_ENTRIES)
def test_refused_entries_are_left_out(case: str, told: Told) -> None:
    text, value, problems = REFUSED_ENTRIES[case]
    document, found = read_yaml("f.yml", text.encode())
    assert document.value == value
    assert [told(problem) for problem in found] == [f"f.yml:{problem}" for problem in problems]


# A file that cannot be read to its end: one problem (or those before it too), no value.
UNREADABLE: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", [EMPTY]),
    "only blank lines and comments": (b"\n# nothing yet\n\n", [EMPTY]),
    "only a document start": (b"---\n", [EMPTY]),
    "only a document end": (b"...\n", [EMPTY]),
    "only null": (
        b"~\n",
        ['1:1: TPS009 ~ stands for no value | write a value or remove the entry; as a text write "~"'],
    ),
    "only a tagged map": (b"!x {a: b}\n", [f"1:1: TPS012 '!x' is a YAML tag | {REMOVE_TAG}"]),
    "UTF-16, little end first": ("a: b".encode("utf-16-le"), [f"1:1: TPS001 the file is UTF-16, not UTF-8 | {SAVE}"]),
    "UTF-16, big end first": ("a: b".encode("utf-16-be"), [f"1:1: TPS001 the file is UTF-16, not UTF-8 | {SAVE}"]),
    "UTF-16 with a mark": (b"\xff\xfea\0:\0 \0b\0", [f"1:1: TPS001 the file is UTF-16, not UTF-8 | {SAVE}"]),
    "UTF-32 with a mark": ("a: b".encode("utf-32"), [f"1:1: TPS001 the file is UTF-32, not UTF-8 | {SAVE}"]),
    "Latin-1": (
        "client: Café\nname: Bäckerei\n".encode("latin-1"),
        [f"1:12: TPS001 byte 0xE9 is not UTF-8; in Windows-1252 (Latin-1) it is 'é' | {SAVE}"],
    ),
    "Windows-1252 after UTF-8": (
        "a: ä\r\nb: ü".encode() + b"\x80\n",
        [f"2:5: TPS001 byte 0x80 is not UTF-8; in Windows-1252 (Latin-1) it is '€' | {SAVE}"],
    ),
    "a byte of neither": (b"a: \x81", [f"1:4: TPS001 byte 0x81 is not UTF-8 | {SAVE}"]),
    "cut off in a character": (
        "a: ü".encode()[:-1],
        [f"1:4: TPS001 byte 0xC3 is not UTF-8; in Windows-1252 (Latin-1) it is 'Ã' | {SAVE}"],
    ),
    "binary": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        [
            (
                "1:1: TPS001 the file is binary, not text"
                " | write YAML as UTF-8 text here, or move the file to another folder"
            )
        ],
    ),
    "NUL": (b"a: b\nc: d\0\n", ["2:5: TPS002 an invisible control character (U+0000) stands here | remove it"]),
    "escape": (b"a: \x1b[1m\n", ["1:4: TPS002 an invisible control character (U+001B) stands here | remove it"]),
    "a next-line character": (
        "a: b\x85\n".encode(),
        ["1:5: TPS002 an invisible control character (U+0085) stands here | remove it"],
    ),
    "a tab as indentation": (
        b"a:\n\tb: c\n",
        ["2:1: TPS005 a tab stands where only spaces may | indent with spaces"],
    ),
    "a tab before the next line of a text": (
        b"a: b\n\tc: d\n",
        ["2:1: TPS005 a tab stands where only spaces may | indent with spaces"],
    ),
    "a tab in a long text": (
        b"a: |\n  x\n\ty\n",
        ["3:1: TPS005 a tab stands where only spaces may | indent with spaces"],
    ),
    "a colon in a text": (
        b"name: Audit: May\n",
        [f"1:12: TPS007 ': ' stands inside a text without quotes | {QUOTE_TEXT}"],
    ),
    "a colon at the end of a text in a flow map": (
        b"{\n  a: b,\n  c d:,\n}\n",
        [f"3:6: TPS007 ':' stands at the end of a text without quotes | {QUOTE_TEXT}"],
    ),
    "an at sign": (b"by: @lindner\n", [f"1:5: TPS007 a text starts with '@' without quotes | {QUOTE_TEXT}"]),
    "a per cent sign": (b"a: %x\n", [f"1:4: TPS007 a text starts with '%' without quotes | {QUOTE_TEXT}"]),
    "a backtick": (b"- `x`\n", [f"1:3: TPS007 a text starts with '`' without quotes | {QUOTE_TEXT}"]),
    "an ampersand": (b"a: & Co\n", [f"1:4: TPS007 a text starts with '&' without quotes | {QUOTE_TEXT}"]),
    "asterisks around a word": (b"a: *x*\n", [f"1:4: TPS007 a text starts with '*' without quotes | {QUOTE_TEXT}"]),
    "more or equal": (b"time: >= 24 h\n", [f"1:7: TPS007 text follows '>' on its line | {LONG_TEXT}"]),
    "a pipe": (b"a: |x\n", [f"1:4: TPS007 text follows '|' on its line | {LONG_TEXT}"]),
    "an apostrophe in single quotes": (
        b"a: 'it's'\n",
        [f"1:8: TPS007 text follows after the end of a value | {QUOTE_TEXT}"],
    ),
    "text after a list": (b"a: [b] c\n", [f"1:8: TPS007 text follows after the end of a value | {QUOTE_TEXT}"]),
    "a comma first": (
        b"a: ,x\n",
        ["1:4: TPS007 no value stands before ',' | write the value; text that starts with ',' needs quotes"],
    ),
    "a colon in a flow list": (
        b"a: [b: c: d]\n",
        [
            (
                "1:9: TPS007 ',' or ']' is expected here"
                " | text that holds a comma, a colon, a quote or brackets needs quotes here"
            )
        ],
    ),
    "a backslash in double quotes": (
        b'a: "C:\\path"\n',
        [
            (
                "1:7: TPS004 in double quotes this backslash stands for no character"
                " | write two backslashes, or use single quotes"
            )
        ],
    ),
    "a single quote left open": (b"a: 'x\nb: y\n", ["1:4: TPS006 the quote ' is not closed | end the text with '"]),
    "a double quote left open": (b'- "x\n', ['1:3: TPS006 the quote " is not closed | end the text with "']),
    "a bracket left open": (
        b"a: [x, y\nb: z\n",
        ["1:4: TPS006 '[' is not closed | write ']' where it ends; text that starts with '[' needs quotes"],
    ),
    "a brace left open": (
        b"a: b\nc: {d: e",
        ["2:4: TPS006 '{' is not closed | write '}' where it ends; text that starts with '{' needs quotes"],
    ),
    "cut off after a comma": (
        b"[a,",
        ["1:1: TPS006 '[' is not closed | write ']' where it ends; text that starts with '[' needs quotes"],
    ),
    "a key indented too far": (
        b"a: b\n  c: d\n",
        [
            (
                "2:3: TPS005 a key stands where the text of the line before goes on"
                " | start it in the column of the other keys; a space belongs after each ':'"
            )
        ],
    ),
    "a key indented too little": (
        b"a:\n    b: 1\n  c: 2\n",
        [f"3:3: TPS005 this line does not continue any line above it | {SAME_COLUMN}"],
    ),
    "a key between items": (
        b"- a\nb: c\n",
        [f"2:1: TPS005 this line does not continue any line above it | {SAME_COLUMN}"],
    ),
    "no space after a colon": (
        b"a:b\nc: d\n",
        [
            (
                "2:1: TPS005 a key stands where the text of the line before goes on"
                " | start it in the column of the other keys; a space belongs after each ':'"
            )
        ],
    ),
    "a line without colon": (
        b"a: b\nforgotten\nc: d\n",
        [
            (
                "2:1: TPS004 no ':' follows 'forgotten'"
                " | write a key, ':' and a value; if it belongs to the text above, indent it"
            )
        ],
    ),
    "a list on the line of its key": (
        b"a: - b\n",
        [
            (
                "1:4: TPS004 a list item or key cannot start here"
                " | start it on a line of its own; text that starts with '-' or '?' needs quotes"
            )
        ],
    ),
    "a colon first": (
        b": x\n",
        ["1:1: TPS009 no key stands before ':' | write the key; text that starts with ':' needs quotes"],
    ),
    "an undeclared tag": (b"a: !h!x y\n", [f"1:4: TPS012 '!h!x' is a YAML tag | {REMOVE_TAG}"]),
    "a declared tag": (
        b"%TAG !h! x\n--- a\n",
        ["1:1: TPS012 '%TAG' declares YAML tags | remove the line: the field decides the type"],
    ),
    "an unknown directive": (
        b"%FOO\n--- a\n",
        [
            (
                "1:1: TPS004 a line that starts with '%' is an instruction to YAML, and this one is unknown"
                " | remove the line"
            )
        ],
    ),
    "mistakes before the one that ends it": (
        b"b: ~\na: x\na: *bold text\n",
        [
            '1:4: TPS009 ~ stands for no value | write a value or remove the entry; as a text write "~"',
            "3:1: TPS010 'a' already stands at f.yml:2:1 | keep one of the two, or rename one",
            (
                "3:4: TPS014 '*bold' repeats '&bold', which does not stand before it"
                " | text that starts with '*' needs quotes"
            ),
            f"3:10: TPS007 text follows after the end of a value | {QUOTE_TEXT}",
        ],
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_file_has_no_value(case: str, told: Told) -> None:
    data, problems = UNREADABLE[case]
    document, found = read_yaml("f.yml", data)
    assert document.value is None
    assert [told(problem) for problem in found] == [f"f.yml:{problem}" for problem in problems]
    assert document.place(["a", 0]).file == "f.yml"


KEPT_AS_WRITTEN = ["0732771200", "012", "1.10", "no", "12:30", "1e3", ".inf", "2026-13-01", "0x1F", "y", "+43 1", "=1"]


@pytest.mark.parametrize("written", KEPT_AS_WRITTEN)
def test_scalars_stay_as_written(written: str) -> None:
    document, problems = read_yaml("f.yml", f"a: {written}\nb: [{written}]\n{written}: c\n".encode())
    assert document.value == {"a": written, "b": [written], written: "c"}
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('""', ""),
        ("''", ""),
        ("|\n  x\n  y\n", "x\ny\n"),
        (">-\n  x\n  y\n", "x y"),
        ('"tab \\t line \\n"', "tab \t line \n"),
        ("x#y", "x#y"),
        ("http://a.b/#c", "http://a.b/#c"),
    ],
)
def test_texts(text: str, value: str) -> None:
    document, problems = read_yaml("f.yml", f"a: {text}\n".encode())
    assert (document.value, problems) == ({"a": value}, ())


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa:\r\n  b: c\r\n", b"a:\r  b: c\r", b"a:\n  b: c"])
def test_byte_order_mark_and_line_ends_are_accepted(data: bytes) -> None:
    document, problems = read_yaml("f.yml", data)
    assert (document.value, problems) == ({"a": {"b": "c"}}, ())
    assert document.place([]) == Place("f.yml", 1, 1)
    assert document.place(["a", "b"]) == Place("f.yml", 2, 6)


def test_line_separators_are_text_and_count_no_lines() -> None:
    document, problems = read_yaml("f.yml", 'a: x\u2028y\u2029z\nb: "\u2028"\nc\u2028: d\n'.encode())
    assert (document.value, problems) == ({"a": "x\u2028y\u2029z", "b": "\u2028", "c\u2028": "d"}, ())
    assert document.place(["c\u2028"]) == Place("f.yml", 3, 5)


PLACES = """\
touchpoints:
  café:   {name: "ö", 'phase': after}
  list:
  - &one first
  - x: *one
    y: &map {z: deep}
again: *map
"""


@pytest.mark.parametrize(
    ("path", "key", "line", "column"),
    [
        ([], False, 1, 1),
        ([], True, 1, 1),
        (["touchpoints"], False, 2, 3),
        (["touchpoints"], True, 1, 1),
        (["touchpoints", "café"], False, 2, 11),
        (["touchpoints", "café"], True, 2, 3),
        (["touchpoints", "café", "name"], False, 2, 18),
        (["touchpoints", "café", "phase"], True, 2, 23),
        (["touchpoints", "café", "phase"], False, 2, 32),
        (["touchpoints", "list"], False, 4, 3),
        (["touchpoints", "list", 0], False, 4, 5),
        (["touchpoints", "list", 0], True, 4, 5),
        (["touchpoints", "list", 1], False, 5, 5),
        (["touchpoints", "list", 1, "x"], False, 5, 8),
        (["touchpoints", "list", 1, "y", "z"], False, 6, 17),
        (["again"], False, 7, 8),
        (["again", "z"], False, 6, 17),
        (["again", "z"], True, 6, 14),
        (["touchpoints", "café", "owner"], False, 2, 11),
        (["touchpoints", "café", "owner"], True, 2, 3),
        (["touchpoints", "list", 2], False, 4, 3),
        (["touchpoints", "list", -1], False, 4, 3),
        (["touchpoints", "list", "x"], False, 4, 3),
        (["touchpoints", 0], False, 2, 3),
        (["touchpoints", "café", "name", "de"], False, 2, 18),
        (["nowhere", "touchpoints"], False, 1, 1),
    ],
)
def test_places(path: list[str | int], key: bool, line: int, column: int) -> None:  # noqa: FBT001
    document, problems = read_yaml("a/f.yml", PLACES.encode())
    assert problems == ()
    assert document.place(path, key=key) == Place("a/f.yml", line, column)


def test_places_beside_refused_entries() -> None:
    document, _ = read_yaml("f.yml", b"a: ~\nb: [~, x, !t [y], {c: d, c: e, f: g}]\nb: h\ni: j\n")
    assert document.value == {"b": ["x", {"c": "d", "f": "g"}], "i": "j"}
    assert document.place(["b", 0]) == Place("f.yml", 2, 8)
    assert document.place(["b", 1, "f"]) == Place("f.yml", 2, 35)
    assert document.place(["i"]) == Place("f.yml", 4, 4)


def test_an_alias_repeats_its_anchor() -> None:
    document, problems = read_yaml("f.yml", b"a: &x {k: &y v}\nb: [*x, *y]\n*y : *x\n")
    assert document.value == {"a": {"k": "v"}, "b": [{"k": "v"}, "v"], "v": {"k": "v"}}
    assert problems == ()


def test_every_code_has_a_meaning_and_a_number_of_its_own() -> None:
    assert [code.value for code in Code] == [f"TPS{number:03}" for number in range(1, 16)]
    assert list(MEANINGS) == list(Code)


def test_without_libyaml_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(LibyamlMissingError) as error:
        read_yaml("f.yml", b"a: b\n")
    assert error.value.message.text == "PyYAML is installed without libyaml, which reads the YAML files"
    assert error.value.hint.text == (
        "install it from a wheel: pip install --force-reinstall --only-binary :all: pyyaml"
    )
