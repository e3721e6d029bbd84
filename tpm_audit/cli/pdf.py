"""tpm-audit pdf: print the report, a PDF for each language."""

import datetime
import os
import time
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options, in_language, languages_option, report_options
from tpm_audit.cli.report_input import FAULTS, Asked, prepared, refused
from tpm_audit.cli.targets import refuse_sources
from tpm_audit.cli.terminal import teller
from tpm_audit.exports.text import plain
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.words import EDITIONS
from tpm_audit.site.manifest import refuse_inside, refuse_links
from tpm_audit.site.paper.papers import PaperOrder, Printed, print_papers
from tpm_audit.source.message import say

_FOLDER = "pdf"
_SUFFIX = ".pdf"
_NAME = f"report{_SUFFIX}"


@click.command("pdf")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    default=None,
    help="A folder, or a file that ends with .pdf; default: pdf/ in the workspace.",
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
    """Print the report: a PDF for each language."""
    began = time.monotonic()
    spoken = in_language(language)
    tell = teller(settings, spoken)
    target = settings.root / _FOLDER if output is None else output
    refuse_sources(settings.root, target / _NAME, "the PDF")
    tell(say("reading the workspace"))
    made_of = prepared(settings, Asked(languages, audit, as_of, Edition(edition)), spoken)
    if isinstance(made_of, Exit):
        return made_of
    files = files_of(target, made_of.result.site.languages)
    try:
        if output is None:
            refuse_links(settings.root, target)
        for file in files.values():
            refuse_inside(file)
        printed = print_papers(made_of.result, made_of.beside, PaperOrder(files, os.environ, made_of.workspace), tell)
    except FAULTS as fault:
        return refused(fault, made_of, spoken)
    if not settings.quiet:
        _say_what(printed, files, made_of.result.edition, time.monotonic() - began, spoken)
    return Exit.PASSED


def files_of(target: Path, languages: tuple[str, ...]) -> Mapping[str, Path]:
    """Return where the PDF of each language goes: a folder, or the file that is named, with the language if several."""
    if target.suffix.lower() != _SUFFIX or target.is_dir():
        return {code: target / f"{Path(_NAME).stem}.{code}{_SUFFIX}" for code in languages}
    if len(languages) == 1:
        return {languages[0]: target}
    return {code: target.with_suffix(f".{code}{target.suffix}") for code in languages}


def _say_what(printed: Printed, files: Mapping[str, Path], edition: Edition, seconds: float, spoken: Language) -> None:
    done = say(
        "{files} ({edition}), printed in {seconds} s",
        files=", ".join(str(file) for file in files.values()),
        edition=EDITIONS[edition],
        seconds=Decimal(f"{seconds:.1f}"),
    )
    click.echo(plain(spoken.say(done)))
    if printed.searched is not None:
        click.echo(plain(spoken.say(printed.searched.summary())))
    if not printed.numbered:
        click.echo(
            plain(spoken.say(say("the contents name no pages: they could not be read from what this Chromium prints"))),
            err=True,
        )
