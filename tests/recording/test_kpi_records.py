"""KPIs in the result: by time, as far as their periods had begun, and nothing internal for the client."""

import json
from fractions import Fraction
from typing import Any

import pytest

from tests.workspaces import result_of, workspace_of
from tpm_audit.model.entry import Edition
from tpm_audit.model.kpis import MOST_PERIODS
from tpm_audit.model.result import result_from_json, result_json

CLV = {"kpi": "clv", "basis": "assumed"}
INPUTS = {"margin": 100, "retention": "0.8", "discount": "0.1", "periods": 5}


def kpis(*several: dict[str, Any], edition: Edition = Edition.INTERNAL, **more: Any) -> Any:
    case = {"kpis": {f"k{at}": {"basis": "measured", **one} for at, one in enumerate(several)}, **more}
    return result_of(case, edition).kpis


def test_values_stand_in_the_order_of_time() -> None:
    values = {"2026-Q2": 3, "2025": {"value": "2.5", "n": 40}, "2026-01": "-1"}
    (found,) = kpis({"kpi": "revenue", "values": values})
    assert [(str(one.period), one.value, one.n) for one in found.values] == [
        ("2025", Fraction(5, 2), 40),
        ("2026-01", Fraction(-1), None),
        ("2026-Q2", Fraction(3), None),
    ]


@pytest.mark.parametrize(
    ("as_of", "periods"),
    [("2026-09-30", ["2026-Q3"]), ("2026-10-01", ["2026-Q3", "2026-Q4"]), ("2026-06-30", [])],
)
def test_a_period_counts_from_its_first_day_on(as_of: str, periods: list[str]) -> None:
    (found,) = kpis({"kpi": "revenue", "values": {"2026-Q3": 1, "2026-Q4": 2}}, as_of=as_of)
    assert [str(one.period) for one in found.values] == periods


@pytest.mark.parametrize(
    ("kpi", "unit", "better"),
    [
        ({"kpi": "clv", "inputs": INPUTS}, "EUR", "higher"),
        ({"kpi": "revenue", "unit": "k€", "values": {"2026": 1}}, "k€", "higher"),
        ({"kpi": "churn-rate", "values": {"2026": 1}}, None, "lower"),
        ({"kpi": "churn-rate", "better": "higher", "values": {"2026": 1}}, None, "higher"),
        ({"kpi": "contacts", "values": {"2026": 1}}, None, None),
        ({"name": "Own", "better": "lower", "values": {"2026": 1}}, None, "lower"),
    ],
)
def test_unit_and_direction_are_those_that_are_usual(kpi: dict[str, Any], unit: str | None, better: str | None) -> None:
    (found,) = kpis(kpi)
    assert (None if found.unit is None else found.unit[""], found.better) == (unit, better)


@pytest.mark.parametrize(("more", "value"), [({}, 212.41), ({"first": 0}, 312.41)])
def test_a_lifetime_value_is_worked_out(more: dict[str, Any], value: float) -> None:
    (found,) = kpis({**CLV, "inputs": {**INPUTS, **more}})
    assert float(found.clv.value) == pytest.approx(value, abs=0.005)
    assert (found.clv.first, found.values) == (more.get("first", 1), ())


def test_it_outlives_its_json() -> None:
    case = {
        "kpis": {"a": {**CLV, "inputs": INPUTS}, "b": {"kpi": "roi", "basis": "estimated", "values": {"2026-03": 1}}}
    }
    result = result_of(case)
    read = result_from_json(json.loads(result_json(result)))
    assert [one.values for one in read.kpis] == [one.values for one in result.kpis]
    assert result_json(read) == result_json(result)


@pytest.mark.parametrize("period", ["2026-Q5", "", 2026, None])
def test_a_period_that_is_none_is_refused_in_json(period: object) -> None:
    content = json.loads(
        result_json(result_of({"kpis": {"a": {"kpi": "roi", "basis": "assumed", "values": {"2026": 1}}}}))
    )
    content["kpis"][0]["values"][0]["period"] = period
    with pytest.raises(ValueError, match="is no period"):
        result_from_json(content)


def test_the_client_sees_none_of_something_internal() -> None:
    touchpoints = {
        "shop": {"name": "Shop", "phase": "during", "channels": ["website"]},
        "inside": {"name": "Inside", "phase": "during", "channels": ["email"], "audience": "internal"},
    }
    given = (
        {"kpi": "roi", "touchpoint": "shop", "values": {"2026": 1}, "internal_note": "Ask."},
        {"kpi": "roi", "touchpoint": "inside", "values": {"2026": 1}},
        {"kpi": "roi", "audience": "internal", "values": {"2026": 1}},
        {"kpi": "roi", "values": {"2026": 1}},
    )
    seen = kpis(*given, edition=Edition.CLIENT, touchpoints=touchpoints)
    assert [(one.id, one.internal_note) for one in seen] == [("k0", None), ("k3", None)]
    assert len(kpis(*given, touchpoints=touchpoints)) == len(given)


def test_as_many_periods_as_can_be_read() -> None:
    def values(count: int) -> dict[str, Any]:
        months = {f"{1970 + at // 12}-{at % 12 + 1:02d}": at for at in range(count)}
        return {"kpis": {"a": {"kpi": "contacts", "basis": "measured", "values": months}}}

    assert len(result_of(values(MOST_PERIODS)).kpis[0].values) == MOST_PERIODS
    with pytest.raises(AssertionError, match="these are 601 periods, and 600 are read at most"):
        workspace_of(values(MOST_PERIODS + 1))
