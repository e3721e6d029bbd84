"""An accessibility report (OpenACR, YAML) as a workspace: criteria and answers nobody here designed.

The product is the touchpoint, its components (web, documents, ...) are channels, each chapter is a checklist.
What is wrong in a report stays wrong in the workspace, so that the tool has to name it: an unknown component,
criterion or level is written as it stands.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Tree = dict[str, Any]

SCALE = "adherence"
SHARES = {"does-not-support": "0", "partially-supports": "0.5", "supports": "1"}  # worst first
# Without a level a report says as much as with not-evaluated: OpenACR allows both.
UNTESTED = ("not-evaluated", "")
NO_REASON = "not applicable, by the report"
KINDS = {"hardware": "physical", "support-services": "personal"}  # the rest is digital
UNDATED = dt.date(2024, 1, 31)


class NotAReportError(ValueError):
    """The file is neither a catalogue nor a report."""


def write_openacr_workspace(folder: Path, catalogue: Path, report: Path, undated: dt.date = UNDATED) -> None:
    """Write the workspace; ``undated`` is the day of the visits where the report names none.

    Raises:
        NotAReportError: it has no product or no chapters: nothing of it could be written.
    """
    known, told = _read(catalogue), _read(report)
    if not isinstance(told.get("product"), dict) or not isinstance(told.get("chapters"), dict):
        raise NotAReportError(report.name)
    day = _day(told, undated)
    _write(folder / "site_config/site.yml", _site(known, told))
    _write(folder / "site_config/people.yml", {"people": {_auditor(told): _person(told)}})
    _write(folder / "site_config/channels.yml", {"channels": _channels(known)})
    _write(
        folder / "content/touchpoints/product.yml",
        {"touchpoints": {_product(told): _touchpoint(known, told)}},
    )
    chapters = [chapter for chapter in known["chapters"] if not _disabled(told, chapter["id"])]
    for chapter in chapters:
        _write(folder / f"content/checklists/{slug(chapter['id'])}.yml", _checklist(chapter))
    audit = folder / "content/audits" / f"{day:%Y-%m}"
    period = {"from": day.isoformat(), "to": day.isoformat()}
    checklists = [slug(chapter["id"]) for chapter in chapters]
    _write(audit / "audit.yml", {"name": told.get("title", "Report"), "period": period, "checklists": checklists})
    _write(audit / "visits.yml", {"visits": list(_visits(told, day))})
    _write_page(folder / "content/pages/about-the-report.md", known, told)


def slug(*parts: str) -> str:
    """Return an id of the format: ``("level_a", "1.1.1")`` becomes level-a-1-1-1."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")[:64].rstrip("-")


class _Quoted(yaml.SafeDumper):
    """Every value in double quotes, keys plain where they may be; no aliases for what is said twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the signature of PyYAML
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:  # noqa: FBT001
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None
        return node


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Quoted.add_representer(str, _quoted)


def _yaml(tree: Tree) -> str:
    return str(yaml.dump(tree, Dumper=_Quoted, sort_keys=False, allow_unicode=True, width=1_000_000))


def _read(path: Path) -> Tree:
    """Read with every scalar as text: numbers such as 1.10 are names here."""
    loader = yaml.BaseLoader(path.read_text(encoding="utf-8"))
    try:
        tree = loader.get_single_data()
    finally:
        loader.dispose()
    if not isinstance(tree, dict):
        raise NotAReportError(path.name)
    return tree


def _write(path: Path, tree: Tree) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_yaml(tree), encoding="utf-8")


def _day(told: Tree, undated: dt.date) -> dt.date:
    """Read the day as ISO or, as most reports have it, month first."""
    text = told.get("report_date") or told.get("last_modified_date") or ""
    if american := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        month, day, year = map(int, american.groups())
        return dt.date(year, month, day)
    return dt.date.fromisoformat(text) if text else undated


def _site(known: Tree, told: Tree) -> Tree:
    vendor, author = told.get("vendor", {}), told.get("author", {})
    maker = author.get("company_name") or author.get("name")
    client = vendor.get("company_name") or vendor.get("name") or maker or told["product"]["name"]
    site = vendor.get("website") or (author.get("website") if maker == client else None)
    labels = {term["id"]: term["label"] for term in known.get("terms", [])}
    levels = [{"id": level, "share": share, "label": labels.get(level, level)} for level, share in SHARES.items()]
    return {
        "format": "1",
        "client": {"name": client} | ({"url": site} if site else {}),
        **({"agency": {"name": maker}} if maker and maker != client else {}),
        "title": told.get("title", "Report"),
        "languages": [known.get("lang", "en")],
        "country": "US",
        "phases": [{"id": "use", "name": "Use"}],
        "scales": {SCALE: {"levels": levels}},
    }


def _auditor(told: Tree) -> str:
    author = told.get("author", {})
    return slug(author.get("name") or author.get("company_name") or author.get("email") or "author") or "author"


def _person(told: Tree) -> Tree:
    author = told.get("author", {})
    name = author.get("name") or author.get("company_name") or author.get("email") or "Author"
    return {"name": name, "role": "author of the report"}


def _listed(known: Tree) -> list[str]:
    """Return the components that a criterion lists, in the catalogue's order; the rest answer nothing."""
    criteria = [criterion for chapter in known["chapters"] for criterion in chapter["criteria"]]
    used = {name for criterion in criteria for name in criterion["components"]}
    return [component["id"] for component in known["components"] if component["id"] in used]


