"""The table of all touchpoints: its order, and the marks that its filters look for."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.pages.small_result import group, small_result, touchpoint, words
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.findings import findings_by_id
from tpm_audit.pages.names import names_of
from tpm_audit.pages.touchpoint_table import TouchpointTable, touchpoint_table


def table_of(result: Result) -> TouchpointTable:
    return touchpoint_table(result, names_of(result), findings_by_id(result), Language("en"))


def later_first() -> Result:
    """Return a result whose inventory names the later phase first, and one touchpoint of a phase that is none."""
    shares = {"web": Fraction(1)}
    bill = replace(touchpoint("bill", "Bill", shares), phase="after", owners=(words("Accounting"),))
    home = replace(touchpoint("home", "Home page", shares), phase="before")
    lost = replace(touchpoint("lost", "Lost", shares), phase="elsewhere")
    phases = (group("before", "Before"), group("during", "During"), group("after", "After"))
    return replace(small_result(), phases=phases, touchpoints=(lost, bill, home))


def test_touchpoints_stand_in_the_order_of_the_journey() -> None:
    phases = table_of(later_first()).phases
    assert [[row.name.page for row in phase.rows] for phase in phases] == [
        ["touchpoints/home.html"],
        ["touchpoints/bill.html"],
        ["touchpoints/lost.html"],
    ]


def test_every_choice_of_a_filter_keeps_the_rows_that_are_so() -> None:
    table = table_of(later_first())
    marks = {row.name.page: row.marks.split() for phase in table.phases for row in phase.rows}
    chosen = {choice.text: choice.mark for one in table.filters for choice in one.choices}
    assert [one.name for one in table.filters] == ["phase", "owner"]  # all of them are on one channel
    assert [page for page, is_ in marks.items() if chosen["Accounting"] in is_] == ["touchpoints/bill.html"]
    assert [page for page, is_ in marks.items() if chosen["Before"] in is_] == ["touchpoints/home.html"]


def test_an_empty_inventory_has_no_table() -> None:
    table = table_of(replace(small_result(), touchpoints=()))
    assert table == TouchpointTable((), ())


@pytest.mark.parametrize(("count", "named"), [(5, 5), (6, 3), (12, 3)])
def test_a_row_names_a_few_channels_and_leads_to_all(count: int, named: int) -> None:
    result = small_result()
    touchpoint = result.touchpoints[0]
    channels = tuple(replace(touchpoint.channels[0], channel=f"c{number}") for number in range(count))
    table = table_of(replace(result, touchpoints=(replace(touchpoint, channels=channels),)))
    shown = table.phases[0].rows[0].channels
    assert [link.text for link in shown[:named]] == [f"c{number}" for number in range(named)]
    if count > named:
        assert Language("en").say(shown[named].text) == f"and {count - named} more"
        assert shown[named].page == "touchpoints/home.html#channels"
    assert len(shown) == named + (count > named)
