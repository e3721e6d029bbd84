"""Reasons: which codes a text has, whom it is counted with, and what of the texts is shown to whom."""

import time
from collections.abc import Mapping
from typing import Any

import pytest

from tests.surveys.asked import result_with, survey, table, workspace_with
from tests.workspaces import ENGLISH, Case, problems
from tpm_audit.model.customers import Size
from tpm_audit.model.entry import Edition
from tpm_audit.model.reasons import Giver, ReasonsRecord, Tone
from tpm_audit.model.result import Result, result_json
from tpm_audit.surveys.free_texts import KEPT, SomeTexts, plain, without_traces
from tpm_audit.workspace.disclosure import disclosure_of

CODES: Case = {
    "slow": {"words": ["langsam", "warte", "slow"], "tone": "negative"},
    "tasty": {"words": ["süß", "Geschmack"], "tone": "positive"},
    "price": {"words": ["preis"]},
}


def asked(*rows: str, edition: Edition = Edition.INTERNAL, score: Case | None = None, **why: Any) -> Result:
    """Return the result of a rating and its reason; each row is ``rating,text``."""
    questions: Case = {
        "score": {"measures": "nps", "column": "N", **(score or {})},
        "why": {"measures": "reason", "explains": "score", "column": "W", "codes": CODES, **why},
    }
    return result_with(survey(questions), table("N,W", *rows), edition)


def reasons(result: Result) -> ReasonsRecord:
    (found,) = result.surveys[0].reasons
    return found


def counts(record: ReasonsRecord) -> Mapping[str | None, int]:
    return {one.id: one.n for one in record.codes}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LANGSAM", {"slow"}),
        ("Kuchenwartezeit", {"slow"}),
        ("ewig gewartet", {"slow"}),
        ("suess", {"tasty"}),
        ("SÜSS", {"tasty"}),
        ("su\u0308ß", {"tasty"}),  # as some systems take letters apart
        ("langsam, aber der Geschmack!", {"slow", "tasty"}),
        ("so so", {None}),
    ],
)
def test_a_text_has_the_codes_whose_words_are_in_it(text: str, codes: set[str | None]) -> None:
    found = counts(reasons(asked(*[f'9,"{text}"'] * 5)))
    assert {code for code, n in found.items() if n} == codes
    assert set(found) == {*CODES, None}


def test_reasons_are_counted_with_who_gave_them() -> None:
    rows = ["10,slow"] * 6 + ["0,slow"] * 5 + ["3,warte"] * 2 + ["8,süß und slow"] * 5 + ["9,"] * 3
    found = reasons(asked(*rows))
    assert (found.n, found.blank) == (18, 3)
    assert found.givers == ((Giver.DETRACTOR, 7), (Giver.PASSIVE, 5), (Giver.PROMOTER, 6))
    assert {one.id: one.by_giver for one in found.codes} == {
        "slow": (7, 5, 6),
        "tasty": (0, 5, 0),
        "price": (0, 0, 0),
        None: (0, 0, 0),
    }
    assert dict(found.balance) == {Tone.POSITIVE: 5, Tone.NEUTRAL: 0, Tone.NEGATIVE: 18}


@pytest.mark.parametrize(
    ("score", "rows", "givers"),
    [
        ({"measures": "csat"}, ["4,x"] * 5 + ["3,x"] * 6, [(Giver.NOT_SATISFIED, 6), (Giver.SATISFIED, 5)]),
        (
            {"measures": "performance"},
            ["0,x"] * 5 + ["5,x"] * 6 + ["7,x"] * 7,
            [(Giver.LOW, 5), (Giver.MIDDLE, 6), (Giver.HIGH, 7)],
        ),
        (  # the edges of thirds belong to the middle
            {"measures": "performance", "scale": "0-9"},
            ["2,x"] * 5 + ["3,x"] * 6 + ["6,x"] * 7 + ["7,x"] * 8,
            [(Giver.LOW, 5), (Giver.MIDDLE, 13), (Giver.HIGH, 8)],
        ),
        (
            {"measures": "csat", "reverse": True, "scale": "1-5", "top_box": ["1"]},
            ["1,x"] * 5 + ["2,x"] * 6,
            [(Giver.NOT_SATISFIED, 6), (Giver.SATISFIED, 5)],
        ),
        ({}, ["9,x"] * 5 + [",x"] * 6, [(Giver.PROMOTER, 5), (Giver.NO_RATING, 6)]),
        ({"audience": "internal"}, ["9,x"] * 5 + ["0,x"] * 6, []),
    ],
)
def test_the_groups_are_those_of_the_rating(score: Case, rows: list[str], givers: list[tuple[Giver, int]]) -> None:
    edition = Edition.CLIENT if "audience" in score else Edition.INTERNAL
    assert list(reasons(asked(*rows, score=score, edition=edition)).givers) == givers


