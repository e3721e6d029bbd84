"""The signs and words of outcomes, the worst first: figures and pages show them, never colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from tpm_audit.model.outcomes import Outcome
from tpm_audit.source.message import Message, say


@dataclass(frozen=True, slots=True)
class Sign:
    """How an outcome is shown."""

    sign: str
    word: Message


SIGNS: Mapping[Outcome, Sign] = {
    Outcome.DIFFERS: Sign("≠", say("differs")),
    Outcome.MISSING: Sign("∅", say("missing")),
    Outcome.UNREADABLE: Sign("?", say("unreadable")),
    Outcome.VARIANT: Sign("≈", say("declared variant")),
    Outcome.EQUAL: Sign("✓", say("as the standard")),
    Outcome.SHOWN: Sign("•", say("no standard set")),
    Outcome.LISTED: Sign("○", say("not shown, not required")),
    Outcome.NOT_OBSERVED: Sign("\N{EN DASH}", say("not observed")),
}
WORST_FIRST: tuple[Outcome, ...] = tuple(SIGNS)
