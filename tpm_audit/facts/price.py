"""A price: of a loaf, a delivery, a subscription.

Read are amount and currency, in German and English notation: 4,90 €, € 4.90, EUR 4.90, CHF 1'200.50, 4.-, 99 ct,
free. A price without a currency is in the `currency` of site.yml. "From" and "up to" count, and so do ranges: "from
4.90 €" is another price than "4.90 €". What the price is for (per month, per kg), whether tax and shipping are in it
and the base price in brackets behind it are compared where both sides say so. The keys `per` (hour, day, night, week,
month, quarter, year, person, piece, kg, 100 g, litre, 100 ml) and `tax` (included, excluded) say it of the standard,
and of every price that does not say it itself. No amount is calculated anew: a price without tax, or per year,
differs from one with it, or per month. Words that only praise (now, only, special price) do not count. Two prices are
unreadable, and so are a number of things at a price, and an amount from which on shipping is free.

The same: "4,90 €" and "EUR 4.90"
The same: "4,90" and "€ 4,90"
The same: "€ 4,-" and "4.00 Euro"
The same: "CHF 1'200.50" and "1.200,50 Franken"
The same: "4,90 €" and "4,90 € inkl. MwSt."
The same: "4,90 €" and "jetzt nur 4 Euro 90"
The same: "4,90 € zzgl. Versand" and "€4.90 incl. VAT, plus shipping"
The same: "2,49 €" and "2,49 € (1 kg = 4,98 €)"
Different: "4,90 €" and "4,50 €"
Different: "4,90 €" and "4,90 CHF"
Different: "4,90 €" and "ab 4,90 €"
Different: "4,90 € inkl. MwSt." and "4,90 € zzgl. USt"
Different: "4,90 € versandkostenfrei" and "4,90 € zzgl. Versand"
Different: "9,90 € pro Monat" and "9,90 € im Jahr"
Unreadable: "4,90 € statt 5,90 €"
Unreadable: "ab 50 € versandkostenfrei"
Unreadable: "2 x 4,90 €"
Unreadable: "auf Anfrage"
With tax: included
The same: "4,90 €" and "4,90 € inkl. MwSt."
Different: "4,90 €" and "4,90 € netto"
With per: month
The same: "9,90 €" and "9,90 €/Monat"
Different: "9,90 €" and "9,90 €/Jahr"
With per: kg
The same: "4,98 €" and "2,49 € (4,98 €/kg)"
"""

import enum
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated

from tpm_audit.facts.numbers import (
    NUMBER,
    any_of,
    as_decimal,
    each,
    has_raised_digits,
    has_too_many_digits,
    plain,
    read_number,
)
from tpm_audit.facts.reasons import all_of, contradict, instead
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import one_of
from tpm_audit.source.message import Message, Sayable, Share, say

_LONGEST = 200
_RAISED = r"[\u00b9\u00b2\u00b3\u2070-\u2079]"
_RAISED_CENTS = re.compile(rf"(?<![0-9.,])([0-9]{{1,4}}) ?[,.]?({_RAISED}{{2}})(?!{_RAISED})")


