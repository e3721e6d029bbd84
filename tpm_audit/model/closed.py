"""A closed audit: both editions' results as they were, frozen in one file beside the visits they were made from.

The file begins with a line that says which audit it is, so that it need not be read whole to be known; then each
edition's summary and result are a line of their own. All of it together is JSON.
"""

import datetime
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, BinaryIO, Final, TypeVar

from pydantic import AfterValidator, TypeAdapter
from pydantic_core import from_json, to_json

from tpm_audit.model.entry import Edition
from tpm_audit.model.past import PastResult, RatedPast, Summary, summary_of
from tpm_audit.model.result import (
    SCHEMA_VERSION,
    Result,
    pictures_in,
    result_from_json,
    result_json,
)
from tpm_audit.model.said import JsonValue
from tpm_audit.model.site import WEB_ADDRESS, ReportLanguage
from tpm_audit.model.wholeness import check_summary, check_whole

CLOSED_FILE: Final = "result.json"
_EDITIONS: Final = b'"editions":{'
_END: Final = b"\n}}\n"
P = TypeVar("P", bound=PastResult)
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
        return self._read(edition, lambda content: _safe(result_from_json(content)))

    def past(self, edition: Edition) -> PastResult:
        """Return what a later audit asks of this one.

        Raises:
            ClosedResultError: there is none.
        """
        return self._read(edition, past_result)

    def rated(self, edition: Edition) -> RatedPast:
        """Return the same with what was rated.

        Raises:
            ClosedResultError: there is none.
        """
        return self._read(edition, lambda content: _past(content, _rated()))

    def summary(self, edition: Edition) -> Summary:
        """Return what is remembered of this one; of a file without it, it is made of the result.

        Raises:
            ClosedResultError: there is none.
        """
        try:
            with self.opened(self.path) as file:
                file.readline()
                line = _summaries_in(file).get(_summary_key(edition))
            if line is not None:
                return _summary(_json(line), self.head)
        except (OSError, ValueError, ArithmeticError) as error:
            raise ClosedResultError(self.path) from error
        return summary_of(self.result(edition))

    def _read(self, edition: Edition, make: Callable[[JsonValue], R]) -> R:
        try:
            with self.opened(self.path) as file:
                return make(_edition(file.read(), edition, self.head))
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


@cache
def _pasts() -> TypeAdapter[PastResult]:
    """Return what reads what a later audit asks of an earlier one."""
    return TypeAdapter(PastResult)


@cache
def _rated() -> TypeAdapter[RatedPast]:
    """Return what reads the same with what was rated."""
    return TypeAdapter(RatedPast)


def closed_json(head: ClosedHead, results: Mapping[Edition, Result]) -> bytes:
    """Return the file of a closed audit."""
    begin = _heads().dump_json(head).removesuffix(b"}")
    summaries = [
        b"%s:%s" % (_summary_key(edition), _summaries().dump_json(summary_of(result)))
        for edition, result in results.items()
        if result.audit is not None
    ]
    editions = [
        b'"%s":%s' % (edition.value.encode(), result_json(results[edition], indent=None).strip()) for edition in Edition
    ]
    return b",\n".join((begin, *summaries, _EDITIONS + b"\n" + b",\n".join(editions) + _END))


def head_of(file: BinaryIO, most: int) -> ClosedHead:
    """Return the head of a closed audit's file, of which the first line may have ``most`` bytes.

    The rest is looked at as far as that is soon done: whether it is of that audit, and goes on to its end.

    Raises:
        ValueError: it is no such file.
    """
    first = file.readline(most)
    begin = first.strip()
    if not begin.endswith((b",", _EDITIONS)):  # it was formatted anew
        content = _json(first + file.read())
        head = _heads().validate_python(content)
        for edition in Edition:
            _check_edition(_edition_in(content, edition), edition, head)
        return head
    head = _heads().validate_json(begin.removesuffix(_EDITIONS).removesuffix(b",") + b"}")
    if begin.endswith(b","):
        for line in _summaries_in(file).values():
            _check_audit(_json(line), head)
    file.seek(-len(_END) - 2, os.SEEK_END)  # git may have made other line ends
    if not file.read().replace(b"\r", b"").endswith(_END):
        raise ValueError("it is cut off")
    return head


def _summaries_in(file: BinaryIO) -> Mapping[bytes, bytes]:
    """Return the lines between the head and the results by their keys; none where the file was formatted anew."""
    lines: dict[bytes, bytes] = {}
    for line in file:
        key, _, content = _without_comma(line).partition(b":")
        if key == _EDITIONS.partition(b":")[0]:
            return lines
        if key in lines or not key.startswith(b'"summary-'):
            break
        lines[key] = content
    return {}


def _check_edition(content: JsonValue, edition: Edition, head: ClosedHead) -> None:
    """Raise a ValueError where a result is of another edition or audit than the head says, or of a later tpm-audit."""
    if not isinstance(content, dict) or content.get("edition") != edition:
        raise ValueError("a result of another edition")
    _check_schema(content)
    if content.get("audit") is not None or not (head.is_internal and edition is Edition.CLIENT):
        _check_audit(content, head)


