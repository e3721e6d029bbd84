"""Exports of surveys, from the file as it came to tallies: one file per kind of file, and one per format."""

from typing import Final

from tpm_audit.surveys import delimited, spss, workbook
from tpm_audit.surveys.export_file import FileKind

KINDS: Final[tuple[FileKind, ...]] = (delimited.KIND, workbook.KIND, spss.KIND)
