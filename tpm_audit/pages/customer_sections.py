"""Sections of the customers' page that hold answers to several questions against each other, or against the audit."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.chart import Chart, TableCell
from tpm_audit.language.catalogue import Language
from tpm_audit.model.customers import Figured, Size
from tpm_audit.model.importance_records import MeanRecord
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_figures import digits, signed
from tpm_audit.pages.names import Names
from tpm_audit.source.message import Message, Sayable, say


@dataclass(frozen=True, slots=True)
class Section:
    """A question about what customers answered: what it stands on, and the chart that answers it."""

    id: str
    title: Sayable
    basis: Sayable
    chart: Chart


def asked_in(result: Result, surveys: Iterable[str | None]) -> Sayable:
    """Say which surveys something stands on, and when these were."""
    ids = set(surveys)
    return tuple(
        say("{name}, {first} to {last}", name=one.name, first=one.first_day, last=one.last_day)
        for one in result.surveys
        if one.id in ids
    )


def name_of(touchpoint: str, channel: str | None, names: Names, language: Language) -> str:
    """Return what a touchpoint, on a channel where it was asked so, is called in a chart."""
    return ", ".join(language.say(link.text) for link in names.where(touchpoint, channel))


def companys(importance: Fraction, language: Language) -> str:
    """Return the company's own view of an importance, which is no mean, as it wrote it."""
    return language.number(importance, 0 if importance.denominator == 1 else 1)


def mean(value: Fraction, language: Language) -> str:
    """Return a mean as it is written."""
    return digits(Figured.MEAN, value, language)


def gap(value: Fraction, language: Language) -> str:
    """Return the difference of two means with its sign."""
    return signed(Figured.MEAN, value, language)


def limits(within: tuple[float, float] | None, language: Language) -> str | None:
    """Return the limits of an interval of a mean."""
    return None if within is None else f"[{mean(Fraction(within[0]), language)}; {mean(Fraction(within[1]), language)}]"


def gap_limits(within: tuple[float, float] | None, language: Language) -> str | None:
    """Return the limits of an interval of a gap, with their signs."""
    return None if within is None else f"[{gap(Fraction(within[0]), language)}; {gap(Fraction(within[1]), language)}]"


def answers_of(n: int, size: Size | None) -> Message:
    """Say on how many answers a figure stands, and whether these are few."""
    answers = say("{n} answer", "{n} answers", n=n)
    return say("{answers}, for orientation", answers=answers) if size is Size.ORIENTATION else answers


def mean_cell(one: MeanRecord, language: Language) -> TableCell:
    """Return a mean with its interval and on how many answers it stands."""
    answers = answers_of(one.n, one.size)
    within = limits(one.within, language)
    said = answers if within is None else say("{interval}, {answers}", interval=within, answers=answers)
    return TableCell(mean(one.mean, language), language.say(said))
