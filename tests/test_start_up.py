"""What it takes to start: help must not wait for libraries that it does not use."""

import subprocess
import sys
from pathlib import Path

import pytest

from tpm_audit.cli import _VERBS

HEAVY = {
    "PIL",
    "ahocorasick_rs",
    "babel",
    "coloraide",
    "filelock",
    "jinja2",
    "markdown",
    "mkdocs",
    "nh3",
    "phonenumbers",
    "plotly",
    "pydantic",
    "pyreadstat",
    "selectolax",
    "tinycss2",
    "xlsxwriter",
    "yaml",
}
ONLY_PAGES_NEED = {
    "PIL",
    "ahocorasick_rs",
    "filelock",
    "jinja2",
    "markdown",
    "mkdocs",
    "nh3",
    "plotly",
    "pyreadstat",
    "selectolax",
    "tinycss2",
    "xlsxwriter",
}


def imported_by(*arguments: str, cwd: Path) -> set[str]:
    """Return the top-level packages that a run of the program imports."""
    ran = run("-X", "importtime", "-m", "tpm_audit", *arguments, cwd=cwd)
    lines = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=True)


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
    listed = shown.partition("\nCommands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(_VERBS)


def test_check_imports_nothing_that_only_pages_need(tmp_path: Path, root: Path) -> None:
    run("-m", "tpm_audit", "init", str(tmp_path / "acme"), cwd=root)
    imported = imported_by("-C", str(tmp_path / "acme"), "check", cwd=root)
    assert {"tpm_audit", "yaml"} <= imported
    assert imported & ONLY_PAGES_NEED == set()
