"""The Markdown summary: whole tables, within what a comment takes, and nothing in it is obeyed."""

import html
import re
from dataclasses import replace

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.reading import written
from tests.exports.shown import REASON, beside, finding, shown_result
from tests.exports.test_formats import BROKEN
from tests.pages.small_result import small_result
from tpm_audit.exports.markdown import inert
from tpm_audit.exports.text import visible
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.model.waivers import WaiverState
from tpm_audit.source.message import Localised, say

UNSEEN = "\N{ZERO WIDTH SPACE}"
OBEYED = [
    "*a* _b_ **c** ~~d~~ `e`",
    "[x](https://evil.example) ![y](z.png) [z]: q",
    "<script>alert(1)</script> <img src=x onerror=y> &lt;",
    "| a | b | \\| c",
    "# head",
    "$x^2$ $$y$$",
    "https://evil.example www.evil.example mailto:a@evil.example a@evil.example ftp://x.example",
    "```",
    "a\n\nb\r\n| c |",
]


def summary(result: Result, code: str = "en", site: str | None = None) -> str:
    return written("markdown", result, beside(code, site)).decode()


def headings(result: Result) -> list[str]:
    return [line.removeprefix("### ") for line in summary(result).splitlines() if line.startswith("### ")]


def shown(markdown: str) -> str:
    """Return the HTML that GitHub's own library makes."""
    made: str = cmarkgfm.github_flavored_markdown_to_html(markdown)
    return made


@pytest.mark.parametrize("text", OBEYED)
def test_nothing_is_obeyed(text: str) -> None:
    made = shown(f"| a |\n| --- |\n| {inert(text)} |")
    assert re.findall(r"<(?!/)(\w+)", made) == ["table", "thead", "tr", "th", "tbody", "tr", "td"]
    (cell,) = re.findall(r"<td>(.*)</td>", made)
    assert html.unescape(cell).replace(UNSEEN, "") == visible(" ".join(text.split()))


@given(st.text(alphabet=st.sampled_from("*_`[]()<>|\\#!~&$:@/.w-+=\n ab1h") | st.characters(), max_size=60))
def test_every_text_is_shown_as_it_is(text: str) -> None:
    made = shown(f"| a |\n| --- |\n| x{inert(text)}x |")
    (cell,) = re.findall(r"<td>(.*)</td>", made)
    assert "<" not in cell
    assert html.unescape(cell).replace(UNSEEN, "") == f"x{visible(' '.join(text.split()))}x".replace(UNSEEN, "")


@pytest.mark.parametrize(
    "text", ["@octocat", "see #12", "!7", ":+1:", ":smile:", ":100:", "GH@team/x", "www.x.at", "http://x.at"]
)
def test_nobody_is_told_and_nothing_is_linked(text: str) -> None:
    assert text not in inert(text).replace("\\", "")


def test_what_changed_stands_before_what_was_known() -> None:
    assert headings(shown_result()) == [
        "Gate",
        "New and reopened",
        "Not found any more",
        "Findings from before",
        "Waivers",
    ]
    told = summary(shown_result())
    assert "since 2026-04: 1 new, 1 changed, 2 unchanged, 1 fixed, 1 not looked at again" in told.splitlines()
    assert told.rindex("Is it kind?") < told.index("Not found any more") < told.index("the last digit differs")


def test_what_came_back_is_told_with_what_is_new() -> None:
    came_back = replace(finding(shown_result(), "phone"), state="reopened")
    told = summary(replace(shown_result(), findings=(came_back,)))
    assert told.index("the last digit differs") < told.index("Not found any more")
    assert "| reopened |" in told


def test_without_an_audit_before_there_are_findings_only() -> None:
    assert headings(small_result()) == ["Findings"]


def test_problems_come_first() -> None:
    assert headings(BROKEN)[0] == "1 problem"
    assert "content/a.yml:3:7" in summary(BROKEN)


def test_a_failed_condition_is_seen() -> None:
    assert "| no-major | ❌ FAILED |" in summary(shown_result())


@pytest.mark.parametrize(("edition", "told"), [(Edition.INTERNAL, True), (Edition.CLIENT, False)])
def test_the_reason_of_a_waiver_is_for_the_own_house(edition: Edition, *, told: bool) -> None:
    assert "| New till | valid | 1 December 2026 | 1 |" in summary(shown_result(edition))
    assert (REASON in summary(shown_result(edition))) is told


def test_a_waiver_that_covers_nothing_now_says_so_before_the_others() -> None:
    (till,) = shown_result().waivers
    others = (replace(till, id="a", state=WaiverState.EXPIRED), replace(till, id="b", state=WaiverState.TOO_MANY))
    told = [
        line
        for line in summary(replace(shown_result(), waivers=(till, *others))).splitlines()
        if "| New till |" in line
    ]
    assert [line.split(" | ")[1] for line in told] == ["expired", "matches too many, covers none", "valid"]


def test_a_finding_leads_to_its_page() -> None:
    id_ = finding(shown_result(), "kind").id
    address = f"https://audit.example/acme/en/findings/{id_}.html"
    assert f'<a href="{address}"><code>{id_}</code></a>' in shown(
        summary(shown_result(), site="https://audit.example/acme/")
    )


def large(n: int, letters: int) -> Result:
    one = replace(finding(shown_result(), "kind"), headline=say("{text}", text="|" * letters))
    return replace(shown_result(), findings=(one,) * n)


@pytest.mark.parametrize("letters", [10, 300, 5_000])
def test_a_comment_holds_it_and_no_table_breaks(letters: int) -> None:
    result = large(400, letters)
    absent = shown_result().past
    assert absent is not None
    gone = (replace(absent.absent[0], headline=say("{text}", text="|" * letters)),) * 400
    gate = (replace(shown_result().gate[0], said=say("{text}", text="<" * letters)),) * 400
    told = summary(replace(result, gate=gate, past=replace(absent, absent=gone)))
    assert len(told) <= 65_536
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert all(line.endswith(" |") for line in rows)
    counted = [int(n) for n in re.findall(r"^and (\d+) more$", told, re.MULTILINE)]
    heads = 2 * len(re.findall(r"^\| --- ", told, re.MULTILINE))
    of_waivers = 1
    assert len(rows) - heads - of_waivers + sum(counted) == 3 * 400


def test_it_stays_one_line_where_a_name_has_several() -> None:
    result = shown_result()
    odd = replace(result, site=replace(result.site, client="A\n## B", title=Localised({"": "x"})))
    assert "## Touchpoint audit: A \\#\\# B" in summary(odd).splitlines()
