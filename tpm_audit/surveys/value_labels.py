"""What an export says of the values of a column: what each is called, and which stand for no answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ValueLabels:
    """The labels of values, by how rows write the values: each value may have several, as in other languages.

    ``missing`` are those that are declared as such; ``shown`` is their order as they were shown, where that is said.
    """

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
