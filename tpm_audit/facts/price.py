"""A price: of a loaf, a delivery, a subscription.

Read are amount and currency, in German and English notation: 4,90 €, € 4.90, EUR 4.90, CHF 1'200.50, 4.-, 99 ct,
free. A price without a currency is in the `currency` of site.yml. "From" and "up to" count, and so do ranges: "from
4.90 €" is another price than "4.90 €". What the price is for (per month, per kg) and whether tax is in it are
compared where both sides say so. The keys `per` (hour, day, night, week, month, quarter, year, person, piece, kg,
100 g, litre) and `tax` (included, excluded) say it of the standard, and of every price that does not say it itself.
No amount is calculated anew: a price without tax, or per year, differs from one with it, or per month.

The same: "4,90 €" and "EUR 4.90"
The same: "4,90" and "€ 4,90"
The same: "€ 4,-" and "4.00 Euro"
The same: "CHF 1'200.50" and "1.200,50 Franken"
The same: "4,90 €" and "4,90 € inkl. MwSt."
Different: "4,90 €" and "4,50 €"
Different: "4,90 €" and "4,90 CHF"
Different: "4,90 €" and "ab 4,90 €"
Different: "4,90 € inkl. MwSt." and "4,90 € zzgl. USt"
Different: "9,90 € pro Monat" and "9,90 € im Jahr"
Unreadable: "4,90 € statt 5,90 €"
Unreadable: "auf Anfrage"
With tax: included
The same: "4,90 €" and "4,90 € inkl. MwSt."
Different: "4,90 €" and "4,90 € netto"
With per: month
The same: "9,90 €" and "9,90 €/Monat"
Different: "9,90 €" and "9,90 €/Jahr"
"""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from tpm_audit.facts.numbers import NUMBER, as_decimal, each, plain, read_number
from tpm_audit.facts.reasons import all_of, contradict, instead
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import one_of
from tpm_audit.source.message import Message, Sayable, Share, say

_LONGEST = 200


