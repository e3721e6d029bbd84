"""The top keys of files: what stands beside or instead of those that a kind of file has."""

from collections.abc import Iterator, Mapping

from tpm_audit.model import codes
from tpm_audit.model.entry import Written
from tpm_audit.model.field_types import keys_expected
from tpm_audit.source.document import Value
from tpm_audit.source.message import say
from tpm_audit.source.problems import Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.layout import FileKind, Layout
from tpm_audit.workspace.rows import SECTIONS, WHOLE_FILES, Documents
from tpm_audit.workspace.validation import Reading

_OF_MODELS = frozenset({FileKind.SITE, *WHOLE_FILES.values()})  # their models know their keys


def misplaced(reading: Reading, layout: Layout, documents: Documents) -> Iterator[Problem]:
    """Yield what is wrong with the top keys of files."""
    for path, file_kind, _ in layout.files:
        top = documents[path].value
        if file_kind in _OF_MODELS or top is None:
            continue
        keys = _keys_of(file_kind)
        if not isinstance(top, dict):
            place = reading.place_of(Written(path))
            message, _ = keys_expected(top)
            yield Problem(place, codes.WRONG_SHAPE, message, say("begin the file with {key}:", key=keys[0]))
            continue
        yield from _unknown_keys(reading, path, top, keys)
        if file_kind is not FileKind.VISITS:
            yield from _wrong_shapes(reading, path, top, keys)


def _keys_of(file_kind: FileKind) -> tuple[str, ...]:
    if file_kind is FileKind.VISITS:
        return ("visits",)
    return tuple(key for holder, key in SECTIONS.values() if holder is file_kind)


def _unknown_keys(reading: Reading, path: str, top: Mapping[str, Value], keys: tuple[str, ...]) -> Iterator[Problem]:
    for key in top:
        if key in keys:
            continue
        near = closest(key, keys)
        hint = say("did you mean '{near}'?", near=near) if near else say("it takes: {keys}", keys=", ".join(keys))
        place = reading.place_of(Written(path, (key,)), key=True)
        yield Problem(place, codes.UNKNOWN_KEY, say("no key '{key}' here", key=key[:80]), hint)


def _wrong_shapes(reading: Reading, path: str, top: Mapping[str, Value], keys: tuple[str, ...]) -> Iterator[Problem]:
    for key in keys:
        if key in top and not isinstance(top[key], dict):
            message, _ = keys_expected(top[key])
            hint = say("write each as 'its-id:' with 'key: value' lines indented below it, without '- '")
            yield Problem(reading.place_of(Written(path, (key,))), codes.WRONG_SHAPE, message, hint)
