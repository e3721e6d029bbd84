"""The formats of exports: each knows its head, whatever kind of file it stands in."""

from collections.abc import Mapping
from typing import Final

from tpm_audit.source.message import Message
from tpm_audit.surveys import forms, limesurvey, plain, qualtrics, spss_head
from tpm_audit.surveys.reader import SurveyReader

# In the order in which they are tried: the last takes every table.
OF_TABLES: Final[tuple[SurveyReader, ...]] = (
    spss_head.READER,
    qualtrics.READER,
    limesurvey.READER,
    forms.READER,
    plain.READER,
)
OF_SPSS: Final[tuple[SurveyReader, ...]] = (spss_head.READER,)
CALLED: Final[Mapping[str, Message]] = {one.name: one.called for one in (*OF_TABLES, *OF_SPSS)}
