import dataclasses
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.facts.asking import Asked, ask, fact_of

PRICE = ask("price")
TAXED = ask("price", {"tax": "included"})
MONTHLY = ask("price", {"tax": "included", "per": "month"})
BY_WEIGHT = ask("price", {"per": "kg"})


def in_currency(currency: str) -> Asked:
    return Asked(PRICE.fact, dataclasses.replace(PRICE.circumstances, currency=currency))


SAME = [
    ("4,90 €", "4\u2079\u2070 €"),
    ("4,90 €", "4,\u2079\u2070 €"),
    ("4,90 €", "4.90 €"),
    ("4,90 €", "€ 4,90"),
    ("4,90 €", "€4.90"),
    ("4,90 €", "EUR 4.90"),
    ("4,90 €", "4,90 EUR"),
    ("4,90 €", "4,90 Euro"),
    ("4,90 €", "4,90"),
    ("4,90 €", "4,9 €"),
    ("4,90 €", "4,90\u00a0€"),
    ("4,90 €", "4,90 €*"),
    ("4,90 €", "nur 4,90 €"),
    ("4,90 €", "Preis: 4,90 €"),
    ("4,90 €", "490 Cent"),
    ("4,90 €", "4,90 € inkl. MwSt."),
    ("4,90 €", "4,90 € pro Stück"),
    ("4,90 €", "à 4,90 €"),
    ("4,90 € pro Stück", "Einzelpreis: 4,90 €"),
    ("4,90 € pro Stück", "Stückpreis 4,90 €"),
    ("4,90 € pro Stück", "je 4,90 €"),
    ("4,90 € pro Person", "pro Person 4,90 €"),
    ("4,90 € pro Person", "p. P. € 4,90"),
    ("4,90 € pro Person", "Preis pro Person: 4,90 €"),
    ("4,90 €/kg", "pro kg: 4,90 €"),
    ("9,90 €/Monat", "monatlich 9,90 €"),
    ("1 200 € pro Monat", "pro Monat 1.200 €"),
    ("€ 4,-", "4 €"),
    ("€ 4,-", "4,00 €"),
    ("€ 4,-", "€ 4,--"),
    ("€ 4,-", "4.– Euro"),
    ("99 ct", "0,99 €"),
    ("99 ct", "€ -.99"),
    ("gratis", "0 €"),
    ("gratis", "free of charge"),
    ("kostenlos", "0,00 €"),
    ("CHF 1'200.50", "1.200,50 CHF"),
    ("CHF 1'200.50", "Fr. 1200.50"),
    ("CHF 1'200.50", "1\u2019200.50 Franken"),
    ("CHF 1200", "CHF 1'200.–"),
    ("1.200 €", "1,200 €"),
    ("1.200 €", "1 200 €"),
    ("1.234.567,89 €", "€1,234,567.89"),
    ("$12", "USD 12.00"),
    ("$12", "US$ 12"),
    ("£4.50", "GBP 4,50"),
    ("£4.50", "450p"),
    ("2 990 Kč", "CZK 2990"),
    ("ab 4,90 €", "from €4.90"),
    ("ab 4,90 €", "starting at 4.90 EUR"),
    ("bis zu 5 €", "up to €5"),
    ("4,50 – 5,50 €", "€4.50-€5.50"),
    ("4,50 - 5,50 €", "zwischen 4,50 und 5,50 Euro"),
    ("4,50 - 5,50 €", "from 4.50 to 5.50 €"),
    ("4,50 - 5,50 €", "4,50 € bis 5,50 €"),
    ("9,90 €/Monat", "9.90 € per month"),
    ("9,90 €/Monat", "monatlich 9,90 €"),
    ("9,90 €/Monat", "9,90 € im Monat"),
    ("9,90 €/Monat", "€9.90 a month"),
    ("99 € im Jahr", "99 € p.a."),
    ("99 € im Jahr", "99 € jährlich"),
    ("1,99 €/100 g", "1,99 € pro 100g"),
    ("1,99 €/kg", "1.99 € per kilo"),
    ("je 4,90 €", "4,90 € pro Stück"),
    ("4,90 € inkl. MwSt.", "4,90 € incl. VAT"),
    ("4,90 € inkl. MwSt.", "4,90 € inkl. 10 % MwSt."),
    ("4,90 € inkl. MwSt.", "4,90 € (inkl. gesetzlicher Umsatzsteuer)"),
    ("4,90 € inkl. MwSt.", "4,90 € brutto"),
    ("4,90 € inkl. MwSt.", "4.90 € VAT included"),
    ("4,90 € zzgl. USt", "4,90 € netto"),
    ("4,90 € zzgl. USt", "4,90 € plus 20 % MwSt."),
    ("4,90 € zzgl. USt", "4.90 € excl. VAT"),
    ("4,90 € zzgl. USt", "4,90 € + MwSt."),
    ("4,90 €", "4,90 € zzgl. Versand"),
    ("4,90 €", "4,90 € versandkostenfrei"),
    ("4,90 € zzgl. Versand", "4,90 € zzgl. Versandkosten"),
    ("4,90 € zzgl. Versand", "€4.90 plus shipping"),
    ("4,90 € zzgl. Versand", "4,90 €, exkl. Versandspesen"),
    ("4,90 € zzgl. Versand", "4.90 € excl. delivery charges"),
    ("4,90 € zzgl. Versand", "4,90 € inkl. MwSt., zzgl. Versand"),
    ("4,90 € zzgl. Versand", "4,90 € (inkl. 10 % MwSt. und zzgl. Porto und Verpackung)"),
    ("4,90 € zzgl. Versand", "4,90 € + Versand"),
    ("4,90 € inkl. Versand", "4,90 € versandkostenfrei"),
    ("4,90 € inkl. Versand", "4,90 € inkl. MwSt. und Versand"),
    ("4,90 € inkl. Versand", "4,90 €, Versand inklusive"),
    ("4,90 € inkl. Versand", "€4.90 with free shipping"),
    ("4,90 € inkl. Versand", "4,90 € frei Haus"),
    ("4,90 € inkl. Versand", "4,90 €, kostenloser Versand"),
    ("4,90 € inkl. Versand", "4.90 EUR including delivery"),
    ("ab 4,90 € inkl. Versand", "from €4.90, shipping included"),
    ("4,90 € zzgl. USt", "4,90 € zzgl. MwSt. und Versand"),
    ("2,49 €", "2,49 € (4,98 €/kg)"),
    ("2,49 €", "2,49 € (1 kg = 4,98 €)"),
    ("2,49 €", "2,49 € (100 g = 0,50 €)"),
    ("2,49 €", "2,49 € (entspricht 4,98 € pro Liter)"),
    ("2,49 €", "2,49 € (Grundpreis: 4,98 €/kg), inkl. MwSt."),
    ("2,49 €/100 g", "2,49 €/100 g (24,90 €/kg)"),
    ("2,49 € (4,98 €/kg)", "€2.49 (1 kg = €4.98)"),
    ("2,49 € (4,98 €/kg)", "2,49 € (0,50 €/100 g)"),
    ("2,49 €", "2,49 € (1,25 €/100 ml)"),
    ("1,25 €/100 ml", "1.25 € per 100ml"),
    ("(4,98 €/kg)", "4,98 €/kg"),
    ("4,90 €", "um 4,90 €"),
    ("4,90 €", "um nur 4,90 €"),
    ("4,90 €", "für 4,90 €"),
    ("4,90 €", "jetzt 4,90 €"),
    ("4,90 €", "jetzt nur 4,90 €"),
    ("4,90 €", "Jetzt: 4,90 €"),
    ("4,90 €", "Aktionspreis 4,90 €"),
    ("4,90 €", "Angebot: 4,90 €"),
    ("4,90 €", "now €4.90"),
    ("4,90 €", "Now only 4.90 €"),
    ("4,90 €", "special price: 4.90 €"),
    ("4,90 €", "special offer €4.90"),
    ("4,90 €", "Unser Preis 4,90 €"),
    ("ab 4,90 €", "jetzt ab 4,90 €"),
    ("4,90 €", "4 Euro 90"),
    ("4,90 €", "4 Euro 90 Cent"),
    ("4,90 €", "4€90"),
    ("4,90 €", "4 € 90"),
    ("4,90 €", "4 Euro und 90 Cent"),
    ("4,05 €", "4 Euro 5 Cent"),
    ("1.200,50 €", "1.200 Euro 50"),
    ("$4.90", "4 dollars and 90 cents"),
    ("£4.50", "4 pounds 50p"),
    ("CHF 4.50", "4 Franken 50 Rappen"),
    ("4,90 €/kg", "4 Euro 90 pro Kilo"),
    ("4,90-5,90 €", "4 Euro 90 bis 5 Euro 90"),
    ("4,90 € zzgl. Versand", "4,90 € inkl. MwSt. exkl. Versand"),
    ("4,90 € inkl. MwSt.", "4,90 € inkl. MwSt. exkl. Versand"),
    ("4,90 € zzgl. USt", "4,90 € exkl. MwSt. inkl. Versand"),
    ("2,49 € (4,98 €/kg)", "2,49 € (4,98 €/1 kg)"),
    ("2,49 € (4,98 €/kg)", "2,49 € (= 4,98 €/kg)"),
    ("2,49 € (4,98 €/kg)", "2,49 € (je kg 4,98 €)"),
]

