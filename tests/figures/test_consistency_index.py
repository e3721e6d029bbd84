"""The consistency index and the agreement of channels: methods.md, "Consistency"."""

from fractions import Fraction
from typing import Any

import pytest

from tests.workspaces import Case, result_of
from tpm_audit.model.figures import Consistency
from tpm_audit.model.result import AgreementRecord, FactRecord, Result

GREETING = {"kind": "choice", "values": ["du", "sie", "ihr"]}
WITH_STANDARD = GREETING | {"expected": "sie"}
NOT_APPLICABLE = {"value": "n/a", "reason": "no greeting"}


def result(facts: Case, *seen: Case, **keys: Any) -> Result:
    """Return the result of a case with a touchpoint for each visit, all of them on the website."""
    names = {f"t-{number}": {"name": "T", "phase": "before", "channels": ["website"]} for number, _ in enumerate(seen)}
    visits = [{"touchpoint": f"t-{number}", "channel": "website", **one} for number, one in enumerate(seen)]
    return result_of({"facts": facts, "touchpoints": names, "visits": visits, **keys})


def fact(one: Result, id_: str = "greeting") -> FactRecord:
    return next(record for record in one.facts if record.id == id_)


def seen(*values: Any) -> list[Case]:
    """Return a visit for each value of the one fact."""
    return [{"facts": {"greeting": value}} for value in values]


def test_the_index_counts_what_equals_or_is_declared_of_all_that_is_counted() -> None:
    greeting = WITH_STANDARD | {"variants": [{"value": "du"}]}
    record = fact(result({"greeting": greeting}, *seen("sie", "Sie", "du", "ihr", "missing", "hallo", "not-tested")))
    assert record.consistency == Consistency(equal=2, variant=1, differs=1, missing=1, unreadable=1, not_observed=1)
    assert record.index == Fraction(3, 5)


def test_with_nothing_counted_it_is_absent() -> None:
    record = fact(result({"greeting": WITH_STANDARD}, *seen("hallo", "cannot-tell")))
    assert (record.consistency, record.index) == (Consistency(unreadable=1, not_observed=1), None)


def test_what_is_not_applicable_is_left_out_altogether() -> None:
    assert fact(result({"greeting": WITH_STANDARD}, *seen("sie", NOT_APPLICABLE))).consistency == Consistency(equal=1)


def test_a_group_is_the_sum_of_the_counts_of_its_facts_with_a_standard() -> None:
    facts = {"greeting": WITH_STANDARD, "farewell": WITH_STANDARD, "undecided": GREETING}
    visits = [{"facts": {"greeting": "sie", "farewell": "du", "undecided": "du"}}, {"facts": {"greeting": "sie"}}]
    one = result(facts, *visits)
    assert one.figures.consistency == Consistency(equal=2, differs=1)
    assert one.figures.index == Fraction(2, 3)
    assert fact(one, "undecided").consistency is None
    website = next(record for record in one.channels if record.id == "website")
    assert website.figures.index == Fraction(2, 3)
    assert [record.figures.index for record in one.touchpoints] == [Fraction(1, 2), 1]


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("ihr", "missing", "differs"),
        ("ihr", "du", "differs"),
        ("missing", "du", "missing"),
        ("missing", "sie", "missing"),
        ("missing", "hallo", "missing"),
        ("du", "sie", "variant"),
        ("hallo", "sie", "equal"),
        ("hallo", "du", "variant"),
        ("hallo", "not-tested", "unreadable"),
        ("sie", "not-tested", "equal"),
        ("missing", "not-tested", "missing"),
        ("sie", NOT_APPLICABLE, "equal"),
    ],
)
def test_of_several_observations_the_worst_counts(one: Any, other: Any, outcome: str) -> None:
    facts = {"greeting": WITH_STANDARD | {"variants": [{"value": "du"}]}}
    for first, second in ((one, other), (other, one)):
        by_two = {"touchpoint": "t-0", "auditor": "a2", "facts": {"greeting": second}}
        (unit,) = fact(result(facts, *seen(first), by_two)).units
        assert unit.outcome == outcome


