"""What several outputs ask of the records of a result."""

from collections.abc import Iterator, Mapping

from tpm_audit.language.catalogue import Language
from tpm_audit.model.findings import SubjectKind, own_rule_of, rule_key
from tpm_audit.model.result import AbsentRecord, FindingRecord, MemberRecord, Result, WaiverRecord
from tpm_audit.model.words import WAIVER_TYPES
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.source.problems import Place

FIGURES_COUNT_WAIVED = say("score and consistency still count what is waived, for they say what is there")


def place_of(written: str | None) -> Place | None:
    """Return a place as it is written in a result, file:line:column; the client's edition has none."""
    if written is None:
        return None
    file, line, column = written.rsplit(":", 2)
    return Place(file, int(line), int(column))


def first_place(finding: FindingRecord) -> Place | None:
    """Return the first of the places that something has to be changed at."""
    written = (*(member.place for member in finding.deviating), finding.standard_place)
    return place_of(next((one for one in written if one is not None), None))


def rule_of(finding: FindingRecord | AbsentRecord) -> str:
    """Return what the rule of a finding is called, as ``RuleRecord.called`` has it."""
    return rule_key(finding.rule, own_rule_of(finding.rule, finding.subject, finding.subject_ids))


def fact_of(finding: FindingRecord, member: MemberRecord | None) -> str | None:
    """Return the id of the fact whose value a place shows; None where it shows none."""
    if member is not None and member.fact is not None:
        return member.fact
    return finding.subject_ids[0] if finding.subject is SubjectKind.FACT else None


def found_since(finding: FindingRecord, result: Result) -> str | None:
    """Return the id of the audit since which a finding is found without a break; None where there was none before."""
    if finding.found_since is not None or result.past is None or result.audit is None:
        return finding.found_since
    return result.audit.id


def waivers_of(result: Result) -> Mapping[str, WaiverRecord]:
    """Return the waivers by their ids."""
    return {waiver.id: waiver for waiver in result.waivers}


def waived_said(finding: FindingRecord, waivers: Mapping[str, WaiverRecord]) -> Iterator[Message]:
    """Yield each waiver that covers a finding, or some of its places; then at how many it does."""
    for by in finding.waived_by:
        waiver = waiver_said(waivers[by]) if by in waivers else say("{waiver}", waiver=by)
        places, n = finding.places_under(by), len(finding.deviating)
        if places:
            yield say(
                "waived at {k} of {n} place: {waiver}",
                "waived at {k} of {n} places: {waiver}",
                k=len(places),
                n=n,
                waiver=waiver,
            )
        else:
            yield say("waived: {waiver}", waiver=waiver)


def waiver_said(waiver: WaiverRecord) -> Message:
    """Return a waiver in a line: its name, why as far as the edition says it, and until when it holds."""
    why: Sayable = WAIVER_TYPES[waiver.type]
    if waiver.reason is not None:
        why = say("{type}: {reason}", type=why, reason=waiver.reason)
    if waiver.expires is None:
        return say("{waiver} ({why}; for good)", waiver=waiver.name, why=why)
    return say("{waiver} ({why}; until {day})", waiver=waiver.name, why=why, day=waiver.expires)


def details_of(finding: FindingRecord, waivers: Mapping[str, WaiverRecord], language: Language) -> Iterator[str]:
    """Yield a line for the standard, each deviating place, each waiver of some of them, and the advice of a finding."""
    if finding.standard is not None:
        yield language.say(say("standard: {value}", value=finding.standard))
    for member in finding.deviating:
        yield said_of(member, language)
    yield from map(language.say, waived_said(finding, waivers))
    if finding.advice is not None:
        yield language.say(say("advice: {advice}", advice=finding.advice))


def said_of(member: MemberRecord, language: Language) -> str:
    """Return a place of a finding with what was found there, and why that is wrong."""
    value = "" if member.value is None else f": {language.say(member.value)}"
    why = "" if member.why is None else f" ({language.say(member.why)})"
    waived = "" if member.waiver is None else f" ({language.say(say('waived'))})"
    return f"{language.say(member.label)}{value}{why}{waived}"


def incomplete(result: Result) -> Message | None:
    """Return what is said above figures that were worked out without what cannot be read."""
    if not result.problems:
        return None
    return say(
        "incomplete: {n} problem keeps something from being read; figures and findings are without it",
        "incomplete: {n} problems keep something from being read; figures and findings are without it",
        n=len(result.problems),
    )
