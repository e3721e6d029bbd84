"""All families of pages, in the order in which the navigation lists them."""

from collections.abc import Callable, Iterator
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages import consistency, findings, overview, touchpoints
from tpm_audit.pages.page import Page

FAMILIES: Final[tuple[Callable[[Result, Language], Iterator[Page]], ...]] = (
    overview.pages,
    touchpoints.pages,
    consistency.pages,
    findings.pages,
)


def all_pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield every page of a result in one language."""
    for family in FAMILIES:
        yield from family(result, language)
