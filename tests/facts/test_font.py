import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import ask, english, fact_of

FONT = ask("font")
ALIASES = {"Inter": ["Inter UI", "Inter Display"], "Söhne Buch": ["Test Söhne"]}
ALIASED = ask("font", {"aliases": ALIASES})

SAME = [
    ("Inter", "inter"),
    ("Inter", '"Inter"'),
    ("Inter", "'Inter'"),
    ("Inter", "„Inter“"),
    ("Inter", "‚Inter‘"),
    ("Inter", "»Inter«"),
    ("Inter", '"Inter", Arial, sans-serif'),
    ("Inter", "Inter,Arial"),
    ("Inter", "font-family: Inter, sans-serif;"),
    ("Inter", "h1 { font-family: 'Inter' !important }"),
    ("Inter", "Inter !important"),
    ("Inter", "InterVariable"),
    ("Inter", "Inter Variable"),
    ("Inter", "Inter var"),
    ("Inter", "Inter-webfont.woff2"),
    ("Inter", "Inter 16px"),
    ("Inter", "16px Inter"),
    ("Inter", "Inter Bold"),
    ("Inter Bold", "Inter-Bold"),
    ("Inter Bold", "Inter_700Bold"),
    ("Inter Bold", "INTER BOLD"),
    ("Inter Bold", "Inter fett"),
    ("Inter Bold", "Inter 700"),
    ("Inter Bold", "Inter, Bold"),
    ("Inter Bold", "Bold, Inter"),
    ("Inter Bold", "Inter – Bold"),
    ("Inter Bold", "Inter (Bold)"),
    ("Inter Bold", "Inter Bold 24"),
    ("Inter Bold", "Inter Bold 24/32"),
    ("Inter Bold", "Inter Bold, 12,5 pt"),
    ("Inter Bold", "bold Inter"),
    ("Inter Bold", "700 1rem Inter"),
    ("Inter Bold", "font: bold large Inter, serif"),
    ("Inter Bold", "font: small-caps 700 x-large Inter"),
    ("Inter Bold", "font: 700 clamp(1rem, 2vw + 1rem, 3rem)/1.2 Inter, sans-serif"),
    ("Inter Bold", "Font: Inter Bold"),
    ("Inter Bold", "Schrift: Inter fett"),
    ("Inter Bold", "ABCDEF+Inter-Bold"),
    ("Inter Bold", "Inter-Bold.woff2"),
    ("Inter Bold", "/* Heading */ font-family: Inter; font-size: 24px; font-weight: 700; line-height: normal;"),
    ("Inter Bold", "font-family: Arial; font-family: Inter; font-weight: bold"),
    ("Inter Bold", "font-weight: 400; font: 700 1rem Inter"),
    ("Inter Bold", "Inter Bold 700"),
    ("Inter Bold", "Inter 16 bold"),
    ("Inter Bold", "'Inter', sans-serif; font-weight: 700"),
    ("Bauhaus 93", "Bauhaus 93 Regular"),
    ("Bodoni 72", "Bodoni 72 Book"),
    ("Inter SemiBold", "Inter Semi Bold"),
    ("Inter SemiBold", "Inter semi-bold"),
    ("Inter SemiBold", "Inter Demi"),
    ("Inter SemiBold", "Inter halbfett"),
    ("Inter SemiBold", "semi-bold Inter"),
    ("Inter SemiBold", "font-family: 'Inter SemiBold'; font-weight: normal"),
    ("Inter SemiBold", "font: 400 16px 'Inter SemiBold', sans-serif"),
    ("Inter SemiBold Italic", "italic 600 1rem/1.5 Inter, sans-serif"),
    ("Inter SemiBold Italic", "Inter-SemiBoldItalic"),
    ("Inter SemiBold Italic", "Inter 600 kursiv"),
    ("Inter SemiBold Italic", "font-family: Inter; font-weight: 600; font-style: oblique 10deg"),
    ("Inter 700italic", "Inter Bold Oblique"),
    ("Inter Regular", "Inter normal"),
    ("Inter Regular", "Inter Book"),
    ("Inter Regular", "Inter 400"),
    ("Inter Italic", "Inter-Italic"),
    ("Inter Italic", "Inter Bold Italic"),
    ("Inter Thin", "Inter dünn"),
    ("Inter Light", "Inter leicht"),
    ("Inter Medium", "Inter 500"),
    ("Inter ExtraBold", "Inter extrafett"),
    ("Inter Black", "Inter Heavy"),
    ("Inter 650", "Inter650"),
    ("Open Sans", "OpenSans"),
    ("Open Sans Bold", "OpenSans-Bold"),
    ("Open Sans Condensed", "OpenSansCondensed"),
    ("Open Sans Condensed Bold", "OpenSans-CondBold"),
    ("Open Sans Condensed Bold", "Open Sans Bold Condensed"),
    ("Open Sans Condensed", "font-family: 'Open Sans'; font-stretch: condensed"),
    ("Helvetica Neue LT Std 55 Roman", "HelveticaNeueLTStd-Roman"),
    ("Helvetica Neue LT Std 75 Bold", "HelveticaNeueLTStd-Bd"),
    ("Univers 57 Condensed", "Univers Condensed"),
    ("MyriadPro-BoldIt", "Myriad Pro Bold Italic"),
    ("Times New Roman", "TimesNewRomanPSMT"),
    ("Times New Roman Bold Italic", "TimesNewRomanPS-BoldItalicMT"),
    ("Arial", "ArialMT"),
    ("Arial Bold", "Arial-BoldMT"),
    ("Courier New", "CourierNewPS-BoldMT"),
    ("Suisse Int'l", "Suisse Int’l Medium"),
    ("Söhne Kräftig", "Soehne-Kraeftig"),
    ("Source Sans 3", "SourceSans3-Semibold"),
    ("sans-serif", "sans serif"),
    ("system-ui", "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, sans-serif"),
    ("Inter Regular", "inter-v12-latin-regular.woff2"),
    ("Inter Bold", "inter-v12-latin-700.woff2"),
    ("Inter Bold", "inter-v13-latin_latin-ext_cyrillic-700"),
    ("Inter Bold Italic", "inter-v12-latin-700italic.woff2"),
    ("Inter-Italic", "inter-v12-latin-italic.woff2"),
    ("Open Sans SemiBold", "open-sans-v34-latin_latin-ext-600.woff2"),
    ("Source Sans 3 Regular", "source-sans-3-v10-latin-regular.woff2"),
    ("Noto Sans Arabic Bold", "noto-sans-arabic-v18-arabic-700.woff2"),
    ("Inter Bold", "inter-latin-700-normal.woff2"),
    ("Inter SemiBold Italic", "inter-latin-ext-600-italic.woff2"),
    ("Inter", "inter-latin-wght-normal.woff2"),
    ("Inter SemiBold", "Inter_18pt-SemiBold.ttf"),
    ("Inter", "Inter[wght].ttf"),
    ("Inter", "Inter[opsz,wght].ttf"),
    ("Inter Bold Italic", "Inter-Italic[opsz,wght].ttf"),
    ("Inter Bold", "Inter-VariableFont_opsz,wght.ttf"),
    ("Open Sans Bold Italic", "OpenSans-Italic-VariableFont_wdth,wght.ttf"),
    ("Inter", "Inter.var.woff2"),
    ("Inter SemiBold", "Inter:wght@600"),
    ("Inter SemiBold Italic", "Inter:ital,wght@1,600"),
    ("Inter SemiBold", "Inter:WGHT@600"),
    ("Inter SemiBold", "Inter:ital,wght@0,600"),
    ("Inter-Italic", "Inter:ital@1"),
    ("Inter", "Inter:wght@100..900"),
    ("Inter SemiBold", "Inter:opsz,wght@14..32,600"),
    ("Open Sans SemiBold", "family=Open+Sans:wght@600"),
    ("Open Sans SemiBold", "family=Open%20Sans:wght@600&display=swap"),
    ("Open Sans SemiBold Italic", "https://fonts.googleapis.com/css2?family=Open+Sans:ital,wght@1,600&display=swap"),
    ("Open Sans SemiBold", "@import url('https://fonts.googleapis.com/css2?family=Open+Sans:wght@600');"),
    ("Open Sans", "https://fonts.googleapis.com/css2?family=Open+Sans"),
    ("Open Sans Condensed SemiBold", "family=Open+Sans:wdth,wght@75,600"),
    ("Open Sans Bold Italic", "https://fonts.googleapis.com/css?family=Open+Sans:700italic&subset=latin,latin-ext"),
    ("Exo 2 Bold", "family=Exo+2:700"),
    ("Inter", "fonts/Inter.woff2"),
    ("Inter", "../fonts/Inter.ttf"),
    ("Inter", "/assets/fonts/Inter.woff"),
    ("Inter", "assets\\fonts\\Inter.otf"),
    ("Inter Bold", "./fonts/inter-v12-latin-700.woff2"),
    ("Inter", "fonts/inter/Inter[wght].ttf"),
]

