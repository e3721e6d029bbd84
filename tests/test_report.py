"""The journey from files to result, on the demo of this repository and through the command line.

The expected figures of the demo were counted by hand from its YAML, and its scores by a few lines of another program.
"""

import datetime
import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest

from tests.workspaces import Case, files_of, report_of
from tpm_audit.cli import program
from tpm_audit.cli.exits import run_guarded
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Consistency, Score
from tpm_audit.model.result import Result, result_json, result_schema
from tpm_audit.report import Request, make_report, read
from tpm_audit.workspace.files import Files, read_files
from tpm_audit.workspace.load import Workspace

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-22"
# By fact: equal, variant, differs, missing, unreadable, not observed.
DEMO = {
    # The receipts' variants have no umlaut; the card was not looked at in Wels.
    "brand-name": Consistency(15, 2, 0, 0, 0, 1),
    # The app's freephone number, twice; invoice and branch finder for Wels; the receipt of Linz is smeared.
    "phone": Consistency(9, 2, 2, 0, 1, 0),
    "email": Consistency(9, 1, 0, 1, 0, 0),  # newsletter; contact page
    "website-address": Consistency(9, 1, 0, 0, 0, 0),  # the Google profile of Wels
    "slogan": Consistency(6, 2, 1, 0, 0, 0),  # awning and bags of Wels; newsletter
    "brand-blue": Consistency(10, 0, 5, 0, 0, 1),  # the app at five places; the awning of Wels
    "brand-gold": Consistency(5, 0, 1, 0, 0, 0),  # the bags of Wels
    "imprint-name": Consistency(2, 2, 1, 0, 0, 0),  # both receipts; payment reminder
    "loyalty-name": Consistency(4, 0, 1, 0, 0, 1),  # the account on the website; the card in Wels
    "order-cutoff": Consistency(2, 0, 1, 0, 0, 0),  # the app's checkout
    "answer-time": Consistency(2, 0, 1, 0, 0, 0),  # the contact page promises two days
    "loaf-price": Consistency(3, 0, 1, 0, 0, 0),  # the app's shop: the price of spring
    "button-contrast": Consistency(2, 0, 2, 0, 0, 0),  # white on gold: newsletter, the app's card
    "opening-hours": Consistency(5, 0, 1, 0, 0, 0),  # the Google profile of Wels, seen by two
    "branch-address": Consistency(5, 0, 1, 0, 0, 0),  # the same
    "headline-font": Consistency(2, 0, 2, 0, 0, 0),  # the app's first start; newsletter
    "logo": Consistency(1, 0, 1, 0, 0, 0),  # the app's first start
    "allergen-sheet": Consistency(1, 0, 1, 0, 0, 0),  # the website's page
    "bread-claims": Consistency(1, 0, 2, 0, 0, 0),  # the app's shop; newsletter
    "letter-readability": Consistency(1, 0, 1, 0, 0, 0),  # the payment reminder
}


@pytest.fixture(name="demo", scope="module")
def _demo() -> Workspace:
    workspace = read(read_files(ROOT))
    assert not workspace.problems
    return workspace


def demo_score(demo: Workspace, edition: Edition) -> Score:
    score = report_of(demo, AS_OF, edition).figures.score
    assert score is not None
    return score


def test_the_score_of_the_demo(demo: Workspace) -> None:
    internal = demo_score(demo, Edition.INTERNAL)
    assert (internal.share, internal.rated_items, internal.touchpoints) == (Fraction(203, 251), 176, 27)
    assert demo_score(demo, Edition.CLIENT).share == Fraction(197, 244)


@pytest.mark.parametrize("edition", Edition)
def test_the_consistency_of_the_demo(demo: Workspace, edition: Edition) -> None:
    result = report_of(demo, AS_OF, edition)
    hidden = edition is Edition.CLIENT  # the goodwill credit, with its e-mail address
    by_fact = DEMO | {"email": Consistency(9 - hidden, 1, 0, 1, 0, 0)}
    assert {fact.id: fact.consistency for fact in result.facts if fact.consistency} == by_fact
    whole = result.figures.consistency
    assert whole == Consistency(equal=94 - hidden, variant=10, differs=25, missing=1, unreadable=1, not_observed=3)
    assert whole.index == Fraction(104 - hidden, 130 - hidden)


def test_the_form_of_address_of_the_demo(demo: Workspace) -> None:
    address = next(fact for fact in report_of(demo, AS_OF).facts if fact.id == "form-of-address")
    (german,) = address.agreements
    assert (german.n, german.groups) == (33, (("sie", 21), ("du", 11), ("du, sie", 1)))
    assert german.pair_share == Fraction(210 + 55, 528)
    assert address.consistency is None


def test_the_verdict_of_the_demo_is_its_one_failed_knock_out(demo: Workspace) -> None:
    result = report_of(demo, AS_OF)
    assert result.figures.score is not None
    assert result.figures.score.failed_knockouts == ("total-visible",)
    assert (result.figures.verdict.verdict, result.figures.verdict.provisional) == ("fails", False)
    assert sum(one.severity is Severity.CRITICAL for one in result.findings) == 1
    assert result.findings[0].subject_ids == ("total-visible", "checkout", "app")


