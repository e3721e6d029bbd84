"""The slips of writing and copying: one sign fewer, one more, one other, two swapped."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass


class Slip(enum.Enum):
    """How two spellings that are nearly the same differ."""

    FEWER = enum.auto()
    MORE = enum.auto()
    SWAPPED = enum.auto()
    ONE = enum.auto()
    LAST = enum.auto()


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two texts differ: ``expected`` in the one stands for ``found`` in the other, the rest is the same.

    ``start`` and ``end`` tell how many signs (or words) are the same before and after.
    """

    expected: Sequence[str]
    found: Sequence[str]
    start: int
    end: int


def gap(standard: Sequence[str], found: Sequence[str]) -> Gap:
    """Return the part from the first to the last difference, in time linear in the texts."""
    shorter = min(len(standard), len(found))
    start = 0
    while start < shorter and standard[start] == found[start]:
        start += 1
    end = 0
    while end < shorter - start and standard[-1 - end] == found[-1 - end]:
        end += 1
    return Gap(standard[start : len(standard) - end], found[start : len(found) - end], start, end)


def slip(standard: str, found: str) -> tuple[Slip, int] | None:
    """Return the slip that leads from ``standard`` to ``found`` and how many signs it concerns, or None.

    Signs that are missing or too much stand together, and are fewer than those that are the same.
    """
    between = gap(standard, found)
    missing, added = len(between.expected), len(between.found)
    same = between.start + between.end
    if not missing + added or max(missing, added) >= same:
        return None
    if not added:
        return Slip.FEWER, missing
    if not missing:
        return Slip.MORE, added
    if missing == added == 1:
        return (Slip.ONE if between.end else Slip.LAST), 1
    if missing == len("ab") and between.expected == between.found[::-1]:
        return Slip.SWAPPED, missing
    return None
