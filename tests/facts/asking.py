"""A fact as its YAML would make it, and what it says of two spellings."""

from dataclasses import dataclass

from tests.facts.images import Measures
from tpm_audit.facts import FACT_KINDS
from tpm_audit.language.catalogue import Language
from tpm_audit.model.context import Context
from tpm_audit.model.entry import ID, WRITTEN, Written
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.site import UrlDetail
from tpm_audit.source.message import Localised, Message, Sayable, Share

EVERY_DETAIL = frozenset(detail.value for detail in UrlDetail)


def fact_of(kind: str, keys: dict[str, object] | None = None) -> Fact:
    context = Context(("de", "en"), ("de", "en"), {}, lambda *_: None)
    written = {ID: "a-fact", WRITTEN: Written("site_config/standard.yml"), "kind": kind, **(keys or {})}
    return FACT_KINDS[kind].model_validate(written, context=context)


@dataclass(frozen=True)
class Asked:
    """A fact under fixed circumstances."""

    fact: Fact
    circumstances: Circumstances

    def read(self, text: str) -> Reading | Unreadable:
        return self.fact.read(text, self.circumstances)

    def reading(self, text: str) -> Reading:
        found = self.read(text)
        assert isinstance(found, Reading), found
        assert found.text == text
        return found

    def why_not(self, text: str) -> str:
        found = self.read(text)
        assert isinstance(found, Unreadable), found
        assert found.text == text
        return english(found.why)

    def same(self, one: str, other: str) -> bool:
        there, back = self.reading(one), self.reading(other)
        answer = self.fact.same(there, back)
        assert answer == self.fact.same(back, there)
        assert self.fact.has_tolerance or answer == (there.value == back.value)
        return answer

    def explained(self, standard: str, found: str) -> str | None:
        message = self.fact.explain(self.reading(standard), self.reading(found))
        return None if message is None else english(message)

    def stands_anything(self, one: str, other: str) -> None:
        """Read, compare and explain two texts whatever they are; it must not raise."""
        readings = [reading for reading in map(self.read, (one, other)) if isinstance(reading, Reading)]
        for reading in readings:
            assert reading.value
            assert self.fact.same(reading, reading)
            assert Language("de").say(self.fact.read_as(reading))
        if len(readings) == len((one, other)) and not self.fact.same(*readings):
            self.fact.explain(*readings)


def ask(
    kind: str, keys: dict[str, object] | None = None, country: str = "AT", languages: tuple[str, ...] = ()
) -> Asked:
    return Asked(fact_of(kind, keys), Circumstances(country, EVERY_DETAIL, images=Measures(), languages=languages))


def english(message: Message) -> str:
    """Say a message as its template stands."""
    values: dict[str, object] = {name: _spoken(value) for name, value in message.values}
    text = message.plural if message.plural and values.get("n") != 1 else message.text
    return text.format(**values)


def _spoken(value: Sayable) -> object:
    assert not isinstance(value, Localised)
    if isinstance(value, Message):
        return english(value)
    if isinstance(value, tuple):
        return ", ".join(str(_spoken(one)) for one in value)
    return Language("en").say(value) if isinstance(value, Share) else value
