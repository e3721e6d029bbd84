"""What changed from one wave of a survey to the next, and whether that can be told from chance.

Surveys with the same `wave_of` are waves of one, those whose days overlap one wave: what they ask alike is counted
together. A question is compared with the one of the same id in the wave before
if both are worded alike and answered on the same scale, about the same thing, by all who answered or by the same part
of a segment; else it is not comparable. Waves are samples of different people: of a panel, which asks the same people
again, nothing is tested.

The change of a net promoter score is that of the adjusted scores, of a share it has Newcombe's interval and the N-1
test, of a mean Welch's. The more is tested, the more looks remarkable by chance: Holm's method makes every p larger
for it, over all tests of one measure between the same two dates. A change is told where p stays below .05 and the
interval excludes 0, else it is not demonstrable. Below the size for figures nothing is compared.

Source: methods.md, "Change between two audits or waves".
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, NamedTuple

from tpm_audit.figures.change_of_means import change_of_means
from tpm_audit.figures.change_of_shares import change_of_shares
from tpm_audit.figures.customer_answers import Answered, CustomerAnswers, together
from tpm_audit.figures.customer_figures import size_of
from tpm_audit.figures.holm import holm
from tpm_audit.figures.mean import Mean
from tpm_audit.figures.net_promoter import NetPromoter, change_of_net_promoter
from tpm_audit.figures.p_value import is_demonstrable
from tpm_audit.figures.survey_waves import Wave, neighbours
from tpm_audit.figures.wordings import is_reworded
from tpm_audit.model.customers import CustomerFigure, Figured, Size, WaveVerdict
from tpm_audit.model.figures import Difference
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Measure, Question
from tpm_audit.source.message import Message, say

_BAD: Final = frozenset({Figured.DISAPPOINTING})  # more of it is worse
_NEITHER: Final = frozenset({Figured.OK})


class Between(NamedTuple):
    """Two waves, one after the other."""

    then: Wave
    now: Wave

    @property
    def ids(self) -> Hashable:
        """Return the ids of their surveys."""
        return tuple(tuple(one.id for one in wave) for wave in self)

    @property
    def days(self) -> Hashable:
        """Return their first and last days."""
        return tuple((min(one.period.first for one in wave), max(one.period.last for one in wave)) for wave in self)

    @property
    def is_panel(self) -> bool:
        """Say whether the same people were asked in both."""
        return any(one.panel for one in self.now)


@dataclass(frozen=True)
class WaveChange:
    """A figure then and now, and what may be said of its change; ``reason``: why both are not comparable.

    ``difference`` is None where nothing is tested.

    ``part`` is the segment and the part of it that answered, None where all did.
    """

    between: Between
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
        return self.now.question.measures, self.between.days

    @property
    def key(self) -> Hashable:
        """Return what tells a test from all others."""
        return self.between.ids, self.now.tally.question, self.now.judged, self.part, self.after.of

    @property
    def verdict(self) -> WaveVerdict:
        """Return what may be said."""
        if self.reason is not None:
            return WaveVerdict.NOT_COMPARABLE
        if self.between.is_panel:
            return WaveVerdict.NOT_TESTED
        if self.before.value == self.after.value:
            return WaveVerdict.UNCHANGED
        difference, p = self.difference, self.adjusted_p
        if difference is None or p is None or not is_demonstrable(difference, p):
            return WaveVerdict.NOT_DEMONSTRABLE
        if self.now.question.measures is Measure.IMPORTANCE or self.after.of in _NEITHER:
            return WaveVerdict.HIGHER if difference.change > 0 else WaveVerdict.LOWER
        return WaveVerdict.BETTER if (difference.change > 0) is not (self.after.of in _BAD) else WaveVerdict.WORSE


def why_not_comparable(then: Question, now: Question) -> Message | None:
    """Say why the answers to a question of two waves are not comparable; None where they are."""
    if then.measures is not now.measures:
        return say("it measures something else")
    if then.alike != now.alike:
        return say("it is answered on another scale")
    if is_reworded(then.wording, now.wording):
        return say("it is worded otherwise")
    return None


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
    for then, now in neighbours(surveys.values()):
        before, after = (_by_what_was_asked(answered[one.id] for one in wave) for wave in (then, now))
        yield from _changes(Between(then, now), before, after, found.least)


class _Sided(NamedTuple):
    """What was answered in a wave, by whom, and what they are compared by: what a part is called, not its text."""

    part: tuple[str, str] | None
    meant: Hashable
    answered: Answered


def _by_what_was_asked(several: Iterable[Sequence[_Sided]]) -> Mapping[Hashable, Sequence[_Sided]]:
    """Return what the surveys of a wave were answered, by question, by what was judged, and by whom."""
    found: dict[Hashable, list[_Sided]] = defaultdict(list)
    for one in chain.from_iterable(several):
        found[one.answered.tally.question, one.answered.judged, one.meant].append(one)
    return found


def _countable(sided: Sequence[_Sided], least: MinimumN) -> list[Answered]:
    """Return the answers of a wave that are counted: all, unless those that are not told could be worked out then."""
    answers = [one.answered for one in sided]
    hidden = sum(one.tally.n for one in answers if not one.size.is_told)
    if hidden and (size_of(hidden, least) is Size.HIDDEN or len(answers) == 1 or sided[0].part is not None):
        return [one for one in answers if one.size.is_told]
    return answers


def _changes(
    between: Between,
    before: Mapping[Hashable, Sequence[_Sided]],
    after: Mapping[Hashable, Sequence[_Sided]],
    least: MinimumN,
) -> Iterator[WaveChange]:
    """Yield the changes between two waves; what several surveys of a wave asked is counted together."""
    for key, sided in after.items():
        then, now = (_countable(side, least) for side in (before.get(key, ()), sided))
        if not then or not now:
            continue
        apart = _why_not_one(then) or _why_not_one(now)
        was, is_ = (_largest(side) if apart else together(side, least, side[0].judged) for side in (then, now))
        if not was.figures or not is_.figures:
            continue
        reason = apart or why_not_comparable(was.question, is_.question)
        part = sided[0].part
        if reason is not None:
            yield WaveChange(between, was, is_, part, was.figures[0], is_.figures[0], reason, None)
            continue
        for one, other in zip(was.figures, is_.figures, strict=True):
            difference = None if between.is_panel else _difference(was, is_, one, other)
            yield WaveChange(between, was, is_, part, one, other, None, difference)


def _largest(several: Sequence[Answered]) -> Answered:
    return max(several, key=lambda one: one.tally.n)


def _why_not_one(several: Sequence[Answered]) -> Message | None:
    """Say why what the surveys of a wave asked cannot be counted together; None where it can."""
    first, *others = several
    reasons = (why_not_comparable(first.question, one.question) for one in others)
    if not any(reasons):
        return None
    return say("the surveys of one wave ask it in different ways")


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
