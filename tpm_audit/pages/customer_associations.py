"""With which touchpoints customers associate which brands, and how their contacts are shared among these."""

from collections.abc import Iterator
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.associations import AssociatedRecord, AssociationsRecord, BrandRecord, FactorRecord
from tpm_audit.model.customer_records import SurveyRecord
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_figures import SaidFigure, absent_of, said
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import survey_path
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say


@dataclass(frozen=True, slots=True)
class AssociatedCell:
    """A brand at a touchpoint: how many of how many, with their share; or why that is not said."""

    counts: Sayable
    share: SaidFigure | None
    absent: Sayable | None


@dataclass(frozen=True, slots=True)
class AssociatedRow:
    """A touchpoint: what a contact there is worth, and a cell for each brand, None where it was not asked about."""

    about: tuple[Link, ...]
    factor: str | None
    cells: tuple[AssociatedCell | None, ...]


@dataclass(frozen=True, slots=True)
class AssociationsPart:
    """The brands of a survey side by side; ``shares`` are those of contacts, ``absent`` says why there are none."""

    id: str
    survey: Link
    wordings: tuple[Sayable, ...]
    brands: tuple[Sayable, ...]
    rows: tuple[AssociatedRow, ...]
    points: tuple[str | None, ...]
    shares: tuple[str | None, ...]
    absent: Sayable | None
    worth: Sayable


def associations_parts(result: Result, names: Names, language: Language) -> Iterator[AssociationsPart]:
    """Yield the associations of all surveys, the latest first."""
    for survey in result.surveys:
        yield from associations_of(survey, result, names, language)


def associations_of(
    survey: SurveyRecord, result: Result, names: Names, language: Language
) -> Iterator[AssociationsPart]:
    """Yield the associations of a survey."""
    for one in survey.associations:
        yield AssociationsPart(
            id=f"associations-{survey.id}",
            survey=Link(survey.name, survey_path(survey.id)),
            wordings=tuple(dict.fromkeys(brand.wording for brand in one.brands if brand.wording is not None)),
            brands=tuple(result.site.client if brand.brand is None else brand.brand for brand in one.brands),
            rows=tuple(_row(factor, one, names, language) for factor in one.factors),
            points=tuple(
                None if brand.points is None else language.number(brand.points, 1 if one.are_declared else 2)
                for brand in one.brands
            ),
            shares=tuple(None if brand.share is None else language.percent(brand.share) for brand in one.brands),
            absent=one.absent,
            worth=_worth(one),
        )


def _worth(one: AssociationsRecord) -> Message:
    if one.are_declared:
        return say("What a contact is worth was declared for this survey.")
    return say("A contact is worth what share of the customers use the touchpoint.")


def _row(factor: FactorRecord, one: AssociationsRecord, names: Names, language: Language) -> AssociatedRow:
    places = 0 if one.are_declared else 2
    return AssociatedRow(
        about=names.where(factor.touchpoint, factor.channel),
        factor=None if factor.factor is None else language.number(factor.factor, places),
        cells=tuple(_cell(brand, factor, language) for brand in one.brands),
    )


def _cell(brand: BrandRecord, at: FactorRecord, language: Language) -> AssociatedCell | None:
    about = at.touchpoint, at.channel
    found = next((one for one in brand.associated if (one.touchpoint, one.channel) == about), None)
    return None if found is None else _associated(found, language)


def _associated(one: AssociatedRecord, language: Language) -> AssociatedCell:
    return AssociatedCell(
        counts=say("{k} of {n}", k=one.yes or 0, n=one.n),
        share=None if one.share is None else said(one.share, language),
        absent=absent_of(one.n, one.size) if one.yes is None else None,
    )
