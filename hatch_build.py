"""Brings the browser's files into the package: as hatchling's build hook, and as a script for the Makefile.

npm brings them as package-lock.json fixes them; they are never committed. Without npm the package works all the same:
with the larger bundle inside plotly's Python package, without the search of a site opened from files, without sorting.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VERSIONS = "versions.json"  # in vendor/: which version of each npm package its files are


@dataclass(frozen=True)
class Brought:
    """An npm package: which of its files are taken, by which name of ours, and what is lost without them."""

    package: str
    files: tuple[tuple[str, str], ...]
    without: str


BROUGHT = (
    Brought(
        "plotly.js-cartesian-dist-min",
        (("plotly-cartesian.min.js", "plotly-cartesian.min.js"), ("LICENSE", "plotly-cartesian.LICENSE.txt")),
        "pages use the full Plotly bundle of the Python package, three times the size",
    ),
    Brought(
        "iframe-worker",
        (("shim/index.js", "iframe-worker.js"), ("LICENSE", "iframe-worker.LICENSE.txt")),
        "a site opened from files cannot be searched",
    ),
    Brought(
        "sortable-tablesort",
        (("dist/sortable.min.js", "sortable.min.js"), ("LICENSE", "sortable.LICENSE.txt")),
        "tables cannot be sorted",
    ),
)


class BrowserFiles(BuildHookInterface[BuilderConfig]):
    """What hatchling runs before it packs sdist or wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring the browser's files, and put the page templates where the installed package looks for them."""
        warning = bring_browser_files(Path(self.root))
        if warning is not None:
            self.app.display_warning(warning)
        # An editable install reads templates/ of the checkout: a copy beside it would only grow old.
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"]["templates"] = "tpm_audit/templates"


def bring_browser_files(root: Path) -> str | None:
    """Copy the files and their licences to tpm_audit/vendor unless they are there; return why some could not be had."""
    wanted: dict[str, str] = json.loads((root / "package.json").read_bytes())["dependencies"]
    vendor, modules = root / "tpm_audit" / "vendor", root / "node_modules"
    missing = [one for one in BROUGHT if not _is_brought(vendor, one, wanted[one.package])]
    if not missing:
        return None
    why = None
    if not all(_has_version(modules / one.package, wanted[one.package]) for one in missing):
        why = _install(root)
    found = [one for one in missing if _has_version(modules / one.package, wanted[one.package])]
    for one in found:
        _bring(vendor, modules / one.package, one, wanted[one.package])
    lost = [one for one in missing if one not in found]
    if not lost:
        return None
    return "; ".join(
        [f"{one.package} {wanted[one.package]} is left out: {one.without}" for one in lost]
        + [why or "'npm ci' did not bring what package.json names"]
    )


def _install(root: Path) -> str | None:
    """Let npm bring its packages; return why it could not."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm, which brings it, is not installed"
    done = subprocess.run([npm, "ci"], cwd=root, stdout=sys.stderr, check=False)  # noqa: S603 (npm by its full path)
    return f"'npm ci' failed with {done.returncode}" if done.returncode else None


def _has_version(npm_package: Path, wanted: str) -> bool:
    """Say whether npm brought the wanted version."""
    description = npm_package / "package.json"
    return description.is_file() and json.loads(description.read_bytes())["version"] == wanted


def _is_brought(vendor: Path, one: Brought, wanted: str) -> bool:
    """Say whether the files of an npm package are in vendor/ already, in the wanted version."""
    return _versions(vendor).get(one.package) == wanted and all((vendor / ours).is_file() for _, ours in one.files)


def _versions(vendor: Path) -> dict[str, str]:
    try:
        versions = json.loads((vendor / VERSIONS).read_bytes())
    except (OSError, ValueError):
        return {}
    return versions if isinstance(versions, dict) else {}


def _bring(vendor: Path, npm_package: Path, one: Brought, version: str) -> None:
    vendor.mkdir(exist_ok=True)
    for theirs, ours in one.files:
        unfinished = _beside(vendor / ours)
        shutil.copyfile(npm_package / theirs, unfinished)
        unfinished.replace(vendor / ours)
    unfinished = _beside(vendor / VERSIONS)
    text = json.dumps({**_versions(vendor), one.package: version}, indent=2, sort_keys=True)
    unfinished.write_text(f"{text}\n", encoding="utf-8")
    unfinished.replace(vendor / VERSIONS)


def _beside(target: Path) -> Path:
    """Return a name for what is put in place in one step, for a build beside this one may be reading."""
    return target.with_name(f".{target.name}.{os.getpid()}")


if __name__ == "__main__":
    without = bring_browser_files(Path(__file__).resolve().parent)
    if without is not None:
        sys.stderr.write(f"warning: {without}\n")
