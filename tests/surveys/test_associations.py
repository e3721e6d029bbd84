"""Associations: what yes, no and nothing mean, what is told instead, and when brands have a share of contacts."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.surveys.asked import result_with, survey, table, workspace_with
from tests.workspaces import Case, problems
from tpm_audit.language.catalogue import Language
from tpm_audit.model.associations import AssociationsRecord
from tpm_audit.model.customers import Size
from tpm_audit.model.entry import Edition

SITE: Case = {"competitors": {"mayr": {"name": "Mayr"}, "secret": {"name": "Hidden", "audience": "internal"}}}
TOUCHPOINTS: Case = {
    "shop": {"name": "Shop", "phase": "during", "channels": ["website"], "use": "0.5"},
    "contact": {"name": "Contact", "phase": "before", "channels": {"website": {"use": "0.2"}}, "use": "0.4"},
    "invoice": {"name": "Invoice", "phase": "after", "channels": ["email"]},
}
OWN: Case = {"measures": "association", "columns": {"A": "shop", "B": "contact"}}
MAYR: Case = {"measures": "association", "brand": "mayr", "columns": {"C": "shop", "D": "contact"}}


def asked(
    rows: Sequence[str], edition: Edition = Edition.INTERNAL, heading: str = "A,B,C,D", **questions: Case
) -> AssociationsRecord:
    """Return the associations of a survey that asks about our own brand and another."""
    tree = survey(questions or {"own": OWN, "mayr": MAYR})
    case = {"site": SITE, "touchpoints": TOUCHPOINTS}
    (found,) = result_with(tree, table(heading, *rows), edition, case).surveys[0].associations
    return found


def counts(found: AssociationsRecord, brand: int = 0) -> dict[str | None, tuple[int | None, int]]:
    return {one.touchpoint: (one.yes, one.n) for one in found.brands[brand].associated}


def why(found: AssociationsRecord) -> str:
    return "" if found.absent is None else Language("en").say(found.absent)


@pytest.mark.parametrize(
    ("rows", "question", "shop"),
    [
        (["yes,no,,"] * 4 + ["no,yes,,"] * 3 + [",yes,,"] * 2, {}, (4, 7)),  # with a no, blank is no answer
        (["Y,,,"] * 4 + [",Y,,"] * 3 + [",,Y,"] * 2, {}, (4, 9)),  # without one, it was not chosen
        (["Y,,,"] * 4 + [",Y,,"] * 3 + [",,,"] * 2, {}, (4, 7)),  # by those who chose anything
        (["At the shop,,,"] * 4 + [",By phone,,"] * 3, {}, (4, 7)),  # one text alone is the mark of a choice
        (["Ja,x,,"] * 4 + ["NEIN,x,,"] * 2 + ["9,x,,"] * 3, {"missing": ["9"]}, (4, 6)),
        (["2,1,,"] * 4 + ["1,1,,"] * 2, {"map": {"2": 1, "1": 0}}, (4, 6)),
    ],
)
def test_yes_no_and_nothing(rows: list[str], question: Case, shop: tuple[int, int]) -> None:
    assert counts(asked(rows, own={**OWN, **question}, mayr=MAYR))["shop"] == shop


def test_a_brand_that_nobody_chose_is_associated_by_nobody() -> None:
    found = asked(["Y,,,"] * 60 + [",Y,,"] * 60)
    assert counts(found, 1) == {"shop": (0, 120), "contact": (0, 120)}
    assert [float(one.share or 0) for one in found.brands] == [1, 0]


def test_a_share_stands_on_the_fewest_who_were_asked_about_a_touchpoint() -> None:
    found = asked(["yes,no,no,yes"] * 99 + ["yes,,no,yes"] * 50)
    assert (found.n, why(found)) == (99, "99 respondents are too few: it takes 100")


def test_the_worked_shares_come_out_of_a_file() -> None:
    """Factors 60, 100, 90; of A .5 .4 .3, of B .2 .3 .4: 97 and 78 points, 55.4 % and 44.6 %."""
    shares = {"A": 5, "B": 4, "C": 3, "D": 2, "E": 3, "F": 4}
    rows = [",".join("yes" if row % 10 < of else "no" for of in shares.values()) for row in range(100)]
    factors = {"shop": "60", "contact": "100", "invoice": "90"}
    own = {**OWN, "columns": {"A": "shop", "B": "contact", "C": "invoice"}, "factors": factors}
    mayr = {**MAYR, "columns": {"D": "shop", "E": "contact", "F": "invoice"}}
    found = asked(rows, heading="A,B,C,D,E,F", own=own, mayr=mayr)
    assert [float(one.points or 0) for one in found.brands] == [97, 78]
    assert [round(float(one.share or 0), 3) for one in found.brands] == [0.554, 0.446]
    assert (found.absent, found.are_declared, found.n) == (None, True, 100)
    assert [one.brand is None for one in found.brands] == [True, False]


def test_a_contact_is_worth_what_share_uses_the_touchpoint() -> None:
    on_website = {**OWN, "columns": {"A": "shop", "B": {"touchpoint": "contact", "channel": "website"}}}
    found = asked(["yes,no,no,yes"] * 100, own=on_website, mayr={**MAYR, "columns": {"C": "shop", "D": "contact"}})
    assert {(one.touchpoint, one.channel): float(one.factor or 0) for one in found.factors} == {
        ("shop", None): 0.5,
        ("contact", "website"): 0.2,
        ("contact", None): 0.4,
    }
    assert [float(one.points or 0) for one in found.brands] == [0.5, 0.4]


@pytest.mark.parametrize(
    ("rows", "questions", "said"),
    [
        (["yes,no,no,yes"] * 99, {"own": OWN, "mayr": MAYR}, "99 respondents are too few: it takes 100"),
        (["yes,no,no,yes"] * 100, {"own": OWN}, "one brand alone has no share: what others have was not asked"),
        (
            ["yes,no,no,yes"] * 100,
            {"own": {**OWN, "columns": {"A": "shop", "B": "invoice"}}, "mayr": MAYR},
            "what a contact is worth is not known of: Invoice",
        ),
        (
            ["yes,no,no,yes"] * 100,
            {"own": {**OWN, "factors": {"shop": "5"}}, "mayr": MAYR},
            "what a contact is worth is not known of: Contact",
        ),
        (
            ["yes,no,no,yes"] * 100,
            {"own": OWN, "mayr": {**MAYR, "columns": {"C": "shop"}}},
            "not every brand was asked about at every touchpoint",
        ),
        (["no,no,no,no"] * 100, {"own": OWN, "mayr": MAYR}, "nobody associates any of these brands"),
    ],
)
def test_without_a_share_the_reason_is_said(rows: list[str], questions: dict[str, Case], said: str) -> None:
    found = asked(rows, Edition.INTERNAL, "A,B,C,D", **questions)
    assert why(found).startswith(said)
    assert {one.share for one in found.brands} == {None}


def test_no_share_tells_what_is_hidden() -> None:
    least: Case = {"site": {**SITE, "settings": {"min_n": {"show": 200, "interval": 300, "plain": 400}}}}
    content = table("A,B,C,D", *["yes,no,no,yes"] * 110)
    case = {**least, "touchpoints": TOUCHPOINTS}
    (found,) = result_with(survey({"own": OWN, "mayr": MAYR}), content, case=case).surveys[0].associations
    assert why(found) == "110 respondents are too few: it takes 200"
    assert {one.points for one in found.brands} == {None}


@pytest.mark.parametrize(
    ("n", "size", "yes", "has_share"),
    [(4, Size.HIDDEN, None, False), (5, Size.COUNTS, 5, False), (20, Size.ORIENTATION, 20, True)],
)
def test_few_answers_say_little(n: int, size: Size, yes: int | None, has_share: bool) -> None:  # noqa: FBT001
    one = asked(["yes,no,no,yes"] * n).brands[0].associated[0]
    assert (one.size, one.yes, one.share is not None) == (size, yes, has_share)


def test_a_hidden_competitor_is_not_told_to_the_client() -> None:
    hidden = {**MAYR, "brand": "secret"}
    rows = ["yes,no,no,yes"] * 100
    assert len(asked(rows, own=OWN, other=hidden).brands) == 2
    assert [one.question for one in asked(rows, Edition.CLIENT, own=OWN, other=hidden).brands] == ["own"]


@pytest.mark.parametrize(
    ("question", "rows", "said"),
    [
        ({"columns": {}, "about": "shop"}, ["yes"], "TPS022 with which touchpoints a brand is associated"),
        ({"columns": {"A": "company"}}, ["yes"], "TPS022 with which touchpoints a brand is associated"),
        ({"brand": "mayer"}, ["yes"], "TPS030 no competitor 'mayer'"),
        ({"factors": {"shop": "200"}}, ["yes"], "TPS042 200 is outside of what this key takes"),
        ({"map": {"x": 2}}, ["x"], "TPS042 2 is not on the scale 0-1"),
        ({"reverse": True}, ["yes"], "TPS023 reverse: says nothing where 'association' is measured"),
        ({}, ["yes", "2", "2"], "export.csv:3:1 TPS021 question 'q': 2 answers are neither yes nor no: '2'"),
        ({"map": {"x": 1}}, ["x", "y"], "export.csv:3:1 TPS021 question 'q': 1 answer is neither yes nor no: 'y'"),
    ],
)
def test_what_is_no_association_is_told(question: Case, rows: list[str], said: str) -> None:
    tree = survey({"q": {"measures": "association", "columns": {"A": "shop"}, **question}})
    workspace = workspace_with(tree, table("A,x", *(f"{one},." for one in rows)), {"site": SITE})
    (told,) = problems(workspace)
    assert said in told


def test_a_contact_that_is_worth_two_things_is_told() -> None:
    one, other = ({**asked_so, "factors": {"shop": worth}} for asked_so, worth in ((OWN, "5"), (MAYR, "6")))
    case: dict[str, Any] = {"site": SITE, "touchpoints": TOUCHPOINTS}
    (told,) = problems(workspace_with(survey({"a": one, "b": other}), table("A,B,C,D", "yes,no,no,yes"), case))
    assert "TPS037 a contact with 'shop' is worth two things in this survey" in told
