"""The same files make the same bytes, wherever, whenever and by whomever they are built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKSPACE = ("brand", "content", "site_config", "mkdocs.yml")

pytestmark = pytest.mark.slow


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def built(folder: Path, environment: dict[str, str], engine: str) -> dict[str, bytes]:
    """Build a copy of the demo in a folder and return the files of its site."""
    folder.mkdir(parents=True)
    for name in WORKSPACE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    command = [sys.executable, "-m", "tpm_audit", "-C", str(folder), "build", "--engine", engine, "--quiet"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(folder / "site")


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_same_files_make_the_same_bytes(tmp_path: Path, engine: str) -> None:
    here = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1795000000"}
    there = {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1795000000"}
    one = built(tmp_path / "one", here, engine)
    two = built(tmp_path / "a longer name" / "two", there, engine)
    assert sorted(one) == sorted(two)
    assert [path for path, content in one.items() if two[path] != content] == []


def test_the_day_is_the_one_that_is_named(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tpm_audit", "-C", str(ROOT), "build", "--quiet", "--as-of", "2026-11-22"]
    sites = []
    for name, epoch in (("one", "1700000000"), ("two", "1900000000")):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
        subprocess.run([*command, "-o", str(tmp_path / name)], cwd=ROOT, env=environment, check=True)
        sites.append(files_of(tmp_path / name))
    assert sites[0] == sites[1]


def test_both_engines_build_the_same_pages(tmp_path: Path) -> None:
    environment = {"SOURCE_DATE_EPOCH": "1795000000"}
    sites = [built(tmp_path / engine, environment, engine) for engine in ("mkdocs", "zensical")]
    pages, others = ({path for path in site if path.endswith(".html")} for site in sites)
    assert pages == others
    assert len(pages) > 100
