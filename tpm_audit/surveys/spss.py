"""SPSS files (.sav, .zsav), read some rows at a time by pyreadstat, which is an extra, in a process of its own."""

import datetime
import importlib.util
import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from tpm_audit.source.message import say
from tpm_audit.surveys import spss_process
from tpm_audit.surveys.export_file import FileKind, NoTableError, Table
from tpm_audit.surveys.formats import OF_SPSS
from tpm_audit.surveys.reader import Row
from tpm_audit.surveys.value_labels import ValueLabels

_CELLS: Final = 1_000_000  # as many are read at a time
_FARTHEST: Final = 10_000  # codes up to here are named one by one where a range of them is declared as missing
_EXACT: Final = 10**15  # whole numbers below are exact
_BEGINNING: Final = datetime.datetime(1582, 10, 14)  # noqa: DTZ001 (SPSS counts seconds from then, in no zone)

Value: TypeAlias = str | float | None
Said: TypeAlias = Callable[[Value], str]  # how a variable's values are written in rows


@dataclass(frozen=True, slots=True)
class _Variable:
    """A variable: its name, what it is labelled, and how its values are written."""

    name: str
    title: str
    said: Said
    labels: ValueLabels


def _table(file: BinaryIO, _: str | None) -> Table:
    """Return the rows, below those with names and labels, and what is said of the values.

    Raises:
        NoTableError: it is no such file, or nothing is installed that reads it.
    """
    if importlib.util.find_spec("pyreadstat") is None:
        raise NoTableError(
            say("SPSS files are not read without pyreadstat"), say('pip install "tpm-audit[spss]" brings it')
        )
    lines = _lines(file)
    variables = [_variable(one) for one in next(lines)]
    labels = {at: one.labels for at, one in enumerate(variables) if one.labels != ValueLabels()}
    return Table(_rows(lines, variables), labels)


def _rows(lines: Iterator[Any], variables: Sequence[_Variable]) -> Iterator[tuple[int, Row]]:
    yield 0, [one.name for one in variables]
    yield 0, [one.title for one in variables]
    said = [one.said for one in variables]
    rows = (row for columns in lines for row in zip(*columns, strict=True))
    for line, row in enumerate(rows, 1):
        yield line, [text(value) for text, value in zip(said, row, strict=True)]


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
            yield from map(json.loads, process.stdout or ())
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


def _variable(read: Any) -> _Variable:  # noqa: ANN401 (as the process wrote it)
    said = next((said for beginning, said in _SHOWN_AS if read["shown_as"].startswith(beginning)), _text)
    labels = {_text(value): (label.strip(),) for value, label in read["labels"]}
    missing = dict.fromkeys(code for one in read["missing"] for code in _codes(one["lo"], one["hi"], labels))
    return _Variable(read["name"], read["title"], said, ValueLabels(labels, tuple(missing)))


def _codes(low: Value, high: Value, labels: Iterable[str]) -> Iterator[str]:
    """Yield the codes that are declared as missing: both ends, whole numbers between them, and what is labelled."""
    yield from (_text(low), _text(high))
    if isinstance(low, float) and isinstance(high, float) and low < high:
        yield from map(str, range(math.ceil(max(low, -_FARTHEST)), math.floor(min(high, _FARTHEST)) + 1))
        yield from (code for code in labels if low <= float(code) <= high)


def _text(value: Value) -> str:
    """Return a value as rows write it; what was not answered is empty."""
    if value is None or isinstance(value, str):
        return (value or "").rstrip()
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"


def _day(value: Value) -> str:
    return _moment(value).partition(" ")[0]


def _moment(value: Value) -> str:
    if not isinstance(value, float) or not math.isfinite(value):
        return _text(value)
    try:
        return (_BEGINNING + datetime.timedelta(seconds=round(value))).isoformat(" ")
    except OverflowError:
        return _text(value)


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
KIND = FileKind(frozenset({".sav", ".zsav"}), _table, OF_SPSS)
