"""The generated folders by themselves: Markdown and an mkdocs.yml for each language, for an engine of one's own."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tpm_audit.model.result import Result
from tpm_audit.site.folders import BesideResult, write_folders
from tpm_audit.site.lock import exclusive
from tpm_audit.site.manifest import Maker, made_by
from tpm_audit.site.publish import publish
from tpm_audit.site.settings import SITE, inheriting
from tpm_audit.source.message import Message

MKDOCS_YML = "mkdocs.yml"
_ZENSICAL_CACHE = ".cache"


def write_pages(
    result: Result, beside: BesideResult, output: Path, from_root: str | None, tell: Callable[[Message], None]
) -> int:
    """Write a folder for each language of the result, exchange the whole, and return how many pages there are.

    In a workspace the output also gets an mkdocs.yml of the default language that the workspace's own can INHERIT:
    ``from_root`` is the output's path from the workspace's top, None where it lies elsewhere.

    Raises:
        OutputRefusedError: the output folder is not ours, or is a site.
        BuildRunningError: another command writes there.
        TemplateFaultError: a template cannot be read or run.
        PictureProblemsError: a picture cannot be decoded.
        OSError: a file could not be written.
    """
    if not output.is_symlink() and made_by(output) is Maker.PAGES:
        _clear_engines(output)
    with exclusive(output, wait=False, tell=tell, maker=Maker.PAGES) as staging:
        whole = staging.work / "whole"
        pages = write_folders(whole, result, beside, tell)
        if from_root is not None:
            _write_inherited(whole, result.site.languages[0], from_root)
        publish(whole, staging)
    return pages


def _clear_engines(output: Path) -> None:
    """Remove what engines make inside the folders, by the settings that stand there: it goes with its pages."""
    for folder in (settings.parent for settings in output.glob(f"*/{MKDOCS_YML}")):
        for made in (folder / SITE, folder / _ZENSICAL_CACHE):
            if made.is_dir() and not made.is_symlink() and not folder.is_symlink():
                shutil.rmtree(made)


def _write_inherited(whole: Path, default: str, from_root: str) -> None:
    settings = (whole / default / MKDOCS_YML).read_text(encoding="utf-8")
    written = inheriting(settings, f"{from_root}/{default}")
    (whole / MKDOCS_YML).write_text(written, encoding="utf-8", newline="\n")
