"""A term: wordings that have to stand in a text as found, such as a paragraph, and wordings that must not.

The key `required` lists what has to be said, all of it; `forbidden` what must not; at least one of the two is there.
`allowed` lists exceptions: longer wordings that are right although a forbidden one stands in them, "3 Jahre
Garantie" where "Garantie" is forbidden. What is required is such an exception too. Each wording is a text, or one
per language, of which the visit's counts.

Wordings are found as whole words. Capitals, line breaks and the kinds of quotes and dashes do not count; hyphens do:
"3-Jahres-Garantie" is not "3 Jahre Garantie", but "Garantie" is a word of it, as it is none of "Herstellergarantie". A
word that is divided at the end of a line is read as one, and the tags and stars of a copied text are not read at all.
Words are not inflected: "lebenslange" does not find "lebenslangen"; "lebenslange*" does, for the * stands for any
ending. Two texts are the same if they say the same of the wordings. All wordings of a key have up to 1,000 words.

With {required: [3 Jahre Garantie], forbidden: [lebenslange* Garantie]}
The same: "Mit 3 Jahre Garantie." and "3 JAHRE GARANTIE auf jedes Gerät"
The same: "Mit lebenslanger Garantie." and "Lebenslange Garantie!"
The same: "Mit 3 Jahre Garantie." and "Mit 3 Jahre **Garantie**."
Different: "Mit 3 Jahre Garantie." and "Mit 3-Jahres-Garantie."
Different: "Mit 3 Jahre Garantie." and "Mit 13 Jahre Garantie."
Different: "Mit 3 Jahre Garantie." and "Mit 3 Jahre Garantie, lebenslange Garantie auf den Rahmen."
Unreadable: " "
With {forbidden: [Garantie], allowed: [3 Jahre Garantie]}
The same: "Mit 3 Jahre Garantie." and "Täglich frisch."
Different: "Mit 3 Jahre Garantie." and "Mit Garantie."
"""

import datetime
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from heapq import nsmallest
from itertools import accumulate, chain, product
from operator import itemgetter
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo, field_validator

from tpm_audit.facts.demands import VALUE_KEYS, without_values
from tpm_audit.facts.markup import without_markup
from tpm_audit.facts.passages import Span, cut
from tpm_audit.facts.reasons import all_of, first_two_of
from tpm_audit.facts.text import folded
from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.drawings import Mark, PassageDrawing
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import ListOf, LocalText
from tpm_audit.source.message import Localised, Message, say

_BREAK = "\ue000"  # a hyphen at the end of a line, that may belong to the word or not
_WORD = rf"\d+(?:[.,:'’]\d+)+[^\W_]*|[^\W_]+(?:{_BREAK}[^\W_]+)*"  # noqa: RUF001 (look-alikes are the point)
# A word that goes on in small letters in the next line; the half of one in "Ein- und Ausgang" does not.
_DIVIDED = re.compile(
    r"(?<=[^\W\d_])[-\u2010\u00ad\u00ac][ \t]*\r?\n\s*(?!(?:und|oder|and|or|bzw|bis|sowie)\b)(?=([^\W\d_]))"
)
_TOKEN = re.compile(rf"{_WORD}|[^\w\s]")
_WORDING = re.compile(rf"({_WORD})(\*(?!\w))?|([^\w\s])")
_SHOWN = 60  # signs of a wording in a message
_MARKED = 500  # wordings that are marked in a text, more than are shown of it
_MOST_WORDS = 1_000  # of all wordings of a key, so that a text is soon gone through
_MOST_PLACES = 100_000  # of all wordings in a text, more than any text has that somebody wrote
_GAP = "\x1f"  # white space, so in no word
_SIGNS = {**dict.fromkeys("'‘’‚‛`´", "'"), **dict.fromkeys('"“”„‟«»', '"')}  # noqa: RUF001 (likewise)
_SAID, _MISSING, _WRONG = "+-!"


class _Word(NamedTuple):
    """A word or sign of a wording as it is compared; ``open``: any ending will do."""

    key: str
    open: bool = False

    def fits(self, key: str) -> bool:
        return key.startswith(self.key) if self.open else key == self.key

    def can_be(self, other: "_Word") -> bool:
        """Say whether a word can be both."""
        return self.fits(other.key) or other.fits(self.key)


