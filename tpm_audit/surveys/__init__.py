"""Exports of surveys, from the file as it came to tallies: one file per kind of file, and one per format."""

from pathlib import PurePosixPath
from typing import Final

from tpm_audit.surveys import delimited, spss, workbook
from tpm_audit.surveys.export_file import FileKind

KINDS: Final[tuple[FileKind, ...]] = (delimited.KIND, workbook.KIND, spss.KIND)


def kind_of(path: str) -> FileKind | None:
    """Return the kind of a file by the ending of its name; None where it is not read."""
    ending = PurePosixPath(path).suffix.lower()
    return next((kind for kind in KINDS if ending in kind.endings), None)
