"""What the labels of ratings say, in German and English: how much of what, or that there is no answer.

A label is understood as a whole or not at all: one word that is not known, and it says nothing here.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

_T = TypeVar("_T")


class Said(NamedTuple):
    """What a label says, and how much of it: below 0 the opposite. ``of`` is None of the middle of any scale."""

    of: str | None
    rank: float


GOOD: Final = frozenset({"good", "satisfied", "easy"})  # of these more is better, whatever was asked

_NUMBER: Final = re.compile(r"(-?\d{1,4})(?![\d%]|[.,:/]\d|\s*%|\s*(?:-|\N{EN DASH}|bis|to)\s*\d)")
_NUMBERED: Final = re.compile(r"^-?\d{1,4}(?!\d)\W*|\W*\(?(?<!\d)\d{1,4}\)?$")
_LONGEST: Final = 200  # characters of a label: what is longer says more than how much of what
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_PARTS: Final = re.compile(r"[,;]| oder | or |\s[-\N{EN DASH}]\s")


def _by_word(words: Mapping[_T, str]) -> Mapping[str, _T]:
    """Return what words mean; they are written side by side, with a comma between."""
    return {word.strip(): meaning for meaning, some in words.items() for word in some.split(",")}


# Words stand here without capitals, and with ss for what Germany writes as one letter.
_STRENGTHS: Final[Mapping[str, float]] = _by_word(
    {
        4: "extremely, completely, totally, absolutely, fully, definitely, äusserst, extrem, vollkommen, völlig, "
        "absolut, voll, vollständig",
        3: "very, strongly, highly, sehr, stark",
        2: "quite, fairly, mostly, ziemlich, überwiegend, weitgehend",
        1.5: "moderately",
        1: "somewhat, rather, probably, eher",
        0.5: "slightly, etwas",
        -1: "little, less, hardly, wenig, weniger, kaum",
    }
)
_SIGNS: Final = _by_word(
    {
        (
            "good",
            1,
        ): "good, great, positive, friendly, helpful, useful, gut, positiv, freundlich, hilfreich",
        ("good", -1): "bad, poor, negative, unfriendly, unhelpful, useless, schlecht, negativ, unfreundlich",
        ("satisfied", 1): "satisfied, happy, zufrieden",
        ("satisfied", -1): "dissatisfied, unsatisfied, unhappy, unzufrieden",
        ("easy", 1): "easy, simple, einfach, leicht",
        ("easy", -1): "difficult, hard, complicated, schwierig, schwer, kompliziert, umständlich",
        ("likely", 1): "likely, probable, wahrscheinlich",
        ("likely", -1): "unlikely, improbable, unwahrscheinlich",
        ("important", 1): "important, wichtig",
        ("important", -1): "unimportant, unwichtig",
        ("agree", 1): "agree, trifft, stimme, stimmt, zustimmung",
        ("agree", -1): "disagree, lehne, ablehnung",
        ("often", 1): "often, frequently, oft, häufig",
        ("often", -1): "rarely, seldom, selten",
        ("high", 1): "high, hoch",
        ("high", -1): "low, niedrig, gering",
        ("yes", 1): "yes, ja",
        ("yes", -1): "no, nein",
    }
)
_WHOLE: Final = _by_word(
    {
        Said("good", 4): "excellent, outstanding, ausgezeichnet, hervorragend, exzellent",
        Said("good", 1): "above average, überdurchschnittlich, befriedigend",
        Said("good", 0): "ausreichend, genügend",
        Said("good", -1): "below average, unterdurchschnittlich",
        Said("good", -2): "mangelhaft, nicht genügend",
        Said("good", -3): "ungenügend",
        Said("good", -4): "terrible, awful, schrecklich, furchtbar",
        Said("often", 4): "always, immer",
        Said("often", 2.5): "usually, meistens",
        Said("often", 0): "sometimes, occasionally, manchmal, gelegentlich",
        Said("often", -4): "never, nie, niemals",
        Said(None, 0): "neutral, medium, average, fair, ok, okay, undecided, partly, partially, teils teils, mittel, "
        "mittelmässig, durchschnittlich, unentschieden, teilweise, geht so",
    }
)
_NEITHER: Final = frozenset({"neither", "weder"})
_NOT: Final = frozenset({"not", "nicht", "kein", "keine"})
_AT_ALL: Final = frozenset({"all", "überhaupt", "gar"})
_SAY_NOTHING: Final = frozenset({"a", "at", "it", "ich", "zu", "ab", "so", "ganz", "und", "dem", "der", *_AT_ALL})
_KNOWN: Final = frozenset({*_SIGNS, *_STRENGTHS, *_NOT, *_SAY_NOTHING})
_NO_ANSWER: Final = frozenset(
    _by_word(
        {
            "de": "keine angabe, k a, ka, weiss nicht, weiss ich nicht, ich weiss es nicht, kann ich nicht beurteilen, "
            "kann ich nicht sagen, nicht beurteilbar, nicht zutreffend, entfällt, nicht genutzt, "
            "keine antwort, keine meinung, keine erfahrung, nie genutzt, nicht anwendbar",
            "en": "not applicable, n a, na, don't know, dont know, do not know, i don't know, no answer, no opinion, "
            "prefer not to say, prefer not to answer, refused, can't say, cannot say, missing, does not apply, "
            "not used, never used, no response, not answered, no experience",
        }
    )
)


def number_in(label: str) -> int | None:
    """Return the number that a label is or begins with; None where it has none, or one of a range or an amount."""
    found = _NUMBER.match(label.strip())
    return None if found is None else int(found[1])


def says_no_answer(label: str) -> bool:
    """Say whether a label means that nobody rated anything."""
    return all(_is_no_answer(part) or all(map(_is_no_answer, part.split("/"))) for part in _PARTS.split(label))


def _is_no_answer(text: str) -> bool:
    return " ".join(_words(text)) in _NO_ANSWER


def said(label: str) -> Said | None:
    """Return what a label says and how much of it; None where that is not known."""
    words = _words(label)
    whole = _WHOLE.get(" ".join(words))
    if whole is not None or not words:
        return whole
    if words[0] in _NEITHER:
        return Said(None, 0)
    signs = {_SIGNS[word] for word in words if word in _SIGNS}
    strengths = [_STRENGTHS[word] for word in words if word in _STRENGTHS]
    is_not = not _NOT.isdisjoint(words)
    if not _KNOWN.issuperset(words) or len(signs) > 1 or not (signs or strengths or is_not):
        return None
    of, sign = next(iter(signs), ("so", 1))
    return Said(of, sign * _strength(strengths, is_not=is_not, at_all=not _AT_ALL.isdisjoint(words)))


def _strength(strengths: list[float], *, is_not: bool, at_all: bool) -> float:
    if not is_not:
        return strengths[0] if strengths else 2
    if at_all:
        return -4
    return -1 if strengths else -2  # what is not very good, or rather not


def _words(label: str) -> list[str]:
    if len(label) > _LONGEST:
        return []
    text = _NUMBERED.sub("", label.strip().casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return _WORD.findall(text)
