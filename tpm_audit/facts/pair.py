"""Two values of a fact, or one and its standard, compared outside of any audit."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.outcomes import Outcome
from tpm_audit.source.message import Localised, Message, say


@dataclass(frozen=True, slots=True)
class Pair:
    """How each value is read, and what the comparison says; ``standards`` are several where languages have their own.

    The outcome is one of equal, variant, differs, unreadable and, where there is nothing to compare with, shown.
    """

    standards: tuple[Reading | Unreadable, ...]
    found: Reading | Unreadable
    outcome: Outcome
    why: Message | None = None


def against_value(fact: Fact, circumstances: Circumstances, standard: str, found: str) -> Pair:
    """Compare two values of which the first is as it should be."""
    read = fact.read(standard, circumstances), fact.read(found, circumstances)
    if isinstance(read[0], Unreadable) or isinstance(read[1], Unreadable):
        return Pair(read[:1], read[1], Outcome.UNREADABLE)
    outcome, why = _held_to(fact, (read[0],), read[1])
    # A kind that demands something explains how a value misses that, not how it differs from another.
    return Pair(read[:1], read[1], outcome, why if fact.demand is None else None)


def against_standard(
    fact: Fact, circumstances: Circumstances, location: str | None, found: str, day: datetime.date
) -> Pair:
    """Compare a value, found on a day, with what is asked for at a location, as of a visit that names no language.

    There any language's standard will do; a visit that names one is held to its own, so it is said which it was.
    """
    expected = fact.expected_for(location)
    standards = _read(fact, circumstances, expected)
    shown = fact.read(found, circumstances)
    if isinstance(shown, Unreadable):
        return Pair(standards, shown, Outcome.UNREADABLE)
    if fact.demand is not None:
        short = fact.falls_short(shown, day)
        return Pair((), shown, Outcome.EQUAL if short is None else Outcome.DIFFERS, short)
    readable = tuple(one for one in standards if isinstance(one, Reading))
    if not readable:
        elsewhere = say("what is expected depends on the location: --location") if fact.expected_at else None
        return Pair(standards, shown, Outcome.UNREADABLE if standards else Outcome.SHOWN, elsewhere)
    outcome, why = _held_to(fact, readable, shown)
    if outcome is Outcome.DIFFERS and (variant := _variant(fact, circumstances, shown)):
        return Pair(standards, shown, Outcome.VARIANT, say("right where and while '{value}' holds", value=variant.text))
    if outcome is Outcome.EQUAL and (languages := _only_in(fact, circumstances, expected or {}, shown)):
        only = say("as expected in {languages}; a visit in another language is held to its own", languages=languages)
        why = only if why is None else say("{first}; {second}", first=why, second=only)
    return Pair(standards, shown, outcome, why)


def _only_in(fact: Fact, circumstances: Circumstances, expected: Mapping[str, str], found: Reading) -> tuple[str, ...]:
    """Return the languages in which a value is as expected, none where it is in all."""
    meeting = []
    for language, text in expected.items():
        standard = fact.read(text, circumstances)
        if isinstance(standard, Reading) and _held_to(fact, (standard,), found)[0] is Outcome.EQUAL:
            meeting.append(language)
    return () if len(meeting) == len(expected) else tuple(meeting)


def _read(fact: Fact, circumstances: Circumstances, texts: Localised | None) -> tuple[Reading | Unreadable, ...]:
    return tuple(fact.read(text, circumstances) for text in dict.fromkeys((texts or {}).values()))


def _held_to(fact: Fact, standards: tuple[Reading, ...], found: Reading) -> tuple[Outcome, Message | None]:
    if any(fact.same(standard, found) for standard in standards):
        return Outcome.EQUAL, None
    if any(fact.satisfies(standard, found) for standard in standards):
        return Outcome.EQUAL, say("another value, which meets what is asked for")
    return Outcome.DIFFERS, fact.explain(standards[0], found)


def _variant(fact: Fact, circumstances: Circumstances, found: Reading) -> Reading | None:
    """Return the first variant that a value is as, wherever and whenever that holds."""
    return next(
        (one for one in _variants(fact, circumstances) if fact.same(one, found) or fact.satisfies(one, found)), None
    )


def _variants(fact: Fact, circumstances: Circumstances) -> Iterator[Reading]:
    for variant in fact.variants:
        yield from (one for one in _read(fact, circumstances, variant.value) if isinstance(one, Reading))
