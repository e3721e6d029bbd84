"""A font: of headings, of running text, of a sign.

Read as CSS writes it (a list of families, of which the first counts; declarations such as `font-family: Inter;
font-weight: 700`; the `font` shorthand) and as design tools, PDFs and files name a face (Inter SemiBold Italic,
Inter-Bold, ABCDEF+Inter-Bold, Inter-Bold.woff2, inter-v12-latin-700.woff2, Inter[wght].ttf), or an address of Google
Fonts (family=Inter:wght@700). Quotes, capitals, spaces and hyphens do not count, nor do size and line height, nor the
folder and version of a file and the letters that are in it. Weight (thin, 100 to black, 900; in German dünn to schwarz)
and style (italic, oblique, kursiv) are compared where both sides say them; a face that is named with its weight, Inter
Bold, is upright unless it says italic. A width is part of the family: Open Sans Condensed is another one than Open
Sans. A variable font is its family; generic families (serif, sans-serif, system-ui) are read, and are another font than
any that has a name.

The key `aliases` says by what other names a family goes: that of another file, foundry or release.

The same: "Inter" and "'Inter', Arial, sans-serif"
The same: "Inter SemiBold Italic" and "italic 600 1rem/1.5 Inter, sans-serif"
The same: "Inter-Bold" and "font-family: Inter; font-weight: 700; font-size: 24px"
The same: "Inter halbfett" and "InterVariable 600"
The same: "Open Sans SemiBold" and "open-sans-v34-latin_latin-ext-600.woff2"
The same: "Open Sans SemiBold Italic" and "family=Open+Sans:ital,wght@1,600"
The same: "Helvetica Neue LT Std 55 Roman" and "HelveticaNeueLTStd-Roman"
The same: "Inter" and "Inter Bold"
Different: "Inter" and "Arial, Inter, sans-serif"
Different: "Inter SemiBold" and "Inter Bold"
Different: "Inter Bold" and "Inter Bold Italic"
Different: "Open Sans" and "Open Sans Condensed"
Different: "Inter" and "sans-serif"
Different: "Inter" and "Inter UI"
Unreadable: "bold"
Unreadable: "Inter:wght@400;700"
Unreadable: "var(--font-heading)"
Unreadable: "inherit"
With aliases: {Inter: [Inter UI, Inter Display]}
The same: "Inter" and "Inter UI"
The same: "Inter Bold" and "InterDisplay-Bold"
Different: "Inter" and "Inter Tight"
"""

import enum
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

from tpm_audit.facts.font_sources import declared_in_address, face_of_file
from tpm_audit.facts.numbers import each
from tpm_audit.facts.reasons import all_of, both
from tpm_audit.facts.text import folded
from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.field_types import ListOf, MapOf, Text
from tpm_audit.source.message import Message, Sayable, say

_LONGEST = 1000
_HEAVIEST = 1000  # source: CSS Fonts 4, "font-weight"
_REGULAR = 400


class _Style(enum.StrEnum):
    """Whether letters lean."""

    ITALIC = "italic"
    UPRIGHT = "upright"


class _Width(enum.StrEnum):
    """How wide letters run; it makes another family of one."""

    NARROW = "narrow"
    COMPRESSED = "compressed"
    CONDENSED = "condensed"
    SEMI_CONDENSED = "semicondensed"
    EXTRA_CONDENSED = "extracondensed"
    ULTRA_CONDENSED = "ultracondensed"
    EXTENDED = "extended"
    EXPANDED = "expanded"
    SEMI_EXPANDED = "semiexpanded"
    EXTRA_EXPANDED = "extraexpanded"
    ULTRA_EXPANDED = "ultraexpanded"


_Meaning: TypeAlias = int | _Style | _Width | None  # a weight, a style, a width, or what says nothing of the letters

