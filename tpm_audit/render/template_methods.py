"""The methods that templates may call."""

import datetime
from collections.abc import Mapping
from typing import Final

from jinja2.runtime import LoopContext

_OF_TEXTS: Final = (
    "capitalize", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "islower", "isspace", "isupper",
    "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit", "rstrip", "split",
    "splitlines", "startswith", "strip", "title", "upper",
)  # fmt: skip
# What pads, formats, joins or replaces is a filter's to do, which is bounded.
METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: frozenset(_OF_TEXTS),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    Mapping: frozenset({"get", "items", "keys", "values"}),
    datetime.date: frozenset({"isocalendar", "isoformat", "isoweekday", "weekday"}),
    LoopContext: frozenset({"changed", "cycle"}),
}
