"""SPSS files (.sav, .zsav), read some rows at a time by pyreadstat, which is an extra, in a process of its own."""

import datetime
import importlib.util
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from tpm_audit.source.message import say
from tpm_audit.surveys import spss_process
from tpm_audit.surveys.characters import loaded
from tpm_audit.surveys.export_file import FileKind, NoTableError
from tpm_audit.surveys.formats import OF_SPSS
from tpm_audit.surveys.reader import Row
from tpm_audit.surveys.spss_head import of_values, value_text

_CELLS: Final = 1_000_000  # as many are read at a time
_BEGINNING: Final = datetime.datetime(1582, 10, 14)  # noqa: DTZ001 (SPSS counts seconds from then, in no zone)

Said: TypeAlias = Callable[[object], str]  # how a variable's values are written in rows


def _rows(file: BinaryIO, _: str | None) -> Iterator[tuple[int, Row]]:
    """Yield the rows with their numbers, below three that say what the columns are."""
    if importlib.util.find_spec("pyreadstat") is None:
        raise NoTableError(
            say("what reads SPSS files is not installed"), say('pip install "tpm-audit[spss]" brings it')
        )
    lines = _lines(file)
    variables = next(lines)
    yield 0, [one["name"] for one in variables]
    yield 0, [one["title"] for one in variables]
    yield 0, [_of_values(one) for one in variables]
    said = [_said(one["shown_as"]) for one in variables]
    rows = (row for columns in lines for row in zip(*columns, strict=True))
    for line, row in enumerate(rows, 1):
        yield line, [text(value) for text, value in zip(said, row, strict=True)]


def _of_values(variable: Any) -> str:  # noqa: ANN401 (as the process wrote it)
    labels = {value_text(value): label.strip() for value, label in variable["labels"]}
    return of_values(variable["shown_as"], labels, [(one["lo"], one["hi"]) for one in variable["missing"]])


def _lines(file: BinaryIO) -> Iterator[Any]:
    """Yield what the process that reads the file writes, which is ended with this.

    Raises:
        NoTableError: the process was ended by what it read.
    """
    command = [sys.executable, "-P", str(Path(spss_process.__file__)), str(_CELLS)]
    with (
        _plain(file) as held,
        subprocess.Popen(  # noqa: S603 (our own program)
            command, stdin=held, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process,
    ):
        try:
            yield from map(loaded, process.stdout or ())
            if process.wait() == 0:
                return
        finally:
            process.kill()
    raise NoTableError(say("this is no SPSS file that can be read"), say("export the answers anew"))


@contextmanager
def _plain(file: BinaryIO) -> Iterator[BinaryIO]:
    """Yield a file that another process can read: what git holds is none."""
    try:
        file.fileno()
    except OSError:
        with tempfile.TemporaryFile() as held:
            shutil.copyfileobj(file, held)
            held.flush()
            yield held
    else:
        yield file


def _said(shown_as: str) -> Said:
    return next((said for beginning, said in _SHOWN_AS if shown_as.startswith(beginning)), value_text)


def _day(value: object) -> str:
    return _moment(value).partition(" ")[0]


def _moment(value: object) -> str:
    if not isinstance(value, float) or not math.isfinite(value):
        return value_text(value)
    try:
        return (_BEGINNING + datetime.timedelta(seconds=round(value))).isoformat(" ")
    except OverflowError:
        return value_text(value)


# The first that a format begins with; what else there is of days, such as quarters, stays a number.
_SHOWN_AS: Final[tuple[tuple[str, Said], ...]] = (
    ("DATETIME", _moment),
    ("YMDHMS", _moment),
    ("DATE", _day),
    ("ADATE", _day),
    ("EDATE", _day),
    ("SDATE", _day),
    ("JDATE", _day),
)
KIND = FileKind(frozenset({".sav", ".zsav"}), _rows, OF_SPSS)
