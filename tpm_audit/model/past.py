"""What a later audit asks of earlier ones: all of the one before, and a summary of each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Amount, Consistency, ExactShare, ExactWeight, Score
from tpm_audit.model.findings import rule_key
from tpm_audit.model.result import (
    AuditRecord,
    EarlierRecord,
    Figures,
    FindingRecord,
    FoundRecord,
    LastFoundRecord,
    Result,
    ScaleRecord,
    SharesRecord,
)
from tpm_audit.model.said import Words

OF_OTHER_PLACES: Final = ""  # the hash of a finding of which other places are known than those it was found at


@dataclass(frozen=True, slots=True)
class PastChannel:
    """A touchpoint of an earlier audit on a channel, with its figures there."""

    channel: str
    score: Score | None = None
    consistency: Consistency | None = None


def was_left_out(score: Score | None, consistency: Consistency | None) -> bool:
    """Say whether something was to be rated or found, and nothing was."""
    rated, found = score and score.rated_items, consistency and consistency.counted + consistency.unreadable
    return (rated is not None or found is not None) and not rated and not found


@dataclass(frozen=True, slots=True)
class PastThing:
    """A phase of an earlier audit."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True)
class PastGroup(PastThing):
    """A channel or location of an earlier audit, with its figures."""

    figures: Figures


@dataclass(frozen=True, slots=True)
class PastTouchpoint(PastThing):
    """A touchpoint of an earlier audit, with its figures, channels, and number of visits."""

    phase: str
    figures: Figures
    channels: tuple[PastChannel, ...]
    visits: Amount = 0


@dataclass(frozen=True, slots=True)
class PastFact(PastThing):
    """A fact of an earlier audit."""

    kind: str
    expected: Words | None
    consistency: Consistency | None


@dataclass(frozen=True, slots=True)
class PastCriterion:
    """A question that an earlier audit asked."""

    id: str
    ask: Words
    scale: str
    weight: ExactWeight
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class PastChecklist(PastThing):
    """A checklist of an earlier audit with its criteria."""

    once_per: str
    criteria: tuple[PastCriterion, ...]


@dataclass(frozen=True, slots=True)
class PastRule:
    """A rule of an earlier audit, and whether it ran."""

    code: str
    enabled: bool
    held_back: bool
    own: str | None = None

    @property
    def key(self) -> str:
        """Return what tells it from all others."""
        return rule_key(self.code, self.own)


@dataclass(frozen=True, slots=True)
class PastUnseen:
    """What an earlier audit did not look at again itself."""

    unseen: tuple[LastFoundRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class PastResult:
    """What a later audit asks of the one before; the rest of the result is not made for it."""

    edition: Edition
    audit: AuditRecord
    findings: tuple[FindingRecord, ...]
    figures: Figures
    phases: tuple[PastThing, ...]
    channels: tuple[PastGroup, ...]
    locations: tuple[PastGroup, ...]
    touchpoints: tuple[PastTouchpoint, ...]
    facts: tuple[PastFact, ...]
    checklists: tuple[PastChecklist, ...]
    rules: tuple[PastRule, ...] = ()
    past: PastUnseen | None = None

    @property
    def known(self) -> tuple[LastFoundRecord, ...]:
        """Return what was known of findings then."""
        return last_known(self.audit.id, self.findings, self.carried)

    @property
    def carried(self) -> tuple[LastFoundRecord, ...]:
        """Return what it did not look at again itself."""
        return () if self.past is None else self.past.unseen


@dataclass(frozen=True, slots=True)
class PastPlace:
    """An item of an earlier audit at one place."""

    location: str | None
    language: str | None
    share: ExactShare | None
    not_applicable: bool


@dataclass(frozen=True, slots=True)
class PastItem:
    """A criterion at a touchpoint on a channel, as an earlier audit rated it."""

    criterion: str
    touchpoint: str | None
    channel: str | None
    places: tuple[PastPlace, ...]


@dataclass(frozen=True, slots=True)
class RatedPast(PastResult):
    """The same with what was rated then, which takes longer to read."""

    scales: tuple[ScaleRecord, ...] = ()
    items: tuple[PastItem, ...] = ()


def last_known(
    audit: str, findings: Iterable[FindingRecord], unseen: Iterable[LastFoundRecord]
) -> tuple[LastFoundRecord, ...]:
    """Return what is known of findings after an audit: as long as nobody looks again, what was known last stays so.

    Those that it found have the places that it did not look at again beside their own; the others follow.
    """
    left = {one.finding.id: _of_places_left(one) for one in unseen}
    there = [LastFoundRecord(audit, _with_places(one, left.pop(one.id, None))) for one in findings]
    return (*there, *left.values())


def _with_places(one: FindingRecord, before: LastFoundRecord | None) -> FindingRecord:
    return (
        one
        if before is None or not before.finding.deviating
        else replace(one, members=(*one.members, *before.finding.deviating), state_hash=before.finding.state_hash)
    )


def _of_places_left(one: LastFoundRecord) -> LastFoundRecord:
    """Return it without its hash, which is of places that have been looked at again as well."""
    finding = one.finding
    return replace(one, finding=replace(finding, state_hash=OF_OTHER_PLACES)) if finding.deviating else one


@dataclass(frozen=True, slots=True)
class Summary:
    """What is remembered of a closed audit for good, in one edition: small, so that many audits are soon read."""

    audit: EarlierRecord
    findings: tuple[FoundRecord, ...]
    became: tuple[tuple[str, str], ...] = ()  # what it found no more: the id, and the state


def summary_of(result: Result) -> Summary:
    """Return the summary of the result of an audit.

    Raises:
        ValueError: the result has no audit.
    """
    audit = result.audit
    if audit is None:
        raise ValueError("a result without an audit has no summary")
    figures = result.figures
    absent = result.past.absent if result.past else ()
    states = Counter(one.state for one in result.open)
    states.update(one.state for one in absent)
    severities = Counter(one.severity for one in result.open)
    return Summary(
        EarlierRecord(
            id=audit.id,
            name=audit.name,
            first_day=audit.first_day,
            last_day=audit.last_day,
            visits=audit.visits,
            score=figures.score,
            consistency=figures.consistency,
            phases=tuple(_shares(one.id, one.figures) for one in result.phases),
            touchpoints=tuple(_shares(one.id, one.figures) for one in result.touchpoints),
            severities=tuple((one, severities[one]) for one in Severity),
            states=tuple(sorted(states.items())),
            waived=sum(one.waiver is not None for one in result.findings),
            criteria=result.criteria,
        ),
        tuple(
            FoundRecord(
                id=one.id,
                rule=one.rule,
                severity=one.severity,
                headline=one.headline,
                subject=one.subject,
                subject_ids=one.subject_ids,
                state_hash=one.state_hash,
                touchpoints=one.touchpoints,
                channels=one.channels,
                locations=tuple(sorted({member.location for member in one.members if member.location is not None})),
                seen=one.seen,
                places=len(one.deviating),
                formerly=one.formerly,
            )
            for one in result.findings
        ),
        became=tuple(sorted((one.id, one.state) for one in absent)),
    )


def _shares(id_: str, figures: Figures) -> SharesRecord:
    return SharesRecord(id_, figures.score.share if figures.score is not None else None, figures.index)
