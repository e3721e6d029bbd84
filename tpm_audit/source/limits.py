"""How much one YAML file may hold; each limit is tested at n and n + 1."""

from typing import Final

FILE_BYTES: Final = 5_000_000
NESTING: Final = 100  # maps and lists inside each other, aliases expanded
NODES: Final = 200_000  # keys, values, maps and lists, aliases expanded
ALIASES: Final = 1_000  # uses of `*name`
TEXT_CHARACTERS: Final = 100_000
PROBLEMS: Final = 500  # told of one file; a file of 200,000 mistakes would else fill the memory