class Tax(enum.StrEnum):
    """Whether tax is in a price."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class Per(enum.StrEnum):
    """What a price is for."""

    HOUR = "hour"
    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PERSON = "person"
    PIECE = "piece"
    KG = "kg"
    HUNDRED_GRAMS = "100 g"
    LITRE = "litre"


_SAID_TAX: Mapping[Tax, Message] = {Tax.INCLUDED: say("with tax"), Tax.EXCLUDED: say("without tax")}
_SAID_PER: Mapping[Per, Message] = {
    Per.HOUR: say("per hour"),
    Per.DAY: say("per day"),
    Per.NIGHT: say("per night"),
    Per.WEEK: say("per week"),
    Per.MONTH: say("per month"),
    Per.QUARTER: say("per quarter"),
    Per.YEAR: say("per year"),
    Per.PERSON: say("per person"),
    Per.PIECE: say("per piece"),
    Per.KG: say("per kg"),
    Per.HUNDRED_GRAMS: say("per 100 g"),
    Per.LITRE: say("per litre"),
}
_PER_UNITS: Mapping[Per, str] = {
    Per.HOUR: "h|hour|hr|std|stunde",
    Per.DAY: "day|tag",
    Per.NIGHT: "night|nacht|übernachtung",
    Per.WEEK: "week|wk|woche",
    Per.MONTH: "month|mo|mon|monat",
    Per.QUARTER: "quarter|quartal",
    Per.YEAR: "year|yr|jahr|annum",
    Per.PERSON: "person|pers|kopf|head|guest|gast",
    Per.KG: "kg|kilo|kilogramm|kilogram",
    Per.HUNDRED_GRAMS: "100 ?g|100 gramm",
    Per.LITRE: "l|liter|litre",
    Per.PIECE: "piece|pc|item|stück|stk|st",  # the last, for "je" alone is one, too
}
_PER_WORDS: Mapping[Per, str] = {
    Per.HOUR: "hourly|stündlich",
    Per.DAY: "daily|täglich",
    Per.WEEK: "weekly|wöchentlich",
    Per.MONTH: r"monthly|monatlich|mtl\b\.?",
    Per.QUARTER: "quarterly|vierteljährlich",
    Per.YEAR: r"yearly|annually|jährlich|p\. ?a\.|p\.a\b",
    Per.PERSON: r"p\. ?p\.|p\.p\b|pp",
    Per.PIECE: "each|je(?= ?[0-9€$£])",
}
_PER = {
    per: re.compile(
        rf"(?:/ ?|\b(?:pro|per|je|im|in der|a|an) )(?:{units})\b\.?"
        + (rf"|(?<!\w)(?:{_PER_WORDS[per]})(?!\w)" if per in _PER_WORDS else "")
    )
    for per, units in _PER_UNITS.items()
}

_TAX_WORD = (
    r"(?:mwst|ust|mehrwertsteuer|umsatzsteuer|steuern?|vat|gst|(?:sales )?tax(?:es)?)\b\.?"
    r"(?: ?\(?[0-9]{1,2}(?:[.,][0-9])? ?%\)?)?"
)
_RATE = r"(?:[0-9]{1,2}(?:[.,][0-9])? ?% )?(?:(?:der|the|gesetzl(?:\.|icher?|ichen)?|aller) ?){0,2}"
_INCLUDED = re.compile(
    rf"\b(?:inkl(?:usive)?|incl(?:uding|usive)?|einschl(?:ießlich)?|mit|with)\b\.? ?(?:of )?{_RATE}{_TAX_WORD}"
    rf"|{_TAX_WORD} ?(?:inkl|incl|included|enthalten|inbegriffen)\b\.?|\b(?:brutto|gross)\b"
)
_EXCLUDED = re.compile(
    rf"(?:\b(?:zzgl|zuzüglich|exkl(?:usive)?|excl(?:uding|usive)?|ohne|plus|without|before|netto zzgl)\b\.?|\+)"
    rf" ?(?:of )?{_RATE}{_TAX_WORD}|{_TAX_WORD} ?(?:exkl|excl|excluded|extra)\b\.?|\b(?:netto|net)\b"
)
_FREE = re.compile(r"(?:gratis|kostenlos|kostenfrei|umsonst|free(?: of charge)?)")
_FROM = re.compile(r"(?:(?:schon |bereits )?ab|from|starting (?:at|from)|mindestens|at least|min\.?) ")
_UP_TO = re.compile(r"(?:bis(?: zu)?|up to|max\.?|maximal|höchstens|at most) ")
_BETWEEN = re.compile(r"(?:zwischen|between|von|from) ")
_ONLY = re.compile(r"(?:nur|only|just|preis|price|kostet|costs)\b:? ?")
_CURRENCIES: Mapping[str, str] = {
    **each("€ eur euro euros", "EUR"),
    **each("chf sfr fr franken francs", "CHF"),
    **each("£ gbp pound pounds pfund", "GBP"),
    **each("us$ usd", "USD"),
    **each("pln zł zloty złoty", "PLN"),
    **each("czk kč kronen", "CZK"),
    **each("huf ft forint", "HUF"),
    **each("jpy ¥ yen", "JPY"),
    **{code.lower(): code for code in ("SEK", "NOK", "DKK", "RON", "BGN", "TRY", "CAD", "AUD", "NZD", "CNY", "INR")},
}
_DOLLAR = frozenset({"$", "dollar", "dollars"})
_SMALL: Mapping[str, str | None] = {
    **each("ct cent cents c", None),
    **each("rappen rp", "CHF"),
    **each("p pence penny", "GBP"),
}
_SIGNS: Mapping[str, str] = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}
_AMOUNT = re.compile(
    rf"(?P<before>[a-z]{{0,3}}[€$£¥]|[^\W\d_]{{2,7}}\.?)? ?(?P<number>{NUMBER}|-[.,][0-9]{{2}}(?![0-9]))"
    r"(?P<whole>[.,]-{1,2})? ?(?P<after>[a-z]{0,3}[€$£¥]|[^\W\d_]{1,7}\.?)?"
)
_BETWEEN_TWO = re.compile(r" ?(?:-|bis(?: zu)?|to|and|und) ?")


@dataclass(frozen=True, slots=True)
class Price:
    """What a text says: the amounts from ``low`` to ``high`` (None: no end), the currency, and what it says of both."""

    low: Fraction | None
    high: Fraction | None
    currency: str
    tax: Tax | None
    per: Per | None

    def spelled(self) -> str:
        """Return the one spelling; a hyphen stands for what is not said."""
        parts = (self.low, self.high, self.currency, self.tax, self.per)
        return "|".join("-" if part is None else str(part) for part in parts)


def _known(reading: Reading) -> Price:
    """Return the price that ``spelled`` wrote down."""
    low, high, currency, tax, per = reading.value.split("|")
    return Price(
        None if low == "-" else Fraction(low),
        None if high == "-" else Fraction(high),
        currency,
        None if tax == "-" else Tax(tax),
        None if per == "-" else Per(per),
    )


class PriceFact(Fact):
    """A fact of kind price."""

    tax: Annotated[Tax, one_of(Tax)] | None = None
    per: Annotated[Per, one_of(Per)] | None = None

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Return amount, currency, tax and what it is for; the keys stand for what the text does not say."""
        if len(text) > _LONGEST:
            return Unreadable(text, say("the text is too long for a price"))
        found = _price(plain(text), circumstances.currency)
        if isinstance(found, Message):
            return Unreadable(text, found)
        low, high, currency, tax, per = found.low, found.high, found.currency, found.tax, found.per
        return Reading(text, Price(low, high, currency, tax or self.tax, per or self.per).spelled())

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two prices are the same in all that both say."""
        ours, theirs = _known(one), _known(other)
        return (
            (ours.low, ours.high, ours.currency) == (theirs.low, theirs.high, theirs.currency)
            and not contradict(ours.tax, theirs.tax)
            and not contradict(ours.per, theirs.per)
        )

    @property
    def has_tolerance(self) -> bool:
        """Say whether a price that says less may be the same as one that says more."""
        return self.tax is None or self.per is None

    def compared_as(self) -> Message:
        """Say what counts."""
        return say("by amount and currency; tax, and what the price is for, count where both sides say it")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say what is not comparable, else the difference in money and per cent."""
        asked, shown = _known(standard), _known(found)
        if asked.currency != shown.currency:
            return say("{found} instead of {expected}", found=shown.currency, expected=asked.currency)
        if other := instead(_SAID_PER, asked.per, shown.per):
            return other
        reasons = (_other_amount(asked, shown), instead(_SAID_TAX, asked.tax, shown.tax))
        return all_of(reason for reason in reasons if reason is not None)


