"""tpm-audit rename: give a thing another id, in every file that names it, and keep its past."""

import datetime
import difflib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.all_or_none import ChangedSinceError, Exchange, ExchangeRunningError, exchange_files, exchanging
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.editor import refresh_schemas
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import (
    common_options,
    extensions_of,
    in_language,
    language_option,
    read_in,
    refuse_no_id,
    today,
)
from tpm_audit.cli.output import said_of, say_problems
from tpm_audit.exports.text import plain
from tpm_audit.language.catalogue import Language
from tpm_audit.model.context import KIND_WORDS, Kind
from tpm_audit.model.entry import Edition
from tpm_audit.model.goals import BUILT_IN_GOALS
from tpm_audit.model.scales import BUILT_IN
from tpm_audit.report import Request, read, vocabulary
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.source.problems import Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.renaming import NotRenamedError, Renamed, renamed

_KINDS = tuple(kind for kind in Kind if kind is not Kind.RULE)
_BUILT_IN: Mapping[Kind, Mapping[str, object]] = {Kind.GOAL: BUILT_IN_GOALS, Kind.SCALE: BUILT_IN}

Found: TypeAlias = dict[str, tuple[str, ...]]


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in _KINDS]),
    default=None,
    help="What OLD is, where several things have that id.",
)
@click.option("--dry-run", is_flag=True, help="Print what would change; write nothing.")
@language_option
@common_options
@click.pass_obj
def command(settings: Settings, *, old: str, new: str, kind: str | None, dry_run: bool, language: str) -> int:
    """Give what has the id OLD the id NEW, in every file that names it.

    Its findings stay the same: OLD is kept in renamed_from.
    """
    spoken = in_language(language)
    if dry_run:
        return _rename(settings, spoken, old, new, kind, dry_run=True)
    try:
        with exchanging(settings.root):
            return _rename(settings, spoken, old, new, kind, dry_run=False)
    except ExchangeRunningError:
        message = "another tpm-audit rename is changing this workspace; nothing was changed"
        raise click.UsageError(message) from None
    except ChangedSinceError as error:
        message = f"'{error.path}' was saved just now by somebody else; nothing was changed"
        raise click.UsageError(message) from None


def _rename(settings: Settings, spoken: Language, old: str, new: str, kind: str | None, *, dry_run: bool) -> int:
    workspace = read_in(settings)
    what = _kind_of(workspace, old, None if kind is None else Kind(kind))
    _refuse_taken(workspace, what, old, new)
    extensions = extensions_of(settings)
    try:
        done = renamed(workspace, vocabulary(extensions), what, old, new)
    except NotRenamedError as error:
        return said_of(error.lines_in(spoken), Exit.NOT_WRITTEN)
    after = read(done.files, extensions)
    if problems := _new_problems(workspace, after):
        said_of([spoken.say(say("nothing was renamed: the workspace would have new problems"))], Exit.PROBLEMS)
        return say_problems(problems, spoken)
    day = today(workspace.site.time_zone)
    if others := _other_findings(_findings(workspace, day, done, before=True), _findings(after, day, done)):
        lost = say("nothing was renamed: this would not be the same any more: {ids}", ids=", ".join(others))
        return said_of([spoken.say(lost)], Exit.NOT_WRITTEN)
    if dry_run:
        for line in _diff(workspace, done):
            click.echo(plain(line))
    else:
        exchange_files(settings.root, _exchange(workspace, done))
        refresh_schemas(settings, after)
    if not settings.quiet:
        click.echo(plain(spoken.say(_said(done, dry_run=dry_run))), err=dry_run)
    return Exit.PASSED


def _kind_of(workspace: Workspace, old: str, wanted: Kind | None) -> Kind:
    """Return the kind of what has an id.

    Raises:
        click.UsageError: nothing has it, several things have, or it cannot be renamed.
    """
    asked = _KINDS if wanted is None else (wanted,)
    if old in workspace.closed and Kind.AUDIT in asked:
        message = (
            f"audit '{old}' is closed, and a closed audit keeps its name: its result was frozen under it; "
            f"tpm-audit unclose {old} opens it again"
        )
        raise click.UsageError(message)
    declared = workspace.names.declared
    found = [kind for kind in asked if old in declared.get(kind, {})]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"several things have the id '{old}'; add --kind with one of: {', '.join(found)}"
        raise click.UsageError(message)
    raise click.UsageError(plain(_nothing_has_it(workspace, old, asked)))


