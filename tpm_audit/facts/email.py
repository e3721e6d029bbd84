"""An e-mail address: of the service, the orders, the imprint.

Capitals do not count, nor do `mailto:` with all behind its question mark, a name before the address, or (at)
and (dot) written against spam. A domain with umlauts is the same as its xn-- spelling. What stands behind a
plus sign counts.

The same: "service@lindner.example" and "Service@Lindner.example"
The same: "service@lindner.example" and "mailto:service@lindner.example?subject=Brot"
The same: "service@lindner.example" and "Bäckerei Lindner <service@lindner.example>"
The same: "post@bäckerei.example" and "post@xn--bckerei-5wa.example"
The same: "service@lindner.example" and "service (at) lindner.example"
Different: "service@lindner.example" and "office@lindner.example"
Different: "service@lindner.example" and "service@lindner.test"
Unreadable: "service@lindner"
Unreadable: "service@lindner.example, office@lindner.example"
Unreadable: "Kontaktformular"
"""

import re
from urllib.parse import unquote

from tpm_audit.facts.hosts import canonical_host
from tpm_audit.facts.numbers import has_raised_digits
from tpm_audit.facts.slips import Slip, slip
from tpm_audit.facts.text import folded
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.source.message import Message, say

_LONGEST = 1000  # with a name before the address and parameters behind it
_LONGEST_MAILBOX = 64
_BRACKETED = re.compile(r"<([^<>]*)>")
_LABEL = re.compile(
    r"(?:(?:e-?mail|mail)\s?(?:-?adresse|address)?|kontakt|contact|an|to)\s?: ?|e-?mail (?=\S+$)", re.IGNORECASE
)
_TAKEN_BACK = re.compile(
    r"(?:nicht(?: mehr)?|not|no longer|kein\w*|statt|ungültig\w*|invalid)(?![^\s:<])", re.IGNORECASE
)
_AT = re.compile(r" ?[(\[{] ?(?:at|ät) ?[)\]}] ?", re.IGNORECASE)
_DOT = re.compile(r" ?[(\[{] ?(?:dot|punkt) ?[)\]}] ?", re.IGNORECASE)
_MAILBOX = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")


class EmailFact(Fact):
    """A fact of kind email."""

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the address in lower case, its domain in ASCII."""
        if len(text) > _LONGEST:
            return Unreadable(text, say("the text is too long for an e-mail address"))
        if has_raised_digits(text):
            return Unreadable(text, say("raised digits stand in it"))
        taken_back = _TAKEN_BACK.match(text.strip())
        if taken_back:
            return Unreadable(text, say("'{words}' takes the address back", words=taken_back[0]))
        address = _bare(folded(text))
        if address.count("@") > 1:
            return Unreadable(text, say("more than one e-mail address"))
        mailbox, at, domain = address.partition("@")
        if not at:
            return Unreadable(text, say("there is no e-mail address"))
        if not _MAILBOX.fullmatch(mailbox) or len(mailbox) > _LONGEST_MAILBOX:
            return Unreadable(text, say("what stands before the @ cannot be a mailbox"))
        host = canonical_host(domain)
        if host is None:
            return Unreadable(text, say("what stands behind the @ cannot be a domain"))
        return Reading(text, f"{mailbox.lower()}@{host}")

    def compared_as(self) -> Message:
        """Say what does not count."""
        return say("as an e-mail address: capitals and a name before it do not count, everything else does")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say which side of the @ differs, and how if it is a slip."""
        mailbox, _, domain = standard.value.partition("@")
        found_mailbox, _, found_domain = found.value.partition("@")
        if domain == found_domain:
            return _slipped(mailbox, found_mailbox) or say("same domain, another mailbox")
        if mailbox == found_mailbox:
            return _slipped(domain, found_domain) or say("same mailbox, another domain")
        return say("another mailbox at another domain")


def _bare(text: str) -> str:
    """Return the address without what is written around it."""
    bracketed = _BRACKETED.search(text)
    address = (bracketed[1] if bracketed else text).strip(" <>\"'\u2039\u203a()[],;")
    address = _LABEL.sub("", address, count=1) if _LABEL.match(address) else address
    if address[:7].lower() == "mailto:":
        address = unquote(address[7:].partition("?")[0])
    return _DOT.sub(".", _AT.sub("@", address)).strip()


def _slipped(standard: str, found: str) -> Message | None:
    match slip(standard, found):
        case Slip.FEWER, 1:
            return say("one letter fewer")
        case Slip.MORE, 1:
            return say("one letter more")
        case Slip.SWAPPED, _:
            return say("two letters swapped")
        case ((Slip.ONE | Slip.LAST), _):
            return say("one letter differs")
    return None
