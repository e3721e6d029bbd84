import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import ask
from tpm_audit.model.facts import Compare

PHONE = ask("phone")
STANDARD = "+43 732 771200"

SAME = [
    *(
        f"{label} 0732 771200"
        for label in (
            *("Zentrale", "Zentrale:", "Zentrale,", "Zentrale –", "Tel.:", "Tel. Zentrale:", "Telefon Zentrale"),
            *("Empfang", "Empfang:", "Büro", "Sekretariat", "Kundendienst Tel.", "Kundendienst Linz: Tel.", "Office"),
            *("Notdienst:", "Frau Huber:", "Filiale Linz:", "Front desk", "Customer service:", "Reservierungen"),
        )
    ),
    "Zentrale: +43 (0)732/77 12-00",
    "+43732771200",
    "0732 771200",
    "0732/771200",
    "0732/77 12 00",
    "(0732) 77 12 00",
    "0732-771200",
    "0732.77.12.00",
    "+43 (0) 732 771200",
    "+43 (0)732 / 77 12 00",
    "+43(0)732-771200",
    "(+43) 732 771200",
    "+ 43 732 771200",
    "+43-732-771-200",
    "0043 732 771200",
    "0043 (0) 732 771200",
    "00 43 732 771 200",
    "43 732 771200",
    "+43\u00a0732\u00a0771\u202f200",
    "+43 732 77\u201112\u201100",
    "0732 \u2013 77 12 00",
    "0732 \u2212 771200",
    "tel:+43732771200",
    "tel:+43-732-771200",
    "tel:+43%20732%20771200",
    "tel://+43732771200",
    "callto:+43732771200",
    "tel:732-771200;phone-context=+43",
    "Tel. 0732 771200",
    "Tel.: +43 732 771200",
    "Telefon: 0732 771200",
    "Telefonnummer 0732 771200",
    "Tel.-Nr.: 0732/771200",
    "T: 0732 771200",
    "T +43 732 771200",
    "Phone number: +43 732 771200",
    "Hotline 0732 771200",
    "Bestellung: 0732 771200",
    "☎ 0732 771200",
    "📞\ufe0f 0732 771200",
    "\u202d0732 771200".replace("\u202d", "\u200e"),
    "  0732 771200\n",
    "０７３２ ７７１２００",
    "٠٧٣٢ ٧٧١٢٠٠",
    "[0732] 771200",
    "0732 771200.",
    "0732 771200 (kostenlos)",
    "0732 771200 (Mo-Fr 8-18 Uhr)",
    "0732 771200 (Mo-Fr)",
    "0732 771200 (0,20 €/min)",
    "0732 771200 (€ 0,20/min.)",
    "0732 771200 (zum Ortstarif)",
    "0732 771200 (24/7)",
    "0732 771200 (Mo-Fr 08:00-12:00, 13:00-18:00)",
    "0732 771200 [Zentrale]",
    "0732 771200 (Büro) (kostenlos)",
    "+43 732 771200 (toll-free)",
    "Tel.: 0732 771200 (Frau Müller).",
    "(0732) 771200 (Mo-Fr 9.00-17.00 Uhr)",
    "0732 771200 (aus Österreich 0,20 €/min, mobil max. 0,60 €/min)",
    "0732 771200 (€0.20)",
    "0732 771200 (ab 1.1.2027)",
    "0732 771200 (Mo-Fr 08-12, 13-17)",
    "43732771200",
    "0732 771200 (nicht kostenlos)",
    "0732 771200 (nicht mehr als 0,20 €/min)",
    "0732 771200 (außer Feiertagen)",
    "0732 771200 (ohne Durchwahl)",
    "0732 771200 (neu)",
    "0732 771200 (auch Fax)",
    "0732 771200 (Altstadt)",
    "https://wa.me/43732771200",
    "wa.me/43732771200",
    "https://wa.me/+43732771200?text=Hallo",
    "https://api.whatsapp.com/send?phone=43732771200&text=Hallo",
]

