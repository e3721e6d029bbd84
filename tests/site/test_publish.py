import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tpm_audit.site import publish as publishing
from tpm_audit.site.exchange import exchange
from tpm_audit.site.lock import exclusive
from tpm_audit.site.manifest import MARKER, Maker, OutputRefusedError, refuse_foreign
from tpm_audit.site.publish import publish

ROOT = Path(__file__).parents[2]


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def built(output: Path, files: Mapping[str, str] | str) -> None:
    with exclusive(output, wait=False, tell=lambda _: None) as staging:
        publish(written(staging.work / "whole", {"index.html": files} if isinstance(files, str) else files), staging)


def content(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_site_takes_the_place_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    output = tmp_path / "out" / "site"
    for files in ({"index.html": "first", "de/old.html": "x"}, {"index.html": "second", "a b/ü%.html": "x"}):
        built(output, files)
        listed = {"index.html\n", "de/old.html\n", "a%20b/%C3%BC%25.html\n"}
        found = content(output)
        marker = found.pop(MARKER)
        assert found == files
        assert marker.startswith(Maker.BUILD.words)
        assert set(marker.removeprefix(Maker.BUILD.words).splitlines(keepends=True)) <= listed
    assert list(output.parent.iterdir()) == [output]


def test_a_site_lists_its_files_in_one_order(tmp_path: Path) -> None:
    files = {"b.html": "", "a/c.html": "", "a.html": "", "a/b.html": ""}
    markers = []
    for number, names in enumerate((sorted(files), sorted(files, reverse=True))):
        built(tmp_path / str(number), {name: files[name] for name in names})
        markers.append((tmp_path / str(number) / MARKER).read_bytes())
    assert markers[0] == markers[1]
    assert markers[0].decode().splitlines()[1:] == ["a.html", "a/b.html", "a/c.html", "b.html"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    built(output, "first")
    assert (output / "index.html").is_file()


@pytest.mark.parametrize("kind", ["folder", "file", "link to a folder", "link to nothing", "marker that is a link"])
def test_what_is_not_ours_is_refused_and_stays(tmp_path: Path, kind: str) -> None:
    output, other = tmp_path / "site", tmp_path / "other"
    built(other, "theirs")
    if kind == "folder":
        written(output, {"index.html": "theirs", MARKER: "another's mark"})
    elif kind == "file":
        output.write_text("theirs", encoding="utf-8")
    elif kind == "marker that is a link":
        written(output, {"index.html": "theirs"})
        (output / MARKER).symlink_to(other / MARKER)
    else:
        output.symlink_to(other if kind == "link to a folder" else tmp_path / "nothing")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputRefusedError):
        refuse_foreign(output, Maker.BUILD)
    with pytest.raises(OutputRefusedError):
        built(output, "ours")
    assert sorted(tmp_path.rglob("*")) == before
    assert "ours" not in content(tmp_path).values()


@pytest.mark.parametrize(
    ("added", "named"),
    [
        (["CNAME"], "CNAME;"),
        ([".git/config", ".git/HEAD"], ".git/;"),
        (["de/notes.txt"], "de/notes.txt;"),
        (["de/mine/notes.txt"], "de/mine/;"),
        (["a", "b", "c", "d/x", "e"], "a, b, c and 2 more;"),
        ([".DS_Store", "de/Thumbs.db", "desktop.ini", "de/._index.html"], None),
    ],
)
def test_what_others_put_into_our_folder_is_named_and_stays(
    tmp_path: Path, added: list[str], named: str | None
) -> None:
    output = tmp_path / "site"
    built(output, {"index.html": "old", "de/index.html": "old"})
    written(output, dict.fromkeys(added, "theirs"))
    if named is None:
        built(output, "new")
        assert set(content(output)) == {"index.html", MARKER}
        return
    with pytest.raises(OutputRefusedError) as refused:
        built(output, "new")
    assert named in str(refused.value)
    assert set(added) <= set(content(output))
    assert (output / "index.html").read_text(encoding="utf-8") == "old"


def test_a_folder_in_the_place_of_our_file_is_not_ours(tmp_path: Path) -> None:
    output = tmp_path / "site"
    built(output, {"index.html": "old", "de/index.html": "old"})
    (output / "index.html").unlink()
    written(output, {"index.html/theirs": "theirs"})
    with pytest.raises(OutputRefusedError, match=r"index\.html/;"):
        built(output, "new")


def test_a_link_in_our_folder_is_not_followed(tmp_path: Path) -> None:
    output, other = tmp_path / "site", written(tmp_path / "other", {"index.html": "theirs"})
    built(output, {"index.html": "old", "de/index.html": "old"})
    shutil.rmtree(output / "de")
    (output / "de").symlink_to(other)
    with pytest.raises(OutputRefusedError, match="de;"):
        built(output, "new")
    assert content(other) == {"index.html": "theirs"}


def test_files_of_ours_that_are_gone_or_changed_are_replaced(tmp_path: Path) -> None:
    output = tmp_path / "site"
    built(output, {"index.html": "old", "de/index.html": "old", "en/index.html": "old"})
    shutil.rmtree(output / "de")
    (output / "en" / "index.html").write_text("changed", encoding="utf-8")
    built(output, {"en/index.html": "new"})
    assert {name for name in content(output) if name != MARKER} == {"en/index.html"}
    assert (output / "en" / "index.html").read_text(encoding="utf-8") == "new"


def test_unchanged_files_stay_the_same_files(tmp_path: Path) -> None:
    output = tmp_path / "site"
    files = {"same.html": "same", "de/same.html": "same", "size.html": "same", "bytes.html": "same", "gone.html": ""}
    built(output, files)
    for name in files:
        os.utime(output / name, (1_000_000, 1_000_000))
    built(output, {**files, "size.html": "longer", "bytes.html": "emas"} | {"new.html": ""})
    kept = {path.name: path.stat().st_mtime == 1_000_000 for path in output.rglob("*.html")}
    assert kept == {"same.html": True, "size.html": False, "bytes.html": False, "gone.html": True, "new.html": False}
    assert (output / "de" / "same.html").stat().st_mtime == 1_000_000
    assert {path.stat().st_nlink for path in output.rglob("*.html")} == {1}
    marker = (output / MARKER).stat()
    built(output, {**files, "size.html": "longer", "bytes.html": "emas"} | {"new.html": ""})
    assert (output / MARKER).stat().st_ino == marker.st_ino


def test_a_link_in_the_old_site_is_not_taken_over(tmp_path: Path) -> None:
    output, other = tmp_path / "site", written(tmp_path / "other", {"index.html": "same"})
    built(output, {"index.html": "same"})
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(other / "index.html")
    built(output, {"index.html": "same"})
    assert not (output / "index.html").is_symlink()
    assert (other / "index.html").stat().st_nlink == 1


@pytest.mark.parametrize("error", [errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP, errno.EMLINK])
def test_a_disk_without_hard_links_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    output = tmp_path / "site"
    built(output, {"index.html": "same", "b.html": "same"})
    monkeypatch.setattr(os, "link", refusing)
    built(output, {"index.html": "same", "b.html": "new"})
    assert content(output)["b.html"] == "new"


def test_two_folders_change_places(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one", {"x": "1"}), written(tmp_path / "other", {"x": "2"})
    if exchange(one, other):
        assert (content(one), content(other)) == ({"x": "2"}, {"x": "1"})
        with pytest.raises(FileNotFoundError):
            exchange(one, tmp_path / "nothing")


@pytest.mark.slow
def test_no_fault_at_any_step_harms_the_site(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "faults.py", tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.splitlines()
    assert [line for line in said if line.startswith("WRONG")] == []
    assert len(said) == 5 * 2 * 2
    assert all(int(line.split()[-2]) > 10 for line in said)
