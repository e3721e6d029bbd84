"""The values of a foreign YAML file, each asked for by what it has to be."""

from collections.abc import Mapping
from typing import TypeAlias

from tpm_audit.model import codes
from tpm_audit.model.field_types import keys_expected, list_expected, text_expected
from tpm_audit.source.document import Document, LeftOut, Value
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Problem
from tpm_audit.source.suggestions import closest, one_of

Steps: TypeAlias = tuple[str | int, ...]
SHOWN = 80  # characters of a value that a message repeats


class Values:
    """Asks for values and collects the problems; ``tagged`` are the keys whose value a tag makes."""

    def __init__(self, document: Document) -> None:
        self.problems: list[Problem] = []
        self.tagged: list[str] = []
        self._document = document

    def map_at(self, value: Value | None, at: Steps) -> Mapping[str, Value]:
        """Return the map that stands here; anything else is a problem, and an empty map."""
        if isinstance(value, dict):
            return value
        if not self.is_left_out(value, at):
            self.tell(at, codes.WRONG_SHAPE, *keys_expected(value))
        return {}

    def list_at(self, value: Value, at: Steps) -> list[Value]:
        """Return the list that stands here; anything else is a problem, and an empty list."""
        if isinstance(value, list):
            return value
        if not self.is_left_out(value, at):
            self.tell(at, codes.WRONG_SHAPE, *list_expected(value))
        return []

    def keys_at(self, value: Value, at: Steps, known: tuple[str, ...]) -> Mapping[str, Value] | None:
        """Return a map that has these keys at most."""
        if not isinstance(value, dict):
            self.map_at(value, at)
            return None
        for key in value:
            if key not in known:
                self.tell((*at, key), codes.UNKNOWN_KEY, say("no key '{key}' here", key=key[:SHOWN]), _hint(key, known))
        return value

    def text_at(self, value: Value | None, at: Steps) -> str | None:
        """Return the text that stands here, without space around it; None where there is none."""
        if value is None or self.is_left_out(value, at):
            return None
        if not isinstance(value, str):
            self.tell(at, codes.WRONG_SHAPE, *text_expected(value))
            return None
        return value.strip()

    def required(self, keys: Mapping[str, Value], key: str, at: Steps) -> str | None:
        """Return the text of a key that has to be there."""
        if key not in keys:
            message = say("'{key}' is missing", key=key)
            self.tell(at, codes.MISSING_KEY, message, say("add {example}", example=f"{key}: …"))
        return self.text_at(keys.get(key), (*at, key))

    def word(self, keys: Mapping[str, Value], key: str, at: Steps, choices: tuple[str, ...]) -> str | None:
        """Return one of the words that a key takes."""
        word = self.text_at(keys.get(key), (*at, key))
        if word is None or word in choices:
            return word
        if word.replace(" ", "-") in choices:  # Material takes both
            return word.replace(" ", "-")
        self.tell((*at, key), codes.NOT_A_CHOICE, *no_choice(word, choices))
        return None

    def is_left_out(self, value: Value | None, at: Steps) -> bool:
        """Say whether a value is none to be read; one with a tag is remembered."""
        if isinstance(value, LeftOut) and value:
            self.tagged.append(".".join(map(str, at)) or "the whole file")
        return isinstance(value, LeftOut)

    def tell(self, at: Steps, code: str, message: Message, hint: Message | None) -> None:
        """Add a problem."""
        place = self._document.place(at, key=code == codes.UNKNOWN_KEY)
        self.problems.append(Problem(place, code, message, hint))


def _hint(word: str, choices: tuple[str, ...]) -> Message:
    near = closest(word, choices)
    return (
        say("it takes: {keys}", keys=", ".join(choices)) if near is None else say("did you mean '{near}'?", near=near)
    )


def no_choice(word: str, choices: tuple[str, ...]) -> tuple[Message, Message]:
    """Return what is said of a word that is none of the choices, and what to write."""
    near, options = closest(word, choices), ", ".join(choices)
    message = say("'{value}' is not known here", value=word[:SHOWN])
    return message, one_of(near, options)
