"""The words of closed sets, as people are told them; every output takes them from here."""

from collections.abc import Mapping

from tpm_audit.model.checklists import OncePer
from tpm_audit.model.entry import Edition, Severity
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