class Tax(enum.StrEnum):
    """Whether tax is in a price."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class Shipping(enum.StrEnum):
    """Whether shipping is in a price."""

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
    HUNDRED_MILLILITRES = "100 ml"


_SAID_TAX: Mapping[Tax, Message] = {Tax.INCLUDED: say("with tax"), Tax.EXCLUDED: say("without tax")}
_SAID_SHIPPING: Mapping[Shipping, Message] = {
    Shipping.INCLUDED: say("with shipping"),
    Shipping.EXCLUDED: say("plus shipping"),
}
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
    Per.HUNDRED_MILLILITRES: say("per 100 ml"),
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
    Per.HUNDRED_MILLILITRES: "100 ?ml|100 milliliter|100 millilitres?",
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
    Per.PIECE: "each|einzelpreis|stückpreis|(?:je|à)(?= ?[0-9€$£])",
}
_PER = {
    per: re.compile(
        rf"(?:/ ?|\b(?:pro|per|je|im|in der|a|an) )(?:1 ?)?(?:{units})\b\.?"
        + (rf"|(?<!\w)(?:{_PER_WORDS[per]})(?!\w)" if per in _PER_WORDS else "")
    )
    for per, units in _PER_UNITS.items()
}

_TAX_WORD = (
    r"(?:mwst|ust|mehrwertsteuer|umsatzsteuer|steuern?|vat|gst|(?:sales )?tax(?:es)?)\b\.?"
    r"(?: ?\(?[0-9]{1,2}(?:[.,][0-9])? ?%\)?)?"
)
_RATE = r"(?:[0-9]{1,2}(?:[.,][0-9])? ?% )?(?:(?:der|the|gesetzl(?:\.|icher?|ichen)?|aller) ?){0,2}"
_TAX = rf"{_RATE}{_TAX_WORD}"
_SHIPPING = (
    r"(?:versand(?:kosten|spesen)?|porto(?:kosten)?|fracht(?:kosten)?|lieferung|liefer(?:kosten|spesen|gebühr)"
    r"|zustell(?:ung|kosten|gebühr)|(?:shipping|delivery)(?: (?:costs?|fees?|charges?))?|postage)\b"
    r"(?: (?:und|and|&) (?:verpackung|packing|packaging|handling)\b)?"
)
_THINGS = rf"(?:{_TAX}|{_SHIPPING})(?: ?(?:,|&|/|\+|\b(?:und|and|sowie)\b) ?(?:{_TAX}|{_SHIPPING}))*"
_JOINT = r"(?:(?:[,;/&]|\b(?:und|and|sowie)\b) ?)?"  # "inkl. MwSt. und zzgl. Versand"
_WITH = r"\b(?:inkl(?:usive)?|incl(?:uding|usive)?|einschl(?:ießlich)?|mit|with)\b\.?"
_PLUS = r"(?:\b(?:zzgl|zuzüglich|exkl(?:usive)?|excl(?:uding|usive)?|plus|netto zzgl)\b\.?|\+)"
_IN_IT = r"(?:inkl(?:usive)?|incl(?:usive)?|included|enthalten|inbegriffen)\b"
_NOTHING = rf"(?!\.? ?(?:{_TAX}|{_SHIPPING}))"  # "MwSt. exkl. Versand" says nothing of tax
_INCLUDED = re.compile(
    rf"{_JOINT}(?:{_WITH} ?(?:of )?{_THINGS}|(?:{_TAX_WORD}|{_SHIPPING}) ?{_IN_IT}{_NOTHING}\.?|\b(?:brutto|gross)\b)"
)
# "Ohne Versandkosten" is said of both: they are not in it, or there are none.
_EXCLUDED = re.compile(
    rf"{_JOINT}(?:{_PLUS} ?(?:of )?{_THINGS}|\b(?:ohne|without|before)\b ?{_TAX}"
    rf"|{_TAX_WORD} ?(?:exkl|excl|excluded|extra)\b{_NOTHING}\.?|\b(?:netto|net)\b)"
)
_FREE_SHIPPING = re.compile(
    rf"{_JOINT}(?:{_WITH} ?)?(?:\b(?:versandkosten|versand|porto|fracht)frei\b|\bfrei haus\b"
    rf"|\b(?:(?:kostenlos|kostenfrei)(?:e[mr]?)?|gratis|free)[ -]?{_SHIPPING}"
    rf"|{_SHIPPING} (?:gratis|kostenlos|frei|free)\b)"
)
_IS_TAX = re.compile(rf"{_TAX_WORD}|\b(?:brutto|gross|netto|net)\b")
_IS_SHIPPING = re.compile(_SHIPPING)
_FREE = re.compile(r"(?:gratis|kostenlos|kostenfrei|umsonst|free(?: of charge)?)")
_FROM = re.compile(r"(?:(?:schon |bereits )?ab|from|starting (?:at|from)|mindestens|at least|min\.?) ")
_UP_TO = re.compile(r"(?:bis(?: zu)?|up to|max\.?|maximal|höchstens|at most) ")
_BETWEEN = re.compile(r"(?:zwischen|between|von|from) ")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?: ?[:!] ?| |(?=[€$£¥]))")
_IDLE = frozenset(
    each(
        "nur only just preis price kostet costs um für for jetzt now aktion aktionspreis sonderpreis angebot"
        " angebotspreis special offer unser our grundpreis base unit entspricht",
        None,
    )
)
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
_IN_HUNDREDTHS = frozenset(
    {word for word, code in _CURRENCIES.items() if code in ("EUR", "CHF", "GBP", "USD")} | _DOLLAR
)
_SIGNS: Mapping[str, str] = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}
_WITH_CENTS = re.compile(  # 4 Euro 90, 4€90, 4 dollars and 90 cents
    rf"(?<![0-9.,'\u2019])(?P<whole>[0-9]{{1,3}}(?:[.,'\u2019 ][0-9]{{3}})+|[0-9]+) ?"
    rf"(?P<currency>{any_of(_IN_HUNDREDTHS)}) ?"
    rf"(?:(?P<tenths>[0-9]{{2}})|(?:(?:und|and) )?(?P<cents>[0-9]{{1,2}}) ?(?P<small>{any_of(_SMALL)})\b\.?)"
    r"(?= ?(?:-|(?:bis|to|und|and)\b|$))"
)
_AMOUNT = re.compile(
    rf"(?P<before>[a-z]{{0,3}}[€$£¥]|[^\W\d_]{{2,7}}\.?)? ?(?P<number>{NUMBER}|-[.,][0-9]{{2}}(?![0-9]))"
    r"(?P<whole>[.,]-{1,2})? ?(?P<after>[a-z]{0,3}[€$£¥]|[^\W\d_]{1,7}\.?)?"
)
_NAME = re.compile(r"[a-z]{0,3}[€$£¥]|[^\W\d_]+")
_BRACKET = re.compile(r"\(([^()]*)\)")
_OF_BASE = frozenset({Per.KG, Per.HUNDRED_GRAMS, Per.LITRE, Per.HUNDRED_MILLILITRES})
_EQUALS = re.compile(r"(?<!\w)(?:1 ?)?(kg|100 ?g|l|liter|litre|100 ?ml) ?= ?(.+)")
_TIMES = re.compile(
    r"[0-9] ?(?:[x\u00d7*]|(?:mal|times|stück|stk|st|pcs|pieces?|für|for|um|zu)\b)"
    r"|(?:[x\u00d7*]|\b(?:mal|times|für|for)\b) ?[0-9]"
)
_BETWEEN_TWO = re.compile(r" ?(?:-|bis(?: zu)?|to|and|und) ?")


@dataclass(frozen=True, slots=True)
class Base:
    """What a kilogram, a litre or a part of them costs, as it stands in brackets behind a price."""

    amount: Fraction
    per: Per


@dataclass(frozen=True, slots=True)
class Price:
    """What a text says: the amounts from ``low`` to ``high`` (None: no end), the currency, and what it says of both."""

    low: Fraction | None
    high: Fraction | None
    currency: str
    tax: Tax | None
    per: Per | None
    shipping: Shipping | None
    base: Base | None

    def spelled(self) -> str:
        """Return the one spelling; a hyphen stands for what is not said."""
        base = (None, None) if self.base is None else (self.base.amount, self.base.per)
        parts = (self.low, self.high, self.currency, self.tax, self.per, self.shipping, *base)
        return "|".join("-" if part is None else str(part) for part in parts)


@lru_cache(maxsize=4096)  # one of many is compared with each of the others
def _known(reading: Reading) -> Price:
    """Return the price that ``spelled`` wrote down."""
    low, high, currency, tax, per, shipping, base, base_per = reading.value.split("|")
    return Price(
        None if low == "-" else Fraction(low),
        None if high == "-" else Fraction(high),
        currency,
        None if tax == "-" else Tax(tax),
        None if per == "-" else Per(per),
        None if shipping == "-" else Shipping(shipping),
        None if base == "-" else Base(Fraction(base), Per(base_per)),
    )


class PriceFact(Fact):
    """A fact of kind price."""

    tax: Annotated[Tax, one_of(Tax)] | None = None
    per: Annotated[Per, one_of(Per)] | None = None

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Return amount, currency, tax and what it is for; the keys stand for what the text does not say."""
        if len(text) > _LONGEST:
            return Unreadable(text, say("the text is too long for a price"))
        if has_too_many_digits(text):
            return Unreadable(text, say("the number has too many digits"))
        cents = _RAISED_CENTS.sub(lambda raised: f"{raised[1]},{unicodedata.normalize('NFKC', raised[2])}", text)
        if has_raised_digits(cents):
            return Unreadable(text, say("raised digits stand in it"))
        found = _price(plain(cents), circumstances.currency)
        if isinstance(found, Message):
            return Unreadable(text, found)
        if found.base and found.per is None and self.per in _OF_BASE:
            if found.base.per is not self.per:
                return Unreadable(text, say("its base price is for another quantity"))
            found = replace(found, low=found.base.amount, high=found.base.amount, base=None)
        return Reading(text, replace(found, tax=found.tax or self.tax, per=found.per or self.per).spelled())

    def read_as(self, reading: Reading) -> Sayable:
        """Return amount and currency, and what is said of them."""
        price = _known(reading)
        said = [_said(price)]
        said += [_SAID_PER[price.per]] if price.per else []
        said += [_SAID_TAX[price.tax]] if price.tax else []
        said += [_SAID_SHIPPING[price.shipping]] if price.shipping else []
        said += [say("base price {price}", price=_said_base(price.base, price.currency))] if price.base else []
        return tuple(said)

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two prices are the same in all that both say."""
        ours, theirs = _known(one), _known(other)
        return (
            (ours.low, ours.high, ours.currency) == (theirs.low, theirs.high, theirs.currency)
            and not contradict(ours.tax, theirs.tax)
            and not contradict(ours.per, theirs.per)
            and not contradict(ours.shipping, theirs.shipping)
            and _other_base(ours, theirs) is None
        )

    @property
    def has_tolerance(self) -> bool:
        """Say that a price that says less may be the same as one that says more."""
        return True

    def compared_as(self) -> Message:
        """Say what counts."""
        return say("by amount and currency; tax, shipping, and what the price is for, count where both sides say it")

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say what is not comparable, else the difference in money and per cent."""
        asked, shown = _known(standard), _known(found)
        if asked.currency != shown.currency:
            return say("{found} instead of {expected}", found=shown.currency, expected=asked.currency)
        if other := instead(_SAID_PER, asked.per, shown.per):
            return other
        reasons = (
            _other_amount(asked, shown),
            instead(_SAID_TAX, asked.tax, shown.tax),
            instead(_SAID_SHIPPING, asked.shipping, shown.shipping),
            _other_base(asked, shown),
        )
        return all_of(reason for reason in reasons if reason is not None)


