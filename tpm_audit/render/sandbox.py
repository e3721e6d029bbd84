"""Jinja's sandbox, closed where data could be joined with markup past our escaping."""

import functools
import itertools
import math
import re
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import Any, ClassVar

from jinja2 import StrictUndefined, TemplateRuntimeError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from markupsafe import Markup

from tpm_audit.render.markup import escaped
from tpm_audit.source.message import Localised, Message

# Jinja's other filters make markup of data (safe, urlize, xmlattr, tojson), or reach around the sandbox (attr).
_OF_VALUES = (
    "abs", "batch", "count", "d", "default", "first", "groupby", "items", "last", "length", "list", "map", "max", "min",
    "reject", "rejectattr", "reverse", "select", "selectattr", "slice", "sort", "sum", "unique",
)  # fmt: skip
_OF_TEXT = (
    "capitalize", "center", "indent", "lower", "replace", "title", "trim", "truncate", "upper", "wordcount", "wordwrap",
)  # fmt: skip


STEPS = 5_000_000  # of loops and calls on one page: far more than any page takes, and over in seconds
_CALL = 10  # steps that a call takes the time of
_LONGEST = 1_000_000  # characters, entries or bits that multiplying may make
_WIDEST = 10_000  # characters that a filter may pad to
_PIECE = 100  # characters that are written in the time of a step
_WIDTH = re.compile(r"%[^a-zA-Z%]*(?:\*|[0-9]{5})")


@functools.cache
def _fields(kind: type) -> frozenset[str]:
    """Return the names of a record's fields that templates may know."""
    return (
        frozenset(one.name for one in fields(kind) if not one.name.startswith("_"))
        if is_dataclass(kind)
        else frozenset()
    )


class _Compiler(CodeGenerator):
    """Compiles ``a ~ b`` to our own joining, and lets no loop begin uncounted."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        node.iter = nodes.Call(nodes.EnvironmentAttribute("counted"), [node.iter], [], None, None)
        super().visit_For(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which every value is data: what a template writes, and what it joins, is escaped.

    ``say`` makes text of a value.
    """

    code_generator_class = _Compiler
    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"+", "%", "*", "**"})  # type: ignore[misc]  # Jinja's own is set on the class, too

    def __init__(self, say: Callable[[object], str], **options: Any) -> None:  # noqa: ANN401 (Jinja's own options)
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=self.shown, **options)
        self.say = say
        self._steps = 0
        self._safe: dict[tuple[type, str], bool] = {}
        self.filters = {name: FILTERS[name] for name in _OF_VALUES}
        self.filters |= {name: self._of_text(name) for name in _OF_TEXT}
        self.filters |= {"join": self._join, "e": self.shown, "escape": self.shown}
        self.globals.pop("lipsum")  # it makes markup
        self.globals["range"] = self._range

    def begin(self) -> None:
        """Begin a page: its steps are counted from here."""
        self._steps = 0

    def _step(self, count: int) -> None:
        self._steps += count
        if self._steps > STEPS:
            raise TemplateRuntimeError(f"more than {STEPS:,} steps on one page: a loop in a loop, or a macro in itself")

    def counted(self, values: Iterable[Any]) -> Iterable[Any]:
        """Return what a loop goes through; all of it counts when the loop begins."""
        if not isinstance(values, Sized):
            values = list(itertools.islice(values, STEPS + 1))
        self._step(len(values))
        return values

    def call(self, context: Context, obj: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Call a macro or function; each counts.

        What is plainly one of them takes a short way: Jinja would look for marks on it that it has not.
        """
        self._step(_CALL)
        kind = type(obj)
        if kind is not Macro and (kind is not FunctionType or vars(obj)):
            return super().call(context, obj, *arguments, **options)
        options.pop("_block_vars", None)
        options.pop("_loop_vars", None)
        if kind is Macro:
            return obj(context.eval_ctx, *arguments, **options)
        return obj(*arguments, **options)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Return an attribute; the fields of a record are data, and need not be asked whether they are safe."""
        if attribute in _fields(type(obj)):  # type: ignore[arg-type]  # every type can be hashed
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def _range(self, *bounds: int) -> range:
        """Return a range, all of which counts: filters go through it as loops do."""
        numbers = safe_range(*bounds)
        self._step(len(numbers))
        return numbers

    def shown(self, value: object) -> Markup:
        """Return markup that shows a value."""
        if type(value) is str:  # most are; what follows asks what else it may be
            return escaped(value)
        if isinstance(value, Markup):
            self._step(len(value) // _PIECE)
            return value
        return escaped(self.say(value))

    def joined(self, parts: Sequence[object]) -> str:
        """Return what ``~`` makes: markup if a part is markup, else text."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup().join(self.shown(part) for part in parts)
        text = "".join(self.say(part) for part in parts)
        self._step(len(text) // _PIECE)
        return text

    def _join(self, values: Iterable[object], separator: str = "", attribute: str | None = None) -> Markup:
        parts = values if attribute is None else (self.getattr(value, attribute) for value in values)
        return self.shown(separator).join(self.shown(part) for part in parts)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Add, multiply or format; data that is added to markup is escaped, and nothing grows without end."""
        if _grows(operator, left, right):
            raise TemplateRuntimeError(f"what '{operator}' makes here is too long")
        if not isinstance(left, Markup) and not isinstance(right, Markup):
            return super().call_binop(context, operator, left, right)
        if operator == "%":
            raise TemplateRuntimeError("markup cannot be a format, nor fill one")
        return self.shown(left) + self.shown(right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 (Jinja's signature)
        """Refuse the methods of markup: they escape less of what they take in.

        Jinja's own answer follows from type and name alone, so it is asked for once: templates ask a hundred thousand
        times.
        """
        key = (type(obj), attr)
        safe = self._safe.get(key)
        if safe is None:
            safe = not isinstance(obj, Markup) and super().is_safe_attribute(obj, attr, value)
            self._safe[key] = safe
        return safe

    def _of_text(self, name: str) -> Callable[..., Any]:
        """Return a text filter that takes data only: what is cut or replaced in markup may become something else."""
        text_filter = FILTERS[name]

        @functools.wraps(text_filter)
        def filtered(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (as many kinds as filters)
            if any(isinstance(one, Markup) for one in (*arguments, *options.values())):
                raise TemplateRuntimeError(f"the filter '{name}' takes data, not markup")
            if any(isinstance(one, int) and one > _WIDEST for one in (*arguments, *options.values())):
                raise TemplateRuntimeError(f"the filter '{name}' makes nothing wider than {_WIDEST:,} characters")
            texts = (self.say(one) if isinstance(one, Message | Localised) else one for one in arguments)
            return text_filter(*texts, **options)

        return filtered


def _grows(operator: str, left: object, right: object) -> bool:
    """Say whether an operator makes a text, list or number that takes the machine's memory or time."""
    if operator == "+":
        return isinstance(left, Sized) and isinstance(right, Sized) and len(left) + len(right) > _LONGEST
    if operator == "%":
        return isinstance(left, str) and bool(_WIDTH.search(left))
    sizes = [len(one) if isinstance(one, Sized) else abs(one) for one in (left, right) if isinstance(one, Sized | int)]
    if operator == "**" or not any(isinstance(one, Sized) for one in (left, right)):
        bits = [one.bit_length() for one in (left, right) if isinstance(one, int)]
        exponent = right if operator == "**" and isinstance(right, int) else 1
        return sum(bits) * max(abs(exponent), 1) > _LONGEST
    return math.prod(sizes) > _LONGEST
