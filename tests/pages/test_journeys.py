"""The page of journeys: steps in their order, how they go, and what leads there."""

import html
import re
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.surveys.asked import result_with, survey, table
from tests.workspaces import Case, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.pages import journeys, touchpoints
from tpm_audit.pages.page import Page
from tpm_audit.render.templates import Templates

ENGLISH = Language("en")
CASE: dict[str, Any] = {
    "locations": {"linz": {"name": "Linz", "channels": ["branch"]}},
    "touchpoints": {
        "advert": {"name": "Advert", "phase": "before", "channels": ["email"]},
        "shop": {"name": "Shop", "phase": "during", "also_in": ["before"], "channels": ["website"]},
        "counter": {"name": "Counter", "phase": "during", "channels": ["branch"]},
        "thanks": {"name": "Thanks", "phase": "after", "channels": ["email"], "status": "planned"},
    },
}
BY_EMAIL = {"touchpoint": "advert", "channel": "email"}
ON_WEBSITE = {"touchpoint": "shop", "channel": "website"}
AT_LINZ = {"touchpoint": "counter", "channel": "branch", "location": "linz"}
THANKS = {"touchpoint": "thanks", "channel": "email"}


def page_of(steps: list[Any], **more: Any) -> Page:
    (page,) = journeys.pages(result_of({**CASE, "journeys": {"way": {"steps": steps, **more}}}), ENGLISH)
    return page


def path_of(page: Page) -> Any:
    paths = page.values["paths"]
    assert isinstance(paths, tuple)
    return paths[0]


@pytest.mark.parametrize(
    ("steps", "course"),
    [
        ([{"touchpoint": "shop"}], "1 step"),
        ([ON_WEBSITE], "1 step, 1 channel"),
        ([BY_EMAIL, ON_WEBSITE, AT_LINZ], "3 steps, 3 channels, 2 changes of channel"),
        ([BY_EMAIL, THANKS], "2 steps, 1 channel"),
        ([ON_WEBSITE, BY_EMAIL, ON_WEBSITE], "3 steps, 2 channels, 2 changes of channel"),  # the shop is before, too
        (
            [AT_LINZ, BY_EMAIL, AT_LINZ],
            "3 steps, 2 channels, 2 changes of channel, 1 step back to an earlier phase",
        ),
        (
            [THANKS, AT_LINZ, BY_EMAIL],
            "3 steps, 2 channels, 2 changes of channel, 2 steps back to an earlier phase",
        ),
    ],
)
def test_the_course_is_said(steps: list[Any], course: str) -> None:
    path = path_of(page_of(steps))
    assert path.chart.sentence == f"{course}."


