"""A phone number: of a branch, a hotline, a fax.

Read by the workspace's country, or the location's, and compared as the international number (E.164): spaces, slashes,
dots, brackets and hyphens do not count, nor do `tel:`, a word such as "Tel." or "Zentrale" before it, and how the
country code is written (+43, 0043, +43 (0)). An extension counts where it is marked as one (DW 12, ext. 12, x12,
;ext=12); digits behind a hyphen are digits of the number, so that 0732 7712-0 is the same as 0732 77120, for that is
what is dialled, and another number than 0732 7712, which not every exchange puts through; the reason names the
direct-dial 0. Remarks in brackets behind the number, (kostenlos) or (Mo-Fr 8-18 Uhr), do not count. Emergency and
short numbers are read as they are. Channels are compared with each other within one location, unless `compare: all`
is declared. A number with digits missing is read, and differs.

Where numbers are dialled with a 0, one that lacks it is another number, 732 771200, which nobody reaches; a country
code without its plus sign, 43 732 771200, is read as one. A number that is called a fax, before it or in brackets, is
another than one that is not; where the standard is called so, a number is right either way. It is unreadable where a
word takes it back, (nicht mehr gültig), or an extension is to be added and not said, (plus Durchwahl). An address of
WhatsApp, wa.me/43732771200, is read as its number.

The same: "+43 732 771200" and "0732/77 12 00"
The same: "+43 (0) 732 771200" and "tel:+43-732-771200"
The same: "0732 771200 DW 12" and "+43 732 771200 ext. 12"
The same: "112" and "1-1-2"
The same: "0732 771200" and "0732 771200 (0,20 €/min)"
The same: "0732 7712-0" and "tel:+4373277120"
Different: "0732 7712-0" and "0732 7712"
Different: "+43 732 771200" and "0732 77120"
Different: "+43 732 771200" and "+49 732 771200"
Different: "0732 771200" and "0732 771200 DW 12"
Different: "0732 771200" and "732 771200"
Different: "0732 771200" and "Fax 0732 771200"
Unreadable: "0800 BROT"
Unreadable: "0732 771200 / 0660 1234567"
Unreadable: "0732 771200 (mobil: 0660 1234567)"
Unreadable: "0732 771200 (nicht mehr gültig)"
Unreadable: "siehe Website"
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar
from urllib.parse import unquote

import phonenumbers
from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    CountryCodeSource,
    NumberParseException,
    PhoneMetadata,
    PhoneNumberFormat,
)

from tpm_audit.facts.numbers import has_raised_digits
from tpm_audit.facts.slips import Slip, slip
from tpm_audit.facts.text import folded
from tpm_audit.model.facts import Circumstances, Compare, Fact, Reading, Unreadable
from tpm_audit.source.message import Message, Sayable, say

_LONGEST = 200
_FEWEST = 3
_MOST = 15  # digits with the country code; source: ITU-T E.164
_MOST_OF_SHORT = 6
_LONGEST_ADDED = 5
_SHORTEST_AREA_CODE = 2
_EXT = ";ext="
_CHAT = re.compile(  # which takes a number with the code of its country, and without a plus sign
    r"(?:https?://)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=)(?:\+|%2B)?(\d{5,15})(?:[/?&#].*)?",
    re.IGNORECASE,
)
_FAX = ";fax"
_TRUNK = "0"

_URI = re.compile(r"(?:tel|callto):/{0,2}", re.IGNORECASE)
_EXTENSION_WORDS = "durchwahl|dw|klappe|kl|nebenstelle|nst|apparat|app|extension|extn?|x|#"
_WHO_ANSWERS = (  # a word before a number that need not be one of these is told from it by a colon
    "zentrale|empfang|rezeption|sekretariat|vermittlung|büro|filiale|geschäftsstelle|verwaltung|buchhaltung|vertrieb"
    "|verkauf|bestellung(?:en)?|bestellhotline|reservierung(?:en)?|kundendienst|kundenservice|kundenbetreuung|notdienst"
    "|bereitschaft|support|beratung|info|office|reception|switchboard|front desk|head office|sales|customer service"
    "|orders|bookings?|help ?desk|helpline"
)
_LABEL = re.compile(
    rf"(?!(?:{_EXTENSION_WORDS})\b)"
    r"(?:(?:tel(?:efon|ephone)?|phone|call|ruf|rufen sie|fon|ph|mobile?|handy|hotline|service|notruf|fax|whatsapp"
    rf"|[tmpf]|{_WHO_ANSWERS})"
    r"(?:[.\s-]{0,2}(?:nummer|nr|number|no))?(?![^\W\d])[.:]{0,2}"
    rf"|[^\W\d]{{2,20}}(?: (?!(?:{_EXTENSION_WORDS})\b)[^\W\d]{{2,20}}){{0,2}}:)"
    r"(?![\s.:,-]*[1-9]\d{0,2}[\s.:,-]+[0+])[\s,-]*",  # Filiale 3 0732 …: no digit of the number
    re.IGNORECASE,
)
_MOST_LABELS = 3  # Kundendienst Linz: Tel.
_ORNAMENT = re.compile(r"[^\w+(\[]+")  # a telephone sign, a dash
_EXTENSION = re.compile(
    rf"[\s,;/(-]*(?:{_EXTENSION_WORDS})[.:=]?[\s-]?(\d{{1,7}})\)?",
    re.IGNORECASE,
)
_EXTENSION_AMID = re.compile(rf"(?<!\w)(?:{_EXTENSION_WORDS})[.:=]?[\s-]?\d", re.IGNORECASE)
_WHEN_OR_WHAT_IT_COSTS = re.compile(
    r"(?<![\d.])(?:(?:[01]?\d|2[0-4])[:.][0-5]\d|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?|\d+,\d{2})(?![\d.]?\d)"
)
_SIX_DIGITS = re.compile(r"\d(?:[ ./-]{0,3}\d){5}")
_FAX_LABEL = re.compile(r"(?:.*(?<!\w))?(?:tele)?fax.*|\W*f\W*", re.IGNORECASE)
_FAX_REMARK = re.compile(r"(?:nur )?(?:tele)?fax(?:nummer|gerät| number| only)?", re.IGNORECASE)
_CALLED_PHONE = re.compile(r"(?<!\w)(?:tel(?!e?fax)|fon|phone|t(?!\w))", re.IGNORECASE)
_BEFORE_DIGITS = re.compile(r"[^\d+(\[]*")
_TAKEN_BACK = re.compile(
    r"(?<!\w)(?:(?:nicht|no|not)(?: mehr| longer| any ?more)(?! als| than)"
    r"|nicht (?:gültig|aktiv|aktuell|vergeben|verwenden|anrufen)"
    r"|not (?:valid|active|in use)|ungültig\w*|falsch\w*|abgeschaltet|abgemeldet|stillgelegt|deaktiviert|inaktiv"
    r"|veraltet|au(?:ß|ss)er betrieb|kein anschluss|alte? (?:nummer|nr)|(?:frühere|ehemalige|bisherige) (?:nummer|nr)"
    r"|old number|invalid|wrong|disconnected|deactivated|discontinued|obsolete|outdated|out of (?:service|order))(?!\w)"
    r"|^\W*(?:alt|old|früher|bisher|nicht|kein|no|not)\W*$",
    re.IGNORECASE,
)
_NAMED_EXTENSION = "durchwahl|dw|klappe|nebenstelle|nst|extension|ext"
_EXTENSION_TO_ADD = re.compile(
    rf"(?:plus|\+|und|mit|zzgl\.?|and|with) ?(?:{_NAMED_EXTENSION})(?!\w)"
    rf"|(?<!\w)(?:{_NAMED_EXTENSION})[.:]? (?:siehe|s\.|see|unten|below|erfragen|wählen)",
    re.IGNORECASE,
)
_TRUNK_ZERO = re.compile(r"[(\[]\s?0\s?[)\]]")
_ANOTHER = re.compile(r"(?:[,;|]|\b(?:und|oder|and|or)\b)\W{0,3}[+0]\s?\d|/\W{0,3}(?:\+\d|0[1-9](?:\D?\d){4})")
_PARTING = re.compile(r"[\s()\[\]/.,;|~_-]+")


class PhoneFact(Fact):
    """A fact of kind phone."""

    compared_within: ClassVar[Compare] = Compare.LOCATION

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Return the number as E.164, with `;ext=` where an extension is marked."""
        if len(text) > _LONGEST:
            return Unreadable(text, say("the text is too long for a phone number"))
        if has_raised_digits(text):
            return Unreadable(text, say("raised digits stand in it"))
        written, remarks = _without_remarks(_plain(text))
        wrong = _why_not_meant(written, remarks)
        if wrong is not None:
            return Unreadable(text, wrong)
        number, extension = _parts(written)
        digits = sum(map(str.isdigit, number))
        if not digits:
            return Unreadable(text, say("there is no number"))
        another = digits >= _MOST_OF_SHORT and _ANOTHER.search(number, _end_of_digits(number, _MOST_OF_SHORT))
        if another or any(map(_holds_a_number, remarks)):
            return Unreadable(text, say("more than one number"))
        if any(map(str.isalpha, number)):
            return Unreadable(text, say("letters in the number"))
        dialled = _PARTING.sub("", _TRUNK_ZERO.sub("0", number))
        if not re.fullmatch(r"\+?\d+", dialled):
            return Unreadable(text, say("signs that no phone number has"))
        if digits < _FEWEST:
            return Unreadable(text, say("too few digits for a phone number"))
        value = _international(dialled, circumstances.country)
        if isinstance(value, Message):
            return Unreadable(text, value)
        value += f"{_EXT}{extension}" if extension else ""
        return Reading(text, value + _FAX if _is_fax(written, remarks) else value)

    def satisfies(self, standard: Reading, found: Reading) -> bool:
        """Say whether a number is the one that is expected; where that is a fax, it need not be called so."""
        return found.value in (standard.value, standard.value.removesuffix(_FAX))

    def read_as(self, reading: Reading) -> Sayable:
        """Return the international number, and the extension in words."""
        number, _, extension = _without_fax(reading).value.partition(_EXT)
        dialled = say("{number}, extension {extension}", number=number, extension=extension) if extension else number
        return say("{number} (fax)", number=dialled) if reading.value.endswith(_FAX) else dialled

    def compared_as(self) -> Message:
        """Say what does not count."""
        return say(
            "as the international number (E.164): how it is written does not count, every digit and an extension do"
        )

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say which slip leads from one number to the other."""
        asked, shown = _without_fax(standard), _without_fax(found)
        if asked.value == shown.value:
            return say("a fax number") if found.value.endswith(_FAX) else say("not called a fax number")
        return _other_extension(asked, shown) or _other_number(asked.value, shown.value)


def _without_fax(reading: Reading) -> Reading:
    return replace(reading, value=reading.value.removesuffix(_FAX))


def _is_fax(text: str, remarks: Iterable[str]) -> bool:
    """Say whether a number is called one of a fax, and not of a phone, too."""
    label = _before_digits(text)
    is_phone = _CALLED_PHONE.search(label) is not None
    return not is_phone and (
        _FAX_LABEL.fullmatch(label) is not None or any(_FAX_REMARK.fullmatch(one.strip()) for one in remarks)
    )


def _before_digits(text: str) -> str:
    """Return the words that stand before a number."""
    uri = _URI.match(text)
    before = _BEFORE_DIGITS.match(text, uri.end() if uri else 0)
    return before[0] if before else ""


def _why_not_meant(text: str, remarks: Iterable[str]) -> Message | None:
    """Say why the words around a number do not let it stand as it is."""
    taken_back = next(filter(None, map(_TAKEN_BACK.search, (_before_digits(text), *remarks))), None)
    if taken_back:
        return say("'{words}' takes the number back", words=taken_back[0].strip(" :"))
    if any(map(_EXTENSION_TO_ADD.search, remarks)):
        return say("an extension is to be added, but not said")
    return None


def _plain(text: str) -> str:
    """Return the text with plain digits, hyphens and spaces."""
    return "".join(map(_plain_sign, folded(text)))


def _plain_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return "-" if sign == "\N{MINUS SIGN}" or unicodedata.category(sign) == "Pd" else sign


def _without_remarks(text: str) -> tuple[str, list[str]]:
    """Part a number from what brackets behind it say of it: when it is answered, what a call costs, who answers."""
    remarks: list[str] = []
    while True:
        shown = text.rstrip(" .")
        start = max(shown.rfind("("), shown.rfind("["))
        before, remark = shown[:start], shown[start + 1 : -1]
        if start < 0 or not shown.endswith((")", "]")) or not (_is_whole(before) and _is_remark(remark)):
            return text, remarks
        remarks.append(remark)
        text = before


def _is_whole(number: str) -> bool:
    """Say whether a number can end here, before a bracket: 0800 (BROT) goes on."""
    digits = "".join(filter(str.isdigit, number))
    return len(digits) >= _MOST_OF_SHORT or (bool(digits) and not digits.startswith("0"))


def _is_remark(text: str) -> bool:
    """Say whether a text in brackets can be neither digits of the number nor its extension."""
    tells = any(sign.isalpha() or unicodedata.category(sign) == "Sc" for sign in text) or text.strip() == "24/7"
    return tells and not _EXTENSION_AMID.search(text)


def _holds_a_number(remark: str) -> bool:
    return bool(_SIX_DIGITS.search(_WHEN_OR_WHAT_IT_COSTS.sub(",", remark)))


def _parts(text: str) -> tuple[str, str]:
    """Part a text into the number and its extension, without the words before them."""
    chat = _CHAT.fullmatch(text.strip())
    if chat:
        return f"+{chat[1]}", ""
    uri = _URI.match(text)
    if uri:
        return _parts_of_uri(unquote(text[uri.end() :]))
    return _parts_of_text(text)


def _parts_of_text(text: str) -> tuple[str, str]:
    ornament = _ORNAMENT.match(text)
    text = text[ornament.end() :] if ornament else text
    for _ in range(_MOST_LABELS):
        label = _LABEL.match(text)
        text = text[label.end() :] if label else text
    marked = next((match for match in _EXTENSION.finditer(text) if not text[match.end() :].strip(" .")), None)
    if marked and any(map(str.isdigit, text[: marked.start()])):
        return text[: marked.start()].strip(), marked[1]
    return text.strip(), ""


def _parts_of_uri(rest: str) -> tuple[str, str]:
    """Part what follows `tel:`; source: RFC 3966."""
    number, *parameters = rest.split(";")
    named = dict(parameter.lower().partition("=")[::2] for parameter in parameters)
    context = named.get("phone-context", "")
    if context.startswith("+") and not number.strip().startswith("+"):
        number = context + number
    extension = re.sub(r"\D", "", named.get("ext", ""))
    return (number.strip(), extension) if extension else _parts_of_text(number)


def _international(dialled: str, country: str) -> str | Message:
    """Return a number of digits as E.164, a short number as it is, or why it is none."""
    metadata = PhoneMetadata.metadata_for_region(country)
    prefix = metadata.international_prefix if metadata else None
    if dialled.startswith("00") and not (prefix and re.match(prefix, dialled)):
        dialled = f"+{dialled[2:]}"  # written for the rest of the world
    try:
        number = phonenumbers.parse(dialled, country)
    except NumberParseException as error:
        return _why_not(error.error_type, dialled)
    if len(dialled) <= _MOST_OF_SHORT and phonenumbers.is_valid_short_number_for_region(number, country):
        return dialled
    if metadata and metadata.national_prefix == _TRUNK and not dialled.startswith(("+", _TRUNK)):
        read = phonenumbers.parse(dialled, country, keep_raw_input=True)
        if read.country_code_source != CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN:
            return dialled  # whoever dials it reaches another number, or none
    value = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return value if len(value) <= len("+") + _MOST else say("too many digits for a phone number")


def _why_not(error: int, dialled: str) -> Message:
    if error == NumberParseException.TOO_LONG:
        return say("too many digits for a phone number")
    if error != NumberParseException.INVALID_COUNTRY_CODE:
        return say("too few digits for a phone number")
    return say("no country has this code") if dialled.startswith("+") else say("the country code is missing")


def _end_of_digits(text: str, count: int) -> int:
    """Return the position behind the digit number ``count``."""
    return [position for position, sign in enumerate(text) if sign.isdigit()][count - 1] + 1


def _other_extension(standard: Reading, found: Reading) -> Message | None:
    number, _, extension = standard.value.partition(_EXT)
    found_number, _, found_extension = found.value.partition(_EXT)
    neither = not extension and not found_extension
    if number + extension == found_number + found_extension:
        return say("same digits, but only one side marks an extension")
    added = _behind_hyphen(found, found_number, number)
    if number == found_number or added:
        if neither and added == "0":
            return say("same number, with the direct-dial 0")
        found_extension = found_extension or added
        if not found_extension:
            return say("same number, without the extension")
        if not extension:
            return say("same number, with extension {extension}", extension=found_extension)
        return say("same number, other extension")
    left_out = _behind_hyphen(standard, number, found_number)
    if neither and left_out == "0":
        return say("same number, without the direct-dial 0")
    if left_out:
        return say("same number, without the extension")
    return None


def _behind_hyphen(longer: Reading, number: str, shorter: str) -> str:
    """Return what ``longer`` has behind its last hyphen if without it the two are the same."""
    added = number.removeprefix(shorter)
    is_extension = len(added) <= _LONGEST_ADDED and _without_remarks(_plain(longer.text))[0].replace(" ", "").endswith(
        f"-{added}"
    )
    return added if added and is_extension else ""


def _other_number(standard: str, found: str) -> Message | None:
    number, found_number = standard.partition(_EXT)[0], found.partition(_EXT)[0]
    code, found_code = _country_code(number), _country_code(found_number)
    national, found_national = number[len(code) :], found_number[len(found_code) :]
    if code and national == found_number:
        return say("the 0 before the area code is missing")
    if found_code and number == found_national:
        return say("with the 0 before the area code")
    if code and found_code and code != found_code:
        return say("another country code") if national == found_national else _slipped(number, found_number)
    if national.endswith(found_national) and len(national) - len(found_national) >= _SHORTEST_AREA_CODE:
        return say("the area code is missing")
    return _slipped(national, found_national)


def _country_code(number: str) -> str:
    """Return the beginning of an international number that tells its country, with the plus sign."""
    if not number.startswith("+"):
        return ""
    return next((number[:end] for end in (2, 3, 4) if int(number[1:end]) in COUNTRY_CODE_TO_REGION_CODE), "")


def _slipped(number: str, found: str) -> Message | None:
    match slip(number, found):
        case Slip.FEWER, count:
            return say("one digit fewer", "{n} digits fewer", n=count)
        case Slip.MORE, count:
            return say("one digit more", "{n} digits more", n=count)
        case Slip.SWAPPED, _:
            return say("two digits swapped")
        case Slip.LAST, _:
            return say("the last digit differs")
        case Slip.ONE, _:
            return say("one digit differs")
    return None