_Place: TypeAlias = tuple[int, int]  # of the first word of a wording in the text, and behind its last; made very often


def _known_wordings(wordings: tuple[Localised, ...]) -> tuple[Localised, ...]:
    for text in (text for wording in wordings for text in wording.values()):
        if any(word.key == "*" for word in _words(text)):
            raise unreadable(
                codes.WRONG_SHAPE,
                say("'{wording}' has a * that is no ending of a word", wording=text[:_SHOWN]),
                say(
                    "write it behind the beginning of a word, for example {example}", example='"lebenslange* Garantie"'
                ),
            )
    words = sum(len(_words(text)) for wording in wordings for text in wording.values())
    if words > _MOST_WORDS:
        raise unreadable(
            codes.OUT_OF_RANGE,
            say("these wordings have {n} words in all, more than {most}", n=words, most=_MOST_WORDS),
            say("write several facts"),
        )
    return wordings


Wordings = Annotated[ListOf[LocalText], AfterValidator(_known_wordings)]


class TermFact(Fact):
    """A fact of kind term."""

    model_config = ConfigDict(json_schema_extra=without_values)

    required: Wordings = ()
    forbidden: Wordings = Field(default=(), validate_default=True)
    allowed: Wordings = ()

    @field_validator(*VALUE_KEYS, mode="before")
    @classmethod
    def _refuse(cls, _: object) -> object:
        raise unreadable(
            codes.UNKNOWN_KEY,
            say("no value is expected of a term, but wordings"),
            say("write for example {example}", example="required: [3 Jahre Garantie]"),
        )

    @field_validator("forbidden")
    @classmethod
    def _agrees(cls, forbidden: tuple[Localised, ...], info: ValidationInfo) -> tuple[Localised, ...]:
        required: tuple[Localised, ...] | None = info.data.get("required")
        if required is None:  # it could not be read, and is told itself
            return forbidden
        if not required and not forbidden:
            raise unreadable(
                codes.MISSING_KEY,
                say("a term needs wordings that are required or forbidden"),
                say("write for example {example}", example="required: [3 Jahre Garantie]"),
            )
        languages: dict[tuple[_Word, ...], set[str]] = defaultdict(set)
        for language, text in _texts(required):
            languages[_words(text)].add(language)
        for language, text in _texts(forbidden):
            if any(_may_be_of_one_text(language, other) for other in languages.get(_words(text), ())):
                raise unreadable(
                    codes.WRONG_SHAPE,
                    say("'{wording}' is both required and forbidden", wording=text[:_SHOWN]),
                    say("leave it out of one of the two"),
                )
        return forbidden

    @field_validator("allowed")
    @classmethod
    def _excepts(cls, allowed: tuple[Localised, ...], info: ValidationInfo) -> tuple[Localised, ...]:
        """Refuse an exception to nothing: who writes one means something else."""
        forbidden: tuple[Localised, ...] | None = info.data.get("forbidden")
        for wording in allowed if forbidden is not None else ():
            pairs = ((_words(one), _words(other)) for one, other in _pairs((wording,), forbidden or ()))
            if not any(one != other and _stands_in(other, one) for one, other in pairs):
                raise unreadable(
                    codes.WRONG_SHAPE,
                    say("no forbidden wording stands in '{wording}'", wording=_first(wording)[:_SHOWN]),
                    say("allow only what would be forbidden otherwise; anything else is allowed anyway"),
                )
        return allowed

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Return what the text says of the wordings: a line for each, + said, - missing, ! said and must not be."""
        shown = folded(_DIVIDED.sub(_joined, without_markup(text)), "NFC")
        if not shown:
            return Unreadable(text, say("there is no text"))
        required, forbidden, allowed = (
            list(_in_languages(wordings, circumstances.languages))
            for wordings in (self.required, self.forbidden, self.allowed)
        )
        if not required and not forbidden:
            return Unreadable(text, say("no wording is declared in the language of the text"))
        tokens = _Tokens(shown)
        said, found, exceptions = (
            [tokens.places(wording) for wording in wordings] for wordings in (required, forbidden, allowed)
        )
        if tokens.is_full:
            return Unreadable(text, say("the wordings stand in it more than {n} times", n=_MOST_PLACES))
        right = {place for places in said for place in places}
        excepted = right.union(*exceptions)
        wrong = list(_outermost(_outside({place for places in found for place in places}, excepted)))
        lines = [_line(_SAID if places else _MISSING, one) for one, places in zip(required, said, strict=True)]
        lines += [
            _line(_WRONG, one) for one, places in zip(forbidden, found, strict=True) if not places.isdisjoint(wrong)
        ]
        spans = tokens.spans(nsmallest(_MARKED, right), wrong[:_MARKED])
        passages = (replace(one, text=one.text.replace(_BREAK, "-")) for one in cut(shown, spans))
        return Reading(text, "\n".join(lines) or _SAID, tuple(passages))

    @property
    def demand(self) -> Message:
        """Say all wordings."""
        if not self.forbidden:
            return say("has to be said: {wordings}", wordings=_quoted(self.required))
        if not self.required:
            return say("must not be said: {wordings}", wordings=_quoted(self.forbidden))
        return say(
            "has to be said: {required}; must not be said: {forbidden}",
            required=_quoted(self.required),
            forbidden=_quoted(self.forbidden),
        )

    def falls_short(self, found: Reading, day: datetime.date) -> Message | None:  # noqa: ARG002 (wordings have no age)
        """Say which wordings are there and must not be, and which are missing: the first two, and how many more."""
        return self._wrong(found)

    def _wrong(self, found: Reading) -> Message | None:
        return first_two_of(self._short(found))

    def _short(self, found: Reading) -> list[Message]:
        lines = found.value.split("\n")
        short = [say("'{part}' must not be said", part=line[1:]) for line in lines if line.startswith(_WRONG)]
        short += [say("'{part}' is missing", part=line[1:]) for line in lines if line.startswith(_MISSING)]
        return short

    def standard_key(self, location: str | None) -> tuple[str, ...]:  # noqa: ARG002 (the same wordings for all locations)
        """Return the key of the first wordings."""
        return ("required",) if self.required else ("forbidden",)

    def read_as(self, reading: Reading) -> Message:
        """Return what the text says of the wordings."""
        lines = reading.value.split("\n")
        said = [say("'{part}' is said", part=line[1:]) for line in lines if line.startswith(_SAID) and line != _SAID]
        return all_of(said + self._short(reading)) or say("no wording that must not be said")

    def compared_as(self) -> Message:
        """Say what counts of a text."""
        return say("by the wordings that stand in the text; capitals and white space do not count")

    def explain(self, standard: Reading, found: Reading) -> Message | None:  # noqa: ARG002 (every kind explains alike)
        """Say which wordings are wrong or missing."""
        return self._wrong(found)

    def draw(self, standard: Reading | None, found: Reading) -> PassageDrawing:  # noqa: ARG002 (every kind draws alike)
        """Mark the wordings in the text."""
        return PassageDrawing(found.passages)


class _Tokens:
    """The words and signs of a text, in which wordings are looked for until they were found very often."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_TOKEN.finditer(text))
        keys = [_key(token[0]) for token in self._tokens]
        self._joined = _GAP + "".join(key + _GAP for key in keys)
        gaps = accumulate((len(key) + len(_GAP) for key in keys), initial=0)
        self._behind = {gap: position for position, gap in enumerate(gaps)}  # which word follows a gap
        self._divided = _BREAK in text
        self._left = _MOST_PLACES

    @property
    def is_full(self) -> bool:
        """Say whether wordings stand in the text so often that not all places were looked up."""
        return self._left <= 0

    def places(self, wording: Iterable[str]) -> set[_Place]:
        """Return where one of the texts of a wording stands."""
        return {place for text in wording if (words := _words(text)) for place in self._places(words)}

    def _places(self, words: tuple[_Word, ...]) -> Iterator[_Place]:
        pattern = _pattern(words, divided=self._divided)
        found = pattern.search(self._joined)
        while found is not None and self._left > 0:
            self._left -= 1
            first = self._behind[found.start()]
            yield first, self._behind[found.end() - len(_GAP)]
            found = pattern.search(self._joined, found.start() + 1)

    def spans(self, right: Iterable[_Place], wrong: Iterable[_Place]) -> Iterator[Span]:
        """Yield the passages of a text; what is right and wrong is wrong."""
        marks = {token: Mark.RIGHT for place in right for token in range(*place)}
        marks |= {token: Mark.WRONG for place in wrong for token in range(*place)}
        first = last = -2
        for token in sorted(marks):
            if token != last + 1 or marks[token] is not marks[first]:
                if last >= 0:
                    yield self._span(first, last, marks[first])
                first = token
            last = token
        if last >= 0:
            yield self._span(first, last, marks[first])

    def _span(self, first: int, last: int, mark: Mark) -> Span:
        return Span(self._tokens[first].start(), self._tokens[last].end(), mark)


