"""docs/format.md is true: its examples pass, its mistakes are told so, its keys are those of the models."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from tests.pictures import TINY
from tests.workspaces import ENGLISH, case_of, evidence_of, opened
from tpm_audit.facts import FACT_KINDS
from tpm_audit.model.actions import Action
from tpm_audit.model.audits import AuditPlan, Visit
from tpm_audit.model.channels import Channel, Location, Person
from tpm_audit.model.checklists import Checklist
from tpm_audit.model.entry import ID, WRITTEN, Entry, Named, Restricted
from tpm_audit.model.goals import BUILT_IN_GOALS
from tpm_audit.model.journeys import Journey
from tpm_audit.model.kpis import Kpi
from tpm_audit.model.match import Match
from tpm_audit.model.scales import BUILT_IN
from tpm_audit.model.selector import Selector
from tpm_audit.model.site import Phase, Site
from tpm_audit.model.surveys import Survey
from tpm_audit.model.touchpoints import Touchpoint
from tpm_audit.model.waivers import Waiver
from tpm_audit.model.written_pages import PageHead
from tpm_audit.report import read
from tpm_audit.rules.own import SHAPES
from tpm_audit.source.problems import Problem
from tpm_audit.workspace.files import Files

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^```(?:yaml|markdown)\n((?:---\n)?# (\S+\.(?:yml|md))\n.*?)^```$", re.MULTILINE | re.DOTALL)
MISTAKE = re.compile(r"^> Mistake: `(.+?)` for `(.+?)`\. Check: (.+)$", re.MULTILINE)
KEYS_HEAD = "| key | meaning | default |"
EVERYWHERE = "Internal notes and editions"
SECTIONS: Mapping[tuple[str, ...], tuple[type[BaseModel], ...]] = {
    ("site_config/site.yml", "Scales", "The gate"): (Site,),
    ("site_config/people.yml",): (Person,),
    ("site_config/channels.yml",): (Channel,),
    ("Locations",): (Location,),
    ("site_config/standard.yml",): tuple(FACT_KINDS.values()),
    ("site_config/rules.yml",): tuple(shape.model for shape in SHAPES),
    ("content/touchpoints/",): (Touchpoint,),
    ("content/checklists/",): (Checklist,),
    ("content/audits/…/audit.yml",): (AuditPlan,),
    ("Visits",): (Visit,),
    ("content/waivers.yml",): (Waiver,),
    ("content/actions.yml",): (Action,),
    ("content/journeys.yml",): (Journey,),
    ("content/kpis.yml",): (Kpi,),
    ("content/surveys/…/survey.yml",): (Survey,),
    ("content/pages/",): (PageHead,),
    ("Selectors",): (Selector,),
}


def workspace_texts() -> dict[str, str]:
    """Return the examples by file; those of one file one after the other."""
    found: dict[str, str] = defaultdict(str)
    for text, path in EXAMPLE.findall(DOCUMENT):
        found[path] += text
    return dict(found)


def problems_of(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Read a workspace with the evidence files and the logos that the examples name."""
    yaml = {path: text for path, text in workspace_texts().items() if path.endswith(".yml")}
    visits = [visit for text in yaml.values() for visit in case_of(text).get("visits", ())]
    files = {path: text.encode() for path, text in texts.items()}
    mkdocs = files.pop("mkdocs.yml")
    pages = {path: files.pop(path) for path in texts if path.endswith(".md")}
    brand = {"brand/lindner.svg": (ROOT / "brand" / "lindner.svg").read_bytes(), "brand/lindner.png": TINY}
    own = {**pages, **brand}
    answers = (
        b"NPS,SAT1,SAT2,Feeling,Branch,Age,Time,Why,With,Without,Us1,Us2,Mayr1,Mayr2\n"
        b"9,5,0,good,1,2,2026-10-03 10:15,slow,1,4,Y,,,Y\n"
    )
    others = {**evidence_of({"visits": visits}), **{path: len(data) for path, data in pages.items()}}
    others["content/surveys/autumn/answers.csv"] = len(answers)
    return read(
        Files(
            files,
            others,
            mkdocs=mkdocs,
            own=lambda path: own.get(path, b""),
            opened=opened,
            results=lambda _: io.BytesIO(answers),
        )
    ).problems


def said(problem: Problem) -> str:
    hint = ENGLISH.say(problem.hint) if problem.hint is not None else ""
    return f"`{problem.code} {ENGLISH.say(problem.message)}`, `{hint}`"


def test_examples_have_no_problem() -> None:
    texts = workspace_texts()
    assert len(texts) > len(SECTIONS)
    assert [f"{one.place} {said(one)}" for one in problems_of(texts)] == []


@pytest.mark.parametrize(("mistake", "right", "answer"), MISTAKE.findall(DOCUMENT))
def test_check_says_this_to_a_mistake(mistake: str, right: str, answer: str) -> None:
    texts = workspace_texts()
    path = next(path for path, text in texts.items() if right in text)
    assert sum(text.count(right) for text in texts.values()) == 1
    texts[path] = texts[path].replace(right, mistake)
    assert "; ".join(map(said, problems_of(texts))) == answer


def test_every_section_but_the_overview_has_a_mistake() -> None:
    sections = re.split(r"^## (.+)$", DOCUMENT, flags=re.MULTILINE)[1:]
    assert [title for title, text in zip(sections[::2], sections[1::2], strict=True) if not MISTAKE.search(text)] == []


@cache
def documented(section: str) -> Mapping[str, bool]:
    """Return the keys of a section's tables, and whether they are required."""
    text = DOCUMENT.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    found: dict[str, bool] = {}
    for table in text.split(KEYS_HEAD)[1:]:
        for row in table.strip().splitlines()[1:]:
            if not row.startswith("|"):
                break
            keys, _, default = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1])
            found |= dict.fromkeys(re.findall(r"`([^`]+)`", keys), default == "required")
    return found


def keys_of(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the keys of a model and of the models in it; those that stand everywhere have a section of their own."""
    everywhere = next((set(one.model_fields) for one in (Named, Entry, Restricted) if issubclass(model, one)), set())
    if issubclass(model, Match):  # a selector that names findings, too
        everywhere = set(Selector.model_fields)
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key == WRITTEN or (key == ID and model is not Phase) or (name in everywhere and not field.is_required()):
            continue
        key = f"{before}{'id' if key == ID else key}"
        yield key, field.is_required()
        for inner in models_in(field.annotation):
            if inner is not Selector:
                yield from keys_of(inner, f"{key}.")


def models_in(annotation: object) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


@pytest.mark.parametrize(("sections", "models"), SECTIONS.items())
def test_keys_are_those_of_the_models(sections: tuple[str, ...], models: tuple[type[BaseModel], ...]) -> None:
    in_tables = {key: required for section in sections for key, required in documented(section).items()}
    assert in_tables == {key: required for model in models for key, required in keys_of(model)}


def test_keys_that_stand_everywhere() -> None:
    assert set(documented(EVERYWHERE)) == set(Named.model_fields) - {"id", "written"}


def test_kinds_goals_and_scales_are_all_named() -> None:
    assert [word for word in (*FACT_KINDS, *BUILT_IN_GOALS, *BUILT_IN) if not re.search(rf"\b{word}\b", DOCUMENT)] == []
