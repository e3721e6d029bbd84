"""KPIs as the result holds them."""

import datetime

from tpm_audit.figures.customer_lifetime_value import customer_lifetime_value
from tpm_audit.model.audit import Audit
from tpm_audit.model.kpi_records import ClvRecord, KpiRecord, KpiValueRecord
from tpm_audit.model.kpis import IN_MONEY, ClvInputs, Kpi
from tpm_audit.source.message import Localised


def kpi_records(audit: Audit, as_of: datetime.date) -> tuple[KpiRecord, ...]:
    """Return the kpis by id, with the values of the periods that had begun by a day."""
    return tuple(_kpi(audit, one, as_of) for one in audit.kpis.values())


def _kpi(audit: Audit, one: Kpi, as_of: datetime.date) -> KpiRecord:
    currency = Localised({"": audit.site.currency}) if one.kpi in IN_MONEY else None
    return KpiRecord(
        id=one.id,
        kpi=one.kpi,
        name=one.name,
        description=one.description,
        touchpoint=one.touchpoint,
        unit=one.unit if one.unit is not None else currency,
        better=one.direction,
        basis=one.basis,
        source=one.source,
        values=tuple(
            KpiValueRecord(period, found.value, found.n)
            for period, found in one.values.items()
            if period.first_day <= as_of
        ),
        clv=None if one.inputs is None else _clv(one.inputs),
        internal_note=one.internal_note,
    )


def _clv(inputs: ClvInputs) -> ClvRecord:
    return ClvRecord(
        value=customer_lifetime_value(inputs.margin, inputs.retention, inputs.discount, inputs.periods, inputs.first),
        margin=inputs.margin,
        retention=inputs.retention,
        discount=inputs.discount,
        periods=inputs.periods,
        first=inputs.first,
    )
