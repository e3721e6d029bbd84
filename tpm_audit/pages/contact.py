"""How readers ask about a finding: a message that names it, to whom site.yml says."""

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import FindingRecord, SiteRecord
from tpm_audit.pages.parts import capital
from tpm_audit.render.words import Mail
from tpm_audit.source.message import Message, say

_LONGEST = 120  # characters of a headline in a subject: some mail programs refuse long links


def mail_about(
    finding: FindingRecord, site: SiteRecord, language: Language, text: Message | None = None
) -> Mail | None:
    """Return a message about a finding, its short id and headline as the subject; None where nobody is named.

    ``text`` is what leads to it; without it that says who is written to.
    """
    if site.contact is None:
        return None
    headline = capital(language.say(finding.headline))
    short = headline if len(headline) <= _LONGEST else f"{headline[: _LONGEST - 1]}…"
    return Mail(
        text or say("Write to {name} about it", name=site.contact.name), site.contact.email, f"{finding.id}: {short}"
    )
