"""Reasons why a value differs, and several of them said as one."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TypeVar

from tpm_audit.source.message import Message, Sayable, say

_Part = TypeVar("_Part")


def contradict(one: _Part | None, other: _Part | None) -> bool:
    """Say whether both sides say something, and not the same."""
    return one is not None and other is not None and one != other


def instead(words: Mapping[_Part, Message], asked: _Part | None, shown: _Part | None) -> Message | None:
    """Say what is said instead of what is asked for; None where the two do not contradict each other."""
    if asked is None or shown is None or asked == shown:
        return None
    return say("{found} instead of {expected}", found=words[shown], expected=words[asked])


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
