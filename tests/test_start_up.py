"""What it takes to start: help must not wait for libraries that it does not use."""

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HEAVY = {"babel", "coloraide", "jinja2", "mkdocs", "phonenumbers", "plotly", "pydantic", "yaml"}
RUNS = 5


def imported_by(*arguments: str, cwd: Path) -> set[str]:
    """Return the top-level packages that a run of the program imports."""
    ran = run("-X", "importtime", "-m", "tpm_audit", *arguments, cwd=cwd)
    lines = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=True)


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture
def root() -> Path:
    return Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_no_heavy_library_is_imported(option: str, root: Path) -> None:
    imported = imported_by(option, cwd=root)
    assert {"tpm_audit", "click"} <= imported
    assert imported & HEAVY == set()


def test_help_lists_the_verbs(root: Path) -> None:
    shown = run("-m", "tpm_audit", "--help", cwd=root).stdout
    assert [verb for verb in ("init", "check", "build") if f"\n  {verb} " not in shown] == []


def test_help_says_what_it_costs(root: Path, record_property: Callable[[str, object], None]) -> None:
    costs = []
    for _ in range(RUNS):
        before = cpu_of_children()
        run("-m", "tpm_audit", "--help", cwd=root)
        costs.append(cpu_of_children() - before)
    median = statistics.median(costs)
    record_property("cpu_seconds", median)
    sys.stdout.write(f"tpm-audit --help: {median:.3f} s CPU, median of {RUNS}\n")  # pytest -rP shows it
    assert median > 0  # what it may cost is for benchmarks/: a figure fails no build
