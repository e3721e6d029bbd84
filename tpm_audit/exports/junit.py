"""The result as JUnit XML, for the test report of a pipeline: a suite for each rule, a case for each finding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.records import details_of, first_place, rule_of, waived_said, waivers_of
from tpm_audit.exports.text import plain_xml, visible, visible_lines
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import FindingRecord, Result, RuleRecord, WaiverRecord
from tpm_audit.source.message import Message, say

_FAILURE, _ERROR, _SKIPPED = "failure", "error", "skipped"


@dataclass(frozen=True, slots=True)
class _Case:
    """A case; without ``outcome``, one of the elements of JUnit, it has passed."""

    name: str
    outcome: str | None = None
    kind: str = ""
    said: str = ""
    more: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Suite:
    """A suite; its cases are of the class ``called``, which is the same in every language."""

    called: str
    cases: Sequence[_Case]
    title: str = ""


def write(result: Result, beside: Beside) -> bytes:
    """Return the suites: problems, the audit itself, the gate, and a suite for each rule.

    What is waived is skipped, and so is a rule that had nothing to look at; one that found nothing is a case that
    passes.
    """
    suites = Xml.Element("testsuites", name="tpm-audit")
    for suite in _suites(result, beside):
        _add_suite(suites, suite)
    for counted in ("tests", "failures", "errors", "skipped"):
        suites.set(counted, str(sum(int(suite.get(counted, 0)) for suite in suites)))
    Xml.indent(suites)
    return (
        b"<?xml version='1.0' encoding='utf-8'?>\n%s\n" % plain_xml(Xml.tostring(suites, encoding="unicode")).encode()
    )


def _suites(result: Result, beside: Beside) -> Iterator[_Suite]:
    language = beside.language
    yield _Suite("problems", [*_problems(result, beside)] or [_Case("problems")])
    yield _Suite("audit", [_audit(result, language)])
    if result.gate:
        yield _Suite("gate", [*_gate(result, language)])
    waivers = waivers_of(result)
    found: dict[str, list[_Case]] = {}
    for finding in result.findings:
        found.setdefault(rule_of(finding), []).append(_finding(finding, waivers, beside))
    for rule in result.rules:
        cases = found.get(rule.called) or [_nothing_found(rule, language)]
        yield _Suite(rule.called, cases, f": {language.say(rule.name)}")


def _problems(result: Result, beside: Beside) -> Iterator[_Case]:
    for problem in result.problems:
        yield _Case(
            f"{problem.code} {problem.place or ''}".rstrip(),
            _ERROR,
            problem.code,
            beside.language.say(problem.message),
            "" if problem.hint is None else beside.language.say(problem.hint),
            f"{beside.folder}{problem.file}" if problem.file else "",
            problem.line,
        )


def _audit(result: Result, language: Language) -> _Case:
    """Return a case that fails where there is nothing to check, for that is no pass."""
    if result.audit is None or not result.audit.visits:
        return _Case("visits", _ERROR, "", language.say(say("nothing to check: no audit, or no visit in it")))
    return _Case("visits")


def _gate(result: Result, language: Language) -> Iterator[_Case]:
    for one in result.gate:
        failed = one.passed is not True
        yield _Case(one.name, _FAILURE, "gate", language.say(one.said)) if failed else _Case(one.name)


def _finding(finding: FindingRecord, waivers: Mapping[str, WaiverRecord], beside: Beside) -> _Case:
    """Return a case that is called by the id, so that it is the same case in the next run."""
    language, place = beside.language, first_place(finding)
    file, line = ("", 0) if place is None else (f"{beside.folder}{place.file}", place.line)
    headline = language.say(finding.headline)
    if finding.waiver is not None:
        said = "; ".join(map(language.say, waived_said(finding, waivers)))
        return _Case(finding.id, _SKIPPED, "", f"{headline}; {said}", file=file, line=line)
    more = "\n".join(details_of(finding, waivers, language))
    return _Case(finding.id, _FAILURE, finding.severity, headline, more, file, line)


def _nothing_found(rule: RuleRecord, language: Language) -> _Case:
    why: Message | None = None
    if not rule.enabled:
        why = say("turned off")
    elif rule.held_back:
        why = say("held back until all files can be read")
    elif not rule.looked_at:
        why = say("nothing to look at")
    if why is None:
        return _Case(rule.called)
    return _Case(rule.called, _SKIPPED, "", language.say(why))


def _add_suite(suites: Xml.Element, suite: _Suite) -> None:
    counts = {
        counted: str(sum(case.outcome == outcome for case in suite.cases))
        for counted, outcome in (("failures", _FAILURE), ("errors", _ERROR), ("skipped", _SKIPPED))
    }
    called = visible(suite.called)
    of = {"name": f"{called}{visible(suite.title)}", "tests": str(len(suite.cases)), **counts, "time": "0"}
    element = Xml.SubElement(suites, "testsuite", of)
    for case in suite.cases:
        _add_case(element, called, case)


def _add_case(suite: Xml.Element, called: str, case: _Case) -> None:
    where = {"file": visible(case.file), "line": str(case.line)} if case.file else {}
    element = Xml.SubElement(suite, "testcase", {"classname": called, "name": visible(case.name), "time": "0", **where})
    if case.outcome is not None:
        kind = {"type": visible(case.kind)} if case.kind else {}
        told = Xml.SubElement(element, case.outcome, {"message": visible(case.said), **kind})
        told.text = visible_lines(case.more) or None


FORMAT = Format("junit", (".xml",), write)
