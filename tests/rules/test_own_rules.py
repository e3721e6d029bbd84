"""Rules that a workspace writes itself: an id is an identity, a severity comes first, and words are found."""

import inspect
import re
import sys
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.history.closing import became, result_after
from tests.workspaces import Case, findings_of, headline, places_of, result_of
from tpm_audit.cli.topics import topics
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.own_rules import OwnFactRule, OwnRule
from tpm_audit.rules.own import SHAPES
from tpm_audit.rules.own.shape import Shape

some = settings(max_examples=examples(40))
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
NUMBERS = {"phone": {"kind": "phone"}, "hotline": {"kind": "phone"}}
SAME = {"shape": "same-value", "message": "One number", "facts": ["phone", "hotline"]}
AT: Case = {"touchpoint": "contact", "channel": "website"}
DIFFERENT = {**AT, "facts": {"phone": "0732 1", "hotline": "0800 2"}}


def case_of(*visits: Case, **rules: Any) -> Case:
    return {"facts": NUMBERS, "visits": list(visits), "rules": rules}


@each_shape
def test_the_page_of_a_shape_names_its_keys(shape: Shape[Any, Any]) -> None:
    own = set(shape.model.model_fields) - set(OwnRule.model_fields)
    assert [key for key in own if f"`{key}`" not in shape.page] == []
    assert shape.page.startswith(f"Own rule of the shape {shape.name}: ")
    assert "where (which units" in topics()[shape.code].page(Language("en"))


@each_shape
def test_code_name_and_file_of_a_shape_belong_together(shape: Shape[Any, Any]) -> None:
    module = sys.modules[shape.model.__module__]
    assert module.__name__.rsplit(".", 1)[-1] == f"{shape.code.lower()}_{shape.name.replace('-', '_')}"
    assert inspect.getdoc(module) == inspect.cleandoc(shape.page)
    assert shape.model.__name__ == "".join(word.capitalize() for word in shape.name.split("-"))


def test_two_rules_of_a_shape_are_told_apart_by_their_ids() -> None:
    found = findings_of(result_of(case_of(DIFFERENT, one=SAME, two=SAME)), "TPO001")
    assert [one.subject_ids for one in found if one.subject_ids[0] == "one"] == [("one", "contact", "")]
    assert len({one.id for one in found}) == 2


def test_a_renamed_rule_keeps_its_findings() -> None:
    (before,) = findings_of(result_of(case_of(DIFFERENT, one=SAME)), "TPO001")
    renamed = {**SAME, "renamed_from": ["one"], "message": "Said otherwise"}
    (after,) = findings_of(result_of(case_of(DIFFERENT, other=renamed)), "TPO001")
    assert after.id == before.id
    assert after.state_hash == before.state_hash


def test_rules_in_another_order_have_the_same_findings() -> None:
    rules = {"one": SAME, "two": {**SAME, "where": {"channels": ["website"]}}, "three": {**SAME, "facts": ["phone"]}}
    before, after = (result_of(case_of(DIFFERENT, **dict(order))) for order in (rules.items(), reversed(rules.items())))
    assert [one.id for one in before.findings] == [one.id for one in after.findings]


@pytest.mark.parametrize(
    ("own", "of_the_shape", "expected"),
    [(None, None, "minor"), (None, "major", "major"), ("info", None, "info"), ("critical", "info", "critical")],
)
def test_what_a_rule_says_of_itself_comes_first(own: str | None, of_the_shape: str | None, expected: str) -> None:
    rule = SAME if own is None else {**SAME, "severity": own}
    site = {} if of_the_shape is None else {"rules": {"TPO001": {"severity": of_the_shape, "reason": "a test"}}}
    result = result_of({**case_of(DIFFERENT, one=rule), "site": site})
    assert [one.severity.value for one in findings_of(result, "TPO001")] == [expected]
    assert [one.severity.value for one in result.rules if one.own == "one"] == [expected]


