"""Closed audits: read from their result alone, whatever stands beside it."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import from_json

from tests.history.closing import CLOSED, HEAD, PATH, closed_result, files_beside, frozen, result_after, workspace_after
from tests.history.test_life_cycle import RIGHT, WRONG, answered, seen
from tests.workspaces import ENGLISH, problems, report_of, result_of
from tpm_audit.model.closed import ClosedAudit, ClosedResultError, closed_json
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import fraction_of
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import AbsentRecord, FoundRecord, result_from_json, result_json
from tpm_audit.report import Request, make_report, read
from tpm_audit.source.message import say
from tpm_audit.workspace.closed_audits import digests_of
from tpm_audit.workspace.disclosure import disclosure_of

NO_RESULT = "this is not the result of a closed audit"
BEFORE, NOW = seen(website=WRONG), seen(website=RIGHT)


@pytest.mark.parametrize("edition", Edition)
def test_a_result_is_read_back_as_it_was_written(edition: Edition) -> None:
    written = result_json(result_of(BEFORE, edition))
    assert result_json(result_from_json(from_json(written))) == written


@pytest.mark.parametrize("edition", Edition)
def test_a_closed_audit_is_reported_from_its_result(edition: Edition) -> None:
    workspace = workspace_after(BEFORE, NOW)
    result = make_report(workspace, Request(edition, HEAD.closed_on, CLOSED))
    assert result.audit is not None
    assert (result.audit.id, result.audit.closed_on) == (CLOSED, HEAD.closed_on)
    assert [one.id for one in result.findings] == [one.id for one in result_of(BEFORE, edition).findings]


def test_the_latest_audit_is_shown_closed_or_not() -> None:
    later = replace(HEAD, first_day=HEAD.first_day.replace(year=2027), last_day=HEAD.last_day.replace(year=2027))
    closed_last = read(files_beside(frozen(BEFORE, later), NOW))
    assert report_of(closed_last).audit == closed_last.closed[CLOSED].result(Edition.INTERNAL).audit
    open_last = report_of(workspace_after(BEFORE, NOW))
    assert open_last.audit is not None
    assert open_last.audit.id == "2026-10"


def test_an_internal_audit_is_not_what_the_client_is_shown() -> None:
    content = frozen(BEFORE, replace(HEAD, is_internal=True))
    workspace = read(files_beside(content, NOW))
    assert report_of(workspace, edition=Edition.CLIENT).past is None
    assert report_of(workspace, edition=Edition.INTERNAL).past is not None


@pytest.mark.parametrize(
    "formatted",
    [
        lambda content: json.dumps(json.loads(content), indent=2).encode(),
        lambda content: json.dumps(json.loads(content)).encode(),
        lambda content: content.replace(b"\n", b"\r\n"),
    ],
)
def test_a_file_that_was_formatted_anew_is_still_read(formatted: Callable[[bytes], bytes]) -> None:
    result = report_of(read(files_beside(formatted(frozen(BEFORE)), NOW)))
    assert result.past is not None
    assert [one.state for one in result.past.absent if one.rule == "TPC001"] == ["fixed"]


@pytest.mark.parametrize("content", [b"", b"{}", b"no JSON", b"\xff\xfe", frozen(BEFORE, replace(HEAD, schema=0))[:40]])
def test_a_broken_head_is_a_problem_with_its_place(content: bytes) -> None:
    (problem,) = problems(read(files_beside(content, NOW)))
    assert problem == f"{PATH}:1:1 TPS052 {NO_RESULT}"


def test_a_result_under_another_name_is_a_problem() -> None:
    (problem,) = problems(read(files_beside(frozen(BEFORE, replace(HEAD, audit="2025-10")), NOW)))
    assert problem == f"{PATH}:1:1 TPS052 this is the result of another audit, '2025-10'"


def test_a_later_schema_is_refused() -> None:
    content = frozen(BEFORE).replace(b'{"schema":0', b'{"schema":99', 1)
    assert problems(read(files_beside(content, NOW))) == [f"{PATH}:1:1 TPS052 {NO_RESULT}"]


@pytest.mark.parametrize("left", [1000, len(frozen(BEFORE)) // 2, len(frozen(BEFORE)) - 1000, len(frozen(BEFORE)) - 2])
def test_a_result_that_is_cut_off_is_a_problem_at_once(left: int) -> None:
    content = frozen(BEFORE)
    assert problems(read(files_beside(content[:left], NOW))) == [f"{PATH}:1:1 TPS052 {NO_RESULT}"]


@pytest.mark.parametrize(
    ("written", "tampered"),
    [
        (b'"first_day":"2026-04-01"', b'"first_day":"2026-03-01"'),
        (b'"last_day":"2026-04-30"', b'"last_day":"2026-12-31"'),
    ],
)
@pytest.mark.parametrize("layout", [lambda content: content, lambda content: json.dumps(json.loads(content)).encode()])
def test_a_head_that_says_other_days_than_the_result_is_a_problem(
    written: bytes, tampered: bytes, layout: Callable[[bytes], bytes]
) -> None:
    content = frozen(BEFORE)
    assert written in content.partition(b"\n")[0]
    told = problems(read(files_beside(layout(content.replace(written, tampered, 1)), NOW)))
    assert told == [f"{PATH}:1:1 TPS052 {NO_RESULT}"]


@pytest.mark.parametrize(
    ("written", "tampered"),
    [
        (b'"last_day":"2026-04-30"', b'"last_day":"2026-04-29"'),
        (b'"closed_on":"2026-05-02"', b'"closed_on":"2026-05-03"'),
        (b'"edition":"internal"', b'"edition":"client"'),
        (b'{"schema":0', b'{"schema":99'),
        (b'"found_before":', b'"findings":[],"found_before":'),
    ],
)
def test_an_edition_that_says_otherwise_than_the_head_or_something_twice_is_refused(
    written: bytes, tampered: bytes
) -> None:
    begin, mark, edition = frozen(BEFORE).partition(b'\n"internal":')
    assert written in edition
    content = begin + mark + edition.replace(written, tampered, 1)
    assert content != frozen(BEFORE)
    workspace = read(files_beside(content, NOW))
    (closed,) = workspace.closed.values()
    for asked in (closed.past, closed.result, closed.content):
        with pytest.raises(ClosedResultError):
            asked(Edition.INTERNAL)


def test_an_edition_that_stands_there_twice_is_refused() -> None:
    begin, mark, edition = frozen(BEFORE).partition(b'\n"internal":')
    workspace = read(files_beside(begin + mark + b"{}," + mark + edition, NOW))
    with pytest.raises(ClosedResultError):
        report_of(workspace)


def test_yaml_edited_beside_a_result_is_named() -> None:
    files = files_beside(frozen(BEFORE), NOW)
    beside = {f"content/audits/{CLOSED}/audit.yml": b"period: {}", f"content/audits/{CLOSED}/new.yml": b"visits: []"}
    files = replace(files, yaml={**files.yaml, **beside})
    digests = digests_of(files, CLOSED)
    head = replace(HEAD, files={"audit.yml": "0" * 64, "gone.yml": "0" * 64})
    workspace = read(replace(files, results=files_beside(frozen(BEFORE, head), NOW).results))
    told = {
        note.place.file.rpartition("/")[2]: ENGLISH.say(dict(note.message.values)["what"]) for note in workspace.notes
    }
    assert told == {"audit.yml": "changed", "new.yml": "added", "gone.yml": "removed"}
    assert not workspace.problems  # nothing of it is read
    unchanged = replace(HEAD, files=digests)
    assert not read(replace(files, results=files_beside(frozen(BEFORE, unchanged), NOW).results)).notes


def test_what_a_closed_audit_hides_is_internal_for_ever() -> None:
    note = "Die Leiterin der Filiale kündigt im März"
    before = {**BEFORE, "visits": [{**visit, "internal_note": note} for visit in BEFORE["visits"]]}
    internal = {one.text: one.written.file for one in disclosure_of(workspace_after(before, NOW)).internal}
    assert internal[note] == PATH
    assert "Anna Auer" in internal
    assert WRONG not in internal


@pytest.mark.parametrize(
    ("written", "tampered"),
    [
        (b'"id":"shop"', b'"id":"../../shop"'),
        (b'"id":"shop"', b'"id":"/etc/shop"'),
        (b'"id":"phone"', b'"id":"a/b"'),
        (b'"languages":["en"]', b'"languages":["../en"]'),
        (b'"renamed":[]', b'"renamed":[{"kind":"touchpoint","id":"shop","old_ids":["../../shop"]}]'),
        (b'"rule":"TPC001"', b'"id":"../../x","rule":"TPC001"'),
        (b'"share":0.', b'"share":1e999,"was":0.'),
    ],
)
def test_a_result_that_would_write_elsewhere_is_refused(written: bytes, tampered: bytes) -> None:
    case = {
        **BEFORE,
        **{key: value for key, value in answered(clear="fail", kind="pass").items() if key == "checklists"},
    }
    case = {**case, "visits": [{**BEFORE["visits"][0], "answers": {"clear": "partial", "kind": "pass"}}]}
    content = frozen(case)
    begin, editions, content = content.partition(b'"editions":')
    assert written in content
    workspace = read(files_beside(begin + editions + content.replace(written, tampered), NOW))
    with pytest.raises(ClosedResultError):
        make_report(workspace, Request(Edition.INTERNAL, HEAD.closed_on, CLOSED))


@pytest.mark.parametrize("record", ["absent", "found_before", "earlier"])
def test_what_is_told_of_audits_before_would_write_nowhere_else(record: str) -> None:
    names = {"absent": b"TPR001-0123456789", "found_before": b"TPR001-9876543210", "earlier": b"2025-04"}
    unchecked = AbsentRecord(
        names["absent"].decode(), "TPR001", "fixed", Severity.MINOR, say("x"), SubjectKind.FACT, ("phone",), (), ()
    )
    found = FoundRecord(
        names["found_before"].decode(), "TPR001", Severity.MINOR, say("x"), SubjectKind.FACT, ("phone",), ()
    )
    result = result_after(BEFORE, NOW)
    assert result.past is not None
    (earlier,) = result.earlier
    frozen_result = replace(
        result,
        past=replace(result.past, absent=(unchecked,)),
        found_before=(found,),
        earlier=(replace(earlier, id=names["earlier"].decode()), earlier),
    )
    content = closed_json(HEAD, dict.fromkeys(Edition, closed_result(frozen_result)))
    closed = ClosedAudit(HEAD, PATH, lambda _: io.BytesIO(content))
    assert closed.result(Edition.INTERNAL).found_before[0].rule == "TPR001"
    tampered = content.replace(b'"id":"%s"' % names[record], b'"id":"../../evil"')
    assert tampered != content
    with pytest.raises(ClosedResultError):
        replace(closed, opened=lambda _: io.BytesIO(tampered)).result(Edition.INTERNAL)


@given(st.fractions(0, 1))
@example(Fraction(1_234_567, 22_962_963))
@example(Fraction(2, 3))
def test_a_share_is_written_again_as_it_was_read(share: Fraction) -> None:
    assert float(fraction_of(float(share))) == float(share)
    assert share.denominator > 10**6 or fraction_of(float(share)) == share
