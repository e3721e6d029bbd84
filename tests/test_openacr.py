"""Real accessibility reports as workspaces: what is written, and that the tool counts the same.

The expected figures are counted by hand in the report files; nothing of the helper is used to find them.
"""

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.openacr import NotAReportError, write_openacr_workspace

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared/data/openacr"
CATALOGUE = "2.5-edition-wcag-2.2-en.yaml"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not in this repository")

# The catalogue: 32 criteria of level A, 24 AA, 31 AAA, each for all four components.
CRITERIA = {"success-criteria-level-a": 32, "success-criteria-level-aa": 24, "success-criteria-level-aaa": 31}
COMPONENTS = ["web", "electronic-docs", "software", "authoring-tool"]
EXPECTED_ITEMS = 348  # 87 criteria x 4 components

FULL = {"supports": 3, "partially-supports": 2, "does-not-support": 1, "n/a": 2}
SHORT = {"supports": 2, "not-tested": 1}
ANSWERS = {
    "valid.yaml": FULL,
    "valid-components-adherence-level-none.yaml": SHORT,
    "valid-components-missing-adherence.yaml": SHORT,
    "every-example-of-keywords.yaml": FULL | {"not-tested": 1},  # 402.2.1 of hardware
    "invalid-criteria.yaml": {"supports": 2, "not-tested": 1},
    "invalid-components.yaml": {"supports": 2, "partially-supports": 1, "not-tested": 1},
    "invalid-components-criteria.yaml": {"partially-supports": 1, "not-tested": 1},
    "invalid-terms.yaml": {"supports": 2, "does not support": 1},
}
# What a workspace of a faulty report names and nothing defines; every-example is for another catalogue.
UNKNOWN = {
    "valid.yaml": set(),
    "valid-components-adherence-level-none.yaml": set(),
    "valid-components-missing-adherence.yaml": set(),
    "every-example-of-keywords.yaml": {"none", "hardware-402-2-1"},
    "invalid-criteria.yaml": {"none", "success-criteria-level-a-100-100-100", "hardware-400-400-400"},
    "invalid-components.yaml": {"none"},
    "invalid-components-criteria.yaml": {"none", "success-criteria-level-a-400-400-400"},
    "invalid-terms.yaml": {"does not support"},
}
# Score: mean share of the rated items. Coverage: rated of all that are not n/a.
FIGURES = {
    "valid.yaml": (Fraction(2, 3), Fraction(6, 346), {"rated": 6, "untested": 340, "n/a": 2}),
    "valid-components-adherence-level-none.yaml": (
        Fraction(1),
        Fraction(2, 348),
        {"rated": 2, "untested": 346, "n/a": 0},
    ),
    "valid-components-missing-adherence.yaml": (
        Fraction(1),
        Fraction(2, 348),
        {"rated": 2, "untested": 346, "n/a": 0},
    ),
}
Figures = tuple[Fraction, Fraction, dict[str, int]]


def written(folder: Path, report: str) -> Path:
    write_openacr_workspace(folder, REPORTS / CATALOGUE, REPORTS / report)
    return folder


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def visits(folder: Path) -> list[Any]:
    return [visit for path in folder.glob("content/audits/*/visits.yml") for visit in read(path)["visits"]]


def answers(folder: Path) -> dict[tuple[str, str], str]:
    """By channel and criterion."""
    return {
        (visit["channel"], criterion): answer if isinstance(answer, str) else answer["answer"]
        for visit in visits(folder)
        for criterion, answer in visit["answers"].items()
    }


def items(folder: Path) -> set[tuple[str, str]]:
    """What is expected: every criterion on the channels it applies to."""
    checklists = [read(path) for path in folder.glob("content/checklists/*.yml")]
    return {
        (channel, criterion)
        for checklist in checklists
        for criterion, entry in checklist["criteria"].items()
        for channel in entry.get("applies_to", checklist["applies_to"])["channels"]
    }


def figures(folder: Path) -> Figures:
    levels = read(folder / "site_config/site.yml")["scales"]["adherence"]["levels"]
    shares = {level["id"]: Fraction(level["share"]) for level in levels}
    told, expected = answers(folder), items(folder)
    rated = [shares[answer] for item, answer in told.items() if item in expected and answer in shares]
    left_out = sum(answer == "n/a" for item, answer in told.items() if item in expected)
    untested = len(expected) - len(rated) - left_out
    counts = {"rated": len(rated), "untested": untested, "n/a": left_out}
    return sum(rated, Fraction()) / len(rated), Fraction(len(rated), len(rated) + untested), counts


@needs_reports
@pytest.mark.parametrize("report", ANSWERS)
def test_each_answer_of_a_report_is_written(tmp_path: Path, report: str) -> None:
    assert Counter(answers(written(tmp_path, report)).values()) == ANSWERS[report]


@needs_reports
@pytest.mark.parametrize("report", UNKNOWN)
def test_what_is_unknown_stays_as_it_stands(tmp_path: Path, report: str) -> None:
    told = answers(written(tmp_path, report))
    expected = items(tmp_path)
    criteria = {criterion for _, criterion in expected}
    levels = {"supports", "partially-supports", "does-not-support", "n/a", "not-tested"}
    named = {channel for channel, _ in told} - set(COMPONENTS)
    named |= {criterion for _, criterion in told} - criteria
    named |= set(told.values()) - levels
    assert named == UNKNOWN[report]