def test_a_shape_that_is_off_finds_nothing() -> None:
    site = {"rules": {"TPO001": {"enabled": "false", "reason": "later"}}}
    result = result_of({**case_of(DIFFERENT, one=SAME), "site": site})
    assert findings_of(result, "TPO001") == ()
    assert [(one.enabled, one.looked_at) for one in result.rules if one.own == "one"] == [(False, 0)]


def test_each_rule_is_recorded_by_itself() -> None:
    rules = {"one": SAME, "two": {**SAME, "where": {"channels": ["email"]}}}
    result = result_of(case_of(DIFFERENT, **rules))
    assert [(one.called, one.looked_at, one.found) for one in result.rules if one.own is not None] == [
        ("TPO001 one", 1, 1),
        ("TPO001 two", 0, 0),
    ]
    assert not any(one.code.startswith("TPO") for one in result_of({}).rules)  # shapes that nobody uses are not named


def test_own_advice_is_given_in_the_language_of_the_report() -> None:
    rule = {**SAME, "message": {"de": "Eine Nummer.", "en": "One number."}, "advice": {"de": "Einigen", "en": "Agree"}}
    (finding,) = findings_of(result_of({**case_of(DIFFERENT, one=rule), "site": {"languages": ["de", "en"]}}), "TPO001")
    german = Language("de")
    assert german.say(finding.headline) == "Eine Nummer: phone „0732 1“, hotline „0800 2“ (Contact page)"
    assert finding.advice is not None
    assert german.say(finding.advice) == "Einigen"


def test_the_client_reads_what_is_not_internal() -> None:
    rules = {"one": SAME, "two": {**SAME, "audience": "internal"}}
    result = result_of(case_of(DIFFERENT, **rules), Edition.CLIENT)
    assert [one.subject_ids[0] for one in findings_of(result, "TPO001")] == ["one"]
    assert [one.own for one in result.rules if one.own] == ["one"]


def test_of_an_internal_fact_the_client_reads_nothing() -> None:
    facts = {**NUMBERS, "hotline": {"kind": "phone", "audience": "internal"}}
    result = result_of({**case_of(DIFFERENT, one=SAME), "facts": facts}, Edition.CLIENT)
    assert findings_of(result, "TPO001") == ()
    assert [one.own for one in result.rules if one.own] == []


RIGHT = {**AT, "facts": {"phone": "0732 1", "hotline": "0732 1"}}


@pytest.mark.parametrize(
    ("now", "absent"),
    [
        (case_of(RIGHT, one=SAME), ["TPO001 fixed"]),
        (case_of({**AT, "facts": {"phone": "0732 1"}}, one=SAME), ["TPO001 unchecked"]),
        (case_of({**AT, "facts": {"phone": "0732 1", "hotline": "missing"}}, one=SAME), ["TPO001 fixed"]),
        (case_of(DIFFERENT, one={**SAME, "audience": "internal"}), []),
        (case_of(RIGHT, other={**SAME, "renamed_from": ["one"]}), ["TPO001 fixed"]),
        (case_of(DIFFERENT, other=SAME), ["TPO001 removed"]),
        (case_of(DIFFERENT, one={"shape": "unique", "message": "Other", "facts": ["phone"]}), ["TPO001 unchecked"]),
        (
            {**case_of(RIGHT, one=SAME), "site": {"rules": {"TPO001": {"enabled": "false", "reason": "later"}}}},
            ["TPO001 unchecked"],
        ),
    ],
)
def test_what_became_of_a_finding(now: Case, absent: list[str]) -> None:
    result = result_after(case_of(DIFFERENT, one=SAME), now)
    assert [one for one in became(result) if one.startswith("TPO001")] == absent


def test_an_inventory_that_says_more_is_progress() -> None:
    rule = {"said": {"shape": "reference-exists", "message": "Described", "needs": ["description"]}}
    touchpoint = {"name": "Contact", "phase": "before", "channels": ["website"]}
    before = {"rules": rule, "touchpoints": {"contact": touchpoint}}
    now = {"rules": rule, "touchpoints": {"contact": {**touchpoint, "description": "A page"}}}
    assert "TPO005 fixed" in became(result_after(before, now))