@pytest.mark.parametrize(
    ("rows", "size", "shares", "cells"),
    [
        (["9,slow"] * 4, Size.HIDDEN, 0, {}),
        (["9,slow"] * 19, Size.COUNTS, 0, {"slow": (19,)}),
        (["9,slow"] * 20, Size.ORIENTATION, 4, {"slow": (20,)}),
        # Of few detractors nothing is told, and of the next smallest group neither: else the rest gave them away.
        (["0,slow"] * 3 + ["8,slow"] * 6 + ["9,slow"] * 9, Size.COUNTS, 0, {"slow": (None, None, 9)}),
        # Nor of a reason that few gave, and of the next smallest.
        (
            ["0,slow"] * 5 + ["9,slow"] * 5 + ["9,süß"] * 2 + ["9,x"] * 6,
            Size.COUNTS,
            0,
            {"slow": (5, 5), "tasty": (None, None), None: (None, None)},
        ),
    ],
)
def test_few_reasons_tell_little(
    rows: list[str], size: Size, shares: int, cells: Mapping[str | None, tuple[int | None, ...]]
) -> None:
    found = reasons(asked(*rows))
    assert found.size is size
    assert sum(one.share is not None for one in found.codes) == shares
    assert {one.id: one.by_giver for one in found.codes if one.n} == cells
    assert bool(found.texts) is (size is not Size.HIDDEN)


@pytest.mark.parametrize(
    ("texts", "edition", "shown"),
    [("internal", Edition.CLIENT, False), ("internal", Edition.INTERNAL, True), ("all", Edition.CLIENT, True)],
)
def test_texts_are_for_the_house_unless_they_are_released(texts: str, edition: Edition, shown: bool) -> None:  # noqa: FBT001
    result = asked(*["9,a text of a customer"] * 5, edition=edition, texts=texts)
    assert (b"a text of a customer" in result_json(result)) is shown


@pytest.mark.parametrize("texts", ["internal", "all"])
def test_a_site_is_searched_for_texts_that_are_not_released(texts: str) -> None:
    why = {"measures": "reason", "column": "W", "texts": texts}
    workspace = workspace_with(survey({"why": why}), table("N,W", *["9,a text of a customer"] * 5))
    places = {one.text: workspace.place(one.written).file for one in disclosure_of(workspace).internal}
    file = None if texts == "all" else "content/surveys/autumn/export.csv"
    assert places.get("a text of a customer") == file


def test_who_gave_a_reason_does_not_give_away_a_rating_that_is_hidden() -> None:
    found = reasons(asked("9,slow", "0,slow", "10,slow", "1,slow", *[",slow"] * 26))
    assert (found.n, found.givers) == (30, ())
    assert {one.by_giver for one in found.codes} == {()}


def test_who_gave_a_reason_does_not_give_away_what_is_withheld() -> None:
    about = {"column": "At", "values": {"a": "shop", "b": "contact", "c": "invoice"}}
    questions: Case = {
        "score": {"measures": "csat", "column": "N", "about": about},
        "why": {"measures": "reason", "explains": "score", "column": "W", "codes": CODES, "about": about},
    }
    rows = [f"{at},5,slow" for at, n in zip("abc", (50, 12, 4), strict=True) for _ in range(n)] + ["c,,slow"] * 9
    found = result_with(survey(questions), table("At,N,W", *rows)).surveys[0].reasons
    assert {one.touchpoint: bool(one.givers) for one in found} == {"shop": True, "contact": False, "invoice": False}


