"""How it feels: what customers answered and what auditors wrote, touchpoint by touchpoint, never added up."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from tpm_audit.charts.chart import Chart, Table, TableCell, no_figure
from tpm_audit.charts.emotion_course import Step, emotion_figure, emotion_key
from tpm_audit.language.catalogue import Language
from tpm_audit.model.emotion_records import EmotionsRecord, Feeler
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_figures import answer_digits
from tpm_audit.pages.customer_sections import Section, answers_of, asked_in, name_of
from tpm_audit.pages.names import Names
from tpm_audit.source.message import Message, Sayable, say

ID: Final = "feelings"
_MOST: Final = 40  # of more touchpoints only those are drawn that customers were asked about


def feelings(result: Result, names: Names, language: Language) -> Iterator[Section]:
    """Yield the section where enough customers said how they felt about a touchpoint."""
    steps = _steps(result.emotions, names, language)
    if not any(one.customers is not None and one.customers.median is not None for one in steps):
        return
    asked = [one for one in steps if one.customers is not None]
    drawn = steps if len(steps) <= _MOST else asked[:_MOST]
    surveys = (one.customers.survey for one in steps if one.customers is not None)
    yield Section(
        id=ID,
        title=say("How it feels: customers and auditors"),
        basis=say(
            "{surveys}; visits of the audit; from {low} (very bad) to {high} (very good)",
            surveys=asked_in(result, surveys),
            low="\N{MINUS SIGN}2",
            high="2",
        ),
        chart=Chart(
            id=ID,
            title=language.word("How does it feel from touchpoint to touchpoint?"),
            sentence=" ".join(language.say(one) for one in _sentences(steps, len(drawn), language)),
            table=_table(drawn, language),
            figure=emotion_figure(drawn, language),
            key=emotion_key(language),
        ),
    )


def _steps(emotions: Sequence[EmotionsRecord], names: Names, language: Language) -> list[Step]:
    """Return touchpoints in the order of the journey; asked of several channels, it is a step for each."""
    auditors = {one.touchpoint: one for one in emotions if one.of is Feeler.AUDITORS}
    asked = {one.touchpoint for one in emotions if one.of is Feeler.CUSTOMERS}
    return [
        Step(
            name=name_of(one.touchpoint, one.channel, names, language),
            customers=one if one.of is Feeler.CUSTOMERS else None,
            auditors=auditors.get(one.touchpoint),
            customers_said=language.say(_said(one if one.of is Feeler.CUSTOMERS else None, language)),
            auditors_said=language.say(_said(auditors.get(one.touchpoint), language)),
        )
        for one in emotions
        if one.of is Feeler.CUSTOMERS or one.touchpoint not in asked
    ]


def _said(one: EmotionsRecord | None, language: Language) -> Message:
    if one is None or one.median is None:
        return say("nothing known")
    who = say("customers") if one.of is Feeler.CUSTOMERS else say("auditors")
    return say("{who}: {median}, {basis}", who=who, median=answer_digits(one.median, language), basis=_basis(one))


def _basis(one: EmotionsRecord) -> Message:
    if one.of is Feeler.CUSTOMERS:
        return answers_of(one.n, one.size)
    return say("{n} visit", "{n} visits", n=one.n)


def _sentences(steps: Sequence[Step], drawn: int, language: Language) -> Iterator[Message]:
    customers = [(one.name, median) for one in steps if (median := _median(one.customers)) is not None]
    best, worst = (pick(median for _, median in customers) for pick in (max, min))
    yield (
        say(
            "Customers feel best at {best} ({high}), and worst at {worst} ({low}).",
            best=_at(customers, best),
            high=answer_digits(best, language),
            worst=_at(customers, worst),
            low=answer_digits(worst, language),
        )
        if best > worst
        else say("Customers feel the same everywhere: {median}.", median=answer_digits(best, language))
    )
    name, median = customers[-1]
    yield say("The last that they tell of is {name} ({median}).", name=name, median=answer_digits(median, language))
    apart = {
        one.name: abs(one_ - other)
        for one in steps
        if (one_ := _median(one.customers)) is not None and (other := _median(one.auditors)) is not None
    }
    if any(apart.values()):
        most = max(apart.values())
        yield say(
            "Customers and auditors are furthest apart at {names}: by {steps}.",
            names=tuple(name for name, one in apart.items() if one == most),
            steps=answer_digits(most, language),
        )
    yield from _balances(steps)
    if drawn < len(steps):
        yield say("Drawn are the {k} of {n} touchpoints that customers were asked about.", k=drawn, n=len(steps))


def _median(one: EmotionsRecord | None) -> Fraction | None:
    return None if one is None else one.median


def _at(steps: Sequence[tuple[str, Fraction]], median: Fraction) -> tuple[str, ...]:
    return tuple(name for name, one in steps if one == median)


def _balances(steps: Sequence[Step]) -> Iterator[Message]:
    """Yield how many are positive, neutral and negative, of customers and of auditors, each for themselves."""
    auditors = {one.auditors.touchpoint: one.auditors for one in steps if one.auditors is not None}
    for who, several in (
        (say("Answers of customers"), [one.customers for one in steps if one.customers is not None]),
        (say("Visits of auditors"), list(auditors.values())),
    ):
        counts = {
            "positive": sum(one.positive for one in several),
            "neutral": sum(one.neutral for one in several),
            "negative": sum(one.negative for one in several),
        }
        if any(counts.values()):
            yield say("{who}: {positive} positive, {neutral} neutral, {negative} negative.", who=who, **counts)


def _table(steps: Sequence[Step], language: Language) -> Table:
    balance = language.word("Positive / neutral / negative")
    return Table(
        head=(language.word("Of what"), language.word("Customers"), balance, language.word("Auditors"), balance),
        rows=tuple((one.name, (*_cells(one.customers, language), *_cells(one.auditors, language))) for one in steps),
    )


def _cells(one: EmotionsRecord | None, language: Language) -> tuple[TableCell, TableCell]:
    none = no_figure(say("nothing known"), language)
    if one is None:
        return none, none
    if one.median is None:
        return TableCell("\N{EN DASH}", language.say(_basis(one)), language.word("too few answers for a figure")), none
    middle: Sayable = _basis(one)
    if one.low is not None and one.high is not None:
        quartiles = f"[{answer_digits(one.low, language)}; {answer_digits(one.high, language)}]"
        middle = say("{interval}, {answers}", interval=quartiles, answers=middle)
    balance = " / ".join(map(language.number, (one.positive, one.neutral, one.negative)))
    return TableCell(answer_digits(one.median, language), language.say(middle)), TableCell(balance)
