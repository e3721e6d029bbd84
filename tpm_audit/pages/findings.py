"""The findings: a table of all, and a page for each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.charts.finding_pareto import finding_pareto
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import CriterionRecord, FindingRecord, Result
from tpm_audit.model.states import OPEN, UNCHANGED, WAIVED
from tpm_audit.model.words import EFFORTS, partly_waived, waived_counts
from tpm_audit.pages.answers import Answers, expected
from tpm_audit.pages.contact import mail_about
from tpm_audit.pages.courses import Otherwise, changes_of_places, course_of, found_otherwise, gone_pages
from tpm_audit.pages.drawn import Drawn, drawings_of
from tpm_audit.pages.filters import Filters, filters_of
from tpm_audit.pages.finding_places import FindingPlaces, finding_places
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import FINDINGS, Page, finding_path
from tpm_audit.pages.parts import OF_AUDITORS, capital, end_of, severity_badge, state_badge, swatch
from tpm_audit.pages.waivers import matched_by, waiver_of, waiver_rows, waivers_over
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Localised, Message, Sayable, say

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in a table."""

    severity: Badge
    headline: Link
    touchpoints: tuple[Link, ...]
    channels: tuple[Link, ...]
    owners: tuple[Link, ...]
    remarks: tuple[Sayable, ...]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the table and the pages of all findings."""
    names, first = names_of(result), result.findings[:MOST_ROWS]
    filters = _filters(first, result, names, language)
    values = {
        "summary": _summary(result, language),
        "waivers": waiver_rows(result, language),
        "internal": result.edition is Edition.INTERNAL,
        "filters": filters.filters,
        "marks": filters.marks,
        "findings": finding_rows(first, names, language),
        "left_out": _left_out(len(result.findings)),
        "chart": finding_pareto(result, language),
        "end": end_of(result),
    }
    yield Page(FINDINGS, "pages/findings.md.j2", language.word("Findings"), values, hides=("navigation", "toc"))
    places, otherwise = finding_places(result, names, language), found_otherwise(result, language)
    for finding in result.findings:
        yield _finding_page(finding, result, places, otherwise.get(finding.id, Otherwise()), language)
    yield from gone_pages(result, names, otherwise, language)


def _summary(result: Result, language: Language) -> Sayable:
    """Say how many findings are open, and how many are waived, wholly or in part."""
    summary, waived = severity_summary(result.open, language), waived_counts(result.findings)
    return say("{summary}; {waived}", summary=summary, waived=waived) if waived else summary


def _left_out(count: int) -> Message | None:
    """Say how many findings the table does not show; each has its page all the same."""
    if count <= MOST_ROWS:
        return None
    return say("The table shows the first {shown} of {n}; all of them stand in the data.", shown=MOST_ROWS, n=count)


def _filters(findings: Iterable[FindingRecord], result: Result, names: Names, language: Language) -> Filters:
    """Return the filters over the findings: how much it weighs, where it shows, who has to change it."""
    phase_of = {touchpoint.id: touchpoint.phase for touchpoint in result.touchpoints}
    labels = {
        "severity": language.word("Severity"),
        "state": language.word("State"),
        "channel": language.word("Channel"),
        "owner": language.word("Owner"),
        "phase": language.word("Phase"),
    }
    rows = [
        {
            "severity": (severity_badge(finding.severity).text,),
            "state": (state_badge(finding.told_state).text,),
            "channel": tuple(names.channel_name(id_) for id_ in finding.channels),
            "owner": finding.owners or (language.word("nobody"),),
            "phase": tuple(
                names.phase(phase) for phase in dict.fromkeys(phase_of.get(id_) for id_ in finding.touchpoints) if phase
            ),
        }
        for finding in findings
    ]
    return filters_of(labels, rows, language)


def finding_rows(findings: Iterable[FindingRecord], names: Names, language: Language) -> tuple[FindingRow, ...]:
    """Return findings as rows of a table, in their order of priority."""
    return tuple(
        FindingRow(
            severity=severity_badge(finding.severity),
            headline=Link(capital(language.say(finding.headline)), finding_path(finding.id)),
            touchpoints=tuple(names.touchpoint(id_) for id_ in finding.touchpoints),
            channels=tuple(names.channel(id_) for id_ in finding.channels),
            owners=names.owners_of(finding.owner_ids),
            remarks=tuple(_remarks(finding)),
        )
        for finding in findings
    )


_USUAL = (state_badge(OPEN), state_badge(UNCHANGED))


def _remarks(finding: FindingRecord) -> Iterator[Sayable]:
    """Yield what a row says below the headline: what became of it since the audit before, and the effort."""
    state = state_badge(finding.told_state)
    if state not in _USUAL:
        yield state.text
    waived = partly_waived(finding)
    if waived is not None:
        yield waived
    effort = effort_of(finding)
    if effort is not None:
        yield say("effort: {effort}", effort=effort)


def severity_summary(findings: Iterable[FindingRecord], language: Language) -> str:
    """Say how many findings there are, and how many of each severity."""
    found = tuple(findings)
    total = language.say(say("{n} finding", "{n} findings", n=len(found)))
    counts = [
        f"{language.number(count)} {language.say(severity_badge(severity).text)}"
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in found))
    ]
    return f"{total}: {', '.join(counts)}" if counts else total


def findings_by_id(result: Result) -> Mapping[str, FindingRecord]:
    """Return the findings by their ids, in their order of priority."""
    return {finding.id: finding for finding in result.findings}


def _finding_page(
    finding: FindingRecord, result: Result, places: FindingPlaces, otherwise: Otherwise, language: Language
) -> Page:
    names = places.names
    headline = capital(language.say(finding.headline))
    deviating = places.rows(finding, deviating=True)
    criterion = _criterion_of(finding, places.answers)
    values = {
        "headline": headline,
        "all_findings": Link(say("Findings"), FINDINGS),
        "severity": severity_badge(finding.severity),
        "state": state_badge(finding.told_state),
        "waivers": waivers_over(finding, result),
        "waiver": waiver_of(finding, result, language),
        "matched_by": tuple(matched_by(finding, result, places.answers)),
        "waived": state_badge(WAIVED),
        "waived_places": _waived_places(finding),
        "course": tuple(course_of(finding, result)),
        "otherwise": otherwise,
        "changes": changes_of_places(finding),
        "changed_since": None if result.past is None else say("Since {audit}", audit=result.past.name),
        "id": finding.id,
        "rule": finding.rule,
        "standard": finding.standard,
        "standard_swatch": swatch(finding.standard),
        "standard_drawings": _drawings(finding, result),
        "deviating": deviating,
        "explained": any(row.why is not None for row in deviating),
        "found": any(told.found is not None for row in deviating for told in row.told),
        "usual": places.rows(finding, deviating=False),
        "subject": _subject(finding, places),
        "why": None if criterion is None else criterion.why,
        "effort": effort_of(finding),
        "done_when": _done_when(finding, places),
        "touchpoints": tuple(names.touchpoint(id_) for id_ in finding.touchpoints),
        "owners": names.owners_of(finding.owner_ids),
        "advice": advice_of(finding, language),
        "ask": mail_about(finding, result.site, language),
        "end": end_of(result),
    }
    return Page(
        finding_path(finding.id), "pages/finding.md.j2", headline, values, hides=("navigation", "toc"), listed=False
    )


def _waived_places(finding: FindingRecord) -> Message | None:
    """Return at how many places a finding is accepted, where it is not at all of them."""
    waived, n = finding.waived_places, len(finding.deviating)
    if not waived:
        return None
    return say("at {k} of {n} place; the others count", "at {k} of {n} places; the others count", k=waived, n=n)


def _drawings(finding: FindingRecord, result: Result) -> tuple[Drawn, ...]:
    """Return what the standard of a finding looks like, where its values are pictures."""
    if finding.subject is not SubjectKind.FACT:
        return ()
    standard = Localised({"": finding.standard}) if isinstance(finding.standard, str) else finding.standard
    texts = standard.values() if isinstance(standard, Localised) else standard if isinstance(standard, tuple) else ()
    looks = [drawings_of(fact) for fact in result.facts if fact.drawings and fact.id in finding.subject_ids]
    return tuple(drawings[text] for drawings in looks for text in texts if isinstance(text, str) and text in drawings)


def advice_of(finding: FindingRecord, language: Language) -> Sayable | None:
    """Return the advice: people's own words as they are, for they may hold Markdown, a rule's as a sentence begins."""
    if finding.advice is None or isinstance(finding.advice, Localised):
        return finding.advice
    return capital(language.say(finding.advice))


def effort_of(finding: FindingRecord) -> Sayable | None:
    """Return how much work its criterion declares, None where none is."""
    return None if finding.effort is None else EFFORTS[finding.effort]


def _criterion_of(finding: FindingRecord, answers: Answers) -> CriterionRecord | None:
    if finding.subject is not SubjectKind.CRITERION or not finding.subject_ids:
        return None
    known = answers.criteria.get(finding.subject_ids[0])
    return None if known is None else known[1]


def _subject(finding: FindingRecord, places: FindingPlaces) -> tuple[Sayable, Link] | None:
    """Return what a finding is about, and what that is; what else it may be about is named by its headline."""
    if finding.subject is SubjectKind.FACT:
        return say("Fact"), places.names.fact(finding.subject_ids[0])
    facts = {one.fact for one in finding.members if one.fact is not None}
    if len(facts) == 1:
        return say("Fact"), places.names.fact(facts.pop())
    criterion = _criterion_of(finding, places.answers)
    return None if criterion is None else (say("Criterion"), places.answers.criterion(criterion.id))


def _done_when(finding: FindingRecord, places: FindingPlaces) -> Message | None:
    """Say what the next audit has to find, for the finding to be gone."""
    if finding.rule == OF_AUDITORS:
        return say("the auditors have settled it")
    criterion = _criterion_of(finding, places.answers)
    if criterion is not None:
        return say("the next audit rates it at each place at least: {expected}", expected=expected(criterion))
    if finding.subject is SubjectKind.FACT and finding.standard is not None:
        return say("the next audit finds the standard at each of these places")
    return None
