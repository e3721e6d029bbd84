"""The surveys of a workspace: each file found, read once from its first row to its last, and counted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from tpm_audit.model import codes
from tpm_audit.model.surveys import Survey
from tpm_audit.model.tallies import SurveyTallies
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Misfit, Place, Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.surveys import READERS
from tpm_audit.surveys.export_file import NoTableError, first_rows, rows_of
from tpm_audit.surveys.personal_data import personal_columns
from tpm_audit.surveys.reader import Head, Row
from tpm_audit.surveys.tallying import Counting
from tpm_audit.workspace.layout import Note
from tpm_audit.workspace.load import Workspace

_TABLES = frozenset({".csv", ".tsv", ".txt"})


@dataclass(frozen=True)
class ReadSurveys:
    """What the surveys of a workspace say: the tallies by survey, problems, and what is left out on purpose."""

    tallies: Mapping[str, SurveyTallies]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]


def read_surveys(workspace: Workspace) -> ReadSurveys:
    """Read the files of all surveys."""
    reading = _Reading(workspace)
    found = {id_: tallies for id_, one in workspace.surveys.items() if (tallies := reading.survey(one)) is not None}
    return ReadSurveys(found, tuple(reading.problems), tuple(reading.notes))


class _Reading:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.problems: list[Problem] = []
        self.notes: list[Note] = []

    def survey(self, survey: Survey) -> SurveyTallies | None:
        """Return the tallies of a survey; None where its file cannot be read."""
        if survey.file is None:
            self.notes.append(Note(Place(survey.written.file), self._unanswered(survey)))
            return None
        path = str(PurePosixPath(survey.written.file).parent / survey.file)
        misfit = self._misfit(survey.file, path) or _unknown_reader(survey)
        if misfit is not None:
            key = "reader" if misfit[0] == codes.NOT_A_CHOICE else "file"
            self.problems.append(Problem(self.workspace.place(survey.written.at(key)), *misfit))
            return None
        try:
            with self.workspace.files.results(path) as file:
                return self._counted(survey, path, rows_of(file))
        except NoTableError as error:
            said = say("this is no text that can be read as a table")
            self.problems.append(
                Problem(Place(path, error.line), codes.NOT_A_TABLE, said, say("export it anew as CSV in UTF-8"))
            )
        except OSError as error:
            said = say("the file cannot be read: {why}", why=error.strerror or "")
            self.problems.append(Problem(Place(path), codes.NO_SUCH_FILE, said, say("put it there as a plain file")))
        return None

    def _unanswered(self, survey: Survey) -> Message:
        """Say that a survey has no answers yet, and which file there may hold them."""
        folder = PurePosixPath(survey.written.file).parent
        tables = sorted(
            path.name
            for path in map(PurePosixPath, self.workspace.files.others)
            if path.parent == folder and path.suffix.lower() == ".csv"
        )
        if tables:
            return say("no answers are read: write file: {file}, if that is the export", file=tables[0][:80])
        return say("no answers yet: write file: once the export lies beside it")

    def _misfit(self, name: str, path: str) -> Misfit | None:
        file = name[:80]
        if PurePosixPath(name).name != name or name == "..":
            said = say("'{file}' is no name of a file beside survey.yml", file=file)
            return codes.BAD_PATH, said, say("put it there, and write its name alone")
        if PurePosixPath(path).suffix.lower() not in _TABLES:
            said = say("files of this kind are not read: {file}", file=file)
            return codes.NOT_A_TABLE, said, say("export the answers as CSV")
        others = self.workspace.files.others
        if path in others:
            return None
        folder = PurePosixPath(path).parent
        near = closest(name, [one.name for one in map(PurePosixPath, others) if one.parent == folder])
        hint = say("did you mean '{near}'?", near=near) if near else say("put the export beside survey.yml")
        return codes.NO_SUCH_FILE, say("there is no file '{file}' beside survey.yml", file=file), hint

    def _counted(self, survey: Survey, path: str, rows: Iterator[tuple[int, Row]]) -> SurveyTallies | None:
        first = first_rows(rows)
        found = _head(survey, [row for _, row in first])
        if found is None:
            self.problems.append(Problem(Place(path), codes.NOT_A_TABLE, *_no_head(survey)))
            return None
        reader, head = found
        personal = frozenset(personal_columns(head))
        if personal:
            headings = ", ".join(dict.fromkeys(head.titles[at][0] for at in sorted(personal)))
            said = say("columns with personal data, which nothing reads: {columns}", columns=headings[:400])
            self.notes.append(Note(Place(path), said))
        counting = Counting(survey, path, partial(self._place_of, survey), personal)
        tallies = counting.count(reader, head, _chained(first[head.rows :], rows))
        self.problems += counting.problems
        self.notes += counting.notes
        if not counting.problems and self._is_whole(survey) and not any(one.n for one in tallies.tallies):
            self.notes.append(Note(Place(path), _nothing(tallies)))
        return tallies

    def _is_whole(self, survey: Survey) -> bool:
        """Say whether all of a survey's own file could be read: else problems say why nothing comes of it."""
        return all(one.place.file != survey.written.file for one in self.workspace.problems)

    def _place_of(self, survey: Survey, keys: tuple[str | int, ...]) -> Place:
        return self.workspace.place(survey.written.at(*keys))


def _chained(first: Iterable[tuple[int, Row]], rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    yield from first
    yield from rows


def _nothing(tallies: SurveyTallies) -> Message:
    """Say why a file that can be read gives nothing."""
    if not tallies.rows:
        return say("no rows stand below the headings: nothing comes of this survey")
    if not tallies.counted:
        return say(
            "its only row is not finished: nothing comes of this survey",
            "none of its {n} rows is finished: nothing comes of this survey",
            n=tallies.rows,
        )
    return say("no question has an answer that counts: nothing comes of this survey")


def _unknown_reader(survey: Survey) -> Misfit | None:
    names = [reader.name for reader in READERS]
    if survey.reader is None or survey.reader in names:
        return None
    return (
        codes.NOT_A_CHOICE,
        say("no reader '{reader}'", reader=survey.reader[:60]),
        say("write one of: {choices}", choices=", ".join(names)),
    )


def _head(survey: Survey, first: list[Row]) -> tuple[str, Head] | None:
    """Return the format of a file and its head: the one that is named, else the first that it has the signs of."""
    for reader in READERS:
        if survey.reader in (None, reader.name):
            head = reader.head(first)
            if head is not None:
                return reader.name, head
    return None


def _no_head(survey: Survey) -> tuple[Message, Message]:
    if survey.reader is None:
        return say("the file is empty"), say("export the answers anew")
    return (
        say("this is no export as {reader} makes it", reader=survey.reader),
        say("leave out reader: to have it found out"),
    )
