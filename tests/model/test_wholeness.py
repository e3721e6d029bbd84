"""A frozen result is whole when it is read: what it names stands in it, its words are known, its figures can be."""

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pydantic_core import from_json, to_json

from tests.history.closing import HEAD, closed_result
from tests.pages.test_demo_pages import recorded
from tests.surveys.asked import files_with, result_of_files, survey, table
from tpm_audit.model.closed import ClosedAudit, ClosedResultError, closed_json, head_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.model.said import JsonValue

ROOT = Path(__file__).parents[2]
AUDITS = tuple(sorted(path.parent.name for path in (ROOT / "content/audits").glob("*/result.json")))


@cache
def written(audit: str = "2026-04") -> bytes:
    return (ROOT / f"content/audits/{audit}/result.json").read_bytes()


def closed(content: bytes) -> ClosedAudit:
    return ClosedAudit(head_of(io.BytesIO(content), 10**6), "result.json", lambda _: io.BytesIO(content))


def as_closed(results: Mapping[Edition, Result]) -> bytes:
    """Return the file of an audit that is open as if it were closed."""
    audit = results[Edition.INTERNAL].audit
    assert audit is not None
    head = replace(HEAD, audit=audit.id, first_day=audit.first_day, last_day=audit.last_day)
    return closed_json(head, {edition: closed_result(result, head) for edition, result in results.items()})


@cache
def today() -> bytes:
    """Return the file of the workspace as it is now: it has what audits before did not have yet."""
    return as_closed({edition: recorded(edition) for edition in Edition})


@cache
def together() -> bytes:
    """Return the file of two surveys of the same days, of customers in two months."""
    asked = survey({"again": {"measures": "nps", "column": "NPS"}}, segments={"when": {"column": "Day", "is": "month"}})
    first, second = (
        table("NPS,Day", *(f"{(at + begin) % 11},2026-{9 + at % 2:02d}-03" for at in range(120))) for begin in (0, 1)
    )
    files = files_with({"one": (asked, first), "two": (asked, second)})
    return as_closed({edition: result_of_files(files, edition) for edition in Edition})


def with_internal(edition: JsonValue, content: bytes) -> bytes:
    """Return the file with another result for the internal edition."""
    begin, mark, behind = content.partition(b'\n"internal":')
    line, end, rest = behind.partition(b"\n")
    return begin + mark + to_json(edition) + line[-1:] * line.endswith(b",") + end + rest


@cache
def internal(content: bytes) -> JsonValue:
    edition: JsonValue = from_json(content)["editions"]["internal"]
    return edition


def holders(value: JsonValue, path: list[str]) -> Iterator[dict[str, JsonValue] | list[JsonValue]]:
    """Yield what holds the last name of a path; `*` is each of a list."""
    name, *rest = path
    if not rest:
        assert isinstance(value, dict | list)
        yield value
    elif name == "*" and isinstance(value, list):
        for one in value:
            yield from holders(one, rest)
    elif isinstance(value, dict) and value.get(name) is not None:
        yield from holders(value[name], rest)


def tampered(path: str, new: JsonValue, content: bytes) -> bytes:
    """Return the file with another value at the first place that a path leads to."""
    edition = deepcopy(internal(content))
    last = path.rpartition(".")[2]
    for holder in holders(edition, path.split(".")):
        if isinstance(holder, list) and holder:
            holder[0] = new
            return with_internal(edition, content)
        if isinstance(holder, dict) and last in holder:
            holder[last] = new
            return with_internal(edition, content)
    raise AssertionError(path)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("audit", AUDITS)
def test_what_was_closed_is_whole(audit: str, edition: Edition) -> None:
    one = closed(written(audit))
    assert one.result(edition).audit == one.past(edition).audit
    assert one.summary(edition).audit.id == audit


@pytest.mark.parametrize("edition", Edition)
def test_what_is_recorded_today_is_whole(edition: Edition) -> None:
    assert closed(today()).result(edition).surveys == recorded(edition).surveys
    assert closed(today()).past(edition).findings


