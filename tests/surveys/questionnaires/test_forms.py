"""Each format of questionnaires: what its system exports is read as it was answered, by the survey.yml beside it."""

import datetime
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import cmarkgfm
import pytest
from pyxform.xls2xform import convert

from tests.surveys.questionnaires.exported import EXPORTS, sheet
from tests.workspaces import Case, files_of, problems
from tpm_audit.language.catalogue import Language
from tpm_audit.model.kano import Property
from tpm_audit.model.surveys import SCALES, Measure
from tpm_audit.report import read
from tpm_audit.source.message import Localised
from tpm_audit.surveys.questionnaires import FORMS
from tpm_audit.surveys.questionnaires.questionnaire import Questionnaire, Row, one_line
from tpm_audit.surveys.questionnaires.survey_file import survey_file
from tpm_audit.surveys.questionnaires.wordings import WORDINGS, questionnaire_of, row_of
from tpm_audit.workspace.load import Workspace

PERIOD = (datetime.date(2026, 10, 1), datetime.date(2026, 10, 14))
SITE: Case = {"site": {"languages": ["de", "en"]}}
GERMAN = Language("de")
TAGS = {"AdvancedFormat", "Block", "Question", "ID", "PageBreak", "Choices", "AdvancedAnswers", "Answer"}
HOSTILE = [
    "=1+1",
    '@SUM("A1")',
    "a\tb\nc\r\nd\u2028e\x85f\x07g",
    "[[Question:MC]] [[PageBreak]] ]]",
    "${nps} {nps} {{x}} ${e://Field/a}",
    "| --- | *b* _i_ # h `c` [l](http://x.example) ~~s~~ $m$ \\",
    "</td><script>alert(1)</script> &amp; & \"q\" 'r'",
    "- 1. + #",
    '"',
    "\ufeff\u202eabc\u200b",
    "\u200b",
]


def rows(*names: str) -> tuple[Row, ...]:
    """Return the company, and the touchpoints of the base under these names."""
    touchpoints = (None, "contact", "shop", "invoice")
    return tuple(row_of(id_, name, ("de", "en")) for id_, name in zip(touchpoints, names, strict=False))


def questionnaire(brand: str = "Lindner", names: tuple[str, ...] = ("Lindner", "Contact", "Shop")) -> Questionnaire:
    """Return one that asks for all that can be asked."""
    return questionnaire_of("autumn", brand, WORDINGS, rows(*names), ("de", "en"))


def answered(made: Questionnaire, form: str, n: int) -> tuple[Workspace, dict[tuple[str, str | None], dict[int, int]]]:
    """Return a workspace with n answers to a questionnaire, and how often each was given."""
    given: dict[tuple[str, str | None], dict[int, int]] = {}
    about = [(one, row) for one in made.questions for row in ([row.touchpoint for row in one.rows] or [None])]
    respondents: list[list[int | None]] = [[] for _ in range(n)]
    for respondent, answers in enumerate(respondents):
        for at, (asked, touchpoint) in enumerate(about):
            position = (respondent * 3 + at) % (len(asked.answers) + 1)
            is_left_out = position == len(asked.answers) > 0
            answers.append(None if is_left_out else position)
            if asked.answers and not is_left_out:
                counts = given.setdefault((asked.id, touchpoint), {})
                counts[position] = counts.get(position, 0) + 1
    files = FORMS[form].write(made)
    written = survey_file(made, FORMS[form], PERIOD, GERMAN).decode()
    named = written.replace("# file: answers.csv", "file: answers.csv")
    return workspace_of(named, EXPORTS[form](files, respondents)), given


