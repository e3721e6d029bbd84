"""Small workspaces in memory, from a case in the users' own words: what is given is laid over a small base.

A case holds the keys ``site``, ``people``, ``channels``, ``locations``, ``facts``, ``rules`` (the workspace's own),
``touchpoints``, ``checklists``, ``audit``, ``visits``, ``waivers``, ``actions``, ``journeys``, ``kpis`` and ``as_of``,
each as its file has them. Site, people, channels and audit are laid over the base; touchpoints take the place of the
base's. The audit asks every checklist of the case; visits are auditor a1's, on 20 October, unless they say otherwise.
Evidence files exist as far as they are named.
"""

import datetime
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, TypeAlias

import yaml

from tests.pictures import TINY
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import FindingRecord, Result
from tpm_audit.report import Request, make_report, read
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.load import Workspace

Case: TypeAlias = Mapping[str, Any]

KEYS = frozenset(
    {
        "site",
        "surveys",
        "people",
        "channels",
        "locations",
        "facts",
        "rules",
        "touchpoints",
        "checklists",
        "audit",
        "visits",
        "waivers",
        "actions",
        "journeys",
        "kpis",
        "as_of",
    }
)
AUDIT = "content/audits/2026-10"
AS_OF = "2026-11-01"
SITE: Case = {
    "format": 1,
    "client": {"name": "Lindner"},
    "languages": ["en"],
    "country": "AT",
    "phases": [{"id": "before"}, {"id": "during"}, {"id": "after"}],
}
PEOPLE: Case = {"a1": {"name": "Anna Auer"}, "a2": {"name": "Bert Berg"}, "web-team": {"name": "Web team"}}
CHANNELS: Case = {
    "website": {"name": "Website", "kind": "digital", "owner": "web-team"},
    "email": {"name": "E-mail", "kind": "digital", "owner": "web-team"},
    "branch": {"name": "Branch", "kind": "personal", "owner": "web-team"},
}
TOUCHPOINTS: Case = {
    "contact": {"name": "Contact page", "phase": "before", "channels": ["website"]},
    "shop": {"name": "Shop", "phase": "during", "channels": ["website"]},
    "invoice": {"name": "Invoice", "phase": "after", "channels": ["email"]},
}
PERIOD: Case = {"from": "2026-10-01", "to": "2026-10-31"}
VISIT: Case = {"auditor": "a1", "date": "2026-10-20"}
ENGLISH = Language("en")


def case_of(text: str) -> dict[str, Any]:
    """Read a case as it stands: every scalar is text, as the tool's own reader takes it."""
    case = yaml.load(text, yaml.BaseLoader)  # noqa: S506  # it makes strings, lists and dicts only
    assert isinstance(case, dict), text
    return case


def trees_of(case: Case) -> dict[str, Any]:
    """Return what stands in each file of the workspace."""
    checklists = case.get("checklists", {})
    trees: dict[str, Any] = {
        "site_config/site.yml": {**SITE, **case.get("site", {})},
        "site_config/people.yml": {"people": {**PEOPLE, **case.get("people", {})}},
        "site_config/channels.yml": {
            "channels": {**CHANNELS, **case.get("channels", {})},
            "locations": case.get("locations", {}),
        },
        "site_config/standard.yml": {"facts": case.get("facts", {})},
        "content/touchpoints/all.yml": {"touchpoints": case.get("touchpoints", TOUCHPOINTS)},
        f"{AUDIT}/audit.yml": {"period": PERIOD, "checklists": list(checklists), **case.get("audit", {})},
        f"{AUDIT}/visits.yml": {"visits": [{**VISIT, **visit} for visit in case.get("visits", [])]},
    }
    for section in ("waivers", "actions", "journeys", "kpis"):
        if section in case:
            trees[f"content/{section}.yml"] = {section: case[section]}
    for id_, survey in case.get("surveys", {}).items():
        own = {key: value for key, value in survey.items() if key != survey["file"]}
        trees[f"content/surveys/{id_}/survey.yml"] = own
    if "rules" in case:
        trees["site_config/rules.yml"] = {"rules": case["rules"]}
    return trees | {f"content/checklists/{id_}.yml": checklist for id_, checklist in checklists.items()}


def files_of(case: Case) -> Files:
    """Return the files of the workspace; JSON is YAML, and keeps every text as it is."""
    yaml_files = {path: json.dumps(texts(tree), ensure_ascii=False).encode() for path, tree in trees_of(case).items()}
    answers = {
        f"content/surveys/{id_}/{survey['file']}": str(survey[survey["file"]]).encode()
        for id_, survey in case.get("surveys", {}).items()
    }

    def results(path: str) -> BinaryIO:
        return io.BytesIO(answers[path])

    sizes = {path: len(content) for path, content in answers.items()}
    return Files(yaml_files, {**evidence_of(case), **sizes}, opened=opened, results=results)


def evidence_of(case: Case) -> dict[str, int]:
    """Return the evidence files that visits name, each the tiny picture, by their sizes."""
    said = (
        one for visit in case.get("visits", ()) for key in ("answers", "facts") for one in visit.get(key, {}).values()
    )
    named = (evidence for one in said if isinstance(one, Mapping) for evidence in one.get("evidence", ()))
    return {f"{AUDIT}/evidence/{one['file'] if isinstance(one, Mapping) else one}": len(TINY) for one in named}


def opened(_: str) -> BinaryIO:
    """Open a file of a case, which is the tiny picture."""
    return io.BytesIO(TINY)


def texts(tree: Any) -> Any:
    """Return a tree whose scalars are text, as in a file where every value is quoted."""
    if isinstance(tree, Mapping):
        return {str(key): texts(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [texts(value) for value in tree]
    return str(tree).lower() if isinstance(tree, bool) else str(tree)


def workspace_of(case: Case) -> Workspace:
    """Read the workspace; it has to be valid."""
    workspace = read(files_of(case))
    assert not workspace.problems, "\n".join(problems(workspace))
    return workspace


def problems(workspace: Workspace) -> list[str]:
    """Return the problems in English."""
    return [f"{one.place} {one.code} {ENGLISH.say(one.message)}" for one in workspace.problems]


def result_of(case: Case, edition: Edition = Edition.INTERNAL) -> Result:
    """Return the result of a case, which has to be valid, on its day."""
    return report_of(workspace_of(case), str(case.get("as_of", AS_OF)), edition)


def report_of(workspace: Workspace, as_of: str = AS_OF, edition: Edition = Edition.INTERNAL) -> Result:
    """Return the result of a workspace on a day."""
    return make_report(workspace, Request(edition, datetime.date.fromisoformat(as_of)))


def findings_of(result: Result, rule: str) -> tuple[FindingRecord, ...]:
    """Return the findings of one rule."""
    return tuple(finding for finding in result.findings if finding.rule == rule)


def headline(finding: FindingRecord) -> str:
    """Return what a finding says, in English."""
    return ENGLISH.say(finding.headline)


def places_of(finding: FindingRecord) -> Iterator[str]:
    """Yield the deviating places of a finding as ``label: value (why)``."""
    for member in finding.members:
        if member.deviates:
            value = "" if member.value is None else f": {ENGLISH.say(member.value)}"
            why = "" if member.why is None else f" ({ENGLISH.say(member.why)})"
            yield f"{ENGLISH.say(member.label)}{value}{why}"
