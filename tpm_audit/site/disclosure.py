"""A site for the client is searched for every internal text of the workspace before it is published.

Texts are compared as words: in no disguise, without capitals, whatever stands between them being one space. Ids, names
of files and addresses, which pages never fold, are compared as they stand, or the id "shop-linz" would be found in a
table where Linz follows Shop.
"""

import gzip
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

from tpm_audit.language.catalogue import Language
from tpm_audit.language.said_error import SaidError
from tpm_audit.model.result import Result
from tpm_audit.site.disguise import Reader, Reading, folded, reading_of, together, words_of
from tpm_audit.site.manifest import some_of
from tpm_audit.site.own_words import files_taken_over, own_words
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.source.problems import Place
from tpm_audit.workspace.disclosure import Disclosure, disclosure_of
from tpm_audit.workspace.load import Workspace

_SHORTEST = 8  # characters, as words: what is shorter stands everywhere
_LONGEST = 200  # characters of a piece: where more of it stands, so does its beginning
_LARGEST = 200_000_000  # bytes that an archive may unfold to
# A long text may be shown as paragraphs and links: it is searched for line by line, and around addresses.
_PIECES = re.compile(r"[\r\n]+|\]\([^)\s]*\)")


@dataclass(frozen=True, slots=True)
class Leak:
    """An internal text that stands in a site: its number in the disclosure, and the files that hold it."""

    number: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """How a search went; ``left_out`` texts were not searched for, since the client may see their words."""

    texts: int
    left_out: int
    leaks: tuple[Leak, ...]

    def summary(self) -> Message:
        """Return what a build says of it."""
        return say(
            "searched for {texts}; {left_out} not searched for, since the client may see the same words",
            texts=say("{n} internal text", "{n} internal texts", n=self.texts),
            left_out=say("{n} more", n=self.left_out),
        )


class DisclosureError(SaidError):
    """A report for the client holds what is internal; ``leaks`` are place, beginning of the text, and files.

    ``paper``: it is what a PDF is printed from, not a site.
    """

    def __init__(self, leaks: Sequence[tuple[Place, str, tuple[str, ...]]], *, paper: bool = False) -> None:
        lines = (
            say(
                "  {place} '{text}' is in {files}",
                place=str(place),
                text=_excerpt(text),
                files=some_of(files, _FILES),
            )
            for place, text, files in leaks[:_TOLD]
        )
        more = [say("  and {n} more", n=len(leaks) - _TOLD)] if len(leaks) > _TOLD else []
        refused = (
            say("the PDF for the client would hold what is internal, so it was not printed:")
            if paper
            else say("the site for the client holds what is internal, so it was not published:")
        )
        super().__init__(refused, *lines, *more)
        self.leaks = tuple(leaks)


_EXCERPT = 40
_TOLD = 20
_FILES = 3


