"""What customers answered, as rules need it: by touchpoint, in the latest wave, as far as it may be said."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from tpm_audit.figures.customer_answers import Answered
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import CustomerFigure
from tpm_audit.model.figures import Group, GroupKind
from tpm_audit.model.findings import Finding, Member
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import Measure, question_id
from tpm_audit.model.words import MEASURES
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import judged_label, named_ids, touchpoint_subject, unit_of
from tpm_audit.source.message import Message, Sayable, Share, say

_RATES: Final = frozenset({Measure.CSAT, Measure.CES, Measure.PERFORMANCE})


class Opinion(NamedTuple):
    """How good something is to customers, from 0 to 1: the figure, the limits of its interval, and the score there."""

    answered: Answered
    value: Fraction
    low: float
    high: float
    score: Fraction


class Rated(NamedTuple):
    """A touchpoint that auditors and customers rated."""

    touchpoint: str
    opinions: Sequence[Opinion]


def latest_answers(examined: Examined) -> tuple[Answered, ...]:
    """Return what customers answered, of surveys that are waves of one in the latest only, which count as one."""
    return examined.customers.latest_together


def by_touchpoint(answers: Iterable[Answered]) -> Mapping[str, Sequence[Answered]]:
    """Return what was answered about touchpoints, by their ids."""
    found: dict[str, list[Answered]] = defaultdict(list)
    for one in answers:
        if one.judged.touchpoint is not None:
            found[one.judged.touchpoint].append(one)
    return found


def rated_touchpoints(examined: Examined) -> Iterator[Rated]:
    """Yield the touchpoints that auditors and customers rated; what is asked of a channel is held to its score."""
    for id_, answers in by_touchpoint(_asked_last(latest_answers(examined))).items():
        opinions = tuple(found for one in answers if (found := _opinion(one, examined)) is not None)
        if opinions:
            yield Rated(id_, opinions)


def _group_of(judged: Judged) -> Group:
    touchpoint, channel = judged.touchpoint or "", judged.channel
    if channel is None:
        return Group(GroupKind.TOUCHPOINT, (touchpoint,))
    return Group(GroupKind.CELL, (touchpoint, channel))


def _asked_last(answers: Iterable[Answered]) -> Iterator[Answered]:
    """Yield of each measure and thing what was asked last, and what was asked in the same days."""
    several: dict[tuple[Measure, Judged], list[Answered]] = defaultdict(list)
    for one in answers:
        several[one.question.measures, one.judged].append(one)
    for same in several.values():
        last = max((one.survey for one in same), key=lambda one: one.ended)
        yield from (one for one in same if one.survey.period.last >= last.period.first)


def _opinion(one: Answered, examined: Examined) -> Opinion | None:
    """Return how good something is; of ease it is the share of those who found it easy.

    Where all answer alike there is no interval, and nothing is left open.
    """
    figure = next(reversed(one.figures), None) if one.question.measures in _RATES else None
    score = examined.scores.get(_group_of(one.judged))
    if figure is None or score is None or score.share is None:
        return None
    low, width = _scale(one, figure)
    least, most = (
        float((Fraction(figure.value if limit is None else limit) - low) / width) for limit in (figure.low, figure.high)
    )
    return Opinion(one, (figure.value - low) / width, least, most, score.share)


def _scale(one: Answered, figure: CustomerFigure) -> tuple[int, int]:
    """Return where the scale of a figure begins, and how far it reaches: a share is told from 0 to 1 already."""
    scale = one.question.told_on
    return (scale.low, scale.width) if figure.of is figure.of.MEAN else (0, 1)


def touchpoint_finding(
    examined: Examined, code: str, touchpoint: str, members: Sequence[Member], headline: Message, advice: Message
) -> Finding:
    """Return the finding of a rule about a touchpoint that customers were asked about."""
    return Finding(
        rule=code,
        severity=examined.severity(code),
        subject=touchpoint_subject(examined.audit, touchpoint),
        headline=headline,
        members=tuple(members),
        advice=advice,
        touchpoints=(touchpoint,),
        channels=named_ids(member.unit.channel for member in members),
    )


def contradiction(
    examined: Examined, code: str, rated: Rated, against: Sequence[Opinion], headline: Message, advice: Message
) -> Finding:
    """Return the finding that customers see a touchpoint otherwise than its auditors."""
    members = tuple(member_of(examined.audit, one.answered, Share(one.value)) for one in against)
    return touchpoint_finding(examined, code, rated.touchpoint, members, headline, advice)


def member_of(audit: Audit, one: Answered, value: Sayable | None = None) -> Member:
    """Return where a finding about answers shows: what was judged in which survey, and what was answered.

    The name of the survey is no part of the value: what has another name, or is another wave, has not changed for it.
    """
    measure, answers = MEASURES[one.question.measures], say("{n} answer", "{n} answers", n=one.tally.n)
    said = say("{measure}: {answers}", measure=measure, answers=answers)
    if value is not None:
        said = say("{measure}: {value}, {answers}", measure=measure, value=value, answers=answers)
    return Member(
        label=(judged_label(audit, one.judged), one.survey.shown_name()),
        unit=unit_of(one.judged),
        written=one.survey.written.at("questions", one.tally.question),
        value=said,
        question=question_id(one.survey.id, one.tally.question),
        journey=one.judged.journey,
    )
