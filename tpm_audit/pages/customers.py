"""The customers' view: what matters of it, what they answered to each measure, and a page for each survey."""

from collections import Counter
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.chart import Chart
from tpm_audit.figures.net_promoter import NetPromoter, margin, respondents_for
from tpm_audit.figures.wordings import asked_alike
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import PooledRecord
from tpm_audit.model.result import Result
from tpm_audit.model.surveys import Measure
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.balance import balance
from tpm_audit.pages.customer_associations import associations_parts
from tpm_audit.pages.customer_charts import PointName, point_name, points_chart
from tpm_audit.pages.customer_figures import (
    CUSTOMERS_METHOD,
    Answered,
    CustomerRow,
    answered,
    headlines,
    pooled_row,
    row_of,
    scale_of,
)
from tpm_audit.pages.customer_kano import kano_heads, kano_rows
from tpm_audit.pages.customer_reasons import reasons_parts
from tpm_audit.pages.customer_sections import Section
from tpm_audit.pages.customer_waves import Changes, WaveTable, told_changes, wave_tables
from tpm_audit.pages.emotions import feelings
from tpm_audit.pages.importance_performance import ID as MATRIX
from tpm_audit.pages.importance_performance import importance_performance, where_to_begin
from tpm_audit.pages.inside_outside import inside_outside
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import CUSTOMERS, Page
from tpm_audit.pages.parts import Figure, capital, end_of
from tpm_audit.pages.survey_names import heading_of, short_names
from tpm_audit.pages.surveys import survey_page, survey_row
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say

_WANTED = 10  # points to either side, with which two scores can be told apart in practice


@dataclass(frozen=True, slots=True)
class Glance:
    """What matters: the figures of the company as a whole, what demonstrably changed, and where to begin."""

    figures: tuple[Figure, ...]
    changes: Changes | None
    begin: tuple[Message, ...]
    matrix: Link


@dataclass(frozen=True, slots=True)
class Part:
    """A measure: what was asked, the rows, and how they lie beside each other; folded if a larger chart draws them."""

    id: str
    question: str
    title: Sayable
    wording: Sayable | None
    scale: Sayable
    rows: tuple[CustomerRow, ...]
    folded: bool
    chart: Chart | None
    notes: tuple[Sayable, ...]
    waves: tuple[WaveTable, ...]


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the customers' view and a page for each survey; nothing where there is none."""
    if not result.surveys:
        return
    names = names_of(result)
    matrices = tuple(importance_performance(result, names, language))
    felt = tuple(feelings(result, names, language))
    elsewhere = _drawn_in(matrices, felt)
    parts = tuple(_parts(result, elsewhere, names, language))
    values = {
        "lead": say(
            "What customers answered in {n} survey.", "What customers answered in {n} surveys.", n=len(result.surveys)
        ),
        "method": CUSTOMERS_METHOD,
        "glance": _glance(parts, result, names, language),
        "matrices": matrices,
        "parts": parts,
        "sections": (*inside_outside(result, names, language), *felt, *balance(result, language)),
        "associations": tuple(associations_parts(result, names, language)),
        "kano": tuple(kano_rows(result, names, language)),
        "kano_heads": kano_heads(),
        "why": tuple(reasons_parts(result, names, language)),
        "surveys": tuple(survey_row(one, language) for one in result.surveys),
        "end": end_of(result),
    }
    yield Page(CUSTOMERS, "pages/customers.md.j2", language.word("Customers"), values, hides=("navigation",))
    for survey in result.surveys:
        yield survey_page(survey, result, names, language)


def _glance(parts: Sequence[Part], result: Result, names: Names, language: Language) -> Glance | None:
    """Return what matters; None where there is nothing to begin with."""
    leads = {part.question: f"{CUSTOMERS}#{part.id}" for part in reversed(parts)}
    glance = Glance(
        figures=tuple(headlines(result, language, Measure, leads)),
        changes=told_changes(result, names, language),
        begin=where_to_begin(result, names, language),
        matrix=Link(say("Importance and performance"), f"{CUSTOMERS}#{MATRIX}"),
    )
    return glance if glance.figures or glance.begin or glance.changes is not None else None


def _drawn_in(matrices: Sequence[Section], felt: Sequence[Section]) -> Container[Measure]:
    """Return the measures whose figures one of the larger charts draws: they need none of their own."""
    drawn = [Measure.IMPORTANCE, Measure.PERFORMANCE] if any(one.chart.figure is not None for one in matrices) else []
    return (*drawn, Measure.EMOTION) if felt else drawn


