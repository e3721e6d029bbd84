"""Writes the editors' schemas to .tpm-audit/schema/, a folder that git ignores and every run may rewrite."""

import contextlib
import errno
import json
import stat
from pathlib import Path

from tpm_audit.model.context import Kind
from tpm_audit.model.editor_schema import editor_schemas
from tpm_audit.model.goals import BUILT_IN_GOALS
from tpm_audit.model.scales import BUILT_IN
from tpm_audit.workspace.load import Vocabulary, Workspace
from tpm_audit.workspace.whole_file import written_beside

FOLDER = ".tpm-audit"


def write_editor_schemas(root: Path, workspace: Workspace, vocabulary: Vocabulary) -> tuple[Path, ...]:
    """Write the schemas of a workspace; files that would not change are left alone.

    Raises:
        OSError: the folder cannot be written.
    """
    ids = {kind: tuple(declared) for kind, declared in workspace.names.declared.items()}
    ids[Kind.GOAL] = (*BUILT_IN_GOALS, *ids[Kind.GOAL])
    ids[Kind.SCALE] = (*BUILT_IN, *ids[Kind.SCALE])
    ids[Kind.RULE] = vocabulary.rule_codes
    ids[Kind.AUDIT] = tuple(sorted({*ids.get(Kind.AUDIT, ()), *workspace.closed}))  # what an audit may be compared with
    folder = _made(own_folder(root) / "schema")
    written = []
    for name, schema in editor_schemas(ids, vocabulary.fact_kinds, vocabulary.own_rules).items():
        _write(folder / name, json.dumps(schema, ensure_ascii=False) + "\n")
        written.append(folder / name)
    return tuple(written)


def own_folder(root: Path) -> Path:
    """Return the folder of a workspace that git ignores, which is made where there is none.

    Raises:
        OSError: it cannot be made.
    """
    own = _made(root / FOLDER)
    _write(own / ".gitignore", "*\n")
    return own


def _made(folder: Path) -> Path:
    if folder.is_symlink():  # a workspace may come from anybody: nothing outside of it is written
        raise NotADirectoryError(errno.ENOTDIR, "this is a link, and links are not followed", str(folder))
    folder.mkdir(exist_ok=True)
    return folder


def _write(path: Path, text: str) -> None:
    """Write a file where there is none or a plain one, by exchange; one that would not change is left alone."""
    data = text.encode()
    with contextlib.suppress(FileNotFoundError):
        there = path.lstat()
        if not stat.S_ISREG(there.st_mode):
            raise FileExistsError(errno.EEXIST, "this is no plain file", str(path))
        if there.st_size == len(data) and path.read_bytes() == data:
            return
    with written_beside(path, data) as beside:
        beside.replace(path)
