"""The inventory: points where a customer meets the company."""

import enum
from typing import Annotated

from pydantic import BeforeValidator

from tpm_audit.model import codes
from tpm_audit.model.context import Kind, unreadable
from tpm_audit.model.entry import Named, Restricted
from tpm_audit.model.field_types import (
    Boolean,
    Length,
    ListOf,
    LocalText,
    MapOf,
    Or,
    Rating,
    ShareOfOne,
    Text,
    one_of,
)
from tpm_audit.model.references import (
    IDS_OF,
    ChannelId,
    CompetitorId,
    FactId,
    GoalId,
    PersonaId,
    PersonId,
    PhaseId,
    TouchpointId,
)
from tpm_audit.source.message import say


class Customer(enum.StrEnum):
    """How well customers know the company when they meet it."""

    PROSPECT = "prospect"
    NEW = "new"
    REGULAR = "regular"
    FORMER = "former"


CustomerField = Annotated[Customer, one_of(Customer)]


class Status(enum.StrEnum):
    """Whether a touchpoint is in use."""

    USED = "used"
    PLANNED = "planned"
    RETIRED = "retired"
    MISSING = "missing"


class OnChannel(Restricted):
    """What differs on one channel of a touchpoint."""

    url: Text | None = None
    owner: PersonId | None = None
    importance: Rating | None = None
    use: ShareOfOne | None = None
    facts: ListOf[FactId] = ()
    description: LocalText | None = None


LIST_OF_CHANNELS = {"type": "array", "items": {IDS_OF: Kind.CHANNEL.value}}


def _list_to_map(value: object) -> object:
    if isinstance(value, list):
        if not all(isinstance(one, str) for one in value):
            raise unreadable(
                codes.WRONG_SHAPE,
                say("a list of channels is expected here"),
                say("write ids: {example}", example="[website, app]"),
            )
        return {one: {} for one in value}
    if isinstance(value, str):
        raise unreadable(
            codes.WRONG_SHAPE,
            say("a list is expected here"),
            say("write it in brackets: {example}", example=f"[{value}]"),
        )
    return value


class Touchpoint(Named):
    """A point where a customer meets the company."""

    name: LocalText
    phase: PhaseId
    also_in: ListOf[PhaseId] = ()
    channels: Annotated[MapOf[ChannelId, OnChannel], BeforeValidator(_list_to_map), Or(LIST_OF_CHANNELS)]
    owner: PersonId | None = None
    helpers: ListOf[PersonId] = ()
    description: LocalText | None = None
    importance: Rating | None = None
    critical: Boolean = False
    main: Boolean = False
    unique: Boolean = False
    parent: TouchpointId | None = None
    goals: ListOf[GoalId] = ()
    customers: ListOf[CustomerField] = ()
    personas: ListOf[PersonaId] = ()
    leads_to: ListOf[TouchpointId] | None = None
    facts: ListOf[FactId] = ()
    use: ShareOfOne | None = None
    review_every: Length | None = None
    status: Annotated[Status, one_of(Status)] = Status.USED
    seen_at: ListOf[CompetitorId] = ()

    def facts_on(self, channel: str) -> tuple[str, ...]:
        """Return the facts that have to be found on one of its channels."""
        return tuple(dict.fromkeys((*self.facts, *self.channels[channel].facts)))
