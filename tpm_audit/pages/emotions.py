"""How it feels: what customers answered and what auditors wrote, touchpoint by touchpoint, never added up."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from tpm_audit.charts.chart import Chart, Table, TableCell, no_figure
from tpm_audit.charts.emotion_course import Step, emotion_figure, emotion_key
from tpm_audit.language.catalogue import Language
from tpm_audit.model.emotion_records import EmotionsRecord, Feeler
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_figures import answer_digits
from tpm_audit.pages.customer_sections import Section, answers_of, asked_in, name_of
from tpm_audit.pages.names import Names
from tpm_audit.pages.survey_names import short_wording
from tpm_audit.source.message import Message, Sayable, say

ID: Final = "feelings"
_MOST: Final = 40  # of more touchpoints only those are drawn that customers were asked about, or the worst of auditors


def feelings(result: Result, names: Names, language: Language) -> Iterator[Section]:
    """Yield the section where enough customers said how they felt about a touchpoint."""
    steps = _steps(result, names, language)
    if not any(_median(one.customers) is not None for one in steps):
        return
    asked = [one for one in steps if one.customers is not None]
    surveys = (one.customers.survey for one in steps if one.customers is not None)
    yield _section(
        say("How it feels: customers and auditors"),
        say("{surveys}; visits of the audit; {scale}", surveys=asked_in(result, surveys), scale=_scale()),
        (steps, steps if len(steps) <= _MOST else asked[:_MOST]),
        result,
        language,
    )


def feelings_of_auditors(result: Result, names: Names, language: Language) -> Iterator[Section]:
    """Yield the section where auditors alone say how it felt."""
    all_steps = _steps(result, names, language)
    steps = [one for one in all_steps if _median(one.auditors) is not None]
    if not steps or any(_median(one.customers) is not None for one in all_steps):
        return
    worst = sorted(steps, key=lambda one: _median(one.auditors) or 0)[:_MOST]
    yield _section(
        say("How it feels to auditors"),
        say("visits of the audit; {scale}", scale=_scale()),
        (steps, [one for one in steps if one in worst]),
        result,
        language,
    )


def _scale() -> Message:
    return say("from {low} (very bad) to {high} (very good)", low="\N{MINUS SIGN}2", high="2")


def _section(
    title: Message, basis: Message, steps: tuple[Sequence[Step], Sequence[Step]], result: Result, language: Language
) -> Section:
    """Return the section of steps, of which the second are drawn."""
    known, drawn = steps
    phases = [
        _Phase(phase.name, *(_of_phase(result, phase.id, of) for of in (Feeler.CUSTOMERS, Feeler.AUDITORS)))
        for phase in result.phases
    ]
    return Section(
        id=ID,
        title=title,
        basis=basis,
        chart=Chart(
            id=ID,
            title=language.word("How does it feel from touchpoint to touchpoint?"),
            sentence=" ".join(language.say(one) for one in _sentences(known, len(drawn), phases, language)),
            table=_table(drawn, phases, language),
            figure=emotion_figure(drawn, language),
            key=emotion_key(drawn, language),
        ),
    )


class _Phase(NamedTuple):
    name: Sayable
    customers: EmotionsRecord | None
    auditors: EmotionsRecord | None


def _of_phase(result: Result, phase: str, of: Feeler) -> EmotionsRecord | None:
    return next((one for one in result.emotions if one.phase == phase and one.of is of), None)


def _steps(result: Result, names: Names, language: Language) -> list[Step]:
    """Return touchpoints in the order of the journey; asked of several channels, or twice, it is a step for each."""
    told = [one for one in result.emotions if one.phase is None]
    auditors = {one.touchpoint: one for one in told if one.of is Feeler.AUDITORS}
    asked = Counter((one.touchpoint, one.channel) for one in told if one.of is Feeler.CUSTOMERS)
    known = {one for one, _ in asked}
    return [
        Step(
            name=_name(one, asked[one.touchpoint, one.channel] > 1, result, names, language),
            customers=one if one.of is Feeler.CUSTOMERS else None,
            auditors=auditors.get(one.touchpoint),
            customers_said=language.say(_said(one if one.of is Feeler.CUSTOMERS else None, language)),
            auditors_said=language.say(_said(auditors.get(one.touchpoint), language)),
        )
        for one in told
        if one.of is Feeler.CUSTOMERS or one.touchpoint not in known
    ]


def _name(one: EmotionsRecord, several: bool, result: Result, names: Names, language: Language) -> str:  # noqa: FBT001 (private)
    """Return what a touchpoint is called, where it was asked about more than once with what was asked."""
    about = name_of(one.touchpoint or "", one.channel, names, language)
    if not several or one.of is Feeler.AUDITORS:
        return about
    survey = next(each for each in result.surveys if each.id == one.survey)
    question = next(each for each in survey.questions if each.id == one.question)
    return language.say(
        say("{about}: {asked} ({survey})", about=about, asked=short_wording(question, language), survey=survey.name)
    )


def _said(one: EmotionsRecord | None, language: Language) -> Message:
    if one is None or one.median is None:
        return say("nothing known")
    who = say("customers") if one.of is Feeler.CUSTOMERS else say("auditors")
    return say("{who}: {median}, {basis}", who=who, median=answer_digits(one.median, language), basis=_basis(one))


def _basis(one: EmotionsRecord) -> Message:
    if one.of is Feeler.CUSTOMERS:
        return answers_of(one.n, one.size)
    return say("{n} visit", "{n} visits", n=one.n)


def _sentences(steps: Sequence[Step], drawn: int, phases: Sequence[_Phase], language: Language) -> Iterator[Message]:
    customers = [(one.name, median) for one in steps if (median := _median(one.customers)) is not None]
    auditors = [(one.name, median) for one in steps if (median := _median(one.auditors)) is not None]
    if customers:
        yield (
            say(
                "Customers feel best at {best} ({high}), and worst at {worst} ({low}).",
                **_ends(customers, language),
            )
            if _differ(customers)
            else say("Customers feel the same everywhere: {median}.", median=answer_digits(customers[0][1], language))
        )
        name, median = customers[-1]
        yield say("The last of their way is {name} ({median}).", name=name, median=answer_digits(median, language))
    else:
        yield (
            say(
                "Auditors feel best at {best} ({high}), and worst at {worst} ({low}).",
                **_ends(auditors, language),
            )
            if _differ(auditors)
            else say("Auditors feel the same everywhere: {median}.", median=answer_digits(auditors[0][1], language))
        )
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
    yield from _of_phases(phases, language)
    yield from _balances(steps)
    if drawn < len(steps) and customers:
        yield say("Drawn are the {k} of {n} touchpoints that customers were asked about.", k=drawn, n=len(steps))
    elif drawn < len(steps):
        yield say("Drawn are the {k} of {n} touchpoints where it feels worst.", k=drawn, n=len(steps))


def _differ(felt: Sequence[tuple[str, Fraction]]) -> bool:
    return len({median for _, median in felt}) > 1


def _ends(felt: Sequence[tuple[str, Fraction]], language: Language) -> Mapping[str, Sayable]:
    """Return where it feels best and worst, and how."""
    best, worst = (pick(median for _, median in felt) for pick in (max, min))
    return {
        "best": _at(felt, best),
        "high": answer_digits(best, language),
        "worst": _at(felt, worst),
        "low": answer_digits(worst, language),
    }


def _of_phases(phases: Sequence[_Phase], language: Language) -> Iterator[Message]:
    """Yield the medians of phases, of customers and of auditors, each for themselves."""
    customers = [(one.name, _median(one.customers)) for one in phases]
    auditors = [(one.name, _median(one.auditors)) for one in phases]
    for who, several in ((say("Answers of customers"), customers), (say("Visits of auditors"), auditors)):
        known = tuple(
            say("{phase} {median}", phase=phase, median=answer_digits(median, language))
            for phase, median in several
            if median is not None
        )
        if len(known) > 1:
            yield say("{who}, median of each phase: {phases}.", who=who, phases=known)


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


def _table(steps: Sequence[Step], phases: Sequence[_Phase], language: Language) -> Table:
    """Return a row for each step, and for each phase, whose median is that of all its values."""
    balance = language.word("Positive / neutral / negative")
    rows = [(one.name, one.customers, one.auditors) for one in steps]
    rows += [
        (language.say(say("Phase: {phase}", phase=one.name)), one.customers, one.auditors)
        for one in phases
        if one.customers is not None or one.auditors is not None
    ]
    return Table(
        head=(language.word("Of what"), language.word("Customers"), balance, language.word("Auditors"), balance),
        rows=tuple((name, (*_cells(one, language), *_cells(other, language))) for name, one, other in rows),
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