@lru_cache(maxsize=1024)
def _words(wording: str) -> tuple[_Word, ...]:
    """Return the words and signs of a wording; a * at the end of a word belongs to it."""
    parts = (found.groups() for found in _WORDING.finditer(folded(wording, "NFC")))
    return tuple(_Word(_key(word or sign), open=ending is not None) for word, ending, sign in parts)


@lru_cache(maxsize=1024)
def _pattern(words: tuple[_Word, ...], *, divided: bool) -> re.Pattern[str]:
    """Return what finds words that follow each other, between gaps; if one is ``divided``, with and without hyphen."""
    within = f"{_BREAK}?" if divided else ""
    parts = (within.join(map(re.escape, word.key)) + (rf"[^{_GAP}]*+" if word.open else "") + _GAP for word in words)
    pattern = _GAP + "".join(parts)
    hyphen = f"{_GAP}{re.escape('-')}{_GAP}"
    if divided and "-" not in (words[0].key, words[-1].key):
        pattern = pattern.replace(hyphen, f"(?:{hyphen}|{_BREAK})")
    return re.compile(pattern)


def _joined(divided: re.Match[str]) -> str:
    """Return what takes the place of a hyphen at the end of a line: in front of a capital it is one."""
    return _BREAK if divided[1].islower() else divided[0]


