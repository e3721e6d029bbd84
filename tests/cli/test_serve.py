"""The verb as it is used: a real process, a file that is saved, a page that shows it."""

import signal
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from benchmarks.serve import Events, Served, serving
from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded

SITE = """format: 1
client: {name: Client}
languages: [en, de]
country: AT
phases: [{id: before, name: Before}]
"""
PAGE = "en/index.html"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    (folder / "site_config").mkdir()
    save(folder, SITE)
    return folder


@pytest.fixture(scope="module")
def served(workspace: Path) -> Iterator[Served]:
    with serving(workspace, "--as-of", "2026-11-22") as running:
        yield running


def save(folder: Path, text: str) -> None:
    (folder / "site_config" / "site.yml").write_text(text, encoding="utf-8")


def test_a_save_shows_problems_are_said_and_mended(served: Served, workspace: Path) -> None:
    events = Events(served.port)
    seen = [events.next()]
    assert "Client" in served.get(PAGE)
    for text, shown in (
        (SITE.replace("Client", "Wirsing"), "Wirsing"),
        (SITE.replace("AT", "Austria"), "site_config/site.yml:4:10"),
        (SITE.replace("Client", "<b>Kohl"), "‹b›Kohl"),
    ):
        save(workspace, text)
        seen.append(events.next())
        assert shown in unescape(served.get(PAGE))
    assert len(set(seen)) == 4
    events.close()
    said = [served.said() for _ in range(3)]
    assert said[0].startswith("site_config/site.yml: 0 findings (")
    assert said[1].startswith("site_config/site.yml: 1 problem, first site_config/site.yml:4:10 (")
    assert not (workspace / "site").exists()


def test_a_template_of_one_s_own_is_seen_too(served: Served, workspace: Path) -> None:
    own, events = workspace / "templates" / "pages" / "overview.md.j2", Events(served.port)
    events.next()
    own.parent.mkdir(parents=True)
    for text, shown in (
        ("\n{{ nothing }}\n", "there is no value 'nothing' here"),
        ('{% extends "shipped/pages/overview.md.j2" %}\n', "<h1"),
        ("# Sauerkraut\n", "Sauerkraut"),
    ):
        own.write_text(text, encoding="utf-8")
        events.next()
        page = unescape(served.get(PAGE))
        assert shown in page
        assert ('class="tpm-preview"' in page) is ("nothing" in text)
    events.close()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_while_pages_are_open(workspace: Path, stop: signal.Signals) -> None:
    with serving(workspace, "--as-of", "2026-11-22", "--edition", "client") as running:
        events = [Events(running.port) for _ in range(12)]
        for one in events:
            one.next()
        assert "<html" in running.get(PAGE)
        began = time.monotonic()
        running.process.send_signal(stop)
        assert running.process.wait(10) == Exit.INTERRUPTED
        assert time.monotonic() - began < 3
        for one in events:
            one.close()


def test_a_problem_at_the_start_is_shown_and_mended(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    save(tmp_path, "format: 1\nclient: [\n")
    with serving(tmp_path) as running:
        events = Events(running.port)
        events.next()
        assert "site_config/site.yml:" in unescape(running.get("de/index.html"))
        save(tmp_path, SITE)
        events.next()
        assert "tpm-preview-alone" not in running.get("de/index.html")
        events.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-C", "nowhere"], "there is no folder"),
        (["--audit", "1999"], "has no audit '1999'"),
        (["--port", "70000"], "70000"),
        (["--host", "no.such.host.invalid"], ""),
    ],
)
def test_what_cannot_be_served_ends_with_its_reason(
    arguments: list[str], said: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_guarded(program, ["serve", "-C", str(workspace), *arguments])
    assert code in (Exit.USAGE, Exit.NOT_WRITTEN)
    assert said in capsys.readouterr().err
