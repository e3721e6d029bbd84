"""A file that cannot be written is named."""

import errno
import os
from pathlib import Path

import pytest

from tpm_audit.workspace.whole_file import written_beside


def test_a_full_disk_says_which_file_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "result.json"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space left") as told, written_beside(file, b"{}"):
        pass
    assert told.value.filename == str(file)
    assert list(tmp_path.iterdir()) == []
