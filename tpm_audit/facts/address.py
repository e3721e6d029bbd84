"""A postal address: of a branch, the head office, the imprint.

Read are German, Austrian and Swiss addresses, on lines or parted by commas, and English and French ones as far as
they are built alike. Compared are street, house number, postcode and place; what the standard has and a channel
leaves out is missing. How they are written does not count: Str. and Straße, Hauptpl. and Hauptplatz, Herreng. and
Herrengasse, ue and ü, ss and ß, capitals, hyphens and spaces in a street, 12a and 12 A, 12-14 and 12 bis 14, St. and
Sankt, Wr. and Wiener, Gr. and Groß or Große (Ob., Unt., Kl., Hl. alike), the order of the lines; nor do names in
other languages of larger towns (Vienna, Munich, Genève). A district of Vienna is its postcode: Wien 7, Wien, 7.
Bezirk, Wien-Neubau and 1070 Wien.

Counted only where both sides state them: country (names, or A-, AT-, D-, CH- before the postcode), building, staircase,
floor, door and c/o, the river of a place (Frankfurt am Main), the district of a large town. In Austria 12/3/7 is
staircase 3, door 7 of number 12, and 12/7 its door 7; elsewhere 12/14 are two houses and 12/1 is a number of its own.
Names of companies and persons before the street are not compared, for that is what kind text is for; nor are remarks in
brackets, but one that takes the address back or limits it, (geschlossen) or (bis 31.12.), makes it unreadable. A post
office box is a part like the street. Channels are compared with each other within one location, unless `compare: all`
is declared. `country` of the location, else of site.yml, says how a slash is read where neither country nor postcode
tell.

The same: "Hauptplatz 3, 4020 Linz" and "A-4020 LINZ, Hauptpl. 3"
The same: "Linzer Straße 12a, 1140 Wien" and "Linzerstr. 12 A, 1140 Vienna, Austria"
The same: "Bäckerei Lindner, Hauptplatz 12/3/7, 4020 Linz" and "Hauptplatz 12, Stiege 3, Top 7, 4020 Linz"
The same: "Hauptplatz 12, 4020 Linz" and "Hauptplatz 12, 2. Stock, 4020 Linz"
The same: "Bahnhofstrasse 12-14, 8001 Zürich" and "Bahnhofstr. 12 bis 14, CH-8001 Zurich"
The same: "Obere Hauptstraße 1, 2700 Wiener Neustadt" and "Ob. Hauptstr. 1, 2700 Wr. Neustadt"
The same: "Neubaugasse 1, 1070 Wien" and "Neubaugasse 1, Wien, 7. Bezirk"
Different: "Neubaugasse 1, 1070 Wien" and "Neubaugasse 1, Wien 8"
Different: "Hauptplatz 3, 4020 Linz" and "Hauptplatz 5, 4020 Linz"
Different: "Hauptplatz 3, 4020 Linz" and "Hauptplatz 3, Linz"
Different: "Hauptplatz 3/7, 4020 Linz" and "Hauptplatz 3/8, 4020 Linz"
Different: "Hauptplatz 3, A-4020 Linz" and "Hauptplatz 3, CH-4020 Linz"
Different: "Hauptplatz 3, 4020 Linz" and "Postfach 3, 4020 Linz"
Unreadable: "Linz"
Unreadable: "Hauptplatz 3, 4020 Linz; Ringstraße 4, 4600 Wels"
Unreadable: "siehe Website"
Unreadable: "Hauptplatz 3 (bis 31.12.), 4020 Linz"
Unreadable: "Neubaugasse 1, 1080 Wien, 7. Bezirk"
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from tpm_audit.facts.postal import NO_NUMBER, Address, address_of, as_read
from tpm_audit.facts.reasons import all_of
from tpm_audit.facts.slips import Slip, slip
from tpm_audit.model.drawings import LettersDrawing, Piece
from tpm_audit.model.facts import Circumstances, Compare, Fact, Reading, Unreadable
from tpm_audit.source.message import Message, Sayable, say

_SAID_MISSING: Mapping[str, Message] = {
    "street": say("the street is missing"),
    "number": say("the house number is missing"),
    "box": say("the post office box is missing"),
    "postcode": say("the postcode is missing"),
    "place": say("the place is missing"),
}
_SAID_OTHER: Mapping[str, Message] = {
    "street": say("street '{found}' instead of '{expected}'"),
    "number": say("house number {found} instead of {expected}"),
    "building": say("building {found} instead of {expected}"),
    "staircase": say("staircase {found} instead of {expected}"),
    "floor": say("floor {found} instead of {expected}"),
    "door": say("door {found} instead of {expected}"),
    "box": say("post office box {found} instead of {expected}"),
    "postcode": say("postcode {found} instead of {expected}"),
    "place": say("place '{found}' instead of '{expected}'"),
    "country": say("country {found} instead of {expected}"),
    "care_of": say("c/o {found} instead of {expected}"),
}
_SAID_NEARLY: Mapping[str, Message] = {
    "street": say("the street is written '{found}' instead of '{expected}'"),
    "place": say("the place is written '{found}' instead of '{expected}'"),
}
_SAID_PART: Mapping[str, Message] = {
    "building": say("building {part}"),
    "staircase": say("staircase {part}"),
    "floor": say("floor {part}"),
    "door": say("door {part}"),
    "box": say("post office box {part}"),
}
_BESIDE: Mapping[str, str] = {"postcode": "place", "number": "street"}
_BEHIND_STREET = ("number", "building", "staircase", "floor", "door")


class AddressFact(Fact):
    """A fact of kind address."""

    compared_within: ClassVar[Compare] = Compare.LOCATION

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:
        """Return the one spelling of each part, and at the end the country that it is read for."""
        found = address_of(text, circumstances.country)
        if isinstance(found, Message):
            return Unreadable(text, found)
        return Reading(text, "|".join((*found.spelled(), circumstances.country)))

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two addresses say the same."""
        ours, theirs = _known(one), _known(other)
        return not any(_differing(ours, theirs)) and not any(_differing(theirs, ours))

    def satisfies(self, standard: Reading, found: Reading) -> bool:
        """Say whether ``found`` says all that the standard does; it may say more."""
        return not any(_differing(_known(standard), _known(found)))

    @property
    def has_tolerance(self) -> bool:
        """Say that an address that says less may be the same as one that says more."""
        return True

    def read_as(self, reading: Reading) -> tuple[Sayable, ...]:
        """Return the parts that count, as written and in the usual order."""
        return tuple(_parts(_known(reading)))

    def compared_as(self) -> Message:
        """Say what counts."""
        return say(
            "by street, house number, postcode and place; country, floor, door and c/o count where both sides state"
            " them, names do not count"
        )

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say which parts differ, and how."""
        asked, shown = _known(standard), _known(found)
        if _is_another(asked, shown):
            return say("another address")
        return all_of(_explained(part, asked, shown) for part in _differing(asked, shown))

    def draw(self, standard: Reading | None, found: Reading) -> LettersDrawing | None:
        """Mark the parts in which two addresses differ."""
        if standard is None:
            return None
        asked, shown = _known(standard), _known(found)
        differing = tuple(part for part in _differing(asked, shown) if part != "country")
        if not differing or _is_another(asked, shown):
            return None
        drawing = LettersDrawing(_marked(standard.text, asked, differing), _marked(found.text, shown, differing))
        return drawing if any(piece.marked for piece in (*drawing.expected, *drawing.found)) else None


@lru_cache(maxsize=4096)  # one of many is compared with each of the others
def _known(reading: Reading) -> Address:
    found = address_of(reading.text, reading.value.rpartition("|")[2])
    if isinstance(found, Message):
        message = f"was read before: {reading.text!r}"
        raise TypeError(message)
    return found


def _parts(address: Address) -> Iterator[Sayable]:
    if address.street:
        yield f"{address.street} {address.number}".strip()
    for part, words in _SAID_PART.items():
        written = getattr(address, part)
        if written == NO_NUMBER:
            yield say("post office box")
        elif written:
            yield replace(words, values=(("part", written),))
    if address.care_of:
        yield f"c/o {address.care_of}"
    yield f"{address.postcode} {address.place}".strip()
    if address.country:
        yield say("country {part}", part=address.country)


def _differing(asked: Address, shown: Address) -> Iterator[str]:
    """Yield the parts in which ``shown`` says something else, or lacks what ``asked`` says."""
    for part in _SAID_OTHER:
        lacking = part in _SAID_MISSING and getattr(asked, part) and not getattr(shown, part)
        if lacking or asked.contradicts(shown, part):
            yield part


def _is_another(asked: Address, shown: Address) -> bool:
    """Say whether nothing of two addresses is the same."""
    return all(asked.contradicts(shown, part) for part in ("street", "postcode", "place"))


def _explained(part: str, asked: Address, shown: Address) -> Message:
    expected, found = getattr(asked, part), getattr(shown, part)
    if not found and part in _SAID_MISSING:
        return say("a post office box instead of the street") if part == "street" and shown.box else _SAID_MISSING[part]
    if part == "box" and found == NO_NUMBER:
        return say("the number of the post office box is missing")
    if part == "country" and not (expected and found):
        return say("{country} has no such postcodes", country=expected or found)
    nearly = part in _SAID_NEARLY and slip(asked.key(part), shown.key(part))
    other = replace((_SAID_NEARLY if nearly else _SAID_OTHER)[part], values=(("found", found), ("expected", expected)))
    slipped = _slipped(part, asked, shown)
    return other if slipped is None else say("{first}, {second}", first=other, second=slipped)


def _slipped(part: str, asked: Address, shown: Address) -> Message | None:
    """Say which slip leads from one postcode or house number to the other, if it is not seen at once."""
    if part not in _BESIDE:
        return None
    beside = getattr(asked, _BESIDE[part])  # stands for what is the same, for a number alone is too short for a slip
    match slip(f"{beside} {asked.key(part)}", f"{beside} {shown.key(part)}"):
        case Slip.SWAPPED, _:
            return say("two digits swapped")
        case Slip.FEWER, count if part == "postcode":
            return say("one digit fewer", "{n} digits fewer", n=count)
        case Slip.MORE, count if part == "postcode":
            return say("one digit more", "{n} digits more", n=count)
    return None


def _marked(text: str, address: Address, parts: Iterable[str]) -> tuple[Piece, ...]:
    """Return a text in pieces, marked the parts where they stand as written."""
    shown = as_read(text)
    pieces: list[Piece] = []
    done = 0
    for start, end in sorted(span for part in parts if (span := _span(shown, address, part)) is not None):
        if start >= done:
            pieces += [Piece(shown[done:start]), Piece(shown[start:end], marked=True)]
            done = end
    return tuple(piece for piece in (*pieces, Piece(shown[done:])) if piece.text)


def _span(shown: str, address: Address, part: str) -> tuple[int, int] | None:
    """Return from where to where a part stands, None where it is not found; numbers stand behind their street."""
    written = getattr(address, part)
    if not written:
        return None
    behind = shown.find(address.street) + len(address.street) if part in _BEHIND_STREET else 0
    pattern = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)", re.IGNORECASE)
    found = pattern.search(shown, behind) or pattern.search(shown)
    return found.span() if found else None