def _nothing_has_it(workspace: Workspace, old: str, asked: tuple[Kind, ...]) -> str:
    names = workspace.names
    now = {names.now(kind, old) for kind in asked} - {old}
    if now:
        return f"'{old}' was renamed already: its id is '{min(now)}' now"
    if any(old in _BUILT_IN.get(kind, {}) for kind in asked):
        return f"'{old}' is built in, and cannot be renamed"
    near = closest(old, {id_ for kind in asked for id_ in names.declared.get(kind, {})})
    what = asked[0].value if len(asked) == 1 else "thing"
    return f"no {what} has the id '{old}'" + ("" if near is None else f"; did you mean '{near}'?")


def _refuse_taken(workspace: Workspace, kind: Kind, old: str, new: str) -> None:
    """Refuse an id that is none, or that something else of the kind has or had.

    Raises:
        click.UsageError: it is so.
    """
    refuse_no_id(new)
    if new == old:
        message = f"'{old}' is its id already"
        raise click.UsageError(message)
    if new in _BUILT_IN.get(kind, {}):
        message = f"'{new}' is a {kind.value} that is built in"
        raise click.UsageError(message)
    owner = workspace.names.now(kind, new) if new in workspace.names.current.get(kind, {}) else old
    if owner != old:
        place = workspace.place(workspace.names.declared[kind][owner], key=True)
        had = "is in use" if owner == new else f"is an earlier id of '{owner}'"
        message = plain(f"'{new}' {had}: {place}")
        raise click.UsageError(message)
    if kind is Kind.AUDIT and new in workspace.closed:
        message = f"'{new}' is a closed audit"
        raise click.UsageError(message)


def _new_problems(before: Workspace, after: Workspace) -> list[Problem]:
    """Return the problems that a workspace did not have before, wherever they stand."""
    known = {(problem.code, problem.message) for problem in before.problems}
    return [problem for problem in after.problems if (problem.code, problem.message) not in known]


def _findings(workspace: Workspace, day: datetime.date, done: Renamed, *, before: bool = False) -> Found:
    """Return state and severity of each open audit's findings, what became of those gone, and how its gate is met."""
    found: Found = {}
    for audit in workspace.plans:
        result = report_or_say(workspace, Request(Edition.INTERNAL, day, audit, details=False))
        name = done.new if before and done.kind is Kind.AUDIT and audit == done.old else audit
        found |= {f"{one.id} ({name})": (one.state, one.severity) for one in result.findings}
        found |= {f"gate {one.name} ({name})": (str(one.passed),) for one in result.gate}
        absent = () if result.past is None else result.past.absent
        found |= {f"{one.id} ({name})": (one.state,) for one in absent}
    return found


def _other_findings(before: Found, after: Found) -> list[str]:
    return sorted(id_ for id_ in {**before, **after} if before.get(id_) != after.get(id_))


def _exchange(workspace: Workspace, done: Renamed) -> Exchange:
    return Exchange({path: (_content(workspace, path), after) for path, after in done.written.items()}, done.moved)


def _content(workspace: Workspace, path: str) -> bytes:
    data = workspace.files.yaml[path] if path in workspace.files.yaml else workspace.files.own(path)
    return data if isinstance(data, bytes) else b""


def _diff(workspace: Workspace, done: Renamed) -> Iterator[str]:
    """Yield the changes as a unified diff."""
    if done.moved is not None:
        yield f"rename from {done.moved[0]}"
        yield f"rename to {done.moved[1]}"
    for path, after in sorted(done.written.items()):
        lines_before, lines_after = _lines(_content(workspace, path)), _lines(after)
        yield from difflib.unified_diff(lines_before, lines_after, f"a/{path}", f"b/{done.path(path)}", lineterm="")


def _lines(data: bytes) -> list[str]:
    return [line.rstrip("\r") for line in data.decode().removesuffix("\n").split("\n")]


def _said(done: Renamed, *, dry_run: bool) -> Message:
    values: dict[str, Sayable] = {
        "kind": KIND_WORDS[done.kind],
        "old": done.old,
        "new": done.new,
        "places": say("{n} place", "{n} places", n=done.places),
        "files": say("{n} file", "{n} files", n=len(done.written)),
    }
    if dry_run:
        return say("would rename {kind} '{old}' to '{new}': {places} in {files}; nothing was written", **values)
    return say("renamed {kind} '{old}' to '{new}': {places} in {files}", **values)
