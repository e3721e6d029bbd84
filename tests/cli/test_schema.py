"""The editors' schemas: they accept what the tool accepts, and know the ids of the workspace."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # its stubs are a package of their own

from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded

ROOT = Path(__file__).parents[2]


class Loader(yaml.SafeLoader):
    """Reads YAML as editors do, which leave dates as texts."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workspace")
    for folder in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / folder, root / folder)  # the demo, and nothing is written beside it
    assert run_guarded(program, ["schema", "-q", "-C", str(root)]) == Exit.PASSED
    return root / ".tpm-audit" / "schema"


def validator(schemas: Path, name: str) -> Draft7Validator:
    schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def tree(path: Path) -> Any:
    return as_json(yaml.load(path.read_text(encoding="utf-8"), Loader))  # noqa: S506  # a safe loader with fewer types


def as_json(node: Any) -> Any:
    """Return what was read with every key as a text, as editors take it."""
    if isinstance(node, list):
        return [as_json(one) for one in node]
    return {str(key): as_json(value) for key, value in node.items()} if isinstance(node, dict) else node


FILES = [
    *(("site_config", name) for name in ("site", "people", "channels", "standard")),
    *(("content", name) for name in ("waivers", "actions", "journeys", "kpis")),
    *(("content/touchpoints", path.stem) for path in (ROOT / "content/touchpoints").glob("*.yml")),
    *(("content/checklists", path.stem) for path in (ROOT / "content/checklists").glob("*.yml")),
    *(("content/audits/2026-10", path.stem) for path in (ROOT / "content/audits/2026-10").glob("*.yml")),
]


def kind(folder: str, name: str) -> str:
    if folder in ("site_config", "content"):
        return name
    if folder.startswith("content/audits"):
        return "audit" if name == "audit" else "visits"
    return {"content/touchpoints": "touchpoints", "content/checklists": "checklist"}[folder]


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_the_demo_fits(folder: str, name: str, schemas: Path) -> None:
    found = validator(schemas, kind(folder, name)).iter_errors(tree(ROOT / folder / f"{name}.yml"))
    assert [(list(error.absolute_path), error.message) for error in found] == []


SITE = {"format": 1, "client": {"name": "x"}, "languages": ["de"], "country": "AT", "phases": [{"id": "x"}]}
TOUCHPOINT = {"name": "Shop", "phase": "before", "channels": ["website"]}
VISIT = {"auditor": "a1", "date": "2026-10-06", "touchpoint": "counter", "channel": "branch"}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("touchpoints", {"touchpoints": {"shop": {**TOUCHPOINT, "phase": "befor"}}}),
        ("touchpoints", {"touchpoints": {"shop": {**TOUCHPOINT, "channels": ["web"]}}}),
        ("touchpoints", {"touchpoints": {"shop": {**TOUCHPOINT, "owners": "a1"}}}),
        ("touchpoints", {"touchpoints": {"Shop 1": TOUCHPOINT}}),
        ("touchpoints", {"touchpoint": {"shop": TOUCHPOINT}}),
        ("journeys", {"journeys": {"way": {"steps": [{"touchpoint": "chekout"}]}}}),
        ("journeys", {"journeys": {"way": {"name": "Way"}}}),
        ("kpis", {"kpis": {"a": {"kpi": "churn", "basis": "measured", "values": {"2026": 1}}}}),
        ("kpis", {"kpis": {"a": {"kpi": "roi", "basis": "guessed", "values": {"2026": 1}}}}),
        ("kpis", {"kpis": {"a": {"kpi": "roi", "basis": "measured", "values": {"2026": "much"}}}}),
        ("visits", {"visits": [{**VISIT, "location": "graz"}]}),
        ("visits", {"visits": [{**VISIT, "answers": {"greeted": {"answer": 4, "because": "x"}}}]}),
        ("visits", {"visits": [{key: value for key, value in VISIT.items() if key != "date"}]}),
        ("standard", {"facts": {"phone": {"kind": "phone", "tolerance": 2}}}),
        ("standard", {"facts": {"phone": {"kind": "fone"}}}),
        (
            "site",
            {"format": 1, "client": {"name": "x"}, "languages": ["de"], "country": "AT", "phases": [{"name": "x"}]},
        ),
        ("audit", {"period": {"from": "2026-10-01", "to": "2026-10-02"}, "checklists": ["servce"]}),
        ("rules", {"rules": {"one": {"shape": "same-values", "message": "One", "facts": ["phone"]}}}),
        ("rules", {"rules": {"one": {"shape": "same-value", "message": "One", "facts": ["fone"]}}}),
        ("rules", {"rules": {"one": {"shape": "same-value", "message": "One", "facts": ["phone"], "needs": ["url"]}}}),
        ("rules", {"rules": {"one": {"shape": "same-value", "facts": ["phone"]}}}),
    ],
)
def test_mistakes_are_seen_in_the_editor(name: str, wrong: Any, schemas: Path) -> None:
    assert list(validator(schemas, name).iter_errors(wrong))


RULES: list[dict[str, Any]] = [
    {"shape": "same-value", "facts": ["phone"], "severity": "major", "advice": {"de": "Einigen"}},
    {"shape": "allowed-terms", "facts": ["phone"], "terms": ["a", {"de": "b"}], "whole": True, "match_case": False},
    {"shape": "either-or", "facts": ["phone", "brand-blue"], "shown": "at-most-one", "per": "touchpoint"},
    {"shape": "required-when", "facts": ["phone"], "when": {"fact": "brand-blue", "value": "#004f9f"}},
    {"shape": "reference-exists", "needs": ["url", "leads_to"]},
    {"shape": "unique", "facts": ["phone"], "per": "location"},
    {"shape": "max-age", "max_age": "6 months"},
    {"shape": "count", "of": "visits", "min": 1, "max": 3},
]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("touchpoints", {"touchpoints": {"shop": TOUCHPOINT}}),
        ("touchpoints", {"touchpoints": {"shop": {**TOUCHPOINT, "channels": {"website": {"owner": "a1"}}}}}),
        ("visits", {"visits": [{**VISIT, "facts": {"phone": {"at": {"linz": "0732", "wels": "missing"}}}}]}),
        ("visits", {"visits": [{**VISIT, "facts": {"phone": ["0732 1", "0732 2"]}, "answers": {"greeted": 4}}]}),
        ("standard", {"facts": {"blue": {"kind": "color", "expected": "#004f9f", "tolerance": 2}}}),
        *(("rules", {"rules": {"one": {"message": "One", "where": "all", **rule}}}) for rule in RULES),
    ],
)
def test_what_the_tool_takes_fits(name: str, right: Any, schemas: Path) -> None:
    assert [error.message for error in validator(schemas, name).iter_errors(right)] == []
