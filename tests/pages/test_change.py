"""What changed since the audit before, on the overview and on the pages of touchpoints and facts."""

import re

import pytest

from tests.history.closing import result_after
from tests.history.test_life_cycle import RIGHT, WRONG, answered, seen
from tests.workspaces import Case, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.change import Before, Change, before, with_change
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.parts import figures_of
from tpm_audit.render.templates import Templates

ENGLISH, GERMAN = Language("en"), Language("de")


def at(**values: str) -> Case:
    """Return a case in which a phone number was read at several touchpoints."""
    case = seen(website=RIGHT)
    touchpoints = {id_: {**case["touchpoints"]["shop"], "name": id_.title()} for id_ in ("shop", "contact")}
    visits = [{**case["visits"][0], "touchpoint": id_, "facts": {"phone": text}} for id_, text in values.items()]
    return {**case, "touchpoints": touchpoints, "visits": visits}


def past_of(result: Result, language: Language = ENGLISH) -> Before:
    past = before(result, language)
    assert past is not None
    return past


def figures(change: Change | None, language: Language = ENGLISH) -> list[str]:
    assert change is not None
    return [
        f"{language.say(row.label)} {row.then} ({row.then_n}) {row.now} ({row.now_n}) {language.say(row.change)}"
        for row in change.rows
    ]


def counts(change: Change | None, language: Language = ENGLISH) -> list[str]:
    assert change is not None
    return [language.say(one) for one in change.counts]


def test_figures_are_stated_as_they_are() -> None:
    result = result_after(answered(clear="fail", kind="pass"), answered(clear="pass", kind="pass"))
    assert figures(past_of(result).of_all(result)) == [
        "Score 50.0% (2) 100.0% (2) +50.0 points",
        "Coverage 50.0% (4) 50.0% (4) unchanged",
    ]
    assert (
        figures(past_of(result, GERMAN).of_all(result), GERMAN)[0]
        == "Erfüllungsgrad 50,0\xa0% (2) 100,0\xa0% (2) +50,0 Punkte"
    )


def test_a_figure_that_only_one_audit_has_is_not_compared() -> None:
    result = result_after(answered(clear="fail", kind="pass"), {**answered(clear="pass"), **seen(website=RIGHT)})
    change = past_of(result).of_all(result)
    assert "Consistency None (0) 100.0% (1) not comparable" in figures(change)


@pytest.mark.parametrize(("now", "cautions"), [(answered(clear="pass", kind="pass"), 0), (answered(clear="pass"), 1)])
def test_a_change_of_what_was_looked_at_is_said(now: Case, cautions: int) -> None:
    result = result_after(answered(clear="fail", kind="pass"), now)
    change = past_of(result).of_all(result)
    assert change is not None
    assert (change.caution is not None) is bool(cautions)


def test_a_change_between_other_numbers_of_things_is_neither_good_nor_bad() -> None:
    result = result_after(answered(clear="fail", kind="pass"), answered(clear="pass"))
    change = past_of(result).of_all(result)
    (score, *_) = with_change(figures_of(result.figures, result.site, ENGLISH), change)
    assert score.change is not None
    assert (score.change.tone, ENGLISH.say(score.change.change)) == ("plain", "+50.0 points")
    assert ENGLISH.say(score.change.start) == "since 2026-04 (then 50.0% of 2)"


def test_each_page_counts_its_own_findings() -> None:
    result = result_after(seen(website=WRONG, email=RIGHT), seen(website=RIGHT, email=WRONG))
    assert "1 unchanged" not in counts(past_of(result).of_fact(result.facts[0], result.findings))
    fixed = result_after(seen(website=WRONG), seen(website=RIGHT))
    assert "1 fixed" in counts(past_of(fixed).of_fact(fixed.facts[0], ()))
    assert "1 fixed" in counts(past_of(fixed).of_touchpoint(fixed.touchpoints[0], ()))


def test_what_was_not_looked_at_again_is_named() -> None:
    result = result_after(seen(website=WRONG, email=WRONG), seen(website=RIGHT))
    change = past_of(result).of_all(result)
    assert change is not None
    unchecked = [[ENGLISH.say(place) for place in row.unchecked] for row in change.gone if row.unchecked]
    assert ["E-mail, Shop"] in unchecked


@pytest.mark.parametrize(
    ("at_contact", "state", "unchecked"),
    [
        ({}, "not looked at again", ["Website, Contact"]),
        ({"contact": RIGHT}, "fixed", []),
        ({"contact": "missing"}, "not right in another way", []),
    ],
)
def test_a_touchpoint_is_told_what_became_of_a_finding_that_shows_elsewhere_now(
    at_contact: dict[str, str], state: str, unchecked: list[str]
) -> None:
    result = result_after(at(shop=WRONG, contact=WRONG), at(shop=WRONG, **at_contact))
    (contact,) = (one for one in result.touchpoints if one.id == "contact")
    own = [one for one in result.findings if "contact" in one.touchpoints]
    change = past_of(result).of_touchpoint(contact, own)
    assert change is not None
    (row,) = (one for one in change.gone if (one.headline.page or "").startswith("findings/TPC001"))
    assert (ENGLISH.say(row.state.text), [ENGLISH.say(one) for one in row.unchecked]) == (state, unchecked)
    assert f"1 {state}" in counts(change)


def test_without_an_audit_before_nothing_is_said() -> None:
    assert before(result_of(seen(website=WRONG)), ENGLISH) is None


@pytest.mark.parametrize("path", ["index.html", "touchpoints/shop.html", "consistency/phone.html"])
@pytest.mark.parametrize(("language", "title"), [(ENGLISH, "## Since 2026-04"), (GERMAN, "## Gegenüber „2026-04“")])
def test_pages_show_it(path: str, language: Language, title: str) -> None:
    result = result_after(seen(website=WRONG), seen(website=RIGHT))
    page = next(one for one in all_pages(result, language) if one.path == path)
    text = Templates(language).render(page.template, page.values, page.path)
    assert title in text.replace("&#45;", "-")
    assert "tpm-change--good" in text


def test_the_big_figures_say_how_they_changed() -> None:
    result = result_after(answered(clear="fail", kind="pass"), answered(clear="pass", kind="pass"))
    overview = next(one for one in all_pages(result, ENGLISH) if one.path == "index.html")
    text = Templates(ENGLISH).render(overview.template, overview.values, overview.path)
    assert (
        '<span class="tpm-change tpm-change--good"><span aria-hidden="true">▲</span> &#43;50.0 points</span> '
        "since 2026-04 &#40;then 50.0% of 2&#41;</dd>" in text
    )
    assert text.count('<dd class="tpm-figure__basis"><span') == 2  # nothing of a consistency that neither audit has


@pytest.mark.parametrize(("then", "now", "sign"), [("fail", "pass", "▲"), ("pass", "fail", "▼"), ("pass", "pass", "")])
def test_a_gain_and_a_loss_differ_by_more_than_their_colour(then: str, now: str, sign: str) -> None:
    result = result_after(answered(clear=then, kind="pass"), answered(clear=now, kind="pass"))
    overview = next(one for one in all_pages(result, ENGLISH) if one.path == "index.html")
    text = Templates(ENGLISH).render(overview.template, overview.values, overview.path)
    assert {*re.findall("[▲▼]", text)} == {*sign}
