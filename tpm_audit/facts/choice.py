"""One of a few declared values: the form of address, yes or no, the version of a logo.

The key `values` lists them, at least two. Capitals and white space do not count; any other value is
unreadable, so that a slip of the auditor is not taken for a difference of the channel.

Where the values are du and sie, a visit may hold a text in place of the value, `{text: …}`: a few German sentences as
found. It is read as what its pronouns, verbs and biddings say to the reader, as both where it says both, and the
passages that tell are shown. Words for several readers (ihr, euch) count as du and are named. At the beginning of a
sentence "Sie" and "Ihre" may be somebody else and count with care.

With values: [du, sie]
The same: "du" and "Du"
The same: "sie" and " SIE "
Different: "du" and "sie"
Unreadable: "ihr"
With values: [logo 2019, logo 2024]
The same: "logo 2024" and "Logo  2024"
Different: "logo 2019" and "logo 2024"
Unreadable: "2024"
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator

from tpm_audit.facts.form_of_address import Address, Telling, tellings
from tpm_audit.facts.passages import Span, cut
from tpm_audit.facts.sentences import in_lines, sentences
from tpm_audit.facts.text import folded
from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.drawings import Mark, SampleDrawing
from tpm_audit.model.facts import Circumstances, Fact, Reading, Sampled, Unreadable
from tpm_audit.model.field_types import ListOf, Text
from tpm_audit.source.message import Message, say
from tpm_audit.source.suggestions import listed

_FORMS = frozenset({"du", "sie"})
_NAMED = 6  # words for several readers


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len({_key(value) for value in values}) < max(len(values), 2):
        raise unreadable(
            codes.WRONG_SHAPE,
            say("a choice needs at least two values, each of them once"),
            say("write for example {example}", example="values: [du, sie]"),
        )
    return values


class ChoiceFact(Fact):
    """A fact of kind choice."""

    values: Annotated[ListOf[Text], AfterValidator(_distinct)]

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the declared spelling of the value."""
        value = self._by_key.get(_key(text))
        if value is not None:
            return Reading(text, value)
        return Unreadable(text, say("it is not one of: {choices}", choices=listed(self.values)))

    @property
    def reads_samples(self) -> bool:
        """Say whether it is the form of address, which a text tells."""
        return set(self._by_key) == _FORMS

    def read_sample(self, text: str, circumstances: Circumstances) -> tuple[Sampled, ...] | Unreadable:
        """Return the forms of address that a German text uses, in the order of the text."""
        if circumstances.languages and "de" not in circumstances.languages:
            return Unreadable(
                text, say("only German texts are read: language of the visit, or content_languages, says another")
            )
        lines = in_lines(text)
        read = tuple(sentences(lines, "de"))
        told: dict[str, list[Telling]] = {}
        for one in tellings(lines, read):
            told.setdefault("sie" if one.address is Address.SIE else "du", []).append(one)
        if not told:
            return Unreadable(text, say("nothing in the text addresses the reader"))
        words = sum(len(sentence.words) for sentence in read)
        return tuple(
            Sampled(
                Reading(self._by_key[form], self._by_key[form]),
                SampleDrawing(
                    cut(lines, (Span(one.start, one.end, Mark.TELLING) for one in those)),
                    words,
                    len(read),
                    _plural(lines, those),
                ),
            )
            for form, those in told.items()
        )

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        return {_key(value): value for value in self.values}

    def compared_as(self) -> Message:
        """Say the values."""
        return say("as one of the declared values: {values}", values=tuple(self.values))

    def explain(self, standard: Reading, found: Reading) -> Message | None:  # noqa: ARG002 (every kind explains alike)
        """Say nothing: the two values say it all."""
        return None


def _plural(text: str, told: Iterable[Telling]) -> tuple[str, ...]:
    """Return the words that speak to several readers, each once."""
    spoken = (text[one.start : one.end].lower() for one in told if one.address is Address.IHR)
    return tuple(sorted(set(spoken)))[:_NAMED]


def _key(text: str) -> str:
    return folded(text).casefold()
