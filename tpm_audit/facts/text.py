"""A text that should be worded the same everywhere: a slogan, a promise, a company name.

Compared after Unicode NFKC and with white space folded; capitals and punctuation count. Signs that nobody
sees (soft hyphens, zero-width spaces) do not. A digit that is raised behind another counts as such: 2² is not 22. With
`ignore: [punctuation]` punctuation does not count either, but for signs that say something (% # & @ §) and what stands
within a number or is its sign (5,50, 1-2, -5); with `ignore: [case]` capitals do not.

The same: "Täglich frisch." and "Täglich  frisch."
Different: "Täglich frisch." and "Täglich frish."
Different: "Täglich frisch." and "täglich frisch"
Unreadable: " "
With ignore: [punctuation, case]
The same: "Täglich frisch." and "TÄGLICH FRISCH!"
Different: "Täglich frisch." and "Täglich Fisch."
Different: "Nur 5,50 €" and "Nur 550 €"
Unreadable: "…"
"""

import difflib
import enum
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from tpm_audit.facts.slips import gap
from tpm_audit.model.drawings import LettersDrawing, Piece
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import ListOf, one_of
from tpm_audit.source.message import Message, say

_NEAR = 0.75  # share of signs in common from which on the difference is worth pointing at
_LONGEST_DRAWN = 300  # signs; longer texts are not compared at a glance
_WORDS = re.compile(r"\w+|\W")
_LONG = 30  # signs of a difference that are still seen at a glance
_MOST = 200  # words between the first and the last difference that are compared one by one
_MOST_ACCENTS = 30
_GRAPHEME_JOINER = "\u034f"
RAISED_DIGITS = "".join(map(chr, (0xB2, 0xB3, 0xB9, 0x2070, *range(0x2074, 0x207A), *range(0x2080, 0x208A))))
_RAISED = re.compile(rf"(?<=[0-9])[{RAISED_DIGITS}]+")
_SET_ASIDE = {ord(digit): chr(0xE000 + at) for at, digit in enumerate(RAISED_DIGITS)}  # from normalisation
_TAKEN_BACK = {ord(aside): chr(digit) for digit, aside in _SET_ASIDE.items()}
_FRACTION = re.compile(r"(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e\u2460-\u24ff])")
_TELLING = frozenset("%\u2030#&@§")  # punctuation to Unicode, but they say something
_BEFORE_NUMBER = frozenset("-.,")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))


class Ignored(enum.StrEnum):
    """What does not count in a text."""

    PUNCTUATION = "punctuation"
    CASE = "case"


