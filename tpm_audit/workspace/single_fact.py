"""A fact that stands in no file: its keys are given one by one, as on the command line."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from tpm_audit.model.context import Context, Kind
from tpm_audit.model.entry import Written
from tpm_audit.model.facts import Fact
from tpm_audit.source.document import Value
from tpm_audit.source.problems import Problem
from tpm_audit.source.yaml_reader import read_yaml
from tpm_audit.workspace.load import Workspace, family_of_facts
from tpm_audit.workspace.refused import Refused
from tpm_audit.workspace.rows import place_of
from tpm_audit.workspace.validation import Reading, read_row

GIVEN = "--key"
_PAIR = re.compile(r"([^=\r\n]*)=([^\r\n]*)")


def keys_of(given: Sequence[str]) -> tuple[Mapping[str, Value], tuple[Problem, ...]]:
    """Return keys with their values from ``key=value``, each value as YAML has it; the line of a place is its number.

    Raises:
        ValueError: one of them is no such pair.
    """
    pairs = [_PAIR.fullmatch(one) for one in given]
    lines = [f"{pair[1].strip()}: {pair[2]}" for pair in pairs if pair]
    if len(lines) < len(given):
        raise ValueError(given[pairs.index(None)])
    if not lines:
        return {}, ()
    document, problems = read_yaml(GIVEN, "\n".join(lines).encode(errors="surrogateescape"))
    return document.value if isinstance(document.value, dict) else {}, problems


def own_keys(workspace: Workspace, fact: Fact) -> Mapping[str, Value]:
    """Return what a fact of the workspace says in the keys of its kind, and what it expects, as written."""
    row = next(row.value for row in workspace.names.rows[Kind.FACT] if row.id == fact.id)
    own = {*type(fact).model_fields, "expected"} - (set(Fact.model_fields) - {"expected"})
    return {key: value for key, value in row.items() if key in own} if isinstance(row, dict) else {}


F = TypeVar("F", bound=Fact)


def fact_from(
    model: type[F], kind: str, keys: Mapping[str, Value], kinds: Mapping[str, type[Fact]], languages: Sequence[str]
) -> F | list[Problem]:
    """Return the fact of a kind that keys make, or what is wrong with them."""
    spoken = tuple(languages)
    reading = Reading(
        context=Context(spoken, spoken, {one: {} for one in Kind}, lambda *_: None),
        place_of=lambda written, *, key=False: place_of({}, written, key=key),
        refused=Refused({}, {}, ()),
        families=(family_of_facts(kinds, {}),),
    )
    fact, problems = read_row(model, {**keys, "kind": kind}, Written(GIVEN), reading, id_=kind)
    return problems if fact is None else fact
