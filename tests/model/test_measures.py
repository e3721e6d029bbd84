"""Whoever adds a measure is told by these where it has to be known: nothing of it is left to a silent default."""

from fractions import Fraction

import pytest

from tests.surveys.asked import result_with, survey, table
from tests.workspaces import ENGLISH, Case
from tpm_audit.figures.answer_groups import group_of
from tpm_audit.figures.givers import groups_of
from tpm_audit.model.surveys import SCALES, UNRATED, Measure
from tpm_audit.model.words import MEASURES
from tpm_audit.pages.customer_figures import figured, said, scale_of
from tpm_audit.surveys.questionnaires.wordings import WORDINGS

RATED = sorted(set(Measure) - UNRATED)
# A property is asked about in words of its own, twice; which brands are asked about no inventory knows.
ASKED_OTHERWISE = {Measure.KANO, Measure.ASSOCIATION}
FIGURES = {
    Measure.NPS: ["points"],
    Measure.CSAT: ["satisfied"],
    Measure.CES: ["mean", "found it easy"],
    Measure.IMPORTANCE: ["mean"],
    Measure.PERFORMANCE: ["mean"],
    Measure.REPURCHASE: ["mean"],
    Measure.RECOMMEND: ["mean"],
    Measure.LEVELS: ["disappointed", "all right", "delighted"],
    Measure.EMOTION: ["mean"],
}


@pytest.mark.parametrize("measure", Measure)
def test_each_measure_has_a_name_and_a_scale(measure: Measure) -> None:
    assert ENGLISH.say(MEASURES[measure])
    assert (measure in SCALES) is (measure is not Measure.REASON)


def test_questionnaires_have_a_wording_for_each_measure() -> None:
    assert {*Measure} - {*WORDINGS} == ASKED_OTHERWISE


@pytest.mark.parametrize("measure", RATED)
def test_each_rated_measure_has_figures_groups_and_words(measure: Measure) -> None:
    scale = SCALES[measure]
    answers = [str(scale.low)] * 10 + [str(scale.high)] * 10
    asked: Case = {"q": {"measures": measure.value, "column": "Q"}}
    (question,) = result_with(survey(asked), table("Q,x", *(f"{one},." for one in answers))).surveys[0].questions
    (found,) = question.answers
    assert [ENGLISH.say(figured(one.of)) for one in found.figures] == FIGURES[measure]
    assert all(said(one, ENGLISH).value for one in found.figures)
    assert "asked from" in ENGLISH.say(scale_of(question))
    group = group_of(question)
    assert (group(Fraction(scale.low)), group(Fraction(scale.high))) == (0, 2)
    assert len(groups_of(measure)) in (2, 3)
