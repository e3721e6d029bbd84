"""The columns that survey.yml names, found in the head of the file; what is not there once is told."""

from collections import defaultdict
from collections.abc import Callable, Container
from typing import Final, TypeAlias

from tpm_audit.model import codes
from tpm_audit.model.entry import KeyPath
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest, listed
from tpm_audit.surveys.reader import Head

_MOST: Final = 40  # columns that are listed: Qualtrics writes 17 before the first question
_LONGEST: Final = 40  # characters of their names, which may be whole questions

PlaceOfKey: TypeAlias = Callable[[KeyPath], Place]


class Columns:
    """The columns of a file; those with ``personal`` data are not read. ``problems`` are what is wrong."""

    def __init__(self, head: Head, file: str, personal: Container[int], place_of_key: PlaceOfKey) -> None:
        self.head = head
        self.file = file
        self.personal = personal
        self.place_of_key = place_of_key
        self.problems: list[Problem] = []

    def at(self, name: str, *keys: str | int, may_be_personal: bool = False) -> int | None:
        """Return the position of a column, which is named at a key of survey.yml; None where there is no such one."""
        found = self.head.names.get(name.strip(), ())
        if len(found) == 1 and (may_be_personal or found[0] not in self.personal):
            return found[0]
        if len(found) == 1:
            message = say(
                "column '{name}' of {file} holds personal data, which nothing reads", name=name[:80], file=self.file
            )
            hint = say("take another column; if it holds none, call it otherwise in the export")
        elif found:
            message = say("{n} columns of {file} are called '{name}'", n=len(found), file=self.file, name=name[:80])
            hint = say("write '{name}#1' for the first of them", name=name[:80])
        else:
            near = closest(name, self.head.names)
            message = say("{file} has no column '{name}'", file=self.file, name=name[:80])
            hint = say("did you mean '{near}'?", near=near) if near else self._has()
        self.problems.append(Problem(self.place_of_key(keys), codes.NO_SUCH_COLUMN, message, hint))
        return None

    def _has(self) -> Message:
        """Say which columns there are that can be named, each with what else it may be called."""
        called: dict[int, list[str]] = defaultdict(list)
        for name, found in self.head.names.items():
            if len(found) == 1 and found[0] not in self.personal:
                called[found[0]].append(name[:_LONGEST])
        names = (f"{one} ({', '.join(others)})" if others else one for _, (one, *others) in sorted(called.items()))
        return say("it has: {names}", names=listed(names, _MOST))
