"""A touchpoint promises what the next one does not keep.

Where the inventory says that a touchpoint leads to another (`leads_to`), customers take along what they read: the
price in the ad, the delivery time in the shop. This rule compares each fact that both show. It stands beside the
comparison with the standard: two touchpoints that customers see one after the other may both be wrong, or right
by a standard that is a limit, and still contradict each other. Values are compared within one content language (what
names none goes with the one it agrees with most) and within one location where the fact is; what the standard or a
variant allows to differ is no contradiction, nor is a promise that is more than kept. Kinds that only demand something,
such as contrast, are left out.

Where a value deviates from the standard, or none is set, TPC001 and TPC004 tell what has to change: the finding is
then info, and says where customers meet the contradiction. site.yml can set another severity.

Fails:

    facts:
      delivery: {kind: quantity, expected: "<= 5 days"}
    touchpoints:
      ad: {name: Ad, phase: before, channels: [website], owner: web-team, leads_to: [till]}
      till: {name: Till, phase: during, channels: [branch], owner: web-team}
    visits:
      - {touchpoint: ad, channel: website, facts: {delivery: 2 days}}
      - {touchpoint: till, channel: branch, facts: {delivery: 5 days}}

Passes:

    facts:
      delivery: {kind: quantity, expected: "<= 5 days"}
    touchpoints:
      ad: {name: Ad, phase: before, channels: [website], owner: web-team, leads_to: [till]}
      till: {name: Till, phase: during, channels: [branch], owner: web-team}
    visits:
      - {touchpoint: ad, channel: website, facts: {delivery: within 5 days}}
      - {touchpoint: till, channel: branch, facts: {delivery: 2 days}}
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from tpm_audit.facts.agreement import Within, parted
from tpm_audit.facts.judging import Judge
from tpm_audit.model.audit import Audit
from tpm_audit.model.entry import Severity
from tpm_audit.model.facts import Fact, Reading
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.outcomes import READABLE, Outcome, Seen, UnitOutcome
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.rules.fact_findings import standard_of
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import fact_at, hand_over_subject, named_ids, seen_member
from tpm_audit.source.message import Message, say

_TWO = 2  # as many values stand in a headline


class _Value(NamedTuple):
    """One value that a unit shows; ``as_asked``: it is the standard's or a variant, not merely within a limit."""

    outcome: UnitOutcome
    seen: Seen
    reading: Reading
    as_asked: bool

    @property
    def key(self) -> tuple[str, bool]:
        """Return what tells it from other values, whatever unit shows it and however it is spelt there."""
        return self.reading.value, self.as_asked

    @property
    def differs(self) -> bool:
        return self.seen.outcome is Outcome.DIFFERS


_Values: TypeAlias = list[_Value]
_Agree: TypeAlias = Callable[[_Value, _Value], bool]


@dataclass(frozen=True, slots=True)
class _Met:
    """What two touchpoints, one after the other, show within one location and language."""

    within: Within
    promised: _Values
    kept: _Values


@dataclass(frozen=True, slots=True)
class _HandOver:
    """A fact that a touchpoint and the next one show."""

    fact: Fact
    judge: Judge
    agree: _Agree
    first: Touchpoint
    then: Touchpoint
    met: tuple[_Met, ...]


def select(examined: Examined) -> Iterator[_HandOver]:
    """Yield each fact that two touchpoints show of which one leads to the other."""
    audit = examined.audit
    following = _following(audit)
    concerned = following.keys() | {then.id for several in following.values() for then in several}
    for fact in audit.facts.values():
        if fact.demand is not None:
            continue
        judge = Judge(audit, fact)
        agree = _agreeing(judge)
        shown = _shown(audit, judge, examined.comparisons.by_fact[fact.id], concerned)
        for first, values in shown.items():
            for then in following.get(first, ()):
                theirs = shown.get(then.id, {})
                both = sorted(values.keys() & theirs.keys(), key=str)
                if both:
                    met = tuple(_Met(one, values[one], theirs[one]) for one in both)
                    yield _HandOver(fact, judge, agree, audit.touchpoints[first], then, met)


def _following(audit: Audit) -> Mapping[str, list[Touchpoint]]:
    """Return what each touchpoint leads to; where two lead to each other, as the journey goes."""
    found: dict[str, list[Touchpoint]] = {}
    pairs: set[frozenset[str]] = set()
    for touchpoint in audit.touchpoints.values():
        for then in touchpoint.leads_to or ():
            pair = frozenset((touchpoint.id, then))
            if then != touchpoint.id and pair not in pairs:
                pairs.add(pair)
                found.setdefault(touchpoint.id, []).append(audit.touchpoints[then])
    return found


