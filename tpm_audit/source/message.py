"""What the program says, before a language is chosen.

It stands at the bottom because problems, the first thing the reader makes, carry one. The English template is
the message's id: results keep it together with its values, and every language is made from these two.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, Union


class Localised(Mapping[str, str]):
    """A text by language code; without codes (one entry under "") it is the same in every language."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def __repr__(self) -> str:
        return f"Localised({self._texts!r})"

    def in_language(self, *languages: str) -> str:
        """Return the text of the first of ``languages`` that has one, else of the first written."""
        for language in (*languages, ""):
            if language in self._texts:
                return self._texts[language]
        return next(iter(self._texts.values()), "")


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1, said in per cent."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as template and values; ``plural`` is used where the value ``n`` is not 1."""

    text: str
    values: tuple[tuple[str, "Sayable"], ...] = ()
    plural: str | None = None


# Union, not "|": the alias is used beside None at run time, where names in quotes have no operator.
Sayable: TypeAlias = Union[str, int, Decimal, Share, datetime.date, Localised, Message, tuple["Sayable", ...]]  # noqa: UP007


def say(text: str, plural: str | None = None, /, **values: Sayable) -> Message:
    """Return a message; templates name their values in braces: ``say("no {kind} '{id}'", kind=…, id=…)``."""
    return Message(text, tuple(values.items()), plural)
