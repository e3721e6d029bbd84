"""The events of a YAML parser to a document: what is kept, what is refused, and where each node stands."""

import re
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tpm_audit.source import limits, refusals
from tpm_audit.source.document import Document, LeftOut, Marks, Spot, Value
from tpm_audit.source.encoding import CONTROL
from tpm_audit.source.problems import Problem
from tpm_audit.source.text import SourceText

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT_FOLLOWS: Final = re.compile(r"[ \t]+#")


class StopReadingError(Exception):
    """After this problem nothing more is read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.text)
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A map or list whose end has not come; its entries as in `Marks`."""

    value: "dict[str, Value] | list[Value]"
    position: int
    entries: list[int]
    key: tuple[str, int] | None = None  # of the next value, with its position; None: that entry is left out
    expects_key: bool = False
    height: int = 1  # of the maps and lists inside each other, itself included
    nodes_before: int = 0
    anchor: str | None = None
    tag: str | None = None  # a map or list with one is not kept
    muted: bool = False  # inside a key, about which one problem is told


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Value | None
    block: int = 0
    height: int = 0
    nodes: int = 1


class Builder:
    """Takes the parts of a file in their order; a value of None was refused, its entry is left out.

    In a ``foreign`` file, which another program reads too, tags, null and merge keys are no problems: a value with a
    tag, and null, stands as `LeftOut`, and a merge key is a key like any other. Each text of ``traced`` is a `Spot`.
    """

    def __init__(self, source: SourceText, *, foreign: bool = False, traced: Collection[str] = ()) -> None:
        self._traced = traced
        self.spots: list[Spot] = []
        self._foreign = foreign
        self.problems: list[Problem] = []
        self._source = source
        self._entries = array("I")
        self._file: list[Value] = []  # an outermost list: what the file holds is its one item
        self._open = [_Open(self._file, 0, [])]
        self._anchors: dict[str, _Anchored | None] = {}  # None: its map or list is still open
        self._texts: dict[str, str] = {}  # keys and answers repeat: each text is kept once
        self._plain: dict[str, str] = {}  # texts that stood plain and were accepted: keys and ids, over and over
        self._nodes = 0
        self._aliases = 0

    def document(self) -> Document:
        """Return what was built."""
        marks = Marks(self._source.lines, self._entries, self._open[0].entries or (0, 0, 0))
        return Document(self._source.lines.file, self._file[0] if self._file else None, marks)

    def open_at(self) -> tuple[int, ...]:
        """Return where the maps and lists begin whose end has not come, the outermost first."""
        return tuple(one.position for one in self._open[1:])

    def start(
        self, value: "dict[str, Value] | list[Value]", position: int, anchor: str | None, tag: str | None
    ) -> None:
        """Begin a map or list."""
        around = self._open[-1]
        if len(self._open) > limits.NESTING:
            raise StopReadingError(refusals.too_deep(self._source.place(position)))
        if tag is not None and not self._foreign:
            self._tell(refusals.tag(self._source.place(position), tag))
        if anchor is not None:
            self._anchors[anchor] = None
        opened = _Open(value, position, [], nodes_before=self._nodes, anchor=anchor, tag=tag)
        opened.expects_key = isinstance(value, dict)
        opened.muted = around.muted or around.expects_key
        self._open.append(opened)
        self._count(1, position)

    def end(self) -> None:
        """End the innermost map or list."""
        done = self._open.pop()
        around = self._open[-1]
        around.height = max(around.height, done.height + 1)
        block = len(self._entries)
        self._entries.fromlist(done.entries)
        value = done.value if done.tag is None else self._left_out(done.tag)
        if done.anchor is not None:
            nodes = self._nodes - done.nodes_before
            self._anchors[done.anchor] = _Anchored(value, block, done.height, nodes)
        self._put(value, done.position, block)

    def scalar(self, text: str, style: str | None, position: int, anchor: str | None, tag: str | None) -> None:
        """Add a text; ``style`` is its quote or block sign, empty where it stands plain."""
        if self._foreign and (tag is not None or (not style and text in _NULLS)):
            self._leave_out(tag or "", position, anchor)
            return
        if not style and anchor is None and self._nodes < limits.NODES and self._put_known(text, position):
            return
        self._count(1, position)
        problem = self._refusal(text, style, position, tag)
        # A plain text of no characters is never kept; that it is missing may have been told with its key.
        value = self._texts.setdefault(text, text) if problem is None and (text or style) else None
        if problem:
            self._tell(problem)
        elif text in self._traced:
            value = self._spot(text, position)
        elif value and not style:
            self._plain[text] = value
        if anchor is not None:
            self._anchors[anchor] = _Anchored(value)
        self._put(value, position, 0)

    def _leave_out(self, tag: str, position: int, anchor: str | None) -> None:
        self._count(1, position)
        value = self._left_out(tag)
        if anchor is not None:
            self._anchors[anchor] = _Anchored(value)
        self._put(value, position, 0)

    def _left_out(self, tag: str) -> LeftOut | None:
        return LeftOut(tag) if self._foreign else None

    def alias(self, name: str, position: int) -> None:
        """Add what an anchor before has marked."""
        place = self._source.place(position)
        self._aliases += 1
        if self._aliases > limits.ALIASES:
            raise StopReadingError(refusals.too_many_aliases(place))
        anchored = self._anchors.get(name)
        if anchored is None:
            known = name in self._anchors
            self._tell(refusals.recursive_alias(place, name) if known else refusals.unknown_alias(place, name))
            self._put(None, position, 0)
            return
        if len(self._open) - 1 + anchored.height > limits.NESTING:
            raise StopReadingError(refusals.too_deep(place))
        self._count(anchored.nodes, position)
        self._open[-1].height = max(self._open[-1].height, anchored.height + 1)
        value = anchored.value
        self._put(self._spot(value, position, value) if isinstance(value, Spot) else value, position, anchored.block)

    def _spot(self, text: str, position: int, repeats: Spot | None = None) -> Spot:
        spot = Spot(text, position, repeats)
        self.spots.append(spot)
        return spot

    def _put_known(self, text: str, position: int) -> bool:
        """Add a plain text that was accepted before to a map: most are, and large files take their time here."""
        value = self._plain.get(text)
        around = self._open[-1]
        if value is None or not isinstance(around.value, dict):
            return False
        if around.expects_key:
            if value in around.value:
                return False
            around.key = (value, position)
        elif around.key is not None:
            key, at_key = around.key
            around.value[key] = value
            around.entries += (at_key, position, 0)
        around.expects_key = not around.expects_key
        self._nodes += 1
        return True

    def _put(self, value: Value | None, position: int, block: int) -> None:
        around = self._open[-1]
        if isinstance(around.value, list):
            if value is not None:
                around.value.append(value)
                around.entries += (position, position, block)
        elif around.expects_key:
            around.expects_key = False
            around.key = self._key(around, value, position)
        else:
            around.expects_key = True
            if value is not None and around.key is not None:
                key, at_key = around.key
                around.value[key] = value
                around.entries += (at_key, position, block)

    def _key(self, around: _Open, value: Value | None, position: int) -> tuple[str, int] | None:
        if value is None or isinstance(value, LeftOut):
            return None
        if not isinstance(value, str):
            self._tell(refusals.key_not_text(self._source.place(position)))
            return None
        if value in around.value:
            if self._open[-1].muted:
                return None
            first = around.entries[3 * list(around.value).index(value)]
            place = self._source.place(position)
            self._tell(refusals.duplicate_key(place, value, self._source.place(first)))
            return None
        return value, position

    def _refusal(self, text: str, style: str | None, position: int, tag: str | None) -> Problem | None:
        if tag is not None:
            return refusals.tag(self._source.place(position), tag)
        if not style:
            if text in _NULLS:
                return self._no_value(text, position)
            if text == "<<" and self._open[-1].expects_key and not self._foreign:
                return refusals.merge_key(self._source.place(position))
        elif not text and style in "|>":
            return refusals.no_block_text(self._source.place(position), self._source.after(position))
        elif style == '"' and not text.isprintable() and (control := CONTROL.search(text)):
            return refusals.control_character(self._source.place(position), control.group())
        if len(text) > limits.TEXT_CHARACTERS:
            return refusals.too_long(self._source.place(position), len(text))
        return None

    def _no_value(self, written: str, position: int) -> Problem | None:
        around, place = self._open[-1], self._source.place(position)
        comment = bool(_COMMENT_FOLLOWS.match(self._source.text, position))
        if written:
            return refusals.null(place, written)
        if len(self._open) == 1:
            return refusals.no_content(self._source.place(0))
        if isinstance(around.value, list):
            return refusals.no_item(place, comment=comment)
        if around.expects_key:
            return refusals.no_key(place)
        if around.key is None:  # told already, with the key
            return None
        key, at_key = around.key
        stands_plain = self._source.text.startswith(key, at_key)
        if stands_plain and self._source.text.startswith((",", "}"), at_key + len(key)):
            return refusals.no_colon(self._source.place(at_key), key)
        return refusals.no_value(self._source.place(at_key), key, comment=comment)

    def _tell(self, problem: Problem) -> None:
        if self._open[-1].muted:
            return
        if len(self.problems) == limits.PROBLEMS:
            raise StopReadingError(refusals.too_many_problems(problem.place))
        self.problems.append(problem)

    def _count(self, nodes: int, position: int) -> None:
        self._nodes += nodes
        if self._nodes > limits.NODES:
            raise StopReadingError(refusals.too_many_nodes(self._source.place(position)))