@lru_cache(maxsize=4096)
def _key(token: str) -> str:
    """Return a word or sign as it is compared."""
    if len(token) == 1 and unicodedata.category(token) == "Pd":
        return "-"
    return _SIGNS.get(token) or unicodedata.normalize("NFKC", token).casefold()


def _stands_in(words: tuple[_Word, ...], others: tuple[_Word, ...]) -> bool:
    """Say whether a wording may stand in another."""
    starts = range(len(others) - len(words) + 1)
    return any(all(map(_Word.can_be, words, others[start : start + len(words)])) for start in starts)


def _in_languages(wordings: Iterable[Localised], languages: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the texts of each wording that has any in the languages; in all where none is known."""
    for wording in wordings:
        texts = [wording[language] for language in ("", *(languages or sorted(wording))) if language in wording]
        if texts:
            yield tuple(texts)


def _pairs(wordings: Iterable[Localised], others: Iterable[Localised]) -> Iterator[tuple[str, str]]:
    """Yield the texts that may count for one text, as their languages are the same or none."""
    for (language, text), (other_language, other_text) in product(_texts(wordings), _texts(others)):
        if _may_be_of_one_text(language, other_language):
            yield text, other_text


def _texts(wordings: Iterable[Localised]) -> Iterator[tuple[str, str]]:
    """Yield the texts of all wordings with their languages."""
    return chain.from_iterable(wording.items() for wording in wordings)


def _may_be_of_one_text(language: str, other: str) -> bool:
    return language == other or "" in (language, other)


def _outside(places: Iterable[_Place], others: Iterable[_Place]) -> Iterator[_Place]:
    """Yield the places that lie in none of the others."""
    by_start = sorted(others)
    ends = list(accumulate((end for _, end in by_start), max))
    for start, end in places:
        before = bisect_right(by_start, start, key=itemgetter(0))
        if not before or ends[before - 1] < end:
            yield start, end


def _outermost(places: Iterable[_Place]) -> Iterator[_Place]:
    """Yield the places that lie in no other."""
    reached = -1
    for start, minus_end in sorted((start, -end) for start, end in places):
        if -minus_end > reached:
            yield start, -minus_end
            reached = -minus_end


def _line(sign: str, texts: tuple[str, ...]) -> str:
    """Return what is said of a wording: by its text in the language, the usual one where that is not known."""
    return sign + folded(texts[0])


def _quoted(wordings: Iterable[Localised]) -> tuple[Message, ...]:
    return tuple(say("'{wording}'", wording=wording) for wording in wordings)


def _first(wording: Localised) -> str:
    return next(iter(wording.values()))
