"""Templates: found in the workspace first, then among those that are shipped; run in a sandbox."""

import datetime
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path

from jinja2 import ChoiceLoader, FunctionLoader, PrefixLoader, TemplateRuntimeError, Undefined
from jinja2.loaders import split_template_path
from markupsafe import Markup

from tpm_audit.language.catalogue import Language
from tpm_audit.render.drawn_week import drawn_week
from tpm_audit.render.long_text import long_text
from tpm_audit.render.markup import escaped, script_json
from tpm_audit.render.sandbox import Sandbox
from tpm_audit.render.template_faults import TEMPLATE_FAULTS, MissingValue, fault_of
from tpm_audit.render.template_steps import LONGEST
from tpm_audit.render.words import Here, words_from
from tpm_audit.source.message import Localised, Message, Sayable, Share, say

_PACKAGE = Path(__file__).parents[1]


def shipped_templates() -> Path:
    """Return the folder of the shipped templates: in the package, or beside it in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


_MOST_DECIMALS = 12
_SAID = (str, Message, Localised, Share, datetime.date, tuple)


class Templates:
    """The templates in one language; ``overrides`` is a workspace's own templates/ folder."""

    def __init__(self, language: Language, overrides: Path | None = None) -> None:
        shipped = shipped_templates()
        own = [_loader(overrides)] if overrides is not None and overrides.resolve() != shipped.resolve() else []
        loader = ChoiceLoader([*own, _loader(shipped), PrefixLoader({"shipped": _loader(shipped)})])
        self._sandbox = Sandbox(
            partial(_text, language), loader=loader, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
        )
        self._sandbox.undefined = MissingValue
        self._here = Here()
        self._sandbox.globals |= {
            "_": language.word,
            "say": partial(_said, language),
            "percent": language.percent,
            "number": partial(_number, language),
            "day": language.day,
            "script_json": script_json,
            "prose": partial(_prose, language),
            "week": partial(drawn_week, language),
            "language": language.code,
            **words_from(self._here, self._sandbox.say),
        }

    def render(self, template: str, values: Mapping[str, object], here: str) -> str:
        """Return a page as Markdown; ``here`` is its path, from which ``url(page)`` makes relative links.

        One page at a time: not to be used by two threads at once.

        Raises:
            TemplateFaultError: the template, or one that it uses, cannot be read or run.
        """
        self._sandbox.begin()
        self._here.go(here)
        try:
            return self._sandbox.get_template(template).render(values)
        except TEMPLATE_FAULTS as error:
            raise fault_of(template, error, values, self._sandbox.globals) from error


def _loader(folder: Path) -> FunctionLoader:
    """Return a loader of the files in a folder; links are not followed."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = folder
        for part in split_template_path(name):
            path /= part
            if path.is_symlink():
                return None
        return (path.read_text(encoding="utf-8"), name, lambda: True) if path.is_file() else None

    return FunctionLoader(load)


def _text(language: Language, value: object) -> str:
    """Return a value as the text that a page shows.

    Raises:
        jinja2.TemplateError: the value is missing, or nothing that has one spelling.
    """
    if isinstance(value, _SAID):
        return language.say(_sayable(value))
    if isinstance(value, Undefined):
        return str(value)  # raises, and names what is undefined
    if isinstance(value, bool) or value is None:
        raise TemplateRuntimeError(f"{value} cannot be shown")
    if isinstance(value, int):
        return str(value)  # a count is said by number(); here it is an attribute's
    raise TemplateRuntimeError(f"a value of the type {type(value).__name__} cannot be shown")


def _said(language: Language, text: str, plural: str | None = None, **values: Sayable) -> str:
    """Return a message with its values.

    Raises:
        jinja2.TemplateError: it becomes too long, since its text names a long value again and again.
    """
    longest = max((len(language.say(value)) for value in values.values()), default=0)
    if max(text.count("{"), (plural or "").count("{")) * longest > LONGEST:
        raise TemplateRuntimeError("what 'say' makes here is too long")
    return language.say(say(text, plural, **values))


def _number(language: Language, value: Fraction | int, decimals: int = 0) -> str:
    if decimals > _MOST_DECIMALS:
        raise TemplateRuntimeError(f"'number' writes no more than {_MOST_DECIMALS} decimals")
    return language.number(value, decimals)


def _prose(language: Language, value: object) -> Markup:
    """Return what people wrote at length, which may hold simple Markdown; anything else is one paragraph as it is."""
    text = _text(language, value)
    body = long_text(text) if isinstance(value, Localised) else Markup("<p>{}</p>").format(escaped(text))
    return Markup('<div class="tpm-prose">{}</div>').format(body)


def _sayable(value: str | Message | Localised | Share | datetime.date | tuple[object, ...]) -> Sayable:
    return value  # type: ignore[return-value]  # what a tuple holds is looked at when it is said
