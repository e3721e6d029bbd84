"""The words of closed sets, as people are told them; every output takes them from here."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tpm_audit.model.actions import Certainty
from tpm_audit.model.channels import ChannelKind, Contact, Ownership
from tpm_audit.model.checklists import Effort, OncePer
from tpm_audit.model.comparison import ChangeVerdict
from tpm_audit.model.customers import WaveVerdict
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.findings import IntroducedBy
from tpm_audit.model.importance_records import Field
from tpm_audit.model.kpis import KnownKpi
from tpm_audit.model.result import AbsentRecord, FindingRecord
from tpm_audit.model.scales import Unrated
from tpm_audit.model.states import (
    FIXED,
    NEW,
    OPEN,
    OTHERWISE,
    REMOVED,
    REOPENED,
    STATES,
    UNCHANGED,
    UNCHECKED,
    UPDATED,
    WAIVED,
)
from tpm_audit.model.surveys import Measure
from tpm_audit.model.waivers import WaiverState, WaiverType
from tpm_audit.source.message import Localised, Message, Sayable, say

SEVERITIES: Mapping[Severity, Message] = {
    Severity.CRITICAL: say("critical"),
    Severity.MAJOR: say("major"),
    Severity.MINOR: say("minor"),
    Severity.INFO: say("info"),
}
EDITIONS: Mapping[Edition, Message] = {
    Edition.CLIENT: say("client edition"),
    Edition.INTERNAL: say("internal edition"),
}
ONCE_PER: Mapping[OncePer, Message] = {
    OncePer.UNIT: say("touchpoint on a channel"),
    OncePer.TOUCHPOINT: say("touchpoint"),
    OncePer.CHANNEL: say("channel"),
    OncePer.LOCATION: say("location"),
    OncePer.COMPANY: say("company"),
}
KINDS: Mapping[ChannelKind, Message] = {
    ChannelKind.DIGITAL: say("digital"),
    ChannelKind.PERSONAL: say("personal"),
    ChannelKind.PRINT: say("printed"),
    ChannelKind.PHYSICAL: say("physical"),
}
FACT_KINDS: Mapping[str, Message] = {
    "text": say("text"),
    "choice": say("choice"),
    "phone": say("phone number"),
    "color": say("colour"),
    "url": say("web address"),
    "email": say("e-mail address"),
    "quantity": say("quantity"),
    "price": say("price"),
    "contrast": say("contrast"),
    "term": say("wording"),
    "font": say("font"),
    "image": say("picture"),
    "hours": say("opening hours"),
    "address": say("postal address"),
    "date": say("date"),
}
CONTACTS: Mapping[Contact, Message] = {
    Contact.DIRECT: say("direct contact"),
    Contact.INDIRECT: say("indirect contact"),
}
OWNERSHIPS: Mapping[Ownership, Message] = {
    Ownership.OWNED: say("owned"),
    Ownership.PAID: say("paid"),
    Ownership.EARNED: say("earned"),
}
EFFORTS: Mapping[Effort, Message] = {
    Effort.SMALL: say("small"),
    Effort.MEDIUM: say("medium"),
    Effort.LARGE: say("large"),
}
WAIVER_TYPES: Mapping[WaiverType, Message] = {
    WaiverType.RISK_ACCEPTED: say("risk accepted"),
    WaiverType.FALSE_POSITIVE: say("false alarm"),
    WaiverType.NOT_APPLICABLE: say("does not apply here"),
    WaiverType.FIX_DEFERRED: say("to be mended later"),
}
WAIVER_STATES: Mapping[WaiverState, Message] = {
    WaiverState.VALID: say("valid"),
    WaiverState.SOON: say("expires soon"),
    WaiverState.EXPIRED: say("expired"),
    WaiverState.UNUSED: say("covers nothing"),
    WaiverState.TOO_MANY: say("matches too many, covers none"),
}
INTRODUCED_BY: Mapping[IntroducedBy, Message] = {
    IntroducedBy.CONTENT: say("found for the first time at a place that was looked at before"),
    IntroducedBy.SCOPE: say("what it is about was not looked at before"),
    IntroducedBy.RULE: say("its rule did not run before"),
    IntroducedBy.OTHERWISE: say("each of its places was wrong before, in another way"),
}
# What a finding is told to be: its state, or what else is known of it.
STATE_WORDS: Mapping[str, Message] = {
    NEW: say("new"),
    OPEN: say("open"),
    UNCHANGED: say("unchanged"),
    UPDATED: say("changed"),
    REOPENED: say("reopened"),
    FIXED: say("fixed"),
    OTHERWISE: say("not right in another way"),
    UNCHECKED: say("not looked at again"),
    REMOVED: say("no longer asked or there"),
    WAIVED: say("waived"),
    "gone": say("found no more"),
}
KPIS: Mapping[KnownKpi, Message] = {
    KnownKpi.CLV: say("Customer lifetime value (CLV)"),
    KnownKpi.ROI: say("Return on investment (ROI)"),
    KnownKpi.CONVERSION_RATE: say("Conversion rate"),
    KnownKpi.RESPONSE_TIME: say("Response time"),
    KnownKpi.CONTACTS: say("Contacts"),
    KnownKpi.DROP_OFF_RATE: say("Drop-off rate"),
    KnownKpi.COMPLAINTS: say("Complaints"),
    KnownKpi.NEW_CUSTOMERS: say("New customers"),
    KnownKpi.REPURCHASE_RATE: say("Repurchase rate"),
    KnownKpi.CHURN_RATE: say("Churn rate"),
    KnownKpi.REVENUE: say("Revenue"),
}
CERTAINTIES: Mapping[Certainty, Message] = {
    Certainty.MEASURED: say("measured"),
    Certainty.ESTIMATED: say("estimated"),
    Certainty.ASSUMED: say("assumed"),
}
# What can be said of a change between two audits or two waves of a survey.
VERDICTS: Mapping[ChangeVerdict | WaveVerdict, Message] = {
    ChangeVerdict.WORSE: say("worse"),
    ChangeVerdict.BETTER: say("better"),
    WaveVerdict.LOWER: say("lower"),
    WaveVerdict.HIGHER: say("higher"),
    ChangeVerdict.NOT_DEMONSTRABLE: say("not demonstrable"),
    ChangeVerdict.UNCHANGED: say("unchanged"),
    WaveVerdict.NOT_TESTED: say("not tested"),
    ChangeVerdict.NOT_COMPARABLE: say("not comparable"),
}
MEASURES: Mapping[Measure, Message] = {
    Measure.NPS: say("Recommendation (NPS)"),
    Measure.CSAT: say("Satisfaction (CSAT)"),
    Measure.CES: say("Ease (CES)"),
    Measure.IMPORTANCE: say("Importance"),
    Measure.PERFORMANCE: say("Performance"),
    Measure.REPURCHASE: say("Repurchase"),
    Measure.RECOMMEND: say("Recommendation (mean)"),
    Measure.LEVELS: say("Disappointing, all right, delighting"),
    Measure.EMOTION: say("Emotion"),
    Measure.KANO: say("Kano"),
    Measure.ASSOCIATION: say("Associations"),
    Measure.REASON: say("Main reasons"),
}
FIELDS: Mapping[Field, Message] = {
    Field.CONCENTRATE: say("Concentrate here"),
    Field.KEEP_UP: say("Keep it up"),
    Field.LOW_PRIORITY: say("Low priority"),
    Field.OVERKILL: say("Possible overkill"),
}
UNRATED: Mapping[Unrated, Message] = {
    Unrated.NOT_APPLICABLE: say("not applicable"),
    Unrated.NOT_TESTED: say("not tested"),
    Unrated.CANNOT_TELL: say("cannot tell"),
}

_AS_WRITTEN = {Localised({"": word.value}): said for word, said in UNRATED.items()}


def answer_said(answer: Localised) -> Sayable:
    """Return an answer as people are told it: a level by its label, a word beside the scale in the language."""
    return _AS_WRITTEN.get(answer, answer)


def changes_of(findings: Iterable[FindingRecord], absent: Iterable[AbsentRecord]) -> tuple[Message, ...]:
    """Return how many findings became what since the audit before; how many are new because rules are is said."""
    found = tuple(findings)
    counts = Counter([one.state for one in found] + [one.state for one in absent])
    by = Counter(one.introduced_by for one in found)
    said = {state: count_of(counts[state], state) for state in STATES if counts[state]}
    if by[IntroducedBy.RULE]:
        said[NEW] = say("{new} ({n} by rules that did not run before)", new=said[NEW], n=by[IntroducedBy.RULE])
    if by[IntroducedBy.OTHERWISE]:
        n = by[IntroducedBy.OTHERWISE]
        said[NEW] = say("{new} ({n} where it was wrong in another way before)", new=said[NEW], n=n)
    return tuple(said.values())


def partly_waived(finding: FindingRecord) -> Message | None:
    """Return at how many places a finding is accepted, where it is not at all of them."""
    waived, n = finding.waived_places, len(finding.deviating)
    return say("waived at {k} of {n} place", "waived at {k} of {n} places", k=waived, n=n) if waived else None


def waived_counts(findings: Iterable[FindingRecord]) -> tuple[Message, ...]:
    """Return how many findings are accepted, and how many others at some of their places."""
    found = tuple(findings)
    whole = sum(one.waiver is not None for one in found)
    part = sum(one.waived_places > 0 for one in found)
    return (
        *((say("{n} waived", n=whole),) if whole else ()),
        *((say("{n} waived in part", n=part),) if part else ()),
    )


def count_of(n: int, state: str) -> Message:
    """Return how many findings became what."""
    counted: Mapping[str, Message] = {
        NEW: say("{n} new", n=n),
        REOPENED: say("{n} reopened", n=n),
        UPDATED: say("{n} changed", n=n),
        UNCHANGED: say("{n} unchanged", n=n),
        FIXED: say("{n} fixed", n=n),
        OTHERWISE: say("{n} not right in another way", n=n),
        UNCHECKED: say("{n} not looked at again", n=n),
        REMOVED: say("{n} no longer asked or there", n=n),
    }
    return counted[state]
