"""Texts of an export that survey.yml has in another spelling: letter case and white space count."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from tpm_audit.source.message import Message, say
from tpm_audit.source.suggestions import closest
from tpm_audit.surveys.rating_words import said

_FEWEST: Final = 5  # letters: shorter words are alike by chance


def spelt_otherwise(texts: Iterable[str], keys: Mapping[str, Iterable[str]]) -> Message | None:
    """Return what to write where the first such text differs by its spelling alone; ``keys`` hold what is written."""
    spelt = {_plain(text): text for text in reversed([*texts])}
    for key, written in keys.items():
        for near in written:
            text = spelt.get(_plain(near))
            if text is not None:
                return say(
                    "did you mean '{text}' where {key} has '{near}'? write both if both occur",
                    text=text[:60],
                    key=key,
                    near=near[:60],
                )
    return None


def misspelt(texts: Iterable[str], written: Collection[str]) -> tuple[str, str] | None:
    """Return the first of the texts that is nearly one of those that are written and no answer, and that one.

    What two texts say is never taken for a slip of the hand: "unzufrieden" is no "zufrieden".
    """
    for text in texts:
        near = closest(text, written) if len(text) >= _FEWEST else None
        if near is not None and not _say_otherwise(text, near):
            return text, near
    return None


def _say_otherwise(one: str, other: str) -> bool:
    plain = _plain(one), _plain(other)
    return plain[0] in plain[1] or plain[1] in plain[0] or (said(one) is not None and said(other) is not None)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
