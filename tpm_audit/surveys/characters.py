"""What stands in files for characters and is none: it could neither be printed nor written."""

import json
import re
from collections.abc import Callable
from typing import Final

_HALF: Final = re.compile(r"[\ud800-\udfff]")
_HALF_IN_JSON: Final = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


def whole(text: str) -> str:
    """Return a text whose characters are whole: two halves that belong together are one, others the sign for none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(text) else text


def loaded(content: str | bytes, parse_int: Callable[[str], float] = int) -> object:
    """Return what JSON says, with texts whose characters are whole.

    Raises:
        ValueError: it is no JSON, or nested deeper than anything that is exported.
    """
    text = content if isinstance(content, str) else content.decode(json.detect_encoding(content), "replace")
    try:
        said: object = json.loads(text, parse_int=parse_int)
        if _HALF_IN_JSON.search(text):
            said = json.loads(whole(json.dumps(said, ensure_ascii=False)), parse_int=parse_int)
    except RecursionError:
        raise ValueError from None
    return said
