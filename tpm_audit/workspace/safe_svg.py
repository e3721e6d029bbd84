"""SVG drawings made safe: written anew from the shapes, gradients and colours in them, or refused.

What draws nothing (titles, an editor's own data) is left out; what could run, load or repeat something is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final
from xml.parsers import expat

from tpm_audit.source.message import Message, say

MOST_BYTES: Final = 500_000
MOST_ELEMENTS: Final = 5_000
DEEPEST: Final = 40

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_DROPPED: Final = frozenset({"title", "desc", "metadata"})
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GRADIENTS: Final = frozenset({"linearGradient", "radialGradient"})
_CLIPS: Final = frozenset({"clipPath", "mask"})
_ELEMENTS: Final = frozenset({"svg", "g", "defs", "stop"}) | _SHAPES | _GRADIENTS | _CLIPS
_PAINTS: Final = frozenset({"fill", "stroke", "stop-color", "color"})
_REFERRING: Final = frozenset({"clip-path", "mask"})
_ATTRIBUTES: Final = _PAINTS | _REFERRING | frozenset(
    {
        "id", "viewBox", "width", "height", "preserveAspectRatio", "transform", "gradientTransform", "gradientUnits",
        "clipPathUnits", "maskUnits", "maskContentUnits", "spreadMethod", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy",
        "r", "rx", "ry", "fx", "fy", "fr", "d", "points", "offset", "opacity", "fill-opacity", "fill-rule",
        "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
        "stroke-dashoffset", "stop-opacity", "clip-rule", "mask-type", "display", "visibility", "overflow",
        "vector-effect", "version",
    }
)  # fmt: skip
# Of an editor, or of text that is not there: nothing of the picture is lost with them.
_SILENT: Final = re.compile(r"(?:class|role|focusable|baseProfile|enable-background|style|aria-[a-z]+|data-[\w-]+|"
                            r"font(?:-\w+)*|text(?:-\w+)*|letter-spacing|word-spacing|line-height|paint-order|"
                            r"shape-rendering|color-rendering|image-rendering|color-interpolation(?:-filters)?|"
                            r"isolation|mix-blend-mode|solid-(?:color|opacity)|direction|writing-mode|"
                            r"-inkscape-[\w-]+|inline-size|white-space(?:-\w+)*|shape-\w+|baseline-shift|marker|"
                            r"enable-background|stop)")  # fmt: skip
_PLAIN: Final = re.compile(r"[\w\s.,#%()+-]*")
_ID: Final = re.compile(r"[A-Za-z_][\w.-]*")
_REFERENCE: Final = re.compile(r"url\(\s*(['\"]?)#([A-Za-z_][\w.-]*)\1\s*\)")
_FUNCTION: Final = re.compile(r"([A-Za-z-]+)\s*\(")
_FUNCTIONS: Final = frozenset(
    {"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX", "skewY"}
)
_LENGTH: Final = re.compile(r"\s*([0-9]{1,7}(?:\.[0-9]+)?)(?:px|pt|mm|cm|in|em)?\s*")
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class SafeSvg:
    """A drawing written anew; ``size`` is in its own units, ``colours`` are those that it names, as it names them."""

    content: bytes
    size: tuple[int, int]
    colours: tuple[str, ...]


class UnsafeSvgError(ValueError):
    """A drawing holds what a logo may not, or is none; ``why`` says what."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.text)
        self.why = why


def safe_svg(data: bytes) -> SafeSvg:
    """Return a drawing that can run, load and repeat nothing.

    Raises:
        UnsafeSvgError: it holds anything else than shapes in colours.
    """
    if len(data) > MOST_BYTES:
        raise UnsafeSvgError(say("it has more than {limit} bytes", limit=MOST_BYTES))
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.StartDoctypeDeclHandler = writer.doctype
    parser.ProcessingInstructionHandler = writer.instruction
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(data, True)  # noqa: FBT003 (the parser takes no names)
    except expat.ExpatError as error:
        why = say("line {line} is no XML", line=error.lineno)
        raise UnsafeSvgError(why) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, UnsafeSvgError):
            raise
        raise UnsafeSvgError(say("its encoding is not known")) from error
    return writer.drawing()


