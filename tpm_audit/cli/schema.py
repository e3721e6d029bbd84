"""tpm-audit schema: write the JSON Schemas of the files for editors, and on demand that of result.json."""

import json

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.options import common_options, extensions_of, read_in
from tpm_audit.model.comparison import comparison_schema
from tpm_audit.model.result import result_schema
from tpm_audit.report import vocabulary
from tpm_audit.workspace.editor_files import write_editor_schemas


@click.command("schema")
@click.option("--result", "of_result", is_flag=True, help="Print the schema of result.json instead.")
@click.option("--diff", "of_diff", is_flag=True, help="Print the schema of what `diff --format json` prints instead.")
@common_options
@click.pass_obj
def command(settings: Settings, *, of_result: bool, of_diff: bool) -> None:
    """Write the JSON Schemas of the files for editors, with this workspace's ids as choices."""
    if of_result or of_diff:
        schema = comparison_schema() if of_diff else result_schema()
        click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
        return
    workspace = read_in(settings)
    for path in write_editor_schemas(settings.root, workspace, vocabulary(extensions_of(settings))):
        click.echo(f"wrote {path}")
    if not settings.quiet:
        click.echo(
            "editors find them by a first line such as\n"
            "  # yaml-language-server: $schema=../../.tpm-audit/schema/touchpoints.json"
        )
