"""Why importance and performance are not held against each other: they were asked of other things, or otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.model.surveys import Measure
from tpm_audit.pages.customer_figures import latest_answers
from tpm_audit.pages.customer_sections import name_of
from tpm_audit.pages.names import Names
from tpm_audit.source.message import Message, say

_SIDES: Final = {Measure.IMPORTANCE: 0, Measure.PERFORMANCE: 1}


class _Way(NamedTuple):
    """How a touchpoint was asked about: on which channel, and on which scale."""

    channel: str | None
    low: int
    high: int


def asked_apart(result: Result, names: Names, language: Language) -> Iterator[Message]:
    """Yield why touchpoints of which both was asked are not held against each other; nothing of those that are."""
    for touchpoint, (importance, performance) in _ways(result).items():
        if importance and performance and not importance & performance:
            yield _why(touchpoint, sorted(importance, key=str), sorted(performance, key=str), names, language)


def no_pair(result: Result) -> Message | None:
    """Say that importance and performance were asked of different touchpoints; None where one was asked both."""
    ways = _ways(result).values()
    if any(all(both) for both in ways) or not all(any(both[side] for both in ways) for side in range(2)):
        return None
    return say("Customers were asked of some touchpoints how important they are, and of others how good.")


def _ways(result: Result) -> Mapping[str, tuple[set[_Way], set[_Way]]]:
    """Return how the importance and how the performance of each touchpoint was asked, of waves in the latest."""
    ways: dict[str, tuple[set[_Way], set[_Way]]] = defaultdict(lambda: (set(), set()))
    for one in latest_answers(result):
        touchpoint, question = one.answers.touchpoint, one.question
        if touchpoint is not None and question.measure in _SIDES:
            way = _Way(one.answers.channel, question.low, question.high)
            ways[touchpoint][_SIDES[question.measure]].add(way)
    return ways


def _why(
    touchpoint: str, importance: Sequence[_Way], performance: Sequence[_Way], names: Names, language: Language
) -> Message:
    """Say what parts them: the scale, or else the channel."""
    on = {one.channel: one for one in importance}
    alike = next((one for one in performance if one.channel in on), None)
    if alike is not None:
        other = on[alike.channel]
        return say(
            "{name}: importance was asked from {low} to {high}, performance from {other_low} to {other_high}.",
            name=name_of(touchpoint, alike.channel, names, language),
            low=other.low,
            high=other.high,
            other_low=alike.low,
            other_high=alike.high,
        )
    return say(
        "{name}: importance was asked of {these}, performance of {those}.",
        name=name_of(touchpoint, None, names, language),
        these=tuple(_thing(one, names) for one in importance),
        those=tuple(_thing(one, names) for one in performance),
    )


def _thing(way: _Way, names: Names) -> Message:
    if way.channel is None:
        return say("the touchpoint as a whole")
    return say("the channel {channel}", channel=names.channel_name(way.channel))
