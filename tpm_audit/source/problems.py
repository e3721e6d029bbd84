"""Problems: the workspace cannot be read as written."""

from dataclasses import dataclass, field
from typing import TypeAlias

from tpm_audit.source.message import Message

Misfit: TypeAlias = tuple[str, Message, Message]  # code, message, hint: of what does not know where it is written


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written; line and column count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that cannot be read: where it stands, what is there, what to write instead."""

    place: Place
    code: str
    message: Message = field(compare=False)
    hint: Message | None = field(default=None, compare=False)
