"""Faces as the files of web fonts and the addresses of Google Fonts name them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias
from urllib.parse import unquote_plus

from tpm_audit.facts.numbers import each
from tpm_audit.source.message import Message, say

_Setting: TypeAlias = Mapping[str, str]  # the values of a face by the names of their axes

_WEB_SUBSETS = "latin-ext|latin|cyrillic-ext|cyrillic|greek-ext|greek|vietnamese"
_SUBSETS = (
    f"{_WEB_SUBSETS}|arabic|armenian|bengali|chinese-hongkong|chinese-simplified|chinese-traditional|devanagari"
    "|ethiopic|georgian|gujarati|gurmukhi|hebrew|japanese|kannada|khmer|korean|lao|malayalam|math|myanmar|oriya"
    "|sinhala|symbols|tamil|telugu|thai|tibetan"
)
# The version and the letters in the name of a file: inter-v12-latin-700, inter-latin-700-normal.
_SERVED = re.compile(
    rf"-v[0-9]{{1,3}}-(?:{_SUBSETS})(?:_(?:{_SUBSETS}))*-(?=[1-9]00|regular|italic)"
    rf"|-(?:{_WEB_SUBSETS})-(?=[1-9]00-(?:normal|italic))"
)
_AXES = r"[A-Za-z]{4}(?:,[A-Za-z]{4})*"
_VARIABLE = re.compile(
    rf"\[{_AXES}\]|-VariableFont(?:_{_AXES})?|\.var(?=\.)"
    rf"|-(?:{_WEB_SUBSETS})-(?:wght|opsz|standard|full)(?:-normal|(?=-italic))"
)
_FOLDER = re.compile(r"\A[^\s:;,()<>\"']*[/\\](?=[^/\\]+\.(?:woff2?|[ot]tf|ttc|eot)\Z)", re.IGNORECASE)
_OPTICAL_SIZE = re.compile(r"_[0-9]{1,3}pt(?=-)")

_FAMILY = re.compile(r"(?:\A|[?&;\s(])family=([^\s&<>()]+)")
_FACES = re.compile(rf"[^:@;{{}}]+:{_AXES}@\S+")
_VALUE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:\.\.-?[0-9]+(?:\.[0-9]+)?)?")
_VARIANT = re.compile(r"(?P<weight>[1-9]00|regular|bold|b)?(?P<lean>italic|i)?")
_VARIANT_WEIGHTS: Final[Mapping[str, str]] = {**each("regular", "400"), **each("bold b", "700")}
_REGULAR = "400"
_HEAVIEST = 1000
_WIDTHS: Final[Mapping[str, str]] = {  # source: CSS Fonts 4, "font-stretch", in percent
    "50": "ultracondensed",
    "62.5": "extracondensed",
    "75": "condensed",
    "87.5": "semicondensed",
    "100": "normal",
    "112.5": "semiexpanded",
    "125": "expanded",
    "150": "extraexpanded",
    "200": "ultraexpanded",
}


def face_of_file(text: str) -> str:
    """Return the name of a file without folder, version, letters and size, a variable font called so."""
    return _OPTICAL_SIZE.sub("", _SERVED.sub("-", _VARIABLE.sub(" variable", _FOLDER.sub("", text))))


def declared_in_address(text: str) -> Mapping[str, str] | Message | None:
    """Return what an address of Google Fonts, or its part behind ``family=``, declares; None if it is none."""
    asked = _FAMILY.findall(text) or [text] * bool(_FACES.fullmatch(text))
    if not asked:
        return None
    families = [family for one in asked for family in unquote_plus(one).split("|")]
    if len(families) > 1:
        return say("it names more than one family")
    name, colon, faces = families[0].strip(" ;").partition(":")
    if not colon:
        return {"family": name}
    settings = _settings(faces)
    if settings is None:  # as it is written, it is the name of no family
        return {"family": families[0]}
    return _declared(name, settings)


def _settings(faces: str) -> Sequence[_Setting] | None:
    """Return the faces of ital,wght@0,400;1,600, or of 400,600italic as it was written before."""
    axes, at, values = faces.partition("@")
    if not at:
        variants = [_VARIANT.fullmatch(one) for one in faces.split(",")]
        return [_of_variant(one) for one in variants if one] if all(one and one[0] for one in variants) else None
    names = axes.lower().split(",")
    tuples = [one.split(",") for one in values.split(";")]
    if any(len(one) != len(names) or not all(map(_VALUE.fullmatch, one)) for one in tuples):
        return None
    settings = [dict(zip(names, one, strict=True)) for one in tuples]
    return settings if all(map(_is_known, settings)) else None


def _of_variant(variant: re.Match[str]) -> _Setting:
    weight = variant["weight"] or _REGULAR
    return {"wght": _VARIANT_WEIGHTS.get(weight, weight), "ital": "1" if variant["lean"] else "0"}


def _is_known(setting: _Setting) -> bool:
    """Say whether weight and width have values that say how letters look; a range says nothing of them."""
    weight, width = setting.get("wght", _REGULAR), setting.get("wdth", "100")
    is_weight = weight.isdecimal() and len(weight) <= len(str(_HEAVIEST)) and 0 < int(weight) <= _HEAVIEST
    return (_is_range(weight) or is_weight) and (_is_range(width) or width in _WIDTHS)


def _is_range(value: str) -> bool:
    return ".." in value


def _declared(name: str, settings: Iterable[_Setting]) -> Mapping[str, str] | Message:
    """Return the face as declarations of a style sheet, or why it is not one."""
    weights = {setting.get("wght", _REGULAR) for setting in settings}
    widths = {setting.get("wdth", "100") for setting in settings}
    styles = {style for setting in settings for style in _styles(setting)}
    if len(weights) > 1:
        return say("it names more than one weight")
    if len(widths) > 1:
        return say("it names more than one width")
    if len(styles) > 1:
        return say("it names more than one style")
    found = {"family": name, "weight": weights.pop(), "style": styles.pop(), "width": _WIDTHS.get(widths.pop(), "")}
    return {sets: value for sets, value in found.items() if not _is_range(value)}


def _styles(setting: _Setting) -> Iterable[str]:
    leaning = [setting[axis] for axis in ("ital", "slnt") if axis in setting]
    if any(map(_is_range, leaning)):
        return ("normal", "italic")
    return ("italic",) if any(float(value) for value in leaning) else ("normal",)
