"""Strings that break programs, in every text field, id and file name."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.workspace.cases import AS_OF, SERVICE, SITE, VISITS, base, base_with, printed, read_texts
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import result_json
from tpm_audit.report import Request, make_report
from tpm_audit.workspace.load import Workspace

STRINGS = Path(__file__).parents[3] / "shared/data/strings"
OWN = (
    *(
        "::error file=a::b",
        "##vso[task.complete]",
        "##[error]x",
        "  ::stop-commands::x",
        "a\n::error::b",
        "\x1b[2J",
        "\r",
        "\t::x",
    ),
    *(
        "\u2028::error::x",
        "\u202egnp.exe",
        "\ufeff",
        "\x85::x",
        "\x9b31m",
        "</script>",
        "{{ 7*7 }}",
        "{n}",
        "{kind}",
        "%s",
        "${x}",
    ),
    *(
        "null",
        "~",
        "true",
        "2026-10-20",
        "-1",
        "1e309",
        "''",
        '"',
        "\\",
        "'",
        "#",
        "&a",
        "*a",
        "- a",
        "a: b",
        "x" * 5_000,
        "ﬃ" * 70,
    ),
)
NEVER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|^\s*::|##(vso)?\[")
PER_FILE = 1_500


@cache
def payloads() -> tuple[str, ...]:
    found = list(OWN)
    if STRINGS.is_dir():
        found += json.loads((STRINGS / "blns.json").read_text(encoding="utf-8"))
        for name in ("csv-payload.txt", "deep_traversal.txt", "xss-payload-list.txt"):
            found += (STRINGS / name).read_text(encoding="utf-8", errors="replace").splitlines()
    return tuple(dict.fromkeys(found))


@cache
def some() -> tuple[str, ...]:
    """Return all but five of six of the long lists: what is wrong is told in the same few ways."""
    return (*payloads()[:600], *payloads()[600::6])


def quoted(text: str) -> str:
    """Return a text in double quotes; what does not print is escaped, so that YAML lets it through."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    signs = (sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in escaped)
    return f'"{"".join(signs)}"'


def rows(template: str, texts: Sequence[str], part: int = 0) -> str:
    """Return a line for each text; {n} is a number that no other line of any part has."""
    return "".join(
        template.replace("{n}", f"{part}-{number}").replace("{p}", quoted(text)) + "\n"
        for number, text in enumerate(texts)
    )


