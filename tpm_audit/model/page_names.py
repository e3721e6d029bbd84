"""What the page of an id is called, without its folder and its ending."""

from typing import Final

# Names that mean something else in a folder of pages, or to Windows.
_TAKEN: Final = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def page_name(id_: str) -> str:
    """Return the name of the page of an id; no id ends with an underscore, so a name that is taken gets one."""
    return f"{id_}_" if id_ in _TAKEN else id_
