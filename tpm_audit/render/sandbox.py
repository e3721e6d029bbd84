"""Jinja's sandbox, closed where data could be joined with markup past our escaping."""

import functools
import itertools
import math
import re
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import fields, is_dataclass
from fractions import Fraction
from numbers import Rational
from types import BuiltinMethodType, FunctionType
from typing import Any, ClassVar, Final

from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace
from markupsafe import Markup

from tpm_audit.render.markup import escaped
from tpm_audit.render.template_compiler import CountingCompiler
from tpm_audit.render.template_filters import filters_of, tests_of
from tpm_audit.render.template_methods import METHODS
from tpm_audit.render.template_steps import CALL, ESCAPED, LONGEST, PIECE, STEPS, WIDEST, Steps

_WIDTH: Final = re.compile(r"%[^a-zA-Z%]*(?:\*|[0-9]{5})")
_OF_JINJA: Final = frozenset({"_block_vars", "_loop_vars"})  # what Jinja hands to every call


@functools.cache
def _fields(kind: type) -> frozenset[str]:
    """Return the names of a record's fields that templates may know."""
    return (
        frozenset(one.name for one in fields(kind) if not one.name.startswith("_"))
        if is_dataclass(kind)
        else frozenset()
    )


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which every value is data: what a template writes, and what it joins, is escaped.

    ``say`` makes text of a value.
    """

    code_generator_class = CountingCompiler
    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"+", "-", "/", "//", "%", "*", "**"})  # type: ignore[misc]  # Jinja's own is set on the class, too

    def __init__(self, say: Callable[[object], str], **options: Any) -> None:  # noqa: ANN401 (Jinja's own options)
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=self.shown, **options)
        self.say = say
        self._steps = Steps()
        self._safe: dict[tuple[type, str], bool] = {}
        self.filters = {**filters_of(self._steps, say), "join": self._join, "e": self.shown, "escape": self.shown}
        self.tests = {**tests_of(self._steps)}
        self.globals = {"range": self._range, "dict": dict, "namespace": Namespace}

    def begin(self) -> None:
        """Begin a page: its steps are counted from here."""
        self._steps.taken = 0

    def passed(self, steps: int) -> None:
        """Count the steps of a template, block or macro that begins."""
        self._steps.take(steps)

    def counted(self, values: Iterable[Any], steps: int) -> Iterable[Any]:
        """Return what a loop goes through; all of it counts when the loop begins, each with the steps of the body."""
        if not isinstance(values, Sized):
            values = list(itertools.islice(values, STEPS + 1))
        self._steps.take(len(values) * steps)
        return values

    def looked_through(self, value: Any) -> Any:  # noqa: ANN401 (whatever is compared)
        """Return one side of a comparison, which goes through all of it."""
        self._steps.look_through(value)
        return value

    def cut(self, value: Any) -> Any:  # noqa: ANN401 (whatever is cut)
        """Return what a part is taken of: the part is a copy."""
        self._steps.made(value)
        return value

    def key(self, value: Any) -> Any:  # noqa: ANN401 (whatever is looked up)
        """Return a key: no list of lists, to look which up goes through all of it."""
        if isinstance(value, tuple):
            raise TemplateRuntimeError("a list cannot be a key")
        return value

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Return an entry."""
        return super().getitem(obj, self.key(argument))

    def call(self, context: Context, obj: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Call a macro or function; each counts.

        What is plainly one of them takes a short way: Jinja would look for marks on it that it has not.
        """
        take = self._steps.take
        take(CALL + len(arguments) + len(options))
        kind = type(obj)
        is_plain = kind is FunctionType and not obj.__dict__
        if options and (is_plain or kind is Macro):
            options.pop("_block_vars", None)
            options.pop("_loop_vars", None)
        if kind is Macro:
            return obj(context.eval_ctx, *arguments, **options)
        for one in arguments:
            if type(one) is str:
                take(len(one) // PIECE)
            elif hasattr(one, "__len__"):
                self._steps.look_through(one)
        if is_plain and not options:
            return obj(*arguments)
        self._steps.look_through(*(one for key, one in options.items() if key not in _OF_JINJA))
        if is_plain:
            return obj(*arguments, **options)
        if kind is BuiltinMethodType:
            self._steps.made(obj.__self__)
        made = super().call(context, obj, *arguments, **options)
        if isinstance(made, str | list | tuple | dict):
            self._steps.look_through(made)
            self._steps.made(made)
        return made

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Return an attribute; the fields of a record are data, and need not be asked whether they are safe."""
        if attribute in _fields(type(obj)):  # type: ignore[arg-type]  # every type can be hashed
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def _range(self, *bounds: int) -> range:
        """Return a range, all of which counts: filters go through it as loops do."""
        numbers = safe_range(*bounds)
        self._steps.take(len(numbers))
        return numbers

    def shown(self, value: object) -> Markup:
        """Return markup that shows a value."""
        if type(value) is str:  # most are; what follows asks what else it may be
            self._steps.take(1 + len(value) // ESCAPED)
            return escaped(value)
        if isinstance(value, Markup):
            self._steps.take(1 + len(value) // PIECE)
            return value
        if isinstance(value, tuple):
            self._steps.look_through(value)
        text = self.say(value)
        self._steps.take(1 + len(text) // ESCAPED)
        return escaped(text)

    def joined(self, parts: Sequence[object]) -> str:
        """Return what ``~`` makes: markup if a part is markup, else text."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup().join([self.shown(part) for part in parts])
        self._steps.look_through(*parts)
        return "".join([self.say(part) for part in parts])

    def _join(self, values: Iterable[object], separator: str = "", attribute: str | None = None) -> Markup:
        between = self.shown(separator)
        parts = [self.shown(value if attribute is None else self.getattr(value, attribute)) for value in values]
        self._steps.take(len(parts) * (1 + len(between) // PIECE))
        return between.join(parts)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (Jinja's signature)
        """Add, multiply or format; data that is added to markup is escaped, and nothing grows without end."""
        if _grows(operator, left, right):
            raise TemplateRuntimeError(f"what '{operator}' makes here is too long")
        if not isinstance(left, Markup) and not isinstance(right, Markup):
            made = super().call_binop(context, operator, left, right)
            self._steps.made(made)
            return made
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
            safe = _is_allowed(obj, attr, value) and super().is_safe_attribute(obj, attr, value)
            self._safe[key] = safe
        return safe

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401 (Jinja's signature)
        """Let Jinja allow no formatting: it is a method like others, and refused."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ANN401 (Jinja's signature)
        """Return what raises when it is used, and says which method cannot be."""
        if attribute.startswith("_") or isinstance(obj, Markup):
            return super().unsafe_undefined(obj, attribute)
        said = f"the method '{attribute}' cannot be used in templates"
        return self.undefined(said, name=attribute, obj=obj, exc=SecurityError)


def _is_allowed(obj: object, attribute: str, value: object) -> bool:
    """Say whether templates may ask for an attribute: of methods those of a short list."""
    if isinstance(obj, Markup):
        return False
    if not callable(value) or isinstance(obj, TemplateModule | Namespace):
        return True
    return any(isinstance(obj, kind) and attribute in methods for kind, methods in METHODS.items())


def _grows(operator: str, left: object, right: object) -> bool:
    """Say whether an operator makes a text, list or number that takes the machine's memory or time."""
    if operator == "%" and isinstance(left, str):
        return _fills_up(left, right)
    lengths = [len(one) for one in (left, right) if isinstance(one, Sized)]
    if operator == "+" and lengths:
        return sum(lengths) > LONGEST
    bits = [
        one.numerator.bit_length() + one.denominator.bit_length()
        for one in (left, right)
        if isinstance(one, int | Fraction)
    ]
    if operator == "**" and isinstance(right, int | Fraction) and bits:
        return sum(bits) * (1 + abs(right.numerator)) > WIDEST
    if operator == "*" and lengths:
        return (
            math.prod(lengths) * max((abs(one) for one in (left, right) if isinstance(one, int)), default=1) > LONGEST
        )
    return sum(bits) > WIDEST


def _fills_up(pattern: str, given: object) -> bool:
    """Say whether a pattern becomes too long when it is filled.

    Raises:
        jinja2.TemplateRuntimeError: it is filled with what is neither text nor number.
    """
    values = given if isinstance(given, tuple) else tuple(given.values()) if isinstance(given, dict) else (given,)
    if not all(isinstance(one, str | int | float | Rational) for one in values):
        raise TemplateRuntimeError("'%' fills in texts and numbers only")
    longest = max((len(one) for one in values if isinstance(one, str)), default=0)
    return bool(_WIDTH.search(pattern)) or len(pattern) + pattern.count("%") * (longest + WIDEST) > LONGEST
