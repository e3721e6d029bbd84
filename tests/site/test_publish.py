from pathlib import Path

import pytest

from tpm_audit.site.publish import MARKER, OutputRefusedError, publish, refuse_foreign, staging


def made(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text, encoding="utf-8")
    return folder


def exchanged(output: Path, text: str) -> None:
    with staging(output) as work:
        publish(made(work / "whole", text), output, work / "before")


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    output = tmp_path / "out" / "site"
    for text in ("first", "second"):
        exchanged(output, text)
        assert (output / "index.html").read_text(encoding="utf-8") == text
        assert (output / MARKER).is_file()
    assert list(output.parent.iterdir()) == [output]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    exchanged(output, "first")
    assert (output / "index.html").is_file()


@pytest.mark.parametrize("kind", ["folder", "file", "link to a folder", "link to nothing"])
def test_what_is_not_ours_is_refused_and_stays(tmp_path: Path, kind: str) -> None:
    output, other = tmp_path / "site", tmp_path / "other"
    if kind == "folder":
        made(output, "theirs")
    elif kind == "file":
        output.write_text("theirs", encoding="utf-8")
    else:
        if kind == "link to a folder":
            exchanged(other, "theirs")
        output.symlink_to(other)
    with pytest.raises(OutputRefusedError):
        refuse_foreign(output)
    with pytest.raises(OutputRefusedError):
        exchanged(output, "ours")
    kept = {"folder": output / "index.html", "file": output}.get(kind, other / "index.html")
    assert kind == "link to nothing" or kept.read_text(encoding="utf-8") == "theirs"


def test_the_old_site_stays_when_the_new_one_is_not_finished(tmp_path: Path) -> None:
    output = tmp_path / "site"
    exchanged(output, "first")
    with pytest.raises(FileExistsError), staging(output) as work:
        made(made(work / "whole", "second"), "again")
    assert (output / "index.html").read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_the_old_site_comes_back_when_the_new_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    output = tmp_path / "site"
    exchanged(output, "first")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.name == "whole":
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(error):
        exchanged(output, "second")
    assert (output / "index.html").read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [output]
