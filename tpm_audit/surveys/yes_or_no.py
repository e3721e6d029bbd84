"""What exports write for yes and for no."""

from typing import Final

_YES: Final = frozenset({"1", "yes", "y", "ja", "j", "x", "true", "wahr", "selected", "checked", "quoted", "genannt"})
_NO: Final = frozenset(
    {"0", "no", "n", "nein", "false", "falsch", "not selected", "unchecked", "not quoted", "nicht genannt"}
)


def yes_or_no(text: str) -> bool | None:
    """Return whether a text means yes; None where it means neither."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None
