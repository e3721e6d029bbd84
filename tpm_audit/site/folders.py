"""The generated folders: for each language of a result one that an engine can build by itself."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tpm_audit.language.catalogue import Language
from tpm_audit.model.build_facts import NOT_KNOWN, BuildFacts
from tpm_audit.model.mkdocs_file import NO_MKDOCS_FILE, MkdocsFile
from tpm_audit.model.result import Result
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.site.data_files import write_data_files
from tpm_audit.site.folder import write_folder
from tpm_audit.site.pictures import write_pictures
from tpm_audit.site.settings import DOCS
from tpm_audit.source.message import Message, say
from tpm_audit.workspace.picture_sources import Source


@dataclass(frozen=True, slots=True)
class BesideResult:
    """What pages are made of beside the result: what the workspace gives them, and what is known of the build.

    ``templates`` is the workspace's own folder of them, ``pictures`` are by the digests of their files.
    """

    templates: Path | None = None
    look: MkdocsFile = NO_MKDOCS_FILE
    facts: BuildFacts = NOT_KNOWN
    pictures: Mapping[str, Source] = field(default_factory=dict)


def write_folders(target: Path, result: Result, beside: BesideResult, tell: Callable[[Message], None]) -> int:
    """Write the folder of each language below ``target`` and return how many pages they have together.

    Raises:
        TemplateFaultError: a template cannot be read or run.
        PictureProblemsError: a picture cannot be decoded.
        OSError: a file could not be written.
    """
    pages = 0
    for code in result.site.languages:
        tell(say("writing the pages: {language}", language=code))
        language, folder = Language(code), target / code
        templates = Templates(language, beside.templates)
        pages += write_folder(
            folder, result, all_pages(result, language, beside.facts), templates, language, beside.look
        )
    first, *others = (target / code for code in result.site.languages)
    write_data_files(first, result, beside.facts)
    write_pictures(result, beside.pictures, first / DOCS)
    for other in others:
        _share(first / DOCS, other / DOCS)
    return pages


def _share(source: Path, target: Path) -> None:
    """Give another language what is the same in all: its folder holds it, the disk once where it can."""
    for path in (path for name in ("data", "evidence") for path in (source / name).rglob("*") if path.is_file()):
        copy = target / path.relative_to(source)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            _link(path, copy)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk without hard links
        shutil.copyfile(source, target)