DIFFERENT = [
    ("0732 77120", "one digit fewer"),
    ("+43 732 71200", "one digit fewer"),
    ("0732 7712", "2 digits fewer"),
    ("0732 7712000", "one digit more"),
    ("0732 771202", "the last digit differs"),
    ("0732 772200", "one digit differs"),
    ("0732 717200", "two digits swapped"),
    ("0732 771020", "two digits swapped"),
    ("+49 732 771200", "another country code"),
    ("+420 732 771200", "another country code"),
    ("+49 732 771202", None),
    ("771200", "the area code is missing"),
    ("0660 1234567", None),
    ("112", None),
    ("0800 771200", None),
    ("0732 771200 DW 12", "same number, with extension 12"),
    ("0732 771200-12", "same number, with extension 12"),
    ("0732 77 12 00/01", "2 digits more"),
    ("0732/77 12 00 - 0", "same number, with the direct-dial 0"),
    ("0732 771201", "the last digit differs"),
    ("0732 771210", "one digit differs"),
    ("0733 771200", "one digit differs"),
    ("0732 7712001", "one digit more"),
    ("0732 771200 12", "2 digits more"),
    ("0732 771200 / 14", "2 digits more"),
    ("0732 771200 Durchwahl 5", "same number, with extension 5"),
    ("+41 732 771200", "another country code"),
    ("0049 732 771200", "another country code"),
    ("0732 77 12 99", None),
    ("+43 664 771200", None),
    ("0720 771200", None),
    ("0732 771202 (kostenlos)", "the last digit differs"),
    ("0732 771200 (12)", "2 digits more"),
    ("0732 771200 DW 12 (Frau Müller)", "same number, with extension 12"),
    ("0732 771200-12 (Frau Müller)", "same number, with extension 12"),
    ("0732 771200-0 (Zentrale)", "same number, with the direct-dial 0"),
    ("732 771200", "the 0 before the area code is missing"),
    ("https://wa.me/43732771201", "the last digit differs"),
    ("732771200", "the 0 before the area code is missing"),
    ("Tel. 732 771200", "the 0 before the area code is missing"),
    ("(732) 771200", "the 0 before the area code is missing"),
    ("tel:732771200", "the 0 before the area code is missing"),
    ("732 771200 (kostenlos)", "the 0 before the area code is missing"),
    ("49 732 771200", "2 digits more"),
    ("Fax 0732 771200", "a fax number"),
    ("Fax: +43 732 771200", "a fax number"),
    ("Fax-Nr. 0732 771200", "a fax number"),
    ("Telefax: 0732 771200", "a fax number"),
    ("F 0732 771200", "a fax number"),
    ("0732 771200 (Fax)", "a fax number"),
    ("0732 771200 (nur Fax)", "a fax number"),
    ("tel:+43732771200 (Fax)", "a fax number"),
    ("Fax 0732 771201", "the last digit differs"),
]

UNREADABLE = [
    ("Filiale 3 0732 771200", "letters in the number"),
    ("Filiale 3: 0732 771200", "letters in the number"),
    ("Hotline 2 +43 732 771200", "letters in the number"),
    ("Klappe: 12345", "letters in the number"),
    ("Durchwahl: 771200", "letters in the number"),
    ("Zentrale DW: 771200", "letters in the number"),
    ("Zentrale 0800 BROT", "letters in the number"),
    ("statt 0732 771200", "letters in the number"),
    ("oder 0732 771200", "letters in the number"),
    ("Null 732 771200", "letters in the number"),
    ("Zentrale 0732 771200, Büro 0732 771201", "letters in the number"),
    ("0800 BROT", "letters in the number"),
    ("0800-BROTZEIT", "letters in the number"),
    ("siehe Website", "there is no number"),
    ("—", "there is no number"),
    ("", "there is no number"),
    ("tel:", "there is no number"),
    ("0732 771200 / 0660 1234567", "more than one number"),
    ("0732 771200, 0660 1234567", "more than one number"),
    ("0732 771200 oder 0660 1234567", "more than one number"),
    ("0732 771200 / +43 660 1234567", "more than one number"),
    ("07", "too few digits for a phone number"),
    ("+43 1", "too few digits for a phone number"),
    ("0732 771200 0732 771201", "too many digits for a phone number"),
    ("0732 771200 / 771201", "too many digits for a phone number"),
    ("+999 732 771200", "no country has this code"),
    ("*100#", "signs that no phone number has"),
    ("4,90 €", "signs that no phone number has"),
    ("0732 771200 +43", "signs that no phone number has"),
    ("1" * 201, "the text is too long for a phone number"),
    ("0732 771200 (Mobil: 0660 1234567)", "more than one number"),
    ("0732 771200 (Fax 771201)", "more than one number"),
    ("0732 771200 (Fax: 0732.12.12.00)", "more than one number"),
    ("0732 771200 (bis 1.1.: +43 1 234567)", "more than one number"),
    ("0732 771200 (oder 01 23 45 67)", "more than one number"),
    ("0732 771200 (Frau Müller: DW 12)", "letters in the number"),
    ("0732 771200 (Durchwahl 12 oder 14)", "letters in the number"),
    ("(kostenlos)", "there is no number"),
    ("0800 (BROT)", "letters in the number"),
    ("0732 (Linz) 771200", "letters in the number"),
    ("(kostenlos) 0732 771200", "letters in the number"),
    ("0732 771200 kostenlos", "letters in the number"),
    ("0732 771200 (kostenlos", "letters in the number"),
    ("0732 771200 (nicht mehr gültig)", "'nicht mehr' takes the number back"),
    ("0732 771200 (ungültig)", "'ungültig' takes the number back"),
    ("0732 771200 (falsch)", "'falsch' takes the number back"),
    ("0732 771200 (außer Betrieb)", "'außer Betrieb' takes the number back"),
    ("0732 771200 (alte Nummer)", "'alte Nummer' takes the number back"),
    ("0732 771200 (no longer in use)", "'no longer' takes the number back"),
    ("Falsch: 0732 771200", "'Falsch' takes the number back"),
    ("Nicht: 0732 771200", "'Nicht' takes the number back"),
    ("0732 771200 (plus Durchwahl)", "an extension is to be added, but not said"),
    ("0732 771200 (+ DW)", "an extension is to be added, but not said"),
    ("0732 771200 (DW siehe unten)", "an extension is to be added, but not said"),
    ("0732 771200 (Durchwahl siehe Website)", "an extension is to be added, but not said"),
    ("0732 771200 (mit Durchwahl)", "an extension is to be added, but not said"),
    ("0732 771200 (plus extension)", "an extension is to be added, but not said"),
    ("0732 77120²", "raised digits stand in it"),
    ("https://wa.me/", "there is no number"),
    ("https://wa.me/message/ABC123", "letters in the number"),
]


