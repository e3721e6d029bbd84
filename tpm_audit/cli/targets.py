"""Where verbs that write may write to."""

from pathlib import Path

import click

from tpm_audit.workspace.files import FOLDERS, TEMPLATES

_SOURCES = (*FOLDERS, TEMPLATES)
_OWN = ".tpm-audit"


def refuse_sources(root: Path, output: Path, what: str, *, allowed: Path | None = None) -> None:
    """Refuse an output inside the workspace's sources, of which it would become a part.

    ``allowed`` is the one folder below .tpm-audit/ that the verb has for itself.

    Raises:
        click.UsageError: it is there.
    """
    resolved = output.resolve()
    if allowed is not None and resolved == allowed.resolve():
        return
    if taken := {".git", _OWN}.intersection(resolved.parts):
        message = f"{what} cannot go into {min(taken)}/"
        raise click.UsageError(message)
    if root.resolve().is_relative_to(resolved):
        message = f"{what} cannot take the place of the workspace"
        raise click.UsageError(message)
    for source in _SOURCES:
        if resolved.is_relative_to((root / source).resolve()):
            message = f"{what} cannot go into {source}/: that is what it is made from"
            raise click.UsageError(message)
