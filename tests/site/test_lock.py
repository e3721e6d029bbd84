import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.site.test_publish import built, content, written
from tpm_audit.site.lock import BuildRunningError, exclusive
from tpm_audit.site.manifest import MARKER, OutputRefusedError
from tpm_audit.site.publish import publish
from tpm_audit.source.message import Message

ROOT = Path(__file__).parents[2]


def silent(_: Message) -> None:
    pass


def test_a_second_build_says_so_at_once(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with exclusive(output, wait=False, tell=silent) as staging:
        for same in (output, tmp_path / "other" / ".." / "site"):
            with pytest.raises(
                BuildRunningError, match=rf"another build of .*site is running \(process {os.getpid()}, since 20"
            ):
                built(same, "second")
        publish(written(staging.work / "whole", {"index.html": "first"}), staging)
    assert content(output)["index.html"] == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_builds_of_other_outputs_do_not_mind(tmp_path: Path) -> None:
    with exclusive(tmp_path / "site", wait=False, tell=silent):
        built(tmp_path / "other", "second")
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_a_second_build_waits_where_it_is_told_to(tmp_path: Path) -> None:
    output = tmp_path / "site"
    told: list[Message] = []
    waiting = threading.Event()

    def tell(message: Message) -> None:
        told.append(message)
        waiting.set()

    def second() -> None:
        with exclusive(output, wait=True, tell=tell) as staging:
            assert content(output)["index.html"] == "first"
            publish(written(staging.work / "whole", {"index.html": "second"}), staging)

    with exclusive(output, wait=True, tell=silent) as staging:
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        publish(written(staging.work / "whole", {"index.html": "first"}), staging)
    thread.join(10)
    assert content(output)["index.html"] == "second"
    assert [one.text for one in told] == ["waiting for another build of {folder}"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


TURNS = """
import os, sys
from pathlib import Path
from tpm_audit.site.lock import exclusive
output = Path(sys.argv[1])
for turn in range(int(sys.argv[2])):
    with exclusive(output, wait=True, tell=lambda _: None) as staging:
        os.close(os.open(output.parent / "alone", os.O_CREAT | os.O_EXCL))
        assert staging.is_held()
        (output.parent / "alone").unlink()
        with open(output.parent / "turns", "a") as file:
            file.write("x")
"""


@pytest.mark.slow
def test_there_are_never_two_at_once(tmp_path: Path) -> None:
    """Every turn takes the lock's file away, which is when two could come to hold one."""
    arguments: list[str | Path] = [sys.executable, "-c", TURNS, tmp_path / "site", "20"]
    running = [subprocess.Popen(arguments, env={**os.environ, "PYTHONPATH": str(ROOT)}) for _ in range(4)]
    assert [process.wait(120) for process in running] == [0, 0, 0, 0]
    assert (tmp_path / "turns").read_text(encoding="utf-8") == "x" * 80
    assert sorted(path.name for path in tmp_path.iterdir()) == ["turns"]


def test_the_old_site_stays_when_the_new_one_is_not_finished(tmp_path: Path) -> None:
    output = tmp_path / "site"
    built(output, "first")
    with pytest.raises(FileExistsError), exclusive(output, wait=False, tell=silent) as staging:
        (staging.work / "../lock").resolve().mkdir()
    assert content(output)["index.html"] == "first"
    assert list(tmp_path.iterdir()) == [output]


def test_a_folder_that_is_removed_meanwhile_costs_the_build_and_no_more(tmp_path: Path) -> None:
    output = tmp_path / "site"
    built(output, "first")
    with exclusive(output, wait=False, tell=silent) as staging:
        shutil.rmtree(staging.folder)
        with exclusive(output, wait=False, tell=silent) as other:
            with pytest.raises(FileNotFoundError):
                publish(written(staging.work / "whole", {"index.html": "second"}), staging)
            publish(written(other.work / "whole", {"index.html": "third"}), other)
    assert content(output)["index.html"] == "third"


def test_the_hidden_folder_of_another_is_refused(tmp_path: Path) -> None:
    other = written(tmp_path / "other", {"work-1/x": "theirs"})
    (tmp_path / ".site.tpm-audit").symlink_to(other)
    with pytest.raises(OutputRefusedError, match="is not a folder"):
        built(tmp_path / "site", "first")
    assert content(other) == {"work-1/x": "theirs"}


def test_what_others_put_into_the_hidden_folder_stays(tmp_path: Path) -> None:
    other = written(tmp_path / "other", {"x": "theirs"})
    hidden = written(tmp_path / ".site.tpm-audit", {"mine.txt": "theirs"})
    (hidden / "work-1").symlink_to(other)
    built(tmp_path / "site", "first")
    assert content(hidden) == {"mine.txt": "theirs"}
    assert content(other) == {"x": "theirs"}


def test_a_site_that_was_moved_away_is_kept_until_it_can_come_back(tmp_path: Path) -> None:
    output, hidden = tmp_path / "site", tmp_path / ".site.tpm-audit"
    built(output, "first")
    hidden.mkdir()
    output.rename(hidden / "before")
    written(output, {"mine.txt": "theirs"})
    with pytest.raises(OutputRefusedError):
        built(output, "second")
    assert content(hidden / "before")["index.html"] == "first"
    shutil.rmtree(output)
    output.mkdir()
    with exclusive(output, wait=False, tell=silent):
        assert content(output)["index.html"] == "first"
    assert set(content(tmp_path / "site")) == {"index.html", MARKER}
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("output", ["/", "/nothing/../"])
def test_a_root_is_no_output(output: str) -> None:
    with pytest.raises(OutputRefusedError, match="cannot be replaced"):
        built(Path(output), "first")
