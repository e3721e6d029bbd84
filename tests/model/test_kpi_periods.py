"""The periods of kpis: how they are written, where they begin and end."""

import datetime

import pytest

from tpm_audit.model.kpi_periods import KpiPeriod


@pytest.mark.parametrize(
    ("text", "months", "first_day", "after"),
    [
        ("2026", 12, "2026-01-01", "2027"),
        ("2026-Q1", 3, "2026-01-01", "2026-Q2"),
        ("2026-Q4", 3, "2026-10-01", "2027-Q1"),
        ("2026-01", 1, "2026-01-01", "2026-02"),
        ("2026-12", 1, "2026-12-01", "2027-01"),
    ],
)
def test_period(text: str, months: int, first_day: str, after: str) -> None:
    found = KpiPeriod.read(text)
    assert found is not None
    assert (str(found), found.months, found.first_day) == (text, months, datetime.date.fromisoformat(first_day))
    assert KpiPeriod(found.end, months) == KpiPeriod.read(after)


@pytest.mark.parametrize(
    "text",
    ["", "26", "0026", "2026-", "2026-Q0", "2026-Q5", "2026-q1", "2026-00", "2026-13", "2026-1", "2026-Q1 ", "٢٠٢٦"],
)
def test_what_is_none(text: str) -> None:
    assert KpiPeriod.read(text) is None