# Weights by the numbers of CSS Fonts 4 and OpenType. Words of two parts (Semi Bold, semi-bold) are looked up as one,
# and umlauts as ``_key`` spells them.
_MEANINGS: Mapping[str, _Meaning] = {
    **each("thin hairline duenn zart", 100),
    **each("extralight ultralight extraleicht ultraleicht", 200),
    **each("light leicht mager", 300),
    **each("regular normal book roman regulaer buch", 400),
    **each("medium mittel kraeftig", 500),
    **each("semibold demibold demi halbfett", 600),
    **each("bold fett", 700),
    **each("extrabold ultrabold extrafett", 800),
    **each("black heavy schwarz ultrafett", 900),
    **each("extrablack ultrablack", 950),
    **{str(weight): weight for weight in (*range(100, 1000, 100), 950)},
    **each("italic oblique kursiv slanted", _Style.ITALIC),
    **each("upright aufrecht", _Style.UPRIGHT),
    **{width.value: width for width in _Width},
    **each("cond schmal", _Width.CONDENSED),
    **each("variable var vf webfont", None),
}
# What may stand before a family, too. Others begin the names of families: Black Ops One, Book Antiqua.
_BEFORE = frozenset(
    {
        *("italic", "oblique", "kursiv", "normal", "bold", "fett", "semibold", "demibold", "halbfett", "extrabold"),
        *("extrafett", "condensed", "semicondensed", "extracondensed", "expanded"),
        *(str(weight) for weight in range(100, 1000, 100)),
    }
)
_IDLE_BEFORE = frozenset({"normal", "bolder", "lighter", "small", "large"})  # of the shorthand; say nothing definite
_SHORT: Mapping[str, str] = {  # behind the hyphen of PostScript names only: before it, LT is Linotype
    **each("th", "thin"),
    **each("lt", "light"),
    **each("rg reg", "regular"),
    **each("md med", "medium"),
    **each("bd", "bold"),
    **each("hv blk", "black"),
    **each("it ital obl", "italic"),
    **each("cn", "condensed"),
    **each("mt", ""),
}
_GENERIC = (
    "serif sans-serif monospace cursive fantasy math emoji fangsong system-ui ui-serif ui-sans-serif ui-monospace"
)
# Families whose names end in what elsewhere is no part of a name, and names that the most common files give themselves.
_NAMES: Mapping[str, str] = {
    **each("timesnewroman timesnewromanps timesnewromanpsmt", "Times New Roman"),
    **each("couriernewps couriernewpsmt", "Courier New"),
    **each("arialmt", "Arial"),
    **each("arialblack", "Arial Black"),
    **each("archivoblack", "Archivo Black"),
    **each("cooperblack", "Cooper Black"),
    **each("bauhaus93", "Bauhaus 93"),
    **each("applesystem blinkmacsystemfont", "system-ui"),
    **{name.replace("-", ""): name for name in f"{_GENERIC} ui-serif ui-sans-serif ui-monospace ui-rounded".split()},
}
_SET_ELSEWHERE = frozenset(
    {
        *("inherit", "initial", "unset", "revert", "revertlayer"),
        *("caption", "icon", "menu", "messagebox", "smallcaption", "statusbar"),
    }
)
_PROPERTIES: Mapping[str, str] = {
    **each("font font-family schrift schriftart typeface", "family"),
    **each("font-weight", "weight"),
    **each("font-style", "style"),
    **each("font-stretch font-width", "width"),
}
_SAID_WEIGHT: Mapping[int, Message] = {
    100: say("thin"),
    200: say("extralight"),
    300: say("light"),
    400: say("regular"),
    500: say("medium"),
    600: say("semibold"),
    700: say("bold"),
    800: say("extrabold"),
    900: say("black"),
}
_SAID_STYLE: Mapping[str, Message] = {_Style.ITALIC: say("italic"), _Style.UPRIGHT: say("upright")}

_COMMENT = re.compile(r"/\*.*?\*/")
_QUOTES = re.compile(r"[\"\u201c-\u201f\u00ab\u00bb\u2039\u203a`]|(?<!\w)['\u2018-\u201b]|['\u2018-\u201b](?!\w)")
_DASHES = re.compile(r"[\N{HYPHEN}-\N{HORIZONTAL BAR}]")
_IMPORTANT = re.compile(r"!\s?important", re.IGNORECASE)
_END = re.compile(r"[;{}]")
_FUNCTION = re.compile(r"(?:var|env|attr|url|local)(?=\()", re.IGNORECASE)
_LENGTH = r"(?:[0-9]{1,2},[0-9]{1,2}|[0-9]*\.?[0-9]+) ?(?:px|pt|pc|r?em|ex|ch|mm|cm|in|v[wh]|punkt|pixel|%)(?!\w)"
_CALCULATED = r"(?:calc|clamp|min|max)\((?:[^()]|\([^()]*\))*\)"
_SIZE = re.compile(
    rf"(?<![\w.-])(?:{_LENGTH}|{_CALCULATED}|[0-9]{{1,3}}(?= ?/ ?[0-9]))"
    rf"(?: ?/ ?(?:{_LENGTH}|{_CALCULATED}|normal|[0-9]*\.?[0-9]+))?"
    r"|(?<![\w-])(?:small-caps|x{1,3}-(?:small|large)|smaller|larger|-?[0-9.]+deg)(?![\w-])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,()]")
