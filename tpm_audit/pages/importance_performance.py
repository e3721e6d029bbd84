"""What matters to customers beside how well it is done: where to begin, and what a gap can be told from chance."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from tpm_audit.charts.chart import Chart, Table, TableCell, no_figure
from tpm_audit.charts.importance_performance import Spot, matrix_figure, matrix_key
from tpm_audit.figures.importance_performance import FEWEST
from tpm_audit.language.catalogue import Language
from tpm_audit.model.importance_records import GapRecord, MatrixPointRecord, MatrixRecord
from tpm_audit.model.result import Result
from tpm_audit.model.site import Crosshairs
from tpm_audit.model.words import FIELDS
from tpm_audit.pages.asked_apart import asked_apart, no_pair
from tpm_audit.pages.customer_sections import Section, asked_in, companys, gap, gap_limits, mean, mean_cell, name_of
from tpm_audit.pages.names import Names
from tpm_audit.source.message import Message, Sayable, say

ID: Final = "importance-performance"


def importance_performance(result: Result, names: Names, language: Language) -> Iterator[Section]:
    """Yield a section for each scale on which customers were asked how important things are, and how good.

    What was asked otherwise is said with the first of them, or alone.
    """
    apart = tuple(asked_apart(result, names, language))
    none = no_pair(result)
    if not result.matrices and (apart or none is not None):
        yield _section_without_pairs(apart if none is None else (none, *apart), language)
    for at, matrix in enumerate(result.matrices):
        id_ = ID if at == 0 else f"{ID}-{matrix.low}-{matrix.high}"
        means = (mean for one in matrix.points for mean in (one.importance, one.performance) if mean is not None)
        basis: Sayable = say("asked from {low} to {high}", low=matrix.low, high=matrix.high)
        surveys = {one.survey for one in means}
        if surveys:
            basis = say("{surveys}; {scale}", surveys=asked_in(result, surveys), scale=basis)
        yield Section(
            id=id_,
            title=say("Importance and performance"),
            basis=basis,
            chart=_chart(id_, matrix, () if at else apart, names, language),
        )


def _section_without_pairs(why: Sequence[Message], language: Language) -> Section:
    title = language.word("What is important to customers, and how well is it done?")
    return Section(
        id=ID,
        title=say("Importance and performance"),
        basis=say("asked of the same things, on the same scale, both can be held against each other"),
        chart=Chart(ID, title, " ".join(language.say(one) for one in (say("There is no chart."), *why))),
    )


def where_to_begin(result: Result, names: Names, language: Language) -> tuple[Message, ...]:
    """Return where to begin, as each matrix says that has fields."""
    return tuple(
        _where_to_begin(matrix, _names(one for one in _spots(matrix, names, language) if one.is_first))
        for matrix in result.matrices
        if matrix.importance_line is not None
    )


def _spots(matrix: MatrixRecord, names: Names, language: Language) -> list[Spot]:
    return [
        Spot(at, name_of(one.touchpoint, one.channel, names, language), one, language.say(_said(one, language)))
        for at, one in enumerate(matrix.points, start=1)
    ]


def _chart(id_: str, matrix: MatrixRecord, apart: Sequence[Message], names: Names, language: Language) -> Chart:
    spots = _spots(matrix, names, language)
    has_lines = matrix.importance_line is not None
    return Chart(
        id=id_,
        title=language.word("What is important to customers, and how well is it done?"),
        sentence=" ".join(language.say(one) for one in (*_sentences(matrix, spots, language), *_left_out(apart))),
        table=_table(spots, language) if spots else None,
        figure=matrix_figure(matrix, spots, language) if has_lines else None,
        key=matrix_key(spots, language) if has_lines else (),
        says_more=True,
    )


def _said(one: MatrixPointRecord, language: Language) -> Message:
    importance = (
        companys(one.company or Fraction(0), language)
        if one.importance is None
        else mean(one.importance.mean, language)
    )
    said = say(
        "importance {importance}, performance {performance}",
        importance=importance,
        performance=mean(one.performance.mean, language),
    )
    return said if one.field is None else say("{said}: {field}", said=said, field=FIELDS[one.field])


def _sentences(matrix: MatrixRecord, spots: Sequence[Spot], language: Language) -> Iterator[Message]:
    if matrix.importance_line is None or matrix.performance_line is None:
        yield _too_few(matrix, spots)
        return
    yield _where_to_begin(matrix, _names(one for one in spots if one.is_first))
    yield where_lines_are(matrix, language)
    crossing = _names(one for one in spots if one.point.crosses)
    if crossing:
        yield say(
            "An interval of {names} reaches over a line: it could as well lie in a neighbouring field.",
            "Intervals of {names} reach over a line: they could as well lie in a neighbouring field.",
            n=len(crossing),
            names=crossing,
        )
    guesses = _names(one for one in spots if one.is_guess)
    if guesses:
        yield say("Hollow: {names}, with the company's own guess for importance, which moves no line.", names=guesses)


def _left_out(apart: Sequence[Message]) -> Iterator[Message]:
    """Yield what is not in the chart, and why."""
    if apart:
        yield say("Not held against each other:")
        yield from apart


def _where_to_begin(matrix: MatrixRecord, first: tuple[str, ...]) -> Message:
    """Name what is important and badly done: in itself, or where the points make the lines, beside the rest."""
    if matrix.lines is Crosshairs.SCALE:
        return (
            say(
                "Where to begin: {names}. It is important to customers, and not done well.",
                "Where to begin: {names}. They are important to customers, and not done well.",
                n=len(first),
                names=first,
            )
            if first
            else say("Nothing is important to customers and not done well.")
        )
    if not first:
        return say("Nothing is important to customers and done less well than other things.")
    return say(
        "Where to begin: {names}. It is important to customers, and done less well than other things.",
        "Where to begin: {names}. They are important to customers, and done less well than other things.",
        n=len(first),
        names=first,
    )


def _too_few(matrix: MatrixRecord, spots: Sequence[Spot]) -> Message:
    enough = len({one.point.touchpoint for one in spots if not one.is_guess})
    if matrix.asked < FEWEST:
        return say(
            "There is no chart: customers were asked both about {n} touchpoint, and it takes {fewest}.",
            "There is no chart: customers were asked both about {n} touchpoints, and it takes {fewest}.",
            n=matrix.asked,
            fewest=FEWEST,
        )
    return say(
        "There is no chart: enough customers answered both about {k} of {n} touchpoints, and it takes {fewest}.",
        k=enough,
        n=matrix.asked,
        fewest=FEWEST,
    )


def _names(spots: Iterable[Spot]) -> tuple[str, ...]:
    return tuple(one.name for one in spots)


def where_lines_are(matrix: MatrixRecord, language: Language) -> Message:
    """Say where the lines come from; with those of the points some point is always low."""
    at = {
        "importance": mean(matrix.importance_line, language) if matrix.importance_line is not None else "",
        "performance": mean(matrix.performance_line, language) if matrix.performance_line is not None else "",
    }
    match matrix.lines:
        case Crosshairs.SCALE:
            return say("The lines are the middle of the scale, {middle}.", middle=at["importance"])
        case Crosshairs.MEDIAN:
            return say(
                "The lines are the medians of the points, importance {importance} and performance {performance}: "
                "some point is always low.",
                **at,
            )
        case Crosshairs.DATA:
            return say(
                "The lines are the means of the points, importance {importance} and performance {performance}: "
                "some point is always low.",
                **at,
            )


def _table(spots: Sequence[Spot], language: Language) -> Table:
    importance, performance = language.word("Importance"), language.word("Performance")
    return Table(
        head=(language.word("Of what"), importance, performance, language.word("Gap"), language.word("Field")),
        rows=tuple((f"{one.number} {one.name}", tuple(_cells(one, language))) for one in spots),
    )


def _cells(one: Spot, language: Language) -> Iterator[TableCell]:
    point = one.point
    if point.importance is not None:
        yield mean_cell(point.importance, language)
    else:
        yield TableCell(companys(one.importance, language), language.word("the company's own guess"))
    yield mean_cell(point.performance, language)
    yield no_figure(say("no gap"), language) if point.gap is None else _gap_cell(point.gap, language)
    if point.field is None:
        yield no_figure(say("no field"), language)
    else:
        crosses = language.word("an interval reaches over a line") if point.crosses else None
        yield TableCell(language.say(FIELDS[point.field]), crosses)


def _gap_cell(one: GapRecord, language: Language) -> TableCell:
    """Return importance less performance, and of whom."""
    if one.n is None:
        return TableCell(gap(one.value, language), language.word("of different people, so without an interval"))
    within = None if one.low is None or one.high is None else (one.low, one.high)
    both: Message = say("{n} answered both", n=one.n)
    interval = gap_limits(within, language)
    said = both if interval is None else say("{interval}, {answers}", interval=interval, answers=both)
    return TableCell(gap(one.value, language), language.say(said))