def _price(written: str, usual: str) -> Price | Message:
    """Return what a text says, or why that cannot be told."""
    rest = written
    rest, excluded = _without(_EXCLUDED, rest)
    rest, included = _without(_INCLUDED, rest)
    if excluded and included:
        return say("it says both with and without tax")
    tax = Tax.INCLUDED if included else Tax.EXCLUDED if excluded else None
    pers = []
    for per, pattern in _PER.items():
        rest, said = _without(pattern, rest)
        pers += [per] * said
    if len(pers) > 1:
        return say("it says twice what the price is for")
    amounts = _amounts(rest.strip(" .,;:!*()"), usual)
    if isinstance(amounts, Message):
        return amounts
    return Price(*amounts, tax, pers[0] if pers else None)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    """Return the text without what the pattern finds, and whether it found anything."""
    left, times = pattern.subn(" ", text)
    return " ".join(left.split()), times > 0


def _amounts(text: str, usual: str) -> tuple[Fraction | None, Fraction | None, str] | Message:
    """Return the lowest and the highest price and the currency of what is left of a text."""
    only = _ONLY.match(text)
    text = text[only.end() :] if only else text
    if _FREE.fullmatch(text):
        return Fraction(0), Fraction(0), usual
    found = _range(text, usual)
    if found is not None:
        return found
    floor, ceiling = _FROM.match(text), _UP_TO.match(text)
    opening = floor or ceiling
    match = _AMOUNT.fullmatch(text[opening.end() :] if opening else text)
    if match is None:
        return _why_not(text)
    amount, currency = _amount(match, usual)
    if currency is None:
        return say("it names no currency that is known")
    return (None if ceiling else amount), (None if floor else amount), currency


