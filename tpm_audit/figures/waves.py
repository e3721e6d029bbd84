"""What changed from one wave of a survey to the next, and whether that can be told from chance.

Surveys with the same `wave_of` are waves of one. A question is compared with the one of the same id in the wave before
if both are worded alike and answered on the same scale, about the same thing, by all who answered or by the same part
of a segment; else it is not comparable. Waves are samples of different people: of a panel, which asks the same people
again, nothing is tested.

The change of a net promoter score is that of the adjusted scores, of a share it has Newcombe's interval and the N-1
test, of a mean Welch's. The more is tested, the more looks remarkable by chance: Holm's method makes every p larger
for it, over all tests of one measure between the same two waves. A change is told where p stays below .05 and the
interval excludes 0, else it is not demonstrable. Below the size for figures nothing is compared.

Source: methods.md, "Change between two audits or waves".
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from tpm_audit.figures.change_of_means import change_of_means
from tpm_audit.figures.change_of_shares import change_of_shares
from tpm_audit.figures.customer_answers import Answered, CustomerAnswers
from tpm_audit.figures.holm import holm
from tpm_audit.figures.mean import Mean
from tpm_audit.figures.net_promoter import NetPromoter, change_of_net_promoter
from tpm_audit.figures.sign_test import SIGNIFICANT
from tpm_audit.model.customers import CustomerFigure, Figured, WaveVerdict
from tpm_audit.model.figures import Difference
from tpm_audit.model.surveys import Measure, Question, Survey
from tpm_audit.source.message import Message, say

_BAD: Final = frozenset({Figured.DISAPPOINTING})  # more of it is worse
_NEITHER: Final = frozenset({Figured.OK})


@dataclass(frozen=True)
class WaveChange:
    """A figure then and now, and what may be said of its change; ``reason``: why both are not comparable.

    ``difference`` is None where nothing is tested.

    ``part`` is the segment and the part of it that answered, None where all did.
    """

    then: Answered
    now: Answered
    part: tuple[str, str] | None
    before: CustomerFigure
    after: CustomerFigure
    reason: Message | None
    difference: Difference | None
    adjusted_p: float | None = None

    @property
    def family(self) -> Hashable:
        """Return what all tests share that are held against each other."""
        return self.now.question.measures, self.then.survey.id, self.now.survey.id

    @property
    def key(self) -> Hashable:
        """Return what tells a test from all others."""
        return self.family, self.now.tally.question, self.now.tally.about, self.part, self.after.of

    @property
    def verdict(self) -> WaveVerdict:
        """Return what may be said."""
        if self.reason is not None:
            return WaveVerdict.NOT_COMPARABLE
        if self.now.survey.panel:
            return WaveVerdict.NOT_TESTED
        if self.before.value == self.after.value:
            return WaveVerdict.UNCHANGED
        difference, p = self.difference, self.adjusted_p
        if difference is None or p is None or p >= SIGNIFICANT or difference.low <= 0 <= difference.high:
            return WaveVerdict.NOT_DEMONSTRABLE
        if self.now.question.measures is Measure.IMPORTANCE or self.after.of in _NEITHER:
            return WaveVerdict.HIGHER if difference.change > 0 else WaveVerdict.LOWER
        return WaveVerdict.BETTER if (difference.change > 0) is not (self.after.of in _BAD) else WaveVerdict.WORSE


def waves_of(surveys: Iterable[Survey]) -> Iterator[tuple[Survey, Survey]]:
    """Yield each wave with the one before it, the first of them first.

    Surveys of the same days are one wave; one that several make is not held against another.
    """
    waves: dict[str, dict[tuple[datetime.date, datetime.date], list[Survey]]] = defaultdict(lambda: defaultdict(list))
    for survey in sorted(surveys, key=lambda one: one.ended):
        if survey.wave_of is not None:
            waves[survey.wave_of][survey.period.first, survey.period.last].append(survey)
    for several in waves.values():
        for then, now in pairwise(several.values()):
            if len(then) == len(now) == 1:
                yield then[0], now[0]


def why_not_comparable(then: Question, now: Question) -> Message | None:
    """Say why the answers to a question of two waves are not comparable; None where they are."""
    if then.measures is not now.measures:
        return say("it measures something else")
    if then.alike != now.alike:
        return say("it is answered on another scale")
    if is_reworded(then.wording, now.wording):
        return say("it is worded otherwise")
    return None


def is_reworded(then: Mapping[str, str] | None, now: Mapping[str, str] | None) -> bool:
    """Say whether a question is worded otherwise, texts by language, in a language that both wordings have."""
    if then is None or now is None:
        return False
    one, other = ({language: text.split() for language, text in side.items()} for side in (then, now))
    if "" in one or "" in other:  # a text for every language
        return not any(text in other.values() for text in one.values())
    return any(one[language] != other[language] for language in one.keys() & other.keys())


def wave_changes(found: CustomerAnswers, among: Callable[[], CustomerAnswers] | None = None) -> tuple[WaveChange, ...]:
    """Return what changed from wave to wave, of all that may be said in both.

    ``among`` returns all answers, where ``found`` are those that an edition may show: a test has one p in every
    edition.
    """
    changes = tuple(_adjusted(tuple(_all_changes(found))))
    if among is None or not changes:
        return changes
    ps = {one.key: one.adjusted_p for one in wave_changes(among())}
    return tuple(replace(one, adjusted_p=ps.get(one.key, one.adjusted_p)) for one in changes)


def _all_changes(found: CustomerAnswers) -> Iterator[WaveChange]:
    answered: dict[str, list[_Sided]] = defaultdict(list)
    for one in found.each:
        answered[one.survey.id].append(_Sided(None, None, one))
    for part in found.parts:
        survey = part.answered.survey
        of = survey.segments[part.segment]
        meant = (part.segment, of.of, of.values.get(part.part, part.part) if of.of is None else part.part)
        answered[survey.id].append(_Sided((part.segment, part.part), meant, part.answered))
    surveys = {one.survey.id: one.survey for one in found.each}
    for then, now in waves_of(surveys.values()):
        yield from _changes(answered[then.id], answered[now.id])


class _Sided(NamedTuple):
    """What was answered in a wave, by whom, and what they are compared by: what a part is called, not its text."""

    part: tuple[str, str] | None
    meant: Hashable
    answered: Answered


def _changes(then: Sequence[_Sided], now: Sequence[_Sided]) -> Iterator[WaveChange]:
    before = {(one.answered.tally.question, one.answered.tally.about, one.meant): one.answered for one in then}
    for part, meant, one in now:
        earlier = before.get((one.tally.question, one.tally.about, meant))
        if earlier is None or not earlier.figures or not one.figures:
            continue
        reason = why_not_comparable(earlier.question, one.question)
        if reason is not None:
            yield WaveChange(earlier, one, part, earlier.figures[0], one.figures[0], reason, None)
            continue
        for was, is_ in zip(earlier.figures, one.figures, strict=True):
            difference = None if one.survey.panel else _difference(earlier, one, was, is_)
            yield WaveChange(earlier, one, part, was, is_, None, difference)


def _difference(then: Answered, now: Answered, was: CustomerFigure, is_: CustomerFigure) -> Difference | None:
    """Return the change of a figure, in its own unit."""
    match is_.of:
        case Figured.NET_PROMOTER:
            both = (NetPromoter.of({int(answer): n for answer, n in one.counts.items()}) for one in (then, now))
            return change_of_net_promoter(*both)
        case Figured.MEAN:
            means = Mean.of(then.counts), Mean.of(now.counts)
            return None if means[0] is None or means[1] is None else change_of_means(means[0], means[1])
        case _:
            return change_of_shares(_k_of_n(then, was), _k_of_n(now, is_))


def _k_of_n(one: Answered, figure: CustomerFigure) -> tuple[int, int]:
    return int(figure.value * one.tally.n), one.tally.n


def _adjusted(changes: Sequence[WaveChange]) -> Iterator[WaveChange]:
    """Yield the changes with the p that stands on all tests of their family."""
    families: dict[Hashable, list[float]] = defaultdict(list)
    for one in changes:
        if one.difference is not None:
            families[one.family].append(one.difference.p)
    adjusted = {family: iter(holm(ps)) for family, ps in families.items()}
    for one in changes:
        yield one if one.difference is None else replace(one, adjusted_p=next(adjusted[one.family]))
