"""The company's own figures: a table of all kpis, and each by period or with what it is worked out from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.charts.chart import Chart
from tpm_audit.charts.kpi_trend import Moment, kpi_trend
from tpm_audit.language.catalogue import Language
from tpm_audit.model.actions import Certainty
from tpm_audit.model.judged import Judged
from tpm_audit.model.kpi_records import ClvRecord, KpiRecord
from tpm_audit.model.result import Result
from tpm_audit.model.words import CERTAINTIES
from tpm_audit.pages.kpi_words import aim_of, change_said, name_of, number_said, period_said, share_said, value_said
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import KPIS, METHOD, Page, kpi_path
from tpm_audit.pages.parts import capital, end_of
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

KPIS_METHOD: Final = f"{METHOD}#kpis"
_MOST: Final = 200  # of a page; all of them stand in the data
_TWO: Final = 2  # values: one shows no course


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A kpi: its latest value and when, how that is known, of how many cases, and how far it is from the one before.

    ``alone``: its row is all that there is of it.
    """

    id: str
    alone: bool
    name: Link
    about: Link
    aim: Sayable | None
    value: str | None
    period: Sayable | None
    n: str | None
    basis: Badge
    source: Sayable | None
    change: Sayable | None


@dataclass(frozen=True, slots=True)
class Line:
    """A name with what stands beside it."""

    label: str
    value: Sayable


@dataclass(frozen=True, slots=True)
class Part:
    """What there is to say of a kpi beside its row: its course, or what it is worked out from."""

    id: str
    title: Sayable
    description: Sayable | None
    chart: Chart | None
    inputs: tuple[Line, ...]
    basis: Badge
    internal_note: Sayable | None


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the page of all kpis; nothing where there is none."""
    if not result.kpis:
        return
    names, shown = names_of(result), result.kpis[:_MOST]
    more = len(result.kpis) - len(shown)
    values = {
        "rows": tuple(_row(one, names, language) for one in shown),
        "more": say("{n} more, in the data", "{n} more, in the data", n=more) if more else None,
        "parts": tuple(_parts(shown, names, language)),
        "method": KPIS_METHOD,
        "end": end_of(result),
    }
    yield Page(KPIS, "pages/kpis.md.j2", language.word("KPIs"), values, hides=("navigation",))


def rows_by_touchpoint(result: Result, names: Names, language: Language) -> Mapping[str, Sequence[KpiRow]]:
    """Return the kpis of each touchpoint, by its id; those that the page of all of them leaves out stand on none."""
    rows: dict[str, list[KpiRow]] = defaultdict(list)
    for one in result.kpis[:_MOST]:
        if one.touchpoint is not None:
            rows[one.touchpoint].append(_row(one, names, language))
    return rows


def _row(kpi: KpiRecord, names: Names, language: Language) -> KpiRow:
    latest = kpi.values[-1] if kpi.values else None
    value = latest.value if latest is not None else None if kpi.clv is None else kpi.clv.value
    return KpiRow(
        id=kpi.id,
        alone=not _has_more(kpi),
        name=Link(name_of(kpi), kpi_path(kpi.id)),
        about=names.judged(Judged(kpi.touchpoint))[0],
        aim=aim_of(kpi),
        value=None if value is None else value_said(value, kpi, language),
        period=None if latest is None else period_said(latest.period, language),
        n=None if latest is None or latest.n is None else language.number(latest.n),
        basis=_basis(kpi),
        source=kpi.source,
        change=change_said(kpi, language),
    )


def _basis(kpi: KpiRecord) -> Badge:
    return Badge(CERTAINTIES[kpi.basis], "plain")


def _has_more(kpi: KpiRecord) -> bool:
    """Say whether there is more of a kpi than a row can hold."""
    return len(kpi.values) >= _TWO or any(one is not None for one in (kpi.clv, kpi.description, kpi.internal_note))


def _parts(kpis: Sequence[KpiRecord], names: Names, language: Language) -> Iterator[Part]:
    for kpi in kpis:
        if _has_more(kpi):
            yield Part(
                id=kpi.id,
                title=_title(kpi, names),
                description=kpi.description,
                chart=_chart(kpi, names, language) if len(kpi.values) >= _TWO else None,
                inputs=() if kpi.clv is None else tuple(_inputs(kpi.clv, kpi, language)),
                basis=_basis(kpi),
                internal_note=kpi.internal_note,
            )


def _title(kpi: KpiRecord, names: Names) -> Sayable:
    """Return the name of a kpi, with its touchpoint: several may have the same of the known ones."""
    if kpi.touchpoint is None or kpi.name is not None:
        return name_of(kpi)
    return say("{name}: {of}", name=name_of(kpi), of=names.touchpoint(kpi.touchpoint).text)


def _chart(kpi: KpiRecord, names: Names, language: Language) -> Chart:
    moments = [
        Moment(
            first=one.period.first,
            months=one.period.months,
            period=period_said(one.period, language),
            value=float(one.value),
            said=value_said(one.value, kpi, language),
            n=None if one.n is None else language.number(one.n),
        )
        for one in kpi.values
    ]
    title = say("{kpi}: how has it developed?", kpi=_title(kpi, names))
    sentence = capital(language.say(_course(kpi, moments)))
    return kpi_trend(
        f"kpi-{kpi.id}", language.say(title), sentence, moments, language, measured=kpi.basis is Certainty.MEASURED
    )


def _course(kpi: KpiRecord, moments: Sequence[Moment]) -> Message:
    """Say where it began and where it is, how that is known, and which way is wanted; nothing of why."""
    first, last = moments[0], moments[-1]
    said = say(
        "from {then} ({first}) to {now} ({last}), {basis}",
        then=first.said,
        first=first.period,
        now=last.said,
        last=last.period,
        basis=CERTAINTIES[kpi.basis],
    )
    aim = aim_of(kpi)
    return say("{said}.", said=said) if aim is None else say("{said}; {aim}.", said=said, aim=aim)


def _inputs(clv: ClvRecord, kpi: KpiRecord, language: Language) -> Iterator[Line]:
    yield Line(language.word("Margin of a period"), number_said(clv.margin, kpi, language))
    yield Line(language.word("Customers who stay from period to period"), share_said(clv.retention, language))
    yield Line(language.word("Discount of a period"), share_said(clv.discount, language))
    yield Line(language.word("Periods"), language.number(clv.periods))
    first = say("after one period") if clv.first else say("today")
    yield Line(language.word("First margin"), first)
