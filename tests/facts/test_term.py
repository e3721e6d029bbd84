import datetime
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import Asked, ask, english, fact_of
from tpm_audit.facts.passages import Span, cut
from tpm_audit.model.drawings import Mark, Passage, PassageDrawing

GUARANTEE = ask(
    "term",
    {
        "required": ["3 Jahre Garantie"],
        "forbidden": ["lebenslange* Garantie", "Garantie", "kostenlos*", "günstigste*"],
        "allowed": ["Garantie der Hausbank", "nicht kostenlos"],
    },
)
BREAD = ask(
    "term", {"required": ["Sauerteig", "Made in Austria"], "forbidden": ["E-Mail*", "% Rabatt", "Mother's Pride"]}
)

# Texts that are as the standard asks.
RIGHT = [
    (GUARANTEE, "3 Jahre Garantie"),
    (GUARANTEE, "3 Jahre Garantie."),
    (GUARANTEE, "Auf jedes Gerät geben wir 3 Jahre Garantie."),
    (GUARANTEE, "3 JAHRE GARANTIE"),
    (GUARANTEE, "3 jahre garantie auf alles"),
    (GUARANTEE, "3  Jahre\tGarantie"),
    (GUARANTEE, "Auf jedes Gerät 3 Jahre\nGarantie, ohne Wenn und Aber"),
    (GUARANTEE, "3\u00a0Jahre\u00a0Garantie"),
    (GUARANTEE, "3\u202fJahre Garantie"),
    (GUARANTEE, "3 Jahre Ga\u00adran\u00adtie"),
    (GUARANTEE, "„3 Jahre Garantie“"),
    (GUARANTEE, "(3 Jahre Garantie)"),
    (GUARANTEE, "**3 Jahre Garantie**"),
    (GUARANTEE, "Neu: 3 Jahre Garantie! Jetzt anmelden."),
    (GUARANTEE, "3 Jahre Garantie – auf alles"),
    (GUARANTEE, "3 Jahre Garantie-Verlängerung"),
    (GUARANTEE, "3 Jahre Garantie und 3 Jahre Garantie"),
    (GUARANTEE, "3 Jahre Garantie; die Garantie der Hausbank bleibt"),
    (GUARANTEE, "3 Jahre Garantie. Der Versand ist nicht kostenlos."),
    (GUARANTEE, "3 Jahre Garantie. Herstellergarantie siehe Beiblatt."),
    (GUARANTEE, "3 Jahre Garantie. Garantien gibt es auf Anfrage."),
    (GUARANTEE, "3 Jahre Garantie. Unkostenlose Worte."),
    (GUARANTEE, "1. 3 Jahre Garantie 2. Rückgabe"),
    (GUARANTEE, "３ Jahre Garantie"),
    (BREAD, "Sauerteig, Made in Austria"),
    (BREAD, "Made in Austria: unser Sauerteig"),
    (BREAD, "SAUERTEIG – MADE IN AUSTRIA"),
    (BREAD, "Natur-Sauerteig, made in Austria"),
    (BREAD, "Sauerteig® made in Austria™"),
    (BREAD, "Unser Sauerteig ist made\r\nin Austria. Mailen macht froh."),
    (BREAD, "Sauerteig made in Austria, jetzt mit 10 Rabattmarken"),
    (BREAD, "Sauerteig made in Austria, Mothers Pride"),
    (GUARANTEE, "3 Jahre Ga-\nrantie"),
    (GUARANTEE, "3 Jahre Ga\u00ad\nrantie"),
    (GUARANTEE, "3 Jahre **Garantie**"),
    (GUARANTEE, "3 *Jahre* _Garantie_"),
    (GUARANTEE, "3 Jahre <b class='big'>Garantie</b>"),
    (GUARANTEE, "3&nbsp;Jahre<br>Garantie"),
    (GUARANTEE, "3 Jahre [Garantie](https://lindner.example/agb)"),
    (GUARANTEE, "3 Jahre Garantie. Hersteller-\ngarantie siehe Beiblatt."),
    (GUARANTEE, "3 Jahre Garantie. Un-\nkostenlose Worte."),
    (GUARANTEE, "3 Jahre Garantie. Kosten-\nund Los-Lieferung"),
    (BREAD, "Sauer-\nteig, Made in Aus-\ntria"),
    (BREAD, "Sauerteig made in Austria. E-\nMelder, e-\nund Mail"),
    (BREAD, "Sauerteig made in Austria, a <b und c> d"),
]