@dataclass(slots=True)
class _Writer:
    """Takes what the parser finds, in its order, and writes what is let through."""

    lines: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    paints: list[tuple[str, str]] = field(default_factory=lambda: [("black", "none")])  # fill and stroke, as inherited
    size: tuple[int, int] | None = None
    colours: dict[str, None] = field(default_factory=dict)
    elements: int = 0
    left_out: int = 0  # how deep inside of what is left out

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS or len(self.open) + self.left_out >= DEEPEST:
            raise UnsafeSvgError(say("it has more than {limit} elements, or too deep ones", limit=MOST_ELEMENTS))
        namespace, _, tag = name.rpartition(" ")
        if self.left_out or (self.open and (namespace != _SVG or tag in _DROPPED)):
            self.left_out += 1
            return
        if namespace != _SVG or (tag == "svg") is bool(self.open):
            raise UnsafeSvgError(say("it is no SVG drawing") if not self.open else say("it holds another drawing"))
        if tag not in _ELEMENTS:
            raise UnsafeSvgError(say("it holds an element '{name}'", name=tag[:_SHOWN]))
        kept = dict(self._kept(tag, attributes))
        if tag == "svg":
            self.size = _size(kept)
            kept = {"xmlns": _SVG, "width": str(self.size[0]), "height": str(self.size[1])} | {
                key: value for key, value in kept.items() if key not in ("width", "height")
            }
            kept.setdefault("viewBox", f"0 0 {self.size[0]} {self.size[1]}")
        self._note_colours(tag, kept)
        written = (f' {key}="{escape(value)}"' for key, value in kept.items())
        self.lines.append(f"<{tag}{''.join(written)}>")
        self.open.append(tag)

    def end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        del name
        self.paints.pop()
        self.lines.append(f"</{self.open.pop()}>")

    def text(self, text: str) -> None:
        if not self.left_out and text.strip():
            raise UnsafeSvgError(say("it holds text outside of its shapes"))

    def doctype(self, *_: object) -> None:
        raise UnsafeSvgError(say("it holds a document type, which can declare entities"))

    def instruction(self, target: str, _: str) -> None:
        raise UnsafeSvgError(say("it holds an instruction '{name}'", name=target[:_SHOWN]))

    def drawing(self) -> SafeSvg:
        """Return what was written."""
        if self.size is None:
            raise UnsafeSvgError(say("it is no SVG drawing"))
        return SafeSvg("".join(self.lines).encode() + b"\n", self.size, tuple(self.colours))

    def _kept(self, tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the attributes that draw; those of a style, too, which come last and so win."""
        for name, value in attributes.items():
            namespace, _, key = name.rpartition(" ")
            if namespace == _XLINK or (not namespace and key == "href"):
                if key == "href":
                    yield "href", _led(tag, value)
                continue
            if not namespace:
                yield from self._allowed(key, value)
        for declaration in attributes.get("style", "").split(";"):
            key, _, value = declaration.partition(":")
            if key.strip():
                yield from self._allowed(key.strip(), value.strip())

    def _allowed(self, key: str, value: str) -> Iterator[tuple[str, str]]:
        if key not in _ATTRIBUTES:
            if not _SILENT.fullmatch(key):
                raise UnsafeSvgError(say("it holds an attribute '{name}'", name=key[:_SHOWN]))
            return
        if key in _REFERRING and value != "none" and _CLIPS.intersection(self.open):
            raise UnsafeSvgError(say("it clips what clips"))
        yield key, _harmless(key, value)

    def _note_colours(self, tag: str, kept: Mapping[str, str]) -> None:
        before = self.paints[-1]
        own = (kept.get("fill", before[0]), kept.get("stroke", before[1]))
        self.paints.append((own[0] if own[0] != "inherit" else before[0], own[1] if own[1] != "inherit" else before[1]))
        seen = self.paints[-1] if tag in _SHAPES and not _CLIPS.intersection(self.open) else ()
        for paint in (*seen, *([kept.get("stop-color", "black")] if tag == "stop" else [])):
            if paint != "none" and not paint.startswith("url("):
                self.colours.setdefault(paint)


def _led(tag: str, value: str) -> str:
    """Return where a gradient takes its colours from; nothing else may lead anywhere."""
    if tag not in _GRADIENTS or not value.startswith("#") or not _ID.fullmatch(value[1:]):
        raise UnsafeSvgError(say("it leads to '{value}'", value=value[:_SHOWN]))
    return value


def _harmless(key: str, value: str) -> str:
    """Return a value that holds numbers, words and colours, or leads to a part of the drawing."""
    rest = _REFERENCE.sub("", value) if key in _PAINTS | _REFERRING else value
    foreign = [name for name in _FUNCTION.findall(rest) if name not in _FUNCTIONS]
    if foreign or not _PLAIN.fullmatch(rest) or (key == "id" and not _ID.fullmatch(value)):
        raise UnsafeSvgError(say('it holds {name}="{value}"', name=key, value=value[:_SHOWN]))
    return " ".join(_REFERENCE.sub(r"url(#\2)", value).split())


def _size(kept: Mapping[str, str]) -> tuple[int, int]:
    """Return width and height: those of the view box, else those that are written."""
    box = re.split(r"[\s,]+", kept.get("viewBox", "").strip())
    numbers = box[2:] if len(box) == 4 else [kept.get("width", ""), kept.get("height", "")]  # noqa: PLR2004 (CSS')
    found = [_LENGTH.fullmatch(one) for one in numbers]
    sizes = [float(one[1]) for one in found if one is not None]
    if len(sizes) < len(found) or min(sizes) <= 0:
        raise UnsafeSvgError(say("it does not say how large it is: there is no viewBox"))
    return _scaled(*sizes)


_SIDE: Final = 512  # pixels, of the longer side


def _scaled(width: float, height: float) -> tuple[int, int]:
    scale = _SIDE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
