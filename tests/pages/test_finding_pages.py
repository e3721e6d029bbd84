"""The page of a finding says why: who found what, when, with which words and pictures."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.history.audits import result_of_last
from tests.history.test_life_cycle import WRONG, seen
from tests.workspaces import Case, findings_of, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.pages.findings import pages
from tpm_audit.pages.page import finding_path
from tpm_audit.render.templates import Templates

ENGLISH = Language("en")
AT: Case = {"touchpoint": "contact", "channel": "website"}
FAILED = {"answer": "fail", "note": "Nobody *looked* up", "evidence": [{"file": "till.png", "caption": "The till"}]}
GREETED: Case = {
    "checklists": {"service": {"criteria": {"greeted": {"ask": "Greeted?", "advice": "Greet everybody."}}}},
    "visits": [
        {**AT, "answers": {"greeted": FAILED}},
        {**AT, "auditor": "a2", "date": "2026-10-21", "answers": {"greeted": {"answer": "fail", "note": "- once"}}},
        {**AT, "date": "2026-10-22", "facts": {"phone": {"value": "0732 2", "evidence": ["till.png"]}}},
    ],
    "facts": {"phone": {"name": "Phone number", "kind": "phone", "expected": "0732 771200"}},
}


def page_of(result: Result, rule: str) -> str:
    """Return the page of the first finding of a rule, as it is written."""
    path = finding_path(findings_of(result, rule)[0].id)
    (page,) = (page for page in pages(result, ENGLISH) if page.path == path)
    return html.unescape(Templates(ENGLISH).render(page.template, page.values, page.path))


def places(page: str) -> list[str]:
    """Return the rows of the table of places, without tags."""
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in table.strip().splitlines()]


def test_an_answer_stands_with_its_auditor_its_day_its_note_and_its_pictures() -> None:
    page = page_of(result_of(GREETED), "TPR001")
    (row,) = places(page)
    first = "fail Anna Auer, 20 October 2026 Nobody looked up"
    picture = "Enlarge the picture: The till Anna Auer, 20 October 2026"
    assert row == f"Contact page , Website {first} fail Bert Berg, 21 October 2026 once {picture}"
    assert "<em>looked</em>" in page
    assert page.count("<figure") == 1


def test_the_client_reads_roles_for_names() -> None:
    page = page_of(result_of(GREETED, Edition.CLIENT), "TPR001")
    assert "fail</strong> <small>Auditor, 20 October 2026" in page
    assert not re.search("Anna|Bert|till.png", page)


def test_a_fact_stands_with_who_read_it_when_and_what_shows_it() -> None:
    visits = [
        {**AT, "facts": {"phone": {"value": "0732 771201", "note": "In the *foot*", "evidence": ["foot.png"]}}},
        {**AT, "auditor": "a2", "facts": {"phone": {"value": "0732 771202", "evidence": ["head.png"]}}},
    ]
    result = result_of({**GREETED, "visits": visits})
    own = tuple(
        replace(visit, evidence=tuple(replace(one, digest=f"{position}" * 64) for one in visit.evidence))
        for position, visit in enumerate(result.visits)
    )
    page = page_of(replace(result, visits=own), "TPC001")
    first, second = places(page)
    assert "0732 771201 Anna Auer, 20 October 2026 In the foot" in first
    assert "0732 771202 Bert Berg, 20 October 2026" in second
    assert "In the" not in second
    assert "Website, 20 October 2026 Anna" not in second
    assert page.count("<figure") == 2  # each beside its own value
    assert re.search(r"<figcaption><small>\s*Bert Berg, 20 October", page.rpartition("0732 771202")[2])
    assert page_of(result, "TPC001").count("<figure") == 1  # one picture that shows both stands there once


def test_what_is_missing_says_who_looked_for_it() -> None:
    visits = [{**AT, "facts": {"phone": {"value": "missing", "note": "Not even small"}}}]
    (row,) = places(page_of(result_of({**GREETED, "visits": visits}), "TPC002"))
    assert "nothing shown Anna Auer, 20 October 2026 Not even small" in row


def test_auditors_who_disagree_stand_side_by_side_at_one_place() -> None:
    visits = [
        {**AT, "auditor": auditor, "answers": {"greeted": answer}}
        for auditor, answer in (("a1", "pass"), ("a2", "fail"))
    ]
    (row,) = places(page_of(result_of({**GREETED, "visits": visits}), "TPR003"))
    assert row == "Contact page , Website pass Anna Auer, 20 October 2026 fail Bert Berg, 20 October 2026"


def test_pictures_are_those_of_the_place() -> None:
    branches: Case = {
        "locations": {id_: {"channels": ["branch"]} for id_ in ("linz", "wels")},
        "touchpoints": {"counter": {"name": "Counter", "phase": "during", "channels": ["branch"]}},
        "checklists": GREETED["checklists"],
        "visits": [
            {"touchpoint": "counter", "channel": "branch", "location": "linz", "answers": {"greeted": FAILED}},
            {"touchpoint": "counter", "channel": "branch", "location": "wels", "answers": {"greeted": "fail"}},
        ],
    }
    linz, wels = places(page_of(result_of(branches), "TPR001"))
    assert "linz" in linz
    assert "The till" in linz
    assert "The till" not in wels


@pytest.mark.parametrize("rule", ["TPR001", "TPC001"])
def test_the_table_of_a_result_without_details_shows_what_the_finding_holds(rule: str) -> None:
    result = result_of(GREETED)
    bare = replace(result, items=(), visits=(), facts=tuple(replace(fact, units=()) for fact in result.facts))
    (row,) = places(page_of(bare, rule))
    assert row.startswith("Contact page , Website ")
    assert row != "Contact page , Website –"


@pytest.mark.parametrize("rule", ["TPR001", "TPC001"])
def test_a_template_of_ones_own_takes_the_place_of_the_advice_also_where_there_is_none(
    rule: str, tmp_path: Path
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "finding.md.j2").write_text(
        '{% extends "shipped/pages/finding.md.j2" %}{% block advice %}\nAsk **us**.\n{% endblock %}', encoding="utf-8"
    )
    result = result_of(GREETED)
    path = finding_path(findings_of(result, rule)[0].id)
    (page,) = (page for page in pages(result, ENGLISH) if page.path == path)
    written = Templates(ENGLISH, tmp_path).render(page.template, page.values, page.path)
    assert "\nAsk **us**.\n" in written
    assert "Greet everybody" not in written
    assert written.index("</dl>") < written.index("Ask **us**") < written.index("<table")


WAIVER: Case = {"type": "risk-accepted", "reason": "agreed", "expires": "2026-10-31", "name": "Old signs"}


@pytest.mark.parametrize(
    ("match", "named"),
    [
        ({"rule": "TPR001"}, ["Rule [TPR001]"]),
        (
            {"rule": "TPR001", "criteria": ["greeted"], "touchpoints": ["contact"], "phases": ["before"]},
            ["Rule [TPR001]", "Criteria [Greeted?]", "Touchpoints [Contact page]", "Phases before"],
        ),
        ({"rule": "TPC001", "facts": ["phone"], "channels": ["website"]},
         ["Rule [TPC001]", "Facts [Phone number]", "Channels [Website]"]),
        ({"finding": "TPC001-7k3q9f2m4x"}, ["Finding TPC001-7k3q9f2m4x"]),
    ],
)  # fmt: skip
def test_a_finding_about_a_waiver_says_what_that_is_about(match: Case, named: list[str]) -> None:
    page = page_of(result_of({**GREETED, "waivers": {"signs": {**WAIVER, "match": match}}}), "TPW001")
    about = page.partition('<dl class="tpm-about">')[2].partition("</dl>")[0]
    rows = [re.sub(r"<a [^>]*>([^<]*)</a>", r"[\1]", row) for row in about.split("<dt>")[1:]]
    told = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    assert told[0] == "Waiver expired Old signs: risk accepted (until 31 October 2026) agreed"
    assert told[1 : 1 + len(named)] == named
    found = [row for row in told if row.startswith("Findings")]
    assert found == ([] if "finding" in match else [f"Findings [{named_by_id(match['rule'])}]"])


def named_by_id(rule: str) -> str:
    (found,) = findings_of(result_of(GREETED), rule)
    said = ENGLISH.say(found.headline)
    return f"{said[0].upper()}{said[1:]} ({found.id})"


def told_beside(page: str, word: str) -> list[str]:
    """Return the findings that a page leads to beside a word."""
    row = re.search(rf"<dt>{word}</dt> <dd>(.*?)</dd>", page)
    return [] if row is None else re.findall(r'href="(?:\.\./findings/)?(TPC00\d)-', row[1])


def rendered_by_rule(result: Result) -> dict[str, str]:
    return {
        page.path.partition("/")[2].partition("-")[0]: html.unescape(
            Templates(ENGLISH).render(page.template, page.values, page.path)
        )
        for page in pages(result, ENGLISH)
    }


@pytest.mark.parametrize("after", [[], [seen(website="missing")]], ids=["at once", "for good"])
def test_what_is_wrong_in_another_way_and_what_it_was_lead_to_each_other(after: list[Case]) -> None:
    result = result_of_last(seen(website=WRONG), seen(website="missing"), *after)
    rendered = rendered_by_rule(result)
    assert told_beside(rendered["TPC002"], "Found there before as") == ["TPC001"]
    assert told_beside(rendered["TPC001"], "Found there since as") == ["TPC002"]
    assert told_beside(rendered["TPC001"], "Found there before as") == []


@pytest.mark.parametrize("after", [[], [seen(website=WRONG)]], ids=["at once", "for good"])
def test_what_came_back_has_not_become_what_it_was_in_between(after: list[Case]) -> None:
    audits = (seen(website=WRONG), seen(website="missing"), seen(website=WRONG), *after)
    rendered = rendered_by_rule(result_of_last(*audits))
    assert told_beside(rendered["TPC001"], "Found there before as") == ["TPC002"]
    assert told_beside(rendered["TPC001"], "Found there since as") == []
    assert told_beside(rendered["TPC002"], "Found there since as") == ["TPC001"]
