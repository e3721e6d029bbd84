"""An account number: of an invoice, a reminder, an imprint.

Read is an IBAN in groups or without; its two check digits have to be right. White space does not count.

The same: "AT61 1904 3002 3457 3201" and "AT611904300234573201"
Different: "AT61 1904 3002 3457 3201" and "AT02 0000 0000 0000 0000"
Unreadable: "AT61 1904 3002 3457 3202"
"""

from collections.abc import Iterator

from tpm_audit.model.entry import Severity
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.findings import Finding
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import channel_members, touchpoint_subject
from tpm_audit.source.message import Message, say

_PAGE = """A critical touchpoint has no importance of its own.

What is critical to the company should say how much so, or nobody knows what to mend first.

Fails:

    touchpoints:
      invoice: {name: Invoice, phase: after, channels: [print], critical: true}

Passes:

    touchpoints:
      invoice: {name: Invoice, phase: after, channels: [print], critical: true, importance: 9}
"""


class IbanFact(Fact):
    """A fact of kind iban."""

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the number without spaces; its check digits are the remainder 1 (ISO 13616)."""
        number = "".join(text.split()).upper()
        if not (number.isascii() and number.isalnum() and 15 <= len(number) <= 34 and number[2:4].isdigit()):
            return Unreadable(text, say("it is no IBAN"))
        digits = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
        if int(digits) % 97 != 1:
            return Unreadable(text, say("the check digits are wrong"))
        return Reading(text, number)

    def compared_as(self) -> Message:
        """Say what counts."""
        return say("sign by sign, without spaces")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say whether it is at least the same bank."""
        same_bank = standard.value[:2] == found.value[:2] and standard.value[4:9] == found.value[4:9]
        return say("another account of the same bank") if same_bank else None


def select(examined: Examined) -> Iterator[Touchpoint]:
    """Yield the critical touchpoints."""
    yield from (one for one in examined.audit.touchpoints.values() if one.critical)


def judge(examined: Examined, touchpoint: Touchpoint) -> Finding | None:
    """Find those that do not say how important they are."""
    if touchpoint.importance is not None:
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=touchpoint_subject(examined.audit, touchpoint.id),
        headline=say("{touchpoint}: critical, and nobody says how important", touchpoint=touchpoint.name),
        members=channel_members(examined.audit, touchpoint),
        touchpoints=(touchpoint.id,),
        channels=tuple(sorted(touchpoint.channels)),
    )


RULE = Rule("ACM001", say("A critical touchpoint has no importance of its own"), Severity.MINOR, _PAGE, select, judge)
