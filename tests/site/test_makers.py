"""Folders of one command are not another's, and an output inside of one is refused."""

from pathlib import Path

import pytest

from tests.site.test_publish import content, written
from tpm_audit.language.catalogue import Language
from tpm_audit.site.lock import exclusive
from tpm_audit.site.manifest import Maker, OutputRefusedError, made_by
from tpm_audit.site.publish import publish


def made(output: Path, maker: Maker) -> None:
    with exclusive(output, wait=False, tell=lambda _: None, maker=maker) as staging:
        whole = staging.work / "whole"
        written(whole, {"index.html": maker.value})
        publish(whole, staging)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Maker.BUILD, Maker.PAGES, "holds a site that tpm-audit build made; name another folder"),
        (Maker.PAGES, Maker.BUILD, "holds pages that tpm-audit pages made; name another folder"),
    ],
)
def test_no_command_replaces_what_another_made(tmp_path: Path, first: Maker, second: Maker, said: str) -> None:
    output = tmp_path / "out"
    made(output, first)
    made(output, first)
    with pytest.raises(OutputRefusedError, match=said):
        made(output, second)
    assert (made_by(output), content(output)["index.html"]) == (first, first.value)
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("below", ["en", "en/deep"])
def test_an_output_inside_a_site_is_refused_before_anything_is_made(tmp_path: Path, below: str) -> None:
    made(tmp_path / "site", Maker.BUILD)
    before = content(tmp_path / "site")
    with pytest.raises(OutputRefusedError, match=r"site holds a site that .* made; name a folder outside of it"):
        made(tmp_path / "site" / below, Maker.BUILD)
    (tmp_path / "link").symlink_to(tmp_path / "site")
    with pytest.raises(OutputRefusedError):
        made(tmp_path / "link" / below, Maker.PAGES)
    assert content(tmp_path / "site") == before


def test_a_folder_that_cannot_be_made_is_named_as_it_was_asked_for() -> None:
    with pytest.raises(OSError, match="/proc/x") as error:
        made(Path("/proc/x"), Maker.BUILD)
    assert error.value.filename == "/proc/x"


def test_a_refusal_is_said_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputRefusedError) as refused:
        made(tmp_path / "out", Maker.BUILD)
    (said,) = refused.value.lines_in(Language("de"))
    assert said.endswith("ist eine Datei; einen Ordner nennen")