DIFFERENT = [
    ("4,90 €", "5,30 €", "0.40 € more, 8.2%"),
    ("4,90 €", "4,50 €", "0.40 € less, 8.2%"),
    ("4,90 €", "4,91 €", "0.01 € more, 0.2%"),
    ("4,90 €", "49 €", "44.10 € more, 900.0%"),
    ("4,90 €", "0 €", "4.90 € less, 100.0%"),
    ("4,90 €", "gratis", "4.90 € less, 100.0%"),
    ("gratis", "4,90 €", "4.90 € more"),
    ("1.200 €", "1.300 €", "100.00 € more, 8.3%"),
    ("CHF 1200", "CHF 1000", "200.00 CHF less, 16.7%"),
    ("$12", "$13", "1.00 $ more, 8.3%"),
    ("0,325 €", "0,3255 €", "0.0005 € more, 0.2%"),
    ("ab 4,90 €", "ab 5,90 €", "1.00 € more, 20.4%"),
    ("bis zu 5 €", "up to 4 €", "1.00 € less, 20.0%"),
    ("9,90 €/Monat", "10,90 €", "1.00 € more, 10.1%"),
    ("9,90 €/Monat", "10,90 €/Monat", "1.00 € more, 10.1%"),
    ("4,90 €", "4,90 CHF", "CHF instead of EUR"),
    ("4,90 €", "$4.90", "USD instead of EUR"),
    ("4,90", "£4.90", "GBP instead of EUR"),
    ("4,90 €", "ab 4,90 €", "from 4.90 € instead of 4.90 €"),
    ("ab 4,90 €", "4,90 €", "4.90 € instead of from 4.90 €"),
    ("ab 4,90 €", "bis zu 4,90 €", "up to 4.90 € instead of from 4.90 €"),
    ("4,90 €", "4,50-5,50 €", "4.50 to 5.50 € instead of 4.90 €"),
    ("4,50-5,50 €", "5,00 €", "5.00 € instead of 4.50 to 5.50 €"),
    ("4,50-5,50 €", "4,50-6,50 €", "4.50 to 6.50 € instead of 4.50 to 5.50 €"),
    ("9,90 €/Monat", "9,90 €/Jahr", "per year instead of per month"),
    ("9,90 €/Monat", "118,80 € im Jahr", "per year instead of per month"),
    ("1,99 €/100 g", "19,90 €/kg", "per kg instead of per 100 g"),
    ("50 € pro Nacht", "50 € p. P.", "per person instead of per night"),
    ("30 €/h", "30 €/Tag", "per day instead of per hour"),
    ("4,90 € inkl. MwSt.", "4,90 € zzgl. USt", "without tax instead of with tax"),
    ("4,90 € netto", "4,90 € brutto", "with tax instead of without tax"),
    ("4,90 € inkl. MwSt.", "4,08 € netto", "0.82 € less, 16.7%; without tax instead of with tax"),
    ("4,90 € zzgl. Versand", "4,90 € versandkostenfrei", "with shipping instead of plus shipping"),
    ("4,90 € inkl. MwSt. und Versand", "4,90 € inkl. MwSt., zzgl. Versand", "plus shipping instead of with shipping"),
    (
        "4,90 € brutto inkl. Versand",
        "4,90 € netto zzgl. Versand",
        "without tax instead of with tax; plus shipping instead of with shipping",
    ),
    ("4,90 € inkl. Versand", "5,90 € inkl. Versand", "1.00 € more, 20.4%"),
    ("2,49 € (4,98 €/kg)", "2,49 € (5,98 €/kg)", "base price 5.98 € per kg instead of 4.98 € per kg"),
    (
        "2,49 € (4,98 €/kg)",
        "2,99 € (5,98 €/kg)",
        "0.50 € more, 20.1%; base price 5.98 € per kg instead of 4.98 € per kg",
    ),
    ("2,49 €/kg", "2,49 € pro Stück (4,98 €/kg)", "per piece instead of per kg"),
    ("4,90 €", "4 Euro 9 Cent", "0.81 € less, 16.5%"),
    ("4,90 €", "jetzt nur 5,90 €", "1.00 € more, 20.4%"),
    ("4,90 €", "jetzt ab 4,90 €", "from 4.90 € instead of 4.90 €"),
    ("90 €", "4 Euro 90", "85.10 € less, 94.6%"),
    ("4,90 € netto", "4,90 € inkl. MwSt. exkl. Versand", "with tax instead of without tax"),
]

