import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import Asked, ask, fact_of
from tpm_audit.facts.text import folded
from tpm_audit.model.drawings import LettersDrawing

TEXT = ask("text")
SIGNS_ASIDE = ask("text", {"ignore": ["punctuation"]})
CAPITALS_ASIDE = ask("text", {"ignore": ["case"]})
SLOGAN = "Täglich frisch."

SAME = [
    (SLOGAN, "Täglich frisch."),
    (SLOGAN, "Täglich  frisch."),
    (SLOGAN, " Täglich frisch. "),
    (SLOGAN, "Täglich\nfrisch."),
    (SLOGAN, "Täglich\tfrisch."),
    (SLOGAN, "Täglich\u00a0frisch."),
    (SLOGAN, "Täglich\u202ffrisch."),
    (SLOGAN, "Ta\u0308glich frisch."),
    (SLOGAN, "Täg\u00adlich frisch."),
    (SLOGAN, "Täglich\u200b frisch."),
    (SLOGAN, "\ufeffTäglich frisch."),
    (SLOGAN, "Täglich frisch\u2060."),
    (SLOGAN, "Ｔäglich frisch．"),
    ("Seit 1984 …", "Seit 1984 ..."),
    ("10 m²", "10 m2"),
    ("ﬁne bread", "fine bread"),
    ("3 Jahre Garantie", "3\u2009Jahre  Garantie"),
    (SLOGAN, "Täglich\u2003frisch."),
    (SLOGAN, "Täglich\r\nfrisch."),
    (SLOGAN, "Täglich\u3000frisch."),
    (SLOGAN, "\u200eTäglich frisch."),
    ("½ Laib", "1\u20442 Laib"),
    ("Öffnungszeiten", "O\u0308ffnungszeiten"),
    ("Café", "Cafe\u0301"),
    ("№ 7", "No 7"),
    ("Marke™", "MarkeTM"),
    ("① Bestellen", "1 Bestellen"),
    ("km²", "km2"),
    ("Bäckerei  Lindner  GmbH", "Bäckerei Lindner GmbH"),
    ("100 %", "100\u00a0%"),
    ("Seit 1952", "Seit\u20071952"),
    ("Brot & Kuchen", "Brot  &  Kuchen"),
]

DIFFERENT = [
    (SLOGAN, "Täglich frish.", "'frish.' instead of 'frisch.'"),
    (SLOGAN, "täglich frisch.", "capitals differ"),
    (SLOGAN, "TÄGLICH FRISCH.", "capitals differ"),
    (SLOGAN, "Täglich frisch", "'.' is missing"),
    (SLOGAN, "Täglich frisch!", "'!' instead of '.'"),
    (SLOGAN, "Täglich frisch..", "'.' is too much"),
    (SLOGAN, "Täglichfrisch.", "a space is missing"),
    (SLOGAN, "Täglich frisch .", "a space is too much"),
    (SLOGAN, "Fresh every day.", None),
    (SLOGAN, "Immer gut gebacken", None),
    ("Lindner", "Lintner", "'t' instead of 'd'"),
    ("Bäckerei Lindner", "Bäckerei Lindner GmbH", "'GmbH' is too much"),
    ("3 Jahre Garantie", "2 Jahre Garantie", "'2' instead of '3'"),
    ("Wir backen jeden Tag frisch", "Wir backen Tag frisch", "'jeden' is missing"),
    (
        "Wir backen jeden Tag frisch",
        "Wir packen jeden Tag frish",
        "2 differences, the first: 'packen' instead of 'backen'",
    ),
    ("Brot, Kuchen und Torten", "Brot Kuchen und Torten", "',' is missing"),
    ("Läuft's gut", "Läuft\u2019s gut", "'\u2019' instead of '''"),
    ("Online-Shop", "Onlineshop", "'s' instead of '-S'"),
    ("Straße 1", "Strasse 1", "'Strasse' instead of 'Straße'"),
    ("„Frisch“, sagt er, „ist gut“", "Frisch, sagt er, ist gut", "punctuation differs"),
    ("listen", "silent", None),
    ("word " * 300 + "end", "other " * 300 + "end", None),
    ("Bäckerei Lindner", "Baeckerei Lindner", "'Baeckerei' instead of 'Bäckerei'"),
    ("Bäckerei Lindner", "Backerei Lindner", "'Backerei' instead of 'Bäckerei'"),
    ("Brot & Kuchen", "Brot und Kuchen", "'und' instead of '&'"),
    ("Brot & Kuchen", "Brot + Kuchen", "'+' instead of '&'"),
    ("GmbH & Co KG", "GmbH & Co. KG", "'.' is too much"),
    ("GmbH & Co KG", "GmbH", None),
    ("Kornkarte", "Korn-Karte", "'-K' instead of 'k'"),
    ("Kornkarte", "KornKarte", "capitals differ"),
    ("100 %", "100%", "a space is missing"),
    ("24 h", "24h", "a space is missing"),
    ("Seit 1952", "Seit 1925", "'1925' instead of '1952'"),
    ("Kundenkarte", "Kunden karte", "a space is too much"),
    ("2²", "22", None),
    ("10² m", "102 m", "'102' instead of '10²'"),
    ("CO₂ 5₂", "CO2 52", "'52' instead of '5₂'"),
    ("1½ Laib", "11\u20442 Laib", "'11⁄2' instead of '1 1⁄2'"),
    ("Rabatt 20¹", "Rabatt 201", "'201' instead of '20¹'"),
]

