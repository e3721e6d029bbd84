"""tpm-audit build: make the site and put it in place."""

import datetime
import os
import time
from dataclasses import replace
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.editor import refresh_schemas
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, in_language, report_options, request_of, workspace_files
from tpm_audit.cli.terminal import painter, teller
from tpm_audit.exports.text import next_step, plain, problem_lines
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.model.words import EDITIONS
from tpm_audit.render.templates import TemplateFaultError
from tpm_audit.report import read
from tpm_audit.site.browser_files import BrowserFileMissingError
from tpm_audit.site.build import Built, Order, build_site
from tpm_audit.site.engine import EngineError
from tpm_audit.site.publish import OutputRefusedError
from tpm_audit.source.message import say

_SOURCES = ("content", "site_config", "templates")


@click.command("build")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the site goes; default: site/ in the workspace.",
)
@report_options(Edition.CLIENT)
@common_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    output: Path | None,
    audit: str | None,
    as_of: datetime.date | None,
    edition: str,
    language: str,
) -> int:
    """Build the site."""
    began = time.monotonic()
    spoken = in_language(language)
    tell = teller(settings, spoken)
    tell(say("reading the workspace"))
    workspace = read(workspace_files(settings))
    refresh_schemas(settings, workspace)
    request = request_of(audit=audit, as_of=as_of, edition=edition, time_zone=workspace.site.time_zone)
    if workspace.problems:  # the builder is told what the client is not: the site goes out, this does not
        return _refuse(report_or_say(workspace, replace(request, edition=Edition.INTERNAL, audit=None)), spoken)
    result = report_or_say(workspace, request)
    order = Order(_output(settings.root, output), _templates(settings.root), os.environ)
    try:
        built = build_site(result, order, tell)
    except TemplateFaultError as fault:
        click.echo(plain(str(fault)), err=True)
        return Exit.PROBLEMS
    except (OutputRefusedError, EngineError, BrowserFileMissingError) as fault:
        click.echo("\n".join(plain(line) for line in str(fault).splitlines()), err=True)
        return Exit.NOT_WRITTEN
    for warning in built.warnings:
        click.echo(plain(warning), err=True)
    if not settings.quiet:
        _say_what(built, order.output, request.edition, time.monotonic() - began, spoken)
    return Exit.PASSED


def _output(root: Path, named: Path | None) -> Path:
    """Return the folder of the site; one inside the workspace's sources would become a part of them."""
    output = root / "site" if named is None else named
    resolved = output.resolve()
    if taken := {".git", ".tpm-audit"}.intersection(resolved.parts):
        message = f"the site cannot go into {min(taken)}/"
        raise click.UsageError(message)
    for source in _SOURCES:
        if resolved.is_relative_to((root / source).resolve()):
            message = f"the site cannot go into {source}/: that is what it is made from"
            raise click.UsageError(message)
    return output


def _templates(root: Path) -> Path | None:
    own = root / "templates"
    return own if own.is_dir() and not own.is_symlink() else None


def _refuse(result: Result, spoken: Language) -> int:
    """Say the problems; a site of a workspace that cannot be read as written would be wrong."""
    for line in problem_lines(result.problems, spoken, painter()):
        click.echo(line)
    click.echo()
    click.echo(plain(spoken.say(next_step(result))))
    return Exit.PROBLEMS


def _say_what(built: Built, output: Path, edition: Edition, seconds: float, spoken: Language) -> None:
    done = say(
        "{pages} in {folder} ({languages}; {edition}), built in {seconds} s",
        pages=say("{n} page", "{n} pages", n=built.pages),
        folder=str(output),
        languages=", ".join(built.languages),
        edition=EDITIONS[edition],
        seconds=f"{seconds:.1f}",
    )
    click.echo(plain(spoken.say(done)))
    click.echo(plain(spoken.say(say("open {file} in a browser", file=str(output / "index.html")))))