class TextFact(Fact):
    """A fact of kind text."""

    ignore: ListOf[Annotated[Ignored, one_of(Ignored)]] = ()

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Fold what never counts; nothing but signs without content is unreadable."""
        value = self._what_counts(_shown(text))
        if not value:
            return Unreadable(text, say("there is no text"))
        return Reading(text, value)

    def _what_counts(self, text: str) -> str:
        return " ".join(self._what_counts_of_part(text).split())

    def _what_counts_of_part(self, text: str) -> str:
        """Return what counts of a part of a text; between words a space does, too."""
        if Ignored.PUNCTUATION in self.ignore:
            text = _without_punctuation(text)
        return text.casefold() if Ignored.CASE in self.ignore else text

    def compared_as(self) -> Message:
        """Say what does not count."""
        if Ignored.PUNCTUATION in self.ignore and Ignored.CASE in self.ignore:
            return say("letter by letter; white space, capitals and punctuation do not count")
        if Ignored.PUNCTUATION in self.ignore:
            return say("letter by letter; white space and punctuation do not count")
        if Ignored.CASE in self.ignore:
            return say("letter by letter; white space and capitals do not count")
        return say("letter by letter, capitals and punctuation included; white space does not count")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Point at the difference of two texts that are nearly the same."""
        if standard.value.lower() == found.value.lower():
            return say("capitals differ")
        if _share_in_common(standard.value, found.value) < _NEAR:
            return None
        if _without_punctuation(standard.value).split() == _without_punctuation(found.value).split():
            return _by_signs(standard.value, found.value) or say("punctuation differs")
        words, found_words = standard.value.split(" "), found.value.split(" ")
        if len(words) > 1 and len(found_words) > 1:
            return _by_words(words, found_words)
        return _by_signs(standard.value, found.value)

    def draw(self, standard: Reading | None, found: Reading) -> LettersDrawing | None:
        """Mark the letters in which two texts differ that are nearly the same."""
        if standard is None or standard.value == found.value:
            return None
        expected, shown = _shown(standard.text), _shown(found.text)
        if max(len(expected), len(shown)) > _LONGEST_DRAWN or _share_in_common(expected, shown) < _NEAR:
            return None
        return LettersDrawing(*self._marked(expected, shown))

    def _differ(self, part: str, found: str) -> bool:
        return part != found and self._what_counts_of_part(part) != self._what_counts_of_part(found)

    def _marked(self, expected: str, found: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """Return two texts in pieces; words that have hardly a letter in common are marked as a whole."""
        ours: list[Piece] = []
        theirs: list[Piece] = []
        for one, other in _steps(_WORDS.findall(expected), _WORDS.findall(found)):
            near = one != other and _share_in_common(one, other) >= _NEAR
            parts = list(_steps(one, other)) if near else [(one, other)]
            if self._differ(one, other) and not any(itertools.starmap(self._differ, parts)):
                parts = [(one, other)]  # a sign that counts only between its neighbours
            for part, found_part in parts:
                differ = self._differ(part, found_part)
                ours.append(Piece(part, differ and self._what_counts_of_part(part) != ""))
                theirs.append(Piece(found_part, differ and self._what_counts_of_part(found_part) != ""))
        return _joined(ours), _joined(theirs)


def folded(text: str, form: Literal["NFC", "NFKC"] = "NFKC") -> str:
    """Return the text as every kind sees it: normalised, without invisible signs, white space folded."""
    return " ".join(unicodedata.normalize(form, _stream_safe(text)).translate(_INVISIBLE).split())


def _stream_safe(text: str) -> str:
    """Break up long runs of accents, which would take normalisation a time quadratic in their length.

    Source: Unicode Standard Annex 15, "Stream-Safe Text Process".
    """
    if text.isascii():
        return text
    signs: list[str] = []
    run = 0
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run > _MOST_ACCENTS:
            signs.append(_GRAPHEME_JOINER)
            run = 1
        signs.append(sign)
    return "".join(signs)


def _shown(text: str) -> str:
    """Return the text folded; a raised digit or a fraction does not run together with the number before it."""
    if text.isascii():
        return folded(text)
    raised = _RAISED.sub(lambda digit: digit[0].translate(_SET_ASIDE), text)
    return folded(_FRACTION.sub(" ", raised)).translate(_TAKEN_BACK)


def _without_punctuation(text: str) -> str:
    """Return the text without punctuation that says nothing, white space as it is."""
    parts: list[str] = []
    before = " "
    runs = [("".join(signs), is_idle) for is_idle, signs in itertools.groupby(text, _is_punctuation)]
    for at, (run, is_idle) in enumerate(runs):
        behind = runs[at + 1][0][0] if at + 1 < len(runs) else " "
        if not is_idle:
            parts.append(run)
        elif behind.isdecimal():
            kept = run if before.isdecimal() else run[-1:] if run[-1].translate(DASHES) in _BEFORE_NUMBER else ""
            parts.append("" if before.isalpha() else kept.translate(DASHES))
        before = run[-1]
    return "".join(parts)


def _is_punctuation(sign: str) -> bool:
    return sign == "\N{MINUS SIGN}" or (unicodedata.category(sign).startswith("P") and sign not in _TELLING)


def _share_in_common(one: str, other: str) -> float:
    """Return how much of two texts is made of the same signs, 0-1; their order does not count."""
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))


def _steps(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of two texts in turn, those that are the same and those that are not."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for _, start, end, found_start, found_end in matcher.get_opcodes():
        yield "".join(one[start:end]), "".join(other[found_start:found_end])


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces without empty ones, neighbours that are marked alike as one."""
    return tuple(
        Piece("".join(piece.text for piece in alike), marked)
        for marked, alike in itertools.groupby((one for one in pieces if one.text), key=lambda one: one.marked)
    )


def _by_signs(expected: str, found: str) -> Message | None:
    """Say the only difference of two short texts; where there are several, the two texts say it better."""
    between = gap(expected, found)
    if max(len(between.expected), len(between.found)) >= between.start + between.end:
        return None
    return _difference("".join(between.expected), "".join(between.found))


def _by_words(expected: Sequence[str], found: Sequence[str]) -> Message | None:
    """Say the first of the words that differ, and how many such places there are."""
    between = gap(expected, found)
    if len(between.expected) + len(between.found) > _MOST:
        return None
    matcher = difflib.SequenceMatcher(None, between.expected, between.found, autojunk=False)
    differences = [place for tag, *place in matcher.get_opcodes() if tag != "equal"]
    from_, to, found_from, found_to = differences[0]
    first = _difference(" ".join(between.expected[from_:to]), " ".join(between.found[found_from:found_to]))
    if first is None or len(differences) == 1:
        return first
    return say("{n} differences, the first: {first}", n=len(differences), first=first)


def _difference(expected: str, found: str) -> Message | None:
    if max(len(expected), len(found)) > _LONG:
        return None
    if not found:
        return say("a space is missing") if expected == " " else say("'{part}' is missing", part=expected)
    if not expected:
        return say("a space is too much") if found == " " else say("'{part}' is too much", part=found)
    return say("'{found}' instead of '{expected}'", found=found, expected=expected)