def _excerpt(text: str) -> str:
    line = " ".join(text[: 2 * _EXCERPT].split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


def search_site(site: Path, disclosure: Disclosure, sentences: Iterable[str] = ()) -> Searched:
    """Search all files of a finished site, and their names, for the internal texts of a workspace.

    ``sentences`` are what the tool says in the client's report: whoever writes the same in a note discloses nothing.

    Raises:
        OSError: a file cannot be read.
    """
    forms = [_forms(one.text) for one in disclosure.internal]
    numbers = [number for number, found in enumerate(forms) if found]
    searched = [forms[number] for number in numbers]
    search = _Search(searched)
    search.leave_out(together((*disclosure.shown, *sentences)))
    for reading in own_words():
        search.leave_out(reading)
    holding: dict[int, list[str]] = {}
    for name, readings in _readings(site):
        for number in {number for reading in readings for number in search.texts_in(reading)}:
            holding.setdefault(numbers[number], []).append(name)
    leaks = tuple(Leak(number, tuple(dict.fromkeys(files))) for number, files in sorted(holding.items()))
    left_out = search.left_out
    return Searched(len(searched) - left_out, left_out, leaks)


def _readings(site: Path) -> Iterator[tuple[str, Iterable[Reading]]]:
    reader = Reader()
    known: dict[int, set[bytes]] = {}
    for path in files_taken_over():
        known.setdefault(path.stat().st_size, set()).add(_digest(path.read_bytes()))
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        yield name, [reading_of(folded(name))]
        data = path.read_bytes()
        if len(data) in known and _digest(data) in known[len(data)]:
            continue
        for inner in _unpacked(data):
            yield name, reader.readings(inner)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what a file holds: itself, or what is packed in it."""
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(BytesIO(data)) as file:
                yield file.read(_LARGEST)
        except (OSError, EOFError, zlib.error):
            yield data
    elif data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                for entry in archive.infolist():
                    yield entry.filename.encode("utf-8", errors="replace")
                    with archive.open(entry) as file:
                        yield file.read(_LARGEST)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
            yield data
    else:
        yield data


def _forms(text: str) -> tuple[bytes, ...]:
    """Return what is looked for: a text's pieces as words, or as it stands; nothing where it is too short."""
    line = folded(text).strip()
    if not re.search(r"\s", line) and re.search(r"\W", line):
        return (line.encode("utf-8", errors="replace"),) if len(line) >= _SHORTEST else ()
    pieces = [words_of(folded(piece)) for piece in _PIECES.split(text)]
    pieces = [piece for piece in pieces if _is_long(piece)] or [words_of(line)]
    return tuple(dict.fromkeys(_cut(piece) for piece in pieces if _is_long(piece)))


def _is_long(words: bytes) -> bool:
    return len(words.decode("utf-8", errors="replace").strip()) >= _SHORTEST


def _cut(words: bytes) -> bytes:
    """Return as many words as are searched for."""
    if len(words) <= _LONGEST:
        return words
    end = words.rfind(b" ", _SHORTEST, _LONGEST)
    return words[: end + 1] if end > 0 else words


class _Search:
    """Looks for many texts at once, each of which has one or more forms."""

    def __init__(self, texts: Sequence[tuple[bytes, ...]]) -> None:
        pairs = [(form, number) for number, forms in enumerate(texts) for form in forms]
        self._words = _Finder([pair for pair in pairs if pair[0].startswith(b" ")])
        self._names = _Finder([pair for pair in pairs if not pair[0].startswith(b" ")])
        self._texts = len(texts)

    def leave_out(self, reading: Reading) -> None:
        """Look no more for the forms that stand in something which may be seen."""
        self._words.forget(self._words.places(reading.words))
        self._names.forget(_alone(self._names.places(reading.text), reading.text))

    @property
    def left_out(self) -> int:
        """Return of how many texts no form is looked for."""
        return self._texts - len(self._words.texts | self._names.texts)

    def texts_in(self, reading: Reading) -> set[int]:
        """Return the texts that stand in a reading."""
        words = {self._words.number(form) for form, _, _ in self._words.places(reading.words)}
        names = _alone(self._names.places(reading.text), reading.text)
        return words | {self._names.number(form) for form, _, _ in names}


class _Finder:
    """Finds forms in bytes, those that lie over each other, too."""

    def __init__(self, pairs: Sequence[tuple[bytes, int]]) -> None:
        self._numbers = [number for _, number in pairs]
        self._wanted = set(range(len(pairs)))
        self._automaton = BytesAhoCorasick([form for form, _ in pairs]) if pairs else None

    @property
    def texts(self) -> set[int]:
        """Return the texts of which a form is looked for."""
        return {self._numbers[form] for form in self._wanted}

    def number(self, form: int) -> int:
        """Return which text a form is of."""
        return self._numbers[form]

    def forget(self, places: Iterable[tuple[int, int, int]]) -> None:
        """Look no more for the forms that were found."""
        self._wanted -= {form for form, _, _ in places}

    def places(self, haystack: bytes) -> Iterator[tuple[int, int, int]]:
        """Yield each form that stands there, where it begins, and where it ends."""
        if self._automaton is not None:
            for place in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
                if place[0] in self._wanted:
                    yield place


def _alone(places: Iterable[tuple[int, int, int]], text: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the places that are no part of a longer word."""
    for form, start, end in places:
        before = text[max(start - 4, 0) : start].decode("utf-8", errors="ignore")
        after = text[end : end + 4].decode("utf-8", errors="ignore")
        if not before[-1:].isalnum() and not after[:1].isalnum():
            yield form, start, end


def sentences_of(result: Result) -> Iterator[str]:
    """Yield the sentences of a result in its languages: of findings, verdicts and the gate."""
    figures = [result.figures, *(one.figures for one in (*result.phases, *result.channels, *result.locations))]
    figures += [one.figures for one in result.touchpoints] + [one.figures for one in result.checklists]
    said: list[Sayable] = [part for one in figures for part in one.verdict.parts]
    for finding in result.findings:
        said += [finding.headline, finding.advice or "", *(member.why or "" for member in finding.members)]
    said += [gate.said for gate in result.gate]
    for code in result.site.languages:
        language = Language(code)
        yield from (language.say(one) for one in said)


def refuse_leaks(site: Path, workspace: Workspace, result: Result, *, paper: bool = False) -> Searched:
    """Search a finished site for the client, made of ``result``, for what is internal in the workspace.

    ``paper``: it is what a PDF is printed from.

    Raises:
        DisclosureError: it holds some of that; it must not be published.
        OSError: a file cannot be read.
    """
    disclosure = disclosure_of(workspace)
    searched = search_site(site, disclosure, sentences_of(result))
    if searched.leaks:
        texts = [(disclosure.internal[leak.number], leak.files) for leak in searched.leaks]
        raise DisclosureError([(workspace.place(one.written), one.text, files) for one, files in texts], paper=paper)
    return searched
