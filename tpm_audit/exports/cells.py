"""Typed cells, and the places of findings: what the tables of CSV and XLSX share."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import FindingRecord, MemberRecord, Result
from tpm_audit.source.message import Sayable, Share

# Texts are as they were written: whoever writes them to a file spells out what it cannot hold.
Cell: TypeAlias = str | int | Decimal | Share | datetime.date | None


def cell(value: Sayable | None, language: Language) -> Cell:
    """Return a value with its type, what is neither number nor day as text."""
    if value is None or isinstance(value, int | Decimal | Share | datetime.date):
        return value
    return language.say(value)


def listed(values: tuple[Sayable, ...], language: Language) -> Cell:
    """Return texts as one; nothing where there is none."""
    return "; ".join(language.say(one) for one in values) or None


def places(result: Result) -> Iterator[tuple[FindingRecord, MemberRecord | None]]:
    """Yield each place of each finding; a finding that has none stands by itself."""
    for finding in result.findings:
        for member in finding.members or (None,):
            yield finding, member


def waiver_at(finding: FindingRecord, member: MemberRecord | None) -> str | None:
    """Return the waiver that covers a place, by itself or with all of its finding."""
    return finding.waiver or (None if member is None else member.waiver)
