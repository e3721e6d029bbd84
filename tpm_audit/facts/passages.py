"""Longer texts, cut around the passages that decide what they are worth."""

import heapq
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tpm_audit.model.drawings import Mark, Passage

_AROUND = 60  # signs that are left before and after a passage
_BEGINNING = 200  # signs of a text in which nothing is marked
_LONGEST = 300  # signs of a passage that is shown whole
_MOST = 12  # passages of a text that are shown
_CUT = "…"


class Span(NamedTuple):
    """Where a passage stands in a text."""

    start: int
    end: int
    mark: Mark


def cut(text: str, spans: Iterable[Span]) -> tuple[Passage, ...]:
    """Return a text in pieces, the spans marked, what is far from them left out; spans do not overlap.

    Of more than are shown, the wrong ones are.
    """
    first = heapq.nsmallest(_MOST, spans, key=lambda span: (span.mark is not Mark.WRONG, span.start))
    return tuple(piece for piece in _pieces(text, sorted(first)) if piece.text)


def _pieces(text: str, spans: list[Span]) -> Iterator[Passage]:
    if not spans:
        yield Passage(_head(text, _BEGINNING))
        return
    done = 0
    for span in spans:
        between = text[done : span.start]
        yield Passage(_middle(between) if done else _tail(between, _AROUND))
        marked = text[span.start : span.end]
        yield Passage(_middle(marked) if len(marked) > _LONGEST else marked, span.mark)
        done = span.end
    yield Passage(_head(text[done:], _AROUND))


def _middle(text: str) -> str:
    head, tail = _head(text, _AROUND), _tail(text, _AROUND)
    return text if len(head) + len(tail) > len(text) else head + tail.removeprefix(_CUT)


def _head(text: str, signs: int) -> str:
    """Return the beginning of a text up to the end of a word; the whole where not much more is left."""
    if len(text) <= signs + len(" … "):
        return text
    kept = text[:signs]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept.strip() else kept} {_CUT}"


def _tail(text: str, signs: int) -> str:
    if len(text) <= signs + len(" … "):
        return text
    kept = text[-signs:]
    return f"{_CUT} {kept[kept.find(' ') + 1 :] if ' ' in kept.strip() else kept}"
