"""Workspaces with surveys: the survey.yml as a tree, and the file beside it as text or bytes."""

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from tests.workspaces import Case, files_of, problems, texts
from tpm_audit.model.customer_records import SurveyRecord
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.report import Request, make_report, read
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.load import Workspace

DAYS: Case = {"from": "2026-10-01", "to": "2026-10-15"}
ON = date(2026, 11, 2)


def survey(questions: Case, **more: Any) -> Case:
    """Return a survey.yml with these questions."""
    return {"name": "Autumn", "period": DAYS, "file": "export.csv", "questions": questions, **more}


def files_with(
    surveys: Mapping[str, tuple[Case, str | bytes]],
    case: Case | None = None,
    beside: Mapping[str, str | bytes] | None = None,
) -> Files:
    """Return the files of a case with surveys beside it; ``beside`` are other files in the folder of each."""
    files = files_of({"visits": [{"touchpoint": "contact", "channel": "website"}], **(case or {})})
    yaml = {f"content/surveys/{id_}/survey.yml": json.dumps(texts(tree)).encode() for id_, (tree, _) in surveys.items()}
    data = {f"content/surveys/{id_}/{tree['file']}": _bytes(content) for id_, (tree, content) in surveys.items()}
    for id_ in surveys:
        data |= {f"content/surveys/{id_}/{name}": _bytes(content) for name, content in (beside or {}).items()}

    def opened(path: str) -> BinaryIO:
        return io.BytesIO(data[path])

    sizes = {path: len(content) for path, content in data.items()}
    return replace(files, yaml={**files.yaml, **yaml}, others={**files.others, **sizes}, results=opened, opened=opened)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def workspace_with(tree: Case, content: str | bytes, case: Case | None = None) -> Workspace:
    """Return a workspace with one survey, problems and all."""
    return read(files_with({"autumn": (tree, content)}, case))


def result_with(
    tree: Case, content: str | bytes, edition: Edition = Edition.INTERNAL, case: Case | None = None
) -> Result:
    """Return the result of a workspace with one survey, which has to be valid."""
    return result_of_files(files_with({"autumn": (tree, content)}, case), edition)


def result_of_files(files: Files, edition: Edition = Edition.INTERNAL) -> Result:
    """Return the result of a valid workspace."""
    workspace = read(files)
    assert not workspace.problems, "\n".join(problems(workspace))
    return make_report(workspace, Request(edition, ON))


def answered(survey_: SurveyRecord, question: str) -> dict[str | None, tuple[int, Mapping[float, int]]]:
    """Return what was answered to a question: n and the counts, by touchpoint."""
    (found,) = (one for one in survey_.questions if one.id == question)
    return {one.touchpoint: (one.n, {float(value): n for value, n in one.counts}) for one in found.answers}


def table(heading: str, *rows: str) -> str:
    """Return a table as CSV."""
    return "\n".join([heading, *rows, ""])
