"""Audits and their visits."""

import datetime
import enum
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import WRITTEN, Named, Restricted, Strict, Written
from tpm_audit.model.field_types import (
    LIST_OF_TEXT,
    SHORT_TEXT,
    Boolean,
    Day,
    ListOf,
    LocalText,
    MapOf,
    Number,
    Or,
    Text,
    TimeOfDay,
    between,
    one_of,
)
from tpm_audit.model.references import (
    AuditId,
    ChannelId,
    ChecklistId,
    CriterionId,
    FactId,
    LocationId,
    PersonId,
    TouchpointId,
)
from tpm_audit.model.scales import Unrated
from tpm_audit.model.selector import ALL, SelectorField
from tpm_audit.source.message import say


class Period(Strict):
    """First and last day, both included."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


def _in_order(period: Period) -> Period:
    if period.last < period.first:
        raise unreadable(
            codes.OUT_OF_RANGE, say("the period ends before it begins"), say("write the earlier day at from")
        )
    return period


PeriodField = Annotated[Period, AfterValidator(_in_order)]


class Sample(Strict):
    """How the places of an audit were chosen."""

    of: Text = "locations"
    population: Number | None = None
    frame: LocalText | None = None
    method: Text | None = None
    seed: Text | None = None
    chosen: ListOf[LocationId] = ()
    chosen_by: PersonId | None = None


class AuditPlan(Named):
    """content/audits/<id>/audit.yml: one dated round of visits."""

    period: PeriodField
    checklists: ListOf[ChecklistId]
    scope: SelectorField = ALL
    sample: Sample | None = None
    compare_with: AuditId | None = None
    description: LocalText | None = None


class Basis(enum.StrEnum):
    """How an auditor knows."""

    OBSERVED = "observed"
    REPORTED = "reported"
    ASSUMED = "assumed"


class EvidenceFile(Restricted):
    """A file below the audit's evidence/ folder."""

    file: Text
    caption: LocalText | None = None


def _short_evidence(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


EvidenceField = ListOf[Annotated[EvidenceFile, BeforeValidator(_short_evidence), Or(SHORT_TEXT)]]


class Answer(Restricted):
    """An answer to a criterion: a level of its scale, or one of the words beside every scale."""

    answer: Text
    note: LocalText | None = None
    reason: LocalText | None = None
    evidence: EvidenceField = ()


def _short_answer(value: object) -> object:
    return {"answer": value} if isinstance(value, str) else value


MISSING = "missing"
UNSEEN_WORDS = frozenset({MISSING, *Unrated})


def _values(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise unreadable(
        codes.WRONG_SHAPE,
        say("a value as found is expected here, or a list of them"),
        say("write it as found, or missing, not-tested or cannot-tell"),
    )


Values = Annotated[tuple[str, ...], BeforeValidator(_values), Or(SHORT_TEXT)]


class Observation(Restricted):
    """The value of a fact as found; ``at`` where one place speaks for several locations.

    ``text``: no value, but a longer text that one is read from.
    """

    value: Values | None = None
    at: MapOf[LocationId, Values] | None = None
    text: Text | None = None
    note: LocalText | None = None
    reason: LocalText | None = None
    evidence: EvidenceField = ()


# What people write for the words, and a report would show as the value that was found.
_MEANT = {
    **dict.fromkeys(("fehlt", "fehlend", "nicht vorhanden", "nicht gefunden", "not found", "not there"), MISSING),
    **dict.fromkeys(
        ("nicht getestet", "nicht geprüft", "ungeprüft", "not tested", "not checked", "untested"),
        Unrated.NOT_TESTED,
    ),
    **dict.fromkeys(("nicht erkennbar", "cannot tell", "can't tell"), Unrated.CANNOT_TELL),
    **dict.fromkeys(("entfällt", "nicht anwendbar", "not applicable", "k. a.", "k.a."), Unrated.NOT_APPLICABLE),
}


def _short_observation(value: object) -> object:
    if isinstance(value, dict):
        return value
    meant = _MEANT.get(" ".join(value.casefold().split())) if isinstance(value, str) else None
    if meant is not None:
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("'{value}' would be a text that was found there", value=str(value)[:60]),
            say("write {word}, or {example} if it is", word=str(meant), example=f"{{value: {value}}}"),
        )
    return {"value": value}


def _said_in_one_way(observation: Observation) -> Observation:
    if sum(one is not None for one in (observation.value, observation.at, observation.text)) != 1:
        raise unreadable(
            codes.WRONG_SHAPE,
            say("an observed fact has a value, values at locations, or a text that it is read from"),
            say("write one of value, at and text"),
        )
    return observation


class Visit(Restricted):
    """One auditor meeting one touchpoint on one channel once, or a channel, branch or the company as a whole."""

    written: SkipJsonSchema[Written] = Field(alias=WRITTEN)
    touchpoint: TouchpointId | None = None
    channel: ChannelId | None = None
    location: LocationId | None = None
    language: Text | None = None
    item: Text | None = None
    auditor: PersonId
    date: Day
    time: TimeOfDay | None = None
    checklists: ListOf[ChecklistId] | None = None
    answers: MapOf[CriterionId, Annotated[Answer, BeforeValidator(_short_answer), Or(SHORT_TEXT)]] = Field(
        default_factory=dict
    )
    facts: MapOf[
        FactId,
        Annotated[
            Observation,
            BeforeValidator(_short_observation),
            AfterValidator(_said_in_one_way),
            Or({"anyOf": [SHORT_TEXT, LIST_OF_TEXT]}),
        ],
    ] = Field(default_factory=dict)
    emotion: Annotated[Number, between(-2, 2)] | None = None
    highlight: LocalText | None = None
    pain: LocalText | None = None
    note: LocalText | None = None
    basis: Annotated[Basis, one_of(Basis)] = Basis.OBSERVED
    settles: Boolean = False

    @property
    def rates(self) -> bool:
        """Say whether it counts: what is only assumed rates nothing."""
        return self.basis is not Basis.ASSUMED


def latest_first(plans: Mapping[str, AuditPlan]) -> tuple[AuditPlan, ...]:
    """Return the audits by the end of their period, the latest first."""

    def age(plan: AuditPlan) -> tuple[datetime.date, str]:
        return plan.period.last, plan.id

    return tuple(sorted(plans.values(), key=age, reverse=True))
