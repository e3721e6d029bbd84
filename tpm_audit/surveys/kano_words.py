"""What labels of Kano's answers say, in German and English: how people feel with a property, or without it."""

import re
from typing import Final

from tpm_audit.model.kano import Feeling

# In this order: whoever dislikes something is no one who likes it, and who can live with it does not love it.
_SIGNS: Final = (
    (Feeling.DISLIKE, re.compile(r"dislike|annoy|bother|stör|missf[aä]ll|gef[aä]llt mir (?:gar |überhaupt )?nicht")),
    (Feeling.LIVE_WITH, re.compile(r"live with|tolerate|accept it|in kauf|hinnehm|(?:da)?mit leben|akzeptier")),
    (Feeling.EXPECT, re.compile(r"\bmust\b|expect|\bvoraus\b|voraussetz|erwarte|selbstverständlich")),
    (Feeling.NEUTRAL, re.compile(r"neutral|don.t care|indifferent|\begal\b|gleichgültig")),
    (Feeling.LIKE, re.compile(r"\blike\b|enjoy|\bfreu|\bmag\b|gef[aä]ll")),
)


def feeling_in(label: str) -> Feeling | None:
    """Return the feeling that a label says; None where it says none that is known."""
    text = label.casefold()
    return next((feeling for feeling, sign in _SIGNS if sign.search(text)), None)
