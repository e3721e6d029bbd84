"""Text as its reader sees it, where it was copied with the markup of a web page or of Markdown."""

import html
import re

from tpm_audit.facts.numbers import any_of

_INLINE = "a abbr b code del em font i ins mark s small span strong sub sup u wbr"
_BLOCK = "article br div footer h1 h2 h3 h4 h5 h6 header hr img label li main ol p section table tbody td th tr ul"
_ATTRIBUTES = r"""(?:\s+[\w:-]+(?:="[^"<>]*"|='[^'<>]*'|=[^\s"'<>]+)?)*\s*/?"""
_INLINE_TAG = re.compile(rf"</?(?:{any_of(_INLINE.split())}){_ATTRIBUTES}>|<!--[^<>]{0, 2000}-->", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{any_of(_BLOCK.split())}){_ATTRIBUTES}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?: \"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<!\w)\*+(?=\S)|(?<=\S)\*+(?!\w)|\*{2,3}|~~|(?<!\w)`+(?=\w)|(?<=\w)`+(?!\w)")


def without_markup(text: str) -> str:
    """Return a text without tags, links and emphasis; what stands in a star or bracket without them stays."""
    if "<" in text:
        text = _BLOCK_TAG.sub("\n", _INLINE_TAG.sub("", text))
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _EMPHASIS.sub("", _LINK.sub(r"\1", text))
