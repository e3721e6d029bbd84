"""The files that `check -o` writes: which format, where to, whole or not at all."""

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from tpm_audit.cli.exits import Exit
from tpm_audit.cli.targets import refuse_sources
from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.formats import FORMATS, format_of
from tpm_audit.language.catalogue import Language
from tpm_audit.language.said_error import MissingExtraError
from tpm_audit.model.result import Result
from tpm_audit.site.manifest import OutputRefusedError, refuse_inside
from tpm_audit.workspace.files import MKDOCS
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.whole_file import written_beside


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written, and its format."""

    path: Path
    format: Format


def output_file(asked: str) -> OutputFile:
    """Return what ``-o`` asks for: FILE, whose ending says the format, or FORMAT:FILE.

    Raises:
        click.UsageError: the ending says none.
    """
    name, colon, path = asked.partition(":")
    if colon and name in FORMATS and path:
        return OutputFile(Path(path), FORMATS[name])
    form = format_of(asked)
    if form is None:
        endings = ", ".join(ending for one in FORMATS.values() for ending in one.endings)
        message = f"the ending of '{asked}' says no format; it knows {endings}, or write one before it: sarif:{asked}"
        raise click.UsageError(message)
    return OutputFile(Path(asked), form)


def refuse_targets(root: Path, workspace: Workspace, files: Iterable[OutputFile], spoken: Language) -> None:
    """Refuse files that are the workspace's own, links, or no files, and such as a build would not know.

    Raises:
        click.UsageError: one of them is, or two are the same file.
        click.ClickException: one is inside a folder that a command of ours made.
    """
    own = {(root / path).resolve() for path in (MKDOCS, *workspace.brand.paths, *workspace.mkdocs.files)}
    seen: set[Path] = set()
    for file in files:
        refuse_sources(root, file.path, "a result")
        if file.path.is_symlink():
            raise click.UsageError(f"'{file.path}' is a link; name the file itself")
        if file.path.exists() and not stat.S_ISREG(file.path.stat().st_mode):
            raise click.UsageError(f"'{file.path}' is there, and is no file")
        target = file.path.resolve()
        if target in own:
            raise click.UsageError(f"'{file.path}' is a file of the workspace: that is what results are made from")
        if target in seen:
            raise click.UsageError(f"'{file.path}' is named twice")
        seen.add(target)
        try:
            refuse_inside(file.path)
        except OutputRefusedError as refused:
            raise NotWrittenError("\n".join(refused.lines_in(spoken))) from None


def bytes_of(form: Format, result: Result, beside: Beside) -> bytes:
    """Return a result in a format.

    Raises:
        click.ClickException: the format needs what is not installed.
    """
    try:
        return form.write(result, beside)
    except MissingExtraError as missing:
        raise NotWrittenError("\n".join(missing.lines_in(beside.language))) from None


class NotWrittenError(click.ClickException):
    """A file is not written."""

    exit_code = Exit.NOT_WRITTEN


def write_whole(path: Path, content: bytes) -> None:
    """Let a file with the content take the place of the one before, in one step.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(path, content) as beside:
            beside.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
