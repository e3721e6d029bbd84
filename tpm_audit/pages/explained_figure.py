"""A figure as the Method page explains it."""

from dataclasses import dataclass

from tpm_audit.source.message import Sayable


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure: what it says, how it is made, what it is made of here, what it leaves out, and whose definition it is.

    ``id`` is the stable anchor that other pages lead to; ``here`` is empty where this audit has no such figure.
    """

    id: str
    title: str
    means: Sayable
    formula: Sayable
    here: tuple[Sayable, ...]
    limits: tuple[Sayable, ...]
    source: Sayable
