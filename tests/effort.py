"""How many examples properties are tried on: all of them in `make test`, a fifth in the everyday run."""

import os
from typing import Final

CI: Final = "CI" in os.environ  # `make test` sets it, too
_USUAL, _FEWEST, _SHARE = 100, 5, 5


def examples(most: int = _USUAL) -> int:
    """Return how many examples to try of so many."""
    return most if CI else max(most // _SHARE, _FEWEST)
