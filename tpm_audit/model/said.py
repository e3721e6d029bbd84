"""What a message can hold, as the result writes and reads it: texts, numbers, days, lists, and messages in messages."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import GetPydanticSchema, WithJsonSchema
from pydantic_core import core_schema

from tpm_audit.model.figures import fraction_of
from tpm_audit.source.message import Localised, Message, Sayable, Share

JsonValue: TypeAlias = "str | int | float | list[JsonValue] | dict[str, JsonValue] | None"


def sayable_json(value: Sayable) -> JsonValue:
    """Return a value of a message as JSON: a text, a number, a map by language, a list, or a message."""
    if isinstance(value, Message):
        said: dict[str, JsonValue] = {
            "text": value.text,
            "values": {key: sayable_json(one) for key, one in value.values},
        }
        if value.plural is not None:
            said["plural"] = value.plural
        return said
    if isinstance(value, Localised):
        return value[""] if "" in value else dict(value)
    if isinstance(value, Share):
        return {"share": float(value.value)}
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [sayable_json(one) for one in value]
    return value


def sayable_from_json(value: JsonValue) -> Sayable:
    """Return the value that ``sayable_json`` wrote; a text in one language only is a text.

    Raises:
        ValueError: nothing that a message can hold is written so.
    """
    if isinstance(value, dict):
        return _said_from_json(value)
    if isinstance(value, list):
        return tuple(sayable_from_json(one) for one in value)
    if isinstance(value, float):
        return Decimal(str(value))
    if value is None:
        raise ValueError("a text, a number or a message is expected")
    return value


def _said_from_json(value: Mapping[str, JsonValue]) -> Sayable:
    if isinstance(text := value.get("text"), str) and isinstance(values := value.get("values"), dict):
        plural = value.get("plural")
        held = tuple((key, sayable_from_json(one)) for key, one in values.items())
        return Message(text, held, plural if isinstance(plural, str) else None)
    if isinstance(share := value.get("share"), int | float):
        return Share(fraction_of(share))
    if isinstance(day := value.get("day"), str):
        return datetime.date.fromisoformat(day)
    return Localised({key: str(one) for key, one in value.items()})


def _message_from_json(value: JsonValue) -> Message:
    if isinstance(said := sayable_from_json(value), Message):
        return said
    raise ValueError("a message is expected")


def _standard_from_json(value: JsonValue) -> Localised | Message:
    said = sayable_from_json(value)
    return said if isinstance(said, Message) else _words_from_json(value)


def _words_from_json(value: JsonValue) -> Localised:
    said = sayable_from_json(value)
    if isinstance(said, str):
        return Localised({"": said})
    if isinstance(said, Localised):
        return said
    raise ValueError("a text is expected")


_MESSAGE = {
    "type": "object",
    "required": ["text", "values"],
    "properties": {"text": {"type": "string"}, "plural": {"type": "string"}, "values": {"type": "object"}},
}
_TEXT = {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}


def _as_json(
    schema: dict[str, object], read: Callable[[JsonValue], Sayable]
) -> tuple[GetPydanticSchema, WithJsonSchema]:
    """Return how pydantic writes and reads a value that a message can hold."""

    def both(_type: object, _handler: object) -> core_schema.CoreSchema:
        """Return a schema of its own each time: pydantic adds to what it is given."""
        serializer = core_schema.plain_serializer_function_ser_schema(sayable_json)
        return core_schema.no_info_plain_validator_function(read, serialization=serializer)

    return GetPydanticSchema(both), WithJsonSchema(schema)


Said: TypeAlias = Annotated[Message, *_as_json(_MESSAGE, _message_from_json)]
Words: TypeAlias = Annotated[Localised, *_as_json(_TEXT, _words_from_json)]
Standard: TypeAlias = Annotated[
    Localised | Message, *_as_json({"anyOf": [*_TEXT["anyOf"], _MESSAGE]}, _standard_from_json)
]  # an expected value, or a demand in words
Anything: TypeAlias = Annotated[Sayable, *_as_json({}, sayable_from_json)]
