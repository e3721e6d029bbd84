"""Finds what runs in the browser: files that the wheel carries, brought by npm; plotly.js also in plotly's package."""

import importlib.util
from enum import Enum
from pathlib import Path

from tpm_audit.language.said_error import SaidError
from tpm_audit.source.message import say

# Where a site has them, once for all languages: charts.js and tables.js know the places.
PLOTLY, SORTABLE = "assets/plotly.min.js", "assets/sortable.min.js"
_VENDOR = Path(__file__).parents[1] / "vendor"
_PLOTLY_IN_PACKAGE = Path("package_data") / "plotly.min.js"


class BrowserFile(Enum):
    """A vendored script, by its name in tpm_audit/vendor (hatch_build.py brings it there)."""

    PLOTLY = "plotly-cartesian.min.js"
    IFRAME_WORKER = "iframe-worker.js"
    SORTABLE = "sortable.min.js"


class BrowserFileMissingError(SaidError):
    """No plotly.js is installed, so no chart could be drawn."""

    def __init__(self) -> None:
        command = "pip install --force-reinstall plotly"
        super().__init__(say("{name} is not installed; {command} brings it", name="plotly.js", command=command))


def browser_file(file: BrowserFile) -> Path | None:
    """Return the path of a vendored file; none where the package was made without npm."""
    path = _VENDOR / file.value
    return path if path.is_file() else None


def plotly_bundle() -> Path:
    """Return the path of plotly.js: the vendored one, else that in plotly's package, which is found, not imported.

    Raises:
        BrowserFileMissingError: there is none.
    """
    vendored = browser_file(BrowserFile.PLOTLY)
    if vendored is not None:
        return vendored
    spec = importlib.util.find_spec("plotly")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        bundle = Path(folder) / _PLOTLY_IN_PACKAGE
        if bundle.is_file():
            return bundle
    raise BrowserFileMissingError
