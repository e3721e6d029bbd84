"""Hand-written pages: what people add to a report in their own words."""

import enum
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from tpm_audit.model.entry import WRITTEN, Restricted, Written
from tpm_audit.model.field_types import LocalText, Number, one_of
from tpm_audit.source.message import Localised


class PagePlace(enum.StrEnum):
    """From where a page is reached."""

    NAVIGATION = "navigation"
    FOOTER = "footer"  # of every page: legal notice, privacy


class PageHead(Restricted):
    """The front matter of one file: YAML between two lines of ``---``."""

    written: SkipJsonSchema[Written] = Field(alias=WRITTEN)
    title: LocalText | None = None
    section: LocalText | None = None
    order: Number | None = None
    place: Annotated[PagePlace, one_of(PagePlace)] | None = None


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page in all languages that it is written in; ``bodies`` are Markdown by language, "" for all others.

    It is internal, and stands in the footer, as soon as one of its files says so.
    """

    id: str
    title: Localised
    section: Localised | None
    order: Fraction | None
    bodies: Localised
    internal_note: Localised | None
    is_internal: bool
    in_footer: bool = False
