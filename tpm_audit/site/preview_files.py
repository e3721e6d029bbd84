"""What else a build puts beside or into the pages, made for one page or file at a time."""

from collections.abc import Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result, pictures_in
from tpm_audit.pages.page import picture_path, thumbnail_path
from tpm_audit.site.data_files import write_data_files
from tpm_audit.site.finish.switch import put_switch
from tpm_audit.site.finish.tree import Page, Trees
from tpm_audit.site.pictures import Picture, PictureProblemsError, write_these
from tpm_audit.site.preview_tree import Sources
from tpm_audit.site.settings import DOCS

_PICTURES, _DATA = "evidence/", "data/"


def made_file(sources: Sources, path: str, folder: Path) -> bytes | None:
    """Return a picture or a file of the data as a build writes it; None where there is none of that path."""
    if path.startswith(_PICTURES):
        return _picture(sources, path, folder)
    if path.startswith(_DATA) and path.endswith(".json"):
        write_data_files(folder, sources.result, sources.beside.facts)
        made = {file.relative_to(folder / DOCS).as_posix(): file for file in (folder / DOCS / _DATA).iterdir()}
        return made[path].read_bytes() if path in made else None
    return None


def _picture(sources: Sources, path: str, folder: Path) -> bytes | None:
    shown = _shown(sources.result, path)
    if shown is None:
        return None
    file = folder / path  # a path that the result names
    if not file.is_file():  # its name stands for its bytes: a picture is made once
        try:
            write_these((shown,), sources.beside.pictures, folder)
        except PictureProblemsError:
            return None
    return file.read_bytes()


def _shown(result: Result, path: str) -> Picture | None:
    return next((one for one in pictures_in(result) if path in (picture_path(one), thumbnail_path(one))), None)


def switched(html: str, path: str, language: Language, codes: Sequence[str]) -> str:
    """Return a page with the links to the same page in the other languages, which the pass over a site puts there."""
    if len(codes) == 1:
        return html
    trees = Trees(Path(), tuple(map(Language, codes)), {f"{code}/{path}" for code in codes}, "/")
    page = Page(f"{language.code}/{path}", language, LexborHTMLParser(html))
    put_switch(page, trees)
    return page.document.html or html
