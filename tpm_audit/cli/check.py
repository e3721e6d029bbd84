"""tpm-audit check: say what is wrong, and where; hold the workspace to its gate."""

import datetime
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import click
from pydantic_core import from_json

from tpm_audit.cli import Settings
from tpm_audit.cli.editor import refresh_schemas
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, extensions_of, in_language, read_in, report_options, request_of
from tpm_audit.cli.outcome import exit_of
from tpm_audit.cli.output_files import bytes_of, output_file, refuse_targets, write_whole
from tpm_audit.cli.terminal import painter, teller
from tpm_audit.exports.format import Beside
from tpm_audit.exports.formats import FORMATS
from tpm_audit.exports.text import as_text
from tpm_audit.language.catalogue import Language
from tpm_audit.model.closed import ClosedAudit, ClosedResultError, LaterSchemaError, past_result
from tpm_audit.model.codes import NO_CLOSED_RESULT
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.past import PastResult
from tpm_audit.model.result import Result
from tpm_audit.report import NoSuchAuditError, Request, choose, make_report
from tpm_audit.source.message import say
from tpm_audit.workspace.load import Workspace


@click.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="What is printed.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="[FORMAT:]FILE",
    multiple=True,
    help="Also write a file; its ending says the format (.json, .sarif, .xml, .csv, .xlsx, .md, .svg, .txt), "
    "or FORMAT: before it. As often as needed.",
)
@click.option(
    "--fail-on",
    type=click.Choice([one.value for one in Severity]),
    default=None,
    help="Exit with 1 if a finding of this severity or worse is open.",
)
@click.option(
    "--baseline",
    metavar="AUDIT|FILE",
    default=None,
    help="What the audit is held against: a closed audit, or a result.json, in place of the closed audit before.",
)
@click.option(
    "--no-baseline",
    is_flag=True,
    help="Leave out what the gate asks of an audit before, where there is none.",
)
@report_options(Edition.INTERNAL)
@common_options
@click.pass_obj
def command(  # noqa: PLR0913 (one per option)
    settings: Settings,
    *,
    form: str,
    outputs: tuple[str, ...],
    fail_on: str | None,
    baseline: str | None,
    no_baseline: bool,
    audit: str | None,
    as_of: datetime.date | None,
    edition: str,
    language: str,
) -> int:
    """Check the workspace and say what is wrong, and where."""
    spoken = in_language(language)
    tell = teller(settings, spoken)
    files = tuple(output_file(asked) for asked in outputs)
    printed = FORMATS[form]
    if printed.binary and sys.stdout.isatty():
        raise click.UsageError(f"{form} is nothing for a terminal; write it to a file: -o findings.{form}")
    tell(say("reading the workspace"))
    workspace = read_in(settings)
    refuse_targets(settings.root, workspace, files, spoken)
    refresh_schemas(settings, workspace)
    request = request_of(audit=audit, as_of=as_of, edition=edition, time_zone=workspace.site.time_zone, fail_on=fail_on)
    request = replace(
        request,
        details=any(one.detailed for one in (printed, *(file.format for file in files))),
        baseline=None if baseline is None else _baseline(baseline, Edition(edition)),
        without_baseline=no_baseline,
    )
    result = report_or_say(workspace, request)
    beside = Beside(spoken, _page_of(settings, spoken), workspace.mkdocs.site_url, _folder(settings.root))
    contents = [(file.path, bytes_of(file.format, result, beside)) for file in files]
    for path, content in contents:  # once all of them could be made
        write_whole(path, content)
        tell(say("wrote {file}", file=str(path)))
    if printed is not FORMATS["text"]:
        click.echo(bytes_of(printed, result, beside), nl=False)
    else:
        for line in as_text(result, spoken, painter(), quiet=settings.quiet, verbose=settings.verbose):
            click.echo(line)
    return exit_of(result)


def _baseline(given: str, edition: Edition) -> str | PastResult:
    """Return the id of an audit as it is, and of a file what it has to say.

    Raises:
        click.UsageError: the file is no result.json, or one of the other edition.
    """
    file = Path(given)
    if not given.endswith(".json"):
        return given
    if file.exists() and not file.is_file():
        raise click.UsageError(f"--baseline: '{given}' is no file")
    try:
        content = from_json(file.read_bytes())
        several = content.get("editions") if isinstance(content, dict) else None
        past = past_result(several[edition.value] if isinstance(several, dict) else content)
    except OSError as error:
        raise click.UsageError(f"--baseline: '{given}' cannot be read: {error.strerror}") from None
    except LaterSchemaError:
        raise click.UsageError(f"--baseline: '{given}' was written by a later tpm-audit") from None
    except (LookupError, ValueError, ArithmeticError):
        raise click.UsageError(
            f"--baseline: '{given}' is no result.json; tpm-audit check --format json makes one"
        ) from None
    if past.edition is not edition:
        raise click.UsageError(
            f"--baseline: '{given}' is of the {past.edition.value} edition; make one with --edition {edition.value}"
        )
    return past


def _page_of(settings: Settings, spoken: Language) -> Callable[[str], str | None]:
    """Return what says the page of a code; the pages are looked for once the first of them is asked for."""

    @cache
    def pages() -> Mapping[str, str]:
        from tpm_audit.cli.topics import topics  # noqa: PLC0415 (one format has them)

        return {name: topic.page(spoken) for name, topic in topics(extensions_of(settings)).items()}

    return lambda code: pages().get(code)


def _folder(root: Path) -> str:
    """Return how files of the workspace are named from this folder, as a pipeline does that runs at the top."""
    here, there = Path.cwd(), root.resolve()
    below = there.relative_to(here).as_posix() if there.is_relative_to(here) else "."
    return "" if below == "." else f"{below}/"


def report_or_say(workspace: Workspace, request: Request) -> Result:
    """Return the result; an audit that is not there is a usage error that names those that are."""
    try:
        chosen = choose(workspace, request)
        if isinstance(chosen, ClosedAudit) and request.baseline is not None:
            raise click.UsageError(f"--baseline: audit '{chosen.id}' is closed and keeps what it was held against")
        return make_report(workspace, request)
    except NoSuchAuditError as error:
        there = f"it has: {', '.join(error.there)}" if error.there else "it has none yet"
        message = f"the workspace has no audit '{error.wanted}'; {there}"
        if error.is_open:
            closed = f"closed are: {', '.join(error.there)}" if error.there else "none is closed yet"
            message = f"audit '{error.wanted}' is open, and compared is with closed ones only; {closed}"
        raise click.UsageError(message) from None
    except ClosedResultError as error:
        raise BrokenClosedError(error.path) from None


class BrokenClosedError(click.ClickException):
    """The frozen result of a closed audit cannot be read."""

    exit_code = Exit.PROBLEMS

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: {NO_CLOSED_RESULT} the result of this closed audit is broken; take it back from git")
