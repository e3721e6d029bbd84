"""Writes the editors' schemas to .tpm-audit/schema/, a folder that git ignores and every run may rewrite."""

import json
from collections.abc import Mapping
from pathlib import Path

from tpm_audit.model.context import Kind
from tpm_audit.model.editor_schema import editor_schemas
from tpm_audit.model.facts import Fact
from tpm_audit.model.goals import BUILT_IN_GOALS
from tpm_audit.model.scales import BUILT_IN
from tpm_audit.workspace.load import Workspace

FOLDER = ".tpm-audit"


def write_editor_schemas(
    root: Path, workspace: Workspace, fact_kinds: Mapping[str, type[Fact]], rule_codes: tuple[str, ...]
) -> tuple[Path, ...]:
    """Write the schemas of a workspace; files that would not change are left alone.

    Raises:
        OSError: the folder cannot be written.
    """
    ids = {kind: tuple(declared) for kind, declared in workspace.names.declared.items()}
    ids[Kind.GOAL] = (*BUILT_IN_GOALS, *ids[Kind.GOAL])
    ids[Kind.SCALE] = (*BUILT_IN, *ids[Kind.SCALE])
    ids[Kind.RULE] = rule_codes
    folder = root / FOLDER / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    _write(root / FOLDER / ".gitignore", "*\n")
    written = []
    for name, schema in editor_schemas(ids, fact_kinds).items():
        _write(folder / name, json.dumps(schema, indent=1, ensure_ascii=False) + "\n")
        written.append(folder / name)
    return tuple(written)


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