def test_two_auditors_who_saw_different_things_dispute() -> None:
    by_two = {"touchpoint": "t-0", "auditor": "a2", "facts": {"greeting": "du"}}
    assert [unit.disputed for unit in fact(result({"greeting": WITH_STANDARD}, *seen("sie"), by_two)).units] == [True]
    by_two = {"touchpoint": "t-0", "auditor": "a2", "facts": {"greeting": "Sie"}}
    assert [unit.disputed for unit in fact(result({"greeting": WITH_STANDARD}, *seen("sie"), by_two)).units] == [False]


def test_each_language_and_each_location_is_a_place() -> None:
    facts = {"greeting": WITH_STANDARD}
    in_two = [{"touchpoint": "t-0", "language": language, "facts": {"greeting": "sie"}} for language in ("de", "en")]
    assert fact(result(facts, *in_two, site={"languages": ["de", "en"]})).consistency == Consistency(equal=2)
    places = {"linz": {"channels": ["website"]}, "wels": {"channels": ["website"]}}
    at_two = [{"touchpoint": "t-0", "location": place, "facts": {"greeting": "sie"}} for place in places]
    assert fact(result(facts, *at_two, locations=places)).consistency == Consistency(equal=2)


def test_required_and_not_looked_for_is_not_observed() -> None:
    touchpoints = {"home": {"name": "Home", "phase": "before", "channels": ["website", "email"], "facts": ["greeting"]}}
    facts = {"greeting": WITH_STANDARD | {"required_on": ["website", "branch"]}}
    seen_in_email = {"touchpoint": "home", "channel": "email", "facts": {"greeting": "sie"}}
    record = fact(result_of({"facts": facts, "touchpoints": touchpoints, "visits": [seen_in_email]}))
    assert [(unit.touchpoint, unit.channel, unit.outcome) for unit in record.units] == [
        ("home", "email", "equal"),
        ("home", "website", "not-observed"),
        (None, "branch", "not-observed"),
    ]


def test_required_on_a_channel_is_counted_once_and_elsewhere_missing_is_only_listed() -> None:
    facts = {"greeting": WITH_STANDARD | {"required_on": ["website"]}}
    record = fact(result(facts, *seen("missing", "missing")))
    assert record.consistency == Consistency(missing=1)
    assert sorted(unit.outcome.value for unit in record.units) == ["missing", "not-shown-here", "not-shown-here"]
    assert fact(result(facts, *seen("missing", "du"))).consistency == Consistency(differs=1)


def agreement(*values: Any, greeting: Case = GREETING) -> AgreementRecord:
    (one,) = fact(result({"greeting": greeting}, *seen(*values))).agreements
    return one


def test_check_a_a_a_b() -> None:
    one = agreement("sie", "sie", "sie", "du")
    assert (one.n, one.groups, one.most_common) == (4, (("sie", 3), ("du", 1)), "sie")
    assert one.pair_share == Fraction(1, 2)


def test_check_a_a_b_b() -> None:
    one = agreement("sie", "sie", "du", "du")
    assert (one.n, one.groups, one.most_common) == (4, (("du", 2), ("sie", 2)), None)
    assert one.pair_share == Fraction(1, 3)


def test_one_of_five_differs_is_eighty_per_cent_by_index_and_sixty_by_pairs() -> None:
    values = ["sie", "sie", "sie", "sie", "du"]
    assert fact(result({"greeting": WITH_STANDARD}, *seen(*values))).index == Fraction(4, 5)
    assert agreement(*values).pair_share == Fraction(3, 5)


def test_one_unit_has_nothing_to_agree_with() -> None:
    one = agreement("sie", "missing", "hallo", "not-tested")
    assert (one.n, one.most_common, one.pair_share) == (1, None, None)


def test_a_unit_of_several_values_agrees_only_if_all_of_them_do() -> None:
    one = agreement(["du", "sie"], ["sie", "du"], "sie", "sie", ["Sie", "sie"])
    assert one.groups == (("sie", 3), ("du, sie", 1), ("du, sie", 1))
    assert (one.most_common, one.pair_share) == ("sie", Fraction(3, 10))


def test_colours_within_the_tolerance_agree_and_are_not_chained() -> None:
    blue = {"kind": "color", "tolerance": 5}
    one = agreement("lab(50 0 0)", "lab(54 0 0)", "lab(58 0 0)", greeting=blue)
    assert (one.groups, one.pair_share) == ((("lab(54 0 0)", 3),), Fraction(2, 3))
    one = agreement(*["lab(50 0 0)"] * 2, "lab(54 0 0)", "lab(58 0 0)", *["lab(62 0 0)"] * 4, greeting=blue)
    assert one.groups == (("lab(58 0 0)", 6), ("lab(50 0 0)", 2))  # 58 matches 54, itself and the four
    assert one.pair_share == Fraction(1 + 2 + 1 + 6 + 4, 28)  # within 50, 50-54, 54-58, within 62, 58-62


