"""Options that verbs share, and what they come to: the workspace's folder, the day, the language."""

import datetime
import math
import os
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tpm_audit.cli import LANGUAGES, Settings
from tpm_audit.exports.text import plain
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.field_types import read_slug, slugged
from tpm_audit.report import NO_EXTENSIONS, Extensions, Request, read
from tpm_audit.workspace.files import Files, read_files
from tpm_audit.workspace.load import Workspace

F = TypeVar("F", bound=Callable[..., Any])


def common_options(command: F) -> F:
    """Add the options that every verb takes; -C, -q, -v and --debug stand before or after the verb."""
    for option in (
        click.option(
            "--debug",
            is_flag=True,
            expose_value=False,
            callback=_into("debug"),
            help="A traceback where the tool itself fails.",
        ),
        click.option(
            "--allow-plugins",
            is_flag=True,
            expose_value=False,
            callback=_into("allow_plugins"),
            help="Run kinds of fact and rules that installed packages add: their code may do anything.",
        ),
        click.option(
            "-v",
            "--verbose",
            is_flag=True,
            expose_value=False,
            callback=_into("verbose"),
            help="Findings of severity info, too.",
        ),
        click.option(
            "-q",
            "--quiet",
            is_flag=True,
            expose_value=False,
            callback=_into("quiet"),
            help="Only problems and what fails.",
        ),
        click.option(
            "-C",
            metavar="DIR",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_into("root"),
            help="The workspace; default: this folder.",
        ),
    ):
        command = option(command)
    return command


def _into(name: str) -> Callable[[click.Context, click.Parameter, object], None]:
    def keep(ctx: click.Context, _: click.Parameter, value: object) -> None:
        if value:
            setattr(ctx.find_object(Settings), name, value)

    return keep


def _language(ctx: click.Context, _: click.Parameter, value: str | None) -> str:
    """Return the language that stands after the verb, else the one before it."""
    settings = ctx.find_object(Settings)
    return value or (settings.language if settings is not None else LANGUAGES[0])


def _day(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        message = f"'{value}' is not a day; write year-month-day, such as 2026-10-31"
        raise click.BadParameter(message) from None


def language_option(command: F) -> F:
    """Add the option that chooses the language of what is printed."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=None,
        callback=_language,
        help="The language of what is printed.",
        show_default=LANGUAGES[0],
    )(command)


def day_option(name: str, text: str) -> Callable[[F], F]:
    """Add an option that takes a day."""
    return click.option(
        name, name.lstrip("-").replace("-", "_"), metavar="DATE", callback=_day, default=None, help=text
    )


def report_options(edition: Edition) -> Callable[[F], F]:
    """Add the options of verbs that make a result."""

    def add(command: F) -> F:
        for option in (
            language_option,
            click.option(
                "--edition",
                type=click.Choice([one.value for one in Edition]),
                default=edition.value,
                show_default=True,
                help="For the own house, or what the client may see.",
            ),
            day_option("--as-of", "The day of the report; default: today."),
            click.option("--audit", metavar="ID", default=None, help="Which audit; default: the latest."),
        ):
            command = option(command)
        return command

    return add


def languages_option(command: F) -> F:
    """Add the option that takes some of the report's languages only."""
    return click.option(
        "--languages",
        metavar="LIST",
        default=None,
        help="Some of the report's languages only, such as de or de,en; default: all.",
    )(command)


def chosen_languages(asked: str | None, there: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that are asked for, in the order of site.yml: the first is the default.

    Raises:
        click.UsageError: one of them is none of the report's, or none is named.
    """
    if asked is None:
        return there
    wanted = {word.strip() for word in asked.split(",")} - {""}
    unknown = sorted(wanted.difference(there))
    if unknown or not wanted:
        what = f"the report has no language '{unknown[0]}'" if unknown else "--languages names no language"
        message = f"{what}; site.yml has: {', '.join(there)}"
        raise click.UsageError(message)
    return tuple(language for language in there if language in wanted)


def workspace_files(settings: Settings) -> Files:
    """Return the files of the workspace.

    Raises:
        click.UsageError: the folder is not there, or is no workspace.
    """
    root = settings.root
    if root.is_file():
        message = f"'{root}' is a file: -C takes the folder of the workspace"
        raise click.UsageError(message)
    if not root.is_dir():
        message = f"there is no folder '{root}'"
        raise click.UsageError(message)
    if not (root / "site_config").is_dir() and not (root / "content").is_dir():
        where = "this folder" if root == Path() else f"'{root}'"
        message = (
            f"{where} is no workspace: it has neither site_config/ nor content/\n"
            "  tpm-audit init makes one, -C DIR names another folder"
        )
        raise click.UsageError(message)
    return read_files(root)


def request_of(
    *,
    audit: str | None,
    as_of: datetime.date | None,
    edition: str,
    time_zone: str,
    fail_on: str | None = None,
) -> Request:
    """Return what is asked of the report; the clock is read here and nowhere else."""
    return Request(
        edition=Edition(edition),
        as_of=as_of or today(time_zone),
        audit=audit,
        fail_on=Severity(fail_on) if fail_on is not None else None,
    )


def today(time_zone: str) -> datetime.date:
    """Return SOURCE_DATE_EPOCH's day, else today, in the workspace's time zone.

    Raises:
        click.UsageError: SOURCE_DATE_EPOCH is a second that no calendar has.
    """
    zone = zoneinfo.ZoneInfo(time_zone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            seconds = int(epoch) if epoch.isascii() and epoch.isdecimal() else math.nan
            return datetime.datetime.fromtimestamp(seconds, tz=zone).date()
        except (ValueError, OverflowError, OSError):
            message = f"SOURCE_DATE_EPOCH is no time: {epoch[:40]}"
            raise click.UsageError(message) from None
    return datetime.datetime.now(tz=zone).date()


def refuse_no_id(text: str) -> None:
    """Refuse what cannot be an id.

    Raises:
        click.UsageError: it cannot; what may be meant is said.
    """
    try:
        read_slug(text)
    except ValueError:
        message = f"'{text}' cannot be an id: it takes a-z, 0-9 and hyphens, at most 64; such as '{slugged(text)}'"
        raise click.UsageError(plain(message)) from None


def in_language(code: str) -> Language:
    """Return the language that the terminal is spoken to in."""
    return Language(code)


def extensions_of(settings: Settings) -> Extensions:
    """Return what plugins add, where they are allowed.

    Raises:
        click.ClickException: one of them cannot be used.
    """
    if not settings.allow_plugins:
        return NO_EXTENSIONS
    from tpm_audit.cli.plugins import installed  # noqa: PLC0415 (only where they are allowed is anything looked for)

    return installed()


def read_in(settings: Settings) -> Workspace:
    """Read and check the workspace.

    Raises:
        click.UsageError: there is none.
        click.ClickException: a plugin cannot be used.
    """
    return read(workspace_files(settings), extensions_of(settings))
