"""What customers were asked in the surveys that had begun, and how much of what they answered may be said.

Answers to the same question about several things in the same days are counted together, too: what stands in columns
beside each other is not, for the same people gave them. Where what all have together is said, so many of the smallest
are hidden that what is hidden could be said as a whole: else the rest would give it away. That holds within a segment;
the client's edition has one segment of a survey alone, for what two of them have in common is not hidden so.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from tpm_audit.figures.customer_figures import customer_figures, hidden_among, size_of
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import CustomerFigure, Size
from tpm_audit.model.judged import Judged
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Question, Survey
from tpm_audit.model.tallies import PartTally, Tally


@dataclass(frozen=True)
class Answered:
    """What was answered to a question of a survey about one thing, and how much of that may be said."""

    survey: Survey
    question: Question
    tally: Tally
    size: Size

    @property
    def judged(self) -> Judged:
        """Return what was judged."""
        return self.tally.about

    @property
    def counts(self) -> Mapping[Fraction, int]:
        """Return how many gave each answer, as far as that may be said."""
        return {} if self.size is Size.HIDDEN else self.tally.counts

    @cached_property
    def figures(self) -> tuple[CustomerFigure, ...]:
        """Return the figures that may be said."""
        return customer_figures(self.question, self.tally.counts) if self.size.has_figures else ()


@dataclass(frozen=True)
class AnsweredPart:
    """What those answered who belong to a part of a segment."""

    segment: str
    part: str
    answered: Answered


@dataclass(frozen=True)
class AnsweredPair:
    """What the same people answered to two questions about one thing, where both may be said."""

    first: Answered
    second: Answered
    counts: Mapping[tuple[Fraction, Fraction], int]


@dataclass(frozen=True)
class CustomerAnswers:
    """All that was answered, survey by survey, by parts of segments and in pairs; and what several have together."""

    each: tuple[Answered, ...]
    together: tuple[tuple[Answered, ...], ...]
    parts: tuple[AnsweredPart, ...]
    pairs: tuple[AnsweredPair, ...]

    @cached_property
    def latest(self) -> tuple[Answered, ...]:
        """Return what was answered, of surveys that are waves of one in the latest only: those of its days."""
        latest = {one.survey.wave_of: one.survey.period for one in sorted(self.each, key=lambda one: one.survey.ended)}
        return tuple(
            one for one in self.each if one.survey.wave_of is None or latest[one.survey.wave_of] == one.survey.period
        )


def customer_answers(audit: Audit, as_of: datetime.date) -> CustomerAnswers:
    """Return what customers answered in surveys that had begun on a day."""
    least = audit.site.settings.min_n
    each = [
        Answered(survey, survey.questions[tally.question], tally, size_of(tally.n, least))
        for id_, survey in audit.surveys.items()
        if survey.period.first <= as_of and id_ in audit.tallies
        for tally in audit.tallies[id_].tallies
    ]
    pools = [pool for pool in _pools(each) if len(pool) > 1]
    hidden = {pool[at] for pool in pools for at in hidden_among([each[at].tally.n for at in pool], least)}
    said = tuple(replace(one, size=Size.HIDDEN) if at in hidden else one for at, one in enumerate(each))
    return CustomerAnswers(
        each=said,
        together=tuple(tuple(said[at] for at in pool) for pool in pools),
        parts=tuple(_parts(audit, said, least)),
        pairs=tuple(_pairs(audit, said, least)),
    )


def together(pool: Sequence[Answered], least: MinimumN) -> Answered:
    """Return what several things have together, counted anew."""
    counts: Counter[Fraction] = Counter()
    for one in pool:
        counts.update(one.tally.counts)
    tally = Tally(
        question=pool[0].tally.question,
        about=Judged(),
        counts=dict(sorted(counts.items())),
        blank=sum(one.tally.blank for one in pool),
        not_applicable=sum(one.tally.not_applicable for one in pool),
    )
    return replace(pool[0], tally=tally, size=size_of(tally.n, least))


def _pools(each: Iterable[Answered]) -> Iterable[Sequence[int]]:
    """Return the positions of what was asked alike in the same days, of the company, of parts of it or of journeys."""
    pools: dict[Hashable, list[int]] = defaultdict(list)
    for at, one in enumerate(each):
        if len(one.question.columns) <= 1:
            days = one.survey.wave_of, one.survey.period.first, one.survey.period.last
            kind = one.judged.is_company, one.judged.journey is not None
            pools[days, kind, one.tally.question, one.question.alike].append(at)
    return pools.values()


def _parts(audit: Audit, each: Iterable[Answered], least: MinimumN) -> Iterator[AnsweredPart]:
    """Yield what the parts of each segment answered about each thing."""
    parts: dict[Hashable, dict[str, list[PartTally]]] = defaultdict(lambda: defaultdict(list))
    for id_, tallies in audit.tallies.items():
        for one in tallies.parts:
            parts[id_, one.tally.question, one.tally.about][one.segment].append(one)
    for whole in each:
        for segment in parts[whole.survey.id, whole.tally.question, whole.tally.about].values():
            yield from _parts_of(whole, segment, least)


def _parts_of(whole: Answered, tallies: Sequence[PartTally], least: MinimumN) -> Iterator[AnsweredPart]:
    """Yield the parts of a segment; who belongs to none is a part that is never shown, and must not be given away."""
    parts = [replace(whole, tally=one.tally, size=size_of(one.tally.n, least)) for one in tallies]
    rest = whole.tally.n - sum(one.tally.n for one in tallies)
    hidden = hidden_among([*(one.tally.n for one in parts), rest], least)
    for at, (tally, part) in enumerate(zip(tallies, parts, strict=True)):
        is_hidden = at in hidden or whole.size is Size.HIDDEN
        yield AnsweredPart(tally.segment, tally.part, replace(part, size=Size.HIDDEN) if is_hidden else part)


def _pairs(audit: Audit, each: Iterable[Answered], least: MinimumN) -> Iterator[AnsweredPair]:
    """Yield what the same people answered twice, where there are enough of them for figures."""
    said = {(one.survey.id, one.tally.question, one.tally.about): one for one in each if one.figures}
    for id_, tallies in audit.tallies.items():
        for pair in tallies.pairs:
            both = said.get((id_, pair.first, pair.about)), said.get((id_, pair.second, pair.about))
            enough = size_of(sum(pair.counts.values()), least).has_figures
            if both[0] is not None and both[1] is not None and enough:
                yield AnsweredPair(both[0], both[1], pair.counts)
