"""A closed audit: both editions' results as they were, frozen in one file beside the visits they were made from.

The file begins with a line that says which audit it is, so that it need not be read whole to be known; then each
edition's summary and result are a line of their own. All of it together is JSON.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, BinaryIO, Final, TypeVar

from pydantic import AfterValidator, TypeAdapter
from pydantic_core import from_json

from tpm_audit.model.entry import Edition
from tpm_audit.model.match import SHORT_ID
from tpm_audit.model.past import PastResult, Summary, summary_of
from tpm_audit.model.result import (
    SCHEMA_VERSION,
    AbsentRecord,
    FindingRecord,
    FoundRecord,
    JsonValue,
    Result,
    pictures_in,
    result_from_json,
    result_json,
)
from tpm_audit.model.site import ReportLanguage

CLOSED_FILE: Final = "result.json"
R = TypeVar("R")


class LaterSchemaError(ValueError):
    """A result was written by a later tpm-audit, which may say other things with the same words."""


def _known_schema(schema: int) -> int:
    if not 0 <= schema <= SCHEMA_VERSION:
        raise ValueError(f"schema {schema} is of a later tpm-audit")
    return schema


@dataclass(frozen=True, slots=True)
class ClosedHead:
    """Which audit was closed and when; ``files`` are the SHA-256 of its YAML files on that day, by name."""

    schema: Annotated[int, AfterValidator(_known_schema)]
    tool: str
    audit: str
    first_day: datetime.date
    last_day: datetime.date
    closed_on: datetime.date
    is_internal: bool
    files: Mapping[str, str]


class ClosedResultError(Exception):
    """The frozen result of a closed audit cannot be read; ``path`` is its file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class ClosedAudit:
    """A closed audit; its results are read when they are asked for."""

    head: ClosedHead
    path: str
    opened: Callable[[str], BinaryIO] = field(compare=False, repr=False)

    @property
    def id(self) -> str:
        """Return the audit's id."""
        return self.head.audit

    def content(self, edition: Edition) -> JsonValue:
        """Return the result of an edition as JSON.

        Raises:
            ClosedResultError: the file cannot be read, is no JSON, or lacks the edition.
        """
        return self._read(edition, lambda content: content)

    def result(self, edition: Edition) -> Result:
        """Return the result of an edition.

        Raises:
            ClosedResultError: there is none.
        """
        return self._read(edition, lambda content: _with_names_of_pages(result_from_json(content)))

    def past(self, edition: Edition) -> PastResult:
        """Return what a later audit asks of this one.

        Raises:
            ClosedResultError: there is none.
        """
        return self._read(edition, past_result)

    def summary(self, edition: Edition) -> Summary:
        """Return what is remembered of this one; of a file without it, it is made of the result.

        Raises:
            ClosedResultError: there is none.
        """
        try:
            with self.opened(self.path) as file:
                lines = [file.readline() for _ in range(len(Edition) + 1)]
        except OSError as error:
            raise ClosedResultError(self.path) from error
        mark = b'"%s":' % _summary_key(edition)
        line = next((line for line in lines if line.startswith(mark)), None)
        if line is None:
            return summary_of(self.result(edition))
        try:
            return _checked_summary(_json(_without_comma(line.removeprefix(mark))), self.head)
        except (ValueError, ArithmeticError) as error:
            raise ClosedResultError(self.path) from error

    def _read(self, edition: Edition, make: Callable[[JsonValue], R]) -> R:
        try:
            with self.opened(self.path) as file:
                return make(_edition(file.read(), edition))
        except (OSError, ValueError, ArithmeticError) as error:  # an infinite share is no fraction
            raise ClosedResultError(self.path) from error


@cache
def _heads() -> TypeAdapter[ClosedHead]:
    """Return what reads and writes heads; to make it takes longer than to read one."""
    return TypeAdapter(ClosedHead)


@cache
def _summaries() -> TypeAdapter[Summary]:
    """Return what reads and writes summaries."""
    return TypeAdapter(Summary)


def closed_json(head: ClosedHead, results: Mapping[Edition, Result]) -> bytes:
    """Return the file of a closed audit."""
    begin = _heads().dump_json(head).removesuffix(b"}")
    summaries = [
        b'"%s":%s' % (_summary_key(edition), _summaries().dump_json(summary_of(result)))
        for edition, result in results.items()
        if result.audit is not None
    ]
    editions = [
        b'"%s":%s' % (edition.value.encode(), result_json(results[edition], indent=None).strip()) for edition in Edition
    ]
    return b",\n".join((begin, *summaries, b'"editions":{\n' + b",\n".join(editions) + b"\n}}\n"))


