"""The XML of workbooks as it comes, piece by piece; what declares a document type or has no end of a tag is refused."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Final
from xml.parsers import expat

from tpm_audit.surveys.characters import whole

_PIECE: Final = 65_536
_LONGEST: Final = 1_000_000  # bytes between two signs of progress: the parser goes over them again with each piece
DEEPEST: Final = 100  # tags within tags: a workbook needs ten, and the parser keeps every one that is open
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class BrokenXmlError(Exception):
    """This is not what a workbook holds."""


@dataclass(frozen=True, slots=True)
class Element:
    """A tag that begins; names are without their prefixes. ``within`` is the name of what it stands in."""

    name: str
    attributes: Mapping[str, str]
    within: str


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def new_parser() -> expat.XMLParserType:
    """Return a parser that refuses a document type: with one, a short file could declare an endless text."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise BrokenXmlError


def fed(parser: expat.XMLParserType, part: IO[bytes]) -> Iterator[None]:
    """Feed a part to a parser, and yield after each piece of it.

    Raises:
        BrokenXmlError: it declares a document type, or does not get ahead.
        ExpatError: it is no XML.
    """
    given = 0
    while piece := part.read(_PIECE):
        parser.Parse(piece)
        given += len(piece)
        if given - parser.CurrentByteIndex > _LONGEST:
            raise BrokenXmlError
        yield
    parser.Parse(b"", True)  # noqa: FBT003 (expat's signature)
    yield


def elements(part: IO[bytes]) -> Iterator[Element]:
    """Yield all tags of a part, in their order."""
    found: list[Element] = []
    path = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(Element(local(name), {local(key): value for key, value in attributes.items()}, path[-1]))
        path.append(local(name))
        if len(path) > DEEPEST:
            raise BrokenXmlError

    def end(_: str) -> None:
        path.pop()

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in fed(parser, part):
        yield from found
        found.clear()


def strings(part: IO[bytes]) -> Iterator[str]:
    """Yield the texts that cells share: what stands in each <si>, but for how it is pronounced."""
    found: list[str] = []
    texts: list[str] = []
    path = [""]

    def start(name: str, _: dict[str, str]) -> None:
        path.append(local(name))
        if len(path) > DEEPEST:
            raise BrokenXmlError
        if path[-1] == "t" and "rPh" not in path:
            parser.CharacterDataHandler = texts.append

    def end(name: str) -> None:
        parser.CharacterDataHandler = None
        path.pop()
        if local(name) == "si":
            found.append(unescaped("".join(texts)))
            texts.clear()

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in fed(parser, part):
        refuse_longer(texts)
        yield from found
        found.clear()


def refuse_longer(pieces: Iterable[str]) -> None:
    """Refuse a text, of which these pieces are read, that is longer than any cell's.

    Raises:
        BrokenXmlError: it is.
    """
    if sum(map(len, pieces)) > _LONGEST:
        raise BrokenXmlError


def unescaped(text: str) -> str:
    """Return a text with the signs that XML cannot hold, which workbooks write as ``_x000D_``."""
    return whole(_ESCAPED.sub(lambda one: chr(int(one[1], 16)), text)) if "_x" in text else text
