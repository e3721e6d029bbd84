"""Closed audits: found by their result.json, and read from it alone."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from tpm_audit.model import codes
from tpm_audit.model.closed import CLOSED_FILE, ClosedAudit, ClosedHead, head_of
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.layout import Note

_AUDITS = PurePosixPath("content/audits")
_FIRST_LINE = 1_000_000  # bytes: thousands of names of files and their hashes


def closed_path(audit: str) -> str:
    """Return the file that closes an audit."""
    return str(_AUDITS / audit / CLOSED_FILE)


def read_closed(
    files: Files, audits: frozenset[str]
) -> tuple[Mapping[str, ClosedAudit], tuple[Problem, ...], tuple[Note, ...]]:
    """Return the closed audits by id, those that cannot be read as problems, and what was changed beside them since."""
    closed: dict[str, ClosedAudit] = {}
    problems: list[Problem] = []
    notes: list[Note] = []
    for audit in sorted(audits):
        path = closed_path(audit)
        head = _head(files, path)
        if isinstance(head, Problem):
            problems.append(head)
        elif head.audit != audit:
            problems.append(_of_another(path, head))
        else:
            closed[audit] = ClosedAudit(head, path, files.results)
            notes += _edited(files, head)
    return closed, tuple(problems), tuple(notes)


def _head(files: Files, path: str) -> ClosedHead | Problem:
    try:
        with files.results(path) as file:
            return head_of(file, _FIRST_LINE)
    except (OSError, ValueError):
        return Problem(
            Place(path),
            codes.NO_CLOSED_RESULT,
            say("this is not the result of a closed audit"),
            say("take the file back from git; 'tpm-audit close' writes it anew where it is not there"),
        )


def broken_result(problems: Iterable[Problem], audit: str) -> tuple[Problem, ...]:
    """Return what is wrong with the frozen result of an audit; nothing where it has none, or it can be read."""
    path = closed_path(audit)
    return tuple(one for one in problems if one.code == codes.NO_CLOSED_RESULT and one.place.file == path)


def _of_another(path: str, head: ClosedHead) -> Problem:
    return Problem(
        Place(path),
        codes.NO_CLOSED_RESULT,
        say("this is the result of another audit, '{audit}'", audit=head.audit),
        say("a closed audit keeps the name of its folder: name the folder '{audit}' again", audit=head.audit),
    )


def digests_of(files: Files, audit: str) -> Mapping[str, str]:
    """Return the SHA-256 of the YAML files of an audit, by their names in its folder."""
    folder = _AUDITS / audit
    return {
        PurePosixPath(path).name: hashlib.sha256(data).hexdigest()
        for path, data in sorted(files.yaml.items())
        if PurePosixPath(path).parent == folder
    }


def _edited(files: Files, head: ClosedHead) -> Iterator[Note]:
    """Yield what was edited beside a frozen result: it changes nothing, and whoever did it may think it does."""
    now = digests_of(files, head.audit)
    for name in sorted({*now, *head.files}):
        if now.get(name) == head.files.get(name):
            continue
        what = say("changed") if name in now and name in head.files else say("added") if name in now else say("removed")
        yield Note(
            Place(str(_AUDITS / head.audit / name)),
            say(
                "{what} since the audit was closed on {day}; its report is made from {file} alone "
                "(tpm-audit unclose {audit} opens it again)",
                what=what,
                day=head.closed_on,
                file=CLOSED_FILE,
                audit=head.audit,
            ),
        )
