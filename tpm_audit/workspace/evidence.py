"""Paths that people write: inside the workspace, with /, to a file that is there. Evidence is a picture, too."""

from pathlib import PurePosixPath

from tpm_audit.model import codes
from tpm_audit.model.images import ImageMeasure
from tpm_audit.source.message import say
from tpm_audit.source.problems import Misfit
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.files import MAX_EVIDENCE_BYTES, Files
from tpm_audit.workspace.pictures import MAX_PIXELS_TOGETHER, Picture, too_large_together

_MEGABYTE = 1_000_000
_COMPARISONS = 60_000  # of missing files with those that are there: where thousands miss, the last get no guess


class EvidenceFolder:
    """The evidence/ folder of an audit."""

    def __init__(self, files: Files, audit: str) -> None:
        self._folder = f"content/audits/{audit}/evidence/"
        self._pictures = files.pictures
        self._sizes = {
            path.removeprefix(self._folder): size
            for path, size in files.others.items()
            if path.startswith(self._folder)
        }
        self._names = frozenset(self._sizes)
        self._comparisons = 0
        self._counted: set[str] = set()
        self._together = 0

    @property
    def files(self) -> frozenset[str]:
        """Return the paths of all files in the folder."""
        return self._names

    def problem(self, file: str) -> Misfit | None:
        """Return code, message and hint of a path that does not lead to a picture below the folder."""
        misfit = path_problem(file)
        if misfit is not None:
            return misfit
        path = self.path(file)
        size = self._sizes.get(file)
        if size is None:
            if file.startswith("evidence/"):
                return (
                    codes.NO_SUCH_FILE,
                    say("there is no file '{path}'", path=path[:200]),
                    say("leave out {folder}: paths begin inside of it", folder="evidence/"),
                )
            near = closest(file, self._names) if self._comparisons < _COMPARISONS else None
            self._comparisons += len(self._names)
            return (
                codes.NO_SUCH_FILE,
                say("there is no file '{path}'", path=path[:200]),
                say("did you mean '{near}'?", near=near) if near else say("put the file there, or leave it out here"),
            )
        if size > MAX_EVIDENCE_BYTES:
            return (
                codes.OUT_OF_RANGE,
                say("'{path}' is larger than {limit} MB", path=path[:200], limit=MAX_EVIDENCE_BYTES // _MEGABYTE),
                say("make it smaller"),
            )
        looked_at = self._pictures.look(path)
        if not isinstance(looked_at, Picture):
            return looked_at
        return self._crowded(path, looked_at.width * looked_at.height)

    def _crowded(self, path: str, pixels: int) -> Misfit | None:
        """Return the problem of the picture that passes what all may have together; it is told once."""
        if path in self._counted:
            return None
        self._counted.add(path)
        before, self._together = self._together, self._together + pixels
        return too_large_together(path) if before <= MAX_PIXELS_TOGETHER < self._together else None

    def path(self, file: str) -> str:
        """Return the path of a file of the folder in the workspace."""
        return f"{self._folder}{file}"

    def picture(self, file: str) -> Picture | None:
        """Return what a file is, None where ``problem`` has something to say of it."""
        if path_problem(file) is not None or self._sizes.get(file, MAX_EVIDENCE_BYTES + 1) > MAX_EVIDENCE_BYTES:
            return None
        looked_at = self._pictures.look(self.path(file))
        return looked_at if isinstance(looked_at, Picture) else None

    def measure(self, file: str) -> ImageMeasure | Misfit:
        """Return what a picture measures, or code, message and hint of what is no picture below the folder."""
        return self.problem(file) or self._pictures.measure(self.path(file))

    def digest(self, file: str) -> str:
        """Return the SHA-256 of a picture's bytes in hexadecimal.

        Raises:
            OSError: the file cannot be read any more.
        """
        return self._pictures.digest(self.path(file))

    def read(self, file: str) -> bytes:
        """Return a picture's bytes.

        Raises:
            OSError: the file cannot be read any more.
        """
        return self._pictures.read(self.path(file))


def path_problem(path: str) -> Misfit | None:
    """Return code, message and hint of a path that is not plainly one inside of its folder."""
    parts = PurePosixPath(path).parts
    if "\\" in path or ":" in path or "\0" in path or not path.isprintable():
        return (
            codes.BAD_PATH,
            say("'{path}' is not a path of this workspace", path=path[:200]),
            say("write folders and file with /, such as {example}", example="till/queue.jpg"),
        )
    if path.startswith("/") or ".." in parts or not parts:
        return (
            codes.BAD_PATH,
            say("'{path}' leads out of its folder", path=path[:200]),
            say("write it without .. and without / at the beginning"),
        )
    return None
