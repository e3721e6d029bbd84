"""Texts as YAML that this tool writes."""

import json
import re
from typing import Final

# JSON takes these as they are; YAML refuses them, or breaks the line.
_NOT_PRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """Return a text as YAML in double quotes; JSON's escapes are YAML's, too, but for halves of surrogate pairs."""
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
