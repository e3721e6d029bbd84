"""What the company holds to be important, and what customers do: where it sees them otherwise than they are."""

from collections.abc import Iterator, Sequence
from typing import Final

from tpm_audit.charts.chart import Chart, Table, TableCell, no_figure
from tpm_audit.charts.inside_outside import Pair, inside_outside_figure, inside_outside_key
from tpm_audit.language.catalogue import Language
from tpm_audit.model.importance_records import InsideOutsideRecord
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_sections import Section, asked_in, companys, gap, gap_limits, mean, mean_cell, name_of
from tpm_audit.pages.names import Names
from tpm_audit.source.message import Message, say

ID: Final = "inside-outside"


def inside_outside(result: Result, names: Names, language: Language) -> Iterator[Section]:
    """Yield the section where customers and company said of something how important it is."""
    if not result.inside_outside:
        return
    in_order = sorted(result.inside_outside, key=lambda one: (-one.gap, one.touchpoint, one.channel or ""))
    pairs = [
        Pair(name_of(one.touchpoint, one.channel, names, language), one, language.say(_said(one, language)))
        for one in in_order
    ]
    yield Section(
        id=ID,
        title=say("Importance: the company and its customers"),
        basis=say(
            "{surveys}; {scale}; the company's own view from the inventory, one for each touchpoint",
            surveys=asked_in(result, (one.customers.survey for one in in_order)),
            scale=say("asked from {low} to {high}", low=0, high=10),
        ),
        chart=Chart(
            id=ID,
            title=language.word("Does the company know what matters to its customers?"),
            sentence=" ".join(language.say(one) for one in _sentences(pairs, language)),
            table=_table(pairs, language),
            figure=inside_outside_figure(pairs, language),
            key=inside_outside_key(language),
            says_more=True,
        ),
    )


def _said(one: InsideOutsideRecord, language: Language) -> Message:
    return say(
        "company {company}, customers {customers}, gap {gap}",
        company=companys(one.company, language),
        customers=mean(one.customers.mean, language),
        gap=gap(one.gap, language),
    )


def _sentences(pairs: Sequence[Pair], language: Language) -> Iterator[Message]:
    """Yield the largest gap to either side; one whose interval holds 0 may be none."""
    over, under = pairs[0], pairs[-1]
    if over.of.gap > 0:
        yield say(
            "Most overrated by the company: {name}, {company} against {customers} ({gap}).", **_values(over, language)
        )
    else:
        yield say("The company overrates nothing.")
    if under.of.gap < 0:
        yield say(
            "Most underrated by the company: {name}, {company} against {customers} ({gap}).", **_values(under, language)
        )
    else:
        yield say("The company underrates nothing.")
    open_ = tuple(one.name for one in pairs if one.of.within is not None and one.of.within[0] <= 0 <= one.of.within[1])
    if open_:
        yield say("Where the interval holds 0, there may be no gap at all: {names}.", names=open_)
    unknown = tuple(one.name for one in pairs if one.of.within is None)
    if unknown:
        yield say("Without an interval, how far chance reaches is not known: {names}.", names=unknown)


def _values(one: Pair, language: Language) -> dict[str, str]:
    return {
        "name": one.name,
        "company": companys(one.of.company, language),
        "customers": mean(one.of.customers.mean, language),
        "gap": gap(one.of.gap, language),
    }


def _table(pairs: Sequence[Pair], language: Language) -> Table:
    head = (language.word("Of what"), language.word("Company"), language.word("Customers"), language.word("Gap"))
    return Table(
        head=head,
        rows=tuple((one.name, tuple(_cells(one.of, language))) for one in pairs),
    )


def _cells(one: InsideOutsideRecord, language: Language) -> Iterator[TableCell]:
    yield TableCell(companys(one.company, language), language.word("one view"))
    yield mean_cell(one.customers, language)
    within = gap_limits(one.within, language)
    yield TableCell(gap(one.gap, language), no_figure(say("no interval"), language).heard if within is None else within)
