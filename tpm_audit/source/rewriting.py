"""Changes to a YAML file that leave every other character as it is: comments, order, quotes, line ends, indentation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tpm_audit.source.document import Document, Spot, Value
from tpm_audit.source.text import SourceText

_BYTE_ORDER_MARK: Final = "\ufeff"
_ANCHOR: Final = re.compile(r"&[^\s,\[\]{}]+(?:\s|(?<=\s)#[^\r\n]*)*")
_ALIAS: Final = re.compile(r"\*[^\s,\[\]{}]+")
_QUOTED: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""", re.DOTALL)
_BLOCK_HEAD: Final = re.compile(r"[|>][^\r\n]*(?:\r\n?|\n)\s*")
_LINE_END: Final = re.compile(r"\r\n?|\n")
_REST_OF_KEY: Final = re.compile(r"[ \t]*:(?:[ \t]+&[^\s,\[\]{}]+)?[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(\r\n?|\n)")
_REST_OF_TEXT: Final = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(\r\n?|\n)")
_END_OF_LIST: Final = re.compile(r"[\s,]*\]")
_DASH: Final = re.compile(r"[ \t]*-[ \t]+")
_BLANK: Final = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*")
_NULL: Final = "null"  # the one id that YAML takes for something else


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Characters from ``start`` to before ``end`` give way to a text."""

    start: int
    end: int
    text: str


class UnchangeableError(Exception):
    """What stands at a position cannot be changed without changing more."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def changed(data: bytes, changes: Iterable[Change]) -> bytes:
    """Return a file, which is UTF-8, with changes that do not overlap."""
    whole = data.decode()
    text = whole.removeprefix(_BYTE_ORDER_MARK)
    parts, done = [whole[: len(whole) - len(text)]], 0
    for change in sorted(set(changes)):
        parts += [text[done : change.start], change.text]
        done = change.end
    return "".join([*parts, text[done:]]).encode()


def plainly(id_: str) -> str:
    """Return an id as it is written without quotes, or with them where it needs them."""
    return f'"{id_}"' if id_ == _NULL else id_


