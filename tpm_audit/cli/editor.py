"""Keeps the editors' schemas of a workspace up to date, beside what a verb is asked for."""

import click

from tpm_audit.cli import Settings
from tpm_audit.report import VOCABULARY
from tpm_audit.workspace.editor_files import write_editor_schemas
from tpm_audit.workspace.load import Workspace


def refresh_schemas(settings: Settings, workspace: Workspace) -> None:
    """Write the schemas; a workspace that cannot be written to is still checked and built, and it is said."""
    try:
        write_editor_schemas(settings.root, workspace, VOCABULARY)
    except OSError as error:
        if not settings.quiet:
            click.echo(f"the schemas for editors were not written: {error.filename}: {error.strerror}", err=True)
