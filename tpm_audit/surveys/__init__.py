"""Exports of surveys, from the file as it came to tallies: one file per kind of file, and one per format."""

from typing import Final

from tpm_audit.surveys import delimited, forms, limesurvey, plain, qualtrics, workbook
from tpm_audit.surveys.export_file import FileKind
from tpm_audit.surveys.reader import SurveyReader

# In the order in which they are tried: the last takes every table.
READERS: Final[tuple[SurveyReader, ...]] = (qualtrics.READER, limesurvey.READER, forms.READER, plain.READER)

KINDS: Final[tuple[FileKind, ...]] = (delimited.KIND, workbook.KIND)
