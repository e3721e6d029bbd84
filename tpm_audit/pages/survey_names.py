"""What surveys and their questions are called where there is little room: by what tells them apart."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import QuestionRecord, SurveyRecord
from tpm_audit.model.words import MEASURES
from tpm_audit.source.message import Sayable, say

_ROOM: Final = 60  # characters of a wording in a heading
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")  # mostly what the ends of the scale stand for


def short_names(surveys: Sequence[SurveyRecord], language: Language) -> Mapping[str, str]:
    """Return what tells surveys apart, by their ids: their names without the words with which all of them begin."""
    names = {one.id: language.say(one.name) for one in surveys}
    words = [name.split() for name in names.values()]
    alike = next((at for at, several in enumerate(zip(*words, strict=False)) if len(set(several)) > 1), None)
    if alike is None or any(not name[alike : alike + 1] or not name[alike][0].isalpha() for name in words):
        return names  # a number alone tells nobody which
    return {id_: " ".join(name.split()[alike:]) for id_, name in names.items()}


def heading_of(question: QuestionRecord, alike: int, language: Language) -> Sayable:
    """Return the heading of a question: its measure, of several ``alike`` with its wording, or what it is called."""
    measure = MEASURES[question.measure]
    return measure if alike == 1 else say("{name}: {of}", name=measure, of=short_wording(question, language))


def short_wording(question: QuestionRecord, language: Language) -> str:
    """Return the beginning of a wording without what stands in brackets at its end; without one, what it is called."""
    if question.wording is None:
        return question.id
    text = _IN_BRACKETS.sub("", language.say(question.wording)).removesuffix(".")
    return textwrap.shorten(text, _ROOM, placeholder=" …") or question.id