def test_a_text_about_something_unknown_is_told() -> None:
    why = {"measures": "reason", "column": "W", "about": {"column": "At", "values": {"s": "shop"}}}
    content = table("At,W", *["s,slow"] * 5, "x,slow", ",slow", ",", "x,")
    workspace = workspace_with(survey({"why": why}), content)
    (told,) = problems(workspace)
    assert "export.csv:7:1 TPS021 question 'why': 3 answers are about what its values do not name: 'x', ''" in told
    assert workspace.tallies["autumn"].reasons == ()


def test_without_codes_there_is_a_number_and_the_texts() -> None:
    found = reasons(asked(*["9,langsam"] * 6, codes={}))
    assert (found.n, found.codes, found.balance, found.texts) == (6, (), (), ("langsam",))
    why = {"measures": "reason", "column": "W"}
    (note,) = workspace_with(survey({"why": why}), table("N,W", "9,langsam")).notes
    assert ENGLISH.say(note.message) == (
        "question 'why': its texts are counted by nothing: write codes: {slow: {words: [slow, wait], tone: negative}}"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ask anna.mayr@mail.example about it", "ask […] about it"),
        ("call +43 (0)664/123 45-67 or 0732 771200", "call […] or […]"),
        ("see https://x.example/a?b=1 and www.y.example, lindner.example/z", "see […] and […] […]"),
        ("IBAN AT61 1904 3002 3457 3201, AT611904300234573201", "IBAN […], […]"),
        ("max＠gmx.at, max﹫gmx.at max @ gmx.at ok", "[…] […] […] ok"),
        ("write max.huber at gmx dot at", "write […]"),
        ("max.huber (at) gmx.at or max[at]gmx[dot]at", "[…] or […]"),
        ("max%40gmx.at; ask @max; max&#64;gmx.at", "[…] […] […]"),
        ("t.me/max, max.huber.io, www .max.xyz hxxp://max.xyz", "[…] […] […] […]"),
        ("0664'123'4567 or 0664,123,45,67 or 0664:12:34:567", "[…] or […] or […]"),
        ("0664\N{MIDDLE DOT}123\N{MINUS SIGN}4567 or 0664\u200b123\u200b4567", "[…] or […]"),
        ("①②③④⑤⑥⑦⑧ or ⁰⁶⁶⁴¹²³⁴ or ٠٦٦٤١٢٣٤ or ❶❷❸❹❺❻❼", "[…] or […] or […] or […]"),
        ("Kundennr. 12345, W-12345X", "Kundennr. […], W-[…]X"),
        ("one\nline\u202e", "one line"),
        ("so lala… naja", "so lala… naja"),
        ("word " * 100, "word " * 59 + "word…"),
    ],
)
def test_traces_of_people_are_cut_out(text: str, left: str) -> None:
    assert without_traces(text) == left


def test_nothing_is_left_of_an_address_at_which_a_long_text_breaks_off() -> None:
    some = SomeTexts()
    some.add(f"why http://{'a' * 1_974} call anna.mayr@mail.example, or nobody and nothing and nowhere")
    assert "mayr" not in "".join(some.cleaned())


@pytest.mark.parametrize(
    "text",
    [
        "3 Kuchen um 17:30, 2026 für 24,90",
        "von 12:30 - 13:45 Uhr, 2025/2026",
        "am 01.02.2026 um 12:30; 2026-10-31 12:30:05",
        "3,50 €, 4,20 €, 5,90 € und 1000-2000 €",
        "15000 Euro, 1.234.567,89 EUR, 10.000 €",
        "4020 Linz, 10, 20, 30 Minuten, 24/7",
        "gut.Aber teuer, z.B. look at this. Good",
    ],
)
def test_ordinary_numbers_and_words_stay(text: str) -> None:
    assert without_traces(text) == text


@pytest.mark.parametrize("text", ["a-", "a.", "(at", "1 ", "1.000.", "AB12 ", "@ ", "&#", "12:30 "])
def test_a_text_that_is_made_to_be_slow_is_read_soon(text: str) -> None:
    started = time.process_time()
    for _ in range(10):
        without_traces((text * 1_000)[:2_000])
    assert time.process_time() - started < 1


