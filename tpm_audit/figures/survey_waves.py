"""The waves of surveys: those with the same `wave_of`, one after the other.

Surveys whose days overlap are one wave: it is asked on the web until the 15th, and on paper until the 20th.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from tpm_audit.model.surveys import Survey

Wave: TypeAlias = tuple[Survey, ...]


def waves_by_row(surveys: Iterable[Survey]) -> Mapping[str, Sequence[Wave]]:
    """Return the waves of each row, the first of them first; the last survey of a wave is the one that ended last."""
    rows: dict[str, list[list[Survey]]] = defaultdict(list)
    for survey in sorted(surveys, key=lambda one: (one.period.first, one.ended)):
        if survey.wave_of is not None:
            waves = rows[survey.wave_of]
            if waves and survey.period.first <= max(one.period.last for one in waves[-1]):
                waves[-1].append(survey)
            else:
                waves.append([survey])
    return {
        row: [tuple(sorted(wave, key=lambda one: one.ended)) for wave in waves] for row, waves in sorted(rows.items())
    }


def neighbours(surveys: Iterable[Survey]) -> Iterator[tuple[Wave, Wave]]:
    """Yield each wave with the one before it, which comes first."""
    for waves in waves_by_row(surveys).values():
        yield from pairwise(waves)


def latest_of(surveys: Iterable[Survey]) -> frozenset[str]:
    """Return the ids of surveys that are no waves, and of those in the latest wave of their row."""
    several = tuple(surveys)
    alone = (one.id for one in several if one.wave_of is None)
    return frozenset((*alone, *(one.id for waves in waves_by_row(several).values() for one in waves[-1])))