numbers = st.lists(st.sampled_from(["0732 1", "+43 732 1", "0800 2", "missing"]), min_size=1, max_size=5)


@some
@given(numbers)
def test_one_fact_is_the_same_or_differs(values: list[str]) -> None:
    """One fact over units: different exactly where two units show different numbers."""
    touchpoints = {f"t{n}": {"name": f"T{n}", "phase": "before", "channels": ["website"]} for n in range(len(values))}
    visits = [{"touchpoint": f"t{n}", "channel": "website", "facts": {"phone": one}} for n, one in enumerate(values)]
    case = {**case_of(*visits, one={**SAME, "facts": ["phone"]}), "touchpoints": touchpoints}
    shown = {one.replace("+43 ", "0") for one in values} - {"missing"}
    assert bool(findings_of(result_of(case), "TPO001")) is (len(shown) > 1)


@some
@given(numbers)
def test_a_value_is_unique_or_its_places_are_named(values: list[str]) -> None:
    touchpoints = {f"t{n}": {"name": f"T{n}", "phase": "before", "channels": ["website"]} for n in range(len(values))}
    visits = [{"touchpoint": f"t{n}", "channel": "website", "facts": {"phone": one}} for n, one in enumerate(values)]
    rule = {"shape": "unique", "message": "Unique", "facts": ["phone"]}
    case = {**case_of(*visits, one=rule), "touchpoints": touchpoints}
    shown = [one.replace("+43 ", "0") for one in values if one != "missing"]
    twice = {one for one in shown if shown.count(one) > 1}
    found = findings_of(result_of(case), "TPO006")
    assert len(found) == len(twice)
    assert sum(len(list(places_of(one))) for one in found) == sum(shown.count(one) for one in twice)


words = st.text("ab -.ß", min_size=1, max_size=12).filter(str.strip)


@some
@given(words, words)
def test_words_are_found_as_a_pattern_would_find_them(text: str, term: str) -> None:
    """The oracle knows words by looking at what stands before and behind; in full capitals ß is ss."""
    rule = {"shape": "allowed-terms", "message": "Not that", "facts": ["said"], "not_terms": [term]}
    case: Case = {
        "facts": {"said": {"kind": "text"}},
        "visits": [{**AT, "facts": {"said": f"x {text}"}}],
        "rules": {"one": rule},
    }
    folded = " ".join(term.split()).casefold()
    before, behind = (r"(?<![^\W_])" if folded[0].isalnum() else ""), (r"(?![^\W_])" if folded[-1].isalnum() else "")
    stands = re.search(f"{before}{re.escape(folded)}{behind}", " ".join(f"x {text}".split()).casefold())
    assert bool(findings_of(result_of(case), "TPO002")) is (stands is not None)


def test_long_texts_and_terms_take_no_long_time() -> None:
    rule = {"shape": "allowed-terms", "message": "Not that", "facts": ["said"], "not_terms": ["a" * 900, "a a"]}
    case: Case = {
        "facts": {"said": {"kind": "text"}},
        "visits": [{**AT, "facts": {"said": "a" * 90_000}}],
        "rules": {"one": rule},
    }
    began = time.monotonic()
    assert findings_of(result_of(case), "TPO002") == ()
    assert time.monotonic() - began < 5


def test_rules_of_facts_name_their_facts() -> None:
    assert all(
        issubclass(shape.model, OwnFactRule) is ("facts" in shape.model.model_fields) for shape in SHAPES
    )  # what is about an internal fact is internal by these names


def test_a_message_that_ends_with_a_full_stop_goes_on() -> None:
    (finding,) = findings_of(result_of(case_of(DIFFERENT, one={**SAME, "message": "One number."})), "TPO001")
    assert headline(finding).startswith("One number: phone ")
