"""Checklists: the questions of an audit, apart from the answers."""

import enum
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator

from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Entry, Named, SeverityField
from tpm_audit.model.field_types import Boolean, ListOf, LocalText, Number, Text, one_of
from tpm_audit.model.references import CriterionId, ScaleId
from tpm_audit.model.selector import ALL, SelectorField
from tpm_audit.source.message import say


class OncePer(enum.StrEnum):
    """What a checklist is asked once per."""

    UNIT = "unit"
    TOUCHPOINT = "touchpoint"
    CHANNEL = "channel"
    LOCATION = "location"
    COMPANY = "company"


class Evidence(enum.StrEnum):
    """Whether an answer needs a file that shows it."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Effort(enum.StrEnum):
    """How much it takes to mend."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


def _not_negative(weight: Fraction) -> Fraction:
    if weight < 0:
        raise unreadable(
            codes.OUT_OF_RANGE,
            say("a weight cannot be below 0"),
            say("write 0 for a criterion that does not count"),
        )
    return weight


class Criterion(Entry):
    """One question; its shares, weights and limits are exact."""

    ask: LocalText
    why: LocalText | None = None
    section: LocalText | None = None
    weight: Annotated[Number, AfterValidator(_not_negative)] = Fraction(1)
    severity: SeverityField | None = None
    knockout: Boolean = False
    scale: ScaleId | None = None
    expects: Text | None = None
    fails_at: Text | None = None
    evidence: Annotated[Evidence, one_of(Evidence)] = Evidence.OPTIONAL
    advice: LocalText | None = None
    effort: Annotated[Effort, one_of(Effort)] | None = None
    applies_to: SelectorField = ALL


class Checklist(Named):
    """A list of criteria that belong together; ``criteria`` in the order they are shown."""

    version: Text | None = None
    description: LocalText | None = None
    applies_to: SelectorField = ALL
    once_per: Annotated[OncePer, one_of(OncePer)] = OncePer.UNIT
    scale: ScaleId = "pass-fail"
    order: ListOf[CriterionId] = ()
    criteria: Mapping[str, Criterion]
