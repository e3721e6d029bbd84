"""What an export says of the values of a column: what each is called, and which stand for no answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ValueLabels:
    """The labels of values, by how rows write the values: each value may have several, as in other languages.

    ``codes`` and the whole numbers in ``ranges`` are declared as no answers; ``shown`` is the order of the values as
    they were shown, where that is said.
    """

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    ranges: tuple[range, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what stands for no answer, spelt out for whoever asks: a file may have thousands of such columns."""
        return tuple(dict.fromkeys((*self.codes, *(str(code) for one in self.ranges for code in one))))