def _price(written: str, usual: str) -> Price | Message:
    """Return what a text says, or why that cannot be told."""
    rest, base = _without_base(written, usual)
    rest, free = _without(_FREE_SHIPPING, rest)
    rest, excluded = _without(_EXCLUDED, rest)
    rest, included = _without(_INCLUDED, rest)
    taxed, untaxed = (any(map(_IS_TAX.search, said)) for said in (included, excluded))
    shipped, unshipped = bool(free) or any(map(_IS_SHIPPING.search, included)), any(map(_IS_SHIPPING.search, excluded))
    if taxed and untaxed:
        return say("it says both with and without tax")
    if shipped and unshipped:
        return say("it says both with and without shipping")
    pers = []
    for per, pattern in _PER.items():
        rest, said = _without(pattern, rest)
        pers += [per] * bool(said)
    if len(pers) > 1 or (base and base.per in pers):
        return say("it says twice what the price is for")
    amounts = _amounts(rest.strip(" .,;:!*()"), usual)
    if isinstance(amounts, Message):
        return amounts
    low, high, currency = amounts
    if free and high is None:
        return say("it may be the amount from which on shipping is free")
    if base and base.currency != currency:
        return say("more than one price")
    return Price(
        low,
        high,
        currency,
        Tax.INCLUDED if taxed else Tax.EXCLUDED if untaxed else None,
        pers[0] if pers else None,
        Shipping.INCLUDED if shipped else Shipping.EXCLUDED if unshipped else None,
        Base(base.low, base.per) if base and base.low is not None and base.per else None,
    )


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    """Return the text without what the pattern finds, and what it found."""
    found = [match[0] for match in pattern.finditer(text)]
    return " ".join(pattern.sub(_gap, text).split()), found


