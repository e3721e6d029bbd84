"""One file per kind of fact: its keys, how it is read, compared and explained."""

from collections.abc import Mapping

from tpm_audit.facts.address import AddressFact
from tpm_audit.facts.choice import ChoiceFact
from tpm_audit.facts.color import ColorFact
from tpm_audit.facts.contrast import ContrastFact
from tpm_audit.facts.date import DateFact
from tpm_audit.facts.email import EmailFact
from tpm_audit.facts.font import FontFact
from tpm_audit.facts.hours import HoursFact
from tpm_audit.facts.image import ImageFact
from tpm_audit.facts.numbers import each
from tpm_audit.facts.phone import PhoneFact
from tpm_audit.facts.price import PriceFact
from tpm_audit.facts.quantity import QuantityFact
from tpm_audit.facts.term import TermFact
from tpm_audit.facts.text import TextFact
from tpm_audit.facts.url import UrlFact
from tpm_audit.model.facts import Fact

FACT_KINDS: Mapping[str, type[Fact]] = {
    "text": TextFact,
    "choice": ChoiceFact,
    "phone": PhoneFact,
    "color": ColorFact,
    "url": UrlFact,
    "email": EmailFact,
    "quantity": QuantityFact,
    "price": PriceFact,
    "contrast": ContrastFact,
    "address": AddressFact,
    "date": DateFact,
    "font": FontFact,
    "hours": HoursFact,
    "image": ImageFact,
    "term": TermFact,
}

# What people write where a kind is meant, and what is no misspelling of it.
ALSO_CALLED: Mapping[str, str] = {
    **each("string sentence slogan claim tagline zeichenkette", "text"),
    **each("option enum select selection auswahl yes-no boolean", "choice"),
    **each("telephone telefon tel mobile hotline fax phone-number telefonnummer", "phone"),
    **each("colour farbe hex", "color"),
    **each("link website webseite homepage web-address domain uri", "url"),
    **each("mail e-mail email-address", "email"),
    **each("number amount duration length weight time percentage menge zahl dauer", "quantity"),
    **each("money cost costs fee currency preis geld", "price"),
    **each("kontrast contrast-ratio", "contrast"),
    **each("postal-address location place street adresse anschrift", "address"),
    **each("day deadline datum tag", "date"),
    **each("typeface typography font-family schrift schriftart", "font"),
    **each("opening-hours opening-times business-hours times öffnungszeiten", "hours"),
    **each("picture photo logo icon graphic bild foto", "image"),
    **each("wording wordings word words phrase terminology vocabulary begriff wortwahl", "term"),
}