def head_of(first_line: bytes, rest: Callable[[], bytes]) -> ClosedHead:
    """Return the head of a closed audit's file; ``rest`` is what follows the first line, where that is not all of it.

    Raises:
        ValueError: it is no such file.
    """
    whole = first_line.strip()
    if whole.endswith(b","):
        return _heads().validate_json(whole.removesuffix(b",") + b"}")
    if whole.endswith(b'"editions":{'):  # without summaries, as older files are
        return _heads().validate_json(whole + b"}}")
    return _heads().validate_json(first_line + rest())


_ID = re.compile(r"[a-z0-9-]{1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORMATS = frozenset({"png", "jpg", "webp", "gif", "svg"})


def _with_names_of_pages(result: Result) -> Result:
    """Return a result whose ids can be names of files: of a workspace's own they were checked when they were read.

    Raises:
        ValueError: one of them could lead out of the site.
    """
    absent = () if result.past is None else result.past.absent
    _check_findings((*result.findings, *absent, *result.found_before))
    things = (result.touchpoints, result.channels, result.locations, result.facts, result.checklists, result.owners)
    ids = [one.id for several in (*things, result.pages, result.phases) for one in several]
    ids += [one.id for one in result.earlier] + [one.id for one in (result.audit, result.past) if one is not None]
    ids += [old for one in result.renamed for old in one.old_ids]
    ids += [criterion.id for checklist in result.checklists for criterion in checklist.criteria]
    logos = (one for one in (result.site.client_logo, result.site.agency_logo) if one is not None)
    pictures = [(one.digest, one.format) for one in (*pictures_in(result), *logos)]
    are_safe = (
        all(_ID.fullmatch(one) for one in ids)
        and {item.criterion for item in result.items} <= set(ids)
        and all(_DIGEST.fullmatch(digest) and form in _FORMATS for digest, form in pictures)
        and {*result.site.languages} <= {language.value for language in ReportLanguage}
    )
    if not are_safe:
        raise ValueError("an id that is no name of a page")
    return result


def _edition(data: bytes, edition: Edition) -> JsonValue:
    mark = b'\n"%s":' % edition.value.encode()
    _, found, behind = data.partition(mark)
    if found:
        return _json(_without_comma(behind.split(b"\n", 1)[0]))
    editions = _json(data)
    editions = editions.get("editions") if isinstance(editions, dict) else None
    if isinstance(editions, dict) and edition.value in editions:
        return editions[edition.value]
    raise ValueError(f"it has no result of the edition {edition.value}")


def past_result(content: JsonValue) -> PastResult:
    """Return what a later audit asks of an earlier one, of a result as JSON.

    Raises:
        LaterSchemaError: a later tpm-audit wrote it.
        pydantic.ValidationError: it is none.
    """
    schema = content.get("schema") if isinstance(content, dict) else None
    if isinstance(schema, int) and schema > SCHEMA_VERSION:
        raise LaterSchemaError(schema)
    past = TypeAdapter(PastResult).validate_python(content)
    _check_findings(past.findings)
    return past


def _check_findings(findings: Iterable[FindingRecord | AbsentRecord | FoundRecord]) -> None:
    """Raise a ValueError where a finding could lead out of the site, or is about nothing."""
    if not all(SHORT_ID.fullmatch(one.id) and one.subject_ids for one in findings):
        raise ValueError("a finding without an id, or about nothing")


def _checked_summary(content: JsonValue, head: ClosedHead) -> Summary:
    """Return a summary, or raise a ValueError where it is of another audit, or one of its shares is none."""
    summary = _summaries().validate_python(content)
    _check_findings(summary.findings)
    audit = summary.audit
    groups = (*audit.phases, *audit.touchpoints)
    shares = [share for one in groups for share in (one.score, one.index)]
    shares += [] if audit.score is None else [audit.score.share, audit.score.coverage]
    if audit.id != head.audit or not all(share is None or 0 <= share <= 1 for share in shares):
        raise ValueError("a summary of another audit, or a share that is none")
    return summary


def _summary_key(edition: Edition) -> bytes:
    return f"summary-{edition.value}".encode()


def _without_comma(line: bytes) -> bytes:
    return line.rstrip().removesuffix(b",")


def _json(data: bytes) -> JsonValue:
    parsed: JsonValue = from_json(data)
    return parsed
