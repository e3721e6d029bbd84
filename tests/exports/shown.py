"""A result with one of everything that an output has to show: states, a waiver, a gate, texts for the own house."""

import functools
from dataclasses import replace

from tests.history.closing import result_after
from tests.workspaces import Case
from tpm_audit.exports.format import Beside
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import FindingRecord, Result, WaiverRecord
from tpm_audit.model.waivers import WaiverState, WaiverType
from tpm_audit.source.message import Localised

SITE_URL = "https://audit.example/acme/"
REASON = "The till's supplier delivers in spring"
NOTE = "Seen while the client was away"
# Nothing of it may stand in any byte of the client's edition.
INTERNAL = (REASON, NOTE, "Anna Auer", "content/", "site_config/")

_FACTS = {
    "phone": {"kind": "phone", "name": "Phone number", "expected": "+43 732 771200"},
    "slogan": {"kind": "text", "name": "Slogan", "expected": "Fresh every day"},
    "address": {"kind": "email", "name": "E-mail address", "expected": "hello@lindner.example"},
}
_CHECKLISTS = {
    "care": {
        "criteria": {
            "clear": {"ask": "Is it clear?", "advice": "Write it anew.", "effort": "small"},
            "kind": {"ask": "Is it kind?", "severity": "critical"},
            "quick": {"ask": "Is it quick?"},
        }
    }
}
_TOUCHPOINTS = {
    "shop": {"name": "Shop", "phase": "during", "channels": ["website", "email"], "facts": ["phone", "slogan"]},
    "contact": {"name": "Contact page", "phase": "before", "channels": ["website"]},
}
_SITE = {
    "gate": {
        "no-major": {"count": "open", "at_least": "major", "max": 0},
        "score": {"figure": "score", "min": "0.2"},
    },
    "rules": {"TPI004": {"enabled": False, "reason": "Not asked for."}},
}


def _case(website: dict[str, str], email: dict[str, str], **answers: str) -> Case:
    visits = [
        {"touchpoint": "shop", "channel": "website", "facts": website, "answers": answers, "internal_note": NOTE},
        {"touchpoint": "shop", "channel": "email", "facts": email},
    ]
    return {
        "site": _SITE,
        "facts": _FACTS,
        "checklists": _CHECKLISTS,
        "touchpoints": _TOUCHPOINTS,
        "visits": visits,
        "people": {"a1": {"name": "Anna Auer", "role": "Auditor of the agency"}},
    }


BEFORE = _case({"phone": "0732 771202", "slogan": "Fresh evry day"}, {"address": "helo@lindner.example"}, clear="fail")
NOW = _case({"phone": "0732 771202", "slogan": "Fresh every day"}, {"phone": "0732 771203"}, clear="fail", kind="fail")


@functools.cache
def shown_result(edition: Edition = Edition.INTERNAL) -> Result:
    """Return the result; its finding about the criterion `clear` is waived, with a reason in the internal edition."""
    result = replace(result_after(BEFORE, NOW, edition), tool="0")
    waived = finding(result, "clear")
    waiver = WaiverRecord(
        id="till",
        name=Localised({"en": "New till", "de": "Neue Kassa"}),
        type=WaiverType.FIX_DEFERRED,
        reason=Localised({"": REASON}) if edition is Edition.INTERNAL else None,
        approved_by=None,
        approved_on=None,
        expires=result.as_of.replace(month=12),
        state=WaiverState.VALID,
        findings=(waived.id,),
        place="content/waivers.yml:3:3" if edition is Edition.INTERNAL else None,
    )
    others = tuple(one for one in result.findings if one is not waived)
    return replace(result, findings=(*others, replace(waived, waiver=waiver.id)), waivers=(waiver,))


def finding(result: Result, subject: str) -> FindingRecord:
    """Return the finding about something."""
    return next(one for one in result.findings if subject in one.subject_ids)


def beside(code: str = "en", site: str | None = SITE_URL, folder: str = "") -> Beside:
    """Return what an output is told beside the result, with a page of each code that is quick to read."""
    return Beside(Language(code), page=lambda topic: f"What {topic} means.", site=site, folder=folder)
