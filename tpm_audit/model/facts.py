"""Facts: what should be the same wherever it appears, and what a kind of fact has to be able to do."""

import abc
import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import Field

from tpm_audit.model import codes
from tpm_audit.model.drawings import Drawing, Passage, SampleDrawing
from tpm_audit.model.entry import Named, SeverityField, Strict
from tpm_audit.model.field_types import Day, ListOf, LocalText, MapOf, Text, one_of
from tpm_audit.model.images import ImageMeasure
from tpm_audit.model.references import ChannelId, LocationId, PersonId
from tpm_audit.model.selector import SelectorField
from tpm_audit.source.message import Localised, Message, Sayable, say
from tpm_audit.source.problems import Misfit


class Compare(enum.StrEnum):
    """Over what channels are compared."""

    LOCATION = "location"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What reading a value depends on beside the value: country, what addresses may differ in, usual currency.

    ``images`` are the pictures that values stand for, by these values.
    ``languages`` are those that it may be written in: the visit's, where it names none those of the workspace, the
    usual one first.
    """

    country: str
    ignored_in_urls: frozenset[str] = frozenset()
    currency: str = "EUR"
    images: Mapping[str, ImageMeasure] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as its kind reads it.

    ``text`` stands as written; ``value`` is its one spelling: where no tolerance is declared, equal values are
    the same. ``passages`` is a longer text cut around what decides in it.
    """

    text: str
    value: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Sampled:
    """A value that a longer text was read as: as it could have been written by hand, and the text drawn.

    ``tells``: the passages that are marked tell the value, so they are right or wrong with it.
    """

    reading: Reading
    drawing: SampleDrawing
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that its kind cannot read, and why."""

    text: str
    why: Message


class Variant(Strict):
    """Another value that is right too, where and while it holds."""

    value: LocalText
    where: SelectorField | None = None
    reason: LocalText | None = None
    valid_from: Day | None = Field(default=None, alias="from")
    valid_until: Day | None = Field(default=None, alias="until")

    def holds_on(self, day: datetime.date) -> bool:
        """Say whether it is declared for that day; both ends are included."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Fact(Named, abc.ABC):
    """A fact with its standard; one subclass per kind reads, compares and explains its values."""

    compared_within: ClassVar[Compare] = Compare.ALL
    values_are_files: ClassVar[bool] = False  # as written; once a workspace is read, what its images are known by

    kind: Text
    description: LocalText | None = None
    expected: LocalText | None = None
    expected_at: MapOf[LocationId, LocalText] = Field(default_factory=dict)
    variants: ListOf[Variant] = ()
    required_on: ListOf[ChannelId] = ()
    not_on: SelectorField | None = None
    severity: SeverityField | None = None
    set_by: PersonId | None = None
    set_on: Day | None = None
    source: Text | None = None
    compare: Annotated[Compare, one_of(Compare)] | None = None

    @abc.abstractmethod
    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Read a value as people write it."""

    def misfit(self, text: str, unreadable: Unreadable) -> Misfit:
        """Return what is said of a text that has to be one of its values and cannot be read."""
        return (
            codes.UNREADABLE_STANDARD,
            say("'{value}' cannot be read as {kind}: {why}", value=text[:60], kind=self.kind, why=unreadable.why),
            say("write it as it should be found; see {topic}", topic=f"tpm-audit explain {self.kind}"),
        )

    @property
    def reads_samples(self) -> bool:
        """Say whether its value can be read from a longer text."""
        return False

    def read_sample(self, text: str, circumstances: Circumstances) -> tuple[Sampled, ...] | Unreadable:  # noqa: ARG002 (most kinds read none)
        """Return the values that a longer text speaks for; several where it contradicts itself."""
        return Unreadable(text, say("it is not read from a text"))

    def read_as(self, reading: Reading) -> Sayable:
        """Say to people how a value is read; most spellings say it themselves."""
        return reading.value

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two values mean the same."""
        return one.value == other.value

    def satisfies(self, standard: Reading, found: Reading) -> bool:
        """Say whether ``found`` is as ``standard`` asks; a standard that is a limit allows more than one value."""
        return self.same(standard, found)

    @property
    def demand(self) -> Message | None:
        """Say what the kind's own keys ask of every value; None where the standard is a value that is expected."""
        return None

    def falls_short(self, found: Reading, day: datetime.date) -> Message | None:  # noqa: ARG002 (most kinds demand nothing)
        """Say in words how ``found``, seen on a day, misses the demand, or None where it meets it."""
        return None

    @abc.abstractmethod
    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say in words how ``found`` differs, or None where the two values say it all."""

    def draw(self, standard: Reading | None, found: Reading) -> Drawing | None:  # noqa: ARG002 (most kinds draw nothing)
        """Draw ``found`` beside its standard where a reader sees the difference sooner than words tell it."""
        return None

    @abc.abstractmethod
    def compared_as(self) -> Message:
        """Say to a reader of the report what of a value counts, with the tolerance that is declared."""

    @property
    def has_tolerance(self) -> bool:
        """Say whether values that are not identical may be the same."""
        return False

    @property
    def compare_by(self) -> Compare:
        """Return over what it is compared: as declared, else as is usual for its kind."""
        return self.compare or self.compared_within

    def expected_for(self, location: str | None) -> Localised | None:
        """Return the value that is expected at a location, by content language; None where none is."""
        if location is not None and location in self.expected_at:
            return self.expected_at[location]
        return self.expected

    @property
    def texts(self) -> frozenset[str]:
        """Return all values that its standard and its variants name."""
        several = (self.expected, *self.expected_at.values(), *(variant.value for variant in self.variants))
        return frozenset(text for texts in several if texts is not None for text in texts.values())

    def standard_at(self, location: str | None) -> Localised | Message | None:
        """Return what is asked at a location, a value or a demand in words; None where nothing is."""
        return self.demand or self.expected_for(location)

    def standard_key(self, location: str | None) -> tuple[str, ...]:
        """Return under which key the standard of a location is written."""
        return ("expected_at", location) if location is not None and location in self.expected_at else ("expected",)
