"""Jinja's sandbox, closed where data could be joined with markup past our escaping."""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from jinja2 import StrictUndefined, TemplateRuntimeError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
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


class _Compiler(CodeGenerator):
    """Compiles ``a ~ b`` to our own joining."""

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
    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"+", "%"})  # type: ignore[misc]  # Jinja's own is set on the class, too

    def __init__(self, say: Callable[[object], str], **options: Any) -> None:  # noqa: ANN401 (Jinja's own options)
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=self.shown, **options)
        self.say = say
        self._safe: dict[tuple[type, str], bool] = {}
        self.filters = {name: FILTERS[name] for name in _OF_VALUES}
        self.filters |= {name: self._of_text(name) for name in _OF_TEXT}
        self.filters |= {"join": self._join, "e": self.shown, "escape": self.shown}
        self.globals.pop("lipsum")  # it makes markup

    def shown(self, value: object) -> Markup:
        """Return markup that shows a value."""
        return value if isinstance(value, Markup) else escaped(self.say(value))

    def joined(self, parts: Sequence[object]) -> str:
        """Return what ``~`` makes: markup if a part is markup, else text."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup().join(self.shown(part) for part in parts)
        return "".join(self.say(part) for part in parts)

    def _join(self, values: Iterable[object], separator: str = "", attribute: str | None = None) -> Markup:
        parts = values if attribute is None else (self.getattr(value, attribute) for value in values)
        return self.shown(separator).join(self.shown(part) for part in parts)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Add or format; data that is added to markup is escaped."""
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
            texts = (self.say(one) if isinstance(one, Message | Localised) else one for one in arguments)
            return text_filter(*texts, **options)

        return filtered
