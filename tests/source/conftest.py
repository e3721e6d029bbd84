from collections.abc import Callable

import pytest

from tpm_audit.source.message import Message
from tpm_audit.source.problems import Problem


def _words(message: Message | None) -> str:
    return message.text.format(**dict(message.values)) if message else ""


@pytest.fixture(scope="session")
def told() -> Callable[[Problem], str]:
    """Return a problem as a person reads it: place, code, message, hint."""
    return lambda problem: f"{problem.place}: {problem.code} {_words(problem.message)} | {_words(problem.hint)}"
