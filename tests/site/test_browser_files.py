from pathlib import Path

import pytest

from hatch_build import BROUGHT
from tpm_audit.site import browser_files
from tpm_audit.site.browser_files import BrowserFile, browser_file, plotly_bundle


def test_each_is_brought_by_the_build_hook() -> None:
    brought = {ours for one in BROUGHT for _, ours in one.files if ours.endswith(".js")}
    assert {file.value for file in BrowserFile} == brought


def test_without_npm_plotly_comes_from_its_package_and_the_rest_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_files, "_VENDOR", tmp_path)
    assert [browser_file(file) for file in BrowserFile] == [None, None, None]
    assert plotly_bundle().name == "plotly.min.js"
    (tmp_path / BrowserFile.PLOTLY.value).touch()
    assert plotly_bundle() == tmp_path / BrowserFile.PLOTLY.value
