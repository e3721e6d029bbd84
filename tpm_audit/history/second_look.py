"""What is said of findings that are found no more: fixed, or not; and of places that a changed finding lost.

Only *fixed* is progress: the rule ran, and each place that had deviated was looked at again and is right. What was
looked at is the same question whether an audit is asked, or a result of one; each caller answers it in its own way.
"""

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from tpm_audit.history.current_ids import is_hand_over
from tpm_audit.model.audit import Unit
from tpm_audit.model.context import Kind
from tpm_audit.model.findings import SubjectKind, own_rule_of, rule_key
from tpm_audit.model.judged import Judged
from tpm_audit.model.outcomes import RIGHT, Outcome
from tpm_audit.model.result import FindingRecord, MemberRecord
from tpm_audit.model.states import FIXED, OTHERWISE, REMOVED, UNCHECKED
from tpm_audit.model.surveys import survey_of
from tpm_audit.rules.tpc001_fact_differs import RULE as FACT_DIFFERS
from tpm_audit.rules.tpc005_variant_expired import RULE as VARIANT_EXPIRED
from tpm_audit.rules.tpk002_audited_well_rated_badly import RULE as RATED_BADLY
from tpm_audit.rules.tpk003_audited_badly_rated_well import RULE as RATED_WELL
from tpm_audit.source.message import Sayable

FactAt: TypeAlias = tuple[str, str | None, str | None]  # a fact on a channel at a location
ItemAt: TypeAlias = tuple[str, Unit]  # a criterion at a unit


class Found(NamedTuple):
    """What was found of a fact at a touchpoint."""

    touchpoint: str | None
    language: str | None
    outcome: Outcome


class Asked(NamedTuple):
    """A question of a survey, or of all its waves, and what it was asked about."""

    row: str
    question: str
    about: Judged


class Rated(NamedTuple):
    """What was answered in a language; not applicable where it has no share."""

    language: str | None
    applies: bool


class Now(enum.Enum):
    """What became of a place where something was wrong, in the order in which places are weighed."""

    UNSEEN = enum.auto()
    OTHERWISE = enum.auto()  # looked at, and not right in another way
    RIGHT = enum.auto()
    GONE = enum.auto()  # not there any more, or held to nothing


_OF_FACT = {
    Outcome.EQUAL: Now.RIGHT,
    Outcome.VARIANT: Now.RIGHT,
    Outcome.SHOWN: Now.RIGHT,
    Outcome.LISTED: Now.GONE,
    Outcome.DIFFERS: Now.OTHERWISE,
    Outcome.MISSING: Now.OTHERWISE,
    Outcome.UNREADABLE: Now.OTHERWISE,
    Outcome.NOT_OBSERVED: Now.UNSEEN,
}
_READABLE = dict.fromkeys((*RIGHT, Outcome.DIFFERS, Outcome.SHOWN), Now.RIGHT)
_HELD_TO_STANDARD = frozenset({FACT_DIFFERS.code, VARIANT_EXPIRED.code})
HELD_TO_SCORE = frozenset({RATED_BADLY.code, RATED_WELL.code})  # of a touchpoint
_STANDARD_GONE = {**_OF_FACT, Outcome.SHOWN: Now.GONE}
# two may agree and both be wrong, which is another finding; one that shows nothing any more contradicts nobody
_HANDED_OVER = {**_OF_FACT, **_READABLE}
_OF_OWN_RULE = {**dict.fromkeys(Outcome, Now.RIGHT), Outcome.NOT_OBSERVED: Now.UNSEEN}
STATE_OF: Mapping[Now, str] = {Now.UNSEEN: UNCHECKED, Now.OTHERWISE: OTHERWISE, Now.RIGHT: FIXED, Now.GONE: REMOVED}


