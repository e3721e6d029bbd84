"""tpm-audit survey import: an export of a survey comes into the workspace, without the columns that stay outside."""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.new_file import new_file
from tpm_audit.cli.options import common_options, in_language, language_option, read_in, refuse_no_id, today
from tpm_audit.cli.output import said_of, say_problems
from tpm_audit.exports.text import plain
from tpm_audit.source.message import Message, say
from tpm_audit.source.suggestions import closest, listed
from tpm_audit.surveys import KINDS, kind_of
from tpm_audit.surveys.delimited import write_copy
from tpm_audit.surveys.export_file import FileKind, NoSheetError, NoTableError
from tpm_audit.surveys.importing import Import, NoSuchColumnError
from tpm_audit.surveys.reader import Row
from tpm_audit.surveys.reading import survey_with
from tpm_audit.surveys.same_answers import FirstRows
from tpm_audit.surveys.started_survey import started_survey
from tpm_audit.workspace.load import Workspace

_ANSWERS = "answers.csv"
_SURVEY = ("survey.yml", "survey.yaml")


@click.group("survey")
def command() -> None:
    """Surveys of customers: import what they answered."""


@command.command("import")
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("survey", metavar="ID")
@click.option("--sheet", metavar="NAME", default=None, help="The sheet of a workbook; default: the first.")
@click.option("--without", metavar="COLUMN", multiple=True, help="Leave out this column, too. Repeatable.")
@language_option
@common_options
@click.pass_obj
def import_(
    settings: Settings, *, export: Path, survey: str, sheet: str | None, without: tuple[str, ...], language: str
) -> int:
    """Copy EXPORT into content/surveys/ID/ without the columns with personal data.

    It becomes answers.csv, in UTF-8, with the rows above the answers as they were; what a spreadsheet would take for a
    formula begins with an apostrophe there, which is not read. Beside it comes a survey.yml to start from, if there is
    none. Nothing that is there is overwritten.
    """
    spoken = in_language(language)
    workspace = read_in(settings)
    folder = _folder(settings.root, survey)
    try:
        found = _copied(_kind(export), export, sheet, without, folder / _ANSWERS, workspace)
    except NoTableError as error:
        lines = (f"{export}:{error.line}: {spoken.say(error.said)}", f"  {spoken.say(error.hint)}")
        return said_of(lines, Exit.NOT_WRITTEN)
    written = [folder / _ANSWERS]
    if not any(os.path.lexists(folder / name) for name in _SURVEY):
        day = today(workspace.site.time_zone)
        started = started_survey(survey, _ANSWERS, found.columns, found.respondent, day, spoken)
        with suppress(FileExistsError):  # who made one meanwhile keeps it
            with new_file(folder / _SURVEY[0]) as part:
                part.write_bytes(started)
            written.append(folder / _SURVEY[0])
    if not settings.quiet:
        for said in _said(found, written):
            click.echo(plain(spoken.say(said)))
    before = {(one.code, one.place.file, one.message) for one in workspace.problems}
    problems = [one for one in read_in(settings).problems if (one.code, one.place.file, one.message) not in before]
    return say_problems(problems, spoken) if problems else Exit.PASSED


def _folder(root: Path, survey: str) -> Path:
    """Return the folder of a survey that has no answers yet.

    Raises:
        click.UsageError: there is none of this name, or it leads elsewhere.
    """
    refuse_no_id(survey)
    folder = root / "content" / "surveys" / survey
    for path in (root / "content", folder.parent, folder):
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            message = f"'{path}' is no plain folder; nothing was written"
            raise click.UsageError(message)
    if os.path.lexists(folder / _ANSWERS):
        raise _there_already(folder / _ANSWERS)
    return folder


def _there_already(path: Path) -> click.UsageError:
    return click.UsageError(f"'{path}' is there already; nothing was written")


def _kind(export: Path) -> FileKind:
    kind = kind_of(export.name)
    if kind is None:
        endings = ", ".join(ending for one in KINDS for ending in sorted(one.endings))
        message = f"files of this kind are not read: {export.name}; what is read ends with {endings}"
        raise click.UsageError(plain(message))
    return kind


def _copied(
    kind: FileKind, export: Path, sheet: str | None, without: tuple[str, ...], target: Path, workspace: Workspace
) -> Import:
    """Copy an export, and return what was seen in it.

    Raises:
        click.UsageError: it is no plain file, or lacks the sheet or column; answers are there by now, or elsewhere.
        NoTableError: it cannot be read; nothing is written.
    """
    if not export.is_file():
        message = f"{export.name} is no plain file"
        raise click.UsageError(plain(message))
    if sheet is not None and not kind.has_sheets:
        message = f"{export.name} has no sheets; leave out --sheet"
        raise click.UsageError(plain(message))
    try:
        with new_file(target) as part:
            found, rows = _written(kind, export, sheet, without, part)
            if found.personal:  # which shows once all cells were seen
                found, rows = _written(kind, export, sheet, without, part, found.personal)
            other = survey_with(workspace, rows)
            if other is not None:
                message = f"the answers of {export.name} stand in survey '{other}' already; nothing was written"
                raise click.UsageError(plain(message))
    except FileExistsError:
        raise _there_already(target) from None
    except NoSheetError as error:
        message = f"{export.name} has no sheet '{sheet}'; it has: {listed(error.names)}"
        raise click.UsageError(plain(message)) from None
    except NoSuchColumnError as error:
        near = closest(error.name, error.names)
        hint = f"did you mean '{near}'?" if near else f"it has: {listed(error.names)}"
        message = f"{export.name} has no column '{error.name}'; {hint}"
        raise click.UsageError(plain(message)) from None
    return found


def _written(
    kind: FileKind,
    export: Path,
    sheet: str | None,
    without: tuple[str, ...],
    part: Path,
    personal: frozenset[int] = frozenset(),
) -> tuple[Import, tuple[FirstRows, FirstRows]]:
    """Write what is kept of an export; return what was seen in it, and its first rows as they came and are kept."""
    with export.open("rb") as file, part.open("w", encoding="utf-8", newline="") as held:
        found = Import(kind, kind.rows(file, sheet), without, personal)
        first = FirstRows.of(found.head), FirstRows.of(found.head)
        write_copy(held, chain(found.head_rows(), _kept(found, first)))
    return found, first


def _kept(found: Import, first: tuple[FirstRows, FirstRows]) -> Iterator[Row]:
    """Yield the answers as they are kept, and take note of the first of them."""
    for rows in found.answers():
        for one, row in zip(first, rows, strict=True):
            one.add(row)
        yield rows[1]


def _said(found: Import, written: list[Path]) -> Iterator[Message]:
    for path in written:
        yield say("wrote {file}", file=str(path))
    yield say("{n} row of answers", "{n} rows of answers", n=found.n)
    if found.left_out:
        yield say("left out: {columns}", columns=listed(found.left_out))
    if found.numbered:
        names = listed(found.numbered)
        yield say("ids of people became running numbers, which tell respondents apart: {columns}", columns=names)
    open_ = [column.name for column in found.columns if column.is_open]
    if open_:
        yield say("look at open answers, which may name people: {columns}", columns=listed(open_))
        yield say("  {option} leaves a column out", option="--without")
    if len(written) == 1:
        yield say("survey.yml was there: write file: {file} in it", file=_ANSWERS)
    else:
        yield say("next: write in survey.yml which columns are questions, and what each is about")
