"""What customers judge."""

from typing import NamedTuple


class Judged(NamedTuple):
    """A touchpoint, on one channel or as a whole, or a journey as a whole; the company where it names nothing."""

    touchpoint: str | None = None
    channel: str | None = None
    journey: str | None = None

    @property
    def is_company(self) -> bool:
        """Say whether it is the company as a whole."""
        return self == Judged()
