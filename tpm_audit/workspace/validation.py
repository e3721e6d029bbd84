"""Rows to models: every mistake becomes a problem with its place; a bad row costs that row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from tpm_audit.model import codes
from tpm_audit.model.context import BROKEN, Context
from tpm_audit.model.entry import ID, WRITTEN, KeyPath, Written
from tpm_audit.model.field_types import keys_expected, list_expected, text_expected
from tpm_audit.source.document import Value
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.model_keys import keys_at
from tpm_audit.workspace.refused import Refused

M = TypeVar("M", bound=BaseModel)


class PlaceOf(Protocol):
    """Looks up where something is written."""

    def __call__(self, written: Written, *, key: bool = False) -> Place:
        """Return file, line and column."""


@dataclass(frozen=True)
class Family:
    """Models of which ``key`` chooses one; a key of another of them is told so."""

    key: str
    models: Mapping[str, type[BaseModel]]
    unknown: Callable[[str], Message]
    has_it: Callable[[str], Message]
    also_called: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What reading a row needs to know of the workspace."""

    context: Context
    place_of: PlaceOf
    refused: Refused
    families: tuple[Family, ...]

    def owners_of(self, model: type[BaseModel], key: str) -> Message | None:
        """Say which of its family have a key that ``model`` does not have; None where none has."""
        for family in self.families:
            if model in family.models.values():
                owners = [name for name, other in family.models.items() if key in keys_at(other, ())]
                return family.has_it(", ".join(owners)) if owners else None
        return None


_KEY = "[key]"  # how pydantic marks an error of a map's key
# What to write for a key that has to be there; the field's own words where a plain name does not help.
_EXAMPLES: Mapping[str, str] = {
    "name": "name: …",
    "phase": "phase: before",
    "channels": "channels: [website]",
    "kind": "kind: digital",
    "ask": 'ask: "…?"',
    "period": "period: {from: 2026-10-19, to: 2026-10-22}",
    "from": "from: 2026-10-19",
    "to": "to: 2026-10-22",
    "checklists": "checklists: [service]",
    "auditor": "auditor: a1",
    "date": "date: 2026-10-21",
    "format": "format: 1",
    "client": "client: {name: …}",
    "languages": "languages: [de, en]",
    "country": "country: AT",
    "phases": "phases: [{id: before}, {id: during}, {id: after}]",
    "reason": "reason: …",
    "criteria": "criteria: {greeted: {ask: …}}",
    "levels": "levels: [{id: bad, share: 0}, {id: good, share: 1}]",
    "share": "share: 0.5",
    "file": "file: photo.jpg",
    "answer": "answer: pass",
    "value": "value: …",
    "id": "id: before",
    "message": "message: …",
    "facts": "facts: [phone]",
    "fact": "fact: phone",
    "needs": "needs: [owner]",
    "max_age": "max_age: 6 months",
    "of": "of: touchpoints",
    "steps": "steps: [{touchpoint: shop, channel: website}]",
    "basis": "basis: measured",
    "margin": "margin: 100",
    "retention": "retention: 0.8",
    "discount": "discount: 0.1",
    "periods": "periods: 5",
}


@dataclass(frozen=True)
class Forgiving:
    """What of a row may be wrong without costing the row.

    Wrong entries below the ``droppable`` keys are left out. Where ``stand_in`` is given, any wrong key is left out,
    and the stand-in's value takes the place of one that has to be there.
    """

    droppable: frozenset[str] = frozenset()
    stand_in: Mapping[str, object] | None = None


STRICT = Forgiving()
_ROUNDS = 4  # what is left out may leave a list or map empty, and that again be wrong


def read_row(
    model: type[M],
    value: Value,
    written: Written,
    reading: Reading,
    *,
    id_: str | None = None,
    forgiving: Forgiving = STRICT,
) -> tuple[M | None, list[Problem]]:
    """Read one row; where only what may be left out is wrong, the row is read without it."""
    if not isinstance(value, dict):
        return None, [Problem(reading.place_of(written), codes.WRONG_SHAPE, *keys_expected(value))]
    data: dict[str, object] = {**value, WRITTEN: written}
    if id_ is not None:
        data[ID] = id_
    problems: list[Problem] = []
    for turn in range(_ROUNDS):
        try:
            return model.model_validate(data, context=reading.context), problems
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
        if not turn:  # what is wrong later follows from what was left out
            problems = list(_problems(model, details, value, written, reading))
        without = _without(data, [detail["loc"] for detail in details], forgiving)
        if without is None:
            break
        data = without
    return None, problems