DIFFERENT = [
    ("Inter", "Arial", "Arial instead of Inter"),
    ("Inter", "Arial, Helvetica, sans-serif", "Arial instead of Inter"),
    ("Inter", "ArialMT", "Arial instead of Inter"),
    ("Inter", "'Arial Bold'", "Arial instead of Inter"),
    ("Inter", "Intar", "Intar instead of Inter"),
    ("Inter", "Inter Tight", "Inter Tight instead of Inter"),
    ("Inter", "Inter UI", "Inter UI instead of Inter"),
    ("Inter", "sans-serif", "sans-serif instead of Inter"),
    ("Inter", "system-ui, sans-serif", "system-ui instead of Inter"),
    ("Inter", "-apple-system", "system-ui instead of Inter"),
    ("sans-serif", "serif", "serif instead of sans-serif"),
    ("sans-serif", "Inter", "Inter instead of sans-serif"),
    ("Inter", "Arial, Inter, sans-serif", "only a fallback: Inter stands second, after Arial"),
    ("Inter", '"Helvetica Neue", "Inter"', "only a fallback: Inter stands second, after Helvetica Neue"),
    (
        "Inter Bold",
        "font: 700 1rem Arial, Roboto, Inter",
        "only a fallback: Inter stands in place 3 of the list, after Arial",
    ),
    ("Open Sans", "Open Sans Condensed", "Open Sans Condensed instead of Open Sans"),
    ("Open Sans Condensed", "OpenSans-Bold", "OpenSans instead of Open Sans Condensed"),
    ("Open Sans", "Open Sans Bold Condensed", "Open Sans Condensed instead of Open Sans"),
    (
        "Open Sans Condensed",
        "Open Sans, Open Sans Condensed",
        "only a fallback: Open Sans Condensed stands second, after Open Sans",
    ),
    ("Arial", "Arial Black", "Arial Black instead of Arial"),
    ("Arial", "Arial Narrow", "Arial Narrow instead of Arial"),
    ("Times", "Times New Roman", "Times New Roman instead of Times"),
    ("Helvetica", "Helvetica Neue", "Helvetica Neue instead of Helvetica"),
    ("Source Sans 3", "Source Sans Pro", "Source Sans Pro instead of Source Sans 3"),
    ("Source Sans 3", "Source Serif 3", "Source Serif 3 instead of Source Sans 3"),
    ("Exo", "Exo 2", "Exo 2 instead of Exo"),
    ("Roboto", "Roboto Mono", "Roboto Mono instead of Roboto"),
    ("Bookman", "Book Antiqua", "Book Antiqua instead of Bookman"),
    ("Black Ops One", "Ops One", "Ops One instead of Black Ops One"),
    ("Inter SemiBold", "Inter Bold", "bold instead of semibold"),
    ("Inter halbfett", "Inter fett", "bold instead of semibold"),
    ("Inter 600", "font: 700 1rem Inter", "bold instead of semibold"),
    ("Inter Bold", "Inter Regular", "regular instead of bold"),
    ("Inter Bold", "font-family: Inter; font-weight: normal", "regular instead of bold"),
    ("Inter Bold", "font-family: Inter; font-weight: 650", "weight 650 instead of bold"),
    ("Inter Thin", "Inter ExtraLight", "extralight instead of thin"),
    ("Inter Light", "Inter Medium", "medium instead of light"),
    ("Inter ExtraBold", "Inter Black", "black instead of extrabold"),
    ("Inter Bold", "Inter Bold Italic", "italic instead of upright"),
    ("Inter Bold Italic", "Inter Bold", "upright instead of italic"),
    ("Inter Italic", "Inter Regular", "upright instead of italic"),
    ("Inter Italic", "font-family: Inter; font-style: normal", "upright instead of italic"),
    ("Inter-Italic", "Inter-BoldItalic", "bold instead of regular"),
    ("Inter SemiBold", "Inter-BoldItalic", "bold instead of semibold; italic instead of upright"),
    ("HelveticaNeueLTStd-Lt", "HelveticaNeueLTStd-Blk", "black instead of light"),
    ("Helvetica Neue LT Std 55 Roman", "Helvetica Neue LT Std 75 Bold", "bold instead of regular"),
    ("Inter SemiBold", "inter-v12-latin-500.woff2", "medium instead of semibold"),
    ("Inter SemiBold", "inter-v12-latin-600italic.woff2", "italic instead of upright"),
    ("Inter SemiBold", "inter-tight-v7-latin-600.woff2", "inter-tight instead of Inter"),
    ("Noto Sans Bold", "noto-sans-arabic-v18-arabic-700.woff2", "noto-sans-arabic instead of Noto Sans"),
    ("Noto Sans", "NotoSansArabic[wght].ttf", "NotoSansArabic instead of Noto Sans"),
    ("Inter", "Inter v2", "Inter v2 instead of Inter"),
    ("Inter Bold", "inter-latin-600-normal.woff2", "semibold instead of bold"),
    ("Inter Regular", "Inter-Italic[wght].ttf", "italic instead of upright"),
    ("Inter SemiBold", "Inter:wght@700", "bold instead of semibold"),
    ("Inter SemiBold", "Inter:ital,wght@1,600", "italic instead of upright"),
    ("Inter SemiBold Italic", "Inter:wght@600", "upright instead of italic"),
    ("Inter SemiBold", "Inter Tight:wght@600", "Inter Tight instead of Inter"),
    ("Open Sans", "family=Open+Sans:wdth@75", "Open Sans Condensed instead of Open Sans"),
]