@pytest.mark.parametrize(
    "path",
    [
        "surveys.*.id",
        "surveys.*.questions.*.id",
        "surveys.*.segments.*.id",
        "surveys.*.reasons.*.codes.*.id",
        "journeys.*.id",
        "kpis.*.id",
        "waivers.*.id",
        "scales.*.id",
        "past.touchpoints.*.id",
        "earlier.*.phases.*.id",
    ],
)
def test_no_id_leads_elsewhere(path: str) -> None:
    for id_ in ("../index", "/etc/x", "a#b", "con\\x", ""):
        with pytest.raises(ClosedResultError):
            closed(tampered(path, id_, today())).result(Edition.INTERNAL)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("findings.*.changes", [{"label": "x", "state": "new", "touchpoint": "zzz"}]),
        ("findings.*.formerly", ["../index"]),
        ("waves.*.then", "zzz"),
        ("waves.*.now", "zzz"),
        ("waves.*.question", "zzz"),
        ("waves.*.segment", "../index"),
        ("waves.*.p", 1.5),
        ("waves.*.before.low", 1e300),
        ("waves.*.before.value", 1e300),
        ("surveys.*.rows", -1),
        ("surveys.*.unfinished", 10**6),
        ("surveys.*.population", 10**400),
        ("surveys.*.questions.*.measure", "reason"),
        ("surveys.*.questions.*.low", -(10**9)),
        ("surveys.*.questions.*.high", 10**9),
        ("surveys.*.questions.*.told_high", 10**9),
        ("surveys.*.questions.*.cuts", [1]),
        ("surveys.*.questions.*.answers.*.touchpoint", "zzz"),
        ("surveys.*.questions.*.answers.*.channel", "zzz"),
        ("surveys.*.questions.*.answers.*.n", 10**6),
        ("surveys.*.questions.*.answers.*.counts", []),
        ("surveys.*.questions.*.answers.*.size", "hidden"),
        ("surveys.*.questions.*.answers.*.counts.*", [10**15, 3]),
        ("surveys.*.questions.*.answers.*.counts.*", [0.5, 3]),
        ("surveys.*.questions.*.answers.*.counts.*", [0, -3]),
        ("surveys.*.questions.*.parts.*.segment", "zzz"),
        ("surveys.*.reasons.*.question", "../index"),
        ("surveys.*.reasons.*.n", 0),
        ("surveys.*.reasons.*.balance", [["positive", 3]]),
        ("surveys.*.reasons.*.givers", []),
        ("surveys.*.reasons.*.codes.*.n", 10**6),
        ("surveys.*.kano.*.question", "../index"),
        ("surveys.*.kano.*.questionable", None),
        ("surveys.*.kano.*.first", []),
        ("surveys.*.kano.*.touchpoint", "zzz"),
        ("emotions.*.touchpoint", "zzz"),
        ("emotions.*.survey", "zzz"),
        ("matrices.*.high", 10**9),
        ("matrices.*.points.*.touchpoint", "zzz"),
        ("matrices.*.points.*.performance.survey", "zzz"),
        ("inside_outside.*.touchpoint", "zzz"),
        ("inside_outside.*.customers.survey", "zzz"),
        ("journeys.*.steps", []),
        ("journeys.*.steps.*.touchpoint", "zzz"),
        ("journeys.*.steps.*.location", "zzz"),
        ("kpis.*.touchpoint", "zzz"),
        ("kpis.*.values.*.period", "never"),
        ("kpis.*.values.*.value", 1e300),
        ("kpis.*.values.*.n", -1),
    ],
)
def test_what_no_result_says_of_customers_is_refused(path: str, new: JsonValue) -> None:
    with pytest.raises(ClosedResultError):
        closed(tampered(path, new, today())).result(Edition.INTERNAL)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("pooled.*.surveys.*", "zzz"),
        ("pooled.*.question", "zzz"),
        ("pooled.*.measure", "reason"),
        ("pooled.*.answers.figures", []),
        ("pooled.*.answers.counts.*", [11, 1]),
        ("surveys.*.questions.*.parts.*.part", "never"),
        ("surveys.*.questions.*.parts.*.part", "2026-13"),
        ("surveys.*.questions.*.parts.*.part", "0000-10"),
    ],
)
def test_nor_is_it_of_surveys_together_and_of_months(path: str, new: JsonValue) -> None:
    content = together()
    assert closed(content).result(Edition.INTERNAL).pooled
    with pytest.raises(ClosedResultError):
        closed(tampered(path, new, content)).result(Edition.INTERNAL)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("findings.*.state", "zzz"),
        ("findings.*.found_since", "zzz"),
        ("findings.*.touchpoints.*", "zzz"),
        ("findings.*.channels.*", "zzz"),
        ("findings.*.owner_ids.*", "zzz"),
        ("findings.*.waiver", "zzz"),
        ("findings.*.subject_ids", []),
        ("findings.*.standard_place", "x.yml"),
        ("findings.*.members.*.place", "x.yml"),
        ("findings.*.members.*.place", "x.yml:1:one"),
        ("findings.*.members.*.place", "x.yml:1:-1"),
        ("findings.*.members.*.touchpoint", "zzz"),
        ("findings.*.members.*.channel", "zzz"),
        ("findings.*.members.*.location", "zzz"),
        ("findings.*.members.*.owner", "zzz"),
        ("findings.*.members.*.waiver", "zzz"),
        ("phases.*.findings.*", "TPC001-0123456789"),
        ("phases.*.id", "zzz"),
        ("channels.*.kind", "zzz"),
        ("channels.*.contact", "zzz"),
        ("channels.*.ownership", "zzz"),
        ("channels.*.owner_id", "zzz"),
        ("channels.*.id", "zzz"),
        ("locations.*.channels.*", "zzz"),
        ("touchpoints.*.phase", "zzz"),
        ("touchpoints.*.status", "zzz"),
        ("touchpoints.*.leads_to.*", "zzz"),
        ("touchpoints.*.channels.*.channel", "zzz"),
        ("touchpoints.*.owner_ids.*", "zzz"),
        ("checklists.*.once_per", "zzz"),
        ("checklists.*.criteria.*.scale", "zzz"),
        ("checklists.*.criteria.*.expects", "zzz"),
        ("items.*.criterion", "zzz"),
        ("items.*.checklist", "zzz"),
        ("items.*.touchpoint", "zzz"),
        ("items.*.places.*.location", "zzz"),
        ("facts.*.units.*.touchpoint", "zzz"),
        ("facts.*.units.*.seen.*.place", "zzz"),
        ("visits.*.touchpoint", "zzz"),
        ("visits.*.basis", "zzz"),
        ("visits.*.evidence.*.criterion", "zzz"),
        ("untested.*.criterion", "zzz"),
        ("untested.*.owner", "zzz"),
        ("owners.*.touchpoints.*", "zzz"),
        ("past.absent.*.state", "zzz"),
        ("site.client_url", "javascript:alert(1)"),
        ("site.agency_url", "data:text/html,x"),
        ("figures.score.reached", -1e9),
        ("figures.score.reached", 1e9),
        ("figures.score.share", 1.01),
        ("figures.score.weight", -1),
        ("figures.score.rated_items", -1),
        ("figures.consistency.equal", -5),
        ("figures.index", -0.5),
        ("touchpoints.*.figures.score.coverage", 2),
        ("facts.*.consistency.differs", -1),
        ("items.*.places.*.share", 1.5),
        ("rules.*.looked_at", -1),
    ],
)
def test_what_no_result_says_is_refused(path: str, new: JsonValue) -> None:
    with pytest.raises(ClosedResultError):
        closed(tampered(path, new, written())).result(Edition.INTERNAL)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("findings.*.state", "zzz"),
        ("findings.*.members.*.touchpoint", "zzz"),
        ("touchpoints.*.phase", "zzz"),
        ("touchpoints.*.channels.*.channel", "zzz"),
        ("figures.score.reached", -1e9),
        ("figures.consistency.equal", -5),
        ("channels.*.figures.consistency.equal", -5),
    ],
)
def test_it_is_not_what_a_later_audit_is_held_against_either(path: str, new: JsonValue) -> None:
    with pytest.raises(ClosedResultError):
        closed(tampered(path, new, written())).past(Edition.INTERNAL)


@pytest.mark.parametrize("things", ["findings", "touchpoints", "facts", "checklists", "owners"])
def test_one_id_is_of_one_thing(things: str) -> None:
    edition = deepcopy(internal(written()))
    assert isinstance(edition, dict)
    of_kind = edition[things]
    assert isinstance(of_kind, list)
    with pytest.raises(ClosedResultError):
        closed(with_internal({**edition, things: [*of_kind, of_kind[0]]}, written())).result(Edition.INTERNAL)
