"""How the Method page explains what several answers of customers say together."""

from collections.abc import Iterator

from tpm_audit.figures.importance_performance import FEWEST
from tpm_audit.language.catalogue import Language
from tpm_audit.model.importance_records import MatrixRecord
from tpm_audit.model.result import Result
from tpm_audit.model.site import Crosshairs
from tpm_audit.pages.explained_figure import Explained
from tpm_audit.pages.importance_performance import where_lines_are
from tpm_audit.source.message import Message, say


def explained_customers(result: Result, language: Language) -> Iterator[Explained]:
    """Yield the figures that a result has."""
    if result.matrices:
        yield _importance_performance(result, language)
    if result.inside_outside:
        yield _inside_outside(result, language)
    if result.emotions:
        yield _feelings(language)


def _importance_performance(result: Result, language: Language) -> Explained:
    lines = [where_lines_are(one, language) for one in result.matrices if one.importance_line is not None]
    return Explained(
        id="importance-performance",
        title=language.word("Importance and performance"),
        means=say("Where to begin: with what is important to customers and done less well than other things."),
        formula=say(
            "Mean importance over mean performance of each touchpoint, asked on one scale, with Student's intervals. "
            "Two lines part four fields; a point on a line is on its high side. Gap: importance less performance; of "
            "people who said both, with Student's interval of their differences."
        ),
        here=(*(_points(one) for one in result.matrices), *lines),
        limits=(
            say("It takes {n} touchpoints that enough customers rated by both.", n=FEWEST),
            *(_relative() if any(one.lines is not Crosshairs.SCALE for one in result.matrices) else ()),
            say("A point whose interval reaches over a line could as well lie in the neighbouring field."),
            say("Where customers were not asked, the company's own guess is drawn hollow; it moves no line."),
            say("Of waves only the latest counts."),
        ),
        source=say("Martilla and James, Importance-performance analysis, 1977"),
    )


def _relative() -> tuple[Message, ...]:
    return (say("The lines are made of the points, so some point is always low, however good all are."),)


def _points(matrix: MatrixRecord) -> Message:
    of_customers = sum(one.importance is not None for one in matrix.points)
    return say(
        "from {low} to {high}: {n} point of customers, {guesses} with a guess of the company",
        "from {low} to {high}: {n} points of customers, {guesses} with a guess of the company",
        low=matrix.low,
        high=matrix.high,
        n=of_customers,
        guesses=len(matrix.points) - of_customers,
    )


def _inside_outside(result: Result, language: Language) -> Explained:
    return Explained(
        id="inside-outside",
        title=language.word("Importance: the company and its customers"),
        means=say("Whether the company holds to be important what is important to its customers."),
        formula=say(
            "The company's importance less the mean of customers', both from 0 to 10. The interval is that of the "
            "customers, mirrored."
        ),
        here=(say("{n} touchpoint compared", "{n} touchpoints compared", n=len(result.inside_outside)),),
        limits=(
            say("The company's importance is one view, written in the inventory; it has no interval of its own."),
            say("Where the interval holds 0, there may be no gap."),
        ),
        source=say("a definition of tpm-audit's own"),
    )


def _feelings(language: Language) -> Explained:
    return Explained(
        id="feelings",
        title=language.word("How it feels"),
        means=say("How customers and auditors felt at each touchpoint, from very bad to very good."),
        formula=say(
            "The median, and from four values on the quartiles, of all values of a touchpoint. Other scales of "
            "customers are mapped to it linearly. Balance: how many are above, at and below the middle."
        ),
        here=(),
        limits=(
            say("A phase has the median of all values at its touchpoints, and not that of their medians."),
            say("Customers and auditors are never added up."),
            say("Auditors are few, and no customers: their points are hollow. What is only assumed does not count."),
            say("Where there is no data, the line has a gap."),
        ),
        source=say("Hyndman and Fan, Sample quantiles in statistical packages, 1996 (definition 7)"),
    )
