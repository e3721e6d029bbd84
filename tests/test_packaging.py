"""What is packed, and that it runs where nothing else of this repository is."""

import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

import tpm_audit

ROOT = Path(__file__).resolve().parents[1]
VERSION = tpm_audit.__version__
DIST_INFO = f"tpm_audit-{VERSION}.dist-info"
VENDOR = "tpm_audit/vendor/"
# A script, its licence beside it, and how each begins or what it says.
VENDORED = {
    "plotly-cartesian.min.js": ("plotly-cartesian.LICENSE.txt", "plotly.js (cartesian - minified) v", "MIT License"),
    "iframe-worker.js": ("iframe-worker.LICENSE.txt", "IFrameWorker", "Permission is hereby granted"),
    "sortable.min.js": ("sortable.LICENSE.txt", "sortable", "public domain"),
}

# One worker has them all: the artefacts are built once.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


@dataclass(frozen=True)
class Packed:
    """The two artefacts; the wheel is built from the unpacked sdist, so the sdist has all that the wheel needs."""

    sdist: Path
    wheel: Path

    @property
    def in_sdist(self) -> set[str]:
        top = f"tpm_audit-{VERSION}/"
        with tarfile.open(self.sdist) as archive:
            return {one.name.removeprefix(top) for one in archive.getmembers() if one.isfile()}

    @property
    def in_wheel(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as archive:
            return set(archive.namelist())

    def text(self, name: str) -> str:
        with zipfile.ZipFile(self.wheel) as archive:
            return archive.read(name).decode()


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT), cwd=target)
    return Packed(target / f"tpm_audit-{VERSION}.tar.gz", target / f"tpm_audit-{VERSION}-py3-none-any.whl")


@pytest.fixture(scope="module")
def installed(packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone; what it depends on comes from the Python that runs the tests."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps")
    run(*pip, "--target", str(target), str(packed.wheel), cwd=target)
    return target


def run(*command: str, cwd: Path, path: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    ran = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def under(folder: str, *suffixes: str) -> set[str]:
    """Return the files below a folder of the checkout; with suffixes those that end so."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and (not suffixes or path.suffix in suffixes)
    }


def test_the_wheel_holds_the_package_and_nothing_beside_it(packed: Packed) -> None:
    assert {PurePosixPath(name).parts[0] for name in packed.in_wheel} == {"tpm_audit", DIST_INFO}
    expected = under("tpm_audit") | {f"tpm_audit/{name}" for name in under("templates")}
    assert {name for name in packed.in_wheel if name.startswith("tpm_audit/")} == expected


def test_the_wheel_holds_templates_languages_and_types(packed: Packed) -> None:
    assert any(name.startswith("tpm_audit/templates/") for name in packed.in_wheel)
    assert {"tpm_audit/language/de.po", "tpm_audit/py.typed"} <= packed.in_wheel


def test_the_wheel_says_what_it_is(packed: Packed) -> None:
    metadata = packed.text(f"{DIST_INFO}/METADATA")
    assert f"\nName: tpm-audit\nVersion: {VERSION}\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert "Apache License" in packed.text(f"{DIST_INFO}/licenses/LICENSE")
    assert "tpm-audit = tpm_audit.cli:main" in packed.text(f"{DIST_INFO}/entry_points.txt")


def test_each_script_for_the_browser_has_its_licence_beside_it(packed: Packed) -> None:
    vendored = {name.removeprefix(VENDOR) for name in packed.in_wheel if name.startswith(VENDOR)}
    assert vendored == {name.removeprefix(VENDOR) for name in packed.in_sdist if name.startswith(VENDOR)}
    if not vendored:
        return  # made without npm
    assert vendored == {"versions.json", *VENDORED, *(licence for licence, _, _ in VENDORED.values())}
    for script, (licence, says, licenced) in VENDORED.items():
        assert says in packed.text(f"{VENDOR}{script}")
        assert licenced in packed.text(f"{VENDOR}{licence}")


def test_the_sdist_holds_what_the_wheel_is_built_from_and_no_more(packed: Packed) -> None:
    tops = {PurePosixPath(name).parts[0] for name in packed.in_sdist}
    needed = {"tpm_audit", "templates", "hatch_build.py", "package.json", "package-lock.json", ".npmrc"}
    told = {"pyproject.toml", "PKG-INFO", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"}
    assert tops == needed | told
    assert under("templates") <= packed.in_sdist


def test_the_installed_program_runs_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    where = run(sys.executable, "-c", "import tpm_audit; print(tpm_audit.__file__)", cwd=tmp_path, path=installed)
    assert Path(where.strip()) == installed / "tpm_audit" / "__init__.py"
    program = str(installed / "bin" / "tpm-audit")
    assert run(program, "--version", cwd=tmp_path, path=installed) == f"tpm-audit, version {VERSION}\n"
    shown = run(program, "--help", cwd=tmp_path, path=installed)
    assert shown.startswith("Usage: tpm-audit [OPTIONS] COMMAND")
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_alone_builds_a_site_in_an_empty_environment(packed: Packed, tmp_path: Path) -> None:
    """Nothing of this checkout or its environment is there: what the wheel asks for must be enough."""
    environment = tmp_path / "venv"
    run(sys.executable, "-m", "venv", str(environment), cwd=tmp_path)
    program = environment / ("Scripts" if sys.platform == "win32" else "bin")
    run(str(program / "python"), "-m", "pip", "install", "--quiet", str(packed.wheel), cwd=tmp_path)
    tool = str(program / "tpm-audit")
    run(tool, "init", "acme", cwd=tmp_path)
    (tmp_path / "acme/templates/pages").mkdir(parents=True)
    (tmp_path / "acme/templates/pages/overview.md.j2").write_text(
        '{% extends "shipped/pages/overview.md.j2" %}{% block verdict %}\n\nOur own verdict.\n\n{% endblock %}'
    )
    said = run(tool, "-C", "acme", "build", "--language", "de", cwd=tmp_path)
    assert "Ausgabe für den Kunden" in said
    site = tmp_path / "acme" / "site"
    overview = (site / "de" / "index.html").read_text(encoding="utf-8")
    assert "Our own verdict." in overview
    assert "Das Wichtigste zuerst" in overview
    bundles = {path.name for path in (site / "assets").glob("*.js")}
    vendored = any(name.startswith("tpm_audit/vendor/") for name in packed.in_wheel)
    assert bundles == ({"plotly.min.js", "sortable.min.js", "iframe-worker.js"} if vendored else {"plotly.min.js"})
