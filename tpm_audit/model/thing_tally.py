"""What all tallies have in common."""

from dataclasses import dataclass

from tpm_audit.model.judged import Judged


@dataclass(frozen=True, slots=True)
class ThingTally:
    """What was answered to a question about one thing."""

    question: str
    about: Judged
