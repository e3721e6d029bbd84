"""tpm-audit status: where the audit stands, what is missing, and who has to do what."""

import datetime

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.editor import refresh_schemas
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, in_language, read_in, report_options, request_of
from tpm_audit.cli.terminal import painter
from tpm_audit.exports.status import status_json, status_lines, status_of
from tpm_audit.model.entry import Edition


@click.command("status")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What is printed.",
)
@report_options(Edition.INTERNAL)
@common_options
@click.pass_obj
def command(
    settings: Settings, *, form: str, audit: str | None, as_of: datetime.date | None, edition: str, language: str
) -> int:
    """Say where the audit stands in the five steps of the field."""
    spoken = in_language(language)
    workspace = read_in(settings)
    refresh_schemas(settings, workspace)
    request = request_of(audit=audit, as_of=as_of, edition=edition, time_zone=workspace.site.time_zone)
    result = report_or_say(workspace, request)
    status = status_of(result)
    if form == "json":
        click.echo(status_json(status))
    else:
        for line in status_lines(status, spoken, painter()):
            click.echo(line)
    return Exit.PROBLEMS if result.problems else Exit.PASSED