UNREADABLE = [
    ("", "it names no family"),
    ("…", "it names no family"),
    ("16px", "it names no family"),
    ("42", "it names no family"),
    ("bold", "it names no family"),
    ("700 italic", "it names no family"),
    ("font-weight: 700", "it names no family"),
    ("color: red", "it names no family"),
    ("https://fonts.example/Inter", "it names no family"),
    ("inherit", "'inherit' stands for a family that is set elsewhere"),
    ("font-family: revert-layer", "'revert-layer' stands for a family that is set elsewhere"),
    ("font: caption", "'caption' stands for a family that is set elsewhere"),
    ("font-family: var(--heading, Inter)", "'var()' stands for a family that is set elsewhere"),
    ("Inter Bold Light", "it names more than one weight"),
    ("font: 700 1rem 'Inter SemiBold'", "it names more than one weight"),
    ("Inter oder Arial", "it names more than one family"),
    ("Inter and Roboto", "it names more than one family"),
    ("Inter/Arial", "'/' stands in no name of a font"),
    ("Inter?", "'?' stands in no name of a font"),
    ("Inter/Arial", "'/' stands in no name of a font"),
    ("fonts/Inter", "'/' stands in no name of a font"),
    ("Inter:wght@400;600", "it names more than one weight"),
    ("family=Inter:400,700", "it names more than one weight"),
    ("Inter:ital,wght@0,600;1,600", "it names more than one style"),
    ("Inter:slnt@-10..0", "it names more than one style"),
    ("Open Sans:wdth,wght@75,600;100,600", "it names more than one width"),
    ("family=Inter:wght@600&family=Lora:wght@600", "it names more than one family"),
    ("family=Inter|Lora", "it names more than one family"),
    ("Inter:ital,wght@600", "':' stands in no name of a font"),
    ("family=Inter:wght@heavy", "':' stands in no name of a font"),
    ("Inter:wght@1200", "':' stands in no name of a font"),
    ("family=", "'=' stands in no name of a font"),
    ("Inter[2].ttf", "'[' stands in no name of a font"),
    ("a" * 1001, "the text is too long for a font"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_font(one: str, other: str) -> None:
    assert FONT.same(one, other)


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_fonts(one: str, other: str, why: str) -> None:
    assert not FONT.same(one, other)
    assert FONT.explained(one, other) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_fonts(written: str, why: str) -> None:
    assert FONT.why_not(written) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inter", "Inter UI"),
        ("Inter UI", "InterDisplay"),
        ("Inter Bold", "InterDisplay-Bold"),
        ("Inter Bold", "font: 700 1rem 'Inter UI', sans-serif"),
        ("Söhne Buch", "Soehne-Buch"),
        ("Test Söhne", "Söhne Buch"),
    ],
)
def test_a_declared_name_counts_as_the_family(one: str, other: str) -> None:
    assert ALIASED.same(one, other)
    assert not FONT.same(one, other) or one == "Söhne Buch"


