"""The standard stands in the language in which a unit was met, on every page that shows both."""

import html
import re

import pytest

from tests.workspaces import Case, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.parts import swatch
from tpm_audit.render.templates import Templates

SLOGAN = {"de": "Jeden Tag ein guter Anfang.", "en": "A good start, every day."}
OTHER = {"de": "Guten Morgen, Wels.", "en": "Good morning, Wels."}
VISIT: Case = {"touchpoint": "counter", "channel": "branch", "location": "linz"}
CASE: Case = {
    "site": {"languages": ["de", "en"]},
    "locations": {id_: {"name": id_.title(), "channels": ["branch"]} for id_ in ("linz", "wels")},
    "touchpoints": {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}},
    "facts": {"slogan": {"kind": "text", "expected": SLOGAN, "expected_at": {"wels": OTHER}}},
    "visits": [{**VISIT, "language": code, "facts": {"slogan": text}} for code, text in SLOGAN.items()],
}


def written(case: Case, language: str, path: str) -> str:
    """Return a page as it is written."""
    spoken = Language(language)
    (page,) = (page for page in all_pages(result_of(case), spoken) if page.path == path)
    return html.unescape(Templates(spoken).render(page.template, page.values, page.path))


def paths(case: Case) -> list[str]:
    """Return the paths of all pages."""
    return [page.path for page in all_pages(result_of(case), Language("en"))]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", ["touchpoints/counter.html", "channels/branch.html", "locations/linz.html"])
def test_the_standard_is_in_the_language_of_what_was_found(path: str, language: str) -> None:
    page = written(CASE, language, path)
    for code, text in SLOGAN.items():
        assert f'<span class="tpm-raw" lang="{code}">{text}</span>' in page


@pytest.mark.parametrize(("language", "other"), [("de", "en"), ("en", "de")])
@pytest.mark.parametrize("path", ["touchpoints/counter.html", "consistency/slogan.html", "findings/"])
def test_what_was_found_in_another_language_is_marked_as_such(path: str, language: str, other: str) -> None:
    found = {"de": "Guten Tag!", "en": "Good day!"}
    visits = [{**VISIT, "language": code, "facts": {"slogan": text}} for code, text in found.items()]
    case = {**CASE, "visits": visits}
    page = "".join(written(case, language, one) for one in paths(case) if one.startswith(path) and "index" not in one)
    assert f'<span class="tpm-raw" lang="{other}">{found[other]}</span>' in page
    assert f'<span class="tpm-raw">{found[language]}</span>' in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_fact_has_its_standard_in_every_language_also_where_a_location_has_its_own(language: str) -> None:
    page = written(CASE, language, "consistency/slogan.html")
    for code, text in (*SLOGAN.items(), *OTHER.items()):
        assert f'<span class="tpm-raw" lang="{code}">{text}</span>' in page
    name = Language(language).name_of("en")
    assert re.search(rf"Wels</a>, {name}</dt>\s*<dd><span [^>]+>Good morning", page)


def test_where_the_language_has_no_standard_none_is_shown() -> None:
    facts = {"slogan": {"kind": "text", "expected": {"de": SLOGAN["de"]}}}
    page = written({**CASE, "facts": facts}, "de", "touchpoints/counter.html")
    assert SLOGAN["en"] in page
    assert page.count(f">{SLOGAN['de']}</span>") == 2  # as found in German, and its standard


def test_without_a_language_the_page_s_own_is_shown() -> None:
    case = {**CASE, "visits": [{**VISIT, "facts": {"slogan": SLOGAN["en"]}}]}
    assert f'<span class="tpm-raw">{SLOGAN["de"]}</span>' in written(case, "de", "touchpoints/counter.html")


BUTTON: Case = {
    **CASE,
    "facts": {"button": {"kind": "contrast"}},
    "visits": [{**VISIT, "facts": {"button": ["#ffffff on #6F9FD0", "white on black"]}}],
}
SWATCHES = r'(?:<svg class="tpm-swatch"[^>]*><rect [^>]*fill="(#\w{6})"/></svg>)?'


@pytest.mark.parametrize(("language", "demand"), [("en", "at least 4.5"), ("de", "mindestens 4,5")])
@pytest.mark.parametrize(
    "path", ["touchpoints/counter.html", "channels/branch.html", "locations/linz.html", "consistency/button.html"]
)
def test_what_a_kind_demands_is_the_standard_in_words(path: str, language: str, demand: str) -> None:
    assert f'<span class="tpm-raw">{demand}</span>' in written(BUTTON, language, path)


