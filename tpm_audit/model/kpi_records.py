"""KPIs as the result holds them: by period, or worked out from inputs, and always with how they are known."""

from dataclasses import dataclass

from tpm_audit.model.actions import Certainty
from tpm_audit.model.figures import Amount, Exact
from tpm_audit.model.kpi_periods import KpiPeriodField
from tpm_audit.model.kpis import Better, KnownKpi
from tpm_audit.model.said import Words


@dataclass(frozen=True, slots=True)
class KpiValueRecord:
    """The figure of a period, and of how many cases it is."""

    period: KpiPeriodField
    value: Exact
    n: Amount | None


@dataclass(frozen=True, slots=True)
class ClvRecord:
    """A customer lifetime value, and what it is worked out from; retention and discount are 0 to 1, or more."""

    value: Exact
    margin: Exact
    retention: Exact
    discount: Exact
    periods: Amount
    first: Amount


@dataclass(frozen=True, slots=True)
class KpiRecord:
    """A figure of the company's own, of a touchpoint or as a whole; the values that had begun by the day, by time.

    ``name`` stands for what is none of the known ones, or before their word.
    """

    id: str
    kpi: KnownKpi | None
    name: Words | None
    description: Words | None
    touchpoint: str | None
    unit: Words | None
    better: Better | None
    basis: Certainty
    source: Words | None
    values: tuple[KpiValueRecord, ...]
    clv: ClvRecord | None
    internal_note: Words | None = None