TIMES = "it is a number of things at a price; nothing is multiplied: write what one costs, or all"
UNREADABLE = [
    ("4,90 € statt 5,90 €", "more than one price"),
    ("4,90 € 5,90 €", "more than one price"),
    ("4,90 € + 1 € Pfand", "more than one price"),
    ("auf Anfrage", "there is no amount"),
    ("", "there is no amount"),
    ("€", "there is no amount"),
    ("-5 €", "there is more than a price"),
    ("10 % Rabatt", "there is more than a price"),
    ("12 Äpfel", "it names no currency that is known"),
    ("4,90 XYZ", "it names no currency that is known"),
    ("EUR 4,90 CHF", "it names more than one currency"),
    ("4 € - 5 CHF", "it names more than one currency"),
    ("4 - 5 Äpfel", "it names no currency that is known"),
    ("5 - 4 €", "the range ends before it begins"),
    ("4,90 € netto, inkl. MwSt.", "it says both with and without tax"),
    ("4,90 €/Monat/Person", "it says twice what the price is for"),
    ("9" * 201, "the text is too long for a price"),
    ("4,90\u00b9 €", "raised digits stand in it"),
    ("1\u2075 €", "raised digits stand in it"),
    ("1" + 27 * "0", "the number has too many digits"),
    ("1.000.000.000.000.000 €", "the number has too many digits"),
    ("ab 50 € versandkostenfrei", "it may be the amount from which on shipping is free"),
    ("free shipping from €50", "it may be the amount from which on shipping is free"),
    ("versandkostenfrei ab 50 €", "it may be the amount from which on shipping is free"),
    ("Versand gratis", "there is no amount"),
    ("versandkostenfrei", "there is no amount"),
    ("4,90 € zzgl. 3,90 € Versand", "more than one price"),
    ("4,90 € plus shipping 3,90 €", "more than one price"),
    ("4,90 € ohne Versandkosten", "there is more than a price"),
    ("4,90 € inkl. Versand, zzgl. Versand", "it says both with and without shipping"),
    ("Versandkosten 4,90 €", "there is more than a price"),
    ("4,90 € zzgl. Pfand", "there is more than a price"),
    ("2,49 € (statt 4,98 €)", "more than one price"),
    ("2,49 € (4,98 €)", "more than one price"),
    ("2,49 € (118,80 €/Jahr)", "more than one price"),
    ("2,49 € (4,98 CHF/kg)", "more than one price"),
    ("2,49 € (ab 4,98 €/kg)", "more than one price"),
    ("2,49 € (4,98 €/kg) (2,49 €/kg)", "it says twice what the price is for"),
    ("2,49 €/kg (4,98 €/kg)", "it says twice what the price is for"),
    ("2,49 € / 4,98 € je kg", "more than one price"),
    ("(4,98 €/kg) ohne Pfand", "there is more than a price"),
    ("um 4,90 € günstiger", "there is more than a price"),
    ("um die 4,90 €", "there is more than a price"),
    ("ab jetzt 4,90 €", "there is more than a price"),
    ("früher 4,90 €", "there is more than a price"),
    ("jetzt 4,90 € statt 5,90 €", "more than one price"),
    ("um 8 Uhr", "it names no currency that is known"),
    ("jetzt nur", "there is no amount"),
    ("4 Euro 5", "more than one price"),
    ("4 Euro 900", "more than one price"),
    ("4,50 Euro 90", "more than one price"),
    ("4 Euro 90 Rappen", "more than one price"),
    ("4 Euro und 90", "more than one price"),
    ("4 € 90 €", "more than one price"),
    ("4 Yen 90", "more than one price"),
    ("4 kg 90", "more than one price"),
    ("5 € 10 Stück", TIMES),
    ("2 x 4,90 €", TIMES),
    ("2x 4,90 €", TIMES),
    ("2 × 4,90 €", TIMES),
    ("2 * € 4,90", TIMES),
    ("1 x 4,90 €", TIMES),
    ("2 mal 4,90 €", TIMES),
    ("4,90 € x 2", TIMES),
    ("4,90 € × 2", TIMES),
    ("4,90 € / 2 Stück", TIMES),
    ("2 Stück 4,90 €", TIMES),
    ("2 Stk. à 4,90 €", TIMES),
    ("2 Stück je 490 €", TIMES),
    ("2 um 4,90 €", TIMES),
    ("2 für 4,90 €", TIMES),
    ("4,90 € für 2", TIMES),
    ("3 for €2", TIMES),
    ("2 je 490 €", "more than one price"),  # never 2,490
    ("2 à 490 €", "more than one price"),
    ("3 pro Person 490 €", "more than one price"),
    ("1 monatlich 200,50 €", "more than one price"),
    ("4 inkl. MwSt. 990 €", "more than one price"),
    ("1 zzgl. Versand 200 €", "more than one price"),
    ("1 versandkostenfrei 200 €", "more than one price"),
    ("2 (4,98 €/kg) 490 €", "more than one price"),
    ("2 Semmeln 4,90 €", "more than one price"),
    ("2er-Pack 4,90 €", "there is more than a price"),
    ("4,90 € je Person und Nacht", "there is more than a price"),
    ("4,90 € pro Person pro Nacht", "it says twice what the price is for"),
    ("4 Euro und 5 Euro", "more than one price"),
    ("4,90 € + 1 € Versand", "more than one price"),
    ("from now €4.90", "there is more than a price"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_price(one: str, other: str) -> None:
    assert PRICE.same(one, other)


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_prices(one: str, other: str, why: str) -> None:
    assert not PRICE.same(one, other)
    assert PRICE.explained(one, other) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_prices(written: str, why: str) -> None:
    assert PRICE.why_not(written) == why


@pytest.mark.parametrize(
    ("fact", "one", "other", "same"),
    [
        (TAXED, "4,90 €", "4,90 € inkl. MwSt.", True),
        (TAXED, "4,90 €", "4,90 € netto", False),
        (TAXED, "4,90 €/Monat", "4,90 €", True),
        (MONTHLY, "9,90 €", "9,90 € pro Monat inkl. MwSt.", True),
        (BY_WEIGHT, "4,98 €", "2,49 € (4,98 €/kg)", True),
        (BY_WEIGHT, "2,49 €", "2,49 € (4,98 €/kg)", False),
        (BY_WEIGHT, "4,98 €", "4,98 € pro Stück (4,98 €/kg)", False),
        (MONTHLY, "9,90 €", "9,90 € pro Jahr", False),
        (MONTHLY, "9,90 €", "9,90 € netto", False),
    ],
)
def test_a_key_says_what_a_price_does_not(fact: Asked, one: str, other: str, *, same: bool) -> None:
    assert fact.same(one, other) is same


def test_a_base_price_for_another_quantity_is_not_calculated_anew() -> None:
    assert BY_WEIGHT.why_not("2,49 € (0,50 €/100 g)") == "its base price is for another quantity"


def test_no_key_says_all_that_a_price_may_leave_open() -> None:
    assert MONTHLY.fact.has_tolerance
    assert MONTHLY.same("9,90 €", "9,90 € zzgl. Versand")
    assert not MONTHLY.same("9,90 € inkl. Versand", "9,90 € zzgl. Versand")


@pytest.mark.parametrize(
    ("currency", "written", "also"),
    [
        ("CHF", "4.90", "CHF 4.90"),
        ("CHF", "gratis", "0 Fr."),
        ("USD", "99 cents", "$0.99"),
        ("CAD", "$5", "5 CAD"),
        ("EUR", "$5", "USD 5"),
        ("SEK", "5", "5 SEK"),
        ("XOF", "5 XOF", "5"),
    ],
)
def test_the_currency_of_the_workspace_is_meant_where_none_is_named(currency: str, written: str, also: str) -> None:
    assert in_currency(currency).same(written, also)


@pytest.mark.parametrize("keys", [{"tax": "yes"}, {"per": "fortnight"}, {"min": "2"}])
def test_a_key_takes_what_it_takes(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        fact_of("price", keys)


amounts = st.decimals(0, 10**6, places=2)


@given(amounts, st.sampled_from(["€", "CHF", "£", "Euro", "$"]))
def test_both_notations_are_the_same(amount: Decimal, currency: str) -> None:
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    written = (f"{currency} {english}", f"{german} {currency}", f"{english}{currency}", f"{currency}{german}")
    assert len({PRICE.reading(one).value for one in written}) == 1


@given(amounts, amounts)
def test_two_amounts_are_the_same_only_if_they_are_equal(one: Decimal, other: Decimal) -> None:
    assert PRICE.same(f"{one} €", f"EUR {other}") is (one == other)
    assert (PRICE.explained(f"{one} €", f"{other} €") is None) is (one == other)


PIECES = [
    *(
        "4,90 €",
        "4 Euro 90",
        "€",
        "90 Cent",
        "1 kg = ",
        "/kg",
        "(",
        ")",
        " ",
        ", ",
        "-",
        " bis ",
        " und ",
        "ab ",
        "um ",
    ),
    *("jetzt ", "inkl. ", "zzgl. ", "MwSt.", "20 % ", "Versand", "Porto und Verpackung", "versandkostenfrei", "netto"),
]


@given(st.lists(st.sampled_from(PIECES)))
def test_pieces_of_prices_in_any_order_break_nothing(pieces: list[str]) -> None:
    PRICE.stands_anything("".join(pieces), "4,90 €")


@pytest.mark.parametrize("piece", PIECES)
def test_no_price_takes_a_long_time(piece: str) -> None:
    started = time.process_time()
    PRICE.stands_anything((piece * 200)[:200], "4,90 €")
    assert time.process_time() - started < 1
