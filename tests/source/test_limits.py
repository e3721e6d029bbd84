"""Each limit of a YAML file at n and at n + 1."""

from collections.abc import Callable

import pytest

from tpm_audit.source.problems import Problem
from tpm_audit.source.yaml_reader import read_yaml

Told = Callable[[Problem], str]
Made = Callable[[int], str]


def _nested(depth: int) -> str:
    return "[" * depth + "x" + "]" * depth


def _nested_by_alias(depth: int) -> str:
    return f"- &a {_nested(60)}\n- {'[' * (depth - 61)}*a{']' * (depth - 61)}\n"


CASES: dict[str, tuple[Made, int, str]] = {
    "bytes": (
        lambda size: "a: b\n" + "#" * (size - 5),
        5_000_000,
        "1:1: TPS003 the file has 5000001 bytes, more than 5000000 | split it into several files",
    ),
    "nesting of lists": (
        _nested,
        100,
        (
            "1:101: TPS003 more than 100 maps and lists stand inside each other"
            " | if these brackets are text, put it in quotes"
        ),
    ),
    "nesting of maps": (
        lambda depth: "".join(" " * level + "a:\n" for level in range(depth)) + " " * depth + "b",
        100,
        (
            "101:101: TPS003 more than 100 maps and lists stand inside each other"
            " | if these brackets are text, put it in quotes"
        ),
    ),
    "nesting by alias": (
        _nested_by_alias,
        100,
        (
            "2:43: TPS003 more than 100 maps and lists stand inside each other"
            " | if these brackets are text, put it in quotes"
        ),
    ),
    "nodes": (
        lambda nodes: "- x\n" * (nodes - 1),
        200_000,
        (
            "200000:3: TPS003 the file has more than 200000 keys and values (what an alias repeats counts again)"
            " | split it into several files"
        ),
    ),
    "nodes by alias": (
        # The list and its 999 items, an outer list around it, and as many again with each alias.
        lambda nodes: "- &a [" + "x," * 999 + "]\n" + "- *a\n" * 198 + "- x\n" * (nodes - 199_001),
        200_000,
        (
            "1199:3: TPS003 the file has more than 200000 keys and values (what an alias repeats counts again)"
            " | split it into several files"
        ),
    ),
    "aliases": (
        lambda uses: "- &a x\n" + "- *a\n" * uses,
        1_000,
        "1002:3: TPS003 the file uses aliases ('*name') more than 1000 times | write the values out",
    ),
    "characters of a text": (
        lambda length: "a: '" + "ä" * length + "'\n",
        100_000,
        "1:4: TPS003 a text has 100001 characters, more than 100000 | shorten it",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_at_the_limit(case: str) -> None:
    made, limit, _ = CASES[case]
    document, problems = read_yaml("f.yml", made(limit).encode())
    assert problems == ()
    assert document.value


@pytest.mark.parametrize("case", CASES)
def test_over_the_limit(case: str, told: Told) -> None:
    made, limit, problem = CASES[case]
    document, problems = read_yaml("f.yml", made(limit + 1).encode())
    assert [told(found) for found in problems] == [f"f.yml:{problem}"]
    assert not document.value


def test_problems_at_and_over_the_limit(told: Told) -> None:
    document, problems = read_yaml("f.yml", b"- x\n" + b"- ~\n" * 500)
    assert (len(problems), document.value) == (500, ["x"])
    document, problems = read_yaml("f.yml", b"- x\n" + b"- ~\n" * 501)
    assert (len(problems), document.value) == (501, None)
    assert told(problems[500]) == (
        "f.yml:502:3: TPS003 the file has more than 500 problems; the rest is not read | correct those first"
    )


def test_a_text_over_the_limit_leaves_the_rest() -> None:
    document, _ = read_yaml("f.yml", b"a: " + b"x" * 100_001 + b"\nb: y\n")
    assert document.value == {"b": "y"}