# Texts that are not, and what is said of them.
WRONG = [
    (GUARANTEE, "Täglich frisch.", "'3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit 3-Jahres-Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit 3 Jahren Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit 13 Jahre Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit 2,3 Jahre Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit 10.3 Jahre Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit 3 Jahre-Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit drei Jahre Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "Mit 3 Jahre, Garantie.", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "3Jahre Garantie", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "3 Jahre lang Garantie", "'Garantie' must not be said; '3 Jahre Garantie' is missing"),
    (GUARANTEE, "3 Jahre Garantien", "'3 Jahre Garantie' is missing"),
    (GUARANTEE, "3 Jahre Garantieschutz", "'3 Jahre Garantie' is missing"),
    (GUARANTEE, "3 Jahre Herstellergarantie", "'3 Jahre Garantie' is missing"),
    (GUARANTEE, "Garantie der Hausbank", "'3 Jahre Garantie' is missing"),
    (GUARANTEE, "3 Jahre Garantie. Garantie auf Ersatzteile.", "'Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie, lebenslange Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. LEBENSLANGE GARANTIE", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Mit lebenslanger\nGarantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange-Garantie", "'Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Kostenlos.", "'kostenlos*' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Kostenlose Lieferung.", "'kostenlos*' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Die günstigsten Preise.", "'günstigste*' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Die gu\u0308nstigsten Preise.", "'günstigste*' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Nicht kostenlos, doch: kostenlos.", "'kostenlos*' must not be said"),
    (
        GUARANTEE,
        "Lebenslange Garantie, kostenlos, am günstigsten",
        "'lebenslange* Garantie' must not be said; 'kostenlos*' must not be said; and 2 more",
    ),
    (BREAD, "Sauerteig", "'Made in Austria' is missing"),
    (BREAD, "Sauerteigbrot, Made in Austria", "'Sauerteig' is missing"),
    (BREAD, "Sauer-Teig, Made in Austria", "'Sauerteig' is missing"),
    (BREAD, "Sauerteig, Made In-Austria", "'Made in Austria' is missing"),
    (BREAD, "Sauerteig, Made in Österreich", "'Made in Austria' is missing"),
    (BREAD, "Brot", "'Sauerteig' is missing; 'Made in Austria' is missing"),
    (BREAD, "Sauerteig made in Austria. Per E-Mail bestellen", "'E-Mail*' must not be said"),
    (BREAD, "Sauerteig made in Austria. Per e\u2011mail bestellen", "'E-Mail*' must not be said"),
    (BREAD, "Sauerteig made in Austria. Per E-Mails bestellen", "'E-Mail*' must not be said"),
    (BREAD, "Sauerteig made in Austria. 10 % Rabatt", "'% Rabatt' must not be said"),
    (BREAD, "Sauerteig made in Austria. 10% Rabatt", "'% Rabatt' must not be said"),
    (BREAD, "Sauerteig made in Austria, Mother’s Pride", "'Mother's Pride' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Mit lebens-\nlanger Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Mit lebens\u2010 \n  langer Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Mit lebenslanger Ga-\r\nrantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange **Garantie**", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange <b>Garantie</b>", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange<br/>Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebens<wbr>lange Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange_Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange* Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange&nbsp;Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. [Lebenslange](/a) Garantie", "'lebenslange* Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange-\nGarantie", "'Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. Lebenslange, Garantie", "'Garantie' must not be said"),
    (GUARANTEE, "3 Jahre Garantie. <lebenslange Garantie>", "'lebenslange* Garantie' must not be said"),
    (BREAD, "Sauerteig made in Austria. Per e-\nmail bestellen", "'E-Mail*' must not be said"),
    (BREAD, "Sauerteig made in Austria. Per E-\nMail bestellen", "'E-Mail*' must not be said"),
    (BREAD, "Sauerteig made in Austria. 10 <b>%</b> Rabatt", "'% Rabatt' must not be said"),
]


@pytest.mark.parametrize(("asked", "text"), RIGHT)
def test_these_say_what_they_should(asked: Asked, text: str) -> None:
    assert asked.fact.falls_short(asked.reading(text), datetime.date(2026, 10, 20)) is None
    assert asked.same(text, RIGHT[0][1] if asked is GUARANTEE else "Sauerteig. Made in Austria.")


@pytest.mark.parametrize(("asked", "text", "why"), WRONG)
def test_these_do_not(asked: Asked, text: str, why: str) -> None:
    assert asked.explained(text, text) == why
    assert not asked.same(text, RIGHT[0][1] if asked is GUARANTEE else "Sauerteig. Made in Austria.")


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00ad\u200b"])
def test_no_text_says_nothing(text: str) -> None:
    assert GUARANTEE.why_not(text) == "there is no text"


# --- wordings in languages

SPOKEN = {
    "required": [{"de": "3 Jahre Garantie", "en": "3-year guarantee"}, "Lindner"],
    "forbidden": [{"de": "billig*", "en": "cheap*"}],
}


@pytest.mark.parametrize(
    ("languages", "text", "why"),
    [
        (("de",), "Lindner: 3 Jahre Garantie, not cheap", None),
        (("en",), "Lindner: 3-year guarantee, nicht billig", None),
        (("de",), "Lindner: 3-year guarantee", "'3 Jahre Garantie' is missing"),
        (("en",), "Lindner: 3 Jahre Garantie", "'3-year guarantee' is missing"),
        (("en",), "3-year guarantee", "'Lindner' is missing"),
        (("en",), "Lindner: 3-year guarantee, cheapest", "'cheap*' must not be said"),
        (("de", "en"), "Lindner: 3-year guarantee", None),
        (("de", "en"), "Lindner: 3 Jahre Garantie", None),
        (("en", "de"), "Lindner", "'3-year guarantee' is missing"),
        (("de", "en"), "Lindner", "'3 Jahre Garantie' is missing"),
        (("de", "en"), "Lindner: 3 Jahre Garantie, cheap", "'billig*' must not be said"),
        ((), "Lindner: 3-year guarantee", None),
        (("fr",), "Lindner", None),
    ],
)
def test_the_wordings_of_the_language_count(languages: tuple[str, ...], text: str, why: str | None) -> None:
    asked = ask("term", SPOKEN, languages=languages)
    assert asked.explained(text, text) == why


def test_without_a_wording_in_its_language_a_text_cannot_be_judged() -> None:
    asked = ask("term", {"forbidden": [{"de": "billig"}]}, languages=("en",))
    assert asked.why_not("cheap") == "no wording is declared in the language of the text"


# --- what may be declared


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({}, "a term needs wordings that are required or forbidden"),
        ({"allowed": ["3 Jahre Garantie"]}, "a term needs wordings that are required or forbidden"),
        ({"required": [], "forbidden": []}, "a term needs wordings that are required or forbidden"),
        ({"required": ["Brot"], "forbidden": ["Brot"]}, "'Brot' is both required and forbidden"),
        ({"required": ["Brot"], "forbidden": ["Semmel", " BROT "]}, "' BROT ' is both required and forbidden"),
        ({"required": ["Straße"], "forbidden": ["STRASSE"]}, "'STRASSE' is both required and forbidden"),
        ({"required": [{"de": "Brot"}], "forbidden": [{"de": "Brot"}]}, "'Brot' is both required and forbidden"),
        ({"required": [{"de": "Brot"}], "forbidden": ["Brot"]}, "'Brot' is both required and forbidden"),
        ({"forbidden": ["Brot"], "allowed": ["Semmel"]}, "no forbidden wording stands in 'Semmel'"),
        ({"forbidden": ["Brot"], "allowed": ["Brot"]}, "no forbidden wording stands in 'Brot'"),
        ({"forbidden": ["Brot"], "allowed": ["Brotkorb"]}, "no forbidden wording stands in 'Brotkorb'"),
        ({"required": ["Brot"], "allowed": ["gutes Brot"]}, "no forbidden wording stands in 'gutes Brot'"),
        ({"forbidden": ["*garantie"]}, "'*garantie' has a * that is no ending of a word"),
        ({"forbidden": ["gute *"]}, "'gute *' has a * that is no ending of a word"),
        ({"forbidden": ["Gar*tie"]}, "'Gar*tie' has a * that is no ending of a word"),
        ({"forbidden": ["Garantie**"]}, "'Garantie**' has a * that is no ending of a word"),
        ({"forbidden": [{"de": "*"}]}, "'*' has a * that is no ending of a word"),
        ({"forbidden": "Garantie"}, "a list is expected here, not one text"),
        ({"forbidden": [""]}, "the text is empty"),
        ({"forbidden": ["Brot"], "expected": "Brot"}, "no value is expected of a term, but wordings"),
        ({"forbidden": ["Brot"], "variants": []}, "no value is expected of a term, but wordings"),
    ],
)
def test_wordings_that_cannot_be_meant_are_told(keys: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError) as error:
        fact_of("term", keys)
    assert [english(one["ctx"]["message"]) for one in error.value.errors()] == [why]


