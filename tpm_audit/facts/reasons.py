"""Several reasons why a value differs, said as one."""

from collections.abc import Iterable, Sequence
from functools import reduce

from tpm_audit.source.message import Message, Sayable, say


def both(first: Message, second: Sayable) -> Message:
    """Say one thing after the other."""
    return say("{first}; {second}", first=first, second=second)


def all_of(reasons: Iterable[Message]) -> Message | None:
    """Say all reasons; None where there is none."""
    several = tuple(reasons)
    return reduce(both, several) if several else None


def first_two_of(reasons: Sequence[Message]) -> Message | None:
    """Say two reasons, and how many more there are; None where there is none."""
    if len(reasons) > len(("first", "second")):
        first, second, *more = reasons
        return say("{first}; {second}; and {n} more", first=first, second=second, n=len(more))
    return all_of(reasons)
