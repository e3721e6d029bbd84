"""tpm-audit unclose: open a closed audit again, and say what that changes."""

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, extensions_of, in_language, language_option, read_in
from tpm_audit.cli.output import said_of, say_problems
from tpm_audit.exports.text import plain
from tpm_audit.model.entry import Edition
from tpm_audit.report import Request, read
from tpm_audit.source.message import say
from tpm_audit.workspace.closed_audits import closed_path


@click.command("unclose")
@click.argument("audit")
@language_option
@common_options
@click.pass_obj
def command(settings: Settings, *, audit: str, language: str) -> int:
    """Open AUDIT again: its result.json is removed (git keeps it), and its YAML is read again."""
    spoken = in_language(language)
    workspace = read_in(settings)
    closed = workspace.closed.get(workspace.names.audit(audit))
    if closed is None:
        there = ", ".join(workspace.closed) or "none"
        raise click.UsageError(f"no audit '{audit}' is closed; closed: {there}")
    frozen = report_or_say(workspace, Request(Edition.INTERNAL, closed.head.closed_on, closed.id))
    path = closed_path(closed.id)
    opened = read(workspace.files.without(path), extensions_of(settings))
    if closed.id not in opened.plans:  # without its result nothing would be left of it
        kept = say("audit '{audit}' stays closed: its YAML is not there, or cannot be read", audit=closed.id)
        said_of([spoken.say(kept)], Exit.PROBLEMS)
        return say_problems(opened.problems, spoken)
    now = report_or_say(opened, Request(Edition.INTERNAL, frozen.as_of, closed.id, details=False))
    (settings.root / path).unlink()
    if settings.quiet:
        return Exit.PASSED
    before, after = (
        {one.id: one.state_hash for one in frozen.findings},
        {one.id: one.state_hash for one in now.findings},
    )
    others = sum(after.get(id_, state) != state for id_, state in before.items() if id_ in after)
    changes = (
        say("{n} finding comes", "{n} findings come", n=len(after.keys() - before.keys())),
        say("{n} goes", "{n} go", n=len(before.keys() - after.keys())),
        say("{n} reads otherwise", "{n} read otherwise", n=others),
    )
    done = say("audit '{audit}' is open again; against its frozen result {changes}", audit=closed.id, changes=changes)
    click.echo(plain(spoken.say(done)))
    return Exit.PASSED
