"""Channels, locations, persons and teams."""

import enum
from typing import Annotated

from pydantic import Field

from tpm_audit.model.entry import Named, Strict
from tpm_audit.model.field_types import ListOf, LocalText, MapOf, Slug, Text, one_of
from tpm_audit.model.references import ChannelId, PersonId
from tpm_audit.source.message import Localised


class ChannelKind(enum.StrEnum):
    """What a channel is made of."""

    DIGITAL = "digital"
    PERSONAL = "personal"
    PRINT = "print"
    PHYSICAL = "physical"


class Contact(enum.StrEnum):
    """Whether the company itself meets the customer there."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Ownership(enum.StrEnum):
    """Who decides what is shown there."""

    OWNED = "owned"
    PAID = "paid"
    EARNED = "earned"


class Channel(Named):
    """The medium a touchpoint is met on."""

    name: LocalText
    kind: Annotated[ChannelKind, one_of(ChannelKind)]
    contact: Annotated[Contact, one_of(Contact)] | None = None
    ownership: Annotated[Ownership, one_of(Ownership)] | None = None
    owner: PersonId | None = None


class Location(Named):
    """A branch of a network."""

    channels: ListOf[ChannelId] = ()
    owner: PersonId | None = None
    country: Text | None = None


class Person(Named):
    """A person or a team."""

    role: LocalText | None = None

    def shown_name(self) -> Localised:
        """Return the name, else the id."""
        return self.name if self.name is not None else Localised({"": self.id})


class ChannelsFile(Strict):
    """site_config/channels.yml, as the editors' schema sees it."""

    channels: MapOf[Slug, Channel] = Field(default_factory=dict)
    locations: MapOf[Slug, Location] = Field(default_factory=dict)


class PeopleFile(Strict):
    """site_config/people.yml, as the editors' schema sees it."""

    people: MapOf[Slug, Person]