def test_a_colour_s_spelling_chooses_nothing() -> None:
    blue = {"kind": "color", "tolerance": 5}
    ends = ["lab(50 0 0)", "lab(54 0 0)", "lab(58 0 0)", "lab(62 0 0)"]  # either middle one matches three
    spellings = [*ends[:1], "color(xyz-d50 0.213946 0.221866 0.183066)", *ends[2:]]
    assert [n for _, n in agreement(*ends, greeting=blue).groups] == [3, 1]
    assert agreement(*spellings, greeting=blue).groups[1] == agreement(*ends, greeting=blue).groups[1]


@pytest.mark.parametrize(
    ("asked", "one", "other", "disputed"),
    [
        ({"kind": "price"}, "4,90 €", "EUR 4.90 inkl. MwSt.", False),
        ({"kind": "price"}, "4,90 €", "4,90 € pro Stück", False),
        ({"kind": "price"}, "4,90 € netto", "4,90 € inkl. MwSt.", True),
        ({"kind": "price"}, ["4,90 €", "5,90 €"], ["5.90 €", "4.90 € brutto"], False),
        ({"kind": "price"}, ["4,90 €", "5,90 €"], "4,90 €", True),
        ({"kind": "price", "expected": "4,90 €"}, "4,90 €", "4,90 Euro brutto", False),
        ({"kind": "price", "expected": "4,90 €"}, "5,90 €", "6,90 €", True),
        ({"kind": "price", "expected": "4,90 €"}, "4,90 €", "missing", True),
        ({"kind": "color"}, "#004f9f", "#00509f", False),
        ({"kind": "color"}, "#004f9f", "#005bb5", True),
        ({"kind": "color", "expected": "#004f9f"}, "#004f9f", "#00509f", False),
        ({"kind": "price", "expected": "4,90 €"}, "4,90 € brutto", "4,90 € netto", True),  # the standard leaves it open
        ({"kind": "color", "expected": "#004f9f"}, "#0a569f", "#0c589f", False),  # both are another colour, the same
        ({"kind": "hours"}, "Mo-Fr 8-18 Uhr", "Mo-Fr 8-18 Uhr, feiertags geschlossen", False),
        ({"kind": "phone"}, "0732 771200", "+43 732 77 12 00", False),
        ({"kind": "quantity", "expected": "<= 5 days"}, "2 days", "4 days", True),
        ({"kind": "phone"}, "call us!", "ring us!", False),
        ({"kind": "phone"}, "call us!", "0732 771200", True),
        ({"kind": "phone"}, "0732 771200", "not-tested", False),
    ],
)
def test_two_auditors_who_write_one_value_otherwise_do_not_dispute_it(
    asked: Case,
    one: Any,
    other: Any,
    disputed: bool,  # noqa: FBT001
) -> None:
    at = {"touchpoint": "contact", "channel": "website"}
    visits = [{**at, "facts": {"fact": one}}, {**at, "auditor": "a2", "facts": {"fact": other}}]
    (unit,) = result_of({"facts": {"fact": asked}, "visits": visits}).facts[0].units
    assert unit.disputed is disputed


@pytest.mark.parametrize(("second", "disputed"), [("0800 771200", False), ("0800 771201", True)])
def test_a_variant_that_ran_out_between_two_visits_is_no_dispute(second: str, disputed: bool) -> None:  # noqa: FBT001
    variant = {"value": "0800 771200", "until": "2026-10-19", "reason": "a campaign"}
    at = {"touchpoint": "contact", "channel": "website"}
    visits = [
        {**at, "date": "2026-10-18", "facts": {"fact": "0800 771200"}},
        {**at, "date": "2026-10-20", "auditor": "a2", "facts": {"fact": second}},
    ]
    facts = {"fact": {"kind": "phone", "expected": "+43 732 771200", "variants": [variant]}}
    (unit,) = result_of({"facts": facts, "visits": visits}).facts[0].units
    assert unit.disputed is disputed
