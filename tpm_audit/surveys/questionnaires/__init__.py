"""Questionnaires: what customers are asked, one file per format of the systems that ask them."""

from collections.abc import Mapping
from typing import Final

from tpm_audit.surveys.questionnaires import limesurvey, markdown, qualtrics, xlsform
from tpm_audit.surveys.questionnaires.form import QuestionnaireForm

FORMS: Final[Mapping[str, QuestionnaireForm]] = {
    one.name: one for one in (qualtrics.FORM, limesurvey.FORM, xlsform.FORM, markdown.FORM)
}
