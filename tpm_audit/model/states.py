"""What findings become from one audit to the next, as it stands in results."""

from typing import Final

NEW: Final = "new"
REOPENED: Final = "reopened"
UPDATED: Final = "updated"
UNCHANGED: Final = "unchanged"
FIXED: Final = "fixed"
UNCHECKED: Final = "unchecked"
REMOVED: Final = "removed"

STATES: Final = (NEW, REOPENED, UPDATED, UNCHANGED, FIXED, UNCHECKED, REMOVED)  # in the order in which they are told
CAME: Final = frozenset({NEW, REOPENED})  # the audit before did not have them
