"""What a template of one's own did wrong: where, in the words of people, and what it may have meant."""

import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

import jinja2
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing

from tpm_audit.language.catalogue import Language
from tpm_audit.model import codes
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest, listed

# What a template of one's own can do wrong; anything else is a fault of ours.
TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    AssertionError,
    RecursionError,
    MemoryError,
)
_TYPE = re.compile(r"'?(?:[\w.]+\.)?(\w+) object'?")
_NAMED = 40


class TemplateFaultError(Exception):
    """A template that cannot be read or run; as a text it is English."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.place.file}:{problem.place.line}: {Language('en').say(problem.message)}")


class MissingValueError(UndefinedError):
    """A value that is not there; ``names`` are those that are, None where that is the page's to say."""

    def __init__(self, message: str | None, name: str, names: tuple[str, ...] | None) -> None:
        super().__init__(message)
        self.name = name
        self.names = names


class MissingValue(StrictUndefined):
    """A value that is not there: to show it is a fault, which knows what was asked, and of what."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if exc is UndefinedError and hint is None and isinstance(name, str):
            names = None if obj is missing else _names_of(obj)
            self._undefined_exception = lambda message=None: MissingValueError(message, name, names)  # type: ignore[assignment]  # Jinja calls it with its message


def _names_of(value: object) -> tuple[str, ...]:
    if is_dataclass(value):
        return tuple(one.name for one in fields(value) if not one.name.startswith("_"))
    return tuple(str(key) for key in value) if isinstance(value, Mapping) else ()


def fault_of(
    template: str, error: BaseException, values: Iterable[str], functions: Iterable[str]
) -> TemplateFaultError:
    """Return what is wrong, where: the innermost template line that the error passed.

    ``values`` are the names of what the page is made of, ``functions`` of what every template may use.
    """
    if isinstance(error, TemplateSyntaxError):
        return _fault(error.name or template, error.lineno, cannot_be_read(error), None)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    where, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (template, 1)
    return _fault(where, line, *_said(error, frozenset(values), frozenset(functions)))


def cannot_be_read(error: TemplateSyntaxError) -> Message:
    """Return what is said of a template that is none."""
    return say("this cannot be read: {why}", why=error.message or "?")


def _fault(template: str, line: int, message: Message, hint: Message | None) -> TemplateFaultError:
    return TemplateFaultError(Problem(Place(f"templates/{template}", line), codes.TEMPLATE_FAULT, message, hint))


def _said(error: BaseException, values: frozenset[str], functions: frozenset[str]) -> tuple[Message, Message | None]:
    """Return what went wrong when a template was run, and what to write instead."""
    if isinstance(error, MissingValueError):
        near = closest(error.name, values | functions if error.names is None else error.names)
        message = say("there is no value '{name}' here", name=error.name[:80])
        if near is not None:
            return message, say("did you mean '{near}'?", near=near)
        names = sorted(values) if error.names is None else error.names
        return message, say("there are: {names}", names=listed(names, _NAMED)) if names else None
    if isinstance(error, jinja2.TemplateNotFound):
        return say("there is no template '{name}'", name=str(error.name)[:200]), None
    if isinstance(error, ZeroDivisionError):
        hint = say("ask first whether it is 0: {example}", example="{% if n %}{{ m / n }}{% endif %}")
        return say("this divides by zero"), hint
    return say("this cannot be run: {why}", why=_TYPE.sub(r"\1", str(error)) or type(error).__name__), None
