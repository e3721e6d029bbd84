"""How a value is read, said to people: in the words of their language, never as the spelling that kinds compare."""

import pytest

from tests.facts.asking import ask
from tests.facts.test_kinds import KEYS
from tpm_audit.language.catalogue import Language

READ = [
    ("text", "Täglich  frisch.", "Täglich frisch.", "Täglich frisch."),
    ("choice", "Sie", "sie", "sie"),
    ("phone", "0732 771200", "+43732771200", "+43732771200"),
    ("phone", "0732 771200 DW 12", "+43732771200, extension 12", "+43732771200, Durchwahl 12"),
    ("phone", "112", "112", "112"),
    ("color", "RGB 0/79/159", "#004f9f", "#004f9f"),
    ("url", "HTTPS://www.Lindner.example", "https://lindner.example/", "https://lindner.example/"),
    ("email", "mailto:Info@Lindner.example", "info@lindner.example", "info@lindner.example"),
    ("quantity", "<= 24 h", "at most 24 hours", "höchstens 24 Stunden"),
    ("quantity", "1-2 Tage", "1 to 2 days", "1 bis 2 Tage"),
    ("quantity", "mehr als 10 %", "more than 10 %", "mehr als 10 %"),
    ("quantity", "12", "12", "12"),
    ("price", "4,90 €", "4.90 €", "4,90 €"),
    ("price", "ab 9,90 € netto im Monat", "from 9.90 €, per month, without tax", "ab 9,90 €, pro Monat, ohne Steuer"),
    ("price", "4-5 CHF zzgl. Versand", "4.00 to 5.00 CHF, plus shipping", "4,00 bis 5,00 CHF, zuzüglich Versand"),
    ("price", "2 € (4 €/kg)", "2.00 €, base price 4.00 € per kg", "2,00 €, Grundpreis 4,00 € pro kg"),
    ("contrast", "white on #6f9fd0", "#ffffff on #6f9fd0, contrast 2.78", "#ffffff auf #6f9fd0, Kontrast 2,78"),
    ("address", "A-4020 Linz, Hauptpl. 1", "Hauptpl. 1, 4020 Linz, country AT", "Hauptpl. 1, 4020 Linz, Land AT"),
    ("address", "Linzer Straße 3/2/7, 1140 Wien",
     "Linzer Straße 3, staircase 2, door 7, 1140 Wien", "Linzer Straße 3, Stiege 2, Tür 7, 1140 Wien"),
    ("address", "Postfach 12, 4020 Linz", "post office box 12, 4020 Linz", "Postfach 12, 4020 Linz"),
    ("address", "Postfach, 4020 Linz", "post office box, 4020 Linz", "Postfach, 4020 Linz"),
    ("date", "31. Dezember 2026", "31 December 2026", "31. Dezember 2026"),
    ("date", "Dez. 2026", "12/2026", "12/2026"),
    ("date", "bis 31.12.2026", "until 31 December 2026", "bis 31. Dezember 2026"),
    ("date", "seit Mai 2026", "from 05/2026", "ab 05/2026"),
    ("font", "Open Sans bold", "Open Sans, bold, upright", "Open Sans, fett, aufrecht"),
    ("font", "Arial, sans-serif", "Arial", "Arial"),
    ("hours", "Mo-Fr 8-12, 13-18 Uhr; Sa 9-12 Uhr",
     "Mon–Fri: 08:00–12:00, 13:00–18:00; Sat: 09:00–12:00", "Mo–Fr: 08:00–12:00, 13:00–18:00; Sa: 09:00–12:00"),
    ("hours", "Tu 8-18; PH off; Dec 24 9-12; 2026 Dec 25 off",
     "Tue: 08:00–18:00; holidays: closed; 24/12: 09:00–12:00; 25 December 2026: closed",
     "Di: 08:00–18:00; Feiertage: geschlossen; 24.12.: 09:00–12:00; 25. Dezember 2026: geschlossen"),
    ("hours", "werktags 8-18 Uhr", "Mon–Fri: 08:00–18:00; Sat: perhaps 08:00–18:00",
     "Mo–Fr: 08:00–18:00; Sa: vielleicht 08:00–18:00"),
    ("hours", "24/7", "every day: 00:00–24:00", "täglich: 00:00–24:00"),
    ("hours", "off", "closed", "geschlossen"),
    ("term", "lebenslange Garantie", "'lebenslange* Garantie' must not be said",
     "„lebenslange* Garantie“ darf nicht vorkommen"),
    ("term", "nichts", "no wording that must not be said", "keine Formulierung, die nicht vorkommen darf"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "english", "german"), READ)
def test_people_are_told_in_their_words(kind: str, text: str, english: str, german: str) -> None:
    asked = ask(kind, KEYS.get(kind))
    said = asked.fact.read_as(asked.reading(text))
    assert (Language("en").say(said), Language("de").say(said)) == (english, german)
