"""What a file of a site says, out of every disguise that text wears there."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from unicodedata import normalize
from urllib.parse import unquote

WALL = (
    " \N{RUNIC ARLAUG SYMBOL} "  # a word that nobody writes: texts on its two sides have nothing to do with each other
)
_JOINT = "\x02"  # stands where an inline tag stood: a space, or nothing at all
_MOST_TAGS = 50_000  # that are remembered
_JSON = ("{", "[")  # its texts come again and again, and no text goes over two of them
_QUOTE = '\\"'
_BETWEEN = ">\n"  # no tag, escape, reference or word goes over a line end behind a tag
_MOST_PIECES = 20_000
_LONGEST_REMEMBERED = 4_000  # characters of a piece

_TAG = re.compile(r"(<[a-zA-Z/!?][^<>]*>)")
_INLINE = re.compile(
    r"<!--|</?(?:a|abbr|b|bdi|bdo|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)\b",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|(.))", re.DOTALL)
_HIDDEN_TAG = re.compile(r"\\u003c|\\x3c", re.IGNORECASE)
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_ASCII, _SPACE = 0x7F, 0x20
# What is no word, in bytes, for this is most of the work: ASCII by a table, and of UTF-8 the blocks of signs.
_SPACED = bytes(byte if byte > _ASCII or chr(byte).isalnum() else _SPACE for byte in range(256))
_SIGNS = re.compile(rb"\xc2[\x80-\xbf]|\xe2[\x80-\xbf]{2}|\xf0\x9f[\x80-\xbf]{2}")
_PRINTABLE = re.compile(rb"[\x20-\x7e]{8,}")
_BINARY = 4096  # bytes in which a file that is no text has a zero
_REFERENCES = 3  # times that a text may be escaped over


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a file: as it stands, and as nothing but words, each between two spaces."""

    text: bytes
    words: bytes


def folded(text: str) -> str:
    """Return a text without references, percent signs of addresses, capitals, and other spellings of a letter."""
    for _ in range(_REFERENCES):
        if "&" not in text:
            break
        text = unescape(text)
    if "%" in text:
        text = _PERCENT.sub(lambda found: unquote(found[0], errors="replace"), text)
    return normalize("NFKC", text).casefold()


def words_of(text: str) -> bytes:
    """Return the words of a folded text, each between two spaces."""
    plain = _SIGNS.sub(b" ", text.encode("utf-8", errors="replace")).translate(_SPACED)
    return b" " + b" ".join(plain.split()) + b" "


def reading_of(text: str) -> Reading:
    """Read a text that is folded."""
    return Reading(text.encode("utf-8", errors="replace"), words_of(text))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a file, read: as it stands and as words, with a space for each inline tag, and with nothing for it.

    ``glued_words`` differ from ``words`` where a tag stands inside a word. ``apart`` is to be read beside it.
    """

    text: bytes
    words: bytes
    glued: bytes
    glued_words: bytes
    apart: tuple[Reading, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads the files of one site, piece by piece: most pieces and tags of a page stand on other pages, too.

    A tag is read where it comes first.
    """

    _tags: dict[str, str] = field(default_factory=dict)
    _pieces: dict[str, _Piece] = field(default_factory=dict)

    def readings(self, data: bytes) -> Iterator[Reading]:
        """Yield the ways to read a file."""
        if b"\0" in data[:_BINARY]:
            raw = WALL.join(run.decode("ascii") for run in _PRINTABLE.findall(data))
        else:
            raw = data.decode("utf-8", errors="replace")
        if raw.startswith(_JSON):
            raw = WALL.join(dict.fromkeys(raw.replace(_QUOTE, " ").split('"')))
        new: list[str] = []
        *known, last = raw.split(_BETWEEN)
        pieces = [self._pieces.get(piece) or self._read(piece, new) for piece in known]
        pieces.append(self._piece(last, new))
        yield Reading(_lines([piece.text for piece in pieces]), _sentence([piece.words for piece in pieces]))
        if any(piece.glued is not piece.text for piece in pieces):
            splits = any(piece.glued_words is not piece.words for piece in pieces)
            glued_words = _sentence([piece.glued_words for piece in pieces]) if splits else b""
            yield Reading(_lines([piece.glued for piece in pieces]), glued_words)
        for piece in pieces:
            yield from piece.apart
        if new:
            yield reading_of(folded(WALL.join(new)))

    def _read(self, raw: str, new: list[str]) -> _Piece:
        """Read a piece, and remember it unless it is too long to come again; its tags that are new go to ``new``."""
        piece = self._piece(f"{raw}>", new)
        if len(raw) <= _LONGEST_REMEMBERED:
            if len(self._pieces) >= _MOST_PIECES:
                self._pieces.clear()
            self._pieces[raw] = piece
        return piece

    def _piece(self, raw: str, new: list[str]) -> _Piece:
        apart: tuple[Reading, ...] = ()
        if "\\" in raw:
            unescaped = _unescaped(raw)
            if _HIDDEN_TAG.search(raw):
                apart = (reading_of(folded(unescaped)),)
            raw = unescaped
        parts = _TAG.split(raw)
        for index in range(1, len(parts), 2):
            parts[index] = self._tags.get(parts[index]) or self._met(parts[index], new)
        text = folded("".join(parts))
        spaced = text.replace(_JOINT, " ")
        plain, words = spaced.encode("utf-8", errors="replace"), words_of(spaced).strip(b" ")
        if _JOINT not in text:
            return _Piece(plain, words, plain, words, apart)
        joined = text.replace(_JOINT, "")
        joined_words = words_of(joined).strip(b" ") if _splits(text) else words
        return _Piece(plain, words, joined.encode("utf-8", errors="replace"), joined_words, apart)

    def _met(self, tag: str, new: list[str]) -> str:
        """Remember a tag, and return what takes its place."""
        if len(self._tags) >= _MOST_TAGS:
            self._tags.clear()
        instead = self._tags[tag] = _JOINT if _INLINE.match(tag) else WALL
        new.append(tag)
        return instead


def _lines(texts: Iterable[bytes]) -> bytes:
    return b"\n".join(texts)


def _sentence(words: Iterable[bytes]) -> bytes:
    """Join the words of pieces, each between two spaces."""
    return b" " + b" ".join(filter(None, words)) + b" "


def _splits(text: str) -> bool:
    """Say whether a tag stands inside a word."""
    pieces = [piece for piece in text.split(_JOINT) if piece]
    return any(before[-1].isalnum() and after[0].isalnum() for before, after in pairwise(pieces))


def _unescaped(text: str) -> str:
    r"""Resolve the escapes of JSON and scripts, such as \u00e4 and \/."""
    resolved = _ESCAPE.sub(_character, text)
    return resolved.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def _character(found: re.Match[str]) -> str:
    if found[4] is not None:
        return " " if found[4] in "bfnrtv" else found[4]
    number = int(found[1] or found[2] or found[3], 16)
    return chr(number) if number <= sys.maxunicode else " "


def together(texts: Iterable[str]) -> Reading:
    """Read many texts at once, apart from each other."""
    return reading_of(WALL.join(folded(text) for text in texts))
