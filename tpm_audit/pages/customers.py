"""The customers' view: what they answered to each measure, and a page for each survey with how it was asked."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.chart import Chart
from tpm_audit.charts.customer_points import Point, customer_points
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import PooledRecord
from tpm_audit.model.customers import Figured
from tpm_audit.model.result import Result
from tpm_audit.model.surveys import Measure
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.customer_associations import associations_parts
from tpm_audit.pages.customer_figures import (
    CUSTOMERS_METHOD,
    Answered,
    CustomerRow,
    answered,
    digits,
    limits_of,
    pooled_row,
    row_of,
    scale_of,
)
from tpm_audit.pages.customer_kano import kano_heads, kano_rows
from tpm_audit.pages.customer_reasons import reasons_parts
from tpm_audit.pages.customer_waves import WaveTable, wave_tables
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import CUSTOMERS, Page
from tpm_audit.pages.parts import end_of
from tpm_audit.pages.surveys import survey_page, survey_row
from tpm_audit.source.message import Message, Sayable, say

_TWO = 2  # points: one answers no question


@dataclass(frozen=True, slots=True)
class Part:
    """A measure: what was asked, the rows, and how they lie beside each other."""

    id: str
    title: Sayable
    wording: Sayable | None
    scale: Sayable
    rows: tuple[CustomerRow, ...]
    chart: Chart | None
    note: Sayable | None
    waves: tuple[WaveTable, ...]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the customers' view and a page for each survey; nothing where there is none."""
    if not result.surveys:
        return
    names = names_of(result)
    values = {
        "lead": say(
            "What customers answered in {n} survey.", "What customers answered in {n} surveys.", n=len(result.surveys)
        ),
        "method": CUSTOMERS_METHOD,
        "parts": tuple(_parts(result, names, language)),
        "associations": tuple(associations_parts(result, names, language)),
        "kano": tuple(kano_rows(result, names, language)),
        "kano_heads": kano_heads(),
        "why": tuple(reasons_parts(result, names, language)),
        "surveys": tuple(survey_row(one, language) for one in result.surveys),
        "end": end_of(result),
    }
    yield Page(CUSTOMERS, "pages/customers.md.j2", language.word("Customers"), values, hides=("navigation", "toc"))
    for survey in result.surveys:
        yield survey_page(survey, result, names, language)


def _parts(result: Result, names: Names, language: Language) -> Iterator[Part]:
    """Yield a part for each question on its scale, in the order of measures."""
    groups: dict[tuple[Measure, str, int, int], list[Answered]] = defaultdict(list)
    for one in answered(result):
        question = one.question
        groups[question.measure, question.id, question.low, question.high].append(one)
    order, measured = list(Measure), Counter(measure for measure, *_ in groups)
    alone = Counter((measure, id_) for measure, id_, *_ in groups)
    for (measure, id_, low, high), waves in sorted(groups.items(), key=lambda group: order.index(group[0][0])):
        things = [(one.answers.touchpoint, one.answers.channel) for one in waves]
        several = sorted(waves, key=lambda one: things.index((one.answers.touchpoint, one.answers.channel)))
        asked = {one.survey.id for one in several}
        pools = [pool for pool in result.pooled if pool.question == id_ and asked.issuperset(pool.surveys)]
        rows = tuple(row_of(one, names, language) for one in several)
        yield Part(
            id=f"{measure.value}-{id_}" if alone[measure, id_] == 1 else f"{measure.value}-{id_}-{low}-{high}",
            title=MEASURES[measure] if measured[measure] == 1 else say("{name}: {of}", name=MEASURES[measure], of=id_),
            wording=several[0].question.wording,
            scale=scale_of(several[0].question),
            rows=(*rows, *(pooled_row(pool, result, language) for pool in pools)),
            chart=_chart(several, rows, language),
            note=_note(measure, pools),
            waves=tuple(wave_tables(result, id_, measure, names, language)),
        )


def _note(measure: Measure, pools: Sequence[PooledRecord]) -> Sayable | None:
    """Return what belongs below the figures of a measure."""
    said: list[Sayable] = []
    if pools:
        said.append(
            say(
                "All answers together are counted anew, and are no mean of the figures above; who answered in several "
                "places counts in each of them."
            )
        )
    if measure is Measure.NPS:
        said.append(
            say(
                "Net Promoter, Net Promoter Score and NPS are registered trademarks of Bain & Company, Fred Reichheld "
                "and Satmetrix (NICE)."
            )
        )
    return None if not said else said[0] if len(said) == 1 else say("{one} {other}", one=said[0], other=said[1])


def _chart(several: Sequence[Answered], rows: Sequence[CustomerRow], language: Language) -> Chart | None:
    """Return how the first figure of each thing lies beside the others; None where there are no two."""
    points = [
        Point(
            id=f"{one.survey.id}-{at}",
            name=_name(one, row, several, language),
            figure=one.answers.figures[0],
            n=one.answers.n,
            value=row.figures[0].value,
            interval=limits_of(one.answers.figures[0], language),
            said=language.say(_said(row)),
        )
        for at, (one, row) in enumerate(zip(several, rows, strict=True))
        if one.answers.figures
    ]
    if len(points) < _TWO:
        return None
    of, question = points[0].figure.of, several[0].question
    means = question.told_low, question.told_high
    low, high = {Figured.NET_PROMOTER: (-100, 100), Figured.MEAN: means}.get(of, (0, 1))
    marks = [low + (high - low) * Fraction(at, 4) for at in range(5)]
    return customer_points(
        f"customers-{question.measure.value}-{question.id}-{question.low}-{question.high}",
        say("{measure}: how do the answers differ?", measure=MEASURES[question.measure]),
        points,
        [(float(mark), _mark(of, mark, language)) for mark in marks],
        language,
    )


def _mark(of: Figured, at: Fraction, language: Language) -> str:
    """Return what stands at a line of the scale: points are whole there."""
    if of is not Figured.NET_PROMOTER:
        return digits(of, at, language)
    return f"\N{MINUS SIGN}{language.number(-at)}" if at < 0 else language.number(at)


def _name(one: Answered, row: CustomerRow, several: Sequence[Answered], language: Language) -> str:
    """Return what a point is called: what was judged, with the survey where there are several."""
    about = ", ".join(language.say(link.text) for link in row.about)
    if len({other.survey.id for other in several}) == 1:
        return about
    survey = language.say(one.survey.name)
    is_of_company = one.answers.touchpoint is None and one.answers.channel is None
    return survey if is_of_company else f"{about} ({survey})"


def _said(row: CustomerRow) -> Message:
    figure = row.figures[0]
    if figure.interval is None:
        return say("{value} of {n} answers", value=figure.value, n=row.n)
    return say("{value}, {interval}, {n} answers", value=figure.value, interval=figure.interval, n=row.n)
