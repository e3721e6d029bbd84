"""The data of a report as files beside its pages: the result, its schema, and what is known of the build."""

import json
from pathlib import Path

from tpm_audit.model.build_facts import BuildFacts
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result, result_json, result_schema
from tpm_audit.model.said import JsonValue


def write_data_files(folder: Path, result: Result, facts: BuildFacts) -> None:
    """Write the files of the Data page below ``folder``, a generated folder of one language.

    The same result and facts make the same bytes.

    Raises:
        OSError: a file cannot be written.
    """
    data = folder / "docs" / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "result.json").write_bytes(result_json(result, indent=None))  # a large one takes half the room
    (data / "result.schema.json").write_bytes(_json(result_schema()))
    (data / "build.json").write_bytes(_json(build_record(result, facts)))


def build_record(result: Result, facts: BuildFacts) -> dict[str, JsonValue]:
    """Return what build.json says; places of findings in the internal edition only."""
    said: dict[str, JsonValue] = {
        "tool": {"name": "tpm-audit", "version": result.tool},
        "schema": result.schema,
        "edition": result.edition.value,
        "audit": None if result.audit is None else result.audit.id,
        "as_of": result.as_of.isoformat(),
        "input_hash": facts.input_hash,
        "commit": facts.commit,
        "rules": [rule.code for rule in result.rules if rule.enabled],
    }
    if result.edition is Edition.INTERNAL:
        said["places"] = {
            finding.id: {"standard": finding.standard_place, "members": [member.place for member in finding.members]}
            for finding in result.findings
        }
    return said


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