def _gap(taken: re.Match[str]) -> str:
    """Return what stands where something was taken out: the numbers beside it must not become one, as in 2 je 490."""
    before, behind = taken.string[: taken.start()].rstrip(), taken.string[taken.end() :].lstrip()
    return " | " if before[-1:].isdigit() and behind[:1].isdigit() else " "


def _without_base(written: str, usual: str) -> tuple[str, Price | None]:
    """Part the base price in brackets from the price that stands beside it."""
    for bracket in _BRACKET.finditer(written):
        rest = f"{written[: bracket.start()]}{_gap(bracket)}{written[bracket.end() :]}"
        base = _price(_EQUALS.sub(r"\2 / \1", bracket[1].strip(" =")), usual) if any(map(str.isdigit, rest)) else None
        if isinstance(base, Price) and _is_base(base):
            return rest, base
    return written, None


def _is_base(price: Price) -> bool:
    return (
        price.per in _OF_BASE
        and price.low is not None
        and price.low == price.high
        and price.tax is None
        and price.shipping is None
    )


def _amounts(text: str, usual: str) -> tuple[Fraction | None, Fraction | None, str] | Message:
    """Return the lowest and the highest price and the currency of what is left of a text."""
    while (word := _WORD_BEFORE.match(text)) and word[1] in _IDLE:
        text = text[word.end() :]
    text = _WITH_CENTS.sub(_as_decimals, text)
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
        return _why_no_currency(text, usual)
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
    if opening is None and between[0].strip() in ("and", "und"):
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
        return _why_no_currency(text, usual)
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


