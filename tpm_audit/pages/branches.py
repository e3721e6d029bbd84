"""A location beside the others: each figure here, and the lowest, the middle and the highest of the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Figures, LocationRecord, SiteRecord
from tpm_audit.pages.names import Names
from tpm_audit.render.words import Link
from tpm_audit.source.message import Sayable, say


@dataclass(frozen=True, slots=True)
class End:
    """The lowest or the highest figure, and where it is: at one location, or at how many."""

    value: str
    where: Link


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure here and at the others; None where nothing was rated or checked here."""

    figure: Sayable
    here: str | None
    lowest: End
    middle: str
    highest: End


def beside(
    location: LocationRecord, others: Sequence[LocationRecord], site: SiteRecord, names: Names, language: Language
) -> Iterator[Beside]:
    """Yield the figures that some other location has, too."""
    limits = (site.verdict_fair, site.verdict_good)
    kinds: tuple[tuple[Sayable, Callable[[LocationRecord], Fraction | int | None], Callable[[Fraction], str]], ...] = (
        (say("Score"), lambda one: _score(one.figures), lambda value: language.percent(value, limits)),
        (say("Consistency"), lambda one: one.figures.index, language.percent),
        (say("Findings"), lambda one: len(one.findings), language.number),
    )
    for figure, of, said in kinds:
        found = sorted((value, one.id) for one in others if (value := of(one)) is not None)
        if found:
            here = of(location)
            yield Beside(
                figure=figure,
                here=None if here is None else said(Fraction(here)),
                lowest=_end(found, Fraction(found[0][0]), said, names),
                middle=said(_median([Fraction(value) for value, _ in found])),
                highest=_end(found, Fraction(found[-1][0]), said, names),
            )


def _score(figures: Figures) -> Fraction | None:
    return figures.score.share if figures.score is not None else None


def _end(
    found: Sequence[tuple[Fraction | int, str]], value: Fraction, said: Callable[[Fraction], str], names: Names
) -> End:
    there = [id_ for one, id_ in found if one == value]
    where = names.location(there[0]) if len(there) == 1 else Link(say("{n} locations", n=len(there)))
    return End(said(value), where)


def _median(ordered: Sequence[Fraction]) -> Fraction:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
