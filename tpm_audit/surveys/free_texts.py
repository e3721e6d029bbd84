"""Free texts: how they are read for the words of codes, and which of them go any further, without what leads to people.

A few are kept, chosen by what they say and not by where they stand, so that neither memory nor a report grows with the
file. Addresses, telephone numbers and long numbers are cut out of them; names cannot be told from other words.
"""

import re
import unicodedata
import zlib
from heapq import heappush, heappushpop
from typing import Final

KEPT: Final = 100  # texts about one thing
_LONGEST: Final = 300  # characters of one
_HELD: Final = 2_000  # of one before it is cut: addresses have to be whole to be seen
_LETTERS: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("æ", "ae"), ("ø", "oe"), ("œ", "oe"))
_FEWEST_DIGITS: Final = 6  # in a row, whatever parts them: shorter numbers are prices, times and years
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,9}://|www\.)\S+|\S*@\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|at|de|ch|eu|example)\b\S*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\+?[(]?\d(?:[ \t()/.\u2010-\u2015-]{0,3}\d)*")
_CUT: Final = "[\N{HORIZONTAL ELLIPSIS}]"


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
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    cut = _NUMBER.sub(_without_number, _ADDRESS.sub(_CUT, line))
    if len(cut) <= _LONGEST:
        return cut
    return cut[:_LONGEST].rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"


def _without_number(found: re.Match[str]) -> str:
    digits = sum(sign.isdigit() for sign in found[0])
    return found[0] if digits < _FEWEST_DIGITS else _CUT


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
