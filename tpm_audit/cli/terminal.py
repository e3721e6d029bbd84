"""What a terminal gets more than a pipe: progress on standard error, and colours unless NO_COLOR is set."""

import os
import sys
from collections.abc import Callable

import click

from tpm_audit.cli import Settings
from tpm_audit.exports.text import Paint, plain, unpainted
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Message

_COLOURS = {
    "critical": "red",
    "major": "red",
    "minor": "yellow",
    "problem": "red",
    "failed": "red",
    "passed": "green",
    "place": "bright_black",
}
_LOUD = frozenset({"critical", "problem", "failed"})


def teller(settings: Settings, spoken: Language) -> Callable[[Message], None]:
    """Return what says on a terminal what is being done, and elsewhere nothing."""
    shown = sys.stderr.isatty() and not settings.quiet

    def tell(message: Message) -> None:
        if shown:
            click.echo(plain(spoken.say(message)), err=True)

    return tell


def painter() -> Paint:
    """Return what sets words apart by colour, as far as standard output is a terminal that wants it."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return unpainted

    def paint(text: str, look: str) -> str:
        return click.style(text, fg=_COLOURS.get(look), bold=True if look in _LOUD else None)

    return paint
