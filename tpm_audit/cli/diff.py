"""tpm-audit diff: what changed between two audits, or between two git revisions of one."""

import datetime
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import BrokenClosedError
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, extensions_of, in_language, read_in, report_options, request_of
from tpm_audit.cli.output import say_problems
from tpm_audit.cli.revisions import RefusedError, Repository, repository_at, sides_of
from tpm_audit.exports.diff_markdown import diff_markdown
from tpm_audit.exports.diff_outline import outline_of
from tpm_audit.exports.diff_text import diff_lines
from tpm_audit.exports.text import plain, plain_json
from tpm_audit.history.compared import Side, compared
from tpm_audit.history.current_ids import current_ids
from tpm_audit.language.catalogue import Language
from tpm_audit.model.closed import ClosedResultError
from tpm_audit.model.comparison import Comparison, comparison_json
from tpm_audit.model.context import Kind
from tpm_audit.model.entry import Edition
from tpm_audit.report import NoSuchAuditError, Request, make_report, shown_still
from tpm_audit.source.message import Message, say
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.revision import Revision


@dataclass(frozen=True, slots=True)
class _Asked:
    """The workspace of one side, the revision it was read from, and the audit that is asked of it."""

    workspace: Workspace
    revision: Revision | None
    audit: str | None


class _ProblemsError(Exception):
    """The workspace of a side cannot be read as written."""

    def __init__(self, side: _Asked) -> None:
        super().__init__("" if side.revision is None else side.revision.asked)
        self.side = side


@click.command("diff")
@click.argument("words", metavar="A [B]", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="What is printed: text, Markdown for a pull request, or all of it as JSON.",
)
@report_options(Edition.INTERNAL)
@common_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    words: tuple[str, ...],
    form: str,
    audit: str | None,
    as_of: datetime.date | None,
    edition: str,
    language: str,
) -> int:
    """Say what changed from A to B: what is better, worse, or not demonstrable, and what became of the findings.

    A and B are ids of audits, or git revisions: `diff main..HEAD`, `diff HEAD~1` for the files as they are. Without B
    an audit is held against the latest. Whatever changed, it ends with 0: to fail is for `check`.
    """
    spoken = in_language(language)
    with ExitStack() as opened:
        try:
            then, now = _sides(settings, words, audit, opened)
            zone = now.workspace.site.time_zone
            request = request_of(audit=None, as_of=as_of, edition=edition, time_zone=zone)
            comparison = _compared(then, now, request)
        except RefusedError as refused:
            click.echo(plain(spoken.say(refused.said)), err=True)
            return refused.code
        except _ProblemsError as error:
            return _say_problems(error.side, spoken)
        except ClosedResultError as error:
            raise BrokenClosedError(error.path) from None
    if form == "json":
        click.echo(plain_json(comparison_json(comparison).encode()))
        return Exit.PASSED
    outline = outline_of(comparison, verbose=settings.verbose)
    if form == "markdown":
        click.echo(diff_markdown(outline, spoken), nl=False)
        return Exit.PASSED
    for line in diff_lines(outline, spoken, quiet=settings.quiet):
        click.echo(line)
    return Exit.PASSED


def _sides(settings: Settings, words: tuple[str, ...], audit: str | None, opened: ExitStack) -> tuple[_Asked, _Asked]:
    """Return both sides; what is opened for them is closed with ``opened``."""
    if len(words) > len(("A", "B")):
        raise RefusedError(say("diff takes two audits or revisions, or one"))
    revisions = _Revisions(settings, audit, opened, repository_at(settings.root))
    between = sides_of(words[0]) if len(words) == 1 else None
    if between is not None:
        then, now = (revisions.of(side, ()) for side in between)
        return then, now
    workspace = read_in(settings)
    audits = (*workspace.plans, *workspace.closed)
    named = [word for word in words if workspace.names.audit(word) in audits]
    if len(named) == len(words):
        if audit is not None:
            raise RefusedError(say("--audit is for revisions: A and B name the audits"))
        return _Asked(workspace, None, words[0]), _Asked(workspace, None, words[1] if len(words) > 1 else None)
    then, *later = (revisions.of(word, sorted(audits)) for word in words if word not in named)
    if named:
        other = then.revision.asked if then.revision is not None else ""
        raise RefusedError(
            say("'{audit}' is an audit, '{other}' a revision: name two of a kind", audit=named[0], other=other)
        )
    return then, later[0] if later else _Asked(workspace, None, audit)


