"""Kinds of fact and rules that other packages add, loaded only where --allow-plugins allows it.

A package names them as entry points: a kind in the group ``tpm_audit.kinds``, by the word that stands at ``kind:``, as
a subclass of Fact; a rule in the group ``tpm_audit.rules``, by its code, as a Rule. They run with all that the program
may do, so a workspace can never ask for them by itself.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from tpm_audit.facts import FACT_KINDS
from tpm_audit.model.facts import Fact
from tpm_audit.report import Extensions
from tpm_audit.rules import CODES
from tpm_audit.rules.rule import Rule

KINDS, RULES = "tpm_audit.kinds", "tpm_audit.rules"
_KIND = re.compile(r"[a-z][a-z0-9-]{0,63}")
_CODE = re.compile(r"(?!TP)[A-Z]{3}[0-9]{3}")


class PluginError(click.ClickException):
    """A plugin that was allowed cannot be used."""

    exit_code = 2

    def __init__(self, point: EntryPoint, why: str) -> None:
        package = f" of {point.dist.name}" if point.dist is not None else ""
        super().__init__(f"the plugin {point.name}{package} ({point.value}) cannot be used: {why}")


def installed() -> Extensions:
    """Load what the installed packages add.

    Raises:
        PluginError: one of them is no kind or rule, is called as another is, or fails while it is loaded.
    """
    kinds = {point.name: _kind(point) for point in _points(KINDS, FACT_KINDS)}
    return Extensions(kinds, tuple(_rule(point) for point in _points(RULES, CODES)))


def _points(group: str, known: Iterable[str]) -> Iterator[EntryPoint]:
    """Yield the entry points of a group by their names, each name once."""
    taken = set(known)
    for point in sorted(entry_points(group=group), key=lambda one: (one.name, one.value)):
        if point.name in taken:
            raise PluginError(point, "another one has this name already")
        taken.add(point.name)
        yield point


def _kind(point: EntryPoint) -> type[Fact]:
    kind = _loaded(point)
    if not (isinstance(kind, type) and issubclass(kind, Fact)):
        raise PluginError(point, "it is no subclass of tpm_audit.model.facts.Fact")
    if not _KIND.fullmatch(point.name):
        raise PluginError(point, "a kind is called in small letters, digits and hyphens")
    return kind


def _rule(point: EntryPoint) -> Rule[Any]:
    rule = _loaded(point)
    if not isinstance(rule, Rule):
        raise PluginError(point, "it is no tpm_audit.rules.rule.Rule")
    if not _CODE.fullmatch(point.name) or rule.code != point.name:
        raise PluginError(point, "it needs the code of its rule, three capitals but not TP… and three digits: ABC001")
    return rule


def _loaded(point: EntryPoint) -> object:
    try:
        loaded: object = point.load()
    except Exception as error:  # whatever the package does wrong, it is named, and not the program's fault
        raise PluginError(point, f"{type(error).__name__}: {error}") from error
    return loaded
