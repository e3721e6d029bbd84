"""The periods of a kpi: years, quarters and months, as 2026, 2026-Q3 and 2026-09."""

import datetime
import re
from typing import Annotated, Final, NamedTuple

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.source.message import say

YEAR: Final = 12  # months
QUARTER: Final = 3
MONTH: Final = 1
_PERIOD: Final = re.compile(r"([12][0-9]{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


class KpiPeriod(NamedTuple):
    """A number of whole months: the first of them, counted from year 0, and how many they are."""

    first: int
    months: int

    @classmethod
    def read(cls, text: str) -> "KpiPeriod | None":
        """Return the period that is written so; None where none is."""
        found = _PERIOD.fullmatch(text)
        if found is None:
            return None
        year, quarter, month = (int(part or 0) for part in found.groups())
        if quarter:
            return cls(year * YEAR + (quarter - 1) * QUARTER, QUARTER)
        return cls(year * YEAR + month - 1, MONTH) if month else cls(year * YEAR, YEAR)

    @property
    def year(self) -> int:
        """Return the year that it lies in."""
        return self.first // YEAR

    @property
    def part(self) -> int:
        """Return the how-manieth of its kind it is in its year."""
        return self.first % YEAR // self.months + 1

    @property
    def first_day(self) -> datetime.date:
        """Return the day on which it begins."""
        return datetime.date(self.year, self.first % YEAR + 1, 1)

    @property
    def end(self) -> int:
        """Return the month after it."""
        return self.first + self.months

    def __str__(self) -> str:
        """Return it as it is written."""
        if self.months == YEAR:
            return str(self.year)
        return f"{self.year}-Q{self.part}" if self.months == QUARTER else f"{self.year}-{self.part:02d}"


def _period(value: object) -> KpiPeriod:
    found = KpiPeriod.read(value) if isinstance(value, str) else None
    if found is None:
        raise unreadable(
            codes.NOT_A_DATE,
            say("'{value}' is no period", value=str(value)[:60]),
            say(
                "write a year as {year}, a quarter as {quarter} or a month as {month}",
                year="2026",
                quarter="2026-Q3",
                month="2026-09",
            ),
        )
    return found


KpiPeriodField = Annotated[
    KpiPeriod,
    PlainValidator(_period),
    PlainSerializer(str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^[12][0-9]{3}(-(Q[1-4]|0[1-9]|1[0-2]))?$"}),
]
