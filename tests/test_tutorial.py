"""The tutorial and the how-to pages do what they say: commands are typed, files written, output compared."""

import contextlib
import re
import shlex
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tpm_audit.cli import program

GUIDE = Path(__file__).parents[1] / "docs"
TUTORIAL = GUIDE / "tutorial.md"
HOW_TO = tuple(f"{folder}{page}.md" for folder in ("", "de/") for page in ("standard", "consistency", "surveys"))
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"\n]*)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_PARTS = ("\n## ", "\n- ", "\n| ")  # headings, list items, rows
MINUTE = 60


class Reader:
    """Someone who follows a page from an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = ""
        self.file = folder

    def do(self, kind: str, note: str, text: str) -> None:
        """Do what a block says; ``text`` is what was printed last, and files without a name go on with the last."""
        if kind == "sh":
            for line in text.splitlines():
                self.type(shlex.split(line), ends=int(note.rpartition(" ")[2] or 0))
        elif kind == "text":
            printed = self.printed.splitlines()
            assert [line for line in text.splitlines() if not any(one.startswith(line) for one in printed)] == []
        elif note:
            self.file = self.folder / note
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(text, encoding="utf-8")
        else:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(text)

    def type(self, words: list[str], *, ends: int) -> None:
        """Type a command."""
        match words:
            case ["cd", name]:
                self.folder /= name
            case ["rm", name]:
                (self.folder / name).unlink()
            case ["tpm-audit", *arguments]:
                with contextlib.chdir(self.folder):
                    done = CliRunner().invoke(program, arguments, standalone_mode=False)
                assert done.exception is None
                assert (done.return_value or 0) == ends, done.output
                self.printed = done.output
            case _:
                pytest.fail(f"the page types {words}")


@pytest.mark.slow
def test_the_tutorial_leads_to_a_site_of_ones_own(tmp_path: Path) -> None:
    reader, began = Reader(tmp_path), time.monotonic()
    for kind, note, text in _BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        reader.do(kind, note, text)
    site = tmp_path / "bakery" / "site"
    for page in ("de/index.html", "en/index.html", "de/touchpoints/order-confirmation.html", "en/pages/summary.html"):
        assert (site / page).is_file()
    german = (site / "de/index.html").read_text(encoding="utf-8")
    assert "Bäckerei Lindner" in german
    assert 'data-md-color-primary="teal"' in german
    assert "Kontakt &amp; Klang, for Bäckerei Lindner" in german
    assert (tmp_path / "bakery/content/audits/first-audit/result.json").is_file()
    assert time.monotonic() - began < MINUTE  # the rest of the ten minutes is reading
    shutil.rmtree(site)


@pytest.mark.parametrize("page", HOW_TO)
def test_a_how_to_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    reader, blocks = Reader(tmp_path), _BLOCK.findall((GUIDE / page).read_text(encoding="utf-8"))
    assert any(kind == "text" for kind, _, _ in blocks)
    for kind, note, text in blocks:
        reader.do(kind, note, text)


@pytest.mark.parametrize("page", [page for page in HOW_TO if "/" not in page])
def test_a_how_to_page_is_the_same_in_german(page: str) -> None:
    english, german = ((GUIDE / folder / page).read_text(encoding="utf-8") for folder in ("", "de"))
    assert [block[:2] for block in _BLOCK.findall(english)] == [block[:2] for block in _BLOCK.findall(german)]
    assert [english.count(sign) for sign in _PARTS] == [german.count(sign) for sign in _PARTS]