def test_a_demand_stands_in_the_table_of_all_facts_and_has_its_index() -> None:
    page = written(BUTTON, "en", "consistency/index.html")
    assert '<td data-label="Standard">at least 4.5</td>' in page
    assert "No standard is set" not in written(BUTTON, "en", "consistency/button.html")


def test_the_finding_of_a_demand_shows_both_colours_and_points_to_its_key() -> None:
    result = result_of({**BUTTON, "facts": {"button": {"kind": "contrast", "min": "4.5"}}})
    (finding,) = (one for one in result.findings if one.rule == "TPC001")
    assert finding.standard_place is not None
    page = written(BUTTON, "en", f"findings/{finding.id}.html")
    assert '<dd><span class="tpm-raw">at least 4.5</span></dd>' in page
    found = re.search(rf'{SWATCHES}{SWATCHES} <span class="tpm-raw">#ffffff on #6F9FD0</span>', page)
    assert found is not None
    assert found.groups() == ("#ffffff", "#6f9fd0")
    assert "contrast 2.78, at least 4.5 is asked for; text in #333333 would pass" in page


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("#004F9F", ("#004f9f",)),
        (" #ffffff auf  #004f9f ", ("#ffffff", "#004f9f")),
        ("#fff", ()),
        ("#ffffff on white", ()),
        ("#004f9f #ffffff", ()),
        ('#004f9f"', ()),
        (None, ()),
    ],
)
def test_six_digit_colours_have_swatches(text: str | None, colours: tuple[str, ...]) -> None:
    assert swatch(text) == colours


PROMISE: Case = {
    **CASE,
    "facts": {"promise": {"kind": "term", "required": ["3 Jahre"], "forbidden": ["lebenslang*"]}},
    "visits": [{**VISIT, "facts": {"promise": "3 Jahre <b>lebenslang</b>" + " Wort" * 99}}],
}


@pytest.mark.parametrize("path", ["touchpoints/counter.html", "channels/branch.html", "consistency/promise.html"])
def test_passages_are_marked_with_a_sign_beside_the_colour(path: str) -> None:
    page = written(PROMISE, "de", path)
    assert '<mark class="tpm-mark tpm-mark--right">✓ 3 Jahre</mark>' in page
    assert '<mark class="tpm-mark tpm-mark--wrong">✗ lebenslang</mark>' in page
    assert " Wort" * 20 not in page
    assert "muss vorkommen: „3 Jahre“; darf nicht vorkommen: „lebenslang*“" in page


SAMPLES: Case = {
    **CASE,
    "facts": {
        "address": {"kind": "choice", "values": ["du", "sie"], "expected": "sie"},
        "length": {"kind": "quantity", "measure": "sentence-length"},
    },
    "visits": [
        {
            **VISIT,
            "facts": {
                "address": {"text": "Habt ihr <Hunger>? Dann bestellen Sie jetzt."},
                "length": {"text": "Wir backen Brot. " * 9 + "Wir backen jeden Tag."},
            },
        }
    ],
}


@pytest.mark.parametrize("path", ["touchpoints/counter.html", "channels/branch.html", "consistency/address.html"])
def test_a_value_that_was_read_from_a_text_has_the_text_beside_it(path: str) -> None:
    page = written(SAMPLES, "de", path)
    assert '<span class="tpm-raw">du</span>' in page
    assert '<mark class="tpm-mark tpm-mark--wrong">✗ Habt ihr</mark>' in page
    assert '<mark class="tpm-mark tpm-mark--right">✓ Sie</mark>' in page
    assert "(Wörter: 7, Sätze: 2; In der Mehrzahl: habt ihr)" in page


def test_what_is_measured_of_a_text_has_its_longest_sentence_beside_it() -> None:
    page = written(SAMPLES, "de", "consistency/length.html")
    assert '<span class="tpm-raw">3,1</span>' in page
    assert '<mark class="tpm-mark tpm-mark--telling">Wir backen jeden Tag</mark>' in page
    assert "(Wörter: 31, Sätze: 10)" in page


def test_a_week_that_two_auditors_found_is_drawn_once() -> None:
    found = {**VISIT, "facts": {"hours": "Mo-Fr 8-18 Uhr"}}
    case = {
        **CASE,
        "facts": {"hours": {"kind": "hours", "expected": "Mo-Fr 8-17 Uhr"}},
        "visits": [{**found, "auditor": "a1"}, {**found, "auditor": "a2", "date": "2026-10-09"}],
    }
    (path,) = (one for one in paths(case) if one.startswith("findings/TPC001"))
    page = written(case, "en", path)
    assert page.count("Mo-Fr 8-18 Uhr") == 3  # in the headline, too
    assert page.count('class="tpm-week"') == 1
