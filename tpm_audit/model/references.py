"""References: an id that something in the workspace must have; old ids are read as the current one."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from tpm_audit.model import codes
from tpm_audit.model.context import KIND_WORDS, Kind, broken, context_of, unreadable
from tpm_audit.source.document import Spot
from tpm_audit.source.message import say


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field as the id of a kind, for the editors' schema."""

    kind: Kind

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        """Return a mark of the kind; the editors' schema puts the workspace's ids in its place."""
        del schema, handler
        return {IDS_OF: self.kind.value}


IDS_OF = "x-ids-of"


def read_reference(kind: Kind, value: object, info: ValidationInfo) -> str:
    """Return the current id of what ``value`` names."""
    context = context_of(info)
    if not isinstance(value, str):
        raise unreadable(
            codes.WRONG_SHAPE,
            say("the id of a {kind} is expected here", kind=KIND_WORDS[kind]),
            say("write one id"),
        )
    if isinstance(value, Spot):
        context.references.append((kind, value))
    current = context.names[kind].get(value)
    if current is None:
        if kind in context.unknowable:
            raise broken()
        raise unreadable(
            codes.UNKNOWN_ID,
            say("no {kind} '{id}'", kind=KIND_WORDS[kind], id=value[:80]),
            context.suggest(kind, value),
        )
    if current != value:
        context.used_old_ids.add((kind, current, value))
    if (kind, current) in context.broken:
        raise broken()
    return current


def _reads(kind: Kind) -> BeforeValidator:
    return BeforeValidator(lambda value, info: read_reference(kind, value, info))


PersonId = Annotated[str, _reads(Kind.PERSON), Refers(Kind.PERSON)]
ChannelId = Annotated[str, _reads(Kind.CHANNEL), Refers(Kind.CHANNEL)]
LocationId = Annotated[str, _reads(Kind.LOCATION), Refers(Kind.LOCATION)]
PhaseId = Annotated[str, _reads(Kind.PHASE), Refers(Kind.PHASE)]
GoalId = Annotated[str, _reads(Kind.GOAL), Refers(Kind.GOAL)]
CompetitorId = Annotated[str, _reads(Kind.COMPETITOR), Refers(Kind.COMPETITOR)]
JourneyId = Annotated[str, _reads(Kind.JOURNEY), Refers(Kind.JOURNEY)]
PersonaId = Annotated[str, _reads(Kind.PERSONA), Refers(Kind.PERSONA)]
ScaleId = Annotated[str, _reads(Kind.SCALE), Refers(Kind.SCALE)]
FactId = Annotated[str, _reads(Kind.FACT), Refers(Kind.FACT)]
TouchpointId = Annotated[str, _reads(Kind.TOUCHPOINT), Refers(Kind.TOUCHPOINT)]
ChecklistId = Annotated[str, _reads(Kind.CHECKLIST), Refers(Kind.CHECKLIST)]
CriterionId = Annotated[str, _reads(Kind.CRITERION), Refers(Kind.CRITERION)]
AuditId = Annotated[str, _reads(Kind.AUDIT), Refers(Kind.AUDIT)]
RuleCode = Annotated[str, _reads(Kind.RULE), Refers(Kind.RULE)]
