"""Columns with personal data: they are named, and nothing reads them."""

import re
from collections.abc import Iterator
from typing import Final

from tpm_audit.surveys.reader import Head

_PERSONAL: Final = re.compile(
    r"""ip([\s_-]?(address|adresse|addr))?|(e-?)?mail[\s_-]?(address|adresse)|e-?mail|
        (recipient|respondent)[\s_-]?e?-?mail|(e-mail|(vor|nach)name)[ ]des[ ](empfängers|befragten)|
        (recipient|respondent)?(last|first|sur|full)[\s_-]?name|(vor|nach|zu|familien)name|name|user[\s_-]?name|
        (location)?(latitude|longitude)|(breiten|längen)grad.*|geo[\s_-]?location|
        tele(phone|fon).*|phone.*|handy.*|mobil(e|telefon).*|(postal[\s_-]?)?address|anschrift|adresse|straße|street|
        (date[\s_-]?of[\s_-]?birth|birth[\s_-]?date|geburts(datum|tag))|iban|user[\s_-]?id|customer[\s_-]?(id|number)|kundennummer""",
    re.VERBOSE | re.IGNORECASE,
)


def personal_columns(head: Head) -> Iterator[int]:
    """Yield the positions of columns that are about who answered, by any of the rows above the answers."""
    for at, titles in enumerate(head.titles):
        if any(_PERSONAL.fullmatch(part) for title in titles for part in (title, title.partition(". ")[2])):
            yield at
