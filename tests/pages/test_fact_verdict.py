"""The first thing that the page of a fact says: whether it is the same everywhere, and if not, where not."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.pages.small_result import small_result
from tpm_audit.language.catalogue import Language
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.result import AgreementRecord, FactRecord
from tpm_audit.pages.fact_verdict import fact_verdict
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.names import names_of
from tpm_audit.render.templates import Templates
from tpm_audit.source.message import say

ENGLISH = Language("en")


def with_outcomes(*outcomes: tuple[str, Outcome]) -> FactRecord:
    """Return the fact of the small result as it was found on channels."""
    phone = small_result().facts[0]
    unit = phone.units[0]
    return replace(phone, units=tuple(replace(unit, channel=channel, outcome=one) for channel, one in outcomes))


def told(fact: FactRecord) -> tuple[str, str]:
    verdict = fact_verdict(fact, names_of(small_result()), ENGLISH)
    return verdict.tone, verdict.lead


@pytest.mark.parametrize(
    ("outcomes", "tone", "lead"),
    [
        ([], "not-assessed", "Not checked yet."),
        ([("web", Outcome.NOT_OBSERVED), ("app", Outcome.UNREADABLE)], "not-assessed", "Not checked yet."),
        ([("web", Outcome.EQUAL)], "good", "The same everywhere (1 place)."),
        ([("web", Outcome.EQUAL), ("app", Outcome.VARIANT)], "good", "The same everywhere (2 places)."),
        ([("web", Outcome.DIFFERS), ("app", Outcome.EQUAL)], "poor", "Deviates: Website (1 of 1 place)."),
        (
            [("web", Outcome.MISSING), ("web", Outcome.EQUAL), ("app", Outcome.DIFFERS), ("app", Outcome.DIFFERS)],
            "poor",
            "Deviates: App (2 of 2 places), Website (1 of 2 places).",
        ),
    ],
)
def test_with_a_standard_it_names_where_the_fact_deviates(
    outcomes: list[tuple[str, Outcome]], tone: str, lead: str
) -> None:
    assert told(with_outcomes(*outcomes)) == (tone, lead)


def test_of_many_channels_those_with_most_deviations_are_named() -> None:
    outcomes = [(f"c{n}", Outcome.DIFFERS) for n in range(6)] + [("c5", Outcome.DIFFERS)]
    said = told(with_outcomes(*outcomes))[1]
    assert said.startswith("Deviates: c5 (2 of 2 places)")
    assert said.endswith("2 more.")


def test_a_demand_is_met_and_not_the_same() -> None:
    fact = replace(with_outcomes(("web", Outcome.EQUAL)), demand=say("at least {n}", n=4))
    assert told(fact) == ("good", "As demanded everywhere (1 place).")


@pytest.mark.parametrize(
    ("groups", "tone", "lead"),
    [
        ([], "not-assessed", "Not checked yet."),
        ([(("you", 1),)], "not-assessed", "Nothing to compare: only one place shows it."),
        ([(("you", 3),)], "good", "The same everywhere (3 places)."),
        ([(("you", 3), ("thou", 1))], "fair", "Not the same everywhere: 2 different values."),
    ],
)
def test_without_a_standard_it_says_whether_the_places_agree(
    groups: list[tuple[tuple[str, int], ...]], tone: str, lead: str
) -> None:
    agreements = tuple(AgreementRecord(None, None, sum(n for _, n in one), None, one, 0, Fraction(0)) for one in groups)
    fact = replace(with_outcomes(), expected=None, expected_at=(), demand=None, agreements=agreements)
    assert told(fact) == (tone, lead)


DE, EN, NONE = (None, "de"), (None, "en"), (None, None)
LINZ, WELS, LINZ_DE, WELS_EN = ("linz", None), ("wels", None), ("linz", "de"), ("wels", "en")


def within(what: str, n: int) -> tuple[str, str]:
    return "good", f"The same within each {what} ({n} places); beyond that nothing is compared."


SAME, VARIES, ALONE = (("a", 2),), (("a", 1), ("b", 1)), (("a", 1),)


@pytest.mark.parametrize(
    ("groups", "tone", "lead"),
    [
        ({DE: SAME, EN: SAME}, *within("language", 4)),
        ({LINZ: SAME, WELS: ALONE}, *within("location", 3)),
        ({LINZ_DE: SAME, WELS_EN: SAME}, *within("location and language", 4)),
        ({DE: ALONE, EN: ALONE}, "not-assessed", "Nothing to compare: only one place within each language."),
        ({LINZ: ALONE, WELS: ALONE}, "not-assessed", "Nothing to compare: only one place within each location."),
        ({DE: SAME, EN: VARIES}, "fair", "Not the same within each language: 1 of 2 vary."),
        ({DE: SAME}, "good", "The same everywhere (2 places)."),
        ({NONE: VARIES}, "fair", "Not the same everywhere: 2 different values."),
    ],
)
def test_what_is_not_compared_is_not_called_the_same(
    groups: dict[tuple[str | None, str | None], tuple[tuple[str, int], ...]], tone: str, lead: str
) -> None:
    assert told(undecided(groups)) == (tone, lead)


def undecided(groups: dict[tuple[str | None, str | None], tuple[tuple[str, int], ...]]) -> FactRecord:
    agreements = tuple(
        AgreementRecord(location, language, sum(n for _, n in one), None, one, 1, Fraction(0))
        for (location, language), one in groups.items()
    )
    return replace(with_outcomes(), expected=None, expected_at=(), demand=None, agreements=agreements)


@pytest.mark.parametrize(
    ("groups", "labels"),
    [
        ({DE: SAME}, [""]),
        ({NONE: SAME}, [""]),
        ({DE: SAME, EN: SAME}, ["German", "English"]),
        ({LINZ: SAME, WELS: SAME}, ["Linz", "Wels"]),
        ({LINZ_DE: SAME, WELS: SAME}, ["Linz", "Wels"]),
        ({LINZ_DE: SAME, WELS_EN: SAME}, ["Linz, German", "Wels, English"]),
    ],
)
def test_groups_are_labelled_by_language_where_there_is_more_than_one(
    groups: dict[tuple[str | None, str | None], tuple[tuple[str, int], ...]], labels: list[str]
) -> None:
    fact, names = undecided(groups), replace(names_of(small_result()), locations={"linz": "Linz", "wels": "Wels"})
    within = [names.compared_within(fact, one) for one in fact.agreements]
    assert [", ".join(ENGLISH.say(link.text) for link in one) for one in within] == labels


def test_it_stands_before_the_standard_and_the_channels_before_what_changed() -> None:
    page = next(one for one in all_pages(small_result(), ENGLISH) if one.path == "consistency/phone.html")
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    assert text.index("tpm-verdict--poor") < text.index("{: #standard }") < text.index("{: #channels }")
