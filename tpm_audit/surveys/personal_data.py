"""Columns with personal data, known by their headings or by what stands in them: named, and read by nothing.

A heading is understood as a whole or not at all: "Your name" is about whoever answered, "How easy was it to change your
name?" is a question.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from tpm_audit.surveys.rating_words import said, says_no_answer
from tpm_audit.surveys.reader import Head, Row, cell

LOOKED_AT: Final = 1_000  # rows
_LONGEST: Final = 200  # characters of a heading that is looked at: what is longer is a question
_MOST: Final = 0.5  # of the cells that are filled in
_SMALL: Final = re.compile(r"-?\d{1,2}(?:[.,]\d)?|100")

_MAIL: Final = re.compile(r"e[\s_-]?mail(?!s\b)", re.IGNORECASE)
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[^\W_]+")
# Words that only ask for what is meant.
_ASKING: Final = frozenset(
    _WORD.findall(
        "ihr ihre ihren ihrem ihrer your dein deine deinen my mein meine bitte please enter provide give geben nennen "
        "hinterlassen angeben eingeben leave type write tell fill state us uns sie ein an in hier here optional "
        "freiwillig voluntary pflichtfeld required what is was wie lautet ist the und and oder or respondent recipient "
        "befragten empfängers des kontakt kontaktdaten contact details daten personal persönliche für for rückfragen "
        "queries gewinnspiel verlosung raffle prize draw newsletter if wish would like be contacted falls möchten "
        "kontaktiert werden vollständige vollständiger vollständigen das die der dem den am im zum zur unter"
    )
)
_SAY_WHO: Final = (
    r"(vor )?(vor|nach|zu|familien|kunden)?name|((last|first|sur|full|middle|given|family) ?)+name|"
    r"(user|benutzer|nutzer|login) ?name|e?mail ?(address|addresse|adresse)?|"
    r"(tele|cell)? ?phone ?(number|no|nr)?|"
    r"(telefon|tel|handy|mobil|mobile|mobiltelefon|rückruf) ?(nummer|nr|number|phone)?|"
    r"heissen|"
    r"(postal |home |wohn|post)?(address|adresse|anschrift)|strasse|street|hausnummer"
)
_TELL_WHO: Final = (
    r"ip ?(address|adresse|addr)?|ipaddr|([\w]+ )*(latitude|longitude)|(breiten|längen)grad( .*)?|gps( .*)?|"
    r"geo ?(location|koordinaten|coordinates|daten)|koordinaten|coordinates|lat( ?(lon|lng|long))?|lon|lng|"
    r"date of birth|birth ?(date|day)|geburts ?(datum|tag)|iban|kontonummer|sozialversicherungsnummer|"
    r"(device|network|subscriber) ?id|sim ?serial|submitted by|signature|unterschrift"
)
_LEAD_TO: Final = r"(user|customer|kunden?|member|mitglieds?) ?(id|nr|no|number|nummer)|kundennummer|mitgliedsnummer"


def _whole(pattern: str) -> re.Pattern[str]:
    one = rf"(?:(?:customer|kunden?) )?(?:{pattern})"
    return re.compile(rf"{one}(?: {one})*")


_NAMES, _PERSONAL, _IDS = _whole(_SAY_WHO), _whole(f"{_SAY_WHO}|{_TELL_WHO}|{_LEAD_TO}"), re.compile(_LEAD_TO)

_NUMBER: Final = r"-?\d{1,3}\.\d+"
_IN_CELLS: Final = re.compile(
    rf"""[^@\s,;]+@[^@\s,;]+\.[a-z]{{2,}}|  # an e-mail address
    \d{{1,3}}(?:\.\d{{1,3}}){{3}}|(?:[0-9a-f]{{1,4}}:){{7}}[0-9a-f]{{1,4}}|[0-9a-f:]*::[0-9a-f:]*|  # an IP
    {_NUMBER}[,;\s]\s*{_NUMBER}(?:\s+-?\d+(?:\.\d+)?){{0,2}}""",  # where somebody was
    re.VERBOSE | re.IGNORECASE,
)


def personal_columns(head: Head, rows: Iterable[Row] = ()) -> Iterator[int]:
    """Yield the positions of columns that are about who answered, by any heading or by most of what stands below.

    ``rows`` are the first with answers. Ratings of e-mail and telephone have such headings, too, and are none.
    """
    first = list(islice(rows, LOOKED_AT))
    for at, titles in enumerate(head.titles):
        cells = [text for row in first if (text := cell(row, at).strip())]
        asked = {text for title in titles for part in (title, title.partition(". ")[2]) if (text := _asked(part))}
        who = {text for text in asked if _PERSONAL.fullmatch(text)}
        may_be_rated = all(map(_NAMES.fullmatch, who)) and _are_ratings(cells)
        if (who and not may_be_rated) or are_personal(cells):
            yield at


def are_personal(cells: Sequence[str]) -> bool:
    """Say whether most of some cells that are filled in are personal by themselves."""
    return are_most(sum(map(is_personal, cells)), len(cells))


def is_personal(text: str) -> bool:
    """Say whether a cell is an address, or says where somebody was."""
    return _IN_CELLS.fullmatch(text) is not None


def are_most(personal: int, filled_in: int) -> bool:
    """Say whether so many cells of those that are filled in make a column personal."""
    return personal > _MOST * filled_in


def lead_to_people(titles: Iterable[str]) -> bool:
    """Say whether a column has numbers of people by any of its headings: they tell respondents apart, too."""
    return any(_IDS.fullmatch(_asked(title)) for title in titles)


def _asked(title: str) -> str:
    """Return what a heading asks for: its words without those that only ask."""
    if len(title) > _LONGEST:
        return ""
    words = _WORD.findall(_MAIL.sub("email", _CAPITAL.sub(" ", title)).casefold())
    return " ".join(word for word in words if word not in _ASKING)


def _are_ratings(cells: Sequence[str]) -> bool:
    """Say whether cells are small numbers or say how good something is."""
    return bool(cells) and all(_SMALL.fullmatch(text) or said(text) or says_no_answer(text) for text in set(cells))
