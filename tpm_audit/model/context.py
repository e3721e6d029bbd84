"""What a value needs to know of its workspace while it is read: languages, and the ids of each kind."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from tpm_audit.source.document import Spot
from tpm_audit.source.message import Message, say


class Kind(enum.StrEnum):
    """The kinds of thing that have ids."""

    PERSON = "person"
    CHANNEL = "channel"
    LOCATION = "location"
    PHASE = "phase"
    GOAL = "goal"
    COMPETITOR = "competitor"
    PERSONA = "persona"
    SCALE = "scale"
    FACT = "fact"
    TOUCHPOINT = "touchpoint"
    CHECKLIST = "checklist"
    CRITERION = "criterion"
    AUDIT = "audit"
    RULE = "rule"
    OWN_RULE = "own-rule"
    WAIVER = "waiver"
    ACTION = "action"
    SURVEY = "survey"
    JOURNEY = "journey"
    KPI = "kpi"


CurrentId: TypeAlias = Callable[[Kind, str], str]  # leads from an id that a thing has or had to the one that it has

KIND_WORDS: Mapping[Kind, Message] = {
    Kind.PERSON: say("person"),
    Kind.CHANNEL: say("channel"),
    Kind.LOCATION: say("location"),
    Kind.PHASE: say("phase"),
    Kind.GOAL: say("goal"),
    Kind.COMPETITOR: say("competitor"),
    Kind.PERSONA: say("persona"),
    Kind.SCALE: say("scale"),
    Kind.FACT: say("fact"),
    Kind.TOUCHPOINT: say("touchpoint"),
    Kind.CHECKLIST: say("checklist"),
    Kind.CRITERION: say("criterion"),
    Kind.AUDIT: say("audit"),
    Kind.RULE: say("rule"),
    Kind.OWN_RULE: say("own rule"),
    Kind.WAIVER: say("waiver"),
    Kind.ACTION: say("action"),
    Kind.SURVEY: say("survey"),
    Kind.JOURNEY: say("journey"),
    Kind.KPI: say("kpi"),
}

Suggest: TypeAlias = Callable[[Kind, str], Message | None]


@dataclass(slots=True)
class Context:
    """Shared by all values of one workspace while they are read.

    ``names`` leads from every id in use, old ones included, to the current one; ``broken`` holds the ids whose
    thing could not be read: what refers to them is left out without another message, as is any unknown id of a
    kind in ``unknowable``, whose files could not be read. ``used_old_ids`` is filled in while reading, and
    ``references`` with what was read as an id, of the texts that are traced.
    """

    languages: tuple[str, ...]
    content_languages: tuple[str, ...]
    names: Mapping[Kind, Mapping[str, str]]
    suggest: Suggest
    broken: set[tuple[Kind, str]] = field(default_factory=set)
    unknowable: frozenset[Kind] = frozenset()
    used_old_ids: set[tuple[Kind, str, str]] = field(default_factory=set)
    references: list[tuple[Kind, Spot]] = field(default_factory=list)


def unreadable(code: str, message: Message, hint: Message | None = None) -> PydanticCustomError:
    """Return the error of a value that its field cannot read; both messages travel in its context."""
    return PydanticCustomError("unreadable", "{message}", {"code": code, "message": message, "hint": hint})


def broken() -> PydanticCustomError:
    """Return the error of a value that stands on something broken: it is left out without another message."""
    return PydanticCustomError(BROKEN, "stands on something that could not be read")


BROKEN = "broken"


def context_of(info: ValidationInfo) -> Context:
    """Return the context that the loader handed to pydantic."""
    if not isinstance(info.context, Context):
        message = "models of a workspace are read with a Context"
        raise TypeError(message)
    return info.context
