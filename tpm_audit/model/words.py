"""The words of closed sets, as people are told them; every output takes them from here."""

from collections.abc import Mapping

from tpm_audit.model.channels import ChannelKind, Contact, Ownership
from tpm_audit.model.checklists import Effort, OncePer
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.scales import Unrated
from tpm_audit.source.message import Message, say

SEVERITIES: Mapping[Severity, Message] = {
    Severity.CRITICAL: say("critical"),
    Severity.MAJOR: say("major"),
    Severity.MINOR: say("minor"),
    Severity.INFO: say("info"),
}
EDITIONS: Mapping[Edition, Message] = {
    Edition.CLIENT: say("client edition"),
    Edition.INTERNAL: say("internal edition"),
}
ONCE_PER: Mapping[OncePer, Message] = {
    OncePer.UNIT: say("touchpoint on a channel"),
    OncePer.TOUCHPOINT: say("touchpoint"),
    OncePer.CHANNEL: say("channel"),
    OncePer.LOCATION: say("location"),
    OncePer.COMPANY: say("company"),
}
KINDS: Mapping[ChannelKind, Message] = {
    ChannelKind.DIGITAL: say("digital"),
    ChannelKind.PERSONAL: say("personal"),
    ChannelKind.PRINT: say("printed"),
    ChannelKind.PHYSICAL: say("physical"),
}
CONTACTS: Mapping[Contact, Message] = {
    Contact.DIRECT: say("direct contact"),
    Contact.INDIRECT: say("indirect contact"),
}
OWNERSHIPS: Mapping[Ownership, Message] = {
    Ownership.OWNED: say("owned"),
    Ownership.PAID: say("paid"),
    Ownership.EARNED: say("earned"),
}
# What findings became since the audit before, in the order in which it is told.
CHANGES = ("new", "reopened", "updated", "unchanged", "fixed", "unchecked", "removed")
EFFORTS: Mapping[Effort, Message] = {
    Effort.SMALL: say("small"),
    Effort.MEDIUM: say("medium"),
    Effort.LARGE: say("large"),
}
UNRATED: Mapping[Unrated, Message] = {
    Unrated.NOT_APPLICABLE: say("not applicable"),
    Unrated.NOT_TESTED: say("not tested"),
    Unrated.CANNOT_TELL: say("cannot tell"),
}


def count_of(n: int, state: str) -> Message:
    """Return how many findings became what."""
    counted: Mapping[str, Message] = {
        "new": say("{n} new", n=n),
        "reopened": say("{n} reopened", n=n),
        "updated": say("{n} changed", n=n),
        "unchanged": say("{n} unchanged", n=n),
        "fixed": say("{n} fixed", n=n),
        "unchecked": say("{n} not looked at again", n=n),
        "removed": say("{n} no longer asked or there", n=n),
    }
    return counted[state]
