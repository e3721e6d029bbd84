"""The one function that writes data into Markdown and HTML, and its sister for JSON inside a script element."""

import json
import re
from functools import lru_cache

from markupsafe import Markup

# A character reference means the same in Markdown, in HTML around it, in an attribute, and in a title that the theme
# prints as it is; a backslash works in the first of these only. What may begin or end nothing stays as it is, so that
# the generated Markdown can be read.
_OBEYED = re.compile(
    r"""
      [&<>"'`*_{}\[\]()\#+!|~:=^$@\\]    # signs that Markdown, its extensions or HTML obey wherever they stand
    | [^\S\ ]                            # white space that breaks lines, indents, or is stripped
    | \A\ | \ (?=\ ) | \ \Z              # spaces that would fold or fall away
    | (?<![^\W_])[-./?] | [-/](?![^\W_]) # list items, rules, fences and details, unless inside a word
    | (?<![^\W\d_]{2})\.(?![^\W_])       # "1. " and "a. " begin lists
    """,
    re.VERBOSE,
)
# HTML has no spelling for these, and YAML, which titles pass through, refuses them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROL_PICTURES = 0x2400
_LAST_CONTROL = 0x20
_DELETE = "\x7f"


def visible(text: str) -> str:
    """Return text whose control characters, which no page can hold, are replaced by signs that stand for them."""
    return _UNPRINTABLE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    character = found[0]
    if ord(character) < _LAST_CONTROL:
        return chr(_CONTROL_PICTURES + ord(character))
    return "\N{SYMBOL FOR DELETE}" if character == _DELETE else "\N{REPLACEMENT CHARACTER}"


def escaped(text: str) -> Markup:
    """Return data as Markdown and HTML that shows exactly this text: nothing in it is obeyed.

    It holds in running text, headings, raw HTML, quoted attributes and titles.
    """
    return _escaped(text) if len(text) > _SHORT else _escaped_once(text)


def _escaped(text: str) -> Markup:
    return Markup(_OBEYED.sub(lambda found: f"&#{ord(found[0])};", visible(text)))  # noqa: S704 (this is the escaping)


_SHORT = 200  # characters: names and words come again on page after page
_escaped_once = lru_cache(2**14)(_escaped)


def script_json(value: object) -> Markup:
    """Return a value as JSON that can stand inside a script element: ASCII, without ``<``, ``>`` and ``&``."""
    written = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)  # noqa: S704 (this is the escaping)


def bare(text: str) -> str:
    """Return a text for the one place that is printed both raw and escaped, the site's name.

    No reference would be right in both, so what HTML obeys is replaced by its look-alikes.
    """
    folded = " ".join(visible(text).translate(_LOOK_ALIKES).split())
    return _REFERENCE.sub("&\N{WORD JOINER}", folded)


_LOOK_ALIKES = str.maketrans(
    {
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        '"': "\N{RIGHT DOUBLE QUOTATION MARK}",
        "'": "\N{RIGHT SINGLE QUOTATION MARK}",
    }
)
_REFERENCE = re.compile(r"&(?=[#A-Za-z])")