def test_the_audit_of_spring_had_other_results(demo: Workspace) -> None:
    result = make_report(demo, Request(Edition.CLIENT, datetime.date.fromisoformat(AS_OF), "2026-04"))
    score = result.figures.score
    assert score is not None
    assert (score.share, score.rated_items, score.touchpoints) == (Fraction(827, 1128), 96, 13)
    assert score.failed_knockouts == ()
    deviating = {fact.id for fact in result.facts if fact.consistency and fact.consistency.differs}
    assert deviating == {"brand-blue", "phone", "slogan"}


@pytest.mark.parametrize("edition", Edition)
def test_the_result_fits_its_schema(demo: Workspace, edition: Edition) -> None:
    schema = result_schema()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    told = json.loads(result_json(report_of(demo, AS_OF, edition)))
    validator.validate(told)
    assert list(told)[:1] == ["schema"]
    wrong: dict[str, Any] = {"findings": None, "edition": "public", "items": [{}], "as_of": 20261122}
    assert [key for key, value in wrong.items() if validator.is_valid({**told, key: value})] == []


def test_a_result_without_an_audit_fits_its_schema() -> None:
    files = files_of({})
    workspace = read(Files({path: text for path, text in files.yaml.items() if "audits" not in path}, {}))
    result: Result = report_of(workspace)
    assert result.audit is None
    jsonschema.Draft202012Validator(result_schema()).validate(json.loads(result_json(result)))


GREETED: Case = {"service": {"criteria": {"greeted": {"ask": "Greeted?"}}}}
FAILED: Case = {"touchpoint": "contact", "channel": "website", "answers": {"greeted": "fail"}}
STRICT: Case = {"gate": {"score": {"figure": "score", "min": "0.9"}}}
UNREADABLE: Case = {**FAILED, "answers": {"greeted": "failed"}}


def exit_of(folder: Path, case: Case, *arguments: str, without: str = "?") -> int:
    """Write the case to a folder and return the exit code of ``check``."""
    for path, text in files_of(case).yaml.items():
        if without not in path:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text)
    return run_guarded(program, ["-C", str(folder), "check", "--as-of", "2026-11-01", *arguments])


@pytest.mark.parametrize(
    ("case", "arguments", "code"),
    [
        ({"checklists": GREETED, "visits": [FAILED]}, [], 0),
        ({"checklists": GREETED, "visits": [FAILED]}, ["--fail-on", "major"], 0),
        ({"checklists": GREETED, "visits": [FAILED]}, ["--fail-on", "minor"], 1),
        ({"checklists": GREETED, "visits": [FAILED], "site": STRICT}, [], 1),
        ({"checklists": GREETED, "visits": [FAILED], "site": STRICT}, ["--format", "json"], 1),
        ({"checklists": GREETED, "visits": [FAILED], "site": STRICT}, ["--edition", "client"], 1),
        ({"checklists": GREETED, "site": STRICT}, [], 4),  # no visit: nothing was checked, which is no pass
        (
            {
                "checklists": GREETED,
                "visits": [{"touchpoint": "contact", "channel": "website", "answers": {"greeted": "not-tested"}}],
                "site": STRICT,
            },
            [],
            1,
        ),  # nothing to hold to the gate is no pass
        ({"checklists": GREETED, "visits": [UNREADABLE], "site": STRICT}, [], 3),
        ({"checklists": GREETED, "visits": [UNREADABLE]}, ["--format", "json", "--fail-on", "info"], 3),
        ({"checklists": GREETED, "visits": [FAILED]}, ["--audit", "2025-10"], 2),
        ({}, [], 4),
    ],
)
def test_exit_codes(tmp_path: Path, case: Case, arguments: list[str], code: int) -> None:
    assert exit_of(tmp_path, case, *arguments) == code


def test_a_workspace_without_an_audit_has_nothing_to_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(tmp_path, {"checklists": GREETED}, without="audits") == 4
    assert "next: write an audit" in capsys.readouterr().out


def test_json_says_what_the_gate_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_of(tmp_path, {"checklists": GREETED, "visits": [FAILED], "site": STRICT}, "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["passed"]) for one in told["gate"]] == [("score", False)]
    assert (told["edition"], told["as_of"], told["problems"]) == ("internal", "2026-11-01", [])


def started(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Start the program as a user does."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "tpm_audit", "-C", str(ROOT), *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8", timeout=60
    )


def test_the_same_bytes_give_the_same_result_whatever_the_hash_seed() -> None:
    first, second = (started("check", "--format", "json", "--as-of", AS_OF, seed=seed) for seed in ("1", "2"))
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["figures"]["index"] == pytest.approx(104 / 130)
    assert first.stdout == second.stdout


def test_the_demo_passes_its_own_gate_and_fails_a_stricter_one() -> None:
    run = started("check", "--as-of", AS_OF, "--fail-on", "critical")
    assert run.returncode == 1
    assert "gate --fail-on: FAILED: 1 open finding" in run.stdout
    assert run.stderr == ""