UNREADABLE = ["", " ", "\n\t", "\u00a0", "\u200b", "\u00ad\ufeff"]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_text(one: str, other: str) -> None:
    assert TEXT.same(one, other)


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_texts(one: str, other: str, why: str | None) -> None:
    assert not TEXT.same(one, other)
    assert TEXT.explained(one, other) == why


@pytest.mark.parametrize("written", UNREADABLE)
def test_these_are_no_texts(written: str) -> None:
    assert TEXT.why_not(written) == "there is no text"


@pytest.mark.parametrize(
    "other", ["Täglich frisch", "Täglich frisch!", "„Täglich frisch“", "Täglich, frisch…", "(Täglich) frisch"]
)
def test_punctuation_can_be_left_aside(other: str) -> None:
    assert not TEXT.same(SLOGAN, other)
    assert SIGNS_ASIDE.same(SLOGAN, other)
    assert SIGNS_ASIDE.why_not("…") == "there is no text"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5,50", "550"),
        ("5.50 €", "550 €"),
        ("1-2", "12"),
        ("1–2", "12"),
        ("-5 %", "5 %"),
        ("−5 %", "5 %"),
        ("Nur -5 %", "Nur 5 %"),
        ("50 %", "50"),
        ("50 ‰", "50 %"),
        ("C#", "C"),
        ("Nr. #5", "Nr. 5"),
        ("Brot & Kuchen", "Brot Kuchen"),
        ("24/7", "247"),
        ("10:30", "1030"),
        (",5 l", "5 l"),
        ("§ 5", "5"),
        ("2²", "22"),
    ],
)
def test_punctuation_that_says_something_is_not_left_aside(one: str, other: str) -> None:
    assert not SIGNS_ASIDE.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("„3 Jahre Garantie“", "3 Jahre Garantie"),
        ("Ab 5,50 €!", "Ab 5,50 €"),
        ("1-2", "1–2"),
        ("-5 %", "−5 %"),
        ("(5) Sterne", "5 Sterne"),
        ("3-Jahres-Garantie", "3JahresGarantie"),
        ("Nr.5", "Nr5"),
        ("5,– €", "5 €"),
        ("Seit 1952.", "Seit 1952"),
        ("Frisch, 50 % billiger", "Frisch 50 % billiger"),
    ],
)
def test_punctuation_around_numbers_is_left_aside(one: str, other: str) -> None:
    assert SIGNS_ASIDE.same(one, other)


@pytest.mark.parametrize("other", ["täglich frisch.", "TÄGLICH FRISCH.", "Täglich Frisch."])
def test_capitals_can_be_left_aside(other: str) -> None:
    assert CAPITALS_ASIDE.same(SLOGAN, other)
    assert not SIGNS_ASIDE.same(SLOGAN, other)


