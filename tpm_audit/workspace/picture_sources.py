"""Where the bytes of a site's pictures come from: known to the workspace, and to no result that leaves the house."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from tpm_audit.model import codes
from tpm_audit.model.audits import Answer, Observation, Visit
from tpm_audit.model.entry import Written
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.workspace.evidence import EvidenceFolder
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.pictures import broken_picture


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of a picture come from; the client's result does not know. ``place`` is where it is named.

    ``read`` raises an OSError where the file cannot be read.
    """

    path: str
    place: Place
    read: Callable[[], bytes]

    def broken(self) -> Problem:
        """Return the problem of a picture that cannot be decoded."""
        code, message, hint = broken_picture(self.path)
        return Problem(self.place, code, message, hint)

    def changed(self) -> Problem:
        """Return the problem of a file that is not any more what it was when the result was made."""
        message = say("'{path}' was changed while the site was built", path=self.path[:200])
        return Problem(self.place, codes.NOT_A_PICTURE, message, say("build again"))


def picture_sources(workspace: Workspace, audit: str) -> Mapping[str, Source]:
    """Return the pictures of an audit by their digests; of several alike the first by path and place.

    Images that are compared are among them, of all audits and the standard: a closed audit shows them, too.
    """
    folder = EvidenceFolder(workspace.files, audit)
    closed = workspace.closed.get(audit)
    named = sorted(
        _named(workspace, audit) if closed is None else ((file, Place(closed.path)) for file in folder.files)
    )
    sources: dict[str, Source] = {}
    for file, place in named:
        if folder.picture(file) is not None:
            sources.setdefault(folder.digest(file), Source(folder.path(file), place, partial(folder.read, file)))
    for image in workspace.images.values():
        place = workspace.place(image.written)
        sources.setdefault(image.measure.digest, Source(image.path, place, image.read))
    return sources


def _named(workspace: Workspace, audit: str) -> Iterator[tuple[str, Place]]:
    """Yield the files that visits name, and where."""
    for visit in workspace.visits.get(audit, ()):
        for written, said in _said(visit):
            for index, evidence in enumerate(said.evidence):
                yield evidence.file, workspace.place(written.at("evidence", index, "file"))


def _said(visit: Visit) -> Iterator[tuple[Written, Answer | Observation]]:
    """Yield the answers and observed facts of a visit, and where each is written."""
    for criterion, answer in visit.answers.items():
        yield visit.written.at("answers", criterion), answer
    for fact, observation in visit.facts.items():
        yield visit.written.at("facts", fact), observation
