"""What stands in a workspace and the client may not see: what a site for the client is searched for.

It is collected without knowing any field by name: whatever is written at a thing and is not at the same thing in the
client's edition of any audit is internal. So a field that comes later is covered before anybody thinks of it.
"""

import datetime
import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import PurePosixPath

from pydantic import BaseModel

from tpm_audit.language.catalogue import Language
from tpm_audit.model.audits import AuditPlan, EvidenceFile, Period
from tpm_audit.model.closed import ClosedAudit
from tpm_audit.model.entry import ID, Edition, KeyPath, Written
from tpm_audit.model.goals import BUILT_IN_GOALS
from tpm_audit.model.said import JsonValue
from tpm_audit.model.scales import BUILT_IN
from tpm_audit.model.site import ReportLanguage
from tpm_audit.model.written_pages import WrittenPage
from tpm_audit.source.message import Localised
from tpm_audit.workspace.editions import for_edition, whole_audit
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.rows import Documents

_NOWHERE = Written("")
_PAGES = "content/pages/"


@dataclass(frozen=True, slots=True)
class InternalText:
    """A text that the client may not see, and where it is written first."""

    text: str
    written: Written


@dataclass(frozen=True)
class Disclosure:
    """The internal texts of a workspace, each once, and all texts that the client may see."""

    internal: tuple[InternalText, ...]
    shown: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A text, and where it is written: the thing it belongs to, and the keys that lead from there to it."""

    text: str
    owner: Written
    keys: KeyPath


def disclosure_of(workspace: Workspace) -> Disclosure:
    """Return what of a workspace is internal: ids, texts, names of evidence files and of auditors, of all its audits.

    What the client's edition of any audit shows is not, though that of another audit leaves it out.
    """
    shown: set[str] = set()
    hidden: dict[str, Written] = {}
    _gather((BUILT_IN_GOALS, BUILT_IN, workspace.mkdocs), shown)
    for plan in workspace.plans.values() or (NO_PLAN,):
        whole = whole_audit(workspace, plan)
        client = for_edition(whole, Edition.CLIENT)
        _gather(client, shown)
        for one in _hidden(whole, client, _NOWHERE, ()):
            if one.text not in hidden or not one.keys:  # an id stands at its thing, not where others name it
                hidden[one.text] = _in_a_file(one.owner.at(*one.keys), workspace.documents)
    for closed in workspace.closed.values():
        _gather_closed(closed, shown, hidden)
    return Disclosure(tuple(InternalText(*one) for one in hidden.items()), frozenset(shown))


def _gather_closed(closed: ClosedAudit, shown: set[str], hidden: dict[str, Written]) -> None:
    """Add what the internal result of a closed audit holds and the client's does not; YAML beside it does not count."""
    client: set[str] = set()
    if not closed.head.is_internal:
        _gather_json(closed.content(Edition.CLIENT), client)
    whole: set[str] = set()
    _gather_json(closed.content(Edition.INTERNAL), whole)
    shown |= client
    for text in sorted(whole - client):
        hidden.setdefault(text, Written(closed.path))


def _gather_json(value: JsonValue, into: set[str]) -> None:
    if isinstance(value, str):
        into.add(value)
    elif isinstance(value, dict):
        for one in value.values():
            _gather_json(one, into)
    elif isinstance(value, list):
        for one in value:
            _gather_json(one, into)


NO_PLAN = AuditPlan.model_construct(
    id="",
    written=_NOWHERE,
    checklists=(),
    period=Period.model_construct(first=datetime.date.min, last=datetime.date.max),
)


def _hidden(whole: object, client: object, owner: Written, keys: KeyPath) -> Iterator[_Found]:
    """Yield the texts of ``whole`` that are not at the same place in ``client``, which was made of it."""
    if _is_thing(whole) and type(whole) is type(client):
        owner, keys = _origin(whole, owner, keys)
        for name, key in _keys_of(type(whole)):
            one, other = getattr(whole, name), getattr(client, name)
            if one is not other:  # most of what may be seen was taken over as it is
                yield from _hidden(one, other, owner, (*keys, key) if key else keys)
    elif _shape(whole) is _Shape.MAP and isinstance(whole, Mapping) and isinstance(client, Mapping):
        yield from _hidden_in_map(whole, client, owner, keys)
    elif isinstance(whole, tuple) and isinstance(client, tuple):
        yield from _hidden_in_list(whole, client, owner, keys)
    else:
        texts = _texts(client)
        yield from (one for one in _walk(whole, owner, keys) if one.text not in texts)


def _hidden_in_map(
    whole: Mapping[str, object], client: Mapping[str, object], owner: Written, keys: KeyPath
) -> Iterator[_Found]:
    yield from _walk({key: one for key, one in whole.items() if key not in client}, owner, keys)
    for key, one in whole.items():
        if key in client and one is not client[key]:
            yield from _hidden(one, client[key], owner, (*keys, key))


def _hidden_in_list(
    whole: tuple[object, ...], client: tuple[object, ...], owner: Written, keys: KeyPath
) -> Iterator[_Found]:
    """Yield what is hidden of things that say where they are written, thing by thing; of other lists, the texts."""
    same = {one.written: one for one in client if hasattr(one, "written")}
    texts = _texts(client) if len(same) < len(client) else set()
    for index, one in enumerate(whole):
        other = same.get(getattr(one, "written", None))
        place = (*keys, index)
        found = _walk(one, owner, place) if other is None else _hidden(one, other, owner, place)
        yield from (text for text in found if text.text not in texts)


