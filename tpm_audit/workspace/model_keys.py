"""The keys that a model takes, at every level of it."""

import types
import typing
from functools import cache

from pydantic import BaseModel

from tpm_audit.model.entry import ID, WRITTEN, KeyPath

_EVERYWHERE = frozenset({"internal_note", "audience", "renamed_from"})  # keys of most things: they are listed last


@cache
def keys_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """Return the keys that a model takes at a key path below it."""
    here: object = model
    for step in path:
        here = _step(here, str(step))
    found = next((one for one in _parts(here) if isinstance(one, type) and issubclass(one, BaseModel)), None)
    return _keys(found) if found else ()


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    names = [field.alias or name for name, field in model.model_fields.items()]
    own = [name for name in names if name not in (ID, WRITTEN)]
    return tuple(sorted(own, key=lambda name: name in _EVERYWHERE))


def _step(here: object, step: str) -> object:
    for part in _parts(here):
        if isinstance(part, type) and issubclass(part, BaseModel):
            for name, field in part.model_fields.items():
                if step in (name, field.alias):
                    return field.annotation
        arguments = typing.get_args(part)
        if arguments:  # a map's values, a tuple's entries
            entries = [one for one in arguments if one is not Ellipsis]
            return entries[-1]
    return None


def _parts(annotation: object) -> list[object]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _parts(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [part for one in typing.get_args(annotation) for part in _parts(one)]
    return [annotation]
