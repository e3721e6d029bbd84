"""A case that was closed, laid beside a later one."""

import datetime
import io
from dataclasses import replace
from typing import BinaryIO

from tests.workspaces import Case, files_of, report_of, result_of
from tpm_audit.model.closed import ClosedHead, closed_json
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import SCHEMA_VERSION, Result
from tpm_audit.report import read
from tpm_audit.source.message import Localised
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.load import Workspace

CLOSED = "2026-04"
PATH = f"content/audits/{CLOSED}/result.json"
ON = datetime.date(2026, 5, 2)
HEAD = ClosedHead(
    schema=SCHEMA_VERSION,
    tool="0",
    audit=CLOSED,
    first_day=datetime.date(2026, 4, 1),
    last_day=datetime.date(2026, 4, 30),
    closed_on=ON,
    is_internal=False,
    files={},
)


def frozen(case: Case, head: ClosedHead = HEAD) -> bytes:
    """Return the result.json of a case."""
    return closed_json(head, {edition: closed_result(result_of(case, edition), head) for edition in Edition})


def closed_result(result: Result, head: ClosedHead = HEAD) -> Result:
    """Return a result as that of the audit that the head is of."""
    assert result.audit is not None
    if head.is_internal and result.edition is Edition.CLIENT:
        return replace(result, audit=None)
    name, first, last = Localised({"": CLOSED}), head.first_day, head.last_day
    closed = replace(result.audit, id=head.audit, name=name, first_day=first, last_day=last, closed_on=head.closed_on)
    return replace(result, audit=closed)


def files_beside(content: bytes, case: Case) -> Files:
    """Return the files of a case, with the result of a closed audit among them."""
    return with_closed(content, files_of(case))


def with_closed(content: bytes, files: Files) -> Files:
    """Return files with the result of a closed audit among them."""

    def results(path: str) -> BinaryIO:
        return io.BytesIO(content) if path == PATH else files.results(path)

    return replace(files, others={**files.others, PATH: len(content)}, results=results)


def workspace_after(before: Case, now: Case) -> Workspace:
    """Return the workspace of a case, in which an earlier one was closed."""
    workspace = read(files_beside(frozen(before), now))
    assert not workspace.problems
    return workspace


def result_after(before: Case, now: Case, edition: Edition = Edition.INTERNAL) -> Result:
    """Return the result of a case after an earlier one was closed."""
    return report_of(workspace_after(before, now), edition=edition)


def became(result: Result) -> list[str]:
    """Return each finding of the audit before that is found no more, with what became of it."""
    assert result.past is not None
    return [f"{one.rule} {one.state}" for one in result.past.absent]
