import io
import os
import struct
import zlib
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.pictures import TINY, encoded
from tests.workspace.cases import VISITS, base, base_with, problems_of, read_texts, write
from tpm_audit.language.catalogue import Language
from tpm_audit.report import read
from tpm_audit.workspace.evidence import EvidenceFolder
from tpm_audit.workspace.files import MAX_EVIDENCE_BYTES, Files, read_files
from tpm_audit.workspace.picture_sources import picture_sources
from tpm_audit.workspace.pictures import MAX_PIXELS, MAX_PIXELS_TOGETHER, Picture, Pictures

QUEUE = "content/audits/2026-10/evidence/queue.jpg"
PICTURE = Image.new("RGB", (6, 4), "red")
KINDS = {
    "JPEG": encoded(PICTURE, "JPEG"),
    "PNG": encoded(PICTURE, "PNG"),
    "GIF": encoded(PICTURE, "GIF"),
    "WEBP": encoded(PICTURE, "WEBP"),
}


def look(data: bytes) -> Picture | str:
    """Look at bytes and return what they are, or what is said of them."""
    found = Pictures(lambda _: io.BytesIO(data)).look("till")
    return found if isinstance(found, Picture) else Language("en").say(found[1])


@pytest.mark.parametrize(("kind", "shown"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "webp")])
def test_a_picture_is_told_by_its_bytes(kind: str, shown: str) -> None:
    assert look(KINDS[kind]) == Picture(shown, 6, 4)


def png_of(width: int, height: int) -> bytes:
    """Return a PNG whose head says a size that its body has not."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + head + struct.pack(">I", zlib.crc32(head)) + KINDS["PNG"][33:]


def test_too_many_pixels_are_told_before_they_are_decoded() -> None:
    assert look(png_of(MAX_PIXELS // 5_000, 5_000)) == Picture("png", MAX_PIXELS // 5_000, 5_000)
    for size in ((MAX_PIXELS // 5_000 + 1, 5_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)):
        assert look(png_of(*size)) == "'till' has more than 50 million pixels"


def test_all_pictures_of_an_audit_have_a_limit_told_at_the_one_that_passes_it() -> None:
    names = [f"{n}.png" for n in range(42)]
    large = png_of(MAX_PIXELS // 5_000, 5_000)
    others = {f"content/audits/2026-10/evidence/{name}": len(large) for name in names}
    folder = EvidenceFolder(Files({}, others, opened=lambda _: io.BytesIO(large)), "2026-10")
    told = [name for name in [*names, *names] if folder.problem(name) is not None]
    assert MAX_PIXELS_TOGETHER // MAX_PIXELS == 40
    assert told == ["40.png"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "'till' is empty"),
        (b"<svg onload='x'/>", "'till' is an SVG drawing, which can hold scripts"),
        ("<?xml version='1.0'?>\n<SVG/>".encode("utf-16"), "'till' is an SVG drawing, which can hold scripts"),
        (b"\xef\xbb\xbf <!-- x --><!doctype HTML>", "'till' is a web page, which can hold scripts"),
        (b"%PDF-1.7", "'till' is a PDF file; shown are JPEG, PNG, WebP and GIF"),
        (b"\0\0\0\x18ftypheic", "'till' is a HEIC file; shown are JPEG, PNG, WebP and GIF"),
        (b"a queue", "'till' is no JPEG, PNG, WebP or GIF picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "'till' is no JPEG, PNG, WebP or GIF picture"),
        *((data[:12], "'till' is a broken picture: it cannot be decoded") for data in KINDS.values()),
        (png_of(0, 4), "'till' is a broken picture: it cannot be decoded"),
    ],
)
def test_what_is_no_picture_is_told(data: bytes, said: str) -> None:
    assert look(data) == said


@settings(deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_bytes_make_it_fail(kind: str, chance: st.DataObject) -> None:
    data = bytearray(KINDS[kind])
    for _ in range(chance.draw(st.integers(1, 8))):
        data[chance.draw(st.integers(0, len(data) - 1))] = chance.draw(st.integers(0, 255))
    look(bytes(data[: chance.draw(st.integers(0, len(data)))]))


def test_each_file_is_looked_at_once() -> None:
    opened: list[str] = []

    def opening(path: str) -> BinaryIO:
        opened.append(path)
        return io.BytesIO(TINY)

    pictures = Pictures(opening)
    assert [pictures.look("a") for _ in range(3)] == [Picture("png", 1, 1)] * 3
    assert opened == ["a"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "workspace", base())


def test_what_was_measured_and_became_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    files = read_files(folder)
    (tmp_path / "secret.png").write_bytes(KINDS["PNG"])
    (folder / QUEUE).unlink()
    (folder / QUEUE).symlink_to(tmp_path / "secret.png")
    with pytest.raises(OSError, match="symbolic link"):
        files.opened(QUEUE)
    assert [problem.code for problem in read(files).problems] == ["TPS033"]


def test_a_folder_on_the_way_that_became_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    files = read_files(folder)
    (folder / "content").rename(tmp_path / "elsewhere")
    (folder / "content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"Not a directory|symbolic link"):
        files.opened(QUEUE)


@pytest.mark.parametrize("path", ["../secret.png", "/etc/passwd", "", "content/../../secret.png", "content"])
def test_no_path_leads_out(folder: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.png").write_bytes(TINY)
    with pytest.raises(OSError, match=r"Invalid argument"):
        read_files(folder).opened(path)


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    files = read_files(folder)
    (folder / QUEUE).unlink()
    os.mkfifo(folder / QUEUE)
    with pytest.raises(OSError, match="Invalid argument"):
        files.opened(QUEUE)


def test_what_grew_too_large_is_not_read(folder: Path) -> None:
    files = read_files(folder)
    os.truncate(folder / QUEUE, MAX_EVIDENCE_BYTES)
    files.opened(QUEUE).close()
    os.truncate(folder / QUEUE, MAX_EVIDENCE_BYTES + 1)
    with pytest.raises(OSError, match="too large"):
        files.opened(QUEUE)


def test_sources_name_each_picture_once_with_its_first_place() -> None:
    twice = "evidence: [queue.jpg, {file: other/queue.jpg}, gone.jpg]"
    texts = base_with(VISITS, ("evidence: [queue.jpg]", twice))
    texts["content/audits/2026-10/evidence/other/queue.jpg"] = TINY.decode()
    assert [problem.split(" ")[1] for problem in problems_of(texts)] == ["TPS034"]
    (source,) = picture_sources(read_texts(texts), "2026-10").values()
    assert source.path == "content/audits/2026-10/evidence/other/queue.jpg"
    assert str(source.place) == "content/audits/2026-10/visits.yml:9:63"
    assert source.read() == TINY
