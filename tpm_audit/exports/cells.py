"""Typed cells, and the places of findings: what the tables of CSV and XLSX share."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from tpm_audit.exports.text import visible_lines
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import FindingRecord, MemberRecord, Result
from tpm_audit.source.message import Sayable, Share

Cell: TypeAlias = str | int | Decimal | Share | datetime.date | None


def cell(value: Sayable | None, language: Language) -> Cell:
    """Return a value with its type; a text has its control characters spelled out, but for the ends of its lines."""
    if value is None or isinstance(value, int | Decimal | Share | datetime.date):
        return value
    return visible_lines(language.say(value))


def listed(values: tuple[Sayable, ...], language: Language) -> Cell:
    """Return texts as one; nothing where there is none."""
    return visible_lines("; ".join(language.say(one) for one in values)) or None


def places(result: Result) -> Iterator[tuple[FindingRecord, MemberRecord | None]]:
    """Yield each place of each finding; a finding that has none stands by itself."""
    for finding in result.findings:
        for member in finding.members or (None,):
            yield finding, member


def waiver_at(finding: FindingRecord, member: MemberRecord | None) -> str | None:
    """Return the waiver that covers a place, by itself or with all of its finding."""
    return finding.waiver or (None if member is None else member.waiver)
