"""The course of findings over audits: since when each is found, why a new one is there, and what is found no more."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.past import summary_of
from tpm_audit.model.result import AbsentRecord, FindingRecord, FoundRecord, Result
from tpm_audit.model.said import Anything
from tpm_audit.model.states import STATES
from tpm_audit.model.words import INTRODUCED_BY, STATE_WORDS
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import FINDINGS, Page, finding_path
from tpm_audit.pages.parts import capital, end_of, severity_badge, state_badge
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say

_FEWEST = 2  # audits before: of one alone the change says all


def course_of(finding: FindingRecord, result: Result) -> Iterator[Sayable]:
    """Yield what is to be said of a finding's course: nothing where no audit came before."""
    if finding.introduced_by is not None:
        yield say("new: {why}", why=INTRODUCED_BY[finding.introduced_by])
    if finding.found_since is not None:
        since = audit_name(finding.found_since, result)
        yield say("found in {n} audits, since {audit}", n=finding.audits, audit=since)
    if finding.last_found is not None:
        last, became = audit_name(finding.last_found, result), STATE_WORDS[finding.became or "gone"]
        yield say("reopened: found in {audit}, then {state}", audit=last, state=became)
    if finding.reopened > 1 or (finding.reopened and finding.last_found is None):
        yield say("came back {n} time", "came back {n} times", n=finding.reopened)


def changes_of_places(finding: FindingRecord) -> tuple[tuple[Message, tuple[Sayable, ...]], ...]:
    """Return what became of places since the audit before: each word, with the places that it is said of."""
    places: dict[str, list[Sayable]] = defaultdict(list)
    for one in finding.changes:
        places[one.state].append(one.label)
    return tuple((STATE_WORDS[state], tuple(places[state])) for state in STATES if state in places)


def audit_name(id_: str, result: Result) -> Sayable:
    """Return what an earlier audit is called; one that is not known stands for itself."""
    past = () if result.past is None else (result.past,)
    return next((one.name for one in (*result.earlier, *past) if one.id == id_), id_)


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding that is found no more: what became of it in which audit, which had it last, what nobody saw."""

    finding: AbsentRecord | FoundRecord
    state: str
    told_in: Sayable | None
    last: Sayable
    unchecked: Sequence[Anything] = ()


def gone_findings(result: Result) -> Iterator[Gone]:
    """Yield what is found no more: what became of it since the audit before, then what went earlier."""
    if result.past is not None:
        now = None if result.audit is None else result.audit.name
        for absent in result.past.absent:
            last = audit_name(absent.last_found or result.past.id, result)
            yield Gone(absent, absent.state, now, last, absent.unchecked)
    for one in result.found_before:
        told_in = None if one.told_in is None else audit_name(one.told_in, result)
        yield Gone(one, one.state or "gone", told_in, audit_name(one.last or "", result))


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Other findings at the places of one: as what it was found ``before``, and as what it is found since then."""

    before: tuple[Link, ...] = ()
    since: tuple[Link, ...] = ()


def found_otherwise(result: Result, language: Language) -> Mapping[str, Otherwise]:
    """Return what findings were before, and are since, as far as it has a page.

    What was found last before a finding was is nothing that this has become: one that came back had been another.
    """
    known: dict[str, FindingRecord | AbsentRecord | FoundRecord] = {one.id: one for one in result.findings}
    known |= {gone.finding.id: gone.finding for gone in gone_findings(result)}
    order = {audit.id: at for at, audit in enumerate(result.earlier)}
    last = {id_: order.get(_last_found(one, result), len(order)) for id_, one in known.items()}
    links = {id_: Link(capital(language.say(one.headline)), finding_path(id_)) for id_, one in known.items()}
    since: dict[str, list[Link]] = defaultdict(list)
    for id_, one in known.items():
        for before in one.formerly:
            if before in known and last[id_] >= last[before]:
                since[before].append(links[id_])
    return {
        id_: Otherwise(tuple(links[before] for before in one.formerly if before in links), tuple(since[id_]))
        for id_, one in known.items()
        if one.formerly or id_ in since
    }


def _last_found(one: FindingRecord | AbsentRecord | FoundRecord, result: Result) -> str:
    """Return the audit that found a finding last; nothing for this one, which is later than all before."""
    if isinstance(one, FindingRecord):
        return ""
    past = "" if result.past is None else result.past.id
    return (one.last if isinstance(one, FoundRecord) else one.last_found or past) or ""


def finding_ids(result: Result) -> frozenset[str]:
    """Return the ids of all findings that have a page: of this audit, and those that are found no more."""
    return frozenset((*(one.id for one in result.findings), *(gone.finding.id for gone in gone_findings(result))))


@dataclass(frozen=True, slots=True)
class SharesRow:
    """Score and consistency of a touchpoint in an audit."""

    audit: Sayable
    score: str | None
    consistency: str | None


def shares_over_audits(result: Result, language: Language) -> Mapping[str, tuple[SharesRow, ...]]:
    """Return the figures of each touchpoint in the audits that have any, the latest first; none of two audits alone."""
    if len(result.earlier) < _FEWEST or result.audit is None:
        return {}
    rows: dict[str, list[SharesRow]] = defaultdict(list)
    for audit in reversed((*result.earlier, summary_of(result).audit)):
        for one in audit.touchpoints:
            if one.score is not None or one.index is not None:
                score = None if one.score is None else language.percent(one.score)
                index = None if one.index is None else language.percent(one.index)
                rows[one.id].append(SharesRow(audit.name, score, index))
    return {id_: tuple(several) for id_, several in rows.items() if len(several) > 1}


def gone_pages(result: Result, names: Names, otherwise: Mapping[str, Otherwise], language: Language) -> Iterator[Page]:
    """Yield a page for each finding of earlier audits that is found no more: its address stays."""
    there = frozenset(touchpoint.id for touchpoint in result.touchpoints)
    facts = frozenset(fact.id for fact in result.facts)
    for gone in gone_findings(result):
        one = gone.finding
        headline = capital(language.say(one.headline))
        more = one.places - len(one.seen)
        is_of_fact = one.subject is SubjectKind.FACT and one.subject_ids[0] in facts
        values = {
            "headline": headline,
            "all_findings": Link(say("Findings"), FINDINGS),
            "severity": severity_badge(one.severity),
            "state": state_badge(gone.state),
            "told_in": gone.told_in,
            "seen": one.seen,
            "more_seen": say("and {n} more place", "and {n} more places", n=more) if more else None,
            "id": one.id,
            "last": gone.last,
            "unchecked": gone.unchecked,
            "otherwise": otherwise.get(one.id, Otherwise()),
            "touchpoints": tuple(names.touchpoint(id_) for id_ in one.touchpoints if id_ in there),
            "fact": names.fact(one.subject_ids[0]) if is_of_fact else None,
            "end": end_of(result),
        }
        path = finding_path(one.id)
        yield Page(path, "pages/gone.md.j2", headline, values, hides=("navigation", "toc"), listed=False)
