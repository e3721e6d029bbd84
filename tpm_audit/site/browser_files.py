"""Finds plotly.js: the bundle that the wheel carries, else the one inside plotly's Python package."""

import importlib.util
from pathlib import Path

_VENDORED = Path(__file__).parents[1] / "vendor" / "plotly-cartesian.min.js"
_IN_PACKAGE = Path("package_data") / "plotly.min.js"


class BrowserFileMissingError(Exception):
    """No plotly.js is installed, so no chart could be drawn."""

    def __init__(self) -> None:
        super().__init__("plotly.js is not installed; pip install --force-reinstall plotly brings it")


def plotly_bundle() -> Path:
    """Return the path of plotly.js; plotly's package is found, not imported.

    Raises:
        BrowserFileMissingError: there is none.
    """
    if _VENDORED.is_file():
        return _VENDORED
    spec = importlib.util.find_spec("plotly")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        bundle = Path(folder) / _IN_PACKAGE
        if bundle.is_file():
            return bundle
    raise BrowserFileMissingError
