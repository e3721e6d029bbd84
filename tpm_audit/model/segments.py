"""Segments: the parts that customers are told apart by, from a column beside their answers."""

import enum
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from tpm_audit.model import codes
from tpm_audit.model.context import Kind, unreadable
from tpm_audit.model.entry import Restricted
from tpm_audit.model.field_types import ListOf, LocalText, MapOf, Text, one_of
from tpm_audit.model.references import read_reference
from tpm_audit.source.message import say


class SegmentOf(enum.StrEnum):
    """What the values of a segment are, where they are more than names."""

    LOCATION = "location"
    MONTH = "month"


class DayOrder(enum.StrEnum):
    """What stands first in a day such as 03/04/2026."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Segment(Restricted):
    """What tells customers apart: a column, and what its values stand for; of a month its dates are read.

    Without ``values`` each text of the column is a part of its own, as it is written; locations have to be named.
    """

    column: Text
    of: Annotated[SegmentOf, one_of(SegmentOf)] | None = Field(default=None, alias="is")
    name: LocalText | None = None
    values: MapOf[Text, LocalText] = Field(default_factory=dict)
    missing: ListOf[Text] = ()
    dates: Annotated[DayOrder, one_of(DayOrder)] | None = None

    @field_validator("values", mode="before")
    @classmethod
    def _locations(cls, value: object, info: ValidationInfo) -> object:
        """Read the values of a segment of locations as their ids."""
        if info.data.get("of") is not SegmentOf.LOCATION or not isinstance(value, Mapping):
            return value
        return {text: read_reference(Kind.LOCATION, id_, info) for text, id_ in value.items()}

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if self.of is SegmentOf.MONTH and self.values:
            raise unreadable(
                codes.WRONG_SHAPE, say("months are read from the days of the column"), say("leave out values:")
            )
        if self.of is not SegmentOf.MONTH and self.dates is not None:
            raise unreadable(codes.WRONG_SHAPE, say("dates: says how the days of months are read"), say("leave it out"))
        return self