_SUBSET = re.compile(r"[A-Z]{6}\+")  # in PDFs, before a font of which only some letters are embedded
_FILE = re.compile(r"\.(?:woff2?|[ot]tf|ttc|eot)\Z", re.IGNORECASE)
_WORD = re.compile(r"[0-9]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ'\u2019.]+|[^\s_-]")
_NO_NAME = re.compile(r"[^\w\s.'\u2019-]")
_POSTSCRIPT = re.compile(r"\S+-[A-Za-z]+")
# Before a weight: as in 55 Roman and 76 Bold Italic, which say the same twice, or a size in points.
_NUMBERED = re.compile(r"[1-6][0-9]|[7-9][3-8]")
_POINTS = re.compile(r"[0-9]{1,3}")
_SEVERAL = frozenset({"and", "or", "und", "oder"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass
class _Said:
    """What is said of the letters. ``weights`` are those of a face's name; ``css`` are set beside a family."""

    weights: set[int] = field(default_factory=set)
    css: set[int] = field(default_factory=set)
    styles: set[_Style] = field(default_factory=set)
    widths: set[_Width] = field(default_factory=set)

    def take(self, meaning: _Meaning, *, in_name: bool) -> None:
        """Add what a word says."""
        if isinstance(meaning, _Style):
            self.styles.add(meaning)
        elif isinstance(meaning, _Width):
            self.widths.add(meaning)
        elif meaning is not None:
            (self.weights if in_name else self.css).add(meaning)

    def add(self, other: "_Said") -> None:
        """Add what is said elsewhere."""
        self.weights |= other.weights
        self.css |= other.css
        self.styles |= other.styles
        self.widths |= other.widths

    def weight(self) -> int | Message | None:
        """Return the weight; regular beside another is what style sheets set for a face that is named with its own."""
        every = self.weights | self.css
        definite = every - {_REGULAR} or every
        return say("it names more than one weight") if len(definite) > 1 else next(iter(definite), None)

    def style(self) -> _Style | None:
        """Return the style."""
        if _Style.ITALIC in self.styles:
            return _Style.ITALIC
        return _Style.UPRIGHT if self.styles or self.weights else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A family as it is written, empty where there is none, and what is said of the letters around it."""

    name: str
    said: _Said


@dataclass(frozen=True, slots=True)
class Face:
    """What a text says: the family by its key and its name, weight and style, and the families that follow."""

    family: str
    name: str
    weight: int | None
    style: str | None
    fallbacks: tuple[str, ...]


def _distinct(aliases: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Refuse a name that would stand for two families."""
    families: dict[str, str] = {}
    for family, names in aliases.items():
        for name in (family, *names):
            if not _key(name):
                raise unreadable(codes.WRONG_SHAPE, say("'{name}' is no name of a font", name=name[:60]))
            if families.setdefault(_key(name), family) != family:
                raise unreadable(
                    codes.WRONG_SHAPE,
                    say("'{name}' stands for two families", name=name[:60]),
                    say("leave it at one of them"),
                )
    return aliases


class FontFact(Fact):
    """A fact of kind font."""

    aliases: Annotated[MapOf[Text, ListOf[Text]], AfterValidator(_distinct)] = Field(default_factory=dict)

    def read(self, text: str, circumstances: Circumstances) -> Reading | Unreadable:  # noqa: ARG002 (every kind reads alike)
        """Return the family, and weight and style as far as they are said."""
        face = self._face(text)
        if isinstance(face, Message):
            return Unreadable(text, face)
        return Reading(text, " ".join(str(part) for part in (face.family, face.weight, face.style) if part))

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two fonts are the same in all that both say."""
        (family, *ours), (found_family, *theirs) = one.value.split(), other.value.split()
        return family == found_family and not any(
            mine != yours and mine.isdecimal() is yours.isdecimal() for mine in ours for yours in theirs
        )

    @property
    def has_tolerance(self) -> bool:
        """Say that a font of which less is said may be the same as one of which more is."""
        return True

    def read_as(self, reading: Reading) -> Sayable:
        """Return the family by its name, with weight and style as far as they are said."""
        face = self._face(reading.text)
        if isinstance(face, Message):
            return reading.value
        said: list[Sayable] = [face.name]
        said += [_said_weight(face)] if face.weight else []
        said += [_SAID_STYLE[face.style]] if face.style else []
        return tuple(said)

    def compared_as(self) -> Message:
        """Say what counts, and what other names are declared."""
        counts = say("by the first family; weight and style count where both sides say them")
        if not self.aliases:
            return counts
        declared = tuple(
            say("{family} is also called {names}", family=family, names=names) for family, names in self.aliases.items()
        )
        return both(counts, declared)

    def explain(self, standard: Reading, found: Reading) -> Message | None:
        """Say the other family, and whether the right one is only a fallback; else the other weight and style."""
        asked, shown = self._face(standard.text), self._face(found.text)
        if isinstance(asked, Message) or isinstance(shown, Message):
            return None
        if asked.family != shown.family:
            return _other_family(asked, shown)
        return all_of((*_other_weight(asked, shown), *_other_style(asked, shown)))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Return the names of families by their keys: where one of these ends, a name is not taken apart further."""
        declared = {_key(name): family for family, names in self.aliases.items() for name in (family, *names)}
        return {**_NAMES, **declared}

    def _face(self, text: str) -> Face | Message:
        """Return what a text says, or why that cannot be told."""
        if len(text) > _LONGEST:
            return say("the text is too long for a font")
        plain = _plain(text)
        declared = declared_in_address(plain.strip(" ;"))
        if isinstance(declared, Message):
            return declared
        declared = _declared(face_of_file(plain)) if declared is None else declared
        families = declared.get("family", "")
        if function := _FUNCTION.search(families):
            return say("'{word}' stands for a family that is set elsewhere", word=f"{function[0].lower()}()")
        said = _said_beside(declared)
        listed: list[_Named] = []
        for part in _BETWEEN.split(_SIZE.sub(" ", families)):
            named = _named(part, self._names)
            if isinstance(named, _Named):
                if not (listed and named.name):  # what stands alone behind a family is said of it: "Inter, Bold"
                    said.add(named.said)
                listed += [named] * bool(named.name)
            elif not listed:
                return named
        return self._first(listed, said)

    def _first(self, listed: Sequence[_Named], said: _Said) -> Face | Message:
        """Return the face of the family that stands first."""
        if not listed:
            return say("it names no family")
        weight = said.weight()
        if isinstance(weight, Message):
            return weight
        name = self._known(listed[0].name, said.widths)
        if _key(name) in _SET_ELSEWHERE:
            return say("'{word}' stands for a family that is set elsewhere", word=name)
        fallbacks = tuple(_key(self._known(one.name, one.said.widths)) for one in listed[1:])
        return Face(_key(name), name, weight, said.style(), fallbacks)

    def _known(self, name: str, widths: Iterable[_Width]) -> str:
        """Return the name of a family that a name, with the widths of its letters, stands for."""
        whole = " ".join([name, *(width.capitalize() for width in sorted(widths))])
        return self._names.get(_key(whole), whole)


def _plain(text: str) -> str:
    """Return a text without comments and quotes, with plain hyphens."""
    return _DASHES.sub("-", _QUOTES.sub(" ", _COMMENT.sub(" ", folded(text))))


def _key(name: str) -> str:
    """Return what counts of a family's name; PostScript names have neither spaces nor umlauts."""
    return "".join(sign for sign in folded(name).casefold().translate(_UMLAUTS) if sign.isalnum())


def _declared(written: str) -> Mapping[str, str]:
    """Return what the declarations of a style sheet say of a font; a text without any is a family or a shorthand."""
    written = _IMPORTANT.sub("", written)
    if ":" not in written:
        return {"family": _END.sub(" ", written)}
    found: dict[str, str] = {}
    for part in _END.split(written):
        name, colon, value = part.partition(":")
        if not colon and part.strip() and "{" not in written:  # "Inter, serif; font-weight: 700"
            found.setdefault("family", part)
        sets = _PROPERTIES.get(name.strip().lower())
        if sets is None:
            continue
        if name.strip().lower() == "font":
            found.clear()  # the shorthand sets all anew
        found[sets] = value
    return found


def _said_beside(declared: Mapping[str, str]) -> _Said:
    """Return what other declarations than that of the family say of the letters."""
    said = _Said()
    weight = declared.get("weight", "").strip()
    if weight.isascii() and weight.isdecimal() and len(weight) <= len(str(_HEAVIEST)) and 0 < int(weight) <= _HEAVIEST:
        said.css.add(int(weight))
    elif isinstance(meaning := _MEANINGS.get(_key(weight)), int):
        said.css.add(meaning)
    slanted = _key(declared.get("style", ""))
    if slanted.startswith(("italic", "oblique")):
        said.styles.add(_Style.ITALIC)
    elif slanted == "normal":
        said.styles.add(_Style.UPRIGHT)
    if isinstance(width := _MEANINGS.get(_key(declared.get("width", ""))), _Width):
        said.widths.add(width)
    return said


def _named(part: str, names: Collection[str]) -> _Named | Message:
    """Take a part of a list apart into the name of a family and what is said of the letters before and behind it."""
    name = _FILE.sub("", _SUBSET.sub("", part.strip(" .")))
    if wrong := _NO_NAME.search(name):
        return say("'{sign}' stands in no name of a font", sign=wrong[0])
    places = list(_WORD.finditer(name))
    if _SEVERAL.intersection(found[0].lower() for found in places):
        return say("it names more than one family")
    words = [_key(found[0]) for found in places]
    hyphened = _POSTSCRIPT.fullmatch(name)
    if hyphened:
        words = [
            _SHORT.get(word, word) if found.start() > name.rindex("-") else word
            for word, found in zip(words, places, strict=True)
        ]
    said = _Said()
    end = _without_end(words, names, said)
    start = _without_start(words[:end], names, said)
    if hyphened and said.styles and not said.weights:
        said.weights.add(_REGULAR)  # as PostScript names leave it out: Inter-Italic
    family = name[places[start].start() : places[end - 1].end()] if start < end else ""
    return _Named(family if any(map(str.isalpha, family)) else "", said)


def _without_end(words: Sequence[str], names: Collection[str], said: _Said) -> int:
    """Return where the words end that are the name of a family, and take up what those behind it say."""
    end = len(words)
    while end and "".join(words[:end]) not in names:
        taken = _taken(words[max(end - 2, 0) : end], said)
        if not taken and end < len(words) and _NUMBERED.fullmatch(words[end - 1]):
            taken = 1
        elif not taken and end > 1 and _POINTS.fullmatch(words[end - 1]) and words[end - 2] in _MEANINGS:
            taken = 1  # a size without its unit: Inter Bold 24
        if not taken:
            break
        end -= taken
    return end


def _taken(words: Sequence[str], said: _Said) -> int:
    """Take up what the last words say, two read as one first; return how many they are, 0 where they say nothing."""
    for count in (2, 1):
        word = "".join(words[-count:])
        if word in _MEANINGS or not word:
            said.take(_MEANINGS.get(word), in_name=True)
            return min(count, len(words))
    return 0


def _without_start(words: Sequence[str], names: Collection[str], said: _Said) -> int:
    """Return where the name of a family begins, and take up what those before it say, as the shorthand does."""
    start = 0
    while start < len(words) - 1 and "".join(words[start:]) not in names:
        two, one = "".join(words[start : start + 2]), words[start]
        if two in _BEFORE and start < len(words) - 2:
            said.take(_MEANINGS[two], in_name=False)
            start += 2
        elif one in _BEFORE or one in _IDLE_BEFORE:
            said.take(_MEANINGS[one] if one in _BEFORE else None, in_name=False)
            start += 1
        else:
            break
    return start


def _other_family(asked: Face, shown: Face) -> Message:
    if asked.family not in shown.fallbacks:
        return say("{found} instead of {expected}", found=shown.name, expected=asked.name)
    place = shown.fallbacks.index(asked.family) + 2
    if place == 2:  # noqa: PLR2004 (behind the first)
        return say("only a fallback: {family} stands second, after {first}", family=asked.name, first=shown.name)
    return say(
        "only a fallback: {family} stands in place {place} of the list, after {first}",
        family=asked.name,
        place=place,
        first=shown.name,
    )


def _other_weight(asked: Face, shown: Face) -> Iterator[Message]:
    if asked.weight and shown.weight and asked.weight != shown.weight:
        yield say("{found} instead of {expected}", found=_said_weight(shown), expected=_said_weight(asked))


def _said_weight(face: Face) -> Message:
    weight = face.weight or _REGULAR
    return _SAID_WEIGHT.get(weight) or say("weight {number}", number=weight)


def _other_style(asked: Face, shown: Face) -> Iterator[Message]:
    if asked.style and shown.style and asked.style != shown.style:
        yield say("{found} instead of {expected}", found=_SAID_STYLE[shown.style], expected=_SAID_STYLE[asked.style])
