"""What the YAML reader has refused already: that it is not there must not be a second problem."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tpm_audit.model.entry import KeyPath, Written
from tpm_audit.source.document import Document, Value
from tpm_audit.source.problems import Place, Problem

_LINE_BREAK = re.compile(r"\r\n?|\n")
_KEY_BEFORE = re.compile(r"""([\w-]+)["']?[ ]*:[ ]*$""")  # the place is the value's
_LONGEST_KEY = 200  # characters before and behind a place that are looked at: no key of ours is longer
_KEY_HERE = re.compile(r"""["']?([\w-]+)["']?[ ]*:""")  # the place is the key's


class Refused:
    """The keys whose values were refused, by file and key."""

    def __init__(
        self, documents: Mapping[str, Document], files: Mapping[str, bytes], problems: Iterable[Problem]
    ) -> None:
        self._documents = documents
        self._places: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        lines: dict[str, list[str]] = {}
        for problem in sorted(problems):
            file = problem.place.file
            if file not in lines:
                lines[file] = _LINE_BREAK.split(files[file].decode("utf-8-sig", errors="replace"))
            key = _key_at(lines[file], problem.place)
            if key is not None:
                self._places[file][key].append(problem.place)

    def keys(self, file: str) -> Iterator[str]:
        """Yield the keys of a file that have lost their value."""
        yield from self._places.get(file, ())

    def stood(self, written: Written, key: str) -> bool:
        """Say whether a key was written in the map at ``written``, and its value refused."""
        places = self._places.get(written.file, {}).get(key)
        if not places:
            return False
        document = self._documents[written.file]
        first = bisect_left(places, document.place(written.path, key=True))
        end = _end(document, written.path)
        return first < len(places) and (end is None or places[first] < end)


def _key_at(lines: list[str], place: Place) -> str | None:
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    here = place.column - 1
    found = _KEY_BEFORE.search(line[max(here - _LONGEST_KEY, 0) : here]) or _KEY_HERE.match(
        line[here : here + _LONGEST_KEY]
    )
    return found[1] if found else None


def _end(document: Document, path: KeyPath) -> Place | None:
    """Return where what follows the value at a key path begins; None where nothing does."""
    for depth in range(len(path), 0, -1):
        around, step = path[: depth - 1], path[depth - 1]
        following = _following(_at(document.value, around), step)
        if following is not None:
            return document.place((*around, following), key=True)
    return None


def _at(value: Value | None, path: KeyPath) -> Value | None:
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value


def _following(around: Value | None, step: str | int) -> str | int | None:
    if isinstance(around, list) and isinstance(step, int):
        return step + 1 if step + 1 < len(around) else None
    if isinstance(around, dict):
        keys = list(around)
        following = keys.index(str(step)) + 1
        return keys[following] if following < len(keys) else None
    return None
