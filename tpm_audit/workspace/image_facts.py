"""Facts whose values are files: each file is looked at once, and what it is known by takes the place of its path.

So a name that people gave a file stands in no report, and a picture counts by its bytes, not by its name.
"""

import io
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tpm_audit.model import codes
from tpm_audit.model.audits import UNSEEN_WORDS, Observation
from tpm_audit.model.entry import Written
from tpm_audit.model.facts import Fact, Variant
from tpm_audit.model.images import ImageMeasure
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.source.codes import Code
from tpm_audit.source.message import Localised, say
from tpm_audit.source.problems import Misfit, Problem
from tpm_audit.workspace.evidence import EvidenceFolder
from tpm_audit.workspace.files import MAX_EVIDENCE_BYTES, Files
from tpm_audit.workspace.look_files import look_path_problem, no_such_file
from tpm_audit.workspace.pictures import Pictures
from tpm_audit.workspace.validation import PlaceOf

_NO_FILE: Final = Localised({"": "?"})
_A_PICTURE: Final = say("write the path of a picture")
_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif")


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture that a value names: its path in the workspace, where it is named, and what was measured of it.

    ``read`` raises an OSError where the file cannot be read any more.
    """

    path: str
    written: Written
    measure: ImageMeasure
    read: Callable[[], bytes]


@dataclass(frozen=True)
class ImageFacts:
    """Facts and own rules with what files are known by in the place of paths, the files, and what is wrong."""

    facts: Mapping[str, Fact]
    own_rules: Mapping[str, OwnRule]
    files: Mapping[str, ImageFile]
    problems: tuple[Problem, ...]


def read_image_facts(
    facts: Mapping[str, Fact], own_rules: Mapping[str, OwnRule], files: Files, place_of: PlaceOf
) -> ImageFacts:
    """Look at the files of all standards and own rules; one that cannot be compared is a problem, and no standard."""
    if not any(fact.values_are_files for fact in facts.values()):
        return ImageFacts(facts, own_rules, {}, ())
    reader = _Reader(files, place_of)
    looked_at = {id_: reader.fact(fact) if fact.values_are_files else fact for id_, fact in facts.items()}
    asked = {id_: rule.looked_at(facts, reader.known) for id_, rule in own_rules.items()}
    return ImageFacts(looked_at, asked, reader.found, tuple(reader.problems))


def look_at(path: Path) -> ImageMeasure | Misfit:
    """Return what a picture measures that lies anywhere on this machine, or why it cannot be compared."""
    shown = str(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return codes.BAD_PATH, say("'{path}' is no file", path=shown[:200]), _A_PICTURE
        if found.st_size > MAX_EVIDENCE_BYTES:
            message = say("'{path}' is larger than {limit} MB", path=shown[:200], limit=MAX_EVIDENCE_BYTES // 10**6)
            return codes.OUT_OF_RANGE, message, say("make it smaller")
        content = path.read_bytes()
    except FileNotFoundError:
        return codes.NO_SUCH_FILE, say("there is no file '{path}'", path=shown[:200]), _A_PICTURE
    except (OSError, ValueError) as error:  # no path has a NUL in it
        why = getattr(error, "strerror", None) or type(error).__name__
        return codes.BAD_PATH, say("'{path}' cannot be read: {why}", path=shown[:200], why=why), _A_PICTURE
    return _drawing(shown) or Pictures(lambda _: io.BytesIO(content)).measure(shown)


class _Reader:
    """Walks through the standards once and collects files and problems."""

    def __init__(self, files: Files, place_of: PlaceOf) -> None:
        self.found: dict[str, ImageFile] = {}
        self.problems: list[Problem] = []
        self._files = files
        self._place_of = place_of

    def fact(self, fact: Fact) -> Fact:
        expected_at = {
            location: seen
            for location, texts in fact.expected_at.items()
            if (seen := self._texts(texts, fact.written.at("expected_at", location))) is not None
        }
        variants = (self._variant(one, fact.written.at("variants", at)) for at, one in enumerate(fact.variants))
        expected = fact.expected
        return fact.model_copy(
            update={
                "expected": None if expected is None else self._texts(expected, fact.written.at("expected")),
                "expected_at": expected_at,
                "variants": tuple(variants),
            }
        )

    def _variant(self, variant: Variant, written: Written) -> Variant:
        """Return a variant; one whose file cannot be looked at keeps its place, by which it is counted."""
        return variant.model_copy(update={"value": self.known(variant.value, written.at("value"))})

    def known(self, texts: Localised, written: Written) -> Localised:
        """Return what stands for files; for those that cannot be looked at what stands for none."""
        return self._texts(texts, written) or _NO_FILE

    def _texts(self, texts: Localised, written: Written) -> Localised | None:
        """Return what stands for the files, by content language; None where none can be looked at."""
        known = {}
        for language, path in texts.items():
            text = self._text(path, written.at(language) if language else written)
            if text is not None:
                known[language] = text
        return Localised(known) if known else None

    def _text(self, path: str, written: Written) -> str | None:
        content = self._content(path, written)
        if content is None:
            return None
        measure = Pictures(lambda _: io.BytesIO(content)).measure(path)
        if not isinstance(measure, ImageMeasure):
            self._tell(written, measure)
            return None
        self.found.setdefault(measure.text, ImageFile(path, written, measure, partial(self._read, path)))
        return measure.text

    def _content(self, path: str, written: Written) -> bytes | None:
        misfit = _drawing(path) or look_path_problem(path, _ENDINGS)
        content = self._files.own(path) if misfit is None else None
        if isinstance(content, bytes):
            return content
        if content is None:
            self._tell(written, misfit or no_such_file(path))
        else:
            hint = say("make it smaller") if content.code == Code.OVER_LIMIT else content.hint
            self.problems.append(Problem(self._place_of(written), content.code, content.message, hint))
        return None

    def _read(self, path: str) -> bytes:
        content = self._files.own(path)
        if not isinstance(content, bytes):
            raise FileNotFoundError(path)
        return content

    def _tell(self, written: Written, misfit: Misfit) -> None:
        self.problems.append(Problem(self._place_of(written), *misfit))


def _drawing(path: str) -> Misfit | None:
    """Return what is said of an SVG drawing, of which nothing can be measured."""
    if not path.lower().endswith(".svg"):
        return None
    message = say("'{path}' is an SVG drawing, and images are compared by their pixels", path=path[:200])
    return codes.NOT_A_PICTURE, message, say("write a PNG: export the logo and name that file")


@dataclass(frozen=True, slots=True)
class Looked:
    """An observed fact with what its files are known by, and the files by that; ``misfits`` by keys below the fact."""

    seen: Observation
    files: Mapping[str, ImageFile]
    misfits: tuple[tuple[tuple[str | int, ...], Misfit], ...]


def looked_at(seen: Observation, written: Written, folder: EvidenceFolder) -> Looked:
    """Look at the files that an observation names."""
    files: dict[str, ImageFile] = {}
    misfits: list[tuple[tuple[str | int, ...], Misfit]] = []
    texts: dict[str, str] = {}
    for keys, file in _named(seen):
        measure = folder.measure(file)
        if isinstance(measure, ImageMeasure):
            texts[file] = measure.text
            files[measure.text] = ImageFile(folder.path(file), written.at(*keys), measure, partial(folder.read, file))
        else:
            misfits.append((keys, measure))
    value = None if seen.value is None else _replaced(seen.value, texts)
    at = None if seen.at is None else {place: _replaced(values, texts) for place, values in seen.at.items()}
    return Looked(seen.model_copy(update={"value": value, "at": at}), files, tuple(misfits))


def _named(seen: Observation) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the files that an observation names, and below which keys."""
    said = (((), seen.value or ()), *(((place,), values) for place, values in (seen.at or {}).items()))
    for place, values in said:
        keys = ("at", *place) if place else ("value",)
        for index, value in enumerate(values):
            if value not in UNSEEN_WORDS:
                yield (*keys, index) if len(values) > 1 else keys, value


def _replaced(values: tuple[str, ...], texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(texts.get(value, value) for value in values)
