"""Run as a program: reads an SPSS file from standard input, and writes what it holds as lines of JSON.

A process of its own, for pyreadstat is written in C: a file made to break it ends the process in which it is read. The
first line tells of the variables; each of the others holds the columns of some rows.
"""

import json
import os
import sys
from itertools import count
from typing import Any

_MOST_BYTES = 4_000_000_000  # of memory


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(before: int, most: int) -> tuple[dict[str, list[Any]], Any]:
    import pyreadstat  # noqa: PLC0415 (an extra, and only for this)

    read: Any = pyreadstat.read_sav
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as file:
        file.seek(0)
        columns, about = read(
            file,
            output_format="dict",
            user_missing=True,
            disable_datetime_conversion=True,
            row_offset=before,
            row_limit=most,
        )
    return columns, about


def main(cells: int) -> None:
    """Write the file, about as many cells at a time."""
    _bound()
    _, about = _read(0, 1)
    variables = [
        {
            "name": name,
            "title": title or "",
            "shown_as": about.original_variable_types.get(name) or "",
            "labels": list(about.variable_value_labels.get(name, {}).items()),
            "missing": about.missing_ranges.get(name, []),
        }
        for name, title in zip(about.column_names, about.column_labels, strict=True)
    ]
    _write(variables)
    most = cells // max(1, len(variables)) + 1
    for before in count(0, most):
        columns, _ = _read(before, most)
        _write([list(column) for column in columns.values()])
        if any(len(column) < most for column in columns.values()) or not columns:
            return


def _write(held: object) -> None:
    sys.stdout.write(json.dumps(held) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