def _check_schema(content: JsonValue) -> None:
    schema = content.get("schema") if isinstance(content, dict) else None
    if isinstance(schema, int) and schema > SCHEMA_VERSION:
        raise LaterSchemaError(schema)


def _check_audit(content: JsonValue, head: ClosedHead) -> None:
    """Raise a ValueError where a result or summary is of another audit than the head says, or of other days."""
    audit = content.get("audit") if isinstance(content, dict) else None
    said = (head.audit, head.first_day.isoformat(), head.last_day.isoformat())
    if not isinstance(audit, dict) or tuple(audit.get(key) for key in ("id", "first_day", "last_day")) != said:
        raise ValueError("the head says another audit, or other days")
    if "closed_on" in audit and audit["closed_on"] != head.closed_on.isoformat():
        raise ValueError("the head says another day of closing")


_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORMATS = frozenset({"png", "jpg", "webp", "gif", "svg"})


def _safe(result: Result) -> Result:
    """Return a result that pages can be made of: of a workspace's own all this was checked when it was read.

    Raises:
        ValueError: it is not whole, or a picture, which is the name of a file, or an address could lead elsewhere.
    """
    logos = (one for one in (result.site.client_logo, result.site.agency_logo) if one is not None)
    pictures = [(one.digest, one.format) for one in (*pictures_in(result), *logos)]
    are_safe = (
        all(_DIGEST.fullmatch(digest) and form in _FORMATS for digest, form in pictures)
        and all(
            WEB_ADDRESS.fullmatch(one) for one in (result.site.client_url, result.site.agency_url) if one is not None
        )
        and {*result.site.languages} <= {language.value for language in ReportLanguage}
    )
    if not are_safe:
        raise ValueError("a picture that is no name of a file, or an address that is none")
    check_whole(result)
    return result


def _edition(data: bytes, edition: Edition, head: ClosedHead) -> JsonValue:
    """Return the result of an edition as JSON, of this audit; of a file as it was written the rest is not read."""
    line = _editions_in(data).get(b'"%s"' % edition.value.encode())
    content = _edition_in(_json(data), edition) if line is None else _json(line)
    _check_edition(content, edition, head)
    return content


def _editions_in(data: bytes) -> Mapping[bytes, bytes]:
    """Return the lines of the results by their keys; none where the file is not line by line as it was written."""
    _, found, behind = data.replace(b"\r\n", b"\n").partition(_EDITIONS + b"\n")
    lines = [_without_comma(line).partition(b":") for line in behind.removesuffix(_END).split(b"\n")]
    as_written = [b'"%s"' % edition.value.encode() for edition in Edition]
    if not found or not behind.endswith(_END) or [key for key, _, _ in lines] != as_written:
        return {}
    return {key: content for key, _, content in lines}


def _edition_in(content: JsonValue, edition: Edition) -> JsonValue:
    editions = content.get("editions") if isinstance(content, dict) else None
    if isinstance(editions, dict) and edition.value in editions:
        return editions[edition.value]
    raise ValueError(f"it has no result of the edition {edition.value}")


def past_result(content: JsonValue) -> PastResult:
    """Return what a later audit asks of an earlier one, of a result as JSON.

    Raises:
        LaterSchemaError: a later tpm-audit wrote it.
        ValueError: it is none.
    """
    return _past(content, _pasts())


def _past(content: JsonValue, pasts: TypeAdapter[P]) -> P:
    _check_schema(content)
    past = pasts.validate_python(content)
    check_whole(past)
    return past


def _summary(content: JsonValue, head: ClosedHead) -> Summary:
    """Return a summary, or raise a ValueError where it is of another audit, or one of its shares is none."""
    _check_audit(content, head)
    summary = _summaries().validate_python(content)
    check_summary(summary)
    audit = summary.audit
    groups = (*audit.phases, *audit.touchpoints)
    shares = [share for one in groups for share in (one.score, one.index)]
    shares += [] if audit.score is None else [audit.score.share, audit.score.coverage]
    if audit.id != head.audit or not all(share is None or 0 <= share <= 1 for share in shares):
        raise ValueError("a summary of another audit, or a share that is none")
    return summary


def _summary_key(edition: Edition) -> bytes:
    return f'"summary-{edition.value}"'.encode()


def _without_comma(line: bytes) -> bytes:
    return line.rstrip().removesuffix(b",")


def _json(data: bytes) -> JsonValue:
    """Return what JSON says.

    Raises:
        ValueError: it is none, or says something twice, of which each program reads another.
    """
    parsed: JsonValue = from_json(data)
    if to_json(parsed) != data.strip():  # as it was written there is nothing more to it; else each key is looked at
        json.loads(data, object_pairs_hook=_once)
    return parsed


def _once(pairs: list[tuple[str, JsonValue]]) -> None:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
