"""tpm-audit waivers: what is accepted, why, by whom, until when, and what it covers."""

import datetime

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, in_language, read_in, report_options, request_of
from tpm_audit.cli.terminal import painter
from tpm_audit.exports.waivers import waiver_lines, waivers_json
from tpm_audit.model.entry import Edition


@click.command("waivers")
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
    """List the waivers: what each covers, why, who approved it, and until when it holds."""
    spoken = in_language(language)
    workspace = read_in(settings)
    request = request_of(audit=audit, as_of=as_of, edition=edition, time_zone=workspace.site.time_zone)
    result = report_or_say(workspace, request)
    if form == "json":
        click.echo(waivers_json(result))
    else:
        for line in waiver_lines(result, spoken, painter()):
            click.echo(line)
    return Exit.PROBLEMS if result.problems else Exit.PASSED
