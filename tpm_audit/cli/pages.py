"""tpm-audit pages: write the Markdown and the mkdocs.yml of each language, and leave the building to an engine."""

import datetime
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, in_language, languages_option, report_options
from tpm_audit.cli.report_input import FAULTS, Asked, prepared, refused
from tpm_audit.cli.targets import refuse_sources
from tpm_audit.cli.terminal import teller
from tpm_audit.exports.text import plain
from tpm_audit.model.entry import Edition
from tpm_audit.model.words import EDITIONS
from tpm_audit.site.manifest import refuse_links
from tpm_audit.site.pages_folder import write_pages
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
    made_of = prepared(settings, Asked(languages, audit, as_of, Edition(edition)), spoken)
    if isinstance(made_of, Exit):
        return made_of
    try:
        if output is None:
            refuse_links(settings.root, target)
        pages = write_pages(made_of.result, made_of.beside, target, _from_root(settings.root, target), tell)
    except FAULTS as fault:
        return refused(fault, made_of, spoken)
    if not settings.quiet:
        done = say(
            "{pages} in {folder} ({languages}; {edition})",
            pages=say("{n} page", "{n} pages", n=pages),
            folder=str(target),
            languages=", ".join(made_of.result.site.languages),
            edition=EDITIONS[made_of.result.edition],
        )
        click.echo(plain(spoken.say(done)))
    return Exit.PASSED


def _from_root(root: Path, output: Path) -> str | None:
    """Return the output's path from the top of the workspace; None where it lies outside."""
    top, target = root.resolve(), output.resolve()
    return target.relative_to(top).as_posix() if target.is_relative_to(top) else None
