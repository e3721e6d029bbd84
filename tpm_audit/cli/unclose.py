"""tpm-audit unclose: open a closed audit again, and say what that changes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, extensions_of, in_language, language_option, read_in, today
from tpm_audit.cli.output import said_of, say_problems
from tpm_audit.cli.revisions import repository_at
from tpm_audit.exports.text import plain
from tpm_audit.model.closed import ClosedAudit
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import AbsentRecord, FindingRecord, FoundRecord, Result
from tpm_audit.report import Request, read
from tpm_audit.source.message import Message, say
from tpm_audit.workspace.closed_audits import broken_result, closed_path
from tpm_audit.workspace.load import Workspace


@click.command("unclose")
@click.argument("audit")
@click.option("--discard", is_flag=True, help="Remove its result even where git does not keep it: it is lost.")
@click.option("--despite-later", is_flag=True, help="Open it though later audits build on it and read otherwise then.")
@language_option
@common_options
@click.pass_obj
def command(settings: Settings, *, audit: str, discard: bool, despite_later: bool, language: str) -> int:
    """Open AUDIT again: its result.json is removed (git keeps it), and its YAML is read again."""
    spoken = in_language(language)
    workspace = read_in(settings)
    audit = workspace.names.audit(audit)
    closed = workspace.closed.get(audit)
    if closed is None and (broken := broken_result(workspace.problems, audit)):
        return say_problems(broken, spoken)
    if closed is None:
        there = ", ".join(workspace.closed) or "none"
        raise click.UsageError(f"no audit '{audit}' is closed; closed: {there}")
    frozen = report_or_say(workspace, Request(Edition.INTERNAL, closed.head.closed_on, closed.id))
    path = closed_path(closed.id)
    if not discard and not _is_kept(settings.root, path):
        lost = say("audit '{audit}' stays closed: git does not keep {file}", audit=closed.id, file=path)
        how = say("commit it, or 'git add' it, so that it can be taken back; --discard removes it all the same")
        return said_of([spoken.say(lost), spoken.say(how)], Exit.USAGE)
    opened = read(workspace.files.without(path), extensions_of(settings))
    if closed.id not in opened.plans:  # without its result nothing would be left of it
        kept = say("audit '{audit}' stays closed: its YAML is not there, or cannot be read", audit=closed.id)
        said_of([spoken.say(kept)], Exit.PROBLEMS)
        return say_problems(opened.problems, spoken)
    later = [spoken.say(one) for one in _later(workspace, opened, closed)]
    if later and not despite_later:
        kept = say("audit '{audit}' stays closed: later audits build on it", audit=closed.id)
        how = say("close it again before these are reported; --despite-later opens it all the same")
        return said_of([spoken.say(kept), *later, spoken.say(how)], Exit.USAGE)
    now = report_or_say(opened, Request(Edition.INTERNAL, frozen.as_of, closed.id, details=False))
    (settings.root / path).unlink()
    for line in () if settings.quiet else (spoken.say(_done(frozen, now)), *later):
        click.echo(plain(line))
    return Exit.PASSED


def _later(workspace: Workspace, opened: Workspace, closed: ClosedAudit) -> Iterator[Message]:
    """Yield what becomes of each later audit that builds on one once this is open again."""
    day = today(workspace.site.time_zone)
    for later in workspace.later(closed):
        if isinstance(later, ClosedAudit):
            yield say("{audit}: it is closed, and its result stays as it is", audit=later.id)
            continue
        with_it, without = (
            _told(report_or_say(one, Request(Edition.INTERNAL, day, later.id, details=False)))
            for one in (workspace, opened)
        )
        yield say(
            "{audit}: {n} finding is told otherwise without it",
            "{audit}: {n} findings are told otherwise without it",
            audit=later.id,
            n=sum(with_it.get(id_) != without.get(id_) for id_ in {*with_it, *without}),
        )
        if opened.before(later, Edition.INTERNAL) is None:
            yield say("{audit}: without it there is no closed audit to compare with", audit=later.id)


def _told(result: Result) -> Mapping[str, FindingRecord | AbsentRecord | FoundRecord]:
    """Return all that is told of findings over audits, by id."""
    absent = () if result.past is None else result.past.absent
    told: tuple[FindingRecord | AbsentRecord | FoundRecord, ...] = (*result.found_before, *absent, *result.findings)
    return {one.id: one for one in told}


def _is_kept(root: Path, path: str) -> bool:
    repository = repository_at(root)
    return repository is not None and repository.keeps(path, (root / path).read_bytes())


def _done(frozen: Result, now: Result) -> Message:
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
    audit = "" if frozen.audit is None else frozen.audit.id
    return say("audit '{audit}' is open again; against its frozen result {changes}", audit=audit, changes=changes)
