"""How the figures of several things, or of several parts of customers, lie beside each other."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from tpm_audit.charts.answer_distribution import Spread, answer_distribution
from tpm_audit.charts.chart import Chart
from tpm_audit.charts.customer_points import Point, customer_points
from tpm_audit.figures.answer_groups import group_of, grouped
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import QuestionRecord
from tpm_audit.model.customers import Figured
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.customer_figures import (
    SHARES,
    Answered,
    CustomerRow,
    answer_digits,
    as_given,
    limits_of,
    main_figure,
)
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, say

_TWO = 2  # points: one answers no question
_MOST_MARKS = 6  # between the ends of a scale


class PointName(NamedTuple):
    """What a point is called in a sentence, and beside the chart, where there is little room: on a line or two."""

    said: str
    label: str


def point_name(about: Sequence[Link], language: Language) -> PointName:
    """Return what a point is called by what it is about; what tells it from its neighbours has a line of its own."""
    *first, last = (language.say(link.text) for link in about)
    return PointName(", ".join((*first, last)), "\n".join((", ".join(first), last)) if first else last)


def points_chart(
    id_: str,
    title: Message,
    several: Sequence[Answered],
    rows: Sequence[CustomerRow],
    names: Sequence[PointName],
    language: Language,
) -> Chart | None:
    """Return how the main figure of each row lies beside the others; None where there are no two.

    ``several`` are answers to one question, ``rows`` and ``names`` how each is said; the page has the rows below it.
    """
    points = [
        Point(
            id=f"{one.survey.id}-{at}",
            name=name.said,
            label=name.label,
            figure=one.answers.figures[main],
            n=one.answers.n,
            value=row.figures[main].value,
            what=language.say(row.figures[main].what) if one.answers.figures[main].of in SHARES else None,
            interval=limits_of(one.answers.figures[main], language),
            said=language.say(_said(row, main)),
        )
        for at, (one, row, name) in enumerate(zip(several, rows, names, strict=True))
        if one.answers.figures
        for main in (main_figure(one.answers.figures),)
    ]
    if len(points) < _TWO:
        return None
    of, question = points[0].figure.of, several[0].question
    means = question.told_low, question.told_high
    low, high = {Figured.NET_PROMOTER: (-100, 100), Figured.MEAN: means}.get(of, (0, 1))
    marks = _marks(low, high) if of is Figured.MEAN else [low + (high - low) * Fraction(at, 4) for at in range(5)]
    return customer_points(id_, title, points, [(float(mark), _mark(of, mark, language)) for mark in marks], language)


def _marks(low: int, high: int) -> list[Fraction]:
    """Return the marks of a scale, both ends among them: its whole answers, or fewer of them on a long one."""
    width = high - low
    step = next((one for one in range(1, width) if width % one == 0 and width // one <= _MOST_MARKS), width)
    return [Fraction(at) for at in range(low, high + 1, step)]


def distribution(question: QuestionRecord, rows: Sequence[CustomerRow], language: Language) -> Chart | None:
    """Return how the answers about each thing lie around the middle; None where too few answered for shares."""
    spreads = [
        Spread(str(at), ", ".join(language.say(link.text) for link in row.about), *grouped(question, dict(one.counts)))
        for at, (one, row) in enumerate(zip(question.answers, rows, strict=True))
        if one.size.has_figures
    ]
    if not spreads:
        return None
    title = say("{measure}: how was it answered?", measure=MEASURES[question.measure])
    return answer_distribution(f"answers-{question.id}", title, spreads, _group_names(question, language), language)


def _group_names(question: QuestionRecord, language: Language) -> tuple[str, str, str]:
    """Return the answers of each group: its lowest and its highest whole one, or the middle between two of these."""
    group, names = group_of(question), []
    whole = [Fraction(step) for step in range(question.told_low, question.told_high + 1)]
    middle = Fraction(question.told_low + question.told_high, 2)
    for wanted in range(3):
        steps = [step for step in whole if group(step) == wanted] or [middle] * (group(middle) == wanted)
        if not steps:
            names.append("\N{EN DASH}")
            continue
        ends = sorted((as_given(question, steps[0]), as_given(question, steps[-1])))
        first, last = (answer_digits(end, language) for end in ends)
        names.append(first if first == last else language.say(say("{first} to {last}", first=first, last=last)))
    return names[0], names[1], names[2]


def _mark(of: Figured, at: Fraction, language: Language) -> str:
    """Return what stands at a line of the scale: all are whole there."""
    return language.percent_mark(at) if of in SHARES else language.signed(at, plus="")


def _said(row: CustomerRow, main: int) -> Message:
    figure = row.figures[main]
    if figure.interval is None:
        return say("{value} of {n} answers", value=figure.value, n=row.n)
    return say("{value}, {interval}, {n} answers", value=figure.value, interval=figure.interval, n=row.n)
