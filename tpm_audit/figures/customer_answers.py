"""What customers were asked in the surveys that had begun, and how much of what they answered may be said.

Answers to the same question about several things in the same wave, or the same days, are counted together, too: what
stands in columns beside each other is not, for the same people gave them. Where what all have together is said, so many
of the smallest are hidden that what is hidden could be said as a whole: else the rest would give it away; where that
would take a figure from others, all together are not said. Within a segment the whole is always said; the client's
edition has one segment of a survey alone, for what two of them have in common is not hidden so.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from tpm_audit.figures.customer_figures import customer_figures, hidden_among, size_of
from tpm_audit.figures.survey_waves import latest_of, waves_by_row
from tpm_audit.figures.wordings import asked_alike
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import CustomerFigure, Size
from tpm_audit.model.judged import Judged
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Question, Survey
from tpm_audit.model.tallies import PartTally, SurveyTallies, Tally


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
        return self.tally.counts if self.size.is_told else {}

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
    least: MinimumN

    @cached_property
    def latest_surveys(self) -> frozenset[str]:
        """Return the ids of the surveys with answers, of those that are waves in the latest wave only."""
        return latest_of({one.survey.id: one.survey for one in self.each}.values())

    def is_latest(self, survey: Survey) -> bool:
        """Say whether a survey is no wave, or in the latest of its row; also where none of these has an answer."""
        return survey.id in self.latest_surveys or all(one.survey.row != survey.row for one in self.each)

    @cached_property
    def latest(self) -> tuple[Answered, ...]:
        """Return what was answered, of surveys that are waves of one in the latest only."""
        return tuple(one for one in self.each if one.survey.id in self.latest_surveys)

    @cached_property
    def latest_together(self) -> tuple[Answered, ...]:
        """Return the same, where the surveys of one wave asked the same about the same thing once, counted together."""

        def what(one: Answered) -> Hashable:
            return one.survey.row, one.tally.question, one.judged, one.question.alike

        same = asked_alike(self.latest, what, lambda one: one.question.wording)
        return tuple(_as_one(several, self.least) for several in same)


def customer_answers(audit: Audit, as_of: datetime.date) -> CustomerAnswers:
    """Return what customers answered in surveys that had begun on a day."""
    least = audit.site.settings.min_n
    each = [
        Answered(survey, survey.questions[tally.question], tally, size_of(tally.n, least))
        for id_, survey in audit.surveys.items()
        if survey.period.first <= as_of and id_ in audit.tallies
        for tally in audit.tallies[id_].tallies
    ]
    pools = tuple(_said_pools(each, audit.tallies, least))
    withheld = {pool[at] for pool in pools for at in hidden_among([each[at].tally.n for at in pool], least)}
    said = tuple(_withheld(one) if at in withheld else one for at, one in enumerate(each))
    return CustomerAnswers(
        each=said,
        together=tuple(tuple(said[at] for at in pool) for pool in pools),
        parts=tuple(_parts(audit, said, least)),
        pairs=tuple(_pairs(audit, said, least)),
        least=least,
    )


def _as_one(same: Sequence[Answered], least: MinimumN) -> Answered:
    """Return what several surveys of a wave were told about a thing; what is not told stays out, unless all is."""
    last = max(same, key=lambda one: one.survey.ended)
    told = [one for one in same if one.size.is_told]
    if len(same) == 1 or not told:
        return last
    return replace(together(told, least, last.judged), survey=last.survey)


def _withheld(one: Answered) -> Answered:
    """Return answers that are not told; where there are enough of them, they would give away others."""
    return replace(one, size=Size.WITHHELD) if one.size.is_told else one


def together(pool: Sequence[Answered], least: MinimumN, about: Judged = Judged()) -> Answered:  # noqa: B008 (frozen)
    """Return what several things, or several surveys about one, have together, counted anew."""
    counts: Counter[Fraction] = Counter()
    for one in pool:
        counts.update(one.tally.counts)
    tally = Tally(
        question=pool[0].tally.question,
        about=about,
        counts=dict(sorted(counts.items())),
        blank=sum(one.tally.blank for one in pool),
        not_applicable=sum(one.tally.not_applicable for one in pool),
    )
    return replace(pool[0], tally=tally, size=size_of(tally.n, least))


def _said_pools(
    each: Sequence[Answered], tallies: Mapping[str, SurveyTallies], least: MinimumN
) -> Iterator[Sequence[int]]:
    """Yield the positions of what is counted together; not where that would withhold what has a figure of its own."""
    for pool in _pools(each, tallies):
        ns = [each[at].tally.n for at in pool]
        if len(pool) > 1 and all(ns[at] < least.interval for at in hidden_among(ns, least)):
            yield pool


def _pools(each: Sequence[Answered], tallies: Mapping[str, SurveyTallies]) -> Sequence[Sequence[int]]:
    """Return the positions of what was asked alike in the same wave or days, of the company, its parts or journeys."""
    surveys = {one.survey.id: one.survey for one in each}
    wave = {
        survey.id: (row, at)
        for row, waves in waves_by_row(surveys.values()).items()
        for at, several in enumerate(waves)
        for survey in several
    }

    def what(at: int) -> Hashable:
        one = each[at]
        when = wave.get(one.survey.id, (one.survey.period.first, one.survey.period.last))
        kind = one.judged.is_company, one.judged.journey is not None
        return when, kind, one.tally.question, one.question.alike

    counted = [at for at, one in enumerate(each) if one.tally.question not in tallies[one.survey.id].matrices]
    return asked_alike(counted, what, lambda at: each[at].question.wording)


def _parts(audit: Audit, each: Sequence[Answered], least: MinimumN) -> Iterator[AnsweredPart]:
    """Yield what the parts of each segment answered about each thing."""
    parts: dict[Hashable, dict[str, list[PartTally[Tally]]]] = defaultdict(lambda: defaultdict(list))
    for id_, tallies in audit.tallies.items():
        for one in tallies.parts:
            parts[id_, one.tally.question, one.tally.about][one.segment].append(one)
    for whole in each:
        for segment in parts[whole.survey.id, whole.tally.question, whole.tally.about].values():
            yield from _parts_of(whole, segment, least)


def _parts_of(whole: Answered, tallies: Sequence[PartTally[Tally]], least: MinimumN) -> Iterator[AnsweredPart]:
    """Yield the parts of a segment; who belongs to none is a part that is never shown, and must not be given away."""
    parts = [replace(whole, tally=one.tally, size=size_of(one.tally.n, least)) for one in tallies]
    rest = whole.tally.n - sum(one.tally.n for one in tallies)
    hidden = hidden_among([*(one.tally.n for one in parts), rest], least)
    for at, (tally, part) in enumerate(zip(tallies, parts, strict=True)):
        is_hidden = at in hidden or not whole.size.is_told
        yield AnsweredPart(tally.segment, tally.part, _withheld(part) if is_hidden else part)


def _pairs(audit: Audit, each: Sequence[Answered], least: MinimumN) -> Iterator[AnsweredPair]:
    """Yield what the same people answered twice, where there are enough of them for figures.

    Not where a few answered one of both alone: what they did would be what all answered less what these did.
    """
    said = {(one.survey.id, one.tally.question, one.tally.about): one for one in each if one.figures}
    for id_, tallies in audit.tallies.items():
        for pair in tallies.pairs:
            both = said.get((id_, pair.first, pair.about)), said.get((id_, pair.second, pair.about))
            n = sum(pair.counts.values())
            first, second = both
            if first is None or second is None or not size_of(n, least).has_figures:
                continue
            alone = (one.tally.n - n for one in both if one is not None)
            if all(few == 0 or size_of(few, least) is not Size.HIDDEN for few in alone):
                yield AnsweredPair(first, second, pair.counts)