def _without(data: dict[str, object], wrong: list[KeyPath], forgiving: Forgiving) -> dict[str, object] | None:
    """Return the row without what is wrong, None where it has to have that, or is wrong as a whole."""
    if () in wrong:
        return None
    entries = {(path[0], path[1]) for path in wrong if len(path) > 1 and path[0] in forgiving.droppable}
    keys = {path[0] for path in wrong if (path[0], *path[1:2]) not in entries}
    if forgiving.stand_in is None and not keys <= forgiving.droppable:
        return None
    kept: dict[str, object] = dict(forgiving.stand_in or {})
    for key, section in data.items():
        if key in keys:
            continue
        if isinstance(section, dict):
            kept[key] = {name: one for name, one in section.items() if (key, name) not in entries}
        elif isinstance(section, list):
            kept[key] = [one for index, one in enumerate(section) if (key, index) not in entries]
        else:
            kept[key] = section
    return kept


def _problems(
    model: type[BaseModel], details: list[ErrorDetails], value: Value, written: Written, reading: Reading
) -> Iterator[Problem]:
    misspelt = {
        (detail["loc"][:-1], closest(str(detail["loc"][-1]), keys_at(model, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    for detail in details:
        if detail["type"] == BROKEN:
            continue
        if detail["type"] == "missing":
            path, key = detail["loc"][:-1], str(detail["loc"][-1])
            told = (path, key) in misspelt or reading.refused.stood(written.at(*path), "id" if key == ID else key)
            if not told:
                yield _missing(reading.place_of(written.at(*path)), key)
        else:
            yield _problem(model, detail, value, written, reading)


def _missing(place: Place, key: str) -> Problem:
    key = "id" if key == ID else key
    message, hint = missing_key(key)
    return Problem(place, codes.MISSING_KEY, message, hint)


def missing_key(key: str) -> tuple[Message, Message]:
    """Return what is said of a key that has to be there, and what to write."""
    return say("'{key}' is missing", key=key), say("add {example}", example=_EXAMPLES.get(key, f"{key}: …"))


def _problem(model: type[BaseModel], detail: ErrorDetails, value: Value, written: Written, reading: Reading) -> Problem:
    path: KeyPath = detail["loc"]
    at_key = path[-1:] == (_KEY,)
    if at_key:
        path = path[:-1]
    path = tuple("id" if step == ID else step for step in path)
    context = detail.get("ctx", {})
    kind = detail["type"]
    code, hint = codes.WRONG_SHAPE, None
    if kind == "unreadable":
        code, message, hint = context["code"], context["message"], context["hint"]
    elif kind == "extra_forbidden":
        code, at_key = codes.UNKNOWN_KEY, True
        message, hint = _unknown_key(str(path[-1]), keys_at(model, path[:-1]))
        owners = reading.owners_of(model, str(path[0])) if len(path) == 1 else None
        hint = owners or hint
    elif kind in ("tuple_type", "list_type"):
        message, hint = list_expected(_found(value, path))
    elif kind == "string_type":
        message, hint = text_expected(_found(value, path))
    else:
        message, hint = keys_expected(_found(value, path))
    return Problem(reading.place_of(written.at(*path), key=at_key), code, message, hint)


def _found(value: Value, path: KeyPath) -> object:
    """Return what stands at a key path."""
    here: object = value
    for step in path:
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
    return here


def problem_of(error: ValueError, place: Place) -> Problem:
    """Return the problem that a field type raised outside of a model."""
    if not isinstance(error, PydanticCustomError) or error.context is None:
        raise error
    return Problem(place, error.context["code"], error.context["message"], error.context["hint"])


def _unknown_key(key: str, known: tuple[str, ...]) -> tuple[Message, Message]:
    near = closest(key, known)
    hint = say("did you mean '{near}'?", near=near) if near else say("it takes: {keys}", keys=", ".join(known))
    return say("no key '{key}' here", key=key[:80]), hint