def _channels(known: Tree) -> Tree:
    labels = {component["id"]: component["label"] for component in known["components"]}
    return {
        slug(name): {
            "name": labels[name] or "Product as a whole",
            "kind": KINDS.get(name, "digital"),
            "ownership": "owned",
        }
        for name in _listed(known)
    }


def _product(told: Tree) -> str:
    return slug(told["product"]["name"]) or "product"


def _touchpoint(known: Tree, told: Tree) -> Tree:
    product = told["product"]
    name = " ".join(filter(None, (product["name"], product.get("version"))))
    return {"name": name, "phase": "use", "channels": [slug(component) for component in _listed(known)]}


def _disabled(told: Tree, chapter: str) -> bool:
    return (told["chapters"].get(chapter) or {}).get("disabled") == "true"


def _checklist(chapter: Tree) -> Tree:
    """Criteria that apply to fewer components than the chapter's others say so themselves."""
    listed = list(dict.fromkeys(name for criterion in chapter["criteria"] for name in criterion["components"]))
    criteria = {}
    for criterion in chapter["criteria"]:
        entry: Tree = {"ask": f"{criterion['id']} {criterion['handle']}"}
        if set(criterion["components"]) != set(listed):
            entry["applies_to"] = {"channels": [slug(name) for name in criterion["components"]]}
        criteria[slug(chapter["id"], criterion["id"])] = entry
    return {
        "name": chapter["label"],
        "applies_to": {"channels": [slug(name) for name in listed]},
        "scale": SCALE,
        "order": list(criteria),
        "criteria": criteria,
    }


def _visits(told: Tree, day: dt.date) -> Iterator[Tree]:
    """One visit per component; a criterion told twice of one gets a second visit, for the tool to find."""
    visits: dict[str, list[Tree]] = {}
    for chapter, content in told["chapters"].items():
        if _disabled(told, chapter):
            continue
        for criterion in (content or {}).get("criteria", []):
            for component in criterion.get("components", []):
                rounds = visits.setdefault(component["name"], [])
                name = slug(chapter, criterion["num"])
                free = next((answers for answers in rounds if name not in answers), None)
                if free is None:
                    rounds.append(free := {})
                free[name] = _answer(component.get("adherence") or {})
    for component, rounds in visits.items():
        unit = {"touchpoint": _product(told), "channel": slug(component)}
        for answers in rounds:
            yield {**unit, "auditor": _auditor(told), "date": day.isoformat(), "answers": answers}


def _answer(adherence: Tree) -> str | Tree:
    level, notes = adherence.get("level", ""), adherence.get("notes", "")
    if level == "not-applicable":
        return {"answer": "n/a", "reason": notes or NO_REASON}
    answer = "not-tested" if level in UNTESTED else level
    return {"answer": answer, "note": notes} if notes else answer


def _write_page(path: Path, known: Tree, told: Tree) -> None:
    """Write what the report says about itself, and its notes on whole chapters."""
    texts = {
        "Product": told["product"].get("description"),
        "Notes": told.get("notes"),
        "Evaluation methods used": told.get("evaluation_methods_used"),
        "Legal disclaimer": told.get("legal_disclaimer"),
        "Feedback": told.get("feedback"),
        "Repository": told.get("repository"),
    }
    labels = {chapter["id"]: chapter["label"] for chapter in known["chapters"]}
    for chapter, content in told["chapters"].items():
        texts[labels.get(chapter, chapter)] = (content or {}).get("notes")
    sections = "".join(f"\n## {heading}\n\n{text}\n" for heading, text in texts.items() if text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{_yaml({'title': 'About the report'})}---\n{sections}", encoding="utf-8")
