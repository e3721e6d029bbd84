"""KPIs in words: their names, values with units, periods, how they are known, and what became of them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from tpm_audit.language.catalogue import Language, rounded_to
from tpm_audit.model.kpi_periods import QUARTER, YEAR, KpiPeriod
from tpm_audit.model.kpi_records import KpiRecord, KpiValueRecord
from tpm_audit.model.kpis import Better
from tpm_audit.model.words import KPIS
from tpm_audit.source.message import Message, Sayable, say

_MOST_DECIMALS: Final = 12  # that can be written
_MONEY: Final = 2
_TWO: Final = 2
_AIMS: Final[Mapping[Better, Message]] = {
    Better.HIGHER: say("higher is better"),
    Better.LOWER: say("lower is better"),
}


def name_of(kpi: KpiRecord) -> Sayable:
    """Return what a kpi is called."""
    if kpi.name is not None:
        return kpi.name
    return kpi.id if kpi.kpi is None else KPIS[kpi.kpi]


def aim_of(kpi: KpiRecord) -> Message | None:
    """Say which way a kpi is wanted to go."""
    return None if kpi.better is None else _AIMS[kpi.better]


def period_said(period: KpiPeriod, language: Language) -> str:
    """Return a period as it is read."""
    if period.months == YEAR:
        return str(period.year)
    if period.months == QUARTER:
        return language.say(say("Q{quarter} {year}", quarter=period.part, year=str(period.year)))
    return language.month(period.first_day)


def _in_period(period: KpiPeriod, language: Language) -> Message:
    """Say in which period something was."""
    year = str(period.year)
    if period.months == YEAR:
        return say("in {year}", year=year)
    if period.months == QUARTER:
        return say("in Q{quarter} {year}", quarter=period.part, year=year)
    return say("in {month}", month=language.month(period.first_day))


def decimals_of(kpi: KpiRecord) -> int:
    """Return how many decimals all values of a kpi are written with: those that one of them needs."""
    return _MONEY if kpi.clv is not None else max((_needed(one.value) for one in kpi.values), default=0)


def _needed(value: Fraction) -> int:
    """Return the decimals that a value was written with; one that was read from JSON is the float nearest to it."""
    exact = float(value)
    return next((one for one in range(_MOST_DECIMALS) if float(rounded_to(value, one)) == exact), _MOST_DECIMALS)


def value_said(value: Fraction, kpi: KpiRecord, language: Language) -> str:
    """Return a value of a kpi with its unit."""
    return _with_unit(value, decimals_of(kpi), kpi, language)


def _with_unit(value: Fraction, decimals: int, kpi: KpiRecord, language: Language) -> str:
    digits = language.signed(value, decimals, plus="")
    if kpi.unit is None:
        return digits
    unit = language.say(kpi.unit)
    if unit == "%":
        return language.say(say("{value}%", value=digits))
    return f"{digits}\N{NO-BREAK SPACE}{unit}"


def change_said(kpi: KpiRecord, language: Language) -> Message | None:
    """Say how far the latest value is from the one before, of a period as long; nothing of what that means."""
    two = _last_two(kpi.values)
    if two is None:
        return None
    then, now = two
    since = _in_period(then.period, language)
    change = now.value - then.value
    if not change:
        return say("the same as {period}", period=since)
    decimals = decimals_of(kpi)
    points = rounded_to(abs(change), decimals)
    of_percent = kpi.unit is not None and language.say(kpi.unit) == "%"
    said: Sayable = (
        say("{points} point", "{points} points", n=points, points=points)
        if of_percent
        else _with_unit(abs(change), decimals, kpi, language)
    )
    if change > 0:
        return say("{change} more than {period}", change=said, period=since)
    return say("{change} less than {period}", change=said, period=since)


def _last_two(values: Sequence[KpiValueRecord]) -> tuple[KpiValueRecord, KpiValueRecord] | None:
    """Return the two latest values; None where their periods are not of one length."""
    if len(values) < _TWO:
        return None
    then, now = values[-_TWO:]
    return (then, now) if then.period.months == now.period.months else None


def number_said(value: Fraction, kpi: KpiRecord, language: Language) -> str:
    """Return what a value is worked out from, with the decimals that it was written with, in the unit of the value."""
    return _with_unit(value, _needed(value), kpi, language)


def share_said(value: Fraction, language: Language) -> str:
    """Return a share that was written as a number, in per cent with the decimals that it has."""
    digits = language.signed(value * 100, max(_needed(value) - 2, 0), plus="")
    return language.say(say("{value}%", value=digits))
