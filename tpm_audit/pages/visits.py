"""Visits as pages show them: when, where, by whom, what was noticed, and the pictures that show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tpm_audit.language.catalogue import Language
from tpm_audit.model.audits import Basis
from tpm_audit.model.result import EvidenceRecord, Result, VisitRecord
from tpm_audit.pages.answers import Answers
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import THUMBNAIL_SIDE, picture_path, thumbnail_path
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Sayable, say
from tpm_audit.workspace.pictures import fitted

MOST_VISITS = 40  # shown in full on one page; the data has all
MOST_PICTURES = 60

_EMOTIONS = {
    -2: (say("very bad"), "poor"),
    -1: (say("bad"), "fair"),
    0: (say("neutral"), "plain"),
    1: (say("good"), "good"),
    2: (say("very good"), "good"),
}
_BASES = {
    Basis.REPORTED.value: say("reported to the auditor, not observed"),
    Basis.ASSUMED.value: say("assumed, not observed; counts nowhere"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: paths of both sizes, pixels of the small one, and its words. ``about`` is what it is evidence of."""

    full: str
    small: str
    width: int
    height: int
    alternative: str
    caption: Sayable | None
    about: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class VisitBlock:
    """One visit; None and empty where it has nothing of the kind."""

    when: Sayable
    where: tuple[Link, ...]
    auditor: Sayable
    item: Sayable | None
    basis: Sayable | None
    emotion: Badge | None
    highlight: Sayable | None
    pain: Sayable | None
    note: Sayable | None
    internal_note: Sayable | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class QuietVisits:
    """Visits of one place that left no remark and no picture."""

    where: tuple[Link, ...]
    when: tuple[Sayable, ...]


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits of a page: those with something to tell, the quiet ones, and what is left out of the first."""

    told: tuple[VisitBlock, ...] = ()
    quiet: tuple[QuietVisits, ...] = ()
    left_out: Sayable | None = None


@dataclass(frozen=True)
class VisitsBy:
    """The visits of a result by what they name first: a touchpoint, else a location, else a channel, else nothing."""

    touchpoint: Mapping[str, Sequence[VisitRecord]]
    location: Mapping[str, Sequence[VisitRecord]]
    channel: Mapping[str, Sequence[VisitRecord]]
    company: Sequence[VisitRecord]


def visits_by(result: Result) -> VisitsBy:
    """Return the visits by what they are of, each in its order."""
    touchpoints: dict[str, list[VisitRecord]] = defaultdict(list)
    locations: dict[str, list[VisitRecord]] = defaultdict(list)
    channels: dict[str, list[VisitRecord]] = defaultdict(list)
    company: list[VisitRecord] = []
    for visit in result.visits:
        if visit.touchpoint is not None:
            touchpoints[visit.touchpoint].append(visit)
        elif visit.location is not None:
            locations[visit.location].append(visit)
        elif visit.channel is not None:
            channels[visit.channel].append(visit)
        else:
            company.append(visit)
    return VisitsBy(touchpoints, locations, channels, company)


def visits_of(visits: Iterable[VisitRecord], names: Names, answers: Answers, language: Language) -> Visits:
    """Return visits as a page shows them; ``answers`` knows the questions that pictures are evidence of."""
    blocks = _Blocks(names, answers, language)
    told: list[VisitBlock] = []
    quiet: dict[tuple[Link, ...], list[Sayable]] = defaultdict(list)
    left_out = 0
    for visit in visits:
        if not _tells(visit):
            quiet[blocks.where(visit)].append(visit.date)
        elif len(told) < MOST_VISITS:
            told.append(blocks.block(visit))
        else:
            left_out += 1
    return Visits(
        tuple(told),
        tuple(QuietVisits(where, tuple(dict.fromkeys(days))) for where, days in quiet.items()),
        say("{n} more visit stands in the data.", "{n} more visits stand in the data.", n=left_out)
        if left_out
        else None,
    )


def visits_at(
    by_id: Mapping[str, Iterable[VisitRecord]], names: Names, answers: Answers, language: Language
) -> Mapping[str, Visits]:
    """Return the visits of several things as their pages show them."""
    return {id_: visits_of(visits, names, answers, language) for id_, visits in by_id.items()}


def pictures_of(
    visits: Iterable[VisitRecord], about: str, names: Names, answers: Answers, language: Language
) -> tuple[Figure, ...]:
    """Return the pictures that are evidence of a criterion or a fact, each once; beside it who took it, and when."""
    blocks = _Blocks(names, answers, language)
    figures: dict[str, Figure] = {}
    for visit in visits:
        shown = tuple(one for one in visit.evidence if about in {one.criterion, one.fact})
        by = (Link(visit.auditor), Link(visit.date))
        for figure in blocks.figures(replace(visit, evidence=shown)):
            figures.setdefault(figure.full, replace(figure, about=by))
    return tuple(figures.values())


def _tells(visit: VisitRecord) -> bool:
    said = (visit.emotion, visit.highlight, visit.pain, visit.note, visit.internal_note)
    return any(one is not None for one in said) or bool(visit.evidence) or visit.basis != Basis.OBSERVED.value


class _Blocks:
    def __init__(self, names: Names, answers: Answers, language: Language) -> None:
        self._names = names
        self._answers = answers
        self._language = language
        self._pictures = 0

    def where(self, visit: VisitRecord) -> tuple[Link, ...]:
        channel = () if visit.channel is None else (self._names.channel(visit.channel),)
        return (*channel, *self._names.place(visit.location, visit.language))

    def block(self, visit: VisitRecord) -> VisitBlock:
        return VisitBlock(
            when=visit.date if visit.time is None else say("{day}, {time}", day=visit.date, time=visit.time),
            where=self.where(visit),
            auditor=visit.auditor,
            item=visit.item,
            basis=_BASES.get(visit.basis),
            emotion=None if visit.emotion is None else _emotion(visit.emotion, self._language),
            highlight=visit.highlight,
            pain=visit.pain,
            note=visit.note,
            internal_note=visit.internal_note,
            figures=tuple(self.figures(visit)),
        )

    def figures(self, visit: VisitRecord) -> Iterator[Figure]:
        """Yield each picture of a visit once, however many answers it is evidence of."""
        about: dict[str, list[EvidenceRecord]] = defaultdict(list)
        for evidence in visit.evidence:
            about[evidence.digest].append(evidence)
        for several in about.values():
            if self._pictures < MOST_PICTURES:
                self._pictures += 1
                yield self._figure(several, visit)

    def _figure(self, several: Sequence[EvidenceRecord], visit: VisitRecord) -> Figure:
        evidence, caption = several[0], next((one.caption for one in several if one.caption is not None), None)
        width, height = fitted(evidence.width, evidence.height, THUMBNAIL_SIDE)
        about = tuple(dict.fromkeys(self._about(one) for one in several))
        return Figure(
            full=picture_path(evidence),
            small=thumbnail_path(evidence),
            width=width,
            height=height,
            alternative=self._language.say(self._alternative(about[0], visit) if caption is None else caption),
            caption=caption,
            about=about,
        )

    def _about(self, evidence: EvidenceRecord) -> Link:
        if evidence.criterion is not None:
            return self._answers.criterion(evidence.criterion)
        return self._names.fact(evidence.fact or "")

    def _alternative(self, about: Link, visit: VisitRecord) -> Sayable:
        """Return what a picture without a caption shows, as far as that is known."""
        if visit.channel is None:
            return say("Evidence of “{about}”, {day}", about=about.text, day=visit.date)
        channel = self._names.channel_name(visit.channel)
        return say("Evidence of “{about}”, {channel}, {day}", about=about.text, channel=channel, day=visit.date)


def _emotion(value: Fraction, language: Language) -> Badge:
    """Return an emotion as a signed number with the word of the step that is nearest to it."""
    word, tone = _EMOTIONS[max(-2, min(2, round(value)))]
    number = language.signed(value, 0 if value == int(value) else 1)
    return Badge(say("{value} {word}", value=number, word=word), tone)
