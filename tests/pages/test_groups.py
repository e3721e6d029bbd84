"""Channels, locations and checklists of workspaces that are made for it: what is shown, in which order, how much."""

import html
import re
from typing import Any

from tests.workspaces import result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages import channels, checklists, locations
from tpm_audit.render.templates import Templates

ENGLISH = Language("en")
PER_BRANCH = {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}}


def shown(family: Any, result: Result) -> dict[str, str]:
    templates = Templates(ENGLISH)
    found = {page.path: templates.render(page.template, page.values, page.path) for page in family(result, ENGLISH)}
    return {path: html.unescape(text) for path, text in found.items()}


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def network(branches: int, **more: Any) -> dict[str, Any]:
    ids = [f"b{n}" for n in range(branches)]
    return {
        "locations": {id_: {"name": id_.upper(), "channels": ["branch"]} for id_ in ids},
        "touchpoints": PER_BRANCH,
        "facts": {"greeting": {"name": "Greeting", "kind": "text", "expected": "Hello"}},
        "checklists": {"all": {"criteria": {"q": {"ask": "Q?"}}}},
        "visits": [
            {
                "touchpoint": "counter",
                "channel": "branch",
                "location": id_,
                "facts": {"greeting": "Hello" if n else "Hi"},
                "answers": {"q": "pass" if n else "fail"},
            }
            for n, id_ in enumerate(ids)
        ],
        **more,
    }


def test_without_locations_there_is_no_section() -> None:
    assert list(locations.pages(result_of({}), ENGLISH)) == []


def test_a_branch_sees_its_facts_beside_what_was_found_at_the_others() -> None:
    page = text_of(shown(locations.pages, result_of(network(4)))["locations/b0.html"])
    assert "Greeting Counter , Branch Hi Hello ≠ differs 3 as the standard" in page
    assert "1 of 1 rated item." in page
    other = text_of(shown(locations.pages, result_of(network(4)))["locations/b1.html"])
    assert "Hello Hello ✓ as the standard 1 differs, 2 as the standard" in other
    assert "0 of 1 rated item." in other


def test_a_channel_shows_the_worst_places_and_says_how_many_more_there_are() -> None:
    pages = shown(channels.pages, result_of(network(40)))
    page = text_of(pages["channels/branch.html"])
    assert page.index("≠ differs") < page.index("✓ as the standard")
    assert "more places, none of them worse" in page
    assert "B0 , B1" in page
    assert "and 28 more" in page
    assert len(pages["channels/branch.html"]) < 30_000


def test_a_channel_shows_what_was_asked_of_it_as_a_whole() -> None:
    case = {
        "checklists": {"whole": {"once_per": "channel", "criteria": {"q": {"ask": "Is it one voice?"}}}},
        "visits": [{"channel": "website", "answers": {"q": {"answer": "partial", "note": "Two tones"}}}],
    }
    page = text_of(shown(channels.pages, result_of(case))["channels/website.html"])
    asked = page[page.index("Asked of the channel as a whole") :]
    assert "Is it one voice? the channel as a whole partial Anna Auer Two tones 50.0% pass" in asked
    email = text_of(shown(channels.pages, result_of(case))["channels/email.html"])
    assert "Is it one voice? the channel as a whole – pass not tested" in email


def test_a_location_shows_what_was_asked_of_it_as_a_whole() -> None:
    asked = {"whole": {"once_per": "location", "criteria": {"q": {"ask": "Is it clean?"}}}}
    case = network(2, checklists=asked, visits=[{"location": "b0", "answers": {"q": "pass"}}])
    assert "Is it clean? the location as a whole pass" in text_of(
        shown(locations.pages, result_of(case))["locations/b0.html"]
    )


def test_criteria_stand_in_the_order_of_their_checklist_and_sections_come_again() -> None:
    criteria = {
        id_: {"ask": f"{id_}?", "section": section}
        for id_, section in (("a", "One"), ("b", "Two"), ("c", "One"), ("d", "Two"))
    }
    case = {"checklists": {"all": {"order": ["c", "b", "a"], "criteria": criteria}}}
    page = shown(checklists.pages, result_of(case))["checklists/all.html"]
    assert re.findall(r'<tr id="criterion-(\w)"', page) == ["c", "b", "a", "d"]
    assert re.findall(r'rowgroup" colspan="6">(\w+)<', page) == ["One", "Two", "One", "Two"]


def test_disputes_and_notes_name_the_place_and_who_said_what() -> None:
    visits = [
        {"touchpoint": "shop", "channel": "website", "auditor": auditor, "answers": {"q": answer}}
        for auditor, answer in (("a1", "pass"), ("a2", {"answer": "fail", "note": "Broken link"}))
    ]
    case = {"checklists": {"all": {"criteria": {"q": {"ask": "Q?", "knockout": "true"}}}}, "visits": visits}
    page = text_of(shown(checklists.pages, result_of(case))["checklists/all.html"])
    assert "Q? Shop , Website pass Anna Auer fail Bert Berg Broken link pass" in page
    assert "Q? knock-out weight 1 · expected: pass fail: 1× pass: 1× 50.0% 1 1" in page
    assert "Q? Shop , Website fail Broken link" in page


def test_the_table_of_checklists_says_how_much_of_what_was_asked_is_answered() -> None:
    case = {
        "checklists": {"all": {"version": 3, "criteria": {"q": {"ask": "Q?"}}}},
        "visits": [{"touchpoint": "shop", "channel": "website", "answers": {"q": "pass"}}],
    }
    page = text_of(shown(checklists.pages, result_of(case))["checklists/index.html"])
    assert "all 100.0% 1 33.3% 1 of 3 100.0% 0 1 touchpoint on a channel 3" in page
