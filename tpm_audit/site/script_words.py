"""The words of the scripts in the language of the pages: a script of its own, so that no page has to carry them."""

import json

from tpm_audit.language.catalogue import Language

WORDS = "words.js"  # among the assets; settings.py names it first


def words_js(language: Language) -> str:
    """Return the script that gives the others their words."""
    words = {
        "menu": language.word("Menu"),
        "search": language.word("Search"),
        "open": language.word("Contents: {name}"),
        "back": language.word("Back from “{name}”"),
        "view": language.word("View"),
        "light": language.word("Light view"),
        "dark": language.word("Dark view"),
        "system": language.word("View as the device is set"),
        "sorted": language.word("sorted by {column}, {order}"),
        "ascending": language.word("ascending"),
        "descending": language.word("descending"),
        "close": language.word("Close"),
        "previous": language.word("Previous picture"),
        "next": language.word("Next picture"),
        "picture": language.word("{k} of {n}"),
    }
    return f"window.tpmWords = {json.dumps(words, ensure_ascii=False, indent=2)};\n"
