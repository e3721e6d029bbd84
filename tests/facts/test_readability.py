from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import Asked, ask, english
from tpm_audit.facts.readability import EASES, reading_ease, sentence_length, syllables, written
from tpm_audit.facts.sentences import in_lines, sentences
from tpm_audit.model.drawings import Mark
from tpm_audit.model.facts import Sampled, Unreadable

GERMAN = """
Bäckerei 3 Brot 1 Semmel 2 Familie 4 Familien 4 Ferien 3 Medien 3 Serie 3 Batterie 3 Energie 3 Garantie 3 Industrie 3
Linie 3 Aktie 3 Aktion 3 Station 3 Information 5 Reklamation 5 Bestellung 3 Öffnungszeiten 4 Feiertage 4 Kunde 2
Kundinnen 3 Lieferung 3 kostenlos 3 Rückgabe 3 Idee 2 Ideen 3 See 1 Kaffee 2 Tee 1 Museum 3 Jubiläum 4 Theater 3
ideal 3 real 2 aktuell 3 speziell 3 vielleicht 2 finanziell 4 Februar 3 Januar 3 Bauer 2 Feuer 2 neue 2 treu 1 Häuser 2
Mayer 2 Bayern 2 System 2 Typ 1 Yoga 2 Quelle 2 bequem 2 Qualität 3 Protein 3 beinhaltet 4 beurteilen 4 geehrte 3
beenden 3 geeignet 4 geöffnet 3 beachten 3 Patient 3 effizient 4 bedient 2 verdient 2 Dienstag 2 Wien 1 Italien 4
Spanien 3 schien 1 erschien 2 Boot 1 Zoo 1 Haar 1 Kooperation 6 Team 1 Service 2 online 2 Website 2 Homepage 2
Newsletter 3 Download 2 Update 2 Software 2 Image 2 Coach 1 Niveau 2 Restaurant 3 Croissant 2 Chaos 2 Kakao 3 Video 3
Studium 3 Radio 3 Premium 3 zuerst 2 Duett 2 freuen 2 schreien 2 Eier 2 Reihe 2 ruhig 2 nahe 2 Nähe 2 Sauerteig 3
Vollkornbrot 3 Roggenbrot 3 täglich 2 frisch 1 handgemacht 3 Vorbestellung 4 Zahlungsarten 4 Datenschutzerklärung 6
Geschäftsbedingungen 6 Familienbetrieb 6 Ferienwohnung 5 und 1 nicht 1 Straße 2 Größe 2 Hygiene 4 Allergene 4
glutenfrei 3 laktosefrei 4 Mehrwertsteuer 4 Österreich 3 Linz 1 Oberösterreich 5 ich 1 wir 1 Ihre 2 eure 2 ganz 1 24 1
E-Mail 2 BROT 1 Str 1
"""
ENGLISH = """
bread 1 bakery 3 baked 1 bakes 1 order 2 delivery 4 opening 3 hours 1 customer 3 service 2 free 1 return 2 guarantee 3
information 4 station 2 radio 3 video 3 idea 3 area 3 create 2 created 3 really 2 theatre 3 science 2 client 2 quiet 2
society 4 variety 4 easier 3 studying 3 being 2 going 2 buyer 2 player 2 played 1 eye 1 layout 2 unique 2 catalogue 3
nicely 2 safety 2 careful 2 statement 2 element 3 something 2 therefore 2 everything 3 table 2 tables 2 little 2
handled 2 called 1 wanted 2 needed 2 changes 2 changed 1 dishes 2 boxes 2 houses 2 people 2 special 2 social 2
material 4 million 2 previous 3 various 3 delicious 3 stadium 3 medium 3 actual 3 language 2 quality 3 fuel 2 fluid 2
fruit 1 build 1 didn't 2 don't 1 couldn't 2 realism 4 rhythm 2 day 1 days 1 year 1 years 1 the 1 be 1 she 1 price 1
prices 2 payment 2 website 2 online 2 newsletter 3 download 2 software 2 morning 2 sourdough 2 breakfast 2 beautiful 3
experience 4 available 4 allergen 3 ingredient 4 confirmation 4 cancellation 4 responsible 4 employee 3 address 2
telephone 3 reservation 4 question 2 questions 2 answer 2 favourite 3 vegetable 4 chocolate 3 water 2 milk 1 flour 1
sugar 2 butter 2 fresh 1 every 3 a 1 I 1 centre 2 while 1 more 1 e-mail 2
"""