def _as_decimals(match: re.Match[str]) -> str:
    """Return an amount whose cents stand behind the currency with all of it before."""
    small = match["small"]
    if small and _SMALL[small] not in (None, _CURRENCIES.get(match["currency"])):
        return match[0]
    whole = "".join(filter(str.isdigit, match["whole"]))
    return f"{whole},{match['tenths'] or match['cents'].zfill(2)} {match['currency']}"


def _why_no_currency(text: str, usual: str) -> Message:
    """Say what is wrong with the words around an amount, none of which or more than one is a currency."""
    names = _NAME.findall(text)
    known = {_currency(name, usual) for name in names} - {None}
    if len(known) > 1:
        return say("it names more than one currency")
    if known or not _SMALL.keys().isdisjoint(names):
        return say("there is more than a price")
    return say("it names no currency that is known")


def _currency(name: str, usual: str) -> str | None:
    if name in _DOLLAR:
        return usual if usual.endswith("D") else "USD"
    return usual if name == usual.lower() else _CURRENCIES.get(name)


def _why_not(text: str) -> Message:
    numbers = re.findall(NUMBER, text)
    if not numbers:
        return say("there is no amount")
    if len(numbers) > 1 and _TIMES.search(text):
        return say("it is a number of things at a price; nothing is multiplied: write what one costs, or all")
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


def _other_base(asked: Price, shown: Price) -> Message | None:
    """Say the other base price; one for another quantity is no other, for it is rounded."""
    ours, theirs = asked.base, shown.base
    if ours is None or theirs is None or ours.per is not theirs.per or ours.amount == theirs.amount:
        return None
    return say(
        "base price {found} instead of {expected}",
        found=_said_base(theirs, shown.currency),
        expected=_said_base(ours, asked.currency),
    )


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


def _said_base(base: Base, currency: str) -> Message:
    amount = say("{amount} {currency}", amount=_money(base.amount), currency=_SIGNS.get(currency, currency))
    return say("{price} {per}", price=amount, per=_SAID_PER[base.per])


def _money(amount: Fraction) -> Decimal:
    """Return an amount with cents, and with more decimals where it has them."""
    shown = as_decimal(amount)
    return shown.quantize(Decimal("0.01")) if (amount * 100).denominator == 1 else shown