def test_a_declared_name_is_not_taken_apart() -> None:
    assert ALIASED.reading("Söhne Buch").value == "soehnebuch"
    assert FONT.reading("Söhne Buch").value == "soehne 400 upright"
    assert ALIASED.explained("Arial", "Inter UI Bold") == "Inter instead of Arial"


def test_declared_names_are_told() -> None:
    told = [english(one.fact.compared_as()) for one in (FONT, ask("font", {"aliases": {}}))]
    assert told == ["by the first family; weight and style count where both sides say them"] * 2
    assert ALIASED.fact.compared_as().text == "{first}; {second}"


@pytest.mark.parametrize(
    "aliases",
    [
        "Inter UI",
        {"Inter": "Inter UI"},
        {"Inter": ["Sans"], "Arial": ["sans"]},
        {"Inter": ["Arial"], "Arial": ["Helvetica"]},
        {"Inter": ["…"]},
    ],
)
def test_aliases_stand_for_one_family_each(aliases: object) -> None:
    with pytest.raises(ValidationError):
        fact_of("font", {"aliases": aliases})


def test_a_family_may_be_named_twice_among_its_own_names() -> None:
    assert ask("font", {"aliases": {"Inter": ["inter", "Inter UI", "InterUI"]}}).same("Inter", "Inter UI")


