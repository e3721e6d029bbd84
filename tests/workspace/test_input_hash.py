"""The input hash stands for names and bytes, and for nothing else."""

import os
import shutil
from pathlib import Path

import pytest

from tests.workspace.cases import base, write
from tpm_audit.workspace.files import read_files
from tpm_audit.workspace.input_hash import input_hash

PHOTO = "content/audits/2026-10/evidence/queue.jpg"


def hash_of(folder: Path) -> str:
    return input_hash(read_files(folder), folder, (), {})


def test_folder_and_date_do_not_count(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one", base()), tmp_path / "deeper" / "other"
    shutil.copytree(one, other)
    for file in other.rglob("*"):
        os.utime(file, (0, 0))
    assert len(hash_of(one)) == 64
    assert hash_of(one) == hash_of(other)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("site_config/site.yml", "# a comment\n"),
        (PHOTO, "another"),
        ("content/surveys/one/export.csv", "1"),
        ("templates/pages/overview.md.j2", "x"),
        ("mkdocs.yml", "# x"),
    ],
)
def test_every_file_counts(tmp_path: Path, path: str, text: str) -> None:
    folder = write(tmp_path, base())
    before = hash_of(folder)
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write(text)
    assert hash_of(folder) != before


def test_bytes_of_one_length_count(tmp_path: Path) -> None:
    folder = write(tmp_path, base())
    hashes = set()
    for data in (b"12", b"21"):
        (folder / PHOTO).write_bytes(data)
        hashes.add(hash_of(folder))
    assert len(hashes) == 2


def test_a_name_is_not_taken_for_content(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"content/a.txt": "b", "content/c.txt": ""})
    other = write(tmp_path / "other", {"content/a.txt": "", "content/c.txt": "b"})
    assert hash_of(one) != hash_of(other)


def test_what_lies_beside_does_not_count(tmp_path: Path) -> None:
    folder = write(tmp_path, base())
    before = hash_of(folder)
    (folder / "README.md").write_text("hello", encoding="utf-8")
    (folder / "content" / ".hidden").write_text("hello", encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "out").symlink_to(folder / "README.md")
    assert hash_of(folder) == before


def test_what_the_brand_names_counts(tmp_path: Path) -> None:
    folder = write(tmp_path, {**base(), "brand/logo.svg": "<svg/>"})
    files = read_files(folder)
    hashes = {input_hash(files, folder, (), {}), input_hash(files, folder, ["brand/logo.svg"], {})}
    (folder / "brand/logo.svg").write_text("<svg><g/></svg>", encoding="utf-8")
    assert len(hashes | {input_hash(files, folder, ["brand/logo.svg"], {})}) == 3
