"""All families of pages, in the order in which the navigation lists them."""

from collections.abc import Callable, Iterator
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.build_facts import NOT_KNOWN, BuildFacts
from tpm_audit.model.result import Result
from tpm_audit.pages import (
    channels,
    checklists,
    consistency,
    customers,
    data,
    findings,
    history,
    journeys,
    kpis,
    locations,
    method,
    overview,
    owners,
    touchpoints,
    written,
)
from tpm_audit.pages.page import Page

FAMILIES: Final[tuple[Callable[[Result, Language], Iterator[Page]], ...]] = (
    overview.pages,
    written.pages,
    journeys.pages,
    touchpoints.pages,
    channels.pages,
    locations.pages,
    consistency.pages,
    checklists.pages,
    customers.pages,
    kpis.pages,
    findings.pages,
    owners.pages,
    history.pages,
    method.pages,
)


def all_pages(result: Result, language: Language, facts: BuildFacts = NOT_KNOWN) -> Iterator[Page]:
    """Yield every page of a result in one language; ``facts`` of the build stand on the Data page alone."""
    for family in families(result, language, facts):
        yield from family


def families(result: Result, language: Language, facts: BuildFacts = NOT_KNOWN) -> tuple[Iterator[Page], ...]:
    """Return the pages of each family; a page is made when it is come to."""
    return (*(family(result, language) for family in FAMILIES), data.pages(result, language, facts))
