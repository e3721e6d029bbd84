"""Real sentences and what they say to their reader; the passages that tell stand in brackets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import Asked, ask, english
from tpm_audit.facts.form_of_address import Address, tellings
from tpm_audit.facts.sentences import in_lines, sentences
from tpm_audit.model.drawings import Mark
from tpm_audit.model.facts import Sampled, Unreadable

ADDRESS = ask("choice", {"values": ["Du", "Sie"]}, languages=("de",))

DU = [
    "[Entdecke] unser Sortiment und [bestelle] bequem online.",
    "[Bestell] jetzt und [hol] [dein] Brot morgen ab.",
    "[Melde] [dich] zum Newsletter an und [spare] 10 %.",
    "Wie können wir [dir] helfen?",
    "Schön, dass [Du] da [bist]!",
    "[Hast] [du] Fragen? [Ruf] uns an.",
    "[Dein] Warenkorb ist leer.",
    "Wir freuen uns auf [dich].",
    "[Klick] hier, um [dein] Passwort zurückzusetzen.",
    "[Hol] [dir] [deinen] Kaffee.",
    "[Mach] mit und [gewinne] ein Frühstück.",
    "Danke für [deine] Bestellung!",
    "[Deine] Meinung zählt.",
    "[Schau] vorbei!",
    "[Komm] in unsere Filiale in Linz.",
    "[Willst] [du] wissen, wie wir backen?",
    "[Kannst] [du] alles haben.",
    "Bitte [beachte] unsere Öffnungszeiten.",
    "[Nimm] Platz.",
    "[Vergiss] nicht, den Bon mitzunehmen.",
    "[Lies] mehr über unseren Sauerteig.",
    "[Gib] hier [deinen] Gutscheincode ein.",
    "[Kauf] jetzt, [zahl] später.",
    "[Folge] uns auf Instagram.",
    "[Suche] jetzt eine Filiale in der Nähe.",
    "[DEIN] BROT. [DEIN] TAG.",
    "Wir backen für [Euch], jeden Tag frisch.",
    "[Ihr könnt] uns auch schreiben.",
    "Wenn ihr Fragen [habt], meldet [euch] einfach.",
    "[Eure] Lindners",
    "[Habt ihr] schon unser neues Brot probiert?",
    "[Besucht] uns in der Filiale.",
    "[Ihr sucht] ein Geschenk? Wir helfen gern.",
    "Liebe Kunden, [habt Ihr] schon vorbestellt?",
    "Unsere Berater kennen [dich]. Sie helfen [dir] gern.",
    "[Deine] Bäckerin heißt Anna. Ihre Brote schmecken [dir] bestimmt.",
    "[Du] [kannst] die Brote vorbestellen. Sie werden am Morgen gebacken.",
    "[Schreib] uns, was [du] denkst.",
    "[Genieße] [deinen] Tag!",
    "Jetzt einfach anmelden und Punkte sammeln – [dein] Vorteil ab dem ersten Einkauf.",
    "[Probier] es aus!",
    "Einfach online bestellen und in [deiner] Filiale abholen.",
    "[Gönn] [dir] was.",
    "[Lass] [dich] überraschen.",
    "[Kommt] vorbei und probiert selbst.",
    "Wenn [ihr] bei uns bestellt, spart ihr Zeit.",
    "Sehr geehrter Herr Berg, [dein] Gutschein läuft ab.",
    "[Ihr seid] die Besten!",
    "Die App merkt sich [deine] Filiale. Sie zeigt [dir], was frisch ist.",
    "Wir danken [Dir].",
    "Danke, dass es [Euch] gibt!",
    "[Schreib's] auf.",
    "[Du's] kaum glauben",
    "Kennst [du] das?",
    "Das könnte [dir] auch gefallen",
    "[Start] jetzt",
    "Trag [dich] ein",
    "Halte [dich] fest",
    "[Buche] jetzt [deinen] Tisch",
    "[Frag] uns!",
    "[Komm], wir backen!",
    "Wer [du] [bist], zählt nicht.",
    "[Ihr habt] die Wahl",
    "Holt [euch] den Rabatt",
    "Mit wem [möchtest] [du] sprechen?",
    "[Teile] uns [deine] Meinung mit",
    "[Prüfe] [deine] Eingabe",
]

SIE = [
    "[Bestellen Sie] jetzt.",
    "[Haben Sie] Fragen? Wir helfen [Ihnen] gern.",
    "Wir freuen uns auf [Ihren] Besuch.",
    "[Sie erhalten] in Kürze eine E-Mail mit der Bestätigung.",
    "[Ihre] Bestellung ist eingegangen.",
    "Vielen Dank für [Ihren] Einkauf!",
    "[Ihr] Warenkorb ist leer.",
    "Bitte geben [Sie] [Ihre] E-Mail-Adresse ein.",
    "Hier finden [Sie] alle Filialen.",
    "Wie können wir [Ihnen] helfen?",
    "[Ihre] Meinung ist uns wichtig.",
    "Sehr geehrte Damen und Herren, anbei erhalten [Sie] die Rechnung.",
    "Mit der App sehen [Sie], was gerade aus dem Ofen kommt.",
    "[Sie möchten] [Ihr] Brot vorbestellen? Nichts leichter als das.",
    "[Rufen Sie] uns an!",
    "Danke für den Einkauf. [Ihre] Rechnung liegt bei.",
    "Mit freundlichen Grüßen\n[Ihr] Lindner-Team",
    "[Ihre] Vorteile",
    "BESTELLEN [SIE] JETZT",
    "[IHRE] VORTEILE",
    "[Lassen Sie] sich überraschen.",
    "Alles, was [Sie] brauchen.",
    "[Sie sind] hier: Startseite",
    "Die Rechnungen liegen bereit. [Sie können] sie jederzeit herunterladen.",
    "[Sie haben] eine Allergie? [Fragen Sie] nach.",
    "[Ihr] persönlicher Ansprechpartner ist nur einen Anruf entfernt.",
    "Das Brot wird für [Sie] geschnitten.",
    "[Ihnen] gefällt unser Brot? [Empfehlen Sie] uns weiter.",
    "Wir bitten [Sie] um etwas Geduld.",
    "[Sollten Sie] verhindert sein, sagen [Sie] bitte ab.",
    "[bestellen sie] jetzt online",
    "[Nennen Sie] uns [Ihre] Wünsche, wir kümmern uns um alles Weitere.",
    "Unsere Mitarbeiter beraten [Sie] gern.",
    "Backen – [Ihre] Leidenschaft, unser Handwerk.",
    "Zahlungsziel: 14 Tage. Bitte überweisen [Sie] den Betrag auf unser Konto.",
    "[Ihr] Konto wurde angelegt. [Sie können] sich nun anmelden.",
    "Neu für [SIE]: unser Frühstück.",
    "Frau Lindner ist für [Sie] da.",
    "[Ihr] gut sortierter Händler",
    "Er hat [Ihr] Konto gesperrt.",
    "Wie lange dauert es, bis [Ihr] Paket ankommt?",
    "Hallo Welt! [Ihr] Passwort läuft ab.",
    "z. B. [Ihre] Rechnung",
    "Sehr geehrte Frau Mayr,\n[Ihre] Rechnung liegt bei.",
    "Das könnte [Sie] auch interessieren",
    "Weil [Sie] es uns wert sind.",
    "Wenn [Sie] diese Seite nutzen, stimmen [Sie] unseren Bedingungen zu.",
    "[Sie wurden] erfolgreich abgemeldet.",
    "[Sie haben] keine Berechtigung.",
    "[Ihre] PIN bitte",
    "Für [Sie] & Ihn",
    "Herzlich willkommen! Schön, [Sie] zu sehen.",
    "Wir rufen [Sie] zurück",
    "Was dürfen wir für [Sie] tun?",
    "Bitte halten [Sie] [Ihre] Karte bereit.",
    "Gern beraten wir [Sie].",
    "[Sie erreichen] uns Mo–Fr.",
    "Die Hotline erreichen [Sie] unter 0732.",
    "Unsere Öfen laufen rund um die Uhr. [Sie erhalten] also immer warmes Brot.",
]

MIXED = [
    "[Deine] Bestellung ist unterwegs. [Sie erhalten] eine E-Mail, sobald das Paket da ist.",
    "[Bestellen Sie] jetzt und [hol] [dir] [deinen] Rabatt.",
    "Hallo Anna, wir haben [Ihre] Anfrage erhalten und melden uns bei [dir].",
    "[Du] [hast] Fragen? [Rufen Sie] uns an.",
    "[Ihr] Warenkorb\n[Du] [hast] noch nichts ausgewählt.",
    "[Entdecke] unser Sortiment. Wir freuen uns auf [Ihren] Besuch.",
    "[Melden Sie] sich an und [spare] 10 %.",
    "Wir sind für [dich] da. [Haben Sie] noch Geduld.",
    "Danke für [deinen] Einkauf. [Ihre] Rechnung liegt bei.",
    "[Dein] Konto wurde angelegt. Bitte bestätigen [Sie] die E-Mail-Adresse.",
    "[Ihre] Vorteile:\nWir backen, was [du] liebst.",
    "Wie können wir [Ihnen] helfen? [Schreib] uns!",
    "Liebe Kundin, lieber Kunde, wir haben [euch] vermisst. [Besuchen Sie] uns wieder.",
    "[Habt ihr] Hunger? Dann bestellen [Sie] gleich.",
    "Jetzt [deinen] Tisch reservieren. [Sie erhalten] sofort eine Bestätigung.",
    "Bitte geben [Sie] [dein] Geburtsdatum ein.",
    "[Kontaktieren Sie] uns, wenn [du] Hilfe brauchst.",
    "[Klicke] hier, um [Ihr] Passwort zu ändern.",
    "[Deine] Daten sind sicher. Mehr dazu lesen [Sie] in der Datenschutzerklärung.",
    "[Folge] uns. [Ihr] Lindner-Team freut sich über jeden Gast.",
    "Wir wünschen [Ihnen] einen schönen Tag. Bis bald in [deiner] Filiale!",
    "[Hast] [du] schon die App? Damit sammeln [Sie] Punkte.",
    "[Nimm] Platz, wir bringen [Ihnen] die Karte.",
    "[Sie haben] Post: [deine] Rechnung ist da.",
    "[Ihre] Sendung kommt heute. [Du] [kannst] sie verfolgen.",
    "[Gib] den Code ein, den [Sie] per SMS erhalten haben.",
    "[Euer] Frühstück, [Ihre] Bäckerei.",
    "[Kommen Sie] vorbei – wir freuen uns auf [euch].",
    "[Sie sind] Stammkunde? Dann [hol] [dir] die Karte.",
    "[Wähle] [Ihre] Filiale.",
    "[DEIN] BROT – für [Sie] gebacken.",
    "[Sie sind] neu hier? Dann [bist] [du] richtig.",
]

NEITHER = [
    "Täglich frisch gebacken.",
    "Jetzt bestellen",
    "Geöffnet von 7 bis 18 Uhr.",
    "Unser Brot besteht aus Mehl, Wasser und Salz.",
    "Wir backen seit 1898 in Linz.",
    "In den Warenkorb",
    "Alle Preise inklusive Mehrwertsteuer.",
    "Kauf auf Rechnung",
    "Suche nach Filialen",
    "Sichere Zahlung",
    "Die Bäckerei ist am Montag geschlossen.",
    "Frau Lindner leitet die Bäckerei. Ihre Brote sind beliebt.",
    "Cookies sind kleine Textdateien. Sie helfen uns, die Seite zu verbessern.",
    "Unsere Verkäuferinnen kennen jedes Brot. Sie beraten gern.",
    "Die Bäckerin steht um drei Uhr auf. Sie bäckt bis acht.",
    "Wer früh kommt, hat die größte Auswahl.",
    "Man kann online vorbestellen.",
    "Bitte klingeln.",
    "Bitte nicht rauchen.",
    "Newsletter abonnieren und nichts mehr verpassen.",
    "Ich backe jeden Tag und freue mich darüber.",
    "Die Kundin und ihr Hund warten draußen.",
    "Er schenkt ihr Blumen.",
    "Das Brot gehört ihnen; sie haben es bezahlt.",
    "Soupe du jour: Kürbis",
    "Sie ist die älteste Bäckerei der Stadt.",
    "Der Gutschein gilt bis Ende des Jahres.",
    "Bestellt am 3. Mai, geliefert am 5. Mai.",
    "Test bestanden",
    "Teile und Zubehör",
    "Fragen und Antworten",
    "Start | Filialen | Kontakt",
    "We bake for you every day.",
    "Wir sind per Du.",
    "Ohne Hast genießen.",
    "Der Teig ruht 24 Stunden; erst dann wird er geformt.",
    "Rufnummer: 0732 771200",
    "Impressum",
    "Eis am Stiel – nur solange der Vorrat reicht.",
    "Ein Dank an alle Kundinnen und Kunden.",
    "Die Filialen öffnen um sieben. Sie schließen um sechs.",
    "Plan: drei neue Filialen bis 2027",
    "Besuch der Backstube nach Anmeldung",
    "Damit sie pünktlich ankommt.",
    "Unsere Kunden sind zufrieden. Ihre Bewertungen sprechen für sich.",
    "Die App ist da. Sie zeigt, was gerade frisch ist.",
    "Unsere Brote sind vegan. Sie enthalten keine Milch.",
    "Alle Angaben ohne Gewähr. Sie gelten bis Ende Mai.",
    "Bock auf Brot?",
    "Lust auf Frühstück? Jetzt Platz sichern!",
    "Der Kunde verpflichtet sich, seine Daten aktuell zu halten. Er kann sie jederzeit ändern.",
    "Spar bis zu 20 %.",
    "Spar Supermarkt",
    "Buche massiv",
    "Frage 1",
    "Stelle frei",
    "Schau-Backstube",
    "Eingabe prüfen",
    "Unsere Filialleiterin kennt ihr Team. Sie freut sich auf Besuch.",
]


def bare(marked: str) -> str:
    return re.sub(r"[\[\]]", "", marked)


def shown(text: str) -> str:
    lines = in_lines(text)
    shown, end = "", 0
    for one in tellings(lines, sentences(lines, "de")):
        shown += f"{lines[end : one.start]}[{lines[one.start : one.end]}]"
        end = one.end
    return shown + lines[end:]


def read(asked: Asked, text: str) -> tuple[Sampled, ...]:
    found = asked.fact.read_sample(text, asked.circumstances)
    assert not isinstance(found, Unreadable), english(found.why)
    return found


def values(text: str) -> set[str]:
    return {one.reading.value for one in read(ADDRESS, text)}


def why_not(asked: Asked, text: str) -> str:
    found = asked.fact.read_sample(text, asked.circumstances)
    assert isinstance(found, Unreadable), found
    assert found.text == text
    return english(found.why)


@pytest.mark.parametrize("marked", [*DU, *SIE, *MIXED, *NEITHER])
def test_these_passages_tell(marked: str) -> None:
    assert shown(bare(marked)) == marked


@pytest.mark.parametrize("marked", DU)
def test_these_say_du(marked: str) -> None:
    assert values(bare(marked)) == {"Du"}


@pytest.mark.parametrize("marked", SIE)
def test_these_say_sie(marked: str) -> None:
    assert values(bare(marked)) == {"Sie"}


@pytest.mark.parametrize("marked", MIXED)
def test_these_say_both(marked: str) -> None:
    assert values(bare(marked)) == {"Du", "Sie"}


@pytest.mark.parametrize("text", [*NEITHER, "", " ", "\n", "...", "🙂"])
def test_these_say_neither(text: str) -> None:
    assert why_not(ADDRESS, text) == "nothing in the text addresses the reader"


def test_a_value_is_read_as_if_it_had_been_written_by_hand() -> None:
    for one in read(ADDRESS, bare(MIXED[0])):
        assert one.reading == ADDRESS.reading(one.reading.text)


def test_each_value_is_drawn_with_what_tells_it() -> None:
    du, sie = read(ADDRESS, "Hallo!\n\nDeine Bestellung ist da.   Sie erhalten\nPost.")
    assert [(one.text, one.mark) for one in du.drawing.passages if one.mark] == [("Deine", Mark.TELLING)]
    assert [(one.text, one.mark) for one in sie.drawing.passages if one.mark] == [("Sie erhalten", Mark.TELLING)]
    assert "".join(one.text for one in du.drawing.passages) == "Hallo!\n\nDeine Bestellung ist da. Sie erhalten\nPost."
    assert (du.drawing.words, du.drawing.sentences, du.tells) == (8, 3, True)


def test_words_for_several_readers_are_named() -> None:
    (one,) = read(ADDRESS, "Habt ihr Hunger? Wir backen für Euch, für euch und für dich.")
    assert one.drawing.plural == ("euch", "habt ihr")


def test_a_text_in_another_language_is_not_read() -> None:
    french = ask("choice", {"values": ["du", "sie"]}, languages=("fr", "en"))
    assert (
        why_not(french, "Le pain du boulanger")
        == "only German texts are read: language of the visit, or content_languages, says another"
    )
    swiss = ask("choice", {"values": ["du", "sie"]}, languages=("fr", "de"))
    assert [one.reading.value for one in read(swiss, "Schön, dass du da bist!")] == ["du"]


@pytest.mark.parametrize(
    ("values", "reads"),
    [
        (["du", "sie"], True),
        (["Sie", "Du"], True),
        (["du", "sie", "ihr"], False),
        (["du", "ihr"], False),
        (["ja", "nein"], False),
    ],
)
def test_only_a_choice_of_du_and_sie_is_read_from_a_text(values: list[str], *, reads: bool) -> None:
    assert ask("choice", {"values": values}).fact.reads_samples is reads


blocks = st.sampled_from([bare(one) for one in (*DU, *SIE, *MIXED, *NEITHER)])


@given(st.lists(blocks, min_size=1, max_size=6))
def test_paragraphs_say_what_each_of_them_says(several: list[str]) -> None:
    apart = [tellings(lines, sentences(lines, "de")) for lines in map(in_lines, several)]
    found = {one.address for told in apart for one in told if one.plain}
    found = found or {one.address for told in apart for one in told}
    lines = in_lines("\n\n".join(several))
    assert {one.address for one in tellings(lines, sentences(lines, "de"))} == found


@given(blocks, st.sampled_from(["  ", "\u00a0", "\t"]))
def test_white_space_changes_nothing(text: str, space: str) -> None:
    assert shown(text.replace(" ", space)) == shown(text)


parts = st.sampled_from(["Sie", "sie", "Ihr", "ihr", "du", ".", "!", "\n", "habt", "Die", "Brote", "sind", "SIE"])


@given(st.text(max_size=300) | st.lists(parts, max_size=40).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    lines = in_lines(text)
    end = 0
    for one in tellings(lines, sentences(lines, "de")):
        assert end <= one.start < one.end <= len(lines)
        assert one.address in Address
        end = one.end
    found = ADDRESS.fact.read_sample(text, ADDRESS.circumstances)
    assert isinstance(found, Unreadable) or 1 <= len(found) <= 2