class Became(NamedTuple):
    """What became of a finding, and its places that were not looked at again."""

    state: str
    unseen: tuple[MemberRecord, ...] = ()

    @property
    def unchecked(self) -> tuple[Sayable, ...]:
        """Return the labels of these places, each once."""
        return tuple(dict.fromkeys(member.label for member in self.unseen))


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What was looked at; it is asked of findings that are told in the same ids.

    ``ran`` are the keys of rules, ``known`` the ids of things; of a kind that is not in it nothing is gone. ``cells``
    are touchpoints on channels, ``leads`` touchpoints in use and where they lead. ``asked`` says what customers were
    asked, and whether enough answered for a figure in the latest wave; ``rows`` are those that surveys are waves of;
    ``scored`` are touchpoints with a checklist score.
    """

    ran: Collection[str]
    known: Mapping[Kind, Collection[str]]
    cells: Collection[tuple[str, str]]
    leads: Mapping[str, Collection[str]]
    found: Mapping[FactAt, Collection[Found]]
    rated: Mapping[ItemAt, Collection[Rated]]
    asked: Mapping[Asked, bool]
    rows: Mapping[str, str]
    scored: Collection[str]

    def became(self, finding: FindingRecord) -> Became:
        """Return what became of a finding that is found no more."""
        # of a hand-over the other side counts, too: unless it was looked at again, nobody knows whether the two agree
        deviating = [member for member in finding.members if member.deviates or _is_hand_over(finding)]
        if self._is_gone(finding):
            return Became(REMOVED)
        if not self._ran(finding):
            return Became(UNCHECKED, tuple(deviating))
        places = [(self.place(finding, member), member) for member in deviating]
        # without places it is about a thing itself; places that left do not count, unless all did
        worst = min((now for now, _ in places), key=_weight, default=Now.RIGHT)
        return Became(STATE_OF[worst], tuple(member for now, member in places if now is Now.UNSEEN))

    def place(self, finding: FindingRecord, member: MemberRecord) -> Now:
        """Return what became of one place of a finding that is not found there any more."""
        if self._has_left(member):
            return Now.GONE
        subject = finding.subject_ids[0] if finding.subject_ids else ""
        if finding.subject is SubjectKind.FACT:
            return self._fact_is(_meaning(finding), subject, member)
        if finding.subject is SubjectKind.CRITERION:
            return self._criterion_is(subject, member)
        if member.question is not None:
            survey, question = survey_of(member.question)
            judged = Judged(member.touchpoint, member.channel, member.journey)
            return self._answers_are(finding, Asked(self.rows.get(survey, survey), question, judged))
        if member.fact is not None:
            return self._fact_is(_OF_OWN_RULE, member.fact, member)
        return Now.RIGHT  # what is wrong with a thing itself is judged whenever the rule runs

    def _ran(self, finding: FindingRecord) -> bool:
        """Say whether the rule of a finding ran again."""
        own = own_rule_of(finding.rule, finding.subject, finding.subject_ids)
        return rule_key(finding.rule, own) in self.ran

    def _is_gone(self, finding: FindingRecord) -> bool:
        """Say whether what a finding is about is asked, or there, no more."""
        kind = Kind(finding.subject)
        if kind not in self.known or not finding.subject_ids:
            return False
        return finding.subject_ids[0] not in self.known[kind] or not self._still_leads(finding)

    def _still_leads(self, finding: FindingRecord) -> bool:
        """Say whether one of the two touchpoints of a hand-over leads to the other; where there is none it does."""
        if not _is_hand_over(finding):
            return True
        pair = self.leads.keys() & finding.subject_ids[1:]
        return any(then in pair for one in pair for then in self.leads[one])

    def _has_left(self, member: MemberRecord) -> bool:
        """Say whether a place is no part of the inventory any more."""
        ids = (
            (Kind.TOUCHPOINT, member.touchpoint),
            (Kind.CHANNEL, member.channel),
            (Kind.LOCATION, member.location),
            (Kind.JOURNEY, member.journey),
        )
        return any(id_ is not None and id_ not in self.known[kind] for kind, id_ in ids) or (
            member.touchpoint is not None
            and member.channel is not None
            and (member.touchpoint, member.channel) not in self.cells
        )

    def _answers_are(self, finding: FindingRecord, asked: Asked) -> Now:
        if asked not in self.asked:
            return Now.GONE
        is_compared = finding.rule not in HELD_TO_SCORE or asked.about.touchpoint in self.scored
        return Now.RIGHT if self.asked[asked] and is_compared else Now.UNSEEN

    def _criterion_is(self, criterion: str, member: MemberRecord) -> Now:
        there = self.rated.get((criterion, unit_of(member)), ())
        rated = [one.applies for one in there if may_be(member.language, one.language)]
        if not rated:
            return Now.UNSEEN
        return Now.RIGHT if any(rated) else Now.GONE

    def _fact_is(self, meaning: Mapping[Outcome, Now], fact: str, member: MemberRecord) -> Now:
        unit = unit_of(member)
        outcomes = [
            meaning[one.outcome]
            for one in self.found.get((fact, unit.channel, unit.location), ())
            if unit.touchpoint in (None, one.touchpoint)
            and may_be(member.language, one.language)
            and one.outcome is not Outcome.NOT_OBSERVED
        ]
        if unit.touchpoint is None:  # a channel has to show it somewhere
            return Now.RIGHT if Now.RIGHT in outcomes else min(outcomes, key=_weight, default=Now.UNSEEN)
        return min(outcomes, key=_weight, default=Now.UNSEEN)


def asked_again(each: Iterable[tuple[Asked, bool, bool]]) -> Mapping[Asked, bool]:
    """Return what was asked, and whether it has a figure: of waves in the latest, however it was before.

    Each is asked, has a figure or none, and is of the latest wave or of one before. What was asked in several surveys
    of that has a figure if one of them has.
    """
    asked: dict[Asked, bool] = {}
    for what, has_figure, is_latest in each:
        asked[what] = asked.get(what, False) or (has_figure and is_latest)
    return asked


def _weight(now: Now) -> int:
    return int(now.value)


def unit_of(member: MemberRecord) -> Unit:
    """Return where a finding shows."""
    return Unit(member.touchpoint, member.channel, member.location)


def facts_of(findings: Iterable[FindingRecord]) -> frozenset[str]:
    """Return the facts that findings are about, and those of their places."""
    found: set[str] = set()
    for finding in findings:
        if finding.subject is SubjectKind.FACT:
            found.add(finding.subject_ids[0])
        found |= {member.fact for member in finding.members if member.fact is not None}
    return frozenset(found)


def _meaning(finding: FindingRecord) -> Mapping[Outcome, Now]:
    """Return what an outcome means for a finding about a fact."""
    if _is_hand_over(finding):
        return _HANDED_OVER
    return _STANDARD_GONE if finding.rule in _HELD_TO_STANDARD else _OF_FACT


def may_be(language: str | None, other: str | None) -> bool:
    """Say whether two visits may have met the same language: one that names none may have met any."""
    return language == other or None in (language, other)


def _is_hand_over(finding: FindingRecord) -> bool:
    return is_hand_over(finding.subject, finding.subject_ids)
