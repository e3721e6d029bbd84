"""What all tallies have in common."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThingTally:
    """What was answered to a question about one thing, the company where it names nothing."""

    question: str
    touchpoint: str | None
    channel: str | None

    @property
    def about(self) -> tuple[str | None, str | None]:
        """Return the touchpoint and the channel that it is about."""
        return self.touchpoint, self.channel
