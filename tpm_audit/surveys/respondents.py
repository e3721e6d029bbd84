"""Who has answered already: millions of ids, remembered by numbers of 8 bytes in a table that is never full."""

from array import array
from typing import Final

_FIRST: Final = 1 << 12
_GROWS: Final = 2
_FREE: Final = 0


class Respondents:
    """A set of ids that are known by their hashes alone, in a table with open addressing.

    Two different ids have the same of 2**64 hashes about once in a million files with 5,000,000 answers.
    """

    def __init__(self) -> None:
        self._table = array("q", bytes(8 * _FIRST))
        self._n = 0

    def add(self, id_: str) -> bool:
        """Remember an id, and say whether it was new."""
        if 2 * self._n >= len(self._table):
            self._grow()
        is_new = self._put(self._table, hash(id_) or 1)
        self._n += is_new
        return is_new

    @staticmethod
    def _put(table: "array[int]", known_as: int) -> bool:
        mask = len(table) - 1
        at = known_as & mask
        while (there := table[at]) != _FREE:
            if there == known_as:
                return False
            at = (at + 1) & mask
        table[at] = known_as
        return True

    def _grow(self) -> None:
        larger = array("q", bytes(8 * _GROWS * len(self._table)))
        for known_as in self._table:
            if known_as != _FREE:
                self._put(larger, known_as)
        self._table = larger
