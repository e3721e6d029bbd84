"""What one page may take of time and memory, counted in steps while its templates run."""

import sys
from collections.abc import Iterable, Iterator, MappingView
from typing import Final

from jinja2 import TemplateRuntimeError

STEPS: Final = 2_000_000  # on one page: three times what the list of 3,000 touchpoints takes, and over in two seconds
CALL: Final = 10  # steps that a call takes the time of
LONGEST: Final = 1_000_000  # characters or entries that anything but a page may have
WIDEST: Final = 10_000  # characters that a filter may pad to, bits that a number may have
ESCAPED: Final = 4  # characters of data that are escaped in the time of a step
PIECE: Final = 16  # characters, or bytes of memory, that count as a step
_HOLDING: Final = (list, tuple, dict, MappingView)


class Steps:
    """The steps of a page, from its beginning."""

    def __init__(self) -> None:
        self.taken = 0

    def take(self, count: int) -> None:
        """Count steps.

        Raises:
            jinja2.TemplateRuntimeError: it is too many.
        """
        self.taken += count
        if self.taken > STEPS:
            raise TemplateRuntimeError(f"more than {STEPS:,} steps on one page: a loop in a loop, or a macro in itself")

    def look_through(self, *values: object) -> None:
        """Count what is to be gone through: texts by their length, what lists hold as often as they hold it.

        Lists that hold each other twice over and over are small in memory and without end to compare or to show.
        """
        waiting = list(values)
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                self.take(1 + len(one) // PIECE)
            elif isinstance(one, _HOLDING):
                self.take(1 + len(one))
                waiting.extend(one)  # type: ignore[arg-type]  # every view that there is can be gone through
                if isinstance(one, dict):
                    waiting.extend(one.values())
            else:
                self.take(1 + (len(one) if hasattr(one, "__len__") else 0))

    def made(self, value: object) -> None:
        """Count the memory of something new."""
        self.take(sys.getsizeof(value) // PIECE)

    def drawn(self, values: Iterable[object]) -> Iterator[object]:
        """Yield values that are made as they are asked for; each counts."""
        for value in values:
            self.take(1 + sys.getsizeof(value) // PIECE)
            yield value
