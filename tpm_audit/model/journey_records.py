"""Journeys as the result holds them: each step with the score of its touchpoint there, and one of all of them."""

from dataclasses import dataclass

from tpm_audit.model.figures import Score
from tpm_audit.model.journeys import JourneyState
from tpm_audit.model.said import Words


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A touchpoint that customers come to; the score is that on the channel and at the location, as far as named."""

    touchpoint: str
    channel: str | None
    location: str | None
    score: Score | None


@dataclass(frozen=True, slots=True)
class JourneyRecord:
    """A path of customers; the score is over the items of all steps, each of them once.

    One that customers shall go has none: what was audited is the present.
    """

    id: str
    name: Words
    description: Words | None
    persona: Words | None
    needs: Words | None
    state: JourneyState
    steps: tuple[StepRecord, ...]
    score: Score | None
    internal_note: Words | None = None
