"""tpm-audit questionnaire: what is asked by default, what is refused, what is written and what is said."""

import builtins
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit
from tpm_audit.surveys.questionnaires import FORMS

ROOT = Path(__file__).parents[2]
WRITTEN = {
    "qualtrics": {"questionnaire.de.txt", "questionnaire.en.txt"},
    "limesurvey": {"questionnaire.txt"},
    "xlsform": {"questionnaire.xlsx"},
    "markdown": {"questionnaire.md", "answers.csv"},
}
NEXT = {
    "qualtrics": "with choice text, not with numeric values",
    "limesurvey": "with question codes and answer codes",
    "xlsform": "without the names of groups",
    "markdown": "type the answers into answers.csv",
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790845200")  # 1 October 2026
    for folder in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def run(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["-C", str(workspace), *arguments], standalone_mode=False)


def survey_of(workspace: Path, id_: str = "autumn") -> dict[str, Any]:
    """Return the survey.yml that was written."""
    written = workspace / "content/surveys" / id_ / "survey.yml"
    found = yaml.load(written.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # it makes strings, lists and dicts only
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_files_are_written_and_the_next_steps_said(form: str, workspace: Path) -> None:
    done = run(workspace, "questionnaire", "autumn", "--format", form, "--touchpoint", "pickup")
    assert (done.return_value, done.stderr) == (Exit.PASSED, "")
    folder = workspace / "content/surveys/autumn"
    assert {path.name for path in folder.iterdir()} == {*WRITTEN[form], "survey.yml"}
    assert NEXT[form] in done.stdout
    assert done.stdout.splitlines()[-1].endswith(f"tpm-audit -C {workspace} check")
    assert survey_of(workspace)["period"] == {"from": "2026-10-01", "to": "2026-10-14"}
    checked = run(workspace, "check", "--as-of", "2026-11-01")
    assert checked.return_value == run(ROOT, "check", "--as-of", "2026-11-01").return_value
    assert "content/surveys/autumn/survey.yml: no answers " in checked.stdout


def test_by_default_a_customer_is_asked_about_all_that_is_in_use_and_not_internal(workspace: Path) -> None:
    more = workspace / "content/touchpoints/more.yml"
    head = "{name: X, phase: during, channels: [branch]"
    told = ("inside: %s, audience: internal}", "soon: %s, status: planned}", "gone: %s, status: retired}", "open: %s}")
    more.write_text("touchpoints:\n" + "".join(f"  {one % head}\n" for one in told), encoding="utf-8")
    done = run(workspace, "questionnaire", "autumn")
    questions = survey_of(workspace)["questions"]
    assert list(questions) == ["nps", "csat", "importance"]
    asked = list(questions["csat"]["columns"].values())
    assert {"receipt", "open"} <= set(asked)
    assert not {"inside", "soon", "gone", "company"} & set(asked)
    assert done.stderr.startswith(f"this asks each customer for {1 + 2 * len(asked)} answers; above 20 many give up")


@pytest.mark.parametrize(
    ("measures", "order"),
    [
        (("reason", "csat", "nps"), ["nps", "reason", "csat"]),
        (("reason", "recommend", "csat", "repurchase"), ["csat", "repurchase", "reason", "recommend"]),
    ],
)
def test_the_reason_is_asked_directly_after_what_it_explains(
    measures: tuple[str, ...], order: list[str], workspace: Path
) -> None:
    run(workspace, "questionnaire", "autumn", *(word for one in measures for word in ("--measure", one)))
    questions = survey_of(workspace)["questions"]
    assert list(questions) == order
    assert questions["reason"]["explains"] == order[order.index("reason") - 1]
    assert "# codes: " in (workspace / "content/surveys/autumn/survey.yml").read_text(encoding="utf-8")


def test_properties_are_asked_about_twice(workspace: Path) -> None:
    named = ("--property", "Nachricht | A message", "--property", "Wi-Fi")
    run(workspace, "questionnaire", "autumn", "--measure", "nps", "--measure", "kano", *named)
    questions = survey_of(workspace)["questions"]
    assert list(questions) == ["nps", "kano1", "kano2"]
    assert questions["kano1"] == {
        "measures": "kano",
        "wording": {"de": "Nachricht", "en": "A message"},
        "with": "kano1with",
        "without": "kano1without",
    }
    assert questions["kano2"]["wording"] == {"de": "Wi-Fi", "en": "Wi-Fi"}


def test_questionnaires_can_be_told_apart(workspace: Path) -> None:
    run(workspace, "questionnaire", "autumn", "--touchpoint", "pickup")
    assert {name.rpartition(" ")[2] for name in survey_of(workspace)["name"].values()} == {"(autumn)"}


def test_what_is_named_is_asked_about_in_that_order(workspace: Path) -> None:
    named = ("pickup", "company", "counter", "pickup")
    run(
        workspace,
        "questionnaire",
        "autumn",
        "--measure",
        "ces",
        *(word for id_ in named for word in ("--touchpoint", id_)),
    )
    assert survey_of(workspace)["questions"]["ces"]["columns"] == {
        "ces_1": "pickup",
        "ces_2": "company",
        "ces_3": "counter",
    }


def test_an_earlier_id_leads_to_the_touchpoint(workspace: Path) -> None:
    run(workspace, "rename", "pickup", "collection")
    assert run(workspace, "questionnaire", "autumn", "--touchpoint", "pickup").return_value == Exit.PASSED
    assert list(survey_of(workspace)["questions"]["csat"]["columns"].values()) == ["collection"]


def test_one_language_is_enough(workspace: Path) -> None:
    run(workspace, "questionnaire", "autumn", "--touchpoint", "pickup", "--format", "qualtrics", "--languages", "en")
    folder = workspace / "content/surveys/autumn"
    assert {path.name for path in folder.iterdir()} == {"questionnaire.en.txt", "survey.yml"}
    assert set(survey_of(workspace)["questions"]["nps"]["wording"]) == {"en"}


def test_it_is_said_in_german(workspace: Path) -> None:
    done = run(workspace, "questionnaire", "herbst", "--touchpoint", "pickup", "--language", "de")
    assert "als Nächstes:\n  1. questionnaire.md drucken\n" in done.output
    assert "# Liest die Antworten auf den Fragebogen herbst.\n" in (
        workspace / "content/surveys/herbst/survey.yml"
    ).read_text(encoding="utf-8")


REFUSED = {
    "no such touchpoint": (["autumn", "--touchpoint", "pickupp"], "no touchpoint 'pickupp'; did you mean 'pickup'?"),
    "no id": (
        ["Herbst 26"],
        "'Herbst 26' cannot be an id: it takes a-z, 0-9 and hyphens, at most 64; such as 'herbst-26'",
    ),
    "a survey that is there": (["customers-autumn-2026"], "there is a survey 'customers-autumn-2026' already"),
    "no such measure": (
        ["autumn", "--measure", "association"],
        "Invalid value for '--measure': 'association' is not one of 'nps'",
    ),
    "no property": (["autumn", "--measure", "kano"], 'kano is asked about properties; add --property "…"'),
    "nobody asks for a property": (["autumn", "--property", "x"], "properties take --measure kano; add it"),
    "a property that says nothing": (
        ["autumn", "--measure", "kano", "--property", " \u200b"],
        "'' is neither one text nor one for each of: de, en",
    ),
    "a property in one language too many": (
        ["autumn", "--measure", "kano", "--property", "a|b|c"],
        "'a | b | c' is neither one text nor one for each of: de, en",
    ),
    "no use for one": (
        ["autumn", "--measure", "nps", "--touchpoint", "pickup"],
        "all that is asked for is asked about the company; leave out --touchpoint",
    ),
    "a reason of nothing": (
        ["autumn", "--measure", "reason", "--measure", "csat"],
        "a reason is asked for a rating of the company; add a --measure of: nps, repurchase, recommend",
    ),
    "no such language": (["autumn", "--languages", "fr"], "the report has no language 'fr'; site.yml has: de, en"),
    "among the sources": (["autumn", "-o", "{root}/content/pages"], "a questionnaire cannot go into content/"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_why_and_writes_nothing(case: str, workspace: Path) -> None:
    arguments, said = REFUSED[case]
    before = sorted(workspace.rglob("*"))
    done = run(workspace, "questionnaire", *(one.replace("{root}", str(workspace)) for one in arguments))
    assert said in getattr(done.exception, "message", str(done.exception)) or said in str(
        getattr(done.exception, "format_message", str)()
    )
    assert sorted(workspace.rglob("*")) == before


@pytest.mark.parametrize("there", ["content/surveys/autumn/questionnaire.md", "content/surveys/autumn/answers.csv"])
def test_nothing_is_overwritten(there: str, workspace: Path) -> None:
    (workspace / there).parent.mkdir()
    (workspace / there).write_text("mine", encoding="utf-8")
    done = run(workspace, "questionnaire", "autumn", "--touchpoint", "pickup")
    assert str(done.exception) == f"'{workspace / there}' is there already; nothing was written"
    assert [path.name for path in (workspace / there).parent.iterdir()] == [(workspace / there).name]
    assert (workspace / there).read_text(encoding="utf-8") == "mine"


def test_the_questionnaire_may_go_elsewhere(workspace: Path, tmp_path: Path) -> None:
    run(workspace, "questionnaire", "autumn", "--touchpoint", "pickup", "-o", str(tmp_path / "out"))
    assert {path.name for path in (tmp_path / "out").iterdir()} == WRITTEN["markdown"]
    assert [path.name for path in (workspace / "content/surveys/autumn").iterdir()] == ["survey.yml"]


def test_a_workspace_with_problems_is_asked_about_when_they_are_mended(workspace: Path) -> None:
    (workspace / "content/touchpoints/more.yml").write_text("touchpoints: {x: {name: X}}\n", encoding="utf-8")
    done = run(workspace, "questionnaire", "autumn")
    assert done.return_value == Exit.PROBLEMS
    assert "content/touchpoints/more.yml:1:" in done.stdout
    assert not (workspace / "content/surveys/autumn").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["questionnaire", "autumn", "--format", "xlsform"], "the format xlsform is not installed; pip install"),
        (["check", "--format", "xlsx", "--language", "de"], "das Format xlsx ist nicht installiert; pip install"),
    ],
)
def test_without_the_extra_it_says_what_to_install(
    arguments: list[str], said: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builtins, "__import__", _without("xlsxwriter", builtins.__import__))
    assert str(run(workspace, *arguments).exception).startswith(f'{said} "tpm-audit[xlsx]"')
    assert not (workspace / "content/surveys/autumn").exists()


def _without(package: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def imported(name: str, *arguments: Any, **named: Any) -> Any:
        if name == package:
            raise ImportError(name)
        return real(name, *arguments, **named)

    return imported