families = st.sampled_from(["Inter", "Open Sans", "Source Sans 3", "PT Serif", "Book Antiqua", "Arial Black", "Söhne"])
weights = st.sampled_from(["Thin", "ExtraLight", "Light", "Regular", "Medium", "SemiBold", "Bold", "ExtraBold"])
numbers = {"Thin": 100, "ExtraLight": 200, "Light": 300, "Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
italics = st.sampled_from(["", "Italic"])


@given(families, weights, italics)
def test_a_face_is_the_same_however_it_is_written(family: str, weight: str, italic: str) -> None:
    number, style = numbers.get(weight, 800), "italic" if italic else "normal"
    written = (
        f"{family} {weight} {italic}".strip(),
        f"{family.replace(' ', '')}-{weight}{italic}",
        f"{family.lower()} {number} {italic.lower()}",
        f'font-family: "{family}", serif; font-weight: {number}; font-style: {style}',
        f"{family}, {weight} {italic}, 16px",
        f"{family.lower().replace(' ', '-')}-v12-latin_latin-ext-{number}{italic.lower()}.woff2",
        f"{family.lower().replace(' ', '-')}-latin-{number}-{style}.woff2",
        f"{family}:ital,wght@{int(bool(italic))},{number}",
        f"family={family.replace(' ', '+')}:{number}{italic.lower()}&display=swap",
    )
    assert len({FONT.reading(one).value for one in written}) == 1


@given(families, families, weights, weights)
def test_two_faces_are_the_same_only_in_family_and_weight(one: str, other: str, weight: str, other_weight: str) -> None:
    ours, theirs = f"{one} {weight}", f"{other} {other_weight}"
    assert FONT.same(ours, theirs) is ((one, weight) == (other, other_weight))
    assert (FONT.explained(ours, theirs) is None) is FONT.same(ours, theirs)
    assert FONT.same(one, theirs) is (one == other)


PIECES = "Inter Open+Sans : ; , @ & | family= ital wght 1 600 400;700 100..900 -v12- latin _ - [wght] .woff2 -10"


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map("".join))
def test_pieces_of_addresses_and_files_in_any_order_break_nothing(text: str) -> None:
    FONT.stands_anything(text, "Inter Bold")


@given(families, families, weights)
def test_what_stands_behind_the_first_family_does_not_count(family: str, fallback: str, weight: str) -> None:
    assume(family != fallback)
    assert FONT.same(f"{family} {weight}", f'"{family} {weight}", "{fallback} Bold", sans-serif')
    assert "only a fallback" in (FONT.explained(f"{family} {weight}", f"{fallback}, {family}") or "")