def test_a_choice_of_texts_does_not_depend_on_the_order_of_rows() -> None:
    texts = [f"text {number}" for number in range(3 * KEPT)] * 2
    one, other = SomeTexts(), SomeTexts()
    for text in texts:
        one.add(text)
    for text in reversed(texts):
        other.add(text)
    assert one.cleaned() == other.cleaned()
    assert len(one.cleaned()) == KEPT
    assert list(one.cleaned()) == sorted(one.cleaned(), key=plain) != texts[:KEPT]


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ({"explains": "scroe"}, "TPS030 no rated question 'scroe'"),
        ({"explains": "why"}, "TPS030 no rated question 'why'"),
        ({"explains": "several"}, "TPS022 'several' is asked about several things"),
        ({"columns": {"W": "shop"}, "column": None}, "TPS023 reasons stand in one column"),
        ({"scale": "1-5"}, "TPS023 scale: says nothing where 'reason' is measured"),
        ({"codes": {"slow": {"words": ["x"], "tone": "bad"}}}, "TPS028 'bad' is not known here"),
    ],
)
def test_a_reason_that_cannot_be_counted_so_is_told(questions: Case, said: str) -> None:
    several = {"measures": "csat", "columns": {"A": "shop", "B": "contact"}}
    why = {"measures": "reason", "explains": "score", "column": "W", **questions}
    tree = survey(
        {
            "score": {"measures": "nps", "column": "N"},
            "several": several,
            "why": {key: value for key, value in why.items() if value is not None},
        }
    )
    (told,) = problems(workspace_with(tree, table("N,A,B,W", "9,5,5,x")))
    assert told.startswith("content/surveys/autumn/survey.yml:1:")
    assert said in told


def test_a_reason_explains_the_column_about_the_same_thing() -> None:
    tree = survey(
        {
            "score": {"measures": "csat", "columns": {"A": "shop", "B": "contact"}},
            "why": {"measures": "reason", "explains": "score", "column": "W", "about": "contact"},
        }
    )
    (found,) = result_with(tree, table("A,B,W", *["5,1,x"] * 6)).surveys[0].reasons
    assert (found.touchpoint, found.givers) == ("contact", ((Giver.NOT_SATISFIED, 6),))


def test_a_column_says_what_a_reason_is_about() -> None:
    about = {"column": "T", "values": {"s": "shop", "c": "contact"}}
    tree = survey(
        {
            "score": {"measures": "csat", "column": "A", "about": about},
            "why": {"measures": "reason", "explains": "score", "column": "W", "about": about},
        }
    )
    found = result_with(tree, table("T,A,W", *["s,5,x"] * 6, *["c,1,x"] * 7)).surveys[0].reasons
    assert {one.touchpoint: one.givers for one in found} == {
        "shop": ((Giver.SATISFIED, 6),),
        "contact": ((Giver.NOT_SATISFIED, 7),),
    }


def test_thousands_of_texts_that_stand_for_no_answer_are_soon_told_from_others() -> None:
    none = [f"none-{at}" for at in range(16_000)]
    rows = [f"9,{text}" for at in range(16_000) for text in (f"text-{at}", f"none-{at}", f"word-{at}")]
    started = time.process_time()

    record = reasons(asked(*rows, missing=none))

    assert time.process_time() - started < 6
    assert (record.n, record.blank) == (32_000, 16_000)


def test_who_gave_a_reason_is_not_told_where_some_of_what_it_explains_is_hidden() -> None:
    about = {"column": "At", "values": {"a": "shop", "b": "contact"}}
    questions: Case = {
        "score": {"measures": "csat", "column": "N", "about": about},
        "why": {"measures": "reason", "explains": "score", "column": "W", "codes": CODES},
    }
    for few, is_told in ((4, False), (5, True)):
        rows = [f"{at},5,slow" for at, n in (("a", 50), ("b", few)) for _ in range(n)]
        (found,) = result_with(survey(questions), table("At,N,W", *rows)).surveys[0].reasons
        assert bool(found.givers) is is_told


