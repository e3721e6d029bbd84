"""How it feels at a touchpoint, and in a phase, as the result holds it: customers and auditors, each for themselves."""

import enum
from dataclasses import dataclass

from tpm_audit.model.customers import Size
from tpm_audit.model.figures import Amount, Exact


class Feeler(enum.StrEnum):
    """Who says how it feels."""

    CUSTOMERS = "customers"
    AUDITORS = "auditors"


@dataclass(frozen=True, slots=True)
class EmotionsRecord:
    """Emotions from -2 to 2 of n answers or visits: the median, the quartiles from four on, and the balance.

    They are about a touchpoint, or all that are about those of a ``phase``. ``survey``, ``question`` and ``size`` are
    those of customers; with too few of their answers there is no more than n.
    """

    touchpoint: str | None
    channel: str | None
    of: Feeler
    survey: str | None
    n: Amount
    size: Size | None
    median: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    positive: Amount = 0
    neutral: Amount = 0
    negative: Amount = 0
    question: str | None = None
    phase: str | None = None
