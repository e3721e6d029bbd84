"""A hand-over is kept exactly where every value of the one side agrees with every value of the other."""

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.workspaces import Case, findings_of, headline, places_of, result_of

some = settings(max_examples=examples(40))
values = st.lists(st.sampled_from(["du", "sie", "ihr"]), max_size=3)
days = st.lists(st.sampled_from(["1 day", "24 h", "2 days", "within 2 days"]), max_size=2)


def case_of(fact: Case, ad: list[str], till: list[str]) -> Case:
    """Return a case in which each value of a touchpoint was found by a visit of its own."""
    touchpoints = {
        "ad": {"name": "Ad", "phase": "before", "channels": ["website"], "leads_to": ["till"]},
        "till": {"name": "Till", "phase": "during", "channels": ["branch"]},
    }
    visits = [
        {"touchpoint": touchpoint, "channel": channel, "item": f"{number}", "facts": {"fact": value}}
        for touchpoint, channel, found in (("ad", "website", ad), ("till", "branch", till))
        for number, value in enumerate(found)
    ]
    return {"facts": {"fact": fact}, "touchpoints": touchpoints, "visits": visits}


@some
@given(values, values)
def test_without_a_standard_any_two_values_must_be_the_same(ad: list[str], till: list[str]) -> None:
    found = findings_of(result_of(case_of({"kind": "choice", "values": ["du", "sie", "ihr"]}, ad, till)), "TPC006")
    assert bool(found) is any(one != other for one, other in product(ad, till))
    for finding in found:
        assert list(places_of(finding))  # somebody has to change something


KEPT = {
    "1 day": {"1 day", "24 h"},
    "24 h": {"1 day", "24 h"},
    "2 days": {"2 days"},
    "within 2 days": {"1 day", "24 h", "2 days", "within 2 days"},
}


@some
@given(days, days)
def test_a_promise_is_kept_by_what_it_allows(ad: list[str], till: list[str]) -> None:
    found = findings_of(result_of(case_of({"kind": "quantity"}, ad, till)), "TPC006")
    assert bool(found) is any(kept not in KEPT[promise] for promise, kept in product(ad, till))


@some
@given(values, values, st.randoms(use_true_random=False))
def test_order_makes_no_difference(ad: list[str], till: list[str], random: Random) -> None:
    case = case_of({"kind": "choice", "values": ["du", "sie", "ihr"]}, ad, till)
    shuffled = random.sample(case["visits"], len(case["visits"]))
    before, after = result_of(case), result_of({**case, "visits": shuffled})
    assert [(one.id, one.state_hash, headline(one)) for one in findings_of(before, "TPC006")] == [
        (one.id, one.state_hash, headline(one)) for one in findings_of(after, "TPC006")
    ]


def test_whichever_leads_to_the_other_it_is_the_same_pair() -> None:
    case = case_of({"kind": "choice", "values": ["du", "sie"]}, ["du"], ["sie"])
    ad, till = case["touchpoints"]["ad"], case["touchpoints"]["till"]
    back = {"ad": {**ad, "leads_to": []}, "till": {**till, "leads_to": ["ad"]}}
    (there,), (and_back,) = (
        findings_of(result_of({**case, "touchpoints": one}), "TPC006") for one in (case["touchpoints"], back)
    )
    assert there.id == and_back.id
    assert headline(and_back).startswith("fact: Till says “sie”, Ad says “du”;")
