"""Exports of surveys, one file per format, from the file as it came to tallies."""

from typing import Final

from tpm_audit.surveys import forms, limesurvey, plain, qualtrics
from tpm_audit.surveys.reader import SurveyReader

# In the order in which they are tried: the last takes every table.
READERS: Final[tuple[SurveyReader, ...]] = (qualtrics.READER, limesurvey.READER, forms.READER, plain.READER)