def _parts(result: Result, elsewhere: Container[Measure], names: Names, language: Language) -> Iterator[Part]:
    """Yield a part for each question on its scale and in its wording, in the order of measures.

    What is drawn ``elsewhere`` has no chart here.
    """
    order, several_of = list(Measure), _asked_alike(result)
    measured = Counter(several[0].question.measure for several in several_of)
    ids: Counter[str] = Counter()
    for several in sorted(several_of, key=lambda one: order.index(one[0].question.measure)):
        question = several[0].question
        measure, id_ = question.measure, question.id
        anchor = f"{measure.value}-{id_}"
        ids[anchor] += 1
        anchor = anchor if ids[anchor] == 1 else f"{anchor}-{ids[anchor]}"
        asked = {one.survey.id for one in several}
        pools = [pool for pool in result.pooled if pool.question == id_ and asked.issuperset(pool.surveys)]
        rows = tuple(row_of(one, names, language) for one in several)
        yield Part(
            id=anchor,
            question=id_,
            title=heading_of(question, measured[measure], language),
            wording=question.wording,
            scale=scale_of(question),
            rows=(*rows, *(pooled_row(pool, result, language) for pool in pools)),
            folded=measure in elsewhere,
            chart=points_chart(
                f"customers-{anchor}",
                say("{measure}: how do the answers differ?", measure=MEASURES[measure]),
                several,
                rows,
                _names(several, rows, language),
                language,
            )
            if measure not in elsewhere
            else None,
            notes=tuple(_notes(several, rows, pools, language)),
            waves=tuple(wave_tables(result, id_, asked, names, language)),
        )


def _asked_alike(result: Result) -> Sequence[Sequence[Answered]]:
    """Return what was answered to each question, of each thing the latest first; worded otherwise it is another."""

    def what(one: Answered) -> Hashable:
        question = one.question
        return question.measure, question.id, question.low, question.high

    return [_thing_by_thing(one) for one in asked_alike(answered(result), what, lambda one: one.question.wording)]


def _thing_by_thing(several: Sequence[Answered]) -> Sequence[Answered]:
    things = [one.answers.judged for one in several]
    return sorted(several, key=lambda one: things.index(one.answers.judged))


def _notes(
    several: Sequence[Answered], rows: Sequence[CustomerRow], pools: Sequence[PooledRecord], language: Language
) -> Iterator[Message]:
    """Yield what belongs below the figures of a measure."""
    if pools:
        yield say(
            "What is together is counted anew, and is no mean of the figures above; who answered in several places "
            "counts in each of them."
        )
    if several[0].question.measure is not Measure.NPS:
        return
    latest = next(((one, row) for one, row in zip(several, rows, strict=True) if one.answers.figures), None)
    if latest is not None:
        yield from _needed(*latest, language)
    yield say(
        "Net Promoter, Net Promoter Score and NPS are registered trademarks of Bain & Company, Fred Reichheld "
        "and Satmetrix (NICE)."
    )


def _needed(one: Answered, row: CustomerRow, language: Language) -> Iterator[Message]:
    """Say how many answers it takes, where those about a thing leave its score wide open."""
    found = NetPromoter.of({int(answer): n for answer, n in one.answers.counts})
    reach, variance = margin(found.n, float(found.variance)), float(found.variance)
    if reach > _WANTED:
        yield say(
            "{about} ({survey}): {n} answers leave the score open by about {reach} points to either side; for {wanted} "
            "points it takes about {needed} answers.",
            about=capital(", ".join(language.say(link.text) for link in row.about)),
            survey=one.survey.name,
            n=language.number(found.n),
            reach=language.number(Fraction(reach)),
            wanted=language.number(_WANTED),
            needed=language.number(respondents_for(_WANTED, variance)),
        )


def _names(several: Sequence[Answered], rows: Sequence[CustomerRow], language: Language) -> list[PointName]:
    """Return what points are called: what was judged, with what tells the survey apart where there are several."""
    surveys = {one.survey.id: one.survey for one in several}
    if len(surveys) == 1:
        return [point_name(row.about, language) for row in rows]
    short = short_names(tuple(surveys.values()), language)
    return [
        _name_in(one, point_name(row.about, language), short, language) for one, row in zip(several, rows, strict=True)
    ]


def _name_in(one: Answered, about: PointName, short: Mapping[str, str], language: Language) -> PointName:
    survey = short[one.survey.id]
    if one.answers.judged.is_company:
        return PointName(language.say(one.survey.name), capital(survey))
    return PointName(f"{about.said} ({survey})", f"{about.said}\n{capital(survey)}")
