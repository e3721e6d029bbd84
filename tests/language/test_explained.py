"""Every page of explain has its German twin, which says the same: nothing of it can grow old unseen."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from tpm_audit.cli.topics import TRANSLATED, Group, Topic, topics
from tpm_audit.language.catalogue import Language
from tpm_audit.rules import RULES
from tpm_audit.rules.rule import Rule

PAGES = {topic.name: topic for topic in topics().values() if topic.group is not Group.PROBLEM}
FOLDER = Path(str(TRANSLATED))
GERMAN = Language("de")
# Du and Sie, the reader, do not occur: as in the messages.
_ADDRESSES = re.compile(r"\b(Sie|Ihre?[mnrs]?|du|dein\w*)\b")
_CODE = re.compile(r"`[^`]+`")
_WIDTH = 120


def first_line(topic: Topic) -> str:
    """Return what a German page begins with: the fingerprint of the English words that it was made from."""
    words = " ".join(str(topic.english).split())
    return f"<!-- english: {hashlib.sha256(words.encode()).hexdigest()[:10]} -->"


def file_of(topic: Topic) -> Path:
    return FOLDER / f"{topic.name}.de.md"


there = pytest.mark.parametrize(
    "topic", [one for one in PAGES.values() if file_of(one).is_file()], ids=lambda one: one.name
)


def test_no_german_page_is_missing() -> None:
    missing = [
        f"{file_of(one).name}, beginning with {first_line(one)}" for one in PAGES.values() if not file_of(one).is_file()
    ]
    assert not missing, f"write in {FOLDER.name}/, the words above the examples alone:\n" + "\n".join(missing)


def test_no_german_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {file_of(one).name for one in PAGES.values()} == set()


def keys_in(words: str) -> set[str]:
    return set(_CODE.findall(" ".join(words.split())))


@there
def test_a_german_page_is_of_the_english_that_stands_there_now(topic: Topic) -> None:
    begins = file_of(topic).read_text(encoding="utf-8").splitlines()[0]
    assert begins == first_line(topic), (
        f"the English of {topic.name} has changed: mend {file_of(topic).name}, then begin it with {first_line(topic)}"
    )


@there
def test_a_german_page_names_the_same_keys(topic: Topic) -> None:
    assert keys_in(topic.words(GERMAN)) == keys_in(str(topic.english))


@there
def test_a_german_page_is_written_as_the_others_are(topic: Topic) -> None:
    words = topic.words(GERMAN)
    first, _, rest = words.partition("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    assert len(rest) > len(first)
    assert _ADDRESSES.findall(words) == []
    assert [line for line in words.splitlines() if len(line) > _WIDTH] == []


@pytest.mark.parametrize("code", ["de", "en"])
@there
def test_a_page_names_no_file_that_users_do_not_have(topic: Topic, code: str) -> None:
    assert re.findall(r"\w+\.md\b", topic.page(Language(code))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_called_the_same_on_its_page_and_in_reports(rule: Rule[Any]) -> None:
    assert PAGES[rule.code].words(GERMAN).splitlines()[0] == f"{GERMAN.say(rule.name)}."


@pytest.mark.parametrize("topic", PAGES.values(), ids=lambda one: one.name)
def test_examples_are_those_of_the_english_page(topic: Topic) -> None:
    english, german = topic.page(Language("en")), topic.page(GERMAN)
    assert len(german.splitlines()) - len(topic.words(GERMAN).splitlines()) == len(english.splitlines()) - len(
        str(topic.english).splitlines()
    )
    assert english.startswith(str(topic.english))


@pytest.mark.parametrize("topic", PAGES.values(), ids=lambda one: one.name)
def test_no_english_label_is_left(topic: Topic) -> None:
    english = ("The same", "Different", "Unreadable", "With ", "Fails", "Passes", "Source", "Severity")
    assert [line for line in topic.page(GERMAN).splitlines() if line.startswith(english)] == []
