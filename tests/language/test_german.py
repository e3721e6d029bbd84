import re
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.language.extraction import all_said
from tpm_audit.language import catalogue

_PLACEHOLDER = re.compile(r"\{\w+\}")
# Du and Sie, the reader, do not occur: the program names things and says what to write. Customers are asked as Sie.
_OF_CUSTOMERS = "tpm_audit/surveys/questionnaires/wordings.py"
_ADDRESSES = re.compile(r"\b(Sie|Ihre?[mnrs]?|du|dein\w*)\b")


@pytest.fixture(scope="module")
def german() -> Catalog:
    with Path(catalogue.__file__).with_name("de.po").open("rb") as file:
        return read_po(file, locale="de")


def strings(entry: Message) -> tuple[str, ...]:
    texts = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return tuple(text or "" for text in texts)


def test_every_text_is_translated(german: Catalog) -> None:
    missing = [
        said for text, said in all_said().items() if (entry := german.get(text)) is None or not all(strings(entry))
    ]
    assert missing == []


def test_plurals_have_both_forms(german: Catalog) -> None:
    wrong = [
        text
        for text, said in all_said().items()
        if (entry := german.get(text)) is not None and bool(said.plural) is not entry.pluralizable
    ]
    assert wrong == []


def test_nothing_is_translated_that_nobody_says(german: Catalog) -> None:
    said = all_said()
    ids = (entry.id[0] if isinstance(entry.id, tuple | list) else entry.id for entry in german if entry.id)
    assert [text for text in ids if text not in said] == []


def test_placeholders_are_the_same(german: Catalog) -> None:
    different = []
    for entry in german:
        english = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
        wanted = set(chain.from_iterable(_PLACEHOLDER.findall(text) for text in english))
        for string in strings(entry):
            if entry.id and set(_PLACEHOLDER.findall(string)) - wanted:
                different.append((english[0], string))
            if entry.id and (wanted - {"{n}"}) - set(_PLACEHOLDER.findall(string)):
                different.append((english[0], string))
    assert different == []


def test_the_reader_is_not_addressed(german: Catalog) -> None:
    said = (entry for entry in german if entry.id and _OF_CUSTOMERS not in (file for file, _ in entry.locations))
    assert [string for entry in said for string in strings(entry) if _ADDRESSES.search(string)] == []


def test_what_is_quoted_stands_in_german_quotation_marks(german: Catalog) -> None:
    straight = [text for entry in german if entry.id for text in strings(entry) if re.search(r"'\{\w+\}'", text)]
    assert straight == []