def _shown(
    audit: Audit, judge: Judge, outcomes: Iterable[UnitOutcome], concerned: Collection[str]
) -> Mapping[str, Mapping[Within, _Values]]:
    """Return the values that touchpoints show, by touchpoint and what they are compared within, each once a unit."""
    found: dict[str, dict[Within, dict[object, _Value]]] = {}
    for group, several in parted(audit, judge, outcomes).items():
        for outcome in several:
            touchpoint = outcome.unit.touchpoint
            if touchpoint is None or touchpoint not in concerned:
                continue
            for seen in outcome.seen:
                value = _value(audit, judge, outcome, seen)
                if value is not None:
                    key = (outcome.unit, outcome.language, seen.text, seen.outcome)
                    found.setdefault(touchpoint, {}).setdefault(group, {}).setdefault(key, value)
    return {
        touchpoint: {group: list(values.values()) for group, values in by_group.items()}
        for touchpoint, by_group in found.items()
    }


def _value(audit: Audit, judge: Judge, outcome: UnitOutcome, seen: Seen) -> _Value | None:
    unit = outcome.unit
    country = audit.country_at(unit.location)
    reading = (
        judge.read(seen.text, country, outcome.language) if seen.text is not None and seen.outcome in READABLE else None
    )
    if not isinstance(reading, Reading):
        return None
    as_asked = seen.outcome is Outcome.VARIANT
    if seen.outcome is Outcome.EQUAL:
        standards = judge.readable(judge.fact.expected_for(unit.location), outcome.language, country)
        as_asked = any(judge.same(standard, reading) for standard in standards)
    return _Value(outcome, seen, reading, as_asked)


def judge(examined: Examined, hand_over: _HandOver) -> Finding | None:
    """Find the values of the first that the next one contradicts."""
    audit, fact = examined.audit, hand_over.fact
    broken = [one for met in hand_over.met if (one := _broken(met, hand_over.agree)) is not None]
    if not broken:
        return None
    members = tuple(member for one in broken for member in _members(audit, one))
    location = broken[0].within.location if len({one.within.location for one in broken}) == 1 else None
    standard = standard_of(fact, location, [value.outcome for one in broken for value in one.values])
    return Finding(
        rule=RULE.code,
        severity=_severity(examined, fact, broken),
        subject=hand_over_subject(audit, fact.id, hand_over.first.id, hand_over.then.id),
        headline=_headline(audit, hand_over, broken),
        members=members,
        standard=standard,
        standard_written=fact.written.at(*fact.standard_key(location)) if standard is not None else None,
        touchpoints=named_ids((hand_over.first.id, hand_over.then.id)),
        channels=named_ids(member.unit.channel for member in members if member.deviates),
        advice=_advice(examined, hand_over, broken),
    )


def _agreeing(judge: Judge) -> _Agree:
    """Return what says whether a promise is kept: the same, both as the standard asks, or more than was promised.

    Many touchpoints promise the same: the same two values are compared once.
    """
    known: dict[tuple[str, str], bool] = {}

    def agree(promise: _Value, kept: _Value) -> bool:
        if promise.as_asked and kept.as_asked:
            return True
        one, other = promise.reading, kept.reading
        pair = one.value, other.value
        if pair not in known:
            known[pair] = judge.same(one, other) or judge.fact.satisfies(one, other)
        return known[pair]

    return agree


@dataclass(frozen=True, slots=True)
class _Broken:
    """A hand-over that is not kept; ``alone`` are the values that the other side shows nowhere."""

    within: Within
    promised: _Values
    kept: _Values
    alone: frozenset[tuple[str, bool]]

    @property
    def values(self) -> _Values:
        return [*self.promised, *self.kept]

    @property
    def deviating(self) -> _Values:
        """Return the values that have to change: the standard says which, without one the other side."""
        alone = [one for one in self.values if one.key in self.alone]
        return (
            [one for one in self.values if one.differs]
            or [one for one in alone if not one.as_asked]
            or alone
            or self.values
        )

    @property
    def has_standard(self) -> bool:
        return all(value.seen.outcome is not Outcome.SHOWN for value in self.values)


