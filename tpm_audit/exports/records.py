"""What several outputs ask of the records of a result."""

from collections.abc import Iterator, Mapping

from tpm_audit.language.catalogue import Language
from tpm_audit.model.findings import own_rule_of, rule_key
from tpm_audit.model.result import AbsentRecord, FindingRecord, MemberRecord, Result, WaiverRecord
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place


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


def waivers_of(result: Result) -> Mapping[str, WaiverRecord]:
    """Return the waivers by their ids."""
    return {waiver.id: waiver for waiver in result.waivers}


def details_of(finding: FindingRecord, language: Language) -> Iterator[str]:
    """Yield a line for the standard, each deviating place, and the advice of a finding."""
    if finding.standard is not None:
        yield language.say(say("standard: {value}", value=finding.standard))
    for member in finding.deviating:
        yield said_of(member, language)
    if finding.advice is not None:
        yield language.say(say("advice: {advice}", advice=finding.advice))


def said_of(member: MemberRecord, language: Language) -> str:
    """Return a place of a finding with what was found there, and why that is wrong."""
    value = "" if member.value is None else f": {language.say(member.value)}"
    why = "" if member.why is None else f" ({language.say(member.why)})"
    return f"{language.say(member.label)}{value}{why}"