@dataclass(frozen=True, slots=True)
class _Revisions:
    """Reads the workspace of revisions, each open until ``opened`` is closed."""

    settings: Settings
    audit: str | None
    opened: ExitStack
    repository: Repository | None

    def of(self, asked: str, audits: Sequence[str]) -> _Asked:
        """Return a revision as a side; where there is none, ``audits`` are what could have been meant."""
        revision = None if self.repository is None else self.repository.find(asked)
        if revision is None or self.repository is None:
            raise RefusedError(_unknown(asked, audits, in_repository=self.repository is not None))
        workspace = self.opened.enter_context(self.repository.workspace(revision, extensions_of(self.settings)))
        return _Asked(workspace, revision, self.audit)


def _unknown(asked: str, audits: Sequence[str], *, in_repository: bool) -> Message:
    if not in_repository:
        where = say("there is no git repository around the workspace that git reads")
    else:
        where = say("a clone without history has few: git fetch --unshallow brings the others")
    if not audits:
        return say("there is no revision '{name}'; {where}", name=asked, where=where)
    meant = closest(asked, audits)
    if meant is not None:
        return say(
            "there is no audit and no revision '{name}'; did you mean '{audit}'? audits: {audits}",
            name=asked,
            audit=meant,
            audits=tuple(audits),
        )
    return say(
        "there is no audit and no revision '{name}'; audits: {audits}; {where}",
        name=asked,
        audits=tuple(audits),
        where=where,
    )


def _compared(then: _Asked, now: _Asked, request: Request) -> Comparison:
    """Return the comparison; renames that either side has declared hold for both, and what either hides is hidden."""
    before, after = (_side(one, request) for one in (then, now))

    def rename(kind: Kind, id_: str) -> str:
        return now.workspace.names.now(kind, then.workspace.names.now(kind, id_))

    shown, of_then = (shown_still(one.workspace, request.edition) for one in (now, then))
    ids = [current_ids(one.result, rename) for one in (before, after)]
    results = shown.and_of(of_then).both((before.result, after.result), ids)
    before, after = (replace(side, result=result) for side, result in zip((before, after), results, strict=True))
    return compared(before, after, rename)


def _side(asked: _Asked, request: Request) -> Side:
    if asked.workspace.problems:
        raise _ProblemsError(asked)
    try:
        result = make_report(asked.workspace, replace(request, audit=asked.audit))
    except NoSuchAuditError as error:
        raise RefusedError(_no_audit(asked, error.wanted, error.there)) from None
    if result.audit is None:
        raise RefusedError(_no_audit(asked, None, ()))
    revision = asked.revision
    if revision is None:
        return Side(result, result.audit)
    return Side(result, result.audit, revision.asked, revision.commit)


def _no_audit(asked: _Asked, wanted: str | None, there: tuple[str, ...]) -> Message:
    where = _where(asked)
    if wanted is None or not there:
        return say("{where} has no audit", where=where)
    return say("{where} has no audit '{audit}'; it has: {there}", where=where, audit=wanted, there=there)


def _where(asked: _Asked) -> Message:
    if asked.revision is None:
        return say("the workspace")
    return say("the revision '{revision}'", revision=asked.revision.asked)


def _say_problems(asked: _Asked, spoken: Language) -> Exit:
    problems = asked.workspace.problems
    count = say("{n} problem", "{n} problems", n=len(problems))
    click.echo(plain(spoken.say(say("{where} cannot be compared: {problems}", where=_where(asked), problems=count))))
    return say_problems(problems, spoken)
