"""What is taken out of the hours of a day: a break, or its morning or afternoon."""

from collections.abc import Iterable, Mapping
from typing import Final

from tpm_audit.facts.opening_words import Half, UnclearError
from tpm_audit.facts.week import Hours, Span, clocks, without
from tpm_audit.source.message import Message, say

_NOON: Final = 12 * 60
_LATE_MORNING: Final = 10 * 60  # what opens later and goes on over noon is lunch rather than a morning
_AFTER_LUNCH: Final = 14 * 60  # by then a morning has ended
_EVENING: Final = 17 * 60  # what opens from here on may or may not be meant by an afternoon
_OTHER: Final[Mapping[Half, Half]] = {Half.MORNING: Half.AFTERNOON, Half.AFTERNOON: Half.MORNING}
_NOT_OF: Final[Mapping[Half, Message]] = {
    Half.MORNING: say("'{hours}' are no hours of the morning"),
    Half.AFTERNOON: say("'{hours}' are no hours of the afternoon"),
}
_UNCLEAR: Final[Mapping[Half, Message]] = {
    Half.MORNING: say("it is not clear which hours are closed in the morning"),
    Half.AFTERNOON: say("it is not clear which hours are closed in the afternoon"),
}


def refuse_outside(hours: Hours, half: Half) -> None:
    """Refuse hours that cannot be called those of a half of the day.

    Raises:
        UnclearError: one of them is none.
    """
    for span in hours:
        if not _is_in(span, half):
            raise UnclearError(say(_NOT_OF[half].text, hours=clocks((span,))))


def refuse_closed_beside(hours: Hours, half: Half) -> None:
    """Refuse a half of the day that is called closed beside hours that are not all of the other half.

    Raises:
        UnclearError: one of them may be of that half, too.
    """
    if not all(_is_in(span, _OTHER[half]) for span in hours):
        raise UnclearError(_UNCLEAR[half])


def without_break(hours: Hours, pause: Span) -> Hours:
    """Return what a break leaves of hours.

    Raises:
        UnclearError: it overlaps with hours that it does not interrupt.
    """
    first, last = pause
    if any(start < last and first < end and not start < first < last < end for start, end in hours):
        raise UnclearError(_not_within(pause))
    return without(hours, (pause,))


def refuse_idle_break(days: Iterable[Hours], pause: Span) -> None:
    """Refuse a break that on none of the days lies between opening and closing.

    Raises:
        UnclearError: it may be meant of other days, or of another half of the day.
    """
    first, last = pause
    if not any(hours and hours[0][0] < first and last < hours[-1][1] for hours in days):
        raise UnclearError(_not_within(pause))


def _not_within(pause: Span) -> Message:
    return say("the break '{hours}' does not lie within the hours of the day", hours=clocks((pause,)))


def without_half(hours: Hours, half: Half) -> Hours:
    """Return what is left of the hours of a day of which a half is closed.

    Raises:
        UnclearError: no break parts the halves, or what opens in the evening may be meant, too.
    """
    for at, (start, end) in enumerate(hours):
        is_parted = start <= _LATE_MORNING and end <= _AFTER_LUNCH and at < len(hours) - 1
        if (start < _NOON < end and not is_parted) or (half is Half.AFTERNOON and start >= _EVENING):
            raise UnclearError(_UNCLEAR[half])
    return tuple(span for span in hours if not _is_in(span, half))


def _is_in(span: Span, half: Half) -> bool:
    start, end = span
    return start >= _NOON if half is Half.AFTERNOON else start < _NOON and end <= _AFTER_LUNCH
