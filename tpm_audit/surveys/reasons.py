"""Reasons: texts counted by codes, beside the rating that they explain; of the texts themselves a few are kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tpm_audit.figures.givers import giver_of, groups_of
from tpm_audit.model import codes
from tpm_audit.model.judged import Judged
from tpm_audit.model.reasons import Giver, PartReasons, Reasons, ReasonTally
from tpm_audit.model.surveys import Measure, Survey
from tpm_audit.model.tallies import PartTally
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.surveys.cells import MOST_TEXTS
from tpm_audit.surveys.columns import Columns
from tpm_audit.surveys.free_texts import SomeTexts, plain
from tpm_audit.surveys.placed import Placed
from tpm_audit.surveys.ratings import Fault, about_unknown, told
from tpm_audit.surveys.reader import Row, cell
from tpm_audit.surveys.segments import Parts


@dataclass(slots=True)
class _Group:
    """Texts of those who rated alike."""

    n: int = 0
    uncoded: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, found: Iterable[str]) -> None:
        """Count a text with its codes."""
        self.n += 1
        before = self.codes.total()
        self.codes.update(found)
        self.uncoded += self.codes.total() == before

    def take(self, other: "_Group") -> None:
        """Count those of another group, too."""
        self.n += other.n
        self.uncoded += other.uncoded
        self.codes.update(other.codes)


class ReasonTexts:
    """The texts in a column, the column with the rating that they explain, and the parts of each segment."""

    def __init__(self, placed: Placed, explained: Placed | None, segments: Sequence[Parts] = ()) -> None:
        self.placed = placed
        self.explained = explained
        self.segments = segments
        self._of_parts: list[dict[tuple[Judged, str], _Group]] = [{} for _ in segments]
        coded = placed.question.codes.items()
        self._words = tuple((code, tuple(filter(None, map(plain, one.words)))) for code, one in coded)
        self._giver = lru_cache(4_096)(self._giver_of)
        self._groups: dict[Judged, dict[Giver, _Group]] = defaultdict(lambda: defaultdict(_Group))
        self._blank: Counter[Judged] = Counter()
        self._of_unknown = Fault()
        self._texts: dict[Judged, SomeTexts] = defaultdict(SomeTexts)

    def count(self, row: Row, line: int) -> None:
        """Count the text of a row."""
        text = cell(row, self.placed.at).strip()
        named = "" if self.placed.about_at is None else cell(row, self.placed.about_at)
        about = self.placed.judged(named)
        if about is None:
            if named.strip() or text:  # else nobody was asked in that row
                self._of_unknown.add(named, 1, line)
            return
        if not text or text in self.placed.missing:
            self._blank[about] += 1
            return
        rating = self._rating(row, about)
        found = self._codes_of(text)
        self._groups[about][self._giver(rating)].add(found)
        for parts, of_parts in zip(self.segments, self._of_parts, strict=True):
            key = about, cell(row, parts.at)
            if key in of_parts or len(of_parts) < MOST_TEXTS:  # of more the segment is a problem
                of_parts.setdefault(key, _Group()).add(found)
        self._texts[about].add(text)

    def problems(self, path: str) -> Iterator[Problem]:
        """Yield that texts are about what is not known."""
        return about_unknown(self.placed, self._of_unknown, path)

    def _rating(self, row: Row, about: Judged) -> str:
        """Return the rating that a text explains; one of something else is none."""
        explained = self.explained
        if explained is None:
            return ""
        rated = explained.judged("" if explained.about_at is None else cell(row, explained.about_at))
        is_meant = rated == about or about.is_company or explained.about_at is None
        return cell(row, explained.at).strip() if is_meant else ""

    def _giver_of(self, rating: str) -> Giver:
        if self.explained is None:
            return Giver.NO_RATING
        return giver_of(self.explained.question, told(self.explained, rating))

    def _codes_of(self, text: str) -> list[str]:
        read = plain(text)
        return [code for code, words in self._words if any(word in read for word in words)]

    def tallies(self) -> Iterator[ReasonTally]:
        """Yield what was given about each thing that the question is about."""
        measure = Measure.PERFORMANCE if self.explained is None else self.explained.question.measures
        order = (*groups_of(measure), Giver.NO_RATING)
        for about in dict.fromkeys(one.judged for one in self.placed.question.subjects):
            groups = self._groups.get(about, {})
            if groups or self._blank[about]:
                by_giver = {
                    giver: Reasons(groups[giver].n, groups[giver].uncoded, dict(groups[giver].codes))
                    for giver in order
                    if giver in groups
                }
                yield ReasonTally(self.placed.id, about, by_giver, self._blank[about], self._texts[about].cleaned())

    def parts(self) -> Iterator[PartTally[PartReasons]]:
        """Yield what the parts of each segment gave about each thing, once it is known what their texts stand for."""
        for parts, of_parts in zip(self.segments, self._of_parts, strict=True):
            merged: dict[str, dict[Judged, _Group]] = defaultdict(lambda: defaultdict(_Group))
            for (about, text), group in of_parts.items():
                part = parts.part_of(text)
                if part is not None:
                    merged[part][about].take(group)
            for part in parts.in_order(merged):
                for about, group in merged[part].items():
                    given = Reasons(group.n, group.uncoded, dict(group.codes))
                    yield PartTally(parts.id, part, PartReasons(self.placed.id, about, given))


def reasons_of(
    survey: Survey, placed: Iterable[Placed], columns: Columns, segments: Sequence[Parts]
) -> Iterator[ReasonTexts]:
    """Yield the columns with reasons; one that explains what is not asked, or no one thing, is told."""
    columns_of = list(placed)
    for one in columns_of:
        if one.question.measures is Measure.REASON:
            explained = _explained(one, columns_of)
            misfit = _misfit(one, explained, survey)
            if misfit is None:
                yield ReasonTexts(one, explained, segments)
            else:
                place = columns.place_of_key(("questions", one.id, "explains"))
                columns.problems.append(Problem(place, *misfit))


def _explained(one: Placed, columns: Iterable[Placed]) -> Placed | None:
    """Return the column that a reason explains: of several that about the same thing, else the only one."""
    several = [other for other in columns if other.id == one.question.explains]
    same = [other for other in several if (other.about, other.about_at) == (one.about, one.about_at)]
    return next(iter(same or several), None) if same or len(several) == 1 else None


def _misfit(one: Placed, explained: Placed | None, survey: Survey) -> tuple[str, Message, Message] | None:
    id_ = one.question.explains
    if id_ is None:
        return None
    asked = survey.questions.get(id_)
    if asked is None or not asked.is_rated:
        near = closest(id_, [own for own, question in survey.questions.items() if question.is_rated])
        hint = say("did you mean '{near}'?", near=near) if near else say("write the id of a question that is rated")
        return codes.UNKNOWN_ID, say("no rated question '{id}'", id=id_), hint
    if explained is None and len(asked.columns) > 1:
        said = say("'{id}' is asked about several things, and which of them is explained is not said", id=id_)
        return codes.MISSING_KEY, said, say("write about: with one of them")
    return None
