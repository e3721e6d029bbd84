"""School grades: questions in whose heading or wording 1 is the best answer."""

import re
from typing import Final

_BEST: Final = r"sehr gut|very good|best|excellent|ausgezeichnet|hervorragend|sehr zufrieden|very satisfied"
_GRADES: Final = re.compile(
    rf"schulnote|school grade|\b1\s*(?:=|:|-|\N{{EN DASH}}|\(|ist|is)?\s*\(?(?:{_BEST})", re.IGNORECASE
)


def asks_for_grades(text: str) -> bool:
    """Say whether a heading or a wording says that 1 is the best answer."""
    return _GRADES.search(text) is not None