@pytest.mark.parametrize("written", SAME)
def test_these_are_the_same_phone(written: str) -> None:
    assert PHONE.same(STANDARD, written)


@pytest.mark.parametrize(("written", "why"), DIFFERENT)
def test_these_are_other_phones(written: str, why: str | None) -> None:
    assert not PHONE.same(STANDARD, written)
    assert PHONE.explained(STANDARD, written) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_phones(written: str, why: str) -> None:
    assert PHONE.why_not(written) == why


def test_the_direct_dial_0_is_a_digit_that_is_dialled() -> None:
    assert PHONE.same("0732 7712-0", "0732 77120")
    assert PHONE.same("0732 7712-0", "tel:+4373277120")
    assert PHONE.same("0732 7712-0", "0732 7712 - 0 (Zentrale)")
    assert not PHONE.same("0732 7712-0", "0732 7712 DW 0")


@pytest.mark.parametrize(
    ("standard", "found", "right"),
    [
        ("Fax 0732 771200", "Fax: +43 732 771200", True),
        ("Fax 0732 771200", "0732 771200", True),
        ("0732 771200 (Fax)", "0732 771200", True),
        ("0732 771200", "Fax 0732 771200", False),
        ("Fax 0732 771200", "0732 771201", False),
        ("Fax 0732 771200 DW 12", "0732 771200 DW 12", True),
        ("Fax 0732 771200 DW 12", "0732 771200", False),
    ],
)
def test_where_a_fax_is_expected_a_number_need_not_be_called_so(standard: str, found: str, right: bool) -> None:  # noqa: FBT001 (a row of a table)
    assert PHONE.fact.satisfies(PHONE.reading(standard), PHONE.reading(found)) is right


EXTENDED = "+43 732 771200 DW 12"


@pytest.mark.parametrize(
    "written",
    [
        "0732 771200 DW 12",
        "0732 771200 DW: 12",
        "0732 771200 (DW 12)",
        "0732 771200, DW 12",
        "0732 771200/DW 12",
        "0732 771200 Durchwahl 12",
        "0732 771200, Durchwahl: 12",
        "0732 771200 Klappe 12",
        "0732 771200 Kl. 12",
        "0732 771200 ext. 12",
        "0732 771200 ext 12",
        "0732 771200 extension 12",
        "0732 771200x12",
        "0732 771200 x 12",
        "0732 771200 #12",
        "0732 771200 App. 12",
        "tel:+43732771200;ext=12",
        "+43732771200;ext=12",
        "tel:+43732771200;EXT=12;isub=1",
        "Tel. 0732 771200 DW 12.",
    ],
)
def test_an_extension_is_kept_apart(written: str) -> None:
    assert PHONE.reading(written).value == "+43732771200;ext=12"


