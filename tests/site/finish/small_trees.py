"""Small built trees, written by hand, and the pass over them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tpm_audit.language.catalogue import Language
from tpm_audit.site.finish.faults import SiteFault, SiteFaultError
from tpm_audit.site.finish.finish import Finished, FinishSettings, finish

THEME_SCRIPT = "assets/javascripts/bundle.0a1b2c3d.min.js"


def html(body: str = "", head: str = "") -> str:
    return f"<!doctype html>\n<html><head><title>T</title>{head}</head><body>{body}</body></html>"


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, files: Mapping[str, str], settings: FinishSettings | None = None) -> Finished:
    write(folder, files)
    codes = [code for code in ("de", "en") if (folder / code).is_dir()]
    return finish(folder, [Language(code) for code in codes], settings or FinishSettings())


def faults(folder: Path, files: Mapping[str, str], settings: FinishSettings | None = None) -> tuple[SiteFault, ...]:
    with pytest.raises(SiteFaultError) as raised:
        run(folder, files, settings)
    return raised.value.faults


def text(folder: Path, path: str) -> str:
    return (folder / path).read_text(encoding="utf-8")
