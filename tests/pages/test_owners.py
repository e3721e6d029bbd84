"""The owners' pages: what there is to change as a list, what is nobody's, and what was not looked at."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.pages.small_result import small_result
from tests.pages.test_demo_pages import recorded
from tests.workspaces import result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.pages import overview, owners
from tpm_audit.pages.names import names_of
from tpm_audit.pages.page import Page
from tpm_audit.pages.untested import untested_by_owner, untested_counts
from tpm_audit.render.templates import Templates

ENGLISH = Language("en")
CASE: dict[str, Any] = {
    "site": {"languages": ["en"], "content_languages": ["de", "en"]},
    "people": {"shop-team": {"name": "Shop team"}, "boss": {"name": "Berta Boss", "audience": "internal"}},
    "channels": {"ads": {"name": "Ads", "kind": "print"}},
    "touchpoints": {
        "contact": {"name": "Contact page", "phase": "before", "channels": ["website"], "owner": "boss"},
        "shop": {"name": "Shop", "phase": "during", "channels": ["website"], "owner": "shop-team"},
        "leaflet": {"name": "Leaflet", "phase": "before", "channels": ["ads"]},
    },
    "facts": {"slogan": {"name": "Slogan", "kind": "text", "expected": {"de": "Jeden Tag *gut*", "en": "Every day"}}},
    "checklists": {
        "all": {
            "criteria": {
                "q": {"ask": "Q?", "advice": "Do **it**.", "effort": "large", "severity": "critical"},
                "r": {"ask": "R?"},
            }
        }
    },
    "visits": [
        {
            "touchpoint": "shop",
            "channel": "website",
            "language": "de",
            "facts": {"slogan": "Jeden Tag"},
            "answers": {"q": {"answer": "fail", "note": "Never"}},
        },
        {
            "touchpoint": "shop",
            "channel": "website",
            "language": "de",
            "auditor": "a2",
            "facts": {"slogan": {"value": "Jeden Tag", "note": "In the foot"}},
        },
        {"touchpoint": "leaflet", "channel": "ads", "language": "en", "facts": {"slogan": "Each day"}},
        {"touchpoint": "contact", "channel": "website", "language": "en", "facts": {"slogan": "Every Day!"}},
    ],
}


def written(pages: Any, result: Result, language: Language = ENGLISH) -> dict[str, str]:
    templates = Templates(language)

    def render(page: Page) -> str:
        return templates.render(page.template, page.values, page.path)

    return {page.path: render(page) for page in pages(result, language)}


def text_of(page: str) -> str:
    """Return a page as it is read, without tags."""
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    return re.sub(r" (?=[,.;])", "", text)


def shown(path: str, case: dict[str, Any] = CASE, edition: Edition = Edition.INTERNAL) -> str:
    return text_of(written(owners.pages, result_of(case, edition))[f"owners/{path}.html"])


def test_an_owner_reads_where_as_found_and_to_which_value() -> None:
    page = shown("shop-team")
    assert "Shop, Website, German Jeden Tag In the foot" in page  # once, though two auditors found it
    assert page.count("In the foot") == 1
    assert "Jeden Tag *gut*" in page  # the standard in the language of the place
    assert "Every day" not in page
    assert "Anna" not in page  # who found it is not what there is to change


def test_a_criterion_says_what_is_expected_what_is_advised_and_the_effort() -> None:
    page = shown("shop-team")
    assert "Effort: large" in page
    assert "Where As found Expected Shop, Website, German fail Never pass Advice Do it." in page


def test_the_group_with_the_gravest_finding_stands_first_and_so_does_the_finding() -> None:
    page = written(owners.pages, result_of(CASE))["owners/shop-team.html"]
    assert re.findall(r"^## .* \{: #([\w-]+) \}$", page, re.MULTILINE)[:2] == ["critical", "major"]
    ranks = [finding.severity.rank for finding in result_of(CASE).findings if "shop-team" in finding.owner_ids]
    assert ranks == sorted(ranks)


def test_each_owner_of_a_finding_has_only_the_places_of_its_own() -> None:
    assert "Contact page" not in shown("shop-team").partition("Not looked at")[0]
    assert "Every Day!" in shown("boss")
    assert "Jeden Tag" not in shown("boss")


def test_a_standard_that_can_be_copied_is_the_very_text() -> None:
    page = written(owners.pages, result_of(CASE))["owners/shop-team.html"]
    (copied,) = re.findall(r'<span class="tpm-raw tpm-copy" lang="de">(.*?)</span>', page)
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", copied)) == "Jeden Tag *gut*"
    assert '<mark class="tpm-mark">' in copied


def test_what_is_nobodys_stands_on_the_index_with_what_to_write() -> None:
    page = shown("index").partition(" Nobody ")[2]
    assert "owner: at the touchpoint" in page
    assert "site_config/channels.yml" in page
    assert "Leaflet Ads" in page
    assert "Each day" in page
    assert "Jeden Tag" not in page
    assert "2 expected ratings were not given" in page


def test_the_client_reads_only_that_nobody_is_named() -> None:
    page = shown("index", edition=Edition.CLIENT)
    assert "Nobody is named as the owner of this. Touchpoint" in page
    assert ".yml" not in page


def test_where_everything_has_an_owner_the_index_says_so() -> None:
    page = text_of(written(owners.pages, small_result())["owners/index.html"])
    assert "Everything that was found has an owner." in page


def test_the_client_edition_names_no_internal_person_in_a_path_or_a_text() -> None:
    pages = written(owners.pages, result_of(CASE, Edition.CLIENT))
    assert [path for path in pages if "person" in path] == ["owners/person-3.html"]
    for path, page in pages.items():
        assert not re.search(r"boss|berta|anna|bert\b|\ba[12]\b", path + text_of(page), re.IGNORECASE)


def test_owners_are_links_wherever_they_stand_and_the_gravest_lists_come_first() -> None:
    page = written(owners.pages, result_of(CASE))["owners/index.html"]
    assert re.findall(r'<th scope="row" class="tpm-where"><a href="([\w-]+)\.html">', page)[0] == "shop-team"


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("edition", Edition)
def test_the_box_of_the_overview_counts_what_the_coverage_misses(edition: Edition, code: str) -> None:
    result = recorded(edition)
    counts = untested_counts(result, names_of(result), Language(code))
    assert counts is not None
    assert result.figures.score is not None
    assert sum(int(row.ratings) for row in counts.rows) == result.figures.score.untested_places


def test_many_owners_are_counted_together_and_none_is_lost() -> None:
    people = {f"team-{n}": {"name": f"Team {n}"} for n in range(12)}
    places = {f"b{n}": {"name": f"B{n}", "channels": ["branch"], "owner": f"team-{n}"} for n in range(12)}
    result = result_of(
        {
            "people": people,
            "channels": {"branch": {"name": "Branch", "kind": "personal"}},
            "locations": places,
            "touchpoints": {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}},
            "checklists": {"all": {"criteria": {"q": {"ask": "Q?"}, "r": {"ask": "R?"}}}},
            "visits": [{"touchpoint": "counter", "channel": "branch", "location": "b3", "answers": {"q": "pass"}}],
        }
    )
    counts = untested_counts(result, names_of(result), ENGLISH)
    assert counts is not None
    assert result.figures.score is not None
    assert sum(int(row.ratings) for row in counts.rows) == result.figures.score.untested_places == 23
    assert ENGLISH.say(counts.rows[-1].owner.text) == "and 4 more"
    assert ENGLISH.say(counts.rows[-1].why) == "6 without a visit, 1 visited, but not answered"
    assert sum(map(len, untested_by_owner(result).values())) == 23


def test_a_list_stays_small_and_leads_to_what_it_leaves_out() -> None:
    teams = 150
    case = {
        "people": {"t": {"name": "T"}},
        "channels": {"branch": {"name": "Branch", "kind": "personal", "owner": "t"}},
        "locations": {f"b{n}": {"channels": ["branch"]} for n in range(teams)},
        "touchpoints": {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}},
        "checklists": {"all": {"criteria": {f"q{n}": {"ask": f"Q{n}?"} for n in range(20)}}},
        "visits": [
            {"touchpoint": "counter", "channel": "branch", "location": f"b{n}"}
            | {"answers": {f"q{m}": "fail" for m in range(20)}}
            for n in range(teams)
        ],
    }
    page = written(owners.pages, result_of(case))["owners/t.html"]
    assert page.count('<td class="tpm-where"') == 20 * 50
    assert "and 100 more" in text_of(page)
    assert len(page) < 700_000


def test_nothing_untested_no_box() -> None:
    page = written(overview.pages, small_result())["index.html"]
    assert "tpm-box" in page
    whole = written(overview.pages, replace(small_result(), untested=()))["index.html"]
    assert "tpm-box" not in whole