@pytest.mark.parametrize(
    "keys",
    [
        {"required": ["Brot"], "forbidden": ["Brote"]},
        {"required": ["Brot"], "forbidden": ["Brot*"]},
        {"required": [{"de": "Gift"}], "forbidden": [{"en": "Gift"}]},
        {"forbidden": ["Brot*"], "allowed": ["Brot"]},
        {"forbidden": ["gute* Brot"], "allowed": ["gutes Brot"]},
        {"forbidden": ["Brot"], "allowed": [{"de": "gutes Brot"}]},
    ],
)
def test_wordings_that_only_look_alike_may_stand_side_by_side(keys: dict[str, object]) -> None:
    assert fact_of("term", keys).kind == "term"


def test_what_is_required_is_never_forbidden() -> None:
    asked = ask("term", {"required": ["Brot"], "forbidden": ["Brot*"]})
    assert asked.explained("Brot", "Brot") is None
    assert asked.explained("Brot", "Brot und Brote") == "'Brot*' must not be said"


def test_the_wordings_are_the_demand() -> None:
    assert GUARANTEE.fact.demand is not None
    only_required, only_forbidden = fact_of("term", {"required": ["Brot"]}), fact_of("term", {"forbidden": ["Brot"]})
    assert only_required.standard_key("linz") == ("required",)
    assert only_forbidden.standard_key("linz") == ("forbidden",)


