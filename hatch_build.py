"""Brings the browser's files into the package: as hatchling's build hook, and as a script for the Makefile.

npm brings them as package-lock.json fixes them; they are never committed. Without npm the package works all the same,
with the larger bundle inside plotly's Python package.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "plotly.js-cartesian-dist-min"
BUNDLE = "plotly-cartesian.min.js"
COPIES = {BUNDLE: BUNDLE, "LICENSE": "plotly-cartesian.LICENSE.txt"}  # name in the npm package: name in ours
_HEAD_BYTES = 200


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
    """Copy the bundle and its licence to tpm_audit/vendor unless they are there; return why they could not be had."""
    wanted: str = json.loads((root / "package.json").read_bytes())["dependencies"][PACKAGE]
    vendor = root / "tpm_audit" / "vendor"
    if all((vendor / name).is_file() for name in COPIES.values()) and _is_version(vendor / BUNDLE, wanted):
        return None
    npm_package = root / "node_modules" / PACKAGE
    if not _is_version(npm_package / BUNDLE, wanted):
        npm = shutil.which("npm")
        if npm is None:
            return _without(f"{BUNDLE} {wanted} is left out: it comes with npm, which is not installed")
        done = subprocess.run([npm, "ci"], cwd=root, stdout=sys.stderr, check=False)  # noqa: S603 (npm by its full path)
        if done.returncode != 0:
            return _without(f"{BUNDLE} {wanted} is left out: 'npm ci' failed with {done.returncode}")
    vendor.mkdir(exist_ok=True)
    for name, ours in COPIES.items():
        _replace(npm_package / name, vendor / ours)
    return None


def _is_version(bundle: Path, wanted: str) -> bool:
    if not bundle.is_file():
        return False
    with bundle.open("rb") as file:
        return f" v{wanted}\n".encode() in file.read(_HEAD_BYTES)


def _without(why: str) -> str:
    return f"{why}; pages use the full Plotly bundle of the Python package instead, three times the size"


def _replace(source: Path, target: Path) -> None:
    """Copy in one step, for a build beside this one may be reading."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(source, unfinished)
    unfinished.replace(target)


if __name__ == "__main__":
    without = bring_browser_files(Path(__file__).resolve().parent)
    if without is not None:
        sys.stderr.write(f"warning: {without}\n")
