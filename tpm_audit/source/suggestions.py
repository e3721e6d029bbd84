"""What a misspelt word may have meant."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from tpm_audit.source.message import Message, say

_ALIKE: Final = 0.7  # below that a suggestion misleads more often than it helps


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that ``word`` is most likely a misspelling of, if any is near."""
    return _closest(word.casefold(), frozenset(candidates))


def meant(word: str, candidates: Collection[str], also_called: Mapping[str, str]) -> str | None:
    """Return the candidate that ``word`` is another name of, else the one that it is most likely a misspelling of."""
    known = also_called.get(word.casefold().replace("_", "-").replace(" ", "-"))
    return known if known in candidates else closest(word, candidates)


def one_of(near: str | None, choices: str) -> Message:
    """Return what to write: one of the choices, and first the one that was probably meant."""
    if near:
        return say("did you mean '{near}'? it takes one of: {choices}", near=near, choices=choices)
    return say("write one of: {choices}", choices=choices)


@lru_cache(maxsize=1_000)  # the same misspelt id stands in many visits
def _closest(word: str, candidates: frozenset[str]) -> str | None:
    spellings = _spellings(candidates)
    if not word or word in spellings:
        return spellings.get(word)
    swapped = next((one for one in _swapped(word) if one in spellings), None)
    if swapped is not None:  # of a short word difflib sees too little
        return spellings[swapped]
    # Of 3,000 ids few begin or end like the word and are about as long; only these are worth difflib's time.
    longest = len(word) * (2 - _ALIKE) / _ALIKE
    likely = [
        spelling
        for spelling in spellings
        if (spelling[:1] == word[0] or spelling[-1:] == word[-1]) and len(spelling) <= longest
    ]
    near = get_close_matches(word, likely, n=1, cutoff=_ALIKE)
    return spellings[near[0]] if near else None


def _swapped(word: str) -> Iterator[str]:
    """Yield a word with two letters beside each other the other way round."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@lru_cache(maxsize=16)
def _spellings(candidates: frozenset[str]) -> Mapping[str, str]:
    """Return the candidates by what they are without upper and lower case."""
    return {candidate.casefold(): candidate for candidate in sorted(candidates, reverse=True)}


def listed(words: Iterable[str], most: int = 20) -> str:
    """Return words for a message, side by side; of many only the first."""
    every = list(words)
    return ", ".join(every[:most]) + (", …" if len(every) > most else "")