def test_a_rating_of_something_else_is_no_rating() -> None:
    questions: Case = {
        "score": {
            "measures": "csat",
            "column": "N",
            "about": {"column": "At", "values": {"a": "shop", "b": "contact"}},
        },
        "why": {"measures": "reason", "explains": "score", "column": "W", "codes": CODES, "about": "shop"},
    }
    rows = ["a,5,slow"] * 30 + ["b,1,slow"] * 20
    (found,) = result_with(survey(questions), table("At,N,W", *rows)).surveys[0].reasons
    assert dict(found.givers) == {Giver.SATISFIED: 30, Giver.NO_RATING: 20}


BY_SHOP: Case = {"segments": {"s": {"column": "S", "name": {"en": "shop"}}}}
LINZ_AND_WELS: Case = {"locations": {id_: {"name": id_.title(), "channels": ["branch"]} for id_ in ("linz", "wels")}}


def by_shop(*rows: str, edition: Edition = Edition.INTERNAL, case: Case | None = None, **segment: Any) -> Result:
    """Return the result of reasons that a segment tells apart; each row is ``text,part``."""
    segments = {"s": {**BY_SHOP["segments"]["s"], **segment}}
    tree = survey({"why": {"measures": "reason", "column": "W", "codes": CODES}}, segments=segments)
    return result_with(tree, table("W,S", *rows), edition, case)


def test_reasons_are_told_by_the_parts_of_a_segment() -> None:
    found = reasons(by_shop(*["slow,A"] * 9, *["süß,A"] * 6, *["slow,B"] * 5, *["süß und slow,B"] * 7, "slow,"))
    (by,) = found.parts
    assert (by.segment, by.parts, by.hidden) == ("s", (("A", 15),), 1)  # B is not what all gave less A and one more
    assert [one.id for one in found.codes] == ["slow", "tasty", "price", None]
    enough = reasons(by_shop(*["slow,A"] * 9, *["süß,A"] * 6, *["slow,B"] * 5, *["süß und slow,B"] * 7))
    assert enough.parts[0].parts == (("A", 15), ("B", 12))
    assert enough.parts[0].cells == ((9, 12), (6, 7), (0, 0), (0, 0))


@pytest.mark.parametrize(
    ("rows", "parts", "hidden"),
    [
        (["slow,A"] * 30 + ["slow,B"] * 20 + ["slow,C"] * 4, ["A"], 2),
        (["slow,A"] * 30 + ["slow,B"] * 20 + ["slow,C"] * 4 + ["slow,D"] * 4, ["A", "B"], 2),
        (["slow,A"] * 4, [], 0),
    ],
)
def test_parts_that_few_gave_a_reason_in_are_not_told(rows: list[str], parts: list[str], hidden: int) -> None:
    found = reasons(by_shop(*rows))
    assert [part for by in found.parts for part, _ in by.parts] == parts
    assert sum(by.hidden for by in found.parts) == hidden


def test_a_reason_that_few_gave_is_told_of_no_part() -> None:
    rows = ["slow,A"] * 9 + ["süß,A"] * 2 + ["slow,B"] * 9 + ["süß,B"] + ["preis,A"] * 9 + ["preis,B"] * 9
    found = reasons(by_shop(*rows))
    cells = dict(zip([one.id for one in found.codes], found.parts[0].cells, strict=True))
    assert cells == {"slow": (None, None), "tasty": (None, None), "price": (9, 9), None: (0, 0)}  # and of the next


def test_the_client_sees_no_reasons_of_an_internal_branch() -> None:
    hidden = {"locations": {**LINZ_AND_WELS["locations"]}}
    hidden["locations"]["wels"] = {**hidden["locations"]["wels"], "audience": "internal"}
    rows = [*["slow,1"] * 9, *["slow,2"] * 9]
    branches: dict[str, Any] = {"is": "location", "values": {"1": "linz", "2": "wels"}}
    for edition, parts in ((Edition.INTERNAL, ["linz", "wels"]), (Edition.CLIENT, ["linz"])):
        found = reasons(by_shop(*rows, edition=edition, case=hidden, **branches))
        assert [part for by in found.parts for part, _ in by.parts] == parts
    client = reasons(by_shop(*rows, edition=Edition.CLIENT, case=LINZ_AND_WELS, audience="internal", **branches))
    assert client.parts == ()
