"""The words that may stand before a date without making another of it, in German and in English."""

import re
from collections.abc import Collection

from tpm_audit.facts.numbers import any_of, each

# What a date is of. No word is among these that takes back that it is, or moves it.
_LABELS = frozenset(
    each(
        "ablauf agb aktion aktionen aktionszeitraum aktualisiert aktualisierung aktuell allgemeine am an and"
        " angebot angebote anmeldung as at auflage ausgabe available bearbeitet bearbeitung begin beginn beginnt"
        " begins bestellbar bestellung bewerbung birthday born brochure broschüre buchbar catalog catalogue change"
        " changed changes conditions created creation das date dated datenschutz datenschutzerklärung datum day"
        " deadline delivery dem den der des die document dokument druck edition effect effective einlösbar end"
        " ende endet ending ends erhältlich erscheint erschienen erstellt erstellung erstmals eröffnet eröffnung"
        " established event expires expiry fassung first flyer folder force founded frist geboren geburtstag"
        " gedruckt gegründet geltung geprüft geschäftsbedingungen getreten geändert gilt gründung gutschein gültig"
        " gültigkeit haltbar im impressum imprint in into issue issued katalog kraft last latest letzte letzten"
        " letzter letztes lieferbar lieferung läuft menu mhd mindestens modification modified noch nur"
        " nutzungsbedingungen of offer offers on only opening order page policy preis preise preisliste price"
        " prices print printed privacy publication published publiziert redeemable release released rev review"
        " reviewed revised revision runs rückgabe seite service speisekarte stand start starts status tag terms"
        " the tritt und update updated updates use v valid validity ver veranstaltung version veröffentlicht"
        " veröffentlichung vom voucher webseite website with zuletzt zum änderung überarbeitet überarbeitung",
        None,
    )
)
_LABEL = re.compile(rf"(?:{any_of(_LABELS)})|(?!wochen)\w+(?:datum|stand|termin|schluss|beginn|ende|frist)")
# What begins a sentence or takes a date back, so that it is no place, however it is written.
_NO_PLACE = frozenset(
    each(
        "abgelaufen abgesagt about anfang anstatt around aufgehoben ausgebucht ausser ausverkauft außer beendet"
        " bisher canceled cancelled circa closed delayed early ehemals entfallen entfällt etwa eventuell except"
        " expired falsch formerly früher geplant geschlossen gestrichen half heft hälfte instead invalid kein"
        " keine keinen kw late maybe mid mitte moved never nicht nie niemals no not ohne outdated perhaps planned"
        " postponed rescheduled statt storniert ungefähr ungültig verlegt verschoben vielleicht void"
        " voraussichtlich vormals week woche",
        None,
    )
)
_BESIDE_PLACE = frozenset({"am", "an", "der", "im", "in"})  # Frankfurt am Main
_CAPITALISED = r"[A-ZÄÖÜ][^\W\d_]+"
_PLACE = re.compile(
    rf"{_CAPITALISED}\.?(?:[ /-](?:{_CAPITALISED}|am|an der|im|in|bei|ob der|[ado]\.|d\.)){{0,3}}, ?(?=[^,]*[0-9])"
)
_OTHER_SIGN = r"[^\s.,:;|/()\[\]\"'*\u2022\u00a9-]"
_TOKEN = re.compile(rf"[^\W\d_]+|[0-9]+|{_OTHER_SIGN}")


def unknown_word(before: str) -> str | None:
    """Return the first word or sign before a date that says more than what the date is of."""
    return next((word[0] for word in _TOKEN.finditer(before) if not _LABEL.fullmatch(word[0])), None)


def end_of_place(text: str, words_of_dates: Collection[str]) -> int:
    """Return where the place ends that a text begins with, as a letter does: Linz, am 31.12.2026."""
    place = _PLACE.match(text)
    if place is None:
        return 0
    words = set(re.findall(r"[^\W\d_]+", place[0].lower())) - _BESIDE_PLACE
    return 0 if any(word in _NO_PLACE or word in _LABELS or word in words_of_dates for word in words) else place.end()
