"""Reads the rows of each kind, in the order in which they build on each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from tpm_audit.model import codes
from tpm_audit.model.context import Kind
from tpm_audit.model.entry import Entry, Written
from tpm_audit.model.field_types import keys_expected, read_slug, slugged, text_expected
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Problem
from tpm_audit.source.suggestions import meant, one_of
from tpm_audit.workspace.rows import Documents, Names, Row
from tpm_audit.workspace.validation import STRICT, Family, Forgiving, Reading, missing_key, problem_of, read_row

E = TypeVar("E", bound=Entry)


class Reader:
    """Holds what reading shares: the documents, the ids, and the problems found so far."""

    def __init__(self, documents: Documents, names: Names, reading: Reading) -> None:
        self.documents = documents
        self.names = names
        self.reading = reading
        self.context = reading.context
        self.place = reading.place_of
        self.problems: list[Problem] = []

    def read(
        self, kind: Kind, model: Callable[[Row], type[E] | None], *, forgiving: Forgiving = STRICT
    ) -> dict[str, E]:
        """Return the things of a kind by id, sorted; the ids of those that cannot be read become broken."""
        found: dict[str, E] = {}
        for row in self.names.rows[kind]:
            if row.written in self.names.doubles:
                continue
            which = model(row)
            thing = self.read_one(row, which, forgiving=forgiving) if which is not None else None
            if thing is None:
                self.context.broken.add((kind, row.id))
            else:
                found[row.id] = thing
        return dict(sorted(found.items()))

    def read_one(
        self, row: Row, model: type[E], *, forgiving: Forgiving = STRICT, replaced: Mapping[str, object] | None = None
    ) -> E | None:
        """Read one row, its id included; ``replaced`` are values that were read before it."""
        self._check_id(row)
        value = self.names.without_clashes(row.written, row.value)
        if replaced is not None and isinstance(value, dict):
            value = {**value, **replaced}  # type: ignore[dict-item]  # it holds what was read before
        thing, problems = read_row(model, value, row.written, self.reading, id_=row.id, forgiving=forgiving)
        self.problems += problems
        return thing

    def _check_id(self, row: Row) -> None:
        try:
            read_slug(row.id)
        except ValueError as error:
            problem = problem_of(error, self.place(row.written, key=True))
            if not row.written.path:  # the id is the name of a file or folder
                example = row.written.file.replace(row.id, slugged(row.id))
                problem = replace(problem, hint=say("rename it: {example}", example=example))
            self.problems.append(problem)

    def model_of(self, family: Family, models: Mapping[str, type[E]]) -> Callable[[Row], type[E] | None]:
        """Return what finds the model of a row by the key that chooses it; an unknown word is a problem."""

        def model(row: Row) -> type[E] | None:
            word = row.value.get(family.key) if isinstance(row.value, dict) else None
            if isinstance(word, str) and word in models:
                return models[word]
            self._unknown_word(row, word, family)
            return None

        return model

    def _unknown_word(self, row: Row, word: object, family: Family) -> None:
        known, key = tuple(family.models), family.key
        choices = ", ".join(known)
        if not isinstance(row.value, dict):
            self._tell(row.written, codes.WRONG_SHAPE, *keys_expected(row.value))
        elif word is None:
            if not self.reading.refused.stood(row.written, key):
                hint = say("add {key}: with one of: {choices}", key=key, choices=choices)
                self._tell(row.written, codes.MISSING_KEY, missing_key(key)[0], hint)
        elif not isinstance(word, str):
            self._tell(row.written.at(key), codes.WRONG_SHAPE, *text_expected(word))
        else:
            hint = one_of(meant(word, known, family.also_called), choices)
            self._tell(row.written.at(key), codes.NOT_A_CHOICE, family.unknown(word[:60]), hint)

    def _tell(self, written: Written, code: str, message: Message, hint: Message) -> None:
        self.problems.append(Problem(self.place(written), code, message, hint))
