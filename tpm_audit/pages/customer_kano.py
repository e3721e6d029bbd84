"""What properties are to customers after Kano: the category of each, and what stands behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.customer_records import SurveyRecord
from tpm_audit.model.kano import KanoRecord, Property
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_figures import absent_of, orientation_of
from tpm_audit.pages.customer_parts import part_links
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import survey_path
from tpm_audit.pages.parts import p_said
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, Share, say

_PROPERTIES: Mapping[Property, Message] = {
    Property.ATTRACTIVE: say("attractive"),
    Property.PERFORMANCE: say("performance"),
    Property.MUST: say("must-be"),
    Property.INDIFFERENT: say("indifferent"),
    Property.REVERSED: say("unwanted"),
    Property.QUESTIONABLE: say("questionable"),
}
_DOUBTFUL: Final = Fraction(1, 10)  # of all pairs, from which on the wording is


@dataclass(frozen=True, slots=True)
class KanoRow:
    """A property: its category or between which it is unclear, how many see it so, and the figures."""

    name: Sayable
    about: tuple[Link, ...]
    survey: Link
    category: Sayable | None
    p: Sayable | None
    doubt: Sayable | None
    absent: Sayable | None
    orientation: Badge | None
    satisfaction: str | None
    dissatisfaction: str | None
    counts: tuple[str, ...]
    n: str


@dataclass(frozen=True, slots=True)
class KanoHead:
    """The head of a column with counts: the letter of a category, and its word."""

    letter: str
    word: Sayable


def kano_heads() -> tuple[KanoHead, ...]:
    """Return the heads of the columns with counts."""
    return tuple(KanoHead(one.value, word) for one, word in _PROPERTIES.items())


def kano_rows(result: Result, names: Names, language: Language) -> Iterator[KanoRow]:
    """Yield the properties of all surveys, the latest first."""
    for survey in result.surveys:
        yield from (kano_row(one, survey, names, language) for one in survey.kano if one.part is None)


def kano_rows_of(survey: SurveyRecord, names: Names, language: Language) -> Iterator[KanoRow]:
    """Yield the properties of a survey, each with what the parts of its segments say."""
    for one in survey.kano:
        yield kano_row(one, survey, names, language)


def kano_row(one: KanoRecord, survey: SurveyRecord, names: Names, language: Language) -> KanoRow:
    """Return the row of a property."""
    return KanoRow(
        name=one.wording or one.question,
        about=(*names.judged(one.judged), *part_links(survey, one.segment, one.part, names, language)),
        survey=Link(survey.name, survey_path(survey.id)),
        category=_category(one),
        p=None if one.p is None else p_said(one.p),
        doubt=_doubt(one),
        absent=absent_of(one.n, one.size),
        orientation=orientation_of(one.size),
        satisfaction=None if one.satisfaction is None else language.signed(one.satisfaction, 2),
        dissatisfaction=None if one.dissatisfaction is None else language.signed(one.dissatisfaction, 2),
        counts=tuple(language.number(n) for _, n in one.counts),
        n=language.number(one.n),
    )


def _category(one: KanoRecord) -> Message | None:
    if not one.first:
        return None
    words = tuple(_PROPERTIES[each] for each in one.first)
    return words[0] if one.is_clear else say("unclear between: {categories}", categories=words)


def _doubt(one: KanoRecord) -> Message | None:
    if one.questionable is None:
        return None
    share = Share(one.questionable)
    if one.questionable > _DOUBTFUL:
        return say("questionable wording: {share} of the answers contradict each other", share=share)
    return say("{share} questionable", share=share)
