"""Waivers on pages: all of them in a table, and what covers a finding on its own page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.result import FindingRecord, Result, WaiverRecord
from tpm_audit.model.waivers import WaiverState
from tpm_audit.model.words import WAIVER_STATES, WAIVER_TYPES
from tpm_audit.pages.answers import Answers
from tpm_audit.pages.courses import finding_ids
from tpm_audit.pages.page import METHOD, finding_path
from tpm_audit.pages.parts import capital
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_TONES = {WaiverState.VALID: "plain", WaiverState.SOON: "info"}
_MOST = 5  # findings named in a row


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A waiver: what it comes to, why, by whom, until when, and the findings that it is about."""

    name: Sayable
    state: Badge
    type: Sayable
    reason: Sayable | None
    approved_by: Sayable | None
    until: Sayable
    ends: bool
    findings: tuple[Link, ...]
    more: Sayable | None


def waiver_rows(result: Result, language: Language) -> tuple[WaiverRow, ...]:
    """Return all waivers, those that cover something first."""
    findings = {one.id: one for one in result.findings}
    order = list(WaiverState)
    rows = []
    for one in sorted(result.waivers, key=lambda one: (order.index(one.state), one.id)):
        about = [findings[id_] for id_ in one.findings if id_ in findings]
        rows.append(_row(one, tuple(_link(finding, one, language) for finding in about)))
    return tuple(rows)


def waivers_over(finding: FindingRecord, result: Result) -> tuple[WaiverRow, ...]:
    """Return the waivers that cover a finding, or some of its places."""
    return tuple(_row(one) for one in result.waivers if one.id in finding.waived_by)


@dataclass(frozen=True, slots=True)
class AboutRow:
    """What a waiver asks by: a word for it, and what it names, with links to what has a page."""

    word: Sayable
    named: tuple[Link, ...]


def waiver_of(finding: FindingRecord, result: Result, language: Language) -> WaiverRow | None:
    """Return the waiver that a finding is about, with the findings that this one is about."""
    waiver = _subject_of(finding, result)
    if waiver is None:
        return None
    findings = (one for one in result.findings if one.id in waiver.findings)
    return _row(waiver, tuple(_with_id(_link(one, waiver, language), one) for one in findings))


def matched_by(finding: FindingRecord, result: Result, answers: Answers) -> Iterator[AboutRow]:
    """Yield what the waiver that a finding is about asks by."""
    waiver = _subject_of(finding, result)
    if waiver is None:
        return
    names, pages = answers.names, finding_ids(result)
    links: Mapping[str, tuple[Message, Callable[[str], Link]]] = {
        "finding": (say("Finding"), lambda id_: Link(id_, finding_path(id_) if id_ in pages else None)),
        "rule": (say("Rule"), lambda id_: Link(id_, f"{METHOD}#rules")),
        "facts": (say("Facts"), names.fact),
        "criteria": (say("Criteria"), lambda id_: answers.criterion(id_) if id_ in answers.criteria else Link(id_)),
        "touchpoints": (say("Touchpoints"), names.touchpoint),
        "channels": (say("Channels"), names.channel),
        "locations": (say("Locations"), names.location),
        "phases": (say("Phases"), lambda id_: Link(names.phase(id_))),
    }
    for key, ids in waiver.match:
        word, link = links[key]
        yield AboutRow(word, tuple(map(link, ids)))


def _subject_of(finding: FindingRecord, result: Result) -> WaiverRecord | None:
    if finding.subject is not SubjectKind.WAIVER:
        return None
    return next((one for one in result.waivers if one.id in finding.subject_ids), None)


def _link(finding: FindingRecord, waiver: WaiverRecord, language: Language) -> Link:
    """Return a finding that a waiver is about; how many of its places, where it is not all of them."""
    said: Sayable = capital(language.say(finding.headline))
    places, n = finding.places_under(waiver.id), len(finding.deviating)
    if places:
        said = say("{finding} ({k} of {n} place)", "{finding} ({k} of {n} places)", finding=said, k=len(places), n=n)
    return Link(language.say(said), finding_path(finding.id))


def _with_id(link: Link, finding: FindingRecord) -> Link:
    """Return a link that also says the id by which waivers name a finding."""
    return Link(say("{finding} ({id})", finding=link.text, id=finding.id), link.page)


def _row(waiver: WaiverRecord, about: Sequence[Link] = ()) -> WaiverRow:
    left = len(about) - _MOST
    return WaiverRow(
        name=waiver.name,
        state=Badge(WAIVER_STATES[waiver.state], _TONES.get(waiver.state, "major")),
        type=WAIVER_TYPES[waiver.type],
        reason=waiver.reason,
        approved_by=waiver.approved_by,
        until=say("for good") if waiver.expires is None else waiver.expires,
        ends=waiver.expires is not None,
        findings=tuple(about[:_MOST]),
        more=say("and {n} more", n=left) if left > 0 else None,
    )
