"""The topics of explain: the words of each in English and beside it in other languages, its examples in all of them."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from importlib.resources import files

from tpm_audit.facts import FACT_KINDS
from tpm_audit.figures import (
    checklist_score,
    consistency,
    contact_share,
    customer_figures,
    customer_lifetime_value,
    emotions,
    importance_performance,
    kano,
    reasons,
    verdict,
    waves,
)
from tpm_audit.history import compared, gate
from tpm_audit.language.catalogue import Language
from tpm_audit.model import codes, states, waivers
from tpm_audit.report import NO_EXTENSIONS, Extensions
from tpm_audit.rules import RULES
from tpm_audit.rules.own import SHAPES
from tpm_audit.source.codes import MEANINGS
from tpm_audit.source.message import Message, Sayable, say

TRANSLATED = files("tpm_audit.language") / "explained"  # phone.de.md; its first line says of which English it is

_FIGURES = {
    "score": checklist_score,
    "consistency": consistency,
    "verdict": verdict,
    "change": compared,
    "customers": customer_figures,
    "reasons": reasons,
    "kano": kano,
    "associations": contact_share,
    "waves": waves,
    "clv": customer_lifetime_value,
    "importance-performance": importance_performance,
    "emotions": emotions,
    "states": states,
    "waivers": waivers,
    "gate": gate,
}
_FAILS, _SOURCE = "\n\nFails:\n", "\n\nSource: "  # of the design, which users do not have
# What tests execute stands in the English page alone; of these lines only the words around the values are translated.
_EXAMPLES: Mapping[str, Message] = {
    r'The same: "(?P<one>.+)" and "(?P<other>.+)"': say('The same: "{one}" and "{other}"'),
    r'Different: "(?P<one>.+)" and "(?P<other>.+)"': say('Different: "{one}" and "{other}"'),
    r'Unreadable: "(?P<text>.*)"': say('Unreadable: "{text}"'),
    r"With (?P<keys>.+)": say("With {keys}"),
    r"Fails:": say("Fails:"),
    r"Passes:": say("Passes:"),
}


_KEYS_OF_ALL = say(
    "Beside its own keys each takes message (what it asks, in one sentence; it heads what is found), where (which "
    "units it is meant for), severity, advice, audience and internal_note. It stands in site_config/rules.yml, below "
    "rules: and an id of its own."
)


class Group(Enum):
    """What a topic is."""

    PROBLEM = auto()
    RULE = auto()
    FIGURE = auto()
    KIND = auto()


@dataclass(frozen=True)
class Topic:
    """What explain has a page of."""

    name: str
    group: Group
    english: str | Message  # its words; those that are no message are translated as a file of their own
    examples: tuple[Sayable, ...] = ()  # the lines below

    def words(self, language: Language) -> str:
        """Return what the page says above its examples, in English where it is not translated."""
        if isinstance(self.english, Message):
            return language.say(self.english)
        file = TRANSLATED / f"{self.name}.{language.code}.md"
        return file.read_text(encoding="utf-8").partition("\n")[2].strip() if file.is_file() else self.english

    def page(self, language: Language) -> str:
        """Return the whole page."""
        examples = "\n".join(language.say(line) for line in self.examples)
        return f"{self.words(language)}\n\n{examples}".rstrip()


def topics(extensions: Extensions = NO_EXTENSIONS) -> Mapping[str, Topic]:
    """Return every topic by its name, those of plugins among them."""
    return {
        topic.name: topic for topic in (*_problems(), *_rules(extensions), *_shapes(), *_figures(), *_kinds(extensions))
    }


def _problems() -> Iterator[Topic]:
    for code, meaning in (*MEANINGS.items(), *codes.MEANINGS.items()):
        yield Topic(str(code), Group.PROBLEM, meaning)


def _rules(extensions: Extensions) -> Iterator[Topic]:
    for rule in (*RULES, *extensions.rules):
        severity = say(
            "Severity: {severity} (site.yml may change it, with a reason)", severity=Message(rule.severity.value)
        )
        english, fails, examples = rule.page.strip().partition(_FAILS)
        yield Topic(rule.code, Group.RULE, english, (*_lines(fails + examples), "", severity))


def _shapes() -> Iterator[Topic]:
    for shape in SHAPES:
        severity = say(
            "Severity: {severity} (a rule may say another; of all of this shape site.yml may change it, with a reason)",
            severity=Message(shape.severity.value),
        )
        english, fails, examples = shape.page.strip().partition(_FAILS)
        yield Topic(shape.code, Group.RULE, english, (*_lines(fails + examples), "", _KEYS_OF_ALL, "", severity))


def _figures() -> Iterator[Topic]:
    for name, module in _FIGURES.items():
        yield Topic(name, Group.FIGURE, (module.__doc__ or "").strip().partition(_SOURCE)[0])


def _kinds(extensions: Extensions) -> Iterator[Topic]:
    for name, kind in {**FACT_KINDS, **extensions.kinds}.items():
        english, _, examples = (sys.modules[kind.__module__].__doc__ or "").strip().rpartition("\n\n")
        yield Topic(name, Group.KIND, english, tuple(_lines(examples)))


def _lines(text: str) -> Iterator[Sayable]:
    for line in text.strip().splitlines():
        found = ((re.fullmatch(pattern, line), message) for pattern, message in _EXAMPLES.items())
        yield next((Message(said.text, tuple(match.groupdict().items())) for match, said in found if match), line)
