import statistics
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.pages.small_result import figures, location, small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import LocationRecord, Result
from tpm_audit.pages.branches import Beside, beside
from tpm_audit.pages.names import names_of

ENGLISH = Language("en")
SHARES = st.lists(st.fractions(0, 1, max_denominator=40), min_size=1, max_size=9)


def branches(*shares: Fraction | None) -> Result:
    found = tuple(location(f"l{n}", f"Branch {n}", share) for n, share in enumerate(shares))
    return replace(small_result(), locations=found)


def rows(result: Result) -> dict[str, Beside]:
    here, *others = result.locations
    found = beside(here, others, result.site, names_of(result), ENGLISH)
    return {ENGLISH.say(row.figure): row for row in found}


def test_the_others_stand_beside_with_the_branch_that_is_lowest_and_highest() -> None:
    score = rows(branches(Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(1)))["Score"]
    assert score.here == "50.0%"
    assert (score.lowest.value, ENGLISH.say(score.lowest.where.text), score.lowest.where.page) == (
        "25.0%",
        "Branch 1",
        "locations/l1.html",
    )
    assert score.middle == "75.0%"
    assert ENGLISH.say(score.highest.where.text) == "Branch 3"


def test_of_several_that_are_lowest_the_number_is_said() -> None:
    score = rows(branches(Fraction(1), Fraction(0), Fraction(0), Fraction(1)))["Score"]
    assert ENGLISH.say(score.lowest.where.text) == "2 locations"
    assert score.lowest.where.page is None


def test_a_figure_that_no_other_has_is_left_out_and_one_missing_here_is_none() -> None:
    assert list(rows(branches(Fraction(1), None))) == ["Findings"]
    assert rows(branches(None, Fraction(1)))["Score"].here is None


@given(SHARES)
def test_the_middle_is_the_median(shares: list[Fraction]) -> None:
    score = rows(branches(Fraction(1, 2), *shares))["Score"]
    limits = (Fraction(7, 10), Fraction(9, 10))
    assert score.middle == ENGLISH.percent(Fraction(statistics.median(shares)), limits)
    assert score.lowest.value == ENGLISH.percent(min(shares), limits)
    assert score.highest.value == ENGLISH.percent(max(shares), limits)


def test_a_branch_without_figures_is_not_counted_as_zero() -> None:
    unrated: LocationRecord = replace(location("x", "X", None), figures=figures(None, None))
    result = branches(Fraction(1, 2), Fraction(3, 4))
    assert rows(replace(result, locations=(*result.locations, unrated)))["Score"].lowest.value == "75.0%"
