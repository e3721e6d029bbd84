"""Associations: with which touchpoints customers have met which brands."""

from dataclasses import dataclass

from tpm_audit.model.customers import CustomerFigure, Size
from tpm_audit.model.figures import Amount, Exact
from tpm_audit.model.said import Said, Words
from tpm_audit.model.thing_tally import ThingTally


@dataclass(frozen=True, slots=True)
class AssociationTally(ThingTally):
    """How many associate a brand with a touchpoint, and how many do not; ``blank`` said nothing."""

    yes: int
    no: int
    blank: int

    @property
    def n(self) -> int:
        """Return how many said it."""
        return self.yes + self.no


@dataclass(frozen=True, slots=True)
class AssociatedRecord:
    """A brand at a touchpoint: how many were asked, how many associate both, and their share, as far as it is said."""

    touchpoint: str | None
    channel: str | None
    n: Amount
    size: Size
    yes: Amount | None
    share: CustomerFigure | None


@dataclass(frozen=True, slots=True)
class BrandRecord:
    """A brand, the company's own without a name: what it is associated with, its points, and its share of all."""

    question: str
    brand: Words | None
    wording: Words | None
    associated: tuple[AssociatedRecord, ...]
    points: Exact | None
    share: Exact | None


@dataclass(frozen=True, slots=True)
class FactorRecord:
    """What a contact at a touchpoint is worth; None where that is not known."""

    touchpoint: str | None
    channel: str | None
    factor: Exact | None


@dataclass(frozen=True, slots=True)
class AssociationsRecord:
    """The brands that customers of a survey were asked about; ``absent`` says why they have no share of contacts.

    ``are_declared``: the factors stand in the survey, and are no shares of use.
    """

    brands: tuple[BrandRecord, ...]
    factors: tuple[FactorRecord, ...]
    are_declared: bool
    n: Amount
    absent: Said | None
