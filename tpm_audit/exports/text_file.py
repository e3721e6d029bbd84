"""The result as text in a file: what `check -v` prints, without colours."""

from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.text import as_text
from tpm_audit.model.result import Result


def write(result: Result, beside: Beside) -> bytes:
    """Return the lines of the result, findings of severity info among them."""
    return "".join(f"{line}\n" for line in as_text(result, beside.language, verbose=True)).encode()


FORMAT = Format("text", (".txt",), write)
