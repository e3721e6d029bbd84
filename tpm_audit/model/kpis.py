"""KPIs: figures of the company's own, of a touchpoint or as a whole, by period, and how each is known."""

import enum
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from tpm_audit.model import codes
from tpm_audit.model.actions import Certainty
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Named, Strict
from tpm_audit.model.field_types import (
    LocalText,
    MapOf,
    Number,
    Or,
    ShareOfOne,
    WholeNumber,
    between,
    one_of,
)
from tpm_audit.model.kpi_periods import KpiPeriod, KpiPeriodField
from tpm_audit.model.references import TouchpointId
from tpm_audit.source.message import say

MOST_PERIODS: Final = 600  # fifty years of months
MOST_MARGINS: Final = 600


class KnownKpi(enum.StrEnum):
    """What KPIs usually measure; those of a company's own have a name instead."""

    CLV = "clv"
    ROI = "roi"
    CONVERSION_RATE = "conversion-rate"
    RESPONSE_TIME = "response-time"
    CONTACTS = "contacts"
    DROP_OFF_RATE = "drop-off-rate"
    COMPLAINTS = "complaints"
    NEW_CUSTOMERS = "new-customers"
    REPURCHASE_RATE = "repurchase-rate"
    CHURN_RATE = "churn-rate"
    REVENUE = "revenue"


class Better(enum.StrEnum):
    """Which way the company wants a figure to go."""

    HIGHER = "higher"
    LOWER = "lower"


USUALLY_BETTER: Final[Mapping[KnownKpi, Better]] = {
    **dict.fromkeys(
        (
            KnownKpi.CLV,
            KnownKpi.ROI,
            KnownKpi.CONVERSION_RATE,
            KnownKpi.NEW_CUSTOMERS,
            KnownKpi.REPURCHASE_RATE,
            KnownKpi.REVENUE,
        ),
        Better.HIGHER,
    ),
    **dict.fromkeys(
        (KnownKpi.RESPONSE_TIME, KnownKpi.DROP_OFF_RATE, KnownKpi.COMPLAINTS, KnownKpi.CHURN_RATE), Better.LOWER
    ),
}
_SHARES: Final = frozenset(
    {KnownKpi.CONVERSION_RATE, KnownKpi.DROP_OFF_RATE, KnownKpi.REPURCHASE_RATE, KnownKpi.CHURN_RATE}
)
_ALL: Final = 100  # per cent
IN_MONEY: Final = frozenset({KnownKpi.CLV, KnownKpi.REVENUE})  # in the workspace's currency, unless they say otherwise


def _some(n: int) -> int:
    if n == 0:
        raise unreadable(
            codes.OUT_OF_RANGE, say("of 0 cases there is no figure"), say("leave out n:, or the whole period")
        )
    return n


class KpiValue(Strict):
    """The figure of a period, and of how many cases it is."""

    value: Number
    n: Annotated[WholeNumber, AfterValidator(_some)] | None = None


def _short_value(value: object) -> object:
    return {"value": value} if isinstance(value, str) else value


ValueField = Annotated[KpiValue, BeforeValidator(_short_value), Or({"type": "number"})]


def _in_order(values: Mapping[KpiPeriod, KpiValue]) -> Mapping[KpiPeriod, KpiValue]:
    """Return the values by time; periods of which one lies in another are refused, for which counts is not clear."""
    if len(values) > MOST_PERIODS:
        raise unreadable(
            codes.OUT_OF_RANGE,
            say("these are {n} periods, and {most} are read at most", n=len(values), most=MOST_PERIODS),
            say("write longer periods, such as quarters for months"),
        )
    periods = sorted(values, key=lambda one: (one.first, -one.months))
    for one, other in pairwise(periods):
        if other.first < one.end:
            raise unreadable(
                codes.OUT_OF_RANGE,
                say(
                    "the period {one} lies in {other}: which of both counts is not clear",
                    one=str(other),
                    other=str(one),
                ),
                say("keep one of the two, or make two kpis of them"),
            )
    return {period: values[period] for period in periods}


def _now_or_later(first: int) -> int:
    if first > 1:
        raise unreadable(
            codes.OUT_OF_RANGE,
            say("{number} is outside of what this key takes", number=str(first)),
            say("write 1 where the first margin comes after one period, 0 where one comes today as well"),
        )
    return first


class ClvInputs(Strict):
    """What a customer lifetime value is worked out from; the margin comes after one period, with ``first: 0`` today."""

    margin: Number
    retention: ShareOfOne
    discount: ShareOfOne
    periods: Annotated[WholeNumber, between(1, MOST_MARGINS)]
    first: Annotated[WholeNumber, AfterValidator(_now_or_later)] = 1


class Kpi(Named):
    """content/kpis.yml: what is measured, how it is known, and its values by period, or what it is worked out from."""

    kpi: Annotated[KnownKpi, one_of(KnownKpi)] | None = None
    touchpoint: TouchpointId | None = None
    unit: LocalText | None = None
    better: Annotated[Better, one_of(Better)] | None = None
    basis: Annotated[Certainty, one_of(Certainty)]
    source: LocalText | None = None
    values: Annotated[MapOf[KpiPeriodField, ValueField], AfterValidator(_in_order)] = Field(default_factory=dict)
    inputs: ClvInputs | None = None
    description: LocalText | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for misfit in self._misfits():
            raise misfit
        return self

    def _misfits(self) -> Iterator[Exception]:
        """Yield what does not go together."""
        if self.kpi is None and self.name is None:
            choices = ", ".join(one.value for one in KnownKpi)
            yield unreadable(
                codes.MISSING_KEY,
                say("what it measures is not said"),
                say("write kpi: with one of {choices}, or name: for one of your own", choices=choices),
            )
        if self.inputs is not None and self.kpi is not KnownKpi.CLV:
            yield unreadable(
                codes.WRONG_SHAPE,
                say("only a customer lifetime value is worked out from inputs"),
                say("write values: by period, or {example}", example="kpi: clv"),
            )
        if self.inputs is not None and self.values:
            yield unreadable(
                codes.WRONG_SHAPE,
                say("its value is said twice: by period, and by what it is worked out from"),
                say("leave out values: or inputs:"),
            )
        outside = next((one for one in self.values.items() if not 0 <= one[1].value <= _ALL), None)
        if outside is not None and self._is_share:
            period, found = outside
            yield unreadable(
                codes.OUT_OF_RANGE,
                say(
                    "in {period} it is {value}, and a share in per cent is 0 to 100",
                    period=str(period),
                    value=f"{float(found.value):g}",
                ),
                say("write 3.1 for 3.1 %, or name: for what is no share"),
            )
        if self.inputs is None and not self.values:
            yield unreadable(
                codes.MISSING_KEY,
                say("it has no value"),
                say("write for example {example}", example="values: {2026-Q3: 3.1}"),
            )

    @property
    def _is_share(self) -> bool:
        """Say whether it is how many of a hundred do something, which another unit would say otherwise."""
        return self.kpi in _SHARES and (self.unit is None or "%" in self.unit.values())

    @property
    def direction(self) -> Better | None:
        """Return which way it is wanted to go: as it says itself, else as is usual."""
        return self.better or (None if self.kpi is None else USUALLY_BETTER.get(self.kpi))
