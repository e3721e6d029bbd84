"""A waiver accepts findings for a while, with a reason: they stay in the report, and do not count.

`match` in content/waivers.yml says which findings are meant: by short id or by rule, and by touchpoints, channels,
locations, phases. A waiver that names places covers these places alone: the finding stays open for the others, and both
are marked. What is waived counts in no number of findings, in no condition of the gate on findings, and is in no
owner's list; the client reads that it is waived, not why. Score, coverage, consistency and verdict still count it: they
say what is there, and a waiver makes nothing right.

A waiver holds to the end of the day `expires` says, judged on the day of the report, which is named. Then its findings
count again (TPW001). One that matches nothing is said to be unused (TPW002); one that matches more findings than
`max_matches` covers none of them, for nobody has accepted the others (TPW003); two weeks before it ends it says so
(TPW004). These rules, and those of actions, cannot be waived. `tpm-audit waivers` lists all, with what each covers.

Source: findings.md, "Waivers".
"""

import datetime
import enum
from typing import Annotated, Self

from pydantic import model_validator

from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Named
from tpm_audit.model.field_types import Boolean, Day, LocalText, WholeNumber, one_of
from tpm_audit.model.match import Match
from tpm_audit.model.references import PersonId
from tpm_audit.source.message import say

_SOON = datetime.timedelta(days=14)


class WaiverType(enum.StrEnum):
    """Why findings are accepted."""

    RISK_ACCEPTED = "risk-accepted"
    FALSE_POSITIVE = "false-positive"
    NOT_APPLICABLE = "not-applicable"
    FIX_DEFERRED = "fix-deferred"


class WaiverState(enum.StrEnum):
    """What a waiver comes to on the day of the report; only one that is valid, or soon expires, covers anything."""

    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"
    UNUSED = "unused"
    TOO_MANY = "too-many"


COVERING = frozenset({WaiverState.VALID, WaiverState.SOON})


class Waiver(Named):
    """content/waivers.yml: what is accepted, why, by whom and for how long."""

    match: Match
    type: Annotated[WaiverType, one_of(WaiverType)]
    reason: LocalText
    approved_by: PersonId | None = None
    approved_on: Day | None = None
    expires: Day | None = None
    permanent: Boolean = False
    max_matches: WholeNumber = 1

    @model_validator(mode="after")
    def _ends_or_holds_for_good(self) -> Self:
        if self.permanent and self.expires is not None:
            raise unreadable(
                codes.WRONG_SHAPE,
                say("a waiver that holds for good does not expire"),
                say("leave out expires: or permanent:"),
            )
        if not self.permanent and self.expires is None:
            raise unreadable(
                codes.MISSING_KEY,
                say("how long the waiver holds is not said"),
                say("write expires: with its last day, or permanent: true"),
            )
        return self

    def has_expired(self, day: datetime.date) -> bool:
        """Say whether its last day is over."""
        return self.expires is not None and self.expires < day

    def expires_soon(self, day: datetime.date) -> bool:
        """Say whether its last day is one of the next fourteen."""
        return self.expires is not None and day <= self.expires <= day + _SOON