@needs_reports
@pytest.mark.parametrize("report", FIGURES)
def test_figures_are_those_counted_by_hand(tmp_path: Path, report: str) -> None:
    assert figures(written(tmp_path, report)) == FIGURES[report]


@needs_reports
def test_every_criterion_of_the_catalogue_is_there_in_its_order(tmp_path: Path) -> None:
    written(tmp_path, "valid.yaml")
    checklists = {path.stem: read(path) for path in tmp_path.glob("content/checklists/*.yml")}
    assert {name: len(checklist["criteria"]) for name, checklist in checklists.items()} == CRITERIA
    assert len(items(tmp_path)) == EXPECTED_ITEMS
    assert list(read(tmp_path / "site_config/channels.yml")["channels"]) == COMPONENTS
    order = checklists["success-criteria-level-aa"]["order"]
    assert order[6:9] == [f"success-criteria-level-aa-1-4-{number}" for number in (5, 10, 11)]


@needs_reports
def test_reasons_and_notes_come_along(tmp_path: Path) -> None:
    told = {visit["channel"]: visit["answers"] for visit in visits(written(tmp_path, "valid.yaml"))}
    captions = "success-criteria-level-a-1-2-2"
    assert told["web"][captions]["note"] == "Nam a cursus nulla. Vestibulum tincidunt tincidunt volutpat."
    assert told["software"][captions] == {"answer": "n/a", "reason": "not applicable, by the report"}
    page = (tmp_path / "content/pages/about-the-report.md").read_text(encoding="utf-8")
    assert "Hardware accessibility criteria is not applicable." in page


@needs_reports
def test_a_file_that_is_no_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAReportError, match=r"invalid-basic\.yaml"):
        written(tmp_path, "invalid-basic.yaml")


SMALL_CATALOGUE = """
lang: en
chapters:
  - {id: hearing, label: Hearing, criteria: [
      {id: "1.1", handle: Captions, components: [web, device]},
      {id: "1.10", handle: Volume, components: [device]}]}
  - {id: sight, label: Sight, criteria: [{id: "2.1", handle: Contrast, components: [web]}]}
components: [{id: web, label: Web}, {id: device, label: ""}, {id: none, label: ""}]
"""
SMALL_REPORT = """
title: 'A "report": #1'
report_date: 3/9/2025
product: {name: Café Phone, version: 1.10}
author: {company_name: Tester & Co}
vendor: {company_name: Maker}
chapters:
  hearing:
    criteria:
      - num: 1.10
        components: [{name: device, adherence: {level: not-applicable, notes: no loudspeaker}}]
  sight: {disabled: true, criteria: [{num: 2.1, components: [{name: web, adherence: {level: supports}}]}]}
"""


def test_a_criterion_applies_to_its_components_and_a_disabled_chapter_is_out(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text(SMALL_CATALOGUE, encoding="utf-8")
    (tmp_path / "report.yaml").write_text(SMALL_REPORT, encoding="utf-8")
    write_openacr_workspace(tmp_path / "made", tmp_path / "catalogue.yaml", tmp_path / "report.yaml")
    made = tmp_path / "made"
    assert items(made) == {("web", "hearing-1-1"), ("device", "hearing-1-1"), ("device", "hearing-1-10")}
    assert answers(made) == {("device", "hearing-1-10"): "n/a"}
    assert visits(made)[0]["answers"]["hearing-1-10"]["reason"] == "no loudspeaker"
    assert read(made / "content/audits/2025-03/audit.yml") == {
        "name": 'A "report": #1',
        "period": {"from": "2025-03-09", "to": "2025-03-09"},
        "checklists": ["hearing"],
    }
    assert read(made / "content/touchpoints/product.yml")["touchpoints"] == {
        "caf-phone": {"name": "Café Phone 1.10", "phase": "use", "channels": ["web", "device"]}
    }
    site = read(made / "site_config/site.yml")
    assert (site["client"], site["agency"]) == ({"name": "Maker"}, {"name": "Tester & Co"})


@needs_reports
def test_a_report_without_a_date_gets_the_one_given(tmp_path: Path) -> None:
    write_openacr_workspace(tmp_path, REPORTS / CATALOGUE, REPORTS / "valid.yaml", undated=dt.date(2026, 5, 4))
    assert {visit["date"] for visit in visits(tmp_path)} == {"2026-05-04"}


def overall(result: dict[str, Any]) -> Figures:
    """Read the figures of the whole audit out of the result: the one place that knows its shape."""
    whole = result["figures"]["score"]
    score, coverage = (Fraction(str(whole[name])).limit_denominator(10_000) for name in ("share", "coverage"))
    counts = {"rated": "rated_items", "untested": "untested_items", "n/a": "not_applicable_items"}
    return score, coverage, {name: whole[key] for name, key in counts.items()}


@needs_reports
@pytest.mark.parametrize("report", FIGURES)
def test_the_tool_agrees(tmp_path: Path, report: str) -> None:
    folder = str(written(tmp_path, report))
    program = [sys.executable, "-m", "tpm_audit", "-C", folder, "check", "--format", "json"]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr
    assert overall(json.loads(run.stdout)) == FIGURES[report]
