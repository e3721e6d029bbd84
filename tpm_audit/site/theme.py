"""Finds what Material for MkDocs brings; its package is found, not imported."""

import importlib.util
from functools import cache
from pathlib import Path


@cache
def icon_folder() -> Path | None:
    """Return the folder of the theme's icons; None where the theme is not installed."""
    spec = importlib.util.find_spec("material")
    folders = (Path(folder) / "templates" / ".icons" for folder in (spec and spec.submodule_search_locations) or ())
    return next((folder for folder in folders if folder.is_dir()), None)
