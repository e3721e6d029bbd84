import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tpm_audit.site.watch import Watch, is_on_the_way, look


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content/touchpoints", "site_config", "site", ".tpm-audit"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content" / "touchpoints" / "all.yml").write_text("touchpoints: {}\n", encoding="utf-8")
    (tmp_path / "site_config" / "site.yml").write_text("format: 1\n", encoding="utf-8")
    return tmp_path


def noticed(root: Path, save: Callable[[], object]) -> tuple[str, ...]:
    """Return what a watch says of a save; nothing if it says nothing for a while."""
    watch = Watch(root)
    save()
    return next(watch.changes(0.2))


def replaced(file: Path, text: str) -> None:
    """Save as editors do: a new file takes the place of the old one, its time and size included."""
    before = file.stat()
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(file)


@pytest.mark.parametrize(
    ("save", "paths"),
    [
        (lambda root: (root / "content/touchpoints/all.yml").write_text("x"), ("content/touchpoints/all.yml",)),
        (lambda root: replaced(root / "site_config/site.yml", "format: 2\n"), ("site_config/site.yml",)),
        (lambda root: (root / "site_config/site.yml").unlink(), ("site_config/site.yml",)),
        (lambda root: (root / "mkdocs.yml").write_text("x"), ("mkdocs.yml",)),
        (
            lambda root: ((root / "templates/pages").mkdir(parents=True), (root / "templates/pages/a.md.j2").touch()),
            ("templates/pages/a.md.j2",),
        ),
        (
            lambda root: (root / "content/touchpoints").rename(root / "content/things"),
            ("content/things/all.yml", "content/touchpoints/all.yml"),
        ),
        (lambda root: (root / "site/index.html").write_text("x"), ()),
        (lambda root: (root / ".tpm-audit/schema.json").write_text("x"), ()),
        (lambda root: (root / "README.md").write_text("x"), ()),
        (lambda root: (root / "content/touchpoints/.all.yml.swp").write_text("x"), ()),
        (lambda root: (root / "content/touchpoints/all.yml~").write_text("x"), ()),
        (lambda root: (root / "content/touchpoints/4913").write_text("x"), ()),
        (lambda root: (root / "content/touchpoints/all.yml").read_text(), ()),
        (lambda _: None, ()),
    ],
)
def test_what_is_a_save(root: Path, save: Callable[[Path], object], paths: tuple[str, ...]) -> None:
    assert noticed(root, lambda: save(root)) == paths


def test_links_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "content" / "loop").symlink_to(root / "content")
    (root / "content" / "away").symlink_to(elsewhere)
    assert noticed(root, lambda: (elsewhere / "x.yml").write_text("x")) == ()


def test_saves_that_follow_each_other_closely_are_one(root: Path) -> None:
    watch = Watch(root)
    files = [root / "content" / f"{number}.yml" for number in range(5)]

    def save() -> None:
        for file in files:
            file.write_text("x", encoding="utf-8")
            time.sleep(0.02)

    writer = threading.Thread(target=save)
    changes = watch.changes(5)
    writer.start()
    assert next(changes) == tuple(f"content/{number}.yml" for number in range(5))
    writer.join()


def test_a_save_while_the_one_before_is_shown_is_not_lost(root: Path) -> None:
    changes = Watch(root).changes(5)
    for text in ("one", "two", "three"):
        (root / "mkdocs.yml").write_text(text * 3, encoding="utf-8")
        assert next(changes) == ("mkdocs.yml",)


def test_a_workspace_without_anything_can_be_looked_at(tmp_path: Path) -> None:
    assert look(tmp_path / "nowhere") == {}


@pytest.mark.parametrize("name", [".x", "x~", "#x#", "~$x.yml", "x.swp", "4913", "x.tmp", "x___jb_tmp___"])
def test_editors_files_are_theirs(name: str) -> None:
    assert is_on_the_way(name)


@pytest.mark.parametrize("name", ["all.yml", "foto.jpg", "a.b.yaml", "49130"])
def test_others_are_not(name: str) -> None:
    assert not is_on_the_way(name)


def test_files_that_mkdocs_yml_names_are_watched_as_long_as_it_names_them(root: Path) -> None:
    (root / "brand").mkdir()
    style = root / "brand" / "own.css"
    style.write_text("a {}", encoding="utf-8")
    watch = Watch(root)
    watch.watch_also(["brand/own.css"])
    style.write_text("b {} /* */", encoding="utf-8")
    assert next(watch.changes(0.2)) == ("brand/own.css",)
    watch.watch_also([])
    style.write_text("c {}", encoding="utf-8")
    assert next(watch.changes(0.2)) == ()
