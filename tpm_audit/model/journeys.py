"""Journeys: paths of customers from touchpoint to touchpoint, as they are or as they shall be."""

import enum
from typing import Annotated, Final

from pydantic import AfterValidator

from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Named, Strict
from tpm_audit.model.field_types import ListOf, LocalText, one_of
from tpm_audit.model.references import ChannelId, LocationId, PersonaId, TouchpointId
from tpm_audit.source.message import say

MOST_STEPS: Final = 100


class JourneyState(enum.StrEnum):
    """Whether customers go this way, or shall."""

    CURRENT = "current"
    FUTURE = "future"


class Step(Strict):
    """One touchpoint of a journey; it may come again later."""

    touchpoint: TouchpointId
    channel: ChannelId | None = None
    location: LocationId | None = None


def _some_and_not_endless(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if not steps:
        raise unreadable(
            codes.WRONG_SHAPE,
            say("a journey without a step leads nowhere"),
            say("write for example {example}", example="steps: [{touchpoint: shop, channel: website}]"),
        )
    if len(steps) > MOST_STEPS:
        raise unreadable(
            codes.OUT_OF_RANGE,
            say("these are {n} steps, and {most} are read at most", n=len(steps), most=MOST_STEPS),
            say("make several journeys of it"),
        )
    return steps


class Journey(Named):
    """content/journeys.yml: the steps of a typical customer, in their order."""

    persona: PersonaId | None = None
    state: Annotated[JourneyState, one_of(JourneyState)] = JourneyState.CURRENT
    steps: Annotated[ListOf[Step], AfterValidator(_some_and_not_endless)]
    description: LocalText | None = None
