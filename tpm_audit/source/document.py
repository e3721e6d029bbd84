"""A file as nodes whose scalars are text as written, each with its place."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Self, TypeAlias, Union

from tpm_audit.source.problems import Place
from tpm_audit.source.text import Lines

# Union, not "|": the alias is used beside None at run time, where names in quotes have no operator.
Value: TypeAlias = Union[str, dict[str, "Value"], list["Value"]]  # noqa: UP007


class LeftOut(str):
    """Stands for a value of a foreign file that is not read: its tag, or nothing where the file says null."""

    __slots__ = ()


class Spot(str):
    """A text that knows where in its file it stands; where an alias repeats it, with the text that is repeated."""

    __slots__ = ("position", "repeats")
    position: int
    repeats: "Spot | None"

    def __new__(cls, text: str, position: int, repeats: "Spot | None" = None) -> Self:
        """Return the text with its position, in characters from the start of the file."""
        spot = super().__new__(cls, text)
        spot.position, spot.repeats = position, repeats
        return spot


_FEW: Final = 50  # keys that are counted faster than they are remembered


@dataclass(frozen=True, slots=True)
class Marks:
    """Where every node stands, in twelve bytes a node and no object of its own.

    ``entries`` holds three numbers for each entry of a map or list, in the order of the dict or list: the
    position of its key (in a list, of the item), the position of its value, and the index in ``entries`` of the
    first entry of that value. ``root`` is such an entry for the whole file.
    """

    lines: Lines
    entries: "array[int]"
    root: Sequence[int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in a file; ``value`` is None where it is empty or not YAML.

    A value that an alias repeats is one object: values are read, never changed.
    """

    file: str
    value: Value | None
    marks: Marks = field(repr=False, compare=False)
    _orders: dict[int, dict[str, int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where the value at a key path (with ``key``: its key) stands.

        Where the path leads further than what is written, it is the place of the last node on the way.
        """
        return self.marks.lines.place(self.position(path, key=key))

    def position(self, path: Sequence[str | int], *, key: bool = False) -> int:
        """Return the same in characters from the start of the file."""
        node = self.value
        at_key, at_value, block = self.marks.root
        for step in path:
            if isinstance(node, dict) and isinstance(step, str) and step in node:
                index, node = self._index(node, step, block), node[step]
            elif isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
                index, node = step, node[step]
            else:
                break
            first = block + 3 * index
            at_key, at_value, block = self.marks.entries[first : first + 3]
        return at_key if key else at_value

    def _index(self, node: dict[str, Value], step: str, block: int) -> int:
        """Return the how-manieth key ``step`` is; a large map is counted once, for its problems may be many."""
        if len(node) <= _FEW:
            return list(node).index(step)
        if block not in self._orders:
            self._orders[block] = {key: index for index, key in enumerate(node)}
        return self._orders[block][step]
