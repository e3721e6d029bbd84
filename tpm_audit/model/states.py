"""The states of a finding: what became of it since the audit before.

New: this audit finds it, and none before did. Beside it stands why: something has changed; or nobody had looked at that
place, asked that question or held to that standard before; or its rule did not run before; or each of its places was
wrong before, in another way that weighed no less and was not waived. The last two count for no gate. Reopened: an
earlier audit found it, a later one did not, and here it is again. Changed: it has another severity, or one of its
places is new, or wrong again after it was right, or shows something else, or is no longer wrong. Unchanged: it is as
it was known, though one of its places may not have been looked at again. Without an earlier closed audit it is open.

As long as nobody looks again, what was known last stays known: audits after that one, however many, that did not look
at a finding, or at one of its places, are passed over, and the next that does is held against what was found there.

What is found no more is fixed only if its rule ran again and every place that had deviated was looked at again and is
right. If one of them was not, it is not looked at again, and nobody knows. If all were, and one is not right in another
way, such as a wrong number that is missing now, it is just that, and another finding says so: the pages of the two lead
to each other. If its question or fact is asked no more, its standard is none any more, or all its places have left the
inventory, it is no longer asked or there. Only what is fixed is progress, and it is never set off against anything: one
fixed and one broken are two findings.

A finding is known again by its rule and what it is about. Wording, severity, order, file and line make no difference,
and what is renamed with `renamed_from` stays the same thing.

Source: findings.md, "Identity" and "Life cycle over audits".
"""

from typing import Final

OPEN: Final = "open"  # there is no audit before
NEW: Final = "new"
REOPENED: Final = "reopened"
UPDATED: Final = "updated"
UNCHANGED: Final = "unchanged"
FIXED: Final = "fixed"
OTHERWISE: Final = "otherwise"
UNCHECKED: Final = "unchecked"
REMOVED: Final = "removed"

WAIVED: Final = "waived"  # told in place of the state: it is found, and does not count

STATES: Final = (
    NEW,
    REOPENED,
    UPDATED,
    UNCHANGED,
    FIXED,
    OTHERWISE,
    UNCHECKED,
    REMOVED,
)  # in the order in which they are told
CAME: Final = frozenset({NEW, REOPENED})  # the audit before did not have them
FOUND: Final = frozenset({OPEN, NEW, REOPENED, UPDATED, UNCHANGED})  # of a finding that is there
GONE: Final = frozenset({FIXED, OTHERWISE, UNCHECKED, REMOVED})  # what becomes of one, or a place, that is not any more
