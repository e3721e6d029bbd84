"""Texts of an export that survey.yml has in another spelling: letter case and white space count."""

from collections.abc import Iterable, Mapping

from tpm_audit.source.message import Message, say


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


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
