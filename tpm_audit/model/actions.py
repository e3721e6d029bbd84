"""Actions: what somebody has promised to do about findings, by when."""

import enum
from typing import Annotated, Self

from pydantic import Field, model_validator

from tpm_audit.model import codes
from tpm_audit.model.audits import PeriodField
from tpm_audit.model.checklists import Effort
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Named, Strict
from tpm_audit.model.field_types import Day, LocalText, Number, Text, WholeNumber, one_of
from tpm_audit.model.match import Match
from tpm_audit.model.references import PersonId
from tpm_audit.source.message import say


class ActionKind(enum.StrEnum):
    """What sort of thing is done."""

    IMMEDIATE = "immediate"
    TRAINING = "training"
    TECHNICAL = "technical"
    SERVICE = "service"
    COMMUNICATION = "communication"


class ActionState(enum.StrEnum):
    """How far it is."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class Impact(enum.StrEnum):
    """How much it is expected to change."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Certainty(enum.StrEnum):
    """How an amount is known."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


class Money(Strict):
    """An amount in the workspace's currency, how it is known, and for how long it counts."""

    value: Number
    basis: Annotated[Certainty, one_of(Certainty)]
    period: Text | None = None


class Arm(Strict):
    """One of the two groups of an experiment: how many, and how many of them did what is hoped for."""

    n: WholeNumber
    successes: WholeNumber


class Experiment(Strict):
    """A comparison of two groups; ``planned_n`` is how many both have together when it ends."""

    metric: LocalText
    hypothesis: LocalText | None = None
    period: PeriodField | None = None
    planned_n: WholeNumber | None = None
    control: Arm | None = None
    variant: Arm | None = None


class Action(Named):
    """content/actions.yml: one thing to be done, and the findings that it promises to mend."""

    promise: Match | None = Field(default=None, alias="for")
    kind: Annotated[ActionKind, one_of(ActionKind)] | None = None
    owner: PersonId | None = None
    due: Day | None = None
    state: Annotated[ActionState, one_of(ActionState)] = ActionState.PLANNED
    done_on: Day | None = None
    impact: Annotated[Impact, one_of(Impact)] | None = None
    effort: Annotated[Effort, one_of(Effort)] | None = None
    cost: Money | None = None
    gain: Money | None = None
    experiment: Experiment | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.state is ActionState.DONE and self.done_on is None:
            raise unreadable(
                codes.MISSING_KEY,
                say("since when it is done is not said"),
                say("write done_on: with the day, and the next audit checks it"),
            )
        if self.done_on is not None and self.state is not ActionState.DONE:
            raise unreadable(
                codes.WRONG_SHAPE,
                say("it has a day on which it was done, and is not done"),
                say("write state: done, or leave out done_on:"),
            )
        return self

    @property
    def is_open(self) -> bool:
        """Say whether somebody still has to do it."""
        return self.state in {ActionState.PLANNED, ActionState.DOING}
