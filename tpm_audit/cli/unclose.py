"""tpm-audit unclose: open a closed audit again, and say what that changes."""

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, in_language, language_option, read_in
from tpm_audit.exports.text import plain
from tpm_audit.model.entry import Edition
from tpm_audit.report import Request
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
    (settings.root / closed_path(closed.id)).unlink()
    now = report_or_say(read_in(settings), Request(Edition.INTERNAL, frozen.as_of, closed.id, details=False))
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
