"""The words and sentences of a longer text, as facts read from texts count them.

A word is what stands between spaces and punctuation, hyphens and apostrophes within it included; a number is one. A
sentence ends with . ! ? or … before a space, or with a blank line or the line before a list's next point; not behind
an abbreviation, a single letter or, in German, an ordinal number, and not where a small letter follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tpm_audit.facts.text import folded

Word = re.Match[str]

_WORD = re.compile(r"(?:\d+(?:[.,:]\d+)*\w*|[^\W_]+)(?:['’-][^\W_]+)*")  # noqa: RUF001 (look-alikes are the point)
_BREAK = re.compile(r"\n\n|\n *[-–—•*·▪●]")  # noqa: RUF001 (likewise)
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'’”“»«)\]]*+\s")  # noqa: RUF001 (likewise)
_POINT = re.compile(r"\.[\"'’”“»«)\]]*\s")  # noqa: RUF001 (likewise)
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "Abs Abt Art Betr Dipl Dr Fr Hr Hrsg Ing Jh Jhdt Mag Max Mio Mrd Nr Prof Sog St Std Str Tel"
        " abs allg betr bzgl bzw ca dgl evtl exkl ggf inkl max min mind sog tel usf vgl zzgl"
        " Co Corp Dept Fig Inc Jr Ltd Mr Mrs Ms Rev Sr approx dept fig vs"
        " Jan Jän Feb Apr Aug Sep Sept Okt Oct Nov Dez Dec",
    )
)
_LONGEST_ORDINAL = 2  # digits


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence; ``is_first`` of its line."""

    words: tuple[Word, ...]
    is_first: bool

    @property
    def start(self) -> int:
        """Return where it begins in the text."""
        return self.words[0].start()

    @property
    def end(self) -> int:
        """Return where its last word ends."""
        return self.words[-1].end()


def in_lines(text: str) -> str:
    """Return a text without invisible signs, white space folded, but its lines kept."""
    return "\n".join(folded(line, "NFC") for line in text.splitlines()).strip("\n")


def sentences(text: str, language: str) -> Iterator[Sentence]:
    """Yield the sentences of a text that ``in_lines`` returned."""
    words: list[Word] = []
    is_first = True
    for word in _WORD.finditer(text):
        gap = text[words[-1].end() : word.start()] if words else ""
        if words and _ends(words[-1][0], gap, word[0], language):
            yield Sentence(tuple(words), is_first)
            words, is_first = [], "\n" in gap
        words.append(word)
    if words:
        yield Sentence(tuple(words), is_first)


def _ends(before: str, gap: str, after: str, language: str) -> bool:
    """Say whether a sentence ends in the gap between two words."""
    if _BREAK.search(gap):
        return True
    if not _END.search(gap) or after[0].islower():
        return False
    return not (_POINT.match(gap) and _goes_on(before, language))


def _goes_on(word: str, language: str) -> bool:
    """Say whether the point behind a word is part of it."""
    if word.isdecimal():
        return language == "de" and len(word) <= _LONGEST_ORDINAL
    return (len(word) == 1 and word not in "Ii") or word in _ABBREVIATIONS
