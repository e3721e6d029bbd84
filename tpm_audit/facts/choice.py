"""One of a few declared values: the form of address, yes or no, the version of a logo.

The key `values` lists them, at least two. Capitals and white space do not count; any other value is
unreadable, so that a slip of the auditor is not taken for a difference of the channel.

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

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator

from tpm_audit.facts.text import folded
from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import ListOf, Text
from tpm_audit.source.message import Message, say
from tpm_audit.source.suggestions import listed


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

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        return {_key(value): value for value in self.values}

    def compared_as(self) -> Message:
        """Say the values."""
        return say("as one of the declared values: {values}", values=tuple(self.values))

    def explain(self, standard: Reading, found: Reading) -> Message | None:  # noqa: ARG002 (every kind explains alike)
        """Say nothing: the two values say it all."""
        return None


def _key(text: str) -> str:
    return folded(text).casefold()
