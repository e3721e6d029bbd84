"""Free texts: how they are read for the words of codes, and which of them go any further, without what leads to people.

A few are kept, chosen by what they say and not by where they stand, so that neither memory nor a report grows with the
file. Addresses, telephone numbers, accounts and long numbers are cut out of them, and of answers that a problem
quotes; names cannot be told from other words.
"""

import re
import unicodedata
import zlib
from heapq import heappush, heappushpop
from typing import Final

KEPT: Final = 100  # texts about one thing
_LONGEST: Final = 300  # characters of one
_HELD: Final = 2_000  # of one before it is cut: addresses have to be whole to be seen
_BROKEN_OFF: Final = 64  # of what is not held to its end: the last of it may be the beginning of an address
_LETTERS: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("æ", "ae"), ("ø", "oe"), ("œ", "oe"))
_CUT: Final = "[\N{HORIZONTAL ELLIPSIS}]"
_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"  # the only sign that stays as it is where others become plain letters

_TLD: Final = (  # of names with one dot; what is a word of its own is none, for many write no space after a full stop
    "com|org|net|info|biz|at|de|ch|eu|li|fr|nl|uk|pl|cz|sk|hu|hr|ru|io|co|ai|tv|app|dev|xyz|gmbh|wien|tirol|example"
)
_AT: Final = r"(?:@|%40|&\#0*64;|&\#x0*40;|&commat;|[(\[{<]\s?(?:at|ät|a)\s?[)\]}>])"
_DOT_SPELT: Final = r"(?:\s?[(\[{<]\s?(?:dot|punkt|\.)\s?[)\]}>]\s?|\s(?:dot|punkt)\s)"
_DOT: Final = rf"(?:\s?\.\s?|{_DOT_SPELT})"
_ADDRESS: Final = re.compile(
    rf"""
    \b[a-z][a-z0-9+.-]{{1,9}}://\s?\S+ | \bwww\s?\.\s?\S+
    | (?<!\S)\S*\s?{_AT}\s?\S*(?:{_DOT}[a-z][\w-]*)*
    | (?<!\S)\S+\s(?:at|ät)\s[a-z][\w-]*(?:(?:\.|{_DOT_SPELT})[a-z][\w-]*)+
    | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{{2,24}}/|(?:{_TLD})\b)\S*
    | (?<![\w.-])[^\W\d_][\w-]*(?:\.[^\W\d_][\w-]*)+\.[a-z]{{2,24}}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IBAN: Final = re.compile(
    r"\b[A-Z]{2}\d{2}(?:[\s-]?[A-Z0-9]{4}){2,7}(?:[\s-]?[A-Z0-9]{1,4})?\b|\b[a-z]{2}\d{2}[a-z0-9]{11,30}\b"
)
_MONEY: Final = r"\s?(?:€|\$|£|%|(?i:euros?|eur|chf|franken)\b)"
_NUMBERS: Final = re.compile(rf"\+?[(]?\d(?:[\W_]{{0,8}}\d)*(?P<money>{_MONEY})?")
_DIGITS: Final = 5  # without anything between: numbers of customers and orders
_DIGITS_APART: Final = 7  # in a row, whatever parts them but letters
_TOGETHER: Final = re.compile(rf"\d{{{_DIGITS}}}")
# What is no number of anybody: days, times, years and prices, one after the other
_DAY: Final = r"(?:[0-3]?\d\.\s?[01]?\d\.\s?(?:\d\d){1,2}|[0-3]?\d/[0-3]?\d/\d{4}|\d{4}-[01]\d-[0-3]\d)"
_ORDINARY: Final = rf"(?:{_DAY}|[0-2]?\d:[0-5]\d(?::[0-5]\d)?|(?:19|20)\d\d|\d{{1,4}}[.,]\d\d(?:\s?[€$])?)"
_APART: Final = r"(?:\s?[-\u2013/,;(]\s?|\s)"
_ALL_ORDINARY: Final = re.compile(rf"{_ORDINARY}(?:{_APART}{_ORDINARY})*+")
_AMOUNT: Final = r"(?:\d{1,3}(?:[.,']\d{3})+|\d{1,6})(?:[.,]\d\d)?"
_AMOUNTS: Final = re.compile(rf"[+-]?{_AMOUNT}(?:\s?(?:{_MONEY})?\s?[-\u2013/]\s?{_AMOUNT})?{_MONEY}")


def plain(text: str) -> str:
    """Return a text as it is compared: without capitals, accents and line breaks, umlauts written out."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    for letter, written_out in _LETTERS:  # str.translate takes twenty times as long
        folded = folded.replace(letter, written_out)
    if not folded.isascii():
        apart = unicodedata.normalize("NFD", folded)
        folded = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(folded.split())


def without_traces(text: str) -> str:
    """Return a text without addresses and long numbers, on one line and no longer than a few sentences."""
    cut = _cut(_one_line(text))
    if len(text) >= _HELD:
        cut = cut[:-_BROKEN_OFF]
    if len(cut) <= _LONGEST:
        return cut
    return cut[:_LONGEST].rpartition(" ")[0] + _ELLIPSIS


def quotable(answer: str, most: int = 60) -> str:
    """Return the beginning of an answer as a problem may quote it: in a wrong column it may be anybody's address."""
    return _cut(_one_line(answer))[:most]


def _one_line(text: str) -> str:
    """Return a text in plain letters and digits: others that look like them are written out, unseen ones left out."""
    if not (text.isascii() and text.isprintable()):
        text = _ELLIPSIS.join(unicodedata.normalize("NFKC", part) for part in text.split(_ELLIPSIS))
        text = "".join(map(_plain_sign, text))
    return " ".join(text.split())


def _plain_sign(sign: str) -> str:
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    if unicodedata.category(sign) == "Cf":
        return ""
    return sign if sign.isprintable() else " "


def _cut(line: str) -> str:
    for trace in (_ADDRESS, _IBAN):
        line = trace.sub(_CUT, line)
    return _NUMBERS.sub(_without_number, line)


def _without_number(found: re.Match[str]) -> str:
    """Return numbers as they are where they are few, ordinary, or money."""
    number, money = found[0], found["money"] or ""
    is_long = _TOGETHER.search(number) or sum(sign.isdigit() for sign in number) >= _DIGITS_APART
    is_told = not is_long or _ALL_ORDINARY.fullmatch(number) or (money and _AMOUNTS.fullmatch(number))
    return number if is_told else _CUT + money


class SomeTexts:
    """A choice of texts that depends on what they say alone: the same file in another order gives the same."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, str]] = []
        self._known: set[str] = set()

    def add(self, text: str) -> None:
        """Keep a text if it is among the first in an order that nobody knows from the file."""
        held = text[:_HELD]
        rank = -zlib.crc32(held.encode("utf-8", "replace"))
        if len(self._heap) >= KEPT and rank <= self._heap[0][0]:
            return
        if held in self._known:
            return
        self._known.add(held)
        if len(self._heap) < KEPT:
            heappush(self._heap, (rank, held))
        else:
            self._known.discard(heappushpop(self._heap, (rank, held))[1])

    def cleaned(self) -> tuple[str, ...]:
        """Return the texts as they may be read, in the order of the alphabet."""
        texts = {without_traces(text) for _, text in self._heap}
        return tuple(sorted(texts - {"", _CUT}, key=lambda one: (plain(one), one)))
