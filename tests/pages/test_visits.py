"""Visits, their pictures, and what was asked, as the pages of touchpoints show them."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.pages.small_result import small_result, words
from tests.pictures import TINY
from tests.workspaces import Case, report_of, result_of, workspace_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.pages.answers import answers_of
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.names import names_of
from tpm_audit.pages.page import picture_path
from tpm_audit.pages.touchpoints import pages
from tpm_audit.pages.visits import MOST_VISITS, Visits, visits_by, visits_of
from tpm_audit.render.templates import Templates

GREETED: Case = {"service": {"criteria": {"greeted": {"ask": "Greeted?", "why": "It *counts*."}}}}
AT: Case = {"touchpoint": "contact", "channel": "website"}
TOLD: Case = {
    **AT,
    "time": "14:20",
    "emotion": "-1",
    "highlight": "Quick **answer**",
    "pain": "Small type",
    "note": "- one\n- two",
    "internal_note": "Anna knows them",
    "answers": {"greeted": {"answer": "fail", "note": "Nobody *looked* up", "evidence": [{"file": "till.png"}]}},
    "facts": {"phone": {"value": "0732 1", "evidence": ["till.png", {"file": "b.png", "caption": "Foot"}]}},
}
CASE: Case = {"checklists": GREETED, "facts": {"phone": {"name": "Phone number", "kind": "text"}}, "visits": [TOLD]}


def shown(result: Result, language: str = "en", touchpoint: str = "contact") -> str:
    """Return the page of a touchpoint as it is written."""
    spoken = Language(language)
    (page,) = (page for page in pages(result, spoken) if page.path == f"touchpoints/{touchpoint}.html")
    return Templates(spoken).render(page.template, page.values, page.path)


def section(page: str, id_: str) -> str:
    """Return the text of a section, without tags."""
    text = page.partition(f"{{: #{id_} }}")[2].partition("\n## ")[0].partition("\n<footer")[0]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return re.sub(r" (?=[,.;])", "", words)


def visits(result: Result) -> Visits:
    names, language = names_of(result), Language("en")
    return visits_of(result.visits, names, answers_of(result, names, language), language)


def test_a_visit_shows_all_it_brought() -> None:
    page = shown(result_of(CASE))
    text = section(page, "visits")
    assert text.startswith("20 October 2026, 14:20 · Website · Anna Auer · Emotion −1 bad")
    for said in ("Highlight Quick answer", "Pain point Small type", "Note one two", "Internal note Anna knows them"):
        assert said in text
    assert "<strong>answer</strong>" in page
    assert "<ul><li>one</li><li>two</li></ul>" in page


def test_the_clients_page_names_no_auditor_and_nothing_internal() -> None:
    page = shown(result_of(CASE, Edition.CLIENT))
    text = section(page, "visits")
    assert "· Auditor · Emotion" in text
    assert not re.search("Anna|internal|till", text, re.IGNORECASE)


def test_evidence_is_a_picture_with_its_words_once_however_often_it_is_named() -> None:
    result = result_of({**CASE, "visits": [{**TOLD, "facts": {}}]})
    (visit,) = result.visits
    assert [(one.criterion, one.format, one.width) for one in visit.evidence] == [("greeted", "png", 1)]
    (block,) = visits(result).told
    (figure,) = block.figures
    assert figure.full == f"evidence/{visit.evidence[0].digest[:16]}.png"
    assert figure.alternative == "Evidence of “Greeted?”, Website, 20 October 2026"
    page = html.unescape(shown(result))
    assert f'<img src="../{figure.small}" alt="Evidence of “Greeted?”, Website, 20 October 2026" width="1"' in page
    assert f'<a href="../{figure.full}">' in page


def test_pictures_alike_are_one_with_the_caption_that_one_of_them_has() -> None:
    (block,) = visits(result_of(CASE)).told
    (figure,) = block.figures
    assert figure.alternative == "Foot"
    assert len(figure.about) == 2


def test_files_of_evidence_are_named_to_the_house_only() -> None:
    workspace = workspace_of(CASE)
    files = [
        {one.file for visit in report_of(workspace, edition=edition).visits for one in visit.evidence}
        for edition in (Edition.INTERNAL, Edition.CLIENT)
    ]
    assert files[0] == {"content/audits/2026-10/evidence/till.png", "content/audits/2026-10/evidence/b.png"}
    assert files[1] == {None}


def test_internal_evidence_is_not_the_clients() -> None:
    evidence = [{"file": "till.png", "audience": "internal"}]
    case = {**CASE, "visits": [{**AT, "answers": {"greeted": {"answer": "fail", "evidence": evidence}}}]}
    assert [len(result_of(case, edition).visits[0].evidence) for edition in Edition] == [
        int(edition is Edition.INTERNAL) for edition in Edition
    ]


@pytest.mark.parametrize("edition", list(Edition))
def test_visits_stand_by_date_whatever_the_order_of_files(edition: Edition) -> None:
    days = [
        {**AT, "date": f"2026-10-{day}", "note": str(day), "item": f"i{day}", "auditor": auditor}
        for day in (22, 20, 21)
        for auditor in ("a2", "a1")
    ]
    told = [result_of({**CASE, "visits": order}, edition).visits for order in (days, days[::-1])]
    assert [visit.date.day for visit in told[0]] == [20, 20, 21, 21, 22, 22]
    if edition is Edition.INTERNAL:
        assert [visit.auditor[""] for visit in told[0]] == ["Anna Auer", "Bert Berg"] * 3
    assert [visit.auditor for visit in told[0]] == [visit.auditor for visit in told[1]]


@pytest.mark.parametrize(
    ("emotion", "said", "german"),
    [
        ("-2", "−2 very bad", "−2 sehr schlecht"),
        ("0", "0 neutral", "0 neutral"),
        ("2", "+2 very good", "+2 sehr gut"),
        ("1.4", "+1.4 good", "+1,4 gut"),
    ],
)
def test_an_emotion_is_a_signed_number_and_a_word(emotion: str, said: str, german: str) -> None:
    result = result_of({**CASE, "visits": [{**AT, "emotion": emotion}]})
    assert section(shown(result), "visits").endswith(f"Emotion {said}")
    assert section(shown(result, "de"), "visits").endswith(f"Emotion {german}")


def test_visits_without_a_remark_share_a_line() -> None:
    days = [{**AT, "date": f"2026-10-{day}", "item": str(day)} for day in (20, 21)]
    assert section(shown(result_of({**CASE, "visits": days})), "visits").endswith(
        "Without a note: Website, 20 October 2026, 21 October 2026"
    )


def test_a_page_shows_so_many_visits_and_counts_the_rest() -> None:
    many = [{**AT, "note": f"n{number}", "item": f"i{number}"} for number in range(MOST_VISITS + 2)]
    met = visits(result_of({**CASE, "visits": many}))
    assert len(met.told) == MOST_VISITS
    assert Language("en").say(met.left_out or "") == "2 more visits stand in the data."


def test_what_is_not_observed_is_said() -> None:
    result = result_of({**CASE, "visits": [{**AT, "basis": "assumed"}]})
    assert "assumed, not observed; counts nowhere" in section(shown(result), "visits")


def test_visits_that_name_no_touchpoint_are_found_by_what_they_name() -> None:
    case: dict[str, Any] = {
        **CASE,
        "locations": {"linz": {"name": "Linz", "channels": ["branch"]}},
        "visits": [{"channel": "email"}, {"location": "linz"}, {"location": "linz", "channel": "branch"}, {}, AT],
    }
    case["touchpoints"] = {"contact": {"name": "Contact", "phase": "before", "channels": ["website", "branch"]}}
    found = visits_by(result_of(case))
    assert {key: len(several) for key, several in found.touchpoint.items()} == {"contact": 1}
    assert {key: len(several) for key, several in found.location.items()} == {"linz": 2}
    assert {key: len(several) for key, several in found.channel.items()} == {"email": 1}
    assert len(found.company) == 1


def test_answers_are_told_once_with_the_channels_that_gave_them() -> None:
    channels = ["branch", "email", "website"]
    case = {
        **CASE,
        "touchpoints": {"contact": {"name": "Contact", "phase": "before", "channels": channels}},
        "visits": [
            {**AT, "channel": "email", "answers": {"greeted": "pass"}},
            {**AT, "answers": {"greeted": "pass"}},
            {**AT, "channel": "branch", "answers": {"greeted": {"answer": "fail", "note": "Nobody *looked* up"}}},
        ],
    }
    page = shown(result_of(case))
    assert section(page, "answers") == (
        "Question Answers service Greeted? It counts. "
        "fail 0.0% below what is expected Branch Nobody looked up "
        "pass 100.0% E-mail, Website"
    )
    assert "<em>looked</em>" in page


def test_auditors_who_differ_and_answers_beside_the_scale_are_said() -> None:
    case = {
        **CASE,
        "touchpoints": {"contact": {"name": "Contact", "phase": "before", "channels": ["email", "website"]}},
        "visits": [
            {**AT, "answers": {"greeted": "pass"}},
            {**AT, "auditor": "a2", "answers": {"greeted": "fail"}},
            {**AT, "channel": "email", "answers": {"greeted": {"answer": "n/a", "reason": "Nobody is there"}}},
        ],
    }
    text = section(shown(result_of(case)), "answers")
    assert "50.0%" in text
    assert "not applicable E-mail Nobody is there" in text
    assert "not answered" in section(shown(result_of({**CASE, "visits": []})), "answers")


def test_a_large_touchpoint_stays_light() -> None:
    """Twelve channels, twelve criteria, half the answers with a note: what this adds to a page of 60 KB."""
    channels = [f"channel-{number}" for number in range(12)]
    criteria = {f"c-{n}": {"ask": f"Is the answer to question {n} as it should be?"} for n in range(12)}
    case = {
        "channels": {id_: {"name": id_.title(), "kind": "digital"} for id_ in channels},
        "touchpoints": {"contact": {"name": "Contact", "phase": "before", "channels": channels}},
        "checklists": {"service": {"criteria": criteria}},
        "visits": [
            {
                "touchpoint": "contact",
                "channel": channel,
                "note": "It took rather long until somebody came.",
                "answers": {
                    one: {"answer": "pass", "note": f"Found on {channel}, {one}"} if (at + n) % 2 else "fail"
                    for n, one in enumerate(criteria)
                },
            }
            for at, channel in enumerate(channels)
        ],
    }
    page = shown(result_of(case))
    added = len(page.partition("{: #answers }")[2])
    assert added < 26_000


def test_the_tiny_picture_is_one() -> None:
    assert len({evidence.digest for visit in result_of(CASE).visits for evidence in visit.evidence}) == 1
    assert TINY.startswith(b"GIF89a")


@pytest.mark.parametrize(
    ("channel", "location", "path"),
    [("web", None, "channels/web.html"), (None, "linz", "locations/linz.html"), (None, None, "index.html")],
)
def test_a_visit_of_no_touchpoint_stands_where_it_was(channel: str | None, location: str | None, path: str) -> None:
    result = small_result()
    visit = next(one for one in result.visits if one.evidence)
    visit = replace(visit, touchpoint=None, channel=channel, location=location, pain=words("Dark and cold."))
    templates, language = Templates(Language("en")), Language("en")
    pages = {page.path: page for page in all_pages(replace(result, visits=(visit,)), language)}
    page = pages[path]
    shown = templates.render(page.template, page.values, page.path)
    assert "Dark and cold." in shown
    assert all(picture_path(evidence) in shown for evidence in visit.evidence)
