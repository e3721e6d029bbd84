"""The output formats: one file each, registered here."""

from collections.abc import Mapping

from tpm_audit.exports import (
    badge,
    comma_separated,
    github,
    gitlab,
    junit,
    markdown,
    result_file,
    sarif,
    text_file,
    xlsx,
)
from tpm_audit.exports.format import Format

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        text_file.FORMAT,
        result_file.FORMAT,
        sarif.FORMAT,
        junit.FORMAT,
        comma_separated.FORMAT,
        xlsx.FORMAT,
        github.FORMAT,
        gitlab.FORMAT,
        markdown.FORMAT,
        badge.FORMAT,
    )
}
_BY_ENDING = sorted(
    ((ending, one) for one in FORMATS.values() for ending in one.endings), key=lambda pair: -len(pair[0])
)


def format_of(name: str) -> Format | None:
    """Return the format that the name of a file stands for, by the longest ending that fits."""
    return next((one for ending, one in _BY_ENDING if name.lower().endswith(ending)), None)
