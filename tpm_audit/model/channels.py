"""Channels, locations, persons and teams."""

import enum
from typing import Annotated

from tpm_audit.model.entry import Named
from tpm_audit.model.field_types import ListOf, LocalText, Text, one_of
from tpm_audit.model.references import ChannelId, PersonId


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