# --- drawing


def marked(asked: Asked, text: str) -> str:
    drawing = asked.fact.draw(None, asked.reading(text))
    assert isinstance(drawing, PassageDrawing)
    around = {None: "{}", Mark.RIGHT: "[{}]", Mark.WRONG: "!{}!"}
    return "".join(around[one.mark].format(one.text) for one in drawing.passages)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mit 3 Jahre\nGarantie.", "Mit [3 Jahre Garantie]."),
        ("3 Jahre Garantie, lebenslange Garantie", "[3 Jahre Garantie], !lebenslange Garantie!"),
        ("3 Jahre Garantie, nicht kostenlos", "[3 Jahre Garantie], nicht kostenlos"),
        ("kostenlos, kostenlose Garantie", "!kostenlos!, !kostenlose Garantie!"),
        ("Mit lebens-\nlanger **Garantie**", "Mit !lebens-langer Garantie!"),
        ("Täglich frisch.", "Täglich frisch."),
        ("Wort " * 100 + "kostenlos" + " Wort" * 100, "… " + "Wort " * 11 + "!kostenlos!" + " Wort" * 11 + " …"),
        (
            "kostenlos" + " Wort" * 100 + " kostenlos",
            "!kostenlos!" + " Wort" * 11 + " …" + " Wort" * 11 + " !kostenlos!",
        ),
        ("kostenlos" + " Wort" * 20 + " kostenlos", "!kostenlos!" + " Wort" * 20 + " !kostenlos!"),
        ("Wort " * 100, "Wort " * 40 + "…"),
        ("kostenlos " * 20, "!" + "kostenlos " * 19 + "kostenlos!"),
        ("kostenlos " * 90, "!" + "kostenlos " * 6 + "…" + " kostenlos" * 6 + "!"),
        ("kostenlos, " * 30, "!kostenlos!, " * 11 + "!kostenlos!" + ", kostenlos" * 5 + ", …"),
        ("x" * 500 + " kostenlos " + "x" * 500, "… " + "x" * 59 + " !kostenlos! " + "x" * 59 + " …"),
    ],
)
def test_passages_are_marked_and_what_is_far_from_them_is_left_out(text: str, expected: str) -> None:
    assert marked(GUARANTEE, text) == expected


