"""How the figures of several things, or of several parts of customers, lie beside each other."""

from collections.abc import Sequence
from fractions import Fraction

from tpm_audit.charts.answer_distribution import Spread, answer_distribution
from tpm_audit.charts.chart import Chart
from tpm_audit.charts.customer_points import Point, customer_points
from tpm_audit.figures.answer_groups import group_of, grouped
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import QuestionRecord
from tpm_audit.model.customers import Figured
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.customer_figures import Answered, CustomerRow, answer_digits, digits, limits_of
from tpm_audit.source.message import Message, say

_TWO = 2  # points: one answers no question


def points_chart(
    id_: str,
    title: Message,
    several: Sequence[Answered],
    rows: Sequence[CustomerRow],
    names: Sequence[str],
    language: Language,
) -> Chart | None:
    """Return how the first figure of each row lies beside the others; None where there are no two.

    ``several`` are answers to one question, ``rows`` and ``names`` how each is said.
    """
    points = [
        Point(
            id=f"{one.survey.id}-{at}",
            name=name,
            figure=one.answers.figures[0],
            n=one.answers.n,
            value=row.figures[0].value,
            interval=limits_of(one.answers.figures[0], language),
            said=language.say(_said(row)),
        )
        for at, (one, row, name) in enumerate(zip(several, rows, names, strict=True))
        if one.answers.figures
    ]
    if len(points) < _TWO:
        return None
    of, question = points[0].figure.of, several[0].question
    means = question.told_low, question.told_high
    low, high = {Figured.NET_PROMOTER: (-100, 100), Figured.MEAN: means}.get(of, (0, 1))
    marks = [low + (high - low) * Fraction(at, 4) for at in range(5)]
    return customer_points(id_, title, points, [(float(mark), _mark(of, mark, language)) for mark in marks], language)


def distribution(question: QuestionRecord, rows: Sequence[CustomerRow], language: Language) -> Chart | None:
    """Return how the answers about each thing lie around the middle; None where none may be said."""
    spreads = [
        Spread(str(at), ", ".join(language.say(link.text) for link in row.about), *grouped(question, dict(one.counts)))
        for at, (one, row) in enumerate(zip(question.answers, rows, strict=True))
        if one.counts
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
        first, last = (answer_digits(step, language) for step in (steps[0], steps[-1]))
        names.append(first if first == last else language.say(say("{first} to {last}", first=first, last=last)))
    return names[0], names[1], names[2]


def _mark(of: Figured, at: Fraction, language: Language) -> str:
    """Return what stands at a line of the scale: points are whole there."""
    return language.signed(at, plus="") if of is Figured.NET_PROMOTER else digits(of, at, language)


def _said(row: CustomerRow) -> Message:
    figure = row.figures[0]
    if figure.interval is None:
        return say("{value} of {n} answers", value=figure.value, n=row.n)
    return say("{value}, {interval}, {n} answers", value=figure.value, interval=figure.interval, n=row.n)
