"""Data: the files behind the report, and what it was made from, by which tool."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.build_facts import BuildFacts
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import FindingRecord, Result
from tpm_audit.model.words import EDITIONS
from tpm_audit.pages.page import DATA, Page, finding_path
from tpm_audit.pages.parts import capital, end_of
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file beside the page; ``name`` is its path from here."""

    name: str
    holds: Sayable


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the build.

    ``exact`` where every character of it counts, ``address`` where it leads out of the report.
    """

    label: str
    value: Sayable
    exact: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where a finding stands in the workspace's files: its standard, and each of its places."""

    finding: Link
    standard: str | None
    members: tuple[str, ...]


FILES: Mapping[str, Message] = {
    "result.json": say("the whole result of this audit: figures, findings, answers, facts as found"),
    "result.schema.json": say("what stands where in result.json, as JSON Schema"),
    "build.json": say("what the report was made from: tool, rules, input hash, commit"),
}


def pages(result: Result, language: Language, facts: BuildFacts) -> Iterator[Page]:
    """Yield the page; ``facts`` stand on it alone, so that a commit changes no other page."""
    is_internal = result.edition is Edition.INTERNAL
    places = tuple(_places(result.findings[:MOST_ROWS], language)) if is_internal else ()
    values = {
        "files": tuple(DataFile(name, holds) for name, holds in FILES.items()),
        "facts": tuple(_facts(result, facts, language)),
        "rules": tuple(rule.code for rule in result.rules if rule.enabled),
        "places": places,
        "left_out": _left_out(len(result.findings)) if is_internal else None,
        "end": end_of(result),
    }
    yield Page(DATA, "pages/data.md.j2", language.word("Data"), values, hides=("navigation", "toc"))


def _facts(result: Result, facts: BuildFacts, language: Language) -> Iterator[Fact]:
    site = result.site
    yield Fact(language.word("Client"), site.client, address=site.client_url)
    if site.agency is not None:
        yield Fact(language.word("Made by"), site.agency, address=site.agency_url)
    yield Fact(language.word("Tool"), f"tpm-audit {result.tool}")
    yield Fact(language.word("Edition"), capital(language.say(EDITIONS[result.edition])))
    if result.audit is not None:
        yield Fact(language.word("Audit"), result.audit.id, exact=True)
    yield Fact(language.word("As of"), result.as_of)
    yield Fact(language.word("Version of the schema"), result.schema)
    if facts.input_hash is not None:
        yield Fact(language.word("Input hash (SHA-256)"), facts.input_hash, exact=True)
    if facts.commit is not None:
        yield Fact(language.word("Commit"), facts.commit, exact=True)


def _places(findings: tuple[FindingRecord, ...], language: Language) -> Iterator[Places]:
    for finding in findings:
        members = tuple(dict.fromkeys(member.place for member in finding.members if member.place is not None))
        headline = Link(capital(language.say(finding.headline)), finding_path(finding.id))
        yield Places(headline, finding.standard_place, members)


def _left_out(count: int) -> Message | None:
    """Say how many findings the table does not show."""
    if count <= MOST_ROWS:
        return None
    return say("The table shows the first {shown} of {n}; all of them stand in the data.", shown=MOST_ROWS, n=count)
