"""What an output format is: a name, the endings of its files, and what makes bytes of a result."""

from collections.abc import Callable
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.page import finding_path


@dataclass(frozen=True, slots=True)
class Beside:
    """What an output is told beside the result.

    ``page`` returns what explain says of a code, None where it has no page. ``site`` is the address of the published
    site, with a slash at its end. ``folder`` leads from where the program runs to the workspace: empty, or with a
    slash at its end.
    """

    language: Language
    page: Callable[[str], str | None]
    site: str | None = None
    folder: str = ""

    def address(self, result: Result, finding: str) -> str | None:
        """Return the address of a finding's page, in the language of the output if the site has it."""
        if self.site is None:
            return None
        languages = result.site.languages
        code = self.language.code if self.language.code in languages else languages[0]
        return f"{self.site}{code}/{finding_path(finding)}"


@dataclass(frozen=True, slots=True)
class Format:
    """An output format; the same result and the same ``Beside`` make the same bytes.

    ``endings`` are of names of files. ``detailed`` if it shows answers and observations one by one, ``binary`` if it is
    nothing for a terminal. ``write`` raises ``MissingExtraError`` where it needs what is not installed.
    """

    name: str
    endings: tuple[str, ...]
    write: Callable[[Result, Beside], bytes]
    detailed: bool = False
    binary: bool = False
