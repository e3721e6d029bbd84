"""Two results held against each other: what changed, whether it can be told from chance, and what came or left.

``tpm-audit diff --format json`` is this value as JSON, and its schema comes from here. Shares are 0 to 1, changes
of shares -1 to 1.
"""

import datetime
import enum
from dataclasses import dataclass

from pydantic import TypeAdapter

from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Amount, Exact, ExactShare
from tpm_audit.model.said import Anything, Said, Words


class ChangeVerdict(enum.StrEnum):
    """What can be said of a change; in the order in which it is told."""

    WORSE = "worse"
    BETTER = "better"
    NOT_DEMONSTRABLE = "not-demonstrable"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not-comparable"


class Outside(enum.StrEnum):
    """Why a rating or an observation counts on one side only: what it is on the other."""

    NOT_APPLICABLE = "n/a"
    UNTESTED = "untested"
    NOT_OBSERVED = "not-observed"
    UNREADABLE = "unreadable"
    ASKED_OTHERWISE = "asked-otherwise"
    OTHER_STANDARD = "other-standard"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class SideRecord:
    """One of the two results: its audit, and the git revision that it was made from, if from one."""

    audit: str
    name: Words
    first_day: datetime.date
    last_day: datetime.date
    closed_on: datetime.date | None
    as_of: datetime.date
    revision: str | None
    commit: str | None


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """A criterion then and now: of its ``items`` that were rated in both, how many fell, rose, or stayed.

    ``mixed`` items kept their value while some of their places fell and others rose. ``p`` is that of the exact
    two-sided sign test, ``adjusted_p`` over all such tests (Holm); None where nothing fell or rose. Indicative.
    """

    id: str
    checklist: str
    ask: Words
    verdict: ChangeVerdict
    reason: Said | None  # why it is not comparable
    items: Amount
    fell: Amount
    rose: Amount
    mixed: Amount
    unchanged: Amount
    p: ExactShare | None
    adjusted_p: ExactShare | None


@dataclass(frozen=True, slots=True)
class CriteriaSince:
    """What changed of the criteria since the audit before; of those that did not change only their number.

    ``tests`` is how many tests the adjusted p stand on.
    """

    audit: str
    changes: tuple[CriterionChange, ...]
    unchanged: Amount
    tests: Amount


@dataclass(frozen=True, slots=True)
class ChecklistChange:
    """A checklist of both: its versions, how many criteria are asked alike, and those that only one of them asks."""

    id: str
    name: Words
    version_then: str | None
    version_now: str | None
    comparable: int
    only_then: tuple[str, ...]
    only_now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutsideCount:
    """How many count on one side only, for one reason."""

    reason: Outside
    n: int


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What counts on one side only: how many ratings or observations, their figure, and what they are on the other."""

    n: int
    share: Exact | None
    outside: tuple[OutsideCount, ...]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """The change of a figure, stated as it is, and split: ``change`` is the sum of the three parts that are there.

    ``common`` ratings (observations) count in both; their figure then and now says what changed answers did, at the
    weights of then. ``by_weights`` is what other weights did to it, ``by_scope`` the rest: what entered and left.
    """

    then: Exact | None
    now: Exact | None
    change: Exact | None
    common: int
    fell: int
    rose: int
    common_then: Exact | None
    common_now: Exact | None
    by_answers: Exact | None
    by_weights: Exact | None
    by_scope: Exact | None
    entered: PartRecord
    left: PartRecord


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding of one of the two, and what became of it; ``unchecked`` places were not looked at again.

    ``waived``: it is found, and does not count.
    """

    id: str
    rule: str
    state: str
    severity: Severity
    headline: Said
    touchpoints: tuple[str, ...]
    unchecked: tuple[Anything, ...] = ()
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results held against each other.

    ``recorded``: what became of the findings is what the later result says itself, for it was held against the earlier.
    ``tests`` is how many tests the adjusted p stand on.
    """

    schema: int
    tool: str
    edition: Edition
    then: SideRecord
    now: SideRecord
    criteria: tuple[CriterionChange, ...]
    tests: int
    checklists: tuple[ChecklistChange, ...]
    score: FigureChange
    consistency: FigureChange
    findings: tuple[FindingChange, ...]
    recorded: bool


def comparison_json(comparison: Comparison) -> str:
    """Return a comparison as JSON."""
    return TypeAdapter(Comparison).dump_json(comparison, indent=2).decode()


def comparison_schema() -> dict[str, object]:
    """Return the JSON Schema of a comparison."""
    return TypeAdapter(Comparison).json_schema(mode="serialization")
