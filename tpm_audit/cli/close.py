"""tpm-audit close: freeze an audit; from then on it is read from its result alone."""

import datetime
import os
from dataclasses import replace
from pathlib import Path

import click

import tpm_audit
from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, day_option, in_language, language_option, read_in, today
from tpm_audit.cli.output import refuse_problems, say_problems
from tpm_audit.exports.text import plain
from tpm_audit.language.catalogue import Language
from tpm_audit.model.closed import ClosedHead, closed_json
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import SCHEMA_VERSION, Result
from tpm_audit.report import Request
from tpm_audit.source.message import say
from tpm_audit.workspace.closed_audits import broken_result, closed_path, digests_of
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.whole_file import written_beside


@click.command("close")
@click.argument("audit")
@language_option
@day_option("--on", "The day on which it is closed; default: today.")
@common_options
@click.pass_obj
def command(settings: Settings, *, audit: str, on: datetime.date | None, language: str) -> int:
    """Freeze AUDIT: its results for both editions are written once, beside its visits."""
    spoken = in_language(language)
    workspace = read_in(settings)
    audit = workspace.names.audit(audit)
    if audit in workspace.closed:
        day = workspace.closed[audit].head.closed_on
        raise click.UsageError(f"audit '{audit}' is closed since {day}; 'tpm-audit unclose {audit}' opens it again")
    if broken := broken_result(workspace.problems, audit):
        return say_problems(broken, spoken)
    day = on or today(workspace.site.time_zone)
    if audit in workspace.plans and day < (last := workspace.plans[audit].period.last):
        raise click.UsageError(f"audit '{audit}' goes on until {last}: it cannot be closed on {day}")
    results = {edition: _result(workspace, audit, edition, day) for edition in Edition}
    internal = results[Edition.INTERNAL]
    if internal.problems:
        return refuse_problems(internal, spoken)
    if not internal.visits:
        click.echo(plain(spoken.say(say("audit '{audit}' has no visits: nothing to close", audit=audit))), err=True)
        return Exit.NOTHING_TO_CHECK
    file = settings.root / closed_path(audit)
    _write(file, closed_json(_head(workspace, audit, day), results))
    if not settings.quiet:
        _say_what(internal, file, spoken)
    return Exit.PASSED


def _result(workspace: Workspace, audit: str, edition: Edition, day: datetime.date) -> Result:
    """Return the result as it will be read for ever: of an internal audit the client's holds nothing."""
    result = report_or_say(workspace, Request(edition, day, audit))
    return result if result.audit is None else replace(result, audit=replace(result.audit, closed_on=day))


def _head(workspace: Workspace, audit: str, day: datetime.date) -> ClosedHead:
    plan = workspace.plans[audit]
    return ClosedHead(
        schema=SCHEMA_VERSION,
        tool=tpm_audit.__version__,
        audit=audit,
        first_day=plan.period.first,
        last_day=plan.period.last,
        closed_on=day,
        is_internal=plan.is_internal,
        files=digests_of(workspace.files, audit),
    )


def _write(file: Path, content: bytes) -> None:
    """Write the file whole or not at all, never over another, and through no link that lies there."""
    try:
        with written_beside(file, content) as beside:
            os.link(beside, file)
    except FileExistsError:
        if file.is_dir():
            raise click.UsageError(f"'{file}' is a folder: the result goes to a file of this name") from None
        raise click.UsageError(f"'{file}' was written just now by somebody else; nothing was changed") from None


def _say_what(result: Result, file: Path, spoken: Language) -> None:
    done = say(
        "closed audit '{audit}': {findings} and {visits} are in {file}",
        audit="" if result.audit is None else result.audit.id,
        findings=say("{n} finding", "{n} findings", n=len(result.findings)),
        visits=say("{n} visit", "{n} visits", n=len(result.visits)),
        file=str(file),
    )
    click.echo(plain(spoken.say(done)))
    click.echo(plain(spoken.say(say("next: put it into git; the report is made from this file from now on"))))
