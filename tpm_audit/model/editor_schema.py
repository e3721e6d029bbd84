"""The JSON Schemas of the files people write, for editors: made from the models, with the workspace's ids as choices.

Looser than the tool where YAML types differ: ``0732`` is a number to an editor and a phone number to the tool.
Keywords are those of draft-07 that YAML language servers understand.
"""

import copy
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from tpm_audit.model.actions import Action
from tpm_audit.model.audits import AuditPlan, Visit
from tpm_audit.model.channels import Channel, Location, Person
from tpm_audit.model.checklists import Checklist
from tpm_audit.model.context import Kind
from tpm_audit.model.facts import Fact
from tpm_audit.model.journeys import Journey
from tpm_audit.model.kpis import Kpi
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.references import IDS_OF
from tpm_audit.model.site import Site
from tpm_audit.model.surveys import Survey
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.model.waivers import Waiver

Schema: TypeAlias = dict[str, object]
_DRAFT = "http://json-schema.org/draft-07/schema#"
_SLUG = {"type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]*$"}


def editor_schemas(
    ids: Mapping[Kind, tuple[str, ...]], fact_kinds: Mapping[str, type[Fact]], own_rules: Mapping[str, type[OwnRule]]
) -> Mapping[str, Schema]:
    """Return the schema of each kind of file, by the name it is written under."""
    return {
        "site.json": _file(Site, ids),
        "people.json": _sections({"people": _entries(Person)}, ids),
        "channels.json": _sections({"channels": _entries(Channel), "locations": _entries(Location)}, ids),
        "standard.json": _sections({"facts": _chosen("kind", fact_kinds)}, ids),
        "rules.json": _sections({"rules": _chosen("shape", own_rules)}, ids),
        "touchpoints.json": _sections({"touchpoints": _entries(Touchpoint)}, ids),
        "checklist.json": _file(Checklist, ids),
        "waivers.json": _sections({"waivers": _entries(Waiver)}, ids),
        "actions.json": _sections({"actions": _entries(Action)}, ids),
        "journeys.json": _sections({"journeys": _entries(Journey)}, ids),
        "kpis.json": _sections({"kpis": _entries(Kpi)}, ids),
        "audit.json": _file(AuditPlan, ids),
        "survey.json": _file(Survey, ids),
        "visits.json": _sections({"visits": _list_of(Visit)}, ids),
    }


def _file(model: type[BaseModel], ids: Mapping[Kind, tuple[str, ...]]) -> Schema:
    schema = _of(model)
    definitions = schema.pop("definitions", {})
    return {"$schema": _DRAFT, **schema, "definitions": {**_as_map(definitions), **_id_lists(ids)}}


def _sections(sections: Mapping[str, Schema], ids: Mapping[Kind, tuple[str, ...]]) -> Schema:
    definitions: dict[str, object] = {}
    for section in sections.values():
        definitions |= _as_map(section.pop("definitions", {}))
    return {
        "$schema": _DRAFT,
        "type": "object",
        "additionalProperties": False,
        "properties": dict(sections),
        "definitions": {**definitions, **_id_lists(ids)},
    }


def _entries(model: type[BaseModel]) -> Schema:
    schema = _of(model)
    definitions = schema.pop("definitions", {})
    return {
        "type": "object",
        "propertyNames": {"pattern": _SLUG["pattern"]},
        "additionalProperties": schema,
        "definitions": definitions,
    }


def _list_of(model: type[BaseModel]) -> Schema:
    schema = _of(model)
    definitions = schema.pop("definitions", {})
    return {"type": "array", "items": schema, "definitions": definitions}


def _chosen(key: str, models: Mapping[str, type[BaseModel]]) -> Schema:
    """Return the schema of things of which ``key`` says what other keys they have."""
    definitions: dict[str, object] = {}
    branches = []
    for name, model in models.items():
        schema = _of(model)
        definitions |= _as_map(schema.pop("definitions", {}))
        properties = _as_map(schema["properties"])
        properties[key] = {"const": name}
        branches.append({"if": {"properties": {key: {"const": name}}}, "then": schema})
    choice = {"type": "object", "required": [key], "properties": {key: {"enum": list(models)}}}
    return {
        "type": "object",
        "propertyNames": {"pattern": _SLUG["pattern"]},
        "additionalProperties": {**choice, "allOf": branches},
        "definitions": definitions,
    }


def _of(model: type[BaseModel]) -> Schema:
    """Return the schema of a model, to be changed as one likes."""
    return copy.deepcopy(_made_of(model))


@cache
def _made_of(model: type[BaseModel]) -> Schema:
    """Return the same as it is made once: the preview asks for it with each save."""
    schema = TypeAdapter(model).json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=_WithoutDefaults
    )
    definitions = _as_map(schema.pop("$defs", {}))
    if "Phase" in definitions:  # the one thing that names its id inside, since phases are a list
        phase = _as_map(definitions["Phase"])
        definitions["Phase"] = {
            **phase,
            "properties": {**_as_map(phase["properties"]), "id": _SLUG},
            "required": ["id"],
        }
    cleaned = _without_our_keys({**schema, "definitions": definitions})
    return _as_map(cleaned)


def _without_our_keys(node: object) -> object:
    """Leave out what only the loader sets, and pydantic's titles; point to the lists of ids."""
    if isinstance(node, list):
        return [_without_our_keys(one) for one in node if not (isinstance(one, str) and one.startswith("<"))]
    if not isinstance(node, dict):
        return node
    if IDS_OF in node:
        return {"$ref": f"#/definitions/ids-{node[IDS_OF]}"}
    return {
        key: _without_our_keys(value)
        for key, value in node.items()
        if not key.startswith("<") and not (key == "title" and isinstance(value, str))
    }


class _WithoutDefaults(GenerateJsonSchema):
    """Defaults are for the reference to tell: as pydantic writes them they are Python's, not YAML's."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of the field alone."""
        return self.generate_inner(schema["schema"])


def _as_map(node: object) -> Schema:
    return dict(node) if isinstance(node, dict) else {}


def _id_lists(ids: Mapping[Kind, tuple[str, ...]]) -> Schema:
    """Return the workspace's ids as choices; where a kind has none yet, any id."""
    return {f"ids-{kind.value}": {"enum": list(ids[kind])} if ids.get(kind) else dict(_SLUG) for kind in Kind}
