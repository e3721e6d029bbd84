"""Selectors: which units something is meant for."""

from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field

from tpm_audit.model import codes
from tpm_audit.model.channels import Channel, ChannelKind, Ownership
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Strict
from tpm_audit.model.field_types import Boolean, ListOf, Or, Text, one_of
from tpm_audit.model.references import ChannelId, GoalId, LocationId, PhaseId, TouchpointId
from tpm_audit.model.touchpoints import CustomerField, Touchpoint
from tpm_audit.source.message import say


class UnitTraits(NamedTuple):
    """What a selector may ask of a unit; each is None or empty where the unit has none."""

    touchpoint: Touchpoint | None = None
    channels: tuple[Channel, ...] = ()
    locations: tuple[str, ...] = ()
    language: str | None = None


def _all_or_keys(value: object) -> object:
    if value == "all":
        return {"all": "all"}
    if isinstance(value, str):
        raise unreadable(
            codes.WRONG_SHAPE,
            say("'{value}' is not a selector", value=value[:60]),
            say("write all, or keys with lists such as {example}", example="{touchpoints: [counter]}"),
        )
    if isinstance(value, dict) and not value:
        raise unreadable(codes.EMPTY_SELECTOR, say("the selector is empty"), say("write all, or what it selects"))
    return value


class Selector(Strict):
    """Any of a list, all of the keys, without what ``not`` selects."""

    touchpoints: ListOf[TouchpointId] | None = None
    channels: ListOf[ChannelId] | None = None
    locations: ListOf[LocationId] | None = None
    languages: ListOf[Text] | None = None
    phases: ListOf[PhaseId] | None = None
    goals: ListOf[GoalId] | None = None
    customers: ListOf[CustomerField] | None = None
    kinds: ListOf[Annotated[ChannelKind, one_of(ChannelKind)]] | None = None
    ownerships: ListOf[Annotated[Ownership, one_of(Ownership)]] | None = None
    critical: Boolean | None = None
    excluded: "SelectorField | None" = Field(default=None, alias="not")
    everything: Text | None = Field(default=None, alias="all")

    @cached_property
    def selects_all(self) -> bool:
        """Say whether it asks for nothing."""
        return not self.model_fields_set - {"everything"}

    def selects(self, unit: UnitTraits) -> bool:
        """Say whether the unit is meant."""
        if self.selects_all:
            return True
        if not self.fits_touchpoint(unit.touchpoint):
            return False
        return self.asks_no_place or (
            self._fits_place(unit) and not (self.excluded is not None and self.excluded.selects(unit))
        )

    def fits_touchpoint(self, touchpoint: Touchpoint | None) -> bool:
        """Say whether what it asks of touchpoints is met; None for a unit that has none."""
        if touchpoint is None:
            return self._asks_no_touchpoint
        return (
            (self.touchpoints is None or touchpoint.id in self.touchpoints)
            and (
                self.phases is None
                or touchpoint.phase in self.phases
                or any(phase in self.phases for phase in touchpoint.also_in)
            )
            and (self.goals is None or any(goal in self.goals for goal in touchpoint.goals))
            and (self.customers is None or any(customer in self.customers for customer in touchpoint.customers))
            and (self.critical is None or touchpoint.critical is self.critical)
        )

    @cached_property
    def asks_language(self) -> bool:
        """Say whether it asks for a language anywhere."""
        return self.languages is not None or (self.excluded is not None and self.excluded.asks_language)

    @cached_property
    def asks_location(self) -> bool:
        """Say whether it asks for a location anywhere."""
        return self.locations is not None or (self.excluded is not None and self.excluded.asks_location)

    @cached_property
    def asks_no_place(self) -> bool:
        """Say whether it asks for nothing but properties of touchpoints."""
        asked = (self.channels, self.kinds, self.ownerships, self.locations, self.languages, self.excluded)
        return all(wanted is None for wanted in asked)

    @cached_property
    def _asks_no_touchpoint(self) -> bool:
        asked = (self.touchpoints, self.phases, self.goals, self.customers, self.critical)
        return all(wanted is None for wanted in asked)

    def _fits_place(self, unit: UnitTraits) -> bool:
        return (
            (self.channels is None or any(channel.id in self.channels for channel in unit.channels))
            and (self.kinds is None or any(channel.kind in self.kinds for channel in unit.channels))
            and (self.ownerships is None or any(channel.ownership in self.ownerships for channel in unit.channels))
            and (self.locations is None or any(location in self.locations for location in unit.locations))
            and (self.languages is None or unit.language in self.languages)
        )


SelectorField = Annotated[Selector, BeforeValidator(_all_or_keys), Or({"const": "all"})]
ALL = Selector()