def _severity(examined: Examined, fact: Fact, broken: Iterable[_Broken]) -> Severity:
    """Return info where TPC001 or TPC004 tells what is wrong: then this finding says where customers meet it."""
    told = any(value.differs for one in broken for value in one.values) or not all(one.has_standard for one in broken)
    change = examined.audit.site.rules.get(RULE.code)
    if told and (change is None or change.severity is None):
        return Severity.INFO
    return fact.severity or examined.severity(RULE.code)


def _broken(met: _Met, agree: _Agree) -> _Broken | None:
    """Return what two sides show where any value of the one contradicts one of the other."""
    promised = {one.key: one for one in met.promised}
    kept = {one.key: one for one in met.kept}
    if all(agree(one, other) for one in promised.values() for other in kept.values()):
        return None
    alone = {key for key, one in promised.items() if not any(agree(one, other) for other in kept.values())}
    alone |= {key for key, one in kept.items() if not any(agree(other, one) for other in promised.values())}
    return _Broken(met.within, met.promised, met.kept, frozenset(alone))


def _members(audit: Audit, broken: _Broken) -> Iterator[Member]:
    deviating = {id(one) for one in broken.deviating}
    for side in (broken.promised, broken.kept):
        for one in sorted(side, key=lambda one: (id(one) not in deviating, str(one.outcome.unit), one.reading.text)):
            yield seen_member(audit, one.outcome, one.seen, deviates=id(one) in deviating)


def _headline(audit: Audit, hand_over: _HandOver, broken: list[_Broken]) -> Message:
    first = broken[0]
    same = hand_over.judge.same
    said = say(
        "{fact}: {promised}, {kept}; {standing}",
        fact=fact_at(audit, hand_over.fact.id, first.within.location),
        promised=_says(hand_over.first, _told_apart(first, first.promised, same)),
        kept=_says(hand_over.then, _told_apart(first, first.kept, same)),
        standing=_standing(hand_over, first),
    )
    if len(broken) == 1:
        return said
    return say(
        "{said}; likewise in {n} other location or language",
        "{said}; likewise in {n} other locations or languages",
        said=said,
        n=len(broken) - 1,
    )


def _told_apart(broken: _Broken, side: _Values, same: Callable[[Reading, Reading], bool]) -> list[str]:
    """Return how one side writes its values, each meaning once, first those that the other side shows nowhere."""
    found: _Values = []
    for one in sorted(side, key=lambda one: (one.key not in broken.alone, one.reading.text)):
        if not any((one.as_asked and other.as_asked) or same(one.reading, other.reading) for other in found):
            found.append(one)
    return [one.reading.text for one in found]


def _says(touchpoint: Touchpoint, values: list[str]) -> Message:
    """Say what a touchpoint shows, and that its own values differ where they do."""
    name, value = touchpoint.name, values[0]
    if len(values) == 1:
        return say("{touchpoint} says “{value}”", touchpoint=name, value=value)
    if len(values) == _TWO:
        return say("{touchpoint} says “{value}” and also “{other}”", touchpoint=name, value=value, other=values[1])
    return say(
        "{touchpoint} says {n} different things, “{value}” and “{other}” among them",
        touchpoint=name,
        n=len(values),
        value=value,
        other=values[1],
    )


def _standing(hand_over: _HandOver, broken: _Broken) -> Message:
    """Say which side deviates from the standard."""
    wrong = [
        touchpoint.name
        for touchpoint, values in ((hand_over.first, broken.promised), (hand_over.then, broken.kept))
        if any(value.differs for value in values)
    ]
    if len(wrong) == 1:
        return say("{touchpoint} deviates from the standard", touchpoint=wrong[0])
    if wrong:
        return say("both deviate from the standard")
    if broken.has_standard:
        return say("the standard allows both")
    return say("no standard says which is right")


def _advice(examined: Examined, hand_over: _HandOver, broken: list[_Broken]) -> Message:
    if any(value.differs for one in broken for value in one.values):
        return say("bring what deviates to the standard, so that the one keeps what the other promises")
    if all(one.has_standard for one in broken):
        return say("promise at {first} what {then} keeps", first=hand_over.first.name, then=hand_over.then.name)
    return examined.advice(
        say("decide which of the two holds, and show it at both"),
        say("decide which of the two holds, show it at both, and write it as expected in site_config/standard.yml"),
    )


RULE = Rule(
    "TPC006", say("A touchpoint promises what the next one does not keep"), Severity.MINOR, __doc__ or "", select, judge
)
