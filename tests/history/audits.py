"""Several audits of a case, each closed before the next: April, then later months of 2026."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from tests.workspaces import Case, files_of, opened
from tpm_audit.model.closed import ClosedHead, closed_json
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import SCHEMA_VERSION, Result
from tpm_audit.report import Request, make_report, read
from tpm_audit.source.message import Localised
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.load import Workspace


def _files(closed: dict[str, bytes], case: Case) -> Files:
    def results(path: str) -> BinaryIO:
        return io.BytesIO(closed[path]) if path in closed else opened(path)

    files = files_of(case)
    return replace(
        files, others={**files.others, **{path: len(data) for path, data in closed.items()}}, results=results
    )


def after(earlier: Sequence[Case], now: Case) -> Workspace:
    """Return the workspace of a case whose earlier audits, one a month from April on, are closed."""
    closed: dict[str, bytes] = {}
    for month, case in enumerate(earlier, 4):
        id_, workspace = f"2026-{month:02}", read(_files(closed, case))
        assert not workspace.problems
        days = date(2026, month, 1), date(2026, month, 28)
        results = {}
        for edition in Edition:
            result = make_report(workspace, Request(edition, days[1]))
            assert result.audit is not None
            audit = replace(
                result.audit,
                id=id_,
                name=Localised({"": id_}),
                first_day=days[0],
                last_day=days[1],
                closed_on=days[1],
            )
            results[edition] = replace(result, audit=audit)
        head = ClosedHead(SCHEMA_VERSION, "0", id_, *days, closed_on=days[1], is_internal=False, files={})
        closed[f"content/audits/{id_}/result.json"] = closed_json(head, results)
    workspace = read(_files(closed, now))
    assert not workspace.problems
    return workspace


def result_of_last(*cases: Case, edition: Edition = Edition.INTERNAL) -> Result:
    """Return the result of the last of several audits, after the others were closed."""
    *earlier, now = cases
    return make_report(after(earlier, now), Request(edition, date(2026, 11, 1)))