class Rewriting:
    """Finds the changes to one file; ``path`` is always the key path of a map in it."""

    def __init__(self, source: SourceText, document: Document) -> None:
        self._text = source.text
        self._source = source
        self._document = document

    # --- texts

    def other_text(self, position: int, old: str, new: str) -> Change:
        """Return the change of a text of a file, in its quotes if it has any.

        Raises:
            UnchangeableError: it is written in a way that nobody writes ids in.
        """
        start, end = self._inside(position, old)
        quoted = self._text[start - 1 : start] in {"'", '"'}
        return Change(start, end, new if quoted else plainly(new))

    def no_alias(self, spot: Spot, text: str) -> Change:
        """Return the change of an alias into a text of its own."""
        alias = _ALIAS.match(self._text, spot.position)
        if alias is None:
            raise UnchangeableError(spot.position)
        return Change(alias.start(), alias.end(), plainly(text))

    def _inside(self, position: int, written: str) -> tuple[int, int]:
        """Return where a text begins and ends, without its anchor and its quotes."""
        start = self._behind_anchor(position)
        if quoted := _QUOTED.match(self._text, start):
            return start + 1, quoted.end() - 1
        if head := _BLOCK_HEAD.match(self._text, start):
            start = head.end()
        if not self._text.startswith(written, start):
            raise UnchangeableError(position)
        return start, start + len(written)

    def _behind(self, position: int, written: str) -> int:
        """Return where a text has ended, its quotes included."""
        start, end = self._inside(position, written)
        return end + (self._text[start - 1 : start] in {"'", '"'})

    def _behind_anchor(self, position: int) -> int:
        anchor = _ANCHOR.match(self._text, position)
        return position if anchor is None else anchor.end()

    # --- keys of a map

    def added_list(self, path: Sequence[str | int], key: str, item: str, *, id_key: str | None) -> Change:
        """Return the addition of a key with a list of one item to a map.

        It comes next to the id of the thing: the map's own key, or ``id_key`` in it.

        Raises:
            UnchangeableError: the map is that of another thing, repeated by an alias.
        """
        start = self._document.position(path)
        if self._text.startswith("*", start):
            raise UnchangeableError(start)
        keys = list(_map_at(self._document, path))
        ahead = self._key(path, keys[0]) if keys else None
        quote = self._text[ahead] if ahead is not None and self._text[ahead] in {"'", '"'} else ""
        entry = f"{quote}{key}{quote}: [{quote}{item}{quote}]" if quote else f"{key}: [{plainly(item)}]"
        opening = self._behind_anchor(start)
        if self._text.startswith("{", opening):
            if not keys:
                return Change(opening + 1, opening + 1, entry)
            behind_id = keys[1] if id_key == keys[0] and len(keys) > 1 else keys[0]
            at = self._key(path, behind_id)
            return Change(at, at, f"{entry}, ")
        if ahead is None:
            raise UnchangeableError(start)
        column = self._source.place(ahead).column - 1
        after = self._line_behind_id(path, keys, id_key, ahead)
        if after is not None:
            return Change(after[0], after[0], f"{' ' * column}{entry}{after[1]}")
        return Change(ahead, ahead, f"{entry}{self._line_end()}{' ' * column}")

    def _line_behind_id(
        self, path: Sequence[str | int], keys: list[str], id_key: str | None, ahead: int
    ) -> tuple[int, str] | None:
        """Return where the line of a thing's id has ended, and how lines end; None where more stands on that line."""
        first = keys[0] if id_key is None and not path else id_key
        if first is not None:
            written = _map_at(self._document, path).get(first)
            if not isinstance(written, str):
                return None
            at = self._document.position((*path, first))
            if self._text.startswith(("*", "|", ">"), self._behind_anchor(at)):
                return None
            try:
                rest = _REST_OF_TEXT.match(self._text, self._behind(at, written))
            except UnchangeableError:  # a text over several lines
                return None
        else:
            at = self._document.position(path, key=True)
            if self._text.startswith("*", at):
                return None
            rest = _REST_OF_KEY.match(self._text, self._behind(at, str(path[-1])))
            if rest is not None and rest.end() > ahead:
                return None
        return None if rest is None else (rest.end(), rest[1])

    def _line_end(self) -> str:
        found = _LINE_END.search(self._text)
        return found[0] if found else "\n"

    def _key(self, path: Sequence[str | int], key: str) -> int:
        return self._document.position((*path, key), key=True)

    # --- the list of a key

    def other_items(self, path: Sequence[str | int], key: str, items: Sequence[str]) -> Iterator[Change]:
        """Yield the changes that write other texts in the place of those of a list: as many, or one more.

        Raises:
            UnchangeableError: the list is that of another thing, repeated by an alias.
        """
        written = self._items(path, key)
        for (position, old), new in zip(written, items, strict=False):
            if old != new:
                yield self.other_text(position, old, new)
        if len(items) > len(written):
            yield self._added_item(path, key, written, items[-1])

    def _items(self, path: Sequence[str | int], key: str) -> list[tuple[int, str]]:
        at = (*path, key)
        listed = _map_at(self._document, path).get(key)
        start = self._document.position(at)
        if not isinstance(listed, list) or self._text.startswith("*", start):
            raise UnchangeableError(start)
        found = [(self._document.position((*at, index)), one) for index, one in enumerate(listed)]
        for position, one in found:
            if not isinstance(one, str) or self._text.startswith("*", position):
                raise UnchangeableError(position)
        return [(position, one) for position, one in found if isinstance(one, str)]

    def _added_item(self, path: Sequence[str | int], key: str, written: list[tuple[int, str]], item: str) -> Change:
        start = self._behind_anchor(self._document.position((*path, key)))
        if not written:
            return Change(start + 1, start + 1, plainly(item))
        position, last = written[-1]
        inside = self._inside(position, last)
        end = self._behind(position, last)
        quote = self._text[inside[1] : end]
        new = f"{quote}{item}{quote}" if quote else plainly(item)
        if self._text.startswith("[", start):
            return Change(end, end, f", {new}")
        line = position - self._source.place(position).column + 1
        dash = _DASH.fullmatch(self._text, line, position)
        if dash is None:
            raise UnchangeableError(position)
        rest = _LINE_END.search(self._text, end)
        stop = len(self._text) if rest is None else rest.start()
        return Change(stop, stop, f"{self._line_end()}{dash[0]}{new}")

    def without_list(self, path: Sequence[str | int], key: str) -> Iterator[Change]:
        """Yield the changes that take a key with its list out of a map; a comment beside or between stays.

        Raises:
            UnchangeableError: it cannot be told apart from what stands around it.
        """
        items = self._items(path, key)
        keys = list(_map_at(self._document, path))
        at, start = self._key(path, key), self._document.position((*path, key))
        behind_key = self._behind(at, key)
        if self._text.startswith("[", start):
            end = self._behind(*items[-1]) if items else start + 1
            closing = _END_OF_LIST.match(self._text, end)
            if closing is None:
                raise UnchangeableError(start)
            yield self._without_entry(path, keys, key, closing.end())
            return
        colon = self._text.index(":", behind_key)
        if not _BLANK.fullmatch(self._text, colon + 1, start):  # an anchor
            raise UnchangeableError(start)
        yield self._without_line(at, colon + 1)
        for position, one in items:
            line = position - self._source.place(position).column + 1
            dash = _DASH.fullmatch(self._text, line, position)
            if dash is None:
                raise UnchangeableError(position)
            yield self._without_line(self._text.index("-", line), self._behind(position, one))

    def _without_entry(self, path: Sequence[str | int], keys: list[str], key: str, end: int) -> Change:
        at, index = self._key(path, key), keys.index(key)
        following = self._key(path, keys[index + 1]) if index + 1 < len(keys) else None
        if not self._text.startswith("{", self._behind_anchor(self._document.position(path))):
            line = at - self._source.place(at).column + 1
            if following is not None and self._text[line:at].strip():  # it begins the map, on the line of a dash
                return self._cut(at, following, end)
            return self._without_line(at, end)
        if following is not None:
            return self._cut(at, following, end)
        comma = self._text[:at].rstrip()
        return Change(len(comma) - 1, end, "") if comma.endswith(",") else Change(at, end, "")

    def _cut(self, start: int, stop: int, end: int) -> Change:
        if self._text[end:stop].strip(" \t\r\n,"):
            raise UnchangeableError(start)
        return Change(start, stop, "")

    def _without_line(self, start: int, end: int) -> Change:
        """Return the removal of what stands on a line, with the line where nothing else does."""
        line = start - self._source.place(start).column + 1
        rest = _LINE_END.search(self._text, end)
        stop = len(self._text) if rest is None else rest.start()
        if self._text[line:start].strip():
            raise UnchangeableError(start)
        if comment := self._text[end:stop].strip():
            return Change(start, stop, comment)
        return Change(line, stop if rest is None else rest.end(), "")


def _map_at(document: Document, path: Sequence[str | int]) -> dict[str, Value]:
    node = document.value
    for step in path:
        node = node[step] if isinstance(node, dict | list) else None  # type: ignore[index]
    return node if isinstance(node, dict) else {}