def _walk(value: object, owner: Written, keys: KeyPath) -> Iterator[_Found]:
    """Yield every text in a value."""
    if isinstance(value, Localised):
        for language, text in value.items():
            yield _Found(text, owner, (*keys, language) if language else keys)
    elif isinstance(value, str) and not isinstance(value, enum.Enum):
        yield _Found(value, owner, keys)
    elif _is_thing(value):
        yield from _walk_thing(value, *_origin(value, owner, keys))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if not hasattr(one, "written"):  # the id of a thing is one of its fields
                yield _Found(str(key), owner, (*keys, key))
            yield from _walk(one, owner, (*keys, key))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _walk(one, owner, (*keys, index))


def _walk_thing(thing: object, owner: Written, keys: KeyPath) -> Iterator[_Found]:
    for name, key in _keys_of(type(thing)):
        yield from _walk(getattr(thing, name), owner, (*keys, key) if key else keys)
    if isinstance(thing, EvidenceFile):  # its name may go on with another ending
        yield _Found(PurePosixPath(thing.file).stem, owner, (*keys, "file"))


def _texts(value: object) -> set[str]:
    found: set[str] = set()
    _gather(value, found)
    return found


def _gather(value: object, into: set[str]) -> None:
    """Add every text in a value, and every day as pages write it; the quick sister of ``_walk``."""
    shape = _shape(value)
    if shape is _Shape.THING:
        _gather_thing(value, into)
    elif isinstance(value, Localised):
        into.update(value.values())
    elif isinstance(value, str):
        if shape is _Shape.TEXT:
            into.add(value)
    elif isinstance(value, Mapping):
        into.update(map(str, value))
        for one in value.values():
            _gather(one, into)
    elif isinstance(value, tuple | frozenset):
        for one in value:
            _gather(one, into)
    elif isinstance(value, datetime.date):
        into.update(_days(value))


def _gather_thing(thing: object, into: set[str]) -> None:
    for name, _ in _keys_of(type(thing)):
        one = getattr(thing, name)
        if one is not None and one != ():
            _gather(one, into)
    if isinstance(thing, EvidenceFile):
        into.add(PurePosixPath(thing.file).stem)


class _Shape(enum.Enum):
    """What a value is to whoever looks for texts in it."""

    NOTHING = enum.auto()
    TEXT = enum.auto()
    THING = enum.auto()
    MAP = enum.auto()
    OTHER = enum.auto()


_SHAPES: dict[type, _Shape] = {}


def _shape(value: object) -> _Shape:
    kind = type(value)
    if kind not in _SHAPES:
        _SHAPES[kind] = _shape_of(kind)
    return _SHAPES[kind]


def _shape_of(kind: type) -> _Shape:
    if issubclass(kind, BaseModel) or is_dataclass(kind):
        return _Shape.THING
    if issubclass(kind, enum.Enum | bool | int | Fraction | Written | type(None)):
        return _Shape.NOTHING
    if issubclass(kind, str):
        return _Shape.TEXT
    return _Shape.MAP if issubclass(kind, Mapping) and not issubclass(kind, Localised) else _Shape.OTHER


@lru_cache(2**12)
def _days(day: datetime.date) -> tuple[str, ...]:
    """Return a day as pages write it."""
    return day.isoformat(), *(Language(language.value).day(day) for language in ReportLanguage)


def _is_thing(value: object) -> bool:
    return _shape(value) is _Shape.THING


def _in_a_file(written: Written, documents: Documents) -> Written:
    """Return where something is written; a hand-written page may have a file for each language."""
    if not written.file.startswith(_PAGES) or written.file in documents:
        return written
    begins = written.file.removesuffix("md")
    named = sorted(name for name in documents if name.startswith(begins))
    own = [name for name in named if written.path and name == f"{begins}{written.path[-1]}.md"]
    return Written(next(iter(own or named), written.file))


def _origin(thing: object, owner: Written, keys: KeyPath) -> tuple[Written, KeyPath]:
    """Return where a thing is written, by itself or by what it belongs to."""
    written = Written(f"{_PAGES}{thing.id}.md") if isinstance(thing, WrittenPage) else getattr(thing, "written", None)
    return (written, ()) if isinstance(written, Written) else (owner, keys)


_KEYS: dict[type, tuple[tuple[str, str], ...]] = {}


def _keys_of(kind: type) -> tuple[tuple[str, str], ...]:
    """Return the fields of a thing that may hold texts, each with the key it is written at; an id has none."""
    if kind not in _KEYS:
        if issubclass(kind, BaseModel):
            named = [(name, field.alias or name, field.annotation) for name, field in kind.model_fields.items()]
        else:
            named = [(field.name, field.name, None) for field in fields(kind)]  # type: ignore[arg-type]  # a thing that is no model is a dataclass
        silent = (bool, int, Fraction, Written)
        _KEYS[kind] = tuple((name, "" if key == ID else key) for name, key, what in named if what not in silent)
    return _KEYS[kind]