def workspace_of(survey: str, export: bytes) -> Workspace:
    """Return a workspace with a survey.yml and its answers."""
    files = files_of(SITE)
    return read(
        replace(
            files,
            yaml={**files.yaml, "content/surveys/autumn/survey.yml": survey.encode()},
            others={**files.others, "content/surveys/autumn/answers.csv": len(export)},
            results=lambda _: io.BytesIO(export),
        )
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("names", [("Lindner", "Contact", "Shop"), *pairwise(HOSTILE)])
def test_answers_come_back_as_they_were_given(form: str, names: tuple[str, ...]) -> None:
    made = questionnaire(names[0], names)
    workspace, given = answered(made, form, 40)
    assert problems(workspace) == []
    tallies = workspace.tallies["autumn"]
    assert (tallies.reader, tallies.counted) == (FORMS[form].reader, 40)
    found = {
        (one.question, one.about.touchpoint): {Fraction(a): n for a, n in one.counts.items()} for one in tallies.tallies
    }
    assert found == {key: told(key[0], counts) for key, counts in given.items()}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("named", ["a message as soon as it is ready", *HOSTILE[:-1]])
def test_kano_pairs_come_back_as_they_were_given(form: str, named: str) -> None:
    properties = [Localised({"de": one, "en": one}) for one in (named, "Wi-Fi")]
    made = questionnaire_of("autumn", "Lindner", [Measure.KANO], rows(), ("de", "en"), properties)
    files = FORMS[form].write(made)
    written = survey_file(made, FORMS[form], PERIOD, GERMAN).decode()
    export = EXPORTS[form](files, [[0, 4, 1, 4]] * 20 + [[None, 4, 2, 2]] * 9)
    workspace = workspace_of(written.replace("# file: answers.csv", "file: answers.csv"), export)
    assert problems(workspace) == []
    found = {
        one.question: ({property_: n for property_, n in one.counts.items() if n}, one.blank)
        for one in workspace.tallies["autumn"].kano
    }
    assert found == {
        "kano1": ({Property.PERFORMANCE: 20}, 9),
        "kano2": ({Property.MUST: 20, Property.INDIFFERENT: 9}, 0),
    }


def test_numbers_behind_the_choices_of_qualtrics_are_never_taken_for_answers() -> None:
    made = questionnaire()
    files = FORMS["qualtrics"].write(made)
    n_asked = made.n_answers
    export = EXPORTS["qualtrics"](files, [[2] * n_asked] * 40).decode()
    written = survey_file(made, FORMS["qualtrics"], PERIOD, GERMAN).decode()
    numeric = re.sub(r"\((\d)\)|(?<=,)neither good nor bad", lambda found: found[1] or "3", export)
    assert numeric != export
    workspace = workspace_of(written.replace("# file: answers.csv", "file: answers.csv"), numeric.encode())
    assert len(problems(workspace)) == n_asked - 1  # but for what is answered in one's own words
    assert workspace.tallies["autumn"].tallies == ()


def told(question: str, counts: Mapping[int, int]) -> dict[Fraction, int]:
    """Return how often each answer was given by how it is told, the lowest choice being the lowest of the scale."""
    low = SCALES[Measure(question)].low
    return {Fraction(low + position): n for position, n in counts.items()}


def test_every_measure_is_asked_or_has_no_question_yet() -> None:
    assert set(Measure) - set(WORDINGS) == {Measure.KANO, Measure.ASSOCIATION}
    assert {one.measure for one in questionnaire().questions} == set(WORDINGS)
    asked = {one.measure: len(one.rows) for one in questionnaire().questions}
    assert {measure for measure, n in asked.items() if n == 0} == {
        Measure.NPS,
        Measure.REASON,
        Measure.REPURCHASE,
        Measure.RECOMMEND,
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_reason_explains_the_rating_before_it(form: str) -> None:
    written = survey_file(questionnaire(), FORMS[form], PERIOD, Language("en")).decode()
    assert "\n  reason:\n    measures: reason\n    explains: nps\n" in written


def test_wordings_are_those_of_the_field_in_both_languages() -> None:
    nps, *_ = questionnaire("Bäckerei Lindner").questions
    assert nps.wording == Localised(
        {
            "de": "Wie wahrscheinlich ist es, dass Sie Bäckerei Lindner einem Freund oder Kollegen weiterempfehlen?",
            "en": "How likely is it that you would recommend Bäckerei Lindner to a friend or colleague?",
        }
    )
    assert list(nps.answers) == list(range(11))
    assert nps.answers[10] == Localised({"de": "10 = äußerst wahrscheinlich", "en": "10 = extremely likely"})


@pytest.mark.parametrize("form", FORMS)
def test_the_same_questionnaire_makes_the_same_bytes(form: str) -> None:
    assert FORMS[form].write(questionnaire()) == FORMS[form].write(questionnaire())


@pytest.mark.parametrize("names", [HOSTILE[at : at + 3] for at in range(0, len(HOSTILE), 3)])
def test_an_xlsform_is_one_to_its_own_checker(names: list[str]) -> None:
    made = questionnaire(names[0], tuple(names))
    files = FORMS["xlsform"].write(made)
    converted = convert(io.BytesIO(files["questionnaire.xlsx"]), file_type=".xlsx")
    assert converted.warnings == []
    assert 'default="true()"' in converted.xform
    assert '<translation lang="English (en)">' in converted.xform
    of_csat = (row for row in sheet(files, "survey") if str(row["name"]).startswith("csat_"))
    labels = [row["label::English (en)"] for row in of_csat]
    assert [re.sub(r"\\([\\*_#])", r"\1", label).replace("$ {", "${") for label in labels] == [
        one_line(name) or "contact" for name in names
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_in_markdown(name: str) -> None:
    files = FORMS["markdown"].write(questionnaire(name, (name, name)))
    html = cmarkgfm.github_flavored_markdown_to_html(files["questionnaire.md"].decode())
    shown = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"<td>{one_line(shown) or 'contact'}</td>" in html
    assert not re.search(r"<(a|em|strong|del|script|h3)\b", html)
    assert html.count("<table>") == 2 * 9 + 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_in_qualtrics(name: str) -> None:
    for content in FORMS["qualtrics"].write(questionnaire(name, (name, name))).values():
        text = content.decode()
        assert not re.search(r"\$\{|<", text)
        tags = re.findall(r"\[\[[^\]]*\]\]", text)
        assert {tag.partition(":")[0].strip("[]") for tag in tags} == TAGS
        assert sum(line.startswith("[[") for line in text.split("\n")) == len(tags) == text.count("[[")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_in_limesurvey(name: str) -> None:
    (content,) = FORMS["limesurvey"].write(questionnaire(name, (name, name))).values()
    lines = content.decode().removesuffix("\n").split("\n")
    assert {line.count("\t") for line in lines} == {9}
    assert not re.search(r'\{\S|"|<', content.decode())
