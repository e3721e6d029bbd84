"""Rules of the house that no linter knows. The layers are held by import-linter: `make lint`."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tpm_audit"
MODULES = sorted(PACKAGE.rglob("*.py"))
SAY_NOTHING = re.compile(r"(util|helper|common|base|misc|manager|handler|service)s?")
CLI_ONLY = ("print", "datetime.now", "datetime.utcnow", "date.today", "time.time", "os.environ", "os.getenv")
# In two halves, so that this file does not contain what it looks for.
FOREIGN = [
    (one + other).encode()
    for one, other in (
        ("/work", "/"),
        ("/root", "/"),
        ("/home", "/"),
        ("/opt", "/"),
        ("/Us", "ers/"),
        ("registry.npm", "js.org"),
        ("registry.yarn", "pkg.com"),
        ("files.pythonhosted", ".org"),
        ("pypi.org", "/simple"),
        ("deb.debian", ".org"),
    )
]


def is_in_cli(module: Path) -> bool:
    return module.is_relative_to(PACKAGE / "cli")


def uses_of_what_is_cli_only(tree: ast.Module) -> Iterator[str]:
    """Yield each use, with its line; names that were imported bare included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute | ast.Name):
            names = [ast.unparse(node)]
        else:
            continue
        yield from (
            f"line {node.lineno}: {name}"
            for name in names
            if any(name == one or name.endswith(f".{one}") for one in CLI_ONLY)
        )


def files_in_git() -> list[Path]:
    """Return what git tracks, and what it would with the next `git add`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_names_say_what_is_in_a_module() -> None:
    names = {path.relative_to(ROOT) for path in PACKAGE.rglob("*") if path.is_dir() or path.suffix == ".py"}
    assert PACKAGE.relative_to(ROOT) / "report.py" in names
    assert [str(name) for name in sorted(names) if SAY_NOTHING.fullmatch(name.stem)] == []


@pytest.mark.parametrize(
    ("code", "uses"),
    [
        ("print('x')", ["line 1: print"]),
        ("import datetime as dt\nnow = dt.datetime.now()", ["line 2: dt.datetime.now"]),
        ("from datetime import date\ndate.today()", ["line 2: date.today"]),
        ("from os import environ", ["line 1: os.environ"]),
        ("import os\nos.getenv('HOME')", ["line 2: os.getenv"]),
        ("blueprint('x')\nvisit.date\n'print(1)'", []),
    ],
)
def test_what_only_cli_may_do_is_seen(code: str, uses: list[str]) -> None:
    assert list(uses_of_what_is_cli_only(ast.parse(code))) == uses


def test_only_cli_prints_and_reads_clock_and_environment() -> None:
    found = {
        str(module.relative_to(ROOT)): uses
        for module in MODULES
        if not is_in_cli(module) and (uses := list(uses_of_what_is_cli_only(ast.parse(module.read_bytes()))))
    }
    assert found == {}


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="git says which files count")
def test_no_file_knows_the_machine_it_was_written_on() -> None:
    files = files_in_git()
    assert ROOT / "pyproject.toml" in files
    found = {
        str(path.relative_to(ROOT)): words
        for path in files
        if (words := [word.decode() for word in FOREIGN if word in path.read_bytes()])
    }
    assert found == {}
