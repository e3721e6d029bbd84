"""The result as result.json, which every other output is derived from."""

from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.text import plain_json
from tpm_audit.model.result import Result, result_json


def write(result: Result, beside: Beside) -> bytes:
    """Return result.json; it is the same in every language."""
    del beside
    return plain_json(result_json(result))


FORMAT = Format("json", (".json",), write, detailed=True)
