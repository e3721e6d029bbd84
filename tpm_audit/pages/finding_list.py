"""The findings of a channel, a location or a checklist: the first ones as a table, for a page has to stay small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import FindingRecord
from tpm_audit.pages.findings import FindingRow, finding_rows
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import FINDINGS
from tpm_audit.pages.parts import severity_badge
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import say

_MOST = 30


@dataclass(frozen=True, slots=True)
class FindingList:
    """Findings in their order of priority; ``more`` leads to the rest where there are more."""

    rows: tuple[FindingRow, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many findings there are, and how grave the worst is."""

    count: str
    worst: Badge | None


def finding_list(found: Sequence[FindingRecord], names: Names, language: Language) -> FindingList:
    """Return findings for a page."""
    left = len(found) - _MOST
    more = say("{n} more finding, among all findings", "{n} more findings, among all findings", n=left)
    return FindingList(finding_rows(found[:_MOST], names, language), Link(more, FINDINGS) if left > 0 else None)


def finding_count(ids: Sequence[str], findings: Mapping[str, FindingRecord], language: Language) -> FindingCount:
    """Return findings for a row of a table; those that are waived do not count."""
    counted = [findings[id_].severity for id_ in ids if findings[id_].waiver is None]
    worst = min(counted, key=lambda severity: severity.rank, default=None)
    return FindingCount(language.number(len(counted)), None if worst is None else severity_badge(worst))