def test_only_what_exists_can_be_left_aside() -> None:
    with pytest.raises(ValidationError):
        fact_of("text", {"ignore": ["umlauts"]})


spaces = st.text(" \t\n\u00a0\u2009\u200b\u00ad", min_size=1, max_size=4).filter(
    lambda text: text.strip("\u200b\u00ad")
)


@given(st.lists(st.text("abcäöüß.", min_size=1), min_size=1), spaces)
def test_white_space_changes_nothing(words: list[str], space: str) -> None:
    assert TEXT.same(" ".join(words), space + space.join(words) + space)


@given(st.text("ab \u0301\u0316", max_size=80), st.text("ab \u0301\u0316", max_size=80))
def test_a_difference_of_any_texts_can_be_told(one: str, other: str) -> None:
    TEXT.stands_anything(one, other)


def drawn(asked: Asked, standard: str, found: str) -> tuple[str, str] | None:
    """Draw two texts with brackets around what is marked."""
    drawing = asked.fact.draw(asked.reading(standard), asked.reading(found))
    if drawing is None:
        return None
    assert isinstance(drawing, LettersDrawing)
    sides = (drawing.expected, drawing.found)
    one, other = ("".join(f"[{piece.text}]" if piece.marked else piece.text for piece in side) for side in sides)
    return one, other


@pytest.mark.parametrize(
    ("standard", "found", "marked"),
    [
        ("Lindner GmbH & Co KG", "Lindner GmbH & Co. KG", ("Lindner GmbH & Co KG", "Lindner GmbH & Co[.] KG")),
        ("Täglich frisch.", "Täglich frish.", ("Täglich fris[c]h.", "Täglich frish.")),
        (
            "Jeden Tag ein guter Start",
            "Jeden Tag guter Start",
            ("Jeden Tag [ein ]guter Start", "Jeden Tag guter Start"),
        ),
        ("Every good start", "Every fresh start", None),
        (
            "Every day a good start",
            "Every day a fresh start",
            ("Every day a [good] start", "Every day a [fresh] start"),
        ),
        ("Kornkarte", "Korn karte", ("Kornkarte", "Korn[ ]karte")),
        ("Kornkarte", "kornkarte", ("[K]ornkarte", "[k]ornkarte")),
        ("Kornkarte", " Kornkarte ", None),
        ("Kornkarte", "Stammkunde", None),
    ],
)
def test_letters_that_differ_are_marked(standard: str, found: str, marked: tuple[str, str] | None) -> None:
    assert drawn(TEXT, standard, found) == marked


def test_what_is_left_aside_is_not_marked() -> None:
    expected = ("Jeden Tag[ ein] guter Anfang.", "Jeden Tag, guter Anfang!")
    assert drawn(SIGNS_ASIDE, "Jeden Tag ein guter Anfang.", "Jeden Tag, guter Anfang!") == expected


def test_what_parts_a_number_is_marked() -> None:
    assert drawn(SIGNS_ASIDE, "Nur 5,50 € heute", "Nur 550 € heute.") == (
        "Nur [5,50] € heute",
        "Nur [550] € heute.",
    )


def test_a_text_without_standard_or_without_end_is_not_drawn() -> None:
    assert TEXT.fact.draw(None, TEXT.reading(SLOGAN)) is None
    assert drawn(TEXT, "a" * 301, "a" * 300) is None
    assert drawn(TEXT, "a" * 300, "a" * 299) == ("a" * 299 + "[a]", "a" * 299)


@given(st.text("ab .!", min_size=1).filter(str.strip), st.text("ab .!", min_size=1).filter(str.strip))
def test_pieces_are_the_texts_and_differ_in_what_is_marked(one: str, other: str) -> None:
    drawing = TEXT.fact.draw(TEXT.reading(one), TEXT.reading(other))
    if drawing is None:
        return
    assert isinstance(drawing, LettersDrawing)
    assert "".join(piece.text for piece in drawing.expected) == folded(one)
    assert "".join(piece.text for piece in drawing.found) == folded(other)
    unmarked = ["".join(piece.text for piece in side if not piece.marked) for side in (drawing.expected, drawing.found)]
    assert unmarked[0] == unmarked[1]
