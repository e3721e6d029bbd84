"""The filters and tests of templates: those of Jinja that make no markup of data, bounded in what they make."""

import functools
import math
from collections.abc import Callable, Iterator, Mapping
from numbers import Number
from typing import Any, Final

from jinja2 import TemplateRuntimeError
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from markupsafe import Markup

from tpm_audit.render.template_steps import LONGEST, WIDEST, Steps

# Jinja's other filters make markup of data (safe, urlize, xmlattr, tojson), reach around the sandbox (attr), or take
# a time that grows with the square of a text (wordwrap, which no HTML needs).
_AT_ONCE: Final = ("abs", "count", "d", "default", "first", "last", "length")
_OF_VALUES: Final = (
    "batch", "groupby", "items", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr",
    "slice", "sort", "sum", "unique",
)  # fmt: skip
_OF_TEXT: Final = (
    "capitalize", "center", "indent", "lower", "replace", "title", "trim", "truncate", "upper", "wordcount",
)  # fmt: skip
# What they look at can be large; the others look at a kind, or at a small number.
_TESTS_OF_ALL: Final = (
    "in", "eq", "==", "equalto", "ne", "!=", "lt", "<", "lessthan", "le", "<=", "gt", ">", "greaterthan", "ge", ">=",
    "lower", "upper",
)  # fmt: skip
_CHARACTERS: Final = 4  # of a text that a filter goes through in the time of a step


def filters_of(steps: Steps, say: Callable[[object], str]) -> Mapping[str, Callable[..., Any]]:
    """Return the filters; ``say`` makes text of a value, and refuses what is none."""
    return (
        {name: FILTERS[name] for name in _AT_ONCE}
        | {name: _of_values(name, steps) for name in _OF_VALUES}
        | {name: _of_text(name, steps, say) for name in _OF_TEXT}
    )


def tests_of(steps: Steps) -> Mapping[str, Callable[..., Any]]:
    """Return the tests."""

    def counted(test: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(test)
        def tested(*values: Any) -> Any:  # noqa: ANN401 (as many kinds as tests)
            steps.look_through(*values)
            return test(*values)

        return tested

    known: dict[str, Any] = dict(TESTS)
    return known | {name: counted(known[name]) for name in _TESTS_OF_ALL}


def _of_values(name: str, steps: Steps) -> Callable[..., Any]:
    """Return a filter of lists that counts what it takes in, and makes at once what Jinja makes one by one."""
    value_filter = FILTERS[name]
    own = _own_arguments(value_filter)

    @functools.wraps(value_filter)
    def filtered(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (as many kinds as filters)
        given = (*arguments[own:], *options.values())
        steps.look_through(*given)
        if name in {"batch", "slice"}:
            _refuse_wide(name, given[1:])
        if name == "sum" and not isinstance(options.get("start", (*given, None, None, 0)[2]) or 0, Number):
            raise TemplateRuntimeError("the filter 'sum' adds numbers")
        made = value_filter(*arguments, **options)
        if isinstance(made, Iterator):
            return list(steps.drawn(made))
        if isinstance(made, str | list | tuple):
            steps.made(made)
        return made

    return filtered


def _of_text(name: str, steps: Steps, say: Callable[[object], str]) -> Callable[..., Any]:
    """Return a text filter that takes data only: what is cut or replaced in markup may become something else."""
    text_filter = FILTERS[name]
    own = _own_arguments(text_filter)

    @functools.wraps(text_filter)
    def filtered(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (as many kinds as filters)
        given = (*arguments[own:], *options.values())
        if any(isinstance(one, Markup) for one in given):
            raise TemplateRuntimeError(f"the filter '{name}' takes data, not markup")
        _refuse_wide(name, given)
        steps.look_through(*given)
        texts = tuple(_text(one, say) for one in arguments[own:])
        options = {key: _text(one, say) for key, one in options.items()}
        text = texts[0] if texts and isinstance(texts[0], str) else ""
        steps.take(len(text) // _CHARACTERS)
        if _length(name, text, (*texts[1:], *options.values())) > LONGEST:
            raise TemplateRuntimeError(f"what '{name}' makes here is too long")
        made = text_filter(*arguments[:own], *texts, **options)
        steps.made(made)
        return made

    return filtered


def _own_arguments(named: Callable[..., Any]) -> int:
    """Return how many arguments a filter gets from Jinja before those of the template."""
    return int(hasattr(named, "jinja_pass_arg"))


def _refuse_wide(name: str, given: tuple[object, ...]) -> None:
    if any(isinstance(one, int) and abs(one) > WIDEST for one in given):
        raise TemplateRuntimeError(f"the filter '{name}' makes nothing wider than {WIDEST:,} characters")


def _text(given: object, say: Callable[[object], str]) -> object:
    """Return an argument of a text filter; what Jinja would show as Python does is said, or refused."""
    if isinstance(given, str | int) or given is None:
        return given
    return say(given)


def _length(name: str, text: str, others: tuple[object, ...]) -> int:
    """Return how long the text may become at most that a filter makes."""
    if name == "replace":
        old, new, *_ = (*(one for one in others if isinstance(one, str)), "", "")
        return len(text) + text.count(old) * len(new)
    if name not in {"center", "indent"}:
        return len(text)
    sizes = (len(one) if isinstance(one, str) else abs(one) if isinstance(one, int) else 1 for one in others)
    added = math.prod(max(size, 1) for size in sizes)
    lines = len(text.splitlines()) + 1 if name == "indent" else 1
    return len(text) + lines * added