def parts(every: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, start in enumerate(range(0, len(every), PER_FILE)):
        yield number, every[start : start + PER_FILE]


def split(path: str, top: str, template: str, texts: tuple[str, ...] | None = None) -> dict[str, str]:
    """Return files with a row for each text."""
    every = parts(some() if texts is None else texts)
    return {path.format(number): f"{top}:\n{rows(template, part, number)}" for number, part in every}


VISIT = "{touchpoint: counter, channel: branch, location: linz, auditor: a1, date: 2026-10-20, item: i{n}"
FIELDS = {
    "touchpoint": split(
        "content/touchpoints/p{}.yml",
        "touchpoints",
        "  p-{n}: {name: {p}, phase: after, channels: {website: {url: {p}, description: {p}}}, description: {p},"
        " internal_note: {p}, status: planned}",
        payloads(),
    ),
    "fact": split(
        "site_config/standard/p{}.yml",
        "facts",
        "  p-{n}: {kind: text, name: {de: {p}, en: {p}}, description: {p}, expected: {p}, source: {p},"
        " variants: [{value: {p}, reason: {p}}]}",
        payloads(),
    ),
    "criterion": split(
        "content/checklists/p{}.yml",
        "criteria",
        "  p-{n}: {ask: {p}, why: {p}, section: {p}, advice: {p}, applies_to: {touchpoints: [receipt]}}",
        payloads(),
    ),
    "place": split("site_config/channels/p{}.yml", "locations", "  p-{n}: {name: {p}, internal_note: {p}}", payloads()),
    "person": split("site_config/people/p{}.yml", "people", "  p-{n}: {name: {p}, role: {p}}", payloads()),
    "visit": split(
        "content/audits/2026-10/p{}.yml",
        "visits",
        f"  - {VISIT}, note: {{p}}, highlight: {{p}}, pain: {{p}}, internal_note: {{p}},"
        " answers: {greeted: {answer: 1, note: {p}, reason: {p}}}, facts: {slogan: {value: {p}, note: {p}}}}",
        payloads(),
    ),
    "file name": {
        f"content/touchpoints/{text}.yml": "touchpoints: {}\n" for text in some() if not {"/", "\0"} & set(text)
    },
}
WRONG = {
    "answer": split("content/audits/2026-10/p{}.yml", "visits", f"  - {VISIT}, answers: {{greeted: {{p}}}}}}"),
    "evidence": split(
        "content/audits/2026-10/p{}.yml",
        "visits",
        f"  - {VISIT}, answers: {{greeted: {{answer: 1, evidence: [{{p}}]}}}}}}",
    ),
    "criterion of an answer": split(
        "content/audits/2026-10/p{}.yml", "visits", f"  - {VISIT}, answers: {{{{p}}: 1}}}}"
    ),
    "language": split(
        "content/audits/2026-10/p{}.yml", "visits", f"  - {VISIT}, language: {{p}}, facts: {{slogan: x}}}}"
    ),
    "key of a visit": split("content/audits/2026-10/p{}.yml", "visits", f"  - {VISIT}, {{p}}: x}}"),
    "number, day, choice": split(
        "content/touchpoints/p{}.yml",
        "touchpoints",
        "  p-{n}: {name: T, phase: after, channels: [website], importance: {p}, status: {p}, review_every: {p},"
        " critical: {p}, owner: {p}, leads_to: [{p}], goals: [{p}], customers: [{p}]}",
    ),
    "id of a touchpoint": split(
        "content/touchpoints/p{}.yml", "touchpoints", "  {p}: {name: T, phase: after, channels: [website]}"
    ),
    "old id": split(
        "content/touchpoints/p{}.yml",
        "touchpoints",
        "  p-{n}: {name: T, phase: after, channels: [website], renamed_from: [{p}]}",
    ),
    "id of a fact": split("site_config/standard/p{}.yml", "facts", "  {p}: {kind: text, expected: x}"),
    "kind and value of a fact": split("site_config/standard/p{}.yml", "facts", "  p-{n}: {kind: {p}, expected: {p}}"),
    "standard of each kind": split("site_config/standard/p{}.yml", "facts", "  p-{n}: {kind: phone, expected: {p}}"),
    "id of a criterion": split("content/checklists/p{}.yml", "criteria", "  {p}: {ask: T}"),
    "id of a person": split("site_config/people/p{}.yml", "people", "  {p}: {name: T}"),
    "top key": {f"content/touchpoints/p{number}.yml": rows("{p}: x", texts) for number, texts in parts(some())},
    "rule": {SITE: base()[SITE] + "rules:\n" + rows("  {p}: {enabled: false, reason: {p}}", payloads()[:900])},
    "folder name": {
        f"content/audits/{text}/audit.yml": f"name: {quoted(text)}\n"
        for text in payloads()
        if not {"/", "\0"} & set(text)
    },
}


def shown(workspace: Workspace) -> Iterator[str]:
    for edition in Edition:
        yield from printed(workspace, edition)
        json.loads(result_json(make_report(workspace, Request(edition, AS_OF))))


def with_files(texts: dict[str, str]) -> Workspace:
    """Return the base with files; an audit's file of visits also asks the checklists."""
    return read_texts(base(texts))


@pytest.mark.slow
@pytest.mark.parametrize("field", FIELDS)
def test_text_is_shown_and_never_obeyed(field: str) -> None:
    workspace = with_files(FIELDS[field])

    assert [line for line in shown(workspace) if NEVER.search(line)] == []


@pytest.mark.parametrize("field", WRONG)
def test_wrong_text_is_told_and_never_obeyed(field: str) -> None:
    workspace = with_files(WRONG[field])

    assert workspace.problems
    assert [line for line in shown(workspace) if NEVER.search(line)] == []


def test_payloads_reach_the_workspace() -> None:
    touchpoints = with_files(FIELDS["touchpoint"]).touchpoints
    names = {text for one in touchpoints.values() for text in one.name.values()}

    refused = [text for text in payloads() if text.strip() and text not in names]
    assert "::error file=a::b" in names
    assert "{{ 7*7 }}" in names
    assert [text for text in refused if not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)] == []


@pytest.mark.parametrize("text", OWN)
def test_text_of_the_site(text: str) -> None:
    name = quoted(text)
    texts = base_with(
        SITE,
        (
            "client: {name: Bakery}",
            f"client: {{name: {name}, url: {name}}}\ntitle: {name}\nwords: {{{name}: {{de: [{name}]}}}}",
        ),
        ("country: AT", f"country: {name}\ncurrency: {name}\n{name}: x"),
    )

    workspace = read_texts(texts)

    assert workspace.problems
    assert [line for line in shown(workspace) if NEVER.search(line)] == []


@pytest.mark.parametrize("before", [48, 50, 52, 54, 56, 58, 60])
def test_text_wrapped_before_a_command_does_not_begin_a_line_with_it(before: int) -> None:
    ask = f"{'x ' * (before // 2)}::error file=a::b"
    texts = base_with(SERVICE, ('ask: "Greeted within a minute?"', f"ask: {quoted(ask)}, knockout: true"))
    texts[VISITS] = texts[VISITS].replace("greeted: 5", "greeted: 1")

    lines = printed(read_texts(texts))

    assert any("error file=a" in line for line in lines)
    assert [line for line in lines if NEVER.search(line)] == []
