"""What the build hook brings from npm, without npm: npm's packages are folders made here."""

import json
import shutil
from pathlib import Path

import pytest

from hatch_build import BROUGHT, VERSIONS, bring_browser_files

WANTED = {one.package: "1.2.3" for one in BROUGHT}
FILES = {ours for one in BROUGHT for _, ours in one.files}


@pytest.fixture(autouse=True)
def without_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)


def checkout(folder: Path, *packages: str, version: str = "1.2.3") -> Path:
    """Return a checkout in which npm has brought ``packages``."""
    (folder / "tpm_audit").mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"dependencies": WANTED}), encoding="utf-8")
    for one in BROUGHT:
        if one.package in packages:
            modules = folder / "node_modules" / one.package
            for theirs, ours in one.files:
                (modules / theirs).parent.mkdir(parents=True, exist_ok=True)
                (modules / theirs).write_text(f"{ours} {version}", encoding="utf-8")
            (modules / "package.json").write_text(json.dumps({"version": version}), encoding="utf-8")
    return folder


def brought(root: Path) -> set[str]:
    vendor = root / "tpm_audit" / "vendor"
    return {path.name for path in vendor.iterdir()} if vendor.is_dir() else set()


def test_all_files_come_with_their_licences(tmp_path: Path) -> None:
    root = checkout(tmp_path, *WANTED)
    assert bring_browser_files(root) is None
    assert brought(root) == {*FILES, VERSIONS}
    assert json.loads((root / "tpm_audit" / "vendor" / VERSIONS).read_bytes()) == WANTED


def test_an_sdist_that_has_them_needs_nothing_more(tmp_path: Path) -> None:
    root = checkout(tmp_path, *WANTED)
    bring_browser_files(root)
    shutil.rmtree(root / "node_modules")
    assert bring_browser_files(root) is None


def test_without_npm_each_loss_is_told(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    said = bring_browser_files(root)
    assert said is not None
    for one in BROUGHT:
        assert f"{one.package} 1.2.3 is left out: {one.without}" in said
    assert said.endswith("npm, which brings it, is not installed")
    assert brought(root) == set()


@pytest.mark.parametrize("package", list(WANTED))
def test_what_is_there_is_taken_and_the_rest_told(package: str, tmp_path: Path) -> None:
    root = checkout(tmp_path, *(set(WANTED) - {package}))
    said = bring_browser_files(root)
    assert said is not None
    assert said.count("is left out") == 1
    assert f"{package} 1.2.3 is left out" in said
    lost = {ours for one in BROUGHT if one.package == package for _, ours in one.files}
    assert brought(root) == {*FILES, VERSIONS} - lost


def test_another_version_is_replaced(tmp_path: Path) -> None:
    root = checkout(tmp_path, *WANTED)
    bring_browser_files(root)
    vendor = root / "tpm_audit" / "vendor"
    (vendor / VERSIONS).write_text(json.dumps(WANTED | {"iframe-worker": "1.0.0"}), encoding="utf-8")
    (vendor / "iframe-worker.js").write_text("old", encoding="utf-8")
    assert bring_browser_files(root) is None
    assert (vendor / "iframe-worker.js").read_text(encoding="utf-8") == "iframe-worker.js 1.2.3"


def test_another_version_in_node_modules_is_not_taken(tmp_path: Path) -> None:
    said = bring_browser_files(checkout(tmp_path, *WANTED, version="9.9.9"))
    assert said is not None
    assert brought(tmp_path) == set()


@pytest.mark.parametrize("versions", ["", "{", "\x00", "[]"])
def test_a_broken_list_of_versions_is_made_anew(versions: str, tmp_path: Path) -> None:
    root = checkout(tmp_path, *WANTED)
    (root / "tpm_audit" / "vendor").mkdir()
    (root / "tpm_audit" / "vendor" / VERSIONS).write_text(versions, encoding="utf-8")
    assert bring_browser_files(root) is None
    assert brought(root) == {*FILES, VERSIONS}
