"""The files of the Data page: what they hold, in which edition, and that MkDocs copies them."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest

from tests.pages.test_demo_pages import recorded
from tpm_audit.language.catalogue import Language
from tpm_audit.model.build_facts import BuildFacts
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import result_json
from tpm_audit.pages.data import pages
from tpm_audit.render.templates import Templates
from tpm_audit.site.data_files import write_data_files
from tpm_audit.site.engine import Engine, run_engine

FACTS = BuildFacts("a" * 64, "b" * 40)
PLACE = "content/audits/2026-10/"


def written(folder: Path, edition: Edition) -> dict[str, bytes]:
    write_data_files(folder, recorded(edition), FACTS)
    return {path.name: path.read_bytes() for path in sorted((folder / "docs" / "data").iterdir())}


def build_json(folder: Path, edition: Edition) -> Any:
    return json.loads(written(folder, edition)["build.json"])


def page(edition: Edition, facts: BuildFacts = FACTS) -> str:
    language = Language("en")
    (one,) = pages(recorded(edition), language, facts)
    return Templates(language).render(one.template, one.values, one.path)


def test_the_result_and_its_schema_fit(tmp_path: Path) -> None:
    files = written(tmp_path, Edition.CLIENT)
    assert list(files) == ["build.json", "result.json", "result.schema.json"]
    assert json.loads(files["result.json"]) == json.loads(result_json(recorded(Edition.CLIENT)))
    jsonschema.validate(json.loads(files["result.json"]), json.loads(files["result.schema.json"]))


def test_the_same_makes_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path / "one", Edition.INTERNAL) == written(tmp_path / "other", Edition.INTERNAL)


def test_what_was_built_from_what(tmp_path: Path) -> None:
    said = build_json(tmp_path, Edition.CLIENT)
    assert (said["input_hash"], said["commit"], said["edition"]) == (FACTS.input_hash, FACTS.commit, "client")
    assert "TPC001" in said["rules"]


def test_places_stand_in_the_internal_edition_only(tmp_path: Path) -> None:
    assert PLACE in json.dumps(build_json(tmp_path, Edition.INTERNAL)["places"])
    assert PLACE in page(Edition.INTERNAL).replace("&#47;", "/").replace("&#45;", "-")
    assert "places" not in build_json(tmp_path, Edition.CLIENT)
    assert "yml" not in page(Edition.CLIENT)


@pytest.mark.parametrize("edition", Edition)
def test_the_page_shows_hash_and_commit_as_far_as_they_are_known(edition: Edition) -> None:
    assert "a" * 64 in page(edition)
    assert "b" * 40 in page(edition)
    assert "Commit</dt>" not in page(edition, BuildFacts("a" * 64))


@pytest.mark.slow
def test_mkdocs_copies_the_files(tmp_path: Path) -> None:
    files = written(tmp_path, Edition.CLIENT)
    (tmp_path / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    (tmp_path / "docs" / "data" / "index.md").write_text("[a](result.json)\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nuse_directory_urls: false\n", encoding="utf-8")
    run_engine(Engine.MKDOCS, tmp_path, os.environ, 0)
    copied = {path.name: path.read_bytes() for path in (tmp_path / "site" / "data").glob("*.json")}
    assert copied == files
