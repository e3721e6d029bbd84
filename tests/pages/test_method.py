"""The Method page says what the result holds: every worked figure is the figure, every rule is there."""

import re
from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest

from tests.pages.small_result import nothing_yet, small_result
from tests.workspaces import Case, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result, WordRecord
from tpm_audit.pages.explained import explained
from tpm_audit.pages.explained_figure import Explained
from tpm_audit.pages.glossary import glossary
from tpm_audit.pages.method import pages
from tpm_audit.render.templates import Templates
from tpm_audit.source.message import Localised

ENGLISH = Language("en")
CASE: Case = {
    "facts": {
        "phone": {"kind": "phone", "expected": "0732 771200"},
        "greeting": {"kind": "choice", "values": ["a", "b"]},
    },
    "checklists": {
        "service": {
            "applies_to": {"touchpoints": ["contact", "shop"]},
            "criteria": {"one": {"ask": "One?", "weight": 3}, "two": {"ask": "Two?", "scale": "rating-1-5"}},
        }
    },
    "visits": [
        {
            "touchpoint": "contact",
            "channel": "website",
            "answers": {"one": "pass", "two": {"answer": "n/a", "reason": "no"}},
            "facts": {"phone": "0732 771200", "greeting": "a"},
        },
        {
            "touchpoint": "shop",
            "channel": "website",
            "answers": {"one": "partial", "two": 1},
            "facts": {"phone": "0732 771201", "greeting": "a"},
        },
        {"touchpoint": "invoice", "channel": "email", "facts": {"phone": "call us", "greeting": "b"}},
    ],
    "site": {
        "rules": {"TPC001": {"severity": "minor", "reason": "agreed"}, "TPI007": {"enabled": "false", "reason": "none"}}
    },
}


def text_of(result: Result, code: str = "en") -> str:
    """Return the page as a reader sees it."""
    language = Language(code)
    (page,) = pages(result, language)
    markdown = Templates(language).render(page.template, page.values, page.path)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markdown)).split())


def here(result: Result) -> dict[str, list[str]]:
    said: dict[str, Explained] = {one.id: one for one in explained(result, ENGLISH)}
    return {id_: [ENGLISH.say(part) for part in one.here] for id_, one in said.items()}


def test_the_worked_figures_are_those_of_the_result() -> None:
    worked = here(result_of(CASE))
    assert worked["score"] == [
        "4.5 of 7 weight points: 64.3%",
        "3 items rated, 0 tested nowhere, 1 not applicable",
        "Had everything that was not applicable failed: 56.3%; passed: 68.8%.",
    ]
    assert worked["coverage"] == ["7 of 7 weight points were rated: 100.0%", "3 of 3 expected ratings"]
    assert worked["consistency"] == [
        "1 as the standard and 0 declared variants, of 2 checked places: 50.0%",
        "1 differs and 0 are missing; not counted: 1 unreadable, 0 not observed",
    ]
    assert worked["agreement"] == ["greeting: 2 of 3 places show the same; 1 of 3 pairs agree: 33.3%"]
    assert worked["verdict"][0].startswith("Poor")


def test_the_score_is_reached_of_weight() -> None:
    score = result_of(CASE).figures.score
    assert score is not None
    assert (score.reached, score.weight, score.share) == (Fraction(9, 2), Fraction(7), Fraction(9, 14))


def test_the_page_tells_of_rules_what_happened() -> None:
    text = text_of(result_of(CASE))
    assert "TPC001 A channel shows another value than the standard usually major reason: agreed minor 1 1" in text
    assert "TPI007 A touchpoint was not looked at within its review interval switched off reason: none" in text
    assert "nothing to look at, which is no pass" in text


def test_scales_kinds_and_checklists_in_use_are_there_and_no_others() -> None:
    text = text_of(result_of(CASE))
    assert "fail 0.0% partial 50.0% pass 100.0%" in text
    assert "rating from 1 to 5 1 0.0% 2 25.0%" in text
    assert "rating from 0 to 10" not in text
    assert "Phone number As the international number (E.164)" in text
    assert "As one of the declared values: a, b" in text
    assert "Colour" not in text


@pytest.mark.parametrize(("edition", "name"), [(Edition.INTERNAL, "Anna Auer"), (Edition.CLIENT, "Auditor")])
def test_auditors_stand_by_name_or_role_with_their_visits(edition: Edition, name: str) -> None:
    text = text_of(result_of(CASE, edition))
    assert f"{name} 3" in text
    assert (edition is Edition.INTERNAL) is ("Anna" in text)


def test_the_sample_is_told_as_far_as_it_is_given() -> None:
    sample = {
        "of": "locations",
        "population": 120,
        "method": "random",
        "seed": 7,
        "chosen": ["linz"],
        "chosen_by": "a1",
    }
    case = {
        **CASE,
        "locations": {"linz": {"name": "Linz", "channels": ["branch"]}},
        "audit": {"sample": sample},
    }
    text = text_of(result_of(case))
    assert (
        "Chosen from locations Number of all 120 Manner of choice at random Seed 7 Chosen Linz Chosen by Anna Auer"
        in text
    )


def test_the_glossary_has_the_words_of_the_workspace() -> None:
    own = WordRecord("touchpoint", Localised({"de": "Berührungspunkt"}), Localised({"de": "Berührungspunkte"}))
    result = replace(small_result(), site=replace(small_result().site, words=(own,)))
    assert "Berührungspunkt" in [term.word for term in glossary(result, Language("de"))]
    assert "Touchpoint" in [term.word for term in glossary(result, ENGLISH)]


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_workspace_without_an_audit_has_its_method_all_the_same(code: str) -> None:
    assert "content/audits/" in text_of(replace(nothing_yet(), edition=Edition.INTERNAL), code)
    assert "content/audits/" not in text_of(nothing_yet(), code)


def test_a_scale_of_ones_own_goes_by_its_ends_not_by_its_id() -> None:
    levels = [{"id": "late", "label": "After 5 minutes", "share": 0}, {"id": "soon", "label": "At once", "share": 1}]
    waited = {"ask": "How long?", "scale": "wait-time"}
    case = {
        "site": {"scales": {"wait-time": {"levels": levels}}},
        "checklists": {"service": {"criteria": {"waited": waited}}},
    }
    text = text_of(result_of(case))
    assert "from After 5 minutes to At once" in text
    assert "wait-time" not in text
