"""tpm-audit build: make the site and put it in place."""

import datetime
import gc
import os
import time
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
from tpm_audit.site.build import Built, Order, build_site
from tpm_audit.site.engine import Engine
from tpm_audit.source.message import say

_SELDOM = 100_000  # objects that a page or two make: looking costs a hundredth of the time then


@click.command("build")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the site goes; default: site/ in the workspace.",
)
@click.option(
    "--engine",
    type=click.Choice([one.value for one in Engine]),
    default=Engine.MKDOCS.value,
    show_default=True,
    help="What makes HTML of the pages.",
)
@click.option("--strict", is_flag=True, help="Refuse what the engine warns of, too.")
@click.option("--wait", is_flag=True, help="Wait for another build of the same output.")
@languages_option
@report_options(Edition.CLIENT)
@common_options
@click.pass_obj
def command(  # noqa: PLR0913 (one per option)
    settings: Settings,
    *,
    output: Path | None,
    engine: str,
    strict: bool,
    wait: bool,
    languages: str | None,
    audit: str | None,
    as_of: datetime.date | None,
    edition: str,
    language: str,
) -> int:
    """Build the site."""
    began = time.monotonic()
    spoken = in_language(language)
    tell = teller(settings, spoken)
    target = settings.root / "site" if output is None else output
    refuse_sources(settings.root, target, "the site")
    tell(say("reading the workspace"))
    made_of = prepared(settings, Asked(languages, audit, as_of, Edition(edition)), spoken)
    if isinstance(made_of, Exit):
        return made_of
    order = Order(target, os.environ, made_of.workspace, Engine(engine), strict=strict, wait=wait)
    _tidy_up_from_here()
    try:
        built = build_site(made_of.result, made_of.beside, order, tell)
    except FAULTS as fault:
        return refused(fault, made_of, spoken)
    for warning in built.warnings:
        click.echo(plain(spoken.say(warning)), err=True)
    if not settings.quiet:
        _say_what(built, target, made_of.result.edition, time.monotonic() - began, spoken)
    return Exit.PASSED


def _tidy_up_from_here() -> None:
    """Look for garbage again, which `main` had turned off: each page leaves some; what is there by now stays."""
    gc.freeze()
    gc.set_threshold(_SELDOM)
    gc.enable()


def _say_what(built: Built, output: Path, edition: Edition, seconds: float, spoken: Language) -> None:
    done = say(
        "{pages} in {folder} ({languages}; {edition}), built in {seconds} s",
        pages=say("{n} page", "{n} pages", n=built.pages),
        folder=str(output),
        languages=", ".join(built.languages),
        edition=EDITIONS[edition],
        seconds=Decimal(f"{seconds:.1f}"),
    )
    click.echo(plain(spoken.say(done)))
    if built.searched is not None:
        click.echo(plain(spoken.say(built.searched.summary())))
    click.echo(plain(spoken.say(say("open {file} in a browser", file=str(output / "index.html")))))
