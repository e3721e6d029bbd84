"""The page of a finding leads to a message about it, where site.yml says to whom."""

import re
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.workspaces import result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.pages.findings import pages
from tpm_audit.render.templates import Templates

CASE: dict[str, Any] = {
    "site": {"languages": ["de", "en"], "contact": {"name": "Anna & Bert", "email": "a+b@lindner.example"}},
    "facts": {"phone": {"name": {"de": "Telefon & <Fax>?", "en": "Phone #1"}, "kind": "text", "expected": "1"}},
    "visits": [{"touchpoint": "contact", "channel": "website", "facts": {"phone": "2"}}],
}


def links(case: dict[str, Any], code: str, edition: Edition = Edition.CLIENT) -> list[str]:
    """Return the links that begin a message on the page of the finding."""
    language = Language(code)
    page = next(page for page in pages(result_of(case, edition), language) if "TPC001" in page.path)
    return re.findall(r'href="(mailto:[^"]*)"', Templates(language).render(page.template, page.values, page.path))


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize(
    ("code", "headline"),
    [
        ("en", "Phone #1: 2 instead of 1 (Website)"),
        ("de", "Telefon & <Fax>?: 2 statt 1 (Website)"),
    ],
)
def test_the_subject_has_short_id_and_headline_in_the_language_of_the_page(
    code: str, headline: str, edition: Edition
) -> None:
    (link,) = links(CASE, code, edition)
    assert re.fullmatch(r"mailto:[\w%@.-]+\?subject=[\w%.~-]+", link)
    parts = urlsplit(link)
    assert parts.path == "a%2Bb@lindner.example"
    (subject,) = parse_qs(parts.query)["subject"]
    assert re.fullmatch(rf"TPC001-\w{{10}}: {re.escape(headline)}", subject)


def test_a_subject_is_one_short_line() -> None:
    name = "Very long\nname " * 40
    (link,) = links({**CASE, "facts": {"phone": {"name": name, "kind": "text", "expected": "1"}}}, "en")
    (subject,) = parse_qs(urlsplit(link).query)["subject"]
    EmailMessage()["Subject"] = subject  # raises where a line breaks
    assert subject.endswith("…")
    assert len(subject) < 160


def test_nobody_is_written_to_where_nobody_is_named() -> None:
    assert links({**CASE, "site": {"languages": ["de", "en"]}}, "en") == []
