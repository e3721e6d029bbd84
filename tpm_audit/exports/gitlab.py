"""The findings as GitLab's code quality report, which a merge request shows beside the files."""

import json
from collections.abc import Iterator

from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.records import first_place, rule_of
from tpm_audit.exports.text import plain_json, visible
from tpm_audit.model.result import FindingRecord, ProblemRecord, Result
from tpm_audit.model.said import JsonValue
from tpm_audit.pages.page import finding_path

_BLOCKER = "blocker"  # what the files cannot be read for; the severities of findings are called as ours are


def write(result: Result, beside: Beside) -> bytes:
    """Return problems and findings, the worst first; those that are waived are left out, for GitLab knows no waivers.

    GitLab asks for a path: where the edition has no files it is the path of the finding's page in the site.
    """
    found = [*_problems(result, beside), *(_finding(finding, beside) for finding in result.open)]
    return plain_json(json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n")


def _problems(result: Result, beside: Beside) -> Iterator[JsonValue]:
    """Yield the problems; the same one at the same place is one, for fingerprints must differ."""
    there: dict[str, ProblemRecord] = {}
    for problem in result.problems:
        there.setdefault(f"{problem.code}:{problem.file}:{problem.line}:{problem.column}", problem)
    for fingerprint, problem in there.items():
        yield {
            "description": visible(beside.language.say(problem.message)),
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _BLOCKER,
            "location": _location(f"{beside.folder}{problem.file}" if problem.file else "site_config", problem.line),
        }


def _finding(finding: FindingRecord, beside: Beside) -> JsonValue:
    place = first_place(finding)
    path, line = (finding_path(finding.id), 1) if place is None else (f"{beside.folder}{place.file}", place.line)
    return {
        "description": visible(beside.language.say(finding.headline)),
        "check_name": rule_of(finding),
        "fingerprint": finding.id,
        "severity": finding.severity.value,
        "location": _location(path, line),
    }


def _location(path: str, line: int) -> JsonValue:
    return {"path": path, "lines": {"begin": max(line, 1)}}


FORMAT = Format("gitlab", ("code-quality-report.json", "codeclimate.json"), write)
