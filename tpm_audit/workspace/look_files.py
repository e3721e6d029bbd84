"""Files of the workspace that mkdocs.yml names for the look of the site: favicon, style sheets."""

from pathlib import PurePosixPath

from tpm_audit.model import codes
from tpm_audit.source.message import Message, say
from tpm_audit.workspace.evidence import path_problem
from tpm_audit.workspace.files import FOLDERS, TEMPLATES
from tpm_audit.workspace.mkdocs_values import SHOWN


def look_path_problem(path: str, endings: tuple[str, ...]) -> tuple[str, Message, Message] | None:
    """Return code, message and hint of a path that is not one of a file that a site may show."""
    if "://" in path or path.startswith("//"):
        return (
            codes.BAD_PATH,
            say("'{path}' stands on another host, which no page may ask", path=path[:SHOWN]),
            say(
                "put the file into the workspace and write its path, such as {example}",
                example=f"brand/own{endings[0]}",
            ),
        )
    misfit = path_problem(path)
    if misfit is not None:
        return misfit
    parts = PurePosixPath(path).parts
    if parts[0] in (*FOLDERS, TEMPLATES) or any(part.startswith(".") for part in parts):
        return (
            codes.BAD_PATH,
            say("'{path}' is no place for a file of the site's look", path=path[:SHOWN]),
            say("put it into a folder of its own, such as {example}", example=f"brand/{parts[-1].lstrip('.')}"),
        )
    if not path.lower().endswith(endings):
        choices = ", ".join(endings)
        return (
            codes.NOT_A_CHOICE,
            say("'{path}' is not a file of a kind that can stand here", path=path[:SHOWN]),
            say("its name has to end with one of: {choices}", choices=choices),
        )
    return None


def no_such_file(path: str) -> tuple[str, Message, Message]:
    """Return code, message and hint of a path at which there is nothing."""
    return (
        codes.NO_SUCH_FILE,
        say("there is no file '{path}'", path=path[:SHOWN]),
        say("put the file there, or leave it out here"),
    )
