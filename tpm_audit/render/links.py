"""The one function that makes links between pages: relative, so that a sub-path and file:// work."""

import posixpath
from functools import lru_cache
from urllib.parse import quote


def url(here: str, there: str) -> str:
    """Return the link from one page of a language to another; both are paths such as ``touchpoints/shop.html``.

    A fragment may follow ``there`` after ``#``.
    """
    return url_from(folder_of(here), there)


def folder_of(here: str) -> str:
    """Return the folder of a page."""
    return posixpath.dirname(here) or "."


@lru_cache(2**14)
def url_from(folder: str, there: str) -> str:
    """Return the link from a page in a folder to another page."""
    path, hash_sign, fragment = there.partition("#")
    relative = posixpath.relpath(path, folder) if path else ""
    return quote(relative) + hash_sign + quote(fragment)


def in_language(here: str, language: str) -> str:
    """Return the link from a page to the same page of another language: same path, other tree."""
    return "../" * (here.count("/") + 1) + quote(f"{language}/{here}")