def test_the_steps_stand_in_their_order() -> None:
    page = page_of([AT_LINZ, BY_EMAIL, AT_LINZ, THANKS], description="As *told*.", internal_note="Ask again.")
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    seen = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())

    rows = [re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", row))).strip() for row in text.split("<tr>")[2:]]
    assert [row.split(" ")[:2] for row in rows] == [
        ["1.", "Counter"],
        ["2.", "Advert"],
        ["3.", "Counter"],
        ["4.", "Thanks"],
    ]
    assert "before back E-mail" in rows[1]
    assert "Branch , Linz" in rows[2] or "Branch, Linz" in rows[2]
    assert "Thanks planned" in rows[3]
    assert "Ask again." in seen
    assert 'href="touchpoints/counter.html"' in text


@pytest.mark.parametrize("language", [ENGLISH, Language("de")])
def test_the_path_is_drawn_over_its_channels(language: Language) -> None:
    result = result_of({**CASE, "journeys": {"way": {"steps": [BY_EMAIL, AT_LINZ, BY_EMAIL, {"touchpoint": "shop"}]}}})
    (page,) = journeys.pages(result, language)
    path = path_of(page)
    drawn = go.Figure(path.chart.figure)
    assert (list(drawn.data[0].x), list(drawn.data[0].y)) == ([1, 2, 3, 4], [0, 1, 0, 2])
    unnamed = "no channel named" if language is ENGLISH else "kein Kanal genannt"
    assert list(drawn.layout.yaxis.ticktext) == ["E-mail", "Branch", unnamed]
    assert drawn.data[0].hovertext[1] == "2. Counter (during): Branch, Linz"
    assert [shape.x0 for shape in drawn.layout.shapes] == [1.5, 2.5, 3.5]
    assert list(drawn.layout.xaxis.ticktext) == ["1. Advert", "2. Counter", "3. Advert", "4. Shop"]
    assert path.chart.figure["layout"]["meta"]["narrow"]["xaxis"]["ticktext"] == ["1.", "2.", "3.", "4."]


@pytest.mark.parametrize(
    ("name", "steps", "label"),
    [
        ("Allergens and nutritional information", 2, "1. Allergens and nutritional<br>information"),
        ("Donaudampfschifffahrtsgesellschaft", 8, "1.<br>Donaudamp…"),
        ("Google-Eintrag der Filiale", 7, "1. Google-<br>Eintrag der…"),
        ("Shop", 9, "1."),
    ],
)
def test_steps_are_named_where_there_is_room(name: str, steps: int, label: str) -> None:
    touchpoints = {**CASE["touchpoints"], "shop": {**CASE["touchpoints"]["shop"], "name": name}}
    case = {**CASE, "touchpoints": touchpoints, "journeys": {"way": {"steps": [ON_WEBSITE, BY_EMAIL] * 5}}}
    case["journeys"]["way"]["steps"] = case["journeys"]["way"]["steps"][:steps]
    (page,) = journeys.pages(result_of(case), ENGLISH)
    assert path_of(page).chart.figure["layout"]["xaxis"]["ticktext"][0] == label


def leads(state: str, **leads_to: Any) -> list[str | None]:
    """Return what is said of the steps from the advert to the shop, by what the inventory says that they lead to."""
    touchpoints = {
        id_: {**one, **({"leads_to": leads_to[id_]} if id_ in leads_to else {})}
        for id_, one in CASE["touchpoints"].items()
    }
    way = {"steps": [BY_EMAIL, ON_WEBSITE], "state": state}
    (page,) = journeys.pages(result_of({**CASE, "touchpoints": touchpoints, "journeys": {"way": way}}), ENGLISH)
    return [None if step.leads is None else ENGLISH.say(step.leads) for step in path_of(page).steps]


@pytest.mark.parametrize(
    ("state", "leads_to", "said"),
    [
        ("current", {}, [None, None]),
        ("current", {"advert": ["shop"], "shop": []}, [None, "the way ends here, as the inventory says"]),
        ("current", {"advert": ["counter"]}, ["the inventory does not lead from here to the next step", None]),
        ("current", {"advert": []}, ["leads on to nothing, as the inventory says", None]),
        ("future", {"advert": [], "shop": []}, [None, None]),  # the inventory is of today
    ],
)
def test_a_step_that_does_not_lead_on_says_so(state: str, leads_to: Case, said: list[str | None]) -> None:
    assert leads(state, **leads_to) == said


@pytest.mark.parametrize(("state", "has_score"), [("current", True), ("future", False)])
def test_what_shall_be_has_no_score_of_today(state: str, *, has_score: bool) -> None:
    page = page_of([BY_EMAIL], state=state)
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    assert ("Score over all steps" in text) is has_score


CSAT: Case = {"measures": "csat", "columns": {"A": "shop", "B": {"touchpoint": "shop", "channel": "website"}}}
EASE: Case = {"measures": "ces", "column": "C", "about": "shop"}
IMPORTANCE: Case = {"measures": "importance", "column": "C", "about": "shop"}


@pytest.mark.parametrize(
    ("questions", "row", "said"),
    [
        (
            {"q": CSAT},
            "5,1,",
            "0.0% satisfied [0.0%; 16.1%], 20 answers, for orientation",
        ),  # on the channel of the step
        ({"q": CSAT}, "5,,", "100.0% satisfied [83.9%; 100.0%], 20 answers"),  # of all of it
        ({"q": EASE}, ",,7", "7.00 mean 20 answers"),
        ({"q": CSAT, "r": EASE}, "5,,7", "100.0% satisfied"),
        ({"q": IMPORTANCE}, ",,7", None),
    ],
)
def test_a_step_has_the_figure_of_customers(questions: Case, row: str, said: str | None) -> None:
    case = {**CASE, "visits": [ON_WEBSITE], "journeys": {"way": {"steps": [ON_WEBSITE]}}}
    (page,) = journeys.pages(result_with(survey(questions), table("A,B,C", *[row] * 20), case=case), ENGLISH)
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    seen = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    assert (said in seen) if said is not None else ("Customers" not in seen)


@pytest.mark.parametrize("steps", [[BY_EMAIL], [BY_EMAIL, THANKS], [{"touchpoint": "shop"}, {"touchpoint": "counter"}]])
def test_a_path_on_one_channel_is_said_and_not_drawn(steps: list[Any]) -> None:
    path = path_of(page_of(steps))
    assert path.chart.figure is None


def test_more_of_them_than_a_page_holds_are_counted() -> None:
    ways = {f"way-{at}": {"steps": [ON_WEBSITE]} for at in range(202)}
    result = result_of({**CASE, "journeys": ways})
    (page,) = journeys.pages(result, ENGLISH)
    text = Templates(ENGLISH).render(page.template, page.values, page.path)
    assert "2 more, in the data" in text
    shop = next(page for page in touchpoints.pages(result, ENGLISH) if page.path == "touchpoints/shop.html")
    linked = shop.values["journeys"]
    assert isinstance(linked, tuple)
    assert len(linked) == 200
    assert all(f"#{link.page.partition('#')[2]} }}" in text for link in linked)


def test_a_touchpoint_names_the_journeys_that_lead_over_it() -> None:
    ways = {
        "now": {"name": "Now", "steps": [ON_WEBSITE, AT_LINZ, ON_WEBSITE]},
        "soon": {"name": "Soon", "state": "future", "steps": [ON_WEBSITE]},
    }
    result = result_of({**CASE, "journeys": ways})

    by_path = {page.path: page for page in touchpoints.pages(result, ENGLISH)}
    shop = by_path["touchpoints/shop.html"].values["journeys"]
    assert [(ENGLISH.say(link.text), link.page) for link in shop] == [  # type: ignore[attr-defined]  # links
        ("Now", "journey.html#now"),
        ("Soon (as it shall be)", "journey.html#soon"),
    ]
    assert by_path["touchpoints/advert.html"].values["journeys"] == ()
    assert list(journeys.pages(result_of(CASE), ENGLISH)) == []