SENTENCES = [
    ("de", "Eins. Zwei! Drei? Vier … Fünf", ["Eins", "Zwei", "Drei", "Vier", "Fünf"]),
    ("de", "Wir öffnen z. B. um 7 Uhr.", ["Wir öffnen z. B. um 7 Uhr"]),
    ("de", "Wir öffnen z.B. Filialen.", ["Wir öffnen z.B. Filialen"]),
    ("de", "Am 3. Mai ist Tag der Arbeit.", ["Am 3. Mai ist Tag der Arbeit"]),
    ("de", "Seit 1898. Täglich.", ["Seit 1898", "Täglich"]),
    ("de", "Dr. Anna Auer, Tel. 0732 77.12.00", ["Dr. Anna Auer, Tel. 0732 77.12.00"]),
    ("de", "A. Auer backt. B. Berg auch.", ["A. Auer backt", "B. Berg auch"]),
    ("de", "Es kostet 4,90 Euro. Oder 5.", ["Es kostet 4,90 Euro", "Oder 5"]),
    ("de", "Mehl, Wasser usw. stehen bereit.", ["Mehl, Wasser usw. stehen bereit"]),
    ("de", "Siehe www.lindner.example. Danke.", ["Siehe www.lindner.example", "Danke"]),
    ("de", "„Frisch!“ Sagt Anna.", ["Frisch", "Sagt Anna"]),
    ("de", "(Nur heute.) Morgen nicht.", ["Nur heute", "Morgen nicht"]),
    ("de", "Ein Satz\nauf zwei Zeilen.", ["Ein Satz\nauf zwei Zeilen"]),
    ("de", "Eine Überschrift\n\nEin Satz.", ["Eine Überschrift", "Ein Satz"]),
    ("de", "Wir haben:\n- Brot\n- Semmeln\n• Kaffee", ["Wir haben", "Brot", "Semmeln", "Kaffee"]),
    ("de", "Brot – Semmeln - Kaffee", ["Brot – Semmeln - Kaffee"]),
    ("de", "", []),
    ("de", "!!! ...", []),
    ("en", "We opened on day 3. Bread came later.", ["We opened on day 3", "Bread came later"]),
    ("en", "Mr. Berg bakes. So do I. Do you?", ["Mr. Berg bakes", "So do I", "Do you"]),
    ("en", "Fresh... and warm", ["Fresh... and warm"]),
]


def pairs(table: str) -> list[tuple[str, int]]:
    words = table.split()
    return [(word, int(count)) for word, count in zip(words[::2], words[1::2], strict=True)]


@pytest.mark.parametrize(("word", "count"), pairs(GERMAN))
def test_syllables_of_german_words(word: str, count: int) -> None:
    assert syllables(word, "de") == count


