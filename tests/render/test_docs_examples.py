"""The templates that the documents show are overrides without a problem."""

import re
import textwrap
from pathlib import Path

import pytest

from tpm_audit.render.overrides import check_overrides

DOCS = Path(__file__).parents[2] / "docs"
_EXTENDS = re.compile(r'^( *)\{% extends "shipped/(\S+)" %\}\n(?:\1\S.*\n)+', re.MULTILINE)
EXAMPLES = [
    (document.name, found[2], textwrap.dedent(found[0]))
    for document in sorted(DOCS.glob("*.md"))
    for found in _EXTENDS.finditer(document.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("document", "name", "text"), EXAMPLES)
def test_a_template_of_the_documents_overrides_something(document: str, name: str, text: str) -> None:
    assert [(document, one) for one in check_overrides({name: text.encode()})] == []


def test_the_documents_have_examples() -> None:
    assert {document for document, _, text in EXAMPLES if "{% block" in text} >= {"format.md", "site.md"}
