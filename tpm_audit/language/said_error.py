"""Errors that people read: said in the language of whoever is told."""

from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Sayable, say


class SaidError(Exception):
    """Why something was not done, a line each; as a text it is English."""

    def __init__(self, *lines: Sayable) -> None:
        super().__init__(*lines)
        self._lines = lines

    def __str__(self) -> str:
        return "\n".join(self.lines_in(Language("en")))

    def lines_in(self, language: Language) -> list[str]:
        """Return what is said of it, a line each."""
        return [line for said in self._lines for line in language.say(said).splitlines()]


class MissingExtraError(SaidError):
    """A format needs an extra of the package that is not installed."""

    def __init__(self, form: str, extra: str) -> None:
        super().__init__(
            say(
                'the format {form} is not installed; pip install "tpm-audit[{extra}]" brings it',
                form=form,
                extra=extra,
            )
        )