@pytest.mark.parametrize(
    ("standard", "found", "why"),
    [
        (EXTENDED, "0732 771200 DW 13", "same number, other extension"),
        (EXTENDED, "0732 771200", "same number, without the extension"),
        (EXTENDED, "0732 771200-13", "same number, other extension"),
        (EXTENDED, "0732 771200-12", "same digits, but only one side marks an extension"),
        ("0732 771200-12", EXTENDED, "same digits, but only one side marks an extension"),
        ("0732 771200-0", "0732 771200", "same number, without the direct-dial 0"),
        ("0732 7712-0", "0732 7712", "same number, without the direct-dial 0"),
        ("0732 7712", "0732 7712-0", "same number, with the direct-dial 0"),
        ("0732 7712", "0732 77120", "one digit more"),
        (EXTENDED, "0732 77120 DW 12", "one digit fewer"),
        ("122", "133", None),
        ("112", "0732 771200", None),
        ("+43 732 771200", "+423 732 771200", "another country code"),
    ],
)
def test_extensions_and_short_numbers_are_explained(standard: str, found: str, why: str | None) -> None:
    assert not PHONE.same(standard, found)
    assert PHONE.explained(standard, found) == why


@pytest.mark.parametrize(
    ("country", "written", "value"),
    [
        ("AT", "112", "112"),
        ("AT", "133", "133"),
        ("AT", "1450", "1450"),
        ("AT", "Notruf 144", "144"),
        ("DE", "110", "110"),
        ("AT", "0800 123 456", "+43800123456"),
        ("DE", "030 123456", "+4930123456"),
        ("CH", "044 668 18 00", "+41446681800"),
        ("IT", "06 1234 5678", "+390612345678"),
        ("IT", "+39 06 1234 5678", "+390612345678"),
        ("GB", "+44 (0) 20 7946 0018", "+442079460018"),
        ("US", "(212) 555-0123", "+12125550123"),
        ("US", "(212) 555-012", "+1212555012"),
        ("US", "011 43 732 771200", "+43732771200"),
        ("US", "0043 732 771200", "+43732771200"),
        ("AU", "0011 43 732 771200", "+43732771200"),
        ("AT", "+800 1234 5678", "+80012345678"),
        ("DE", "30 123456", "30123456"),
        ("DE", "49 30 123456", "+4930123456"),
        ("CH", "44 668 18 00", "446681800"),
        ("US", "212 555 0123", "+12125550123"),
        ("US", "1 212 555 0123", "+12125550123"),
        ("IT", "6 1234 5678", "+39612345678"),
        ("XX", "+43 732 771200", "+43732771200"),
        ("XX", "0043 732 771200", "+43732771200"),
    ],
)
def test_the_country_decides(country: str, written: str, value: str) -> None:
    assert ask("phone", country=country).reading(written).value == value


def test_without_a_country_a_country_code_is_needed() -> None:
    assert ask("phone", country="XX").why_not("0732 771200") == "the country code is missing"


def test_phones_are_compared_within_a_location() -> None:
    assert PHONE.fact.compare_by is Compare.LOCATION
    assert ask("phone", {"compare": "all"}).fact.compare_by is Compare.ALL


numbers = st.from_regex(r"732[1-9]{6,8}", fullmatch=True)
partings = st.sampled_from(["", " ", "-", "/", ".", " - ", " / ", "\u00a0", "\u2011", "\u2013"])
beginnings = st.sampled_from(
    ["0", "+43", "0043", "+43 (0)", "+43(0) ", "(0) ", "tel:+43", "Tel.: 0", "T +43 ", "☎ +43"]
)


@given(numbers, beginnings, partings, st.integers(1, 9))
def test_no_way_of_writing_changes_a_number(number: str, beginning: str, parting: str, behind: int) -> None:
    written = (
        beginning
        + number[:3]
        + parting
        + number[3:behind]
        + ("" if behind <= 3 else parting)
        + number[max(3, behind) :]
    )
    assert PHONE.reading(written).value == f"+43{number}"


@given(numbers, st.integers(0, 6))
def test_a_digit_left_out_is_named(number: str, position: int) -> None:
    shorter = number[: 3 + position] + number[4 + position :]
    if len(shorter) < len(number):
        assert PHONE.explained(f"+43 {number}", f"+43 {shorter}") == "one digit fewer"
        assert PHONE.explained(f"+43 {shorter}", f"+43 {number}") == "one digit more"


@given(numbers, st.from_regex(r"[0-9]{1,5}", fullmatch=True))
def test_an_extension_never_hides(number: str, extension: str) -> None:
    assert not PHONE.same(f"0{number}", f"0{number} DW {extension}")
