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