def test_of_many_passages_the_wrong_ones_are_shown() -> None:
    assert marked(GUARANTEE, "3 Jahre Garantie. " * 20 + "Kostenlos!").count("!Kostenlos!") == 1


words = st.sampled_from(["3 Jahre Garantie", "lebenslange Garantie", "kostenlose", "nicht", "Brot", "und", "Ga-", "."])


@given(st.lists(words, min_size=1), st.sampled_from([" ", "\n", "\u00a0", "  "]))
def test_neither_capitals_nor_white_space_change_anything(parts: list[str], space: str) -> None:
    text = " ".join(parts)
    assert GUARANTEE.same(text, text.upper().replace(" ", space))


@given(st.lists(words, min_size=1))
def test_a_short_text_is_shown_as_it_is(parts: list[str]) -> None:
    text = " ".join(parts[:4])
    assert re.sub(r"[\[\]!]", "", marked(GUARANTEE, text)) == text


@given(st.lists(words, min_size=1), st.lists(words))
def test_what_is_wrong_stays_wrong_whatever_follows(parts: list[str], more: list[str]) -> None:
    before, after = (GUARANTEE.reading(" . ".join(one)).value for one in (parts, [*parts, *more]))
    assert {line for line in before.splitlines() if line[0] == "!"} <= set(after.splitlines())


@given(
    st.text("ab …\n", max_size=900),
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 9), st.sampled_from(Mark)), max_size=20),
)
def test_what_is_cut_is_made_of_the_text(text: str, places: list[tuple[int, int, Mark]]) -> None:
    spans: list[Span] = []
    for start, length, mark in sorted(places):
        if start + length <= len(text) and (not spans or spans[-1].end <= start):
            spans.append(Span(start, start + length, mark))
    pieces = cut(text, spans)
    assert [one.text for one in pieces if one.mark] == [
        text[span.start : span.end]
        for span in sorted(sorted(spans, key=lambda one: (one.mark is not Mark.WRONG, one.start))[:12])
    ]
    assert all(one.text for one in pieces)
    assert all(part in text for one in pieces for part in re.split(" ?… ?", one.text))
    assert sum(len(one.text) for one in pieces) <= 203 + 12 * (9 + 2 * 63)


def test_a_passage_is_nothing_but_text_and_mark() -> None:
    assert cut("ab", [Span(0, 1, Mark.RIGHT)]) == (Passage("a", Mark.RIGHT), Passage("b"))


MANY_WORDS = " ".join(["ja"] * 32_000)  # 96,000 signs


@pytest.mark.parametrize("ending", ["", "*"], ids=["as it is", "with any ending"])
def test_long_wordings_are_looked_for_in_a_long_text_at_once(ending: str) -> None:
    """It takes neither wordings by words by text, nor all places at which they stand."""
    asked = ask("term", {"required": [" ".join([f"ja{ending}"] * 50)], "forbidden": [f"{'ja ' * 49}nein"] * 18})
    started = time.process_time()
    assert asked.reading(MANY_WORDS).value.startswith("+ja")
    assert time.process_time() - started < 2


def test_wordings_that_stand_everywhere_say_so() -> None:
    asked = ask("term", {"required": ["ja", "ja ja", "ja*", "ja* ja"]})
    assert asked.why_not(MANY_WORDS) == "the wordings stand in it more than 100000 times"


def test_the_words_of_all_wordings_are_limited() -> None:
    with pytest.raises(ValidationError) as error:
        fact_of("term", {"required": ["ja " * 30] * 34})
    assert [english(one["ctx"]["message"]) for one in error.value.errors()] == [
        "these wordings have 1020 words in all, more than 1000"
    ]