def _range(text: str, usual: str) -> tuple[Fraction, Fraction, str] | Message | None:
    """Return the two ends of a range and their currency, None where there is no range."""
    opening = _BETWEEN.match(text)
    rest = text[opening.end() :] if opening else text
    first = _AMOUNT.match(rest)
    between = _BETWEEN_TWO.match(rest, first.end("number")) if first else None
    if first is not None and between is None:
        between = _BETWEEN_TWO.match(rest, first.end())
    second = _AMOUNT.fullmatch(rest, between.end()) if between else None
    if first is None or between is None or second is None:
        return None
    first = _AMOUNT.fullmatch(rest, 0, between.start())
    if first is None:
        return None
    (high, currency), (low, own) = _amount(second, usual), _amount(first, usual)
    if not (second["before"] or second["after"]):
        currency = own
    elif not (first["before"] or first["after"]):
        own = currency
    if currency is None or own != currency:
        return say("it names no currency that is known")
    return (low, high, currency) if low <= high else say("the range ends before it begins")


def _amount(match: re.Match[str], usual: str) -> tuple[Fraction, str | None]:
    """Return an amount, and its currency or None where it is not known."""
    number = match["number"]
    amount = Fraction(int(number[2:]), 100) if number[0] == "-" else read_number(number)
    names = [name.rstrip(".") for name in (match["before"], match["after"]) if name]
    if len(names) == 1 and names[0] in _SMALL:
        return amount / 100, _SMALL[names[0]] or usual
    currencies = {_currency(name, usual) for name in names} or {usual}
    return amount, currencies.pop() if len(currencies) == 1 else None


def _currency(name: str, usual: str) -> str | None:
    if name in _DOLLAR:
        return usual if usual.endswith("D") else "USD"
    return usual if name == usual.lower() else _CURRENCIES.get(name)


def _why_not(text: str) -> Message:
    numbers = re.findall(NUMBER, text)
    if not numbers:
        return say("there is no amount")
    return say("more than one price") if len(numbers) > 1 else say("there is more than a price")


def _other_amount(asked: Price, shown: Price) -> Message | None:
    """Say how much more or less it is; nothing where that is the same, and what kind of price where that differs."""
    if (asked.low, asked.high) == (shown.low, shown.high):
        return None
    before, after = _sole(asked), _sole(shown)
    alike = (asked.low is None, asked.high is None) == (shown.low is None, shown.high is None)
    if before is None or after is None or not alike:
        return say("{found} instead of {expected}", found=_said(shown), expected=_said(asked))
    amount = _money(abs(after - before))
    sign = _SIGNS.get(asked.currency, asked.currency)
    if not before:
        return say("{amount} {currency} more", amount=amount, currency=sign)
    share = Share(abs(after - before) / before)
    if after > before:
        return say("{amount} {currency} more, {share}", amount=amount, currency=sign, share=share)
    return say("{amount} {currency} less, {share}", amount=amount, currency=sign, share=share)


def _sole(price: Price) -> Fraction | None:
    """Return the only amount of a price, None of a range."""
    if price.low is None or price.high is None:
        return price.high if price.low is None else price.low
    return price.low if price.low == price.high else None


def _said(price: Price) -> Sayable:
    sign = _SIGNS.get(price.currency, price.currency)
    if price.low is None or price.high is None:
        amount = say("{amount} {currency}", amount=_money(_sole(price) or Fraction(0)), currency=sign)
        return say("up to {amount}", amount=amount) if price.low is None else say("from {amount}", amount=amount)
    if price.low == price.high:
        return say("{amount} {currency}", amount=_money(price.low), currency=sign)
    high = say("{amount} {currency}", amount=_money(price.high), currency=sign)
    return say("{low} to {high}", low=_money(price.low), high=high)


def _money(amount: Fraction) -> Decimal:
    """Return an amount with cents, and with more decimals where it has them."""
    shown = as_decimal(amount)
    return shown.quantize(Decimal("0.01")) if (amount * 100).denominator == 1 else shown
