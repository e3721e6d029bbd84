"""What an export says of the values of a column: what each is called, and which stand for no answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ValueLabels:
    """The labels of values, by how rows write the values, one for each language; ``missing`` are declared as such."""

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
