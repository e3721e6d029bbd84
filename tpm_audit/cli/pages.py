"""tpm-audit pages: write the Markdown and the mkdocs.yml of each language, and leave the building to an engine."""

import datetime
from dataclasses import replace
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.editor import refresh_schemas
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import (
    chosen_languages,
    common_options,
    in_language,
    languages_option,
    report_options,
    request_of,
    workspace_files,
)
from tpm_audit.cli.output import beside_result, refuse_problems, refuse_sources, said_of, say_problems
from tpm_audit.cli.terminal import teller
from tpm_audit.exports.text import plain
from tpm_audit.language.said_error import SaidError
from tpm_audit.model.entry import Edition
from tpm_audit.model.words import EDITIONS
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.report import read
from tpm_audit.site.manifest import refuse_links
from tpm_audit.site.pages_folder import write_pages
from tpm_audit.site.pictures import PictureProblemsError
from tpm_audit.source.message import say

_DEFAULT = Path(".tpm-audit") / "pages"


@click.command("pages")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the folders go; default: .tpm-audit/pages/ in the workspace.",
)
@languages_option
@report_options(Edition.CLIENT)
@common_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    output: Path | None,
    languages: str | None,
    audit: str | None,
    as_of: datetime.date | None,
    edition: str,
    language: str,
) -> int:
    """Write the pages as Markdown, with an mkdocs.yml for each language."""
    spoken = in_language(language)
    tell = teller(settings, spoken)
    default = settings.root / _DEFAULT
    target = default if output is None else output
    refuse_sources(settings.root, target, "the pages", allowed=default)
    tell(say("reading the workspace"))
    workspace = read(workspace_files(settings))
    refresh_schemas(settings, workspace)
    request = request_of(audit=audit, as_of=as_of, edition=edition, time_zone=workspace.site.time_zone)
    if workspace.problems:
        internal = replace(request, edition=Edition.INTERNAL, audit=None)
        return refuse_problems(report_or_say(workspace, internal), spoken)
    result = report_or_say(workspace, request)
    chosen = chosen_languages(languages, result.site.languages)
    result = replace(result, site=replace(result.site, languages=chosen))
    beside = beside_result(settings.root, workspace, result)
    try:
        if output is None:
            refuse_links(settings.root, target)
        pages = write_pages(result, beside, target, _from_root(settings.root, target), tell)
    except PictureProblemsError as fault:
        return say_problems(fault.problems, spoken)
    except TemplateFaultError as fault:
        return say_problems([fault.problem], spoken)
    except SaidError as fault:
        return said_of(fault.lines_in(spoken), Exit.NOT_WRITTEN)
    if not settings.quiet:
        done = say(
            "{pages} in {folder} ({languages}; {edition})",
            pages=say("{n} page", "{n} pages", n=pages),
            folder=str(target),
            languages=", ".join(chosen),
            edition=EDITIONS[Edition(edition)],
        )
        click.echo(plain(spoken.say(done)))
    return Exit.PASSED


def _from_root(root: Path, output: Path) -> str | None:
    """Return the output's path from the top of the workspace; None where it lies outside."""
    top, target = root.resolve(), output.resolve()
    return target.relative_to(top).as_posix() if target.is_relative_to(top) else None