@pytest.mark.parametrize(("word", "count"), pairs(ENGLISH))
def test_syllables_of_english_words(word: str, count: int) -> None:
    assert syllables(word, "en") == count


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_sentences_end_where_people_end_them(language: str, text: str, expected: list[str]) -> None:
    lines = in_lines(text)
    assert [lines[one.start : one.end] for one in sentences(lines, language)] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brot & Salz", 2),
        ("24-Stunden-Service", 1),
        ("E-Mail an: a.auer@lindner.example", 6),
        ("Mother's bread", 2),
        ("4,90 €", 1),
        ("12:30 Uhr", 2),
        ("Brot/Gebäck", 2),
        ("snake_case", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert sum(len(one.words) for one in sentences(text, "de")) == words


def test_the_formulas_are_those_of_their_authors() -> None:
    english_text = "We bake every day. The bread is fresh and warm."
    german_text = "Wir backen jeden Tag. Das Brot ist frisch und knusprig warm."
    read = list(sentences(english_text, "en"))
    assert sum(syllables(word[0], "en") for one in read for word in one.words) == 12
    expected = Fraction("206.835") - Fraction("1.015") * 5 - Fraction("84.6") * Fraction(12, 10)
    assert reading_ease(read, "en") == expected
    read = list(sentences(german_text, "de"))
    assert sum(syllables(word[0], "de") for one in read for word in one.words) == 14
    assert reading_ease(read, "de") == 180 - Fraction(11, 2) - Fraction("58.5") * Fraction(14, 11)
    assert sentence_length(read) == Fraction(11, 2)


@pytest.mark.parametrize(
    ("figure", "german", "english_"),
    [
        (Fraction("54.25"), "54,3", "54.3"),
        (Fraction("54.24"), "54,2", "54.2"),
        (Fraction(-301, 100), "-3,0", "-3.0"),
        (Fraction(60), "60,0", "60.0"),
    ],
)
def test_a_figure_is_written_as_its_language_does(figure: Fraction, german: str, english_: str) -> None:
    assert (written(figure, "de"), written(figure, "en")) == (german, english_)


# --- the quantity that is read from a text

EASE: dict[str, object] = {"measure": "readability"}
LENGTH: dict[str, object] = {"measure": "sentence-length"}
PLAIN = "Wir backen jeden Tag. Das Brot ist frisch. Es kommt warm aus dem Ofen. Komm doch vorbei! " * 3
HARD = (
    "Die Inanspruchnahme der Vorbestellungsmöglichkeiten setzt die vorherige Registrierung sowie die ausdrückliche"
    " Zustimmung zu den Allgemeinen Geschäftsbedingungen und zur Datenschutzerklärung des Unternehmens voraus, welche"
    " in den Verkaufsräumlichkeiten zur Einsichtnahme aufliegen und auf Verlangen ausgehändigt werden."
)


def read(asked: Asked, text: str) -> Sampled:
    found = asked.fact.read_sample(text, asked.circumstances)
    assert not isinstance(found, Unreadable), english(found.why)
    (one,) = found
    return one


def why_not(asked: Asked, text: str) -> str:
    found = asked.fact.read_sample(text, asked.circumstances)
    assert isinstance(found, Unreadable), found
    return english(found.why)


@pytest.mark.parametrize(
    ("keys", "language", "text", "figure"),
    [
        (EASE, "de", PLAIN, "103,5"),
        (EASE, "de", HARD, "-10,6"),
        (LENGTH, "de", PLAIN, "4,3"),
        (LENGTH, "de", HARD, "34,0"),
        (LENGTH, "en", "We bake bread. " * 10, "3.0"),
        (EASE, "en", "We bake bread. " * 10, "119.2"),
        (LENGTH, "fr", "Nous cuisons du pain. " * 10, "4.0"),
    ],
)
def test_a_text_has_a_measure(keys: dict[str, object], language: str, text: str, figure: str) -> None:
    asked = ask("quantity", keys, languages=(language,))
    one = read(asked, text)
    assert one.reading.text == figure
    assert one.reading == asked.reading(figure)


def test_the_standard_is_a_limit() -> None:
    asked = ask("quantity", EASE, languages=("de",))
    standard = asked.reading(">= 60")
    assert asked.fact.satisfies(standard, read(asked, PLAIN).reading)
    hard = read(asked, HARD).reading
    assert not asked.fact.satisfies(standard, hard)
    why = asked.fact.explain(standard, hard)
    assert why is not None
    assert english(why) == "-10.6, the standard asks for at least 60"
    assert ask("quantity", LENGTH).same("<= 15 Wörter", "at most 15 words")


def test_the_longest_sentence_is_shown_and_how_much_was_read() -> None:
    drawing = read(ask("quantity", LENGTH, languages=("de",)), f"{PLAIN}\n\n{HARD}").drawing
    (longest,) = (one for one in drawing.passages if one.mark)
    assert longest.mark is Mark.TELLING
    assert longest.text.startswith("Die Inanspruchnahme")
    assert (drawing.words, drawing.sentences) == (85, 13)


@pytest.mark.parametrize(
    ("keys", "languages", "text", "why"),
    [
        (EASE, ("de",), "", "too short: 0 words, at least 30 are needed"),
        (EASE, ("de",), "Brot.", "too short: 1 word, at least 30 are needed"),
        (LENGTH, ("en",), "Brot. " * 29, "too short: 29 words, at least 30 are needed"),
        (EASE, ("fr",), HARD, "the reading ease of German and English texts only can be measured"),
        (EASE, ("fr", "de"), HARD, "the reading ease of German and English texts only can be measured"),
        (EASE, (), HARD, "the reading ease of German and English texts only can be measured"),
    ],
)
def test_these_cannot_be_measured(keys: dict[str, object], languages: tuple[str, ...], text: str, why: str) -> None:
    assert why_not(ask("quantity", keys, languages=languages), text) == why


def test_without_a_measure_no_text_is_read() -> None:
    asked = ask("quantity")
    assert not asked.fact.reads_samples
    assert why_not(asked, HARD) == "it is not read from a text"


@pytest.mark.parametrize("written_", ["15 min", "15 %", "2 km"])
def test_a_measure_has_no_unit(written_: str) -> None:
    assert ask("quantity", LENGTH).why_not(written_) == "what is measured of a text has no such unit"


@given(st.text(max_size=400), st.sampled_from(["de", "en", "fr"]))
def test_any_text_is_parted_into_words_that_stand_in_it(text: str, language: str) -> None:
    lines = in_lines(text)
    end = 0
    for one in sentences(lines, language):
        assert one.words
        for word in one.words:
            assert end <= word.start() < word.end()
            end = word.end()
            assert all(syllables(word[0], known) >= 1 for known in EASES)


@given(
    st.lists(st.sampled_from(["Brot", "Familie", "und", "backen", "24"]), min_size=30),
    st.sampled_from([" ", "\n", "  "]),
)
def test_line_breaks_change_no_measure(words: list[str], space: str) -> None:
    for keys in (EASE, LENGTH):
        asked = ask("quantity", keys, languages=("de",))
        assert read(asked, space.join(words)).reading == read(asked, " ".join(words)).reading


@given(st.integers(1, 40))
def test_shorter_sentences_are_easier_to_read(n: int) -> None:
    long, short = ("Wir backen Brot " * 40, "Wir backen Brot. " * 40)
    asked = ask("quantity", EASE, languages=("de",))
    mixed = short[: n * 17] + long[: (40 - n) * 16]
    figures = [float(read(asked, text).reading.text.replace(",", ".")) for text in (long, mixed, short)]
    assert figures[0] <= figures[1] <= figures[2]
    assert figures[0] < figures[2]
