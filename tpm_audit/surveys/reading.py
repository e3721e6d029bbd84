"""The surveys of a workspace: each file found, read once from its first row to its last, and counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import PurePosixPath

from tpm_audit.model import codes
from tpm_audit.model.surveys import Survey
from tpm_audit.model.tallies import SurveyTallies
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Misfit, Place, Problem
from tpm_audit.source.suggestions import closest, listed, one_of
from tpm_audit.surveys import kind_of, qsf
from tpm_audit.surveys.export_file import FileKind, NoSheetError, NoTableError, first_rows
from tpm_audit.surveys.labelled import labelled
from tpm_audit.surveys.personal_data import LOOKED_AT, personal_columns
from tpm_audit.surveys.reader import Head, Row, Rows, is_blank, known_head
from tpm_audit.surveys.same_answers import FIRST, FirstRows
from tpm_audit.surveys.tallying import Counting
from tpm_audit.surveys.value_labels import ValueLabels
from tpm_audit.workspace.layout import Note
from tpm_audit.workspace.load import Workspace

_SURELY_ANSWERS = frozenset({".csv", ".tsv", ".sav", ".zsav"})  # a questionnaire is text or a workbook, too


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


def survey_with(workspace: Workspace, several: Sequence[FirstRows]) -> str | None:
    """Return the survey that has the answers of a file already, which any of ``several`` tells of; None where none."""
    for id_, survey in workspace.surveys.items():
        path = str(PurePosixPath(survey.written.file).parent / (survey.file or ""))
        kind = kind_of(path)
        if kind is not None and path in workspace.files.others:
            with suppress(NoTableError, NoSheetError, OSError), workspace.files.results(path) as file:
                own = _first_of(survey, kind, kind.rows(file, survey.sheet))
                if own is not None and any(one.are_those_of(own) for one in several):
                    return id_
    return None


def _first_of(survey: Survey, kind: FileKind, rows: Rows) -> FirstRows | None:
    first = first_rows(rows)
    found = known_head(kind.readers, [row for _, row in first], survey.reader)
    if found is None:
        return None
    own = FirstRows.of(found[1])
    for _ in own.kept(islice(chain(first[found[1].rows :], rows), FIRST)):
        pass
    return own


class _Reading:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.first_rows: dict[str, FirstRows] = {}

    @cached_property
    def _by_folder(self) -> Mapping[PurePosixPath, Sequence[PurePosixPath]]:
        """Return the files that are no YAML by their folder: gone over once, for there may be many pictures."""
        by_folder: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
        for path in map(PurePosixPath, self.workspace.files.others):
            by_folder[path.parent].append(path)
        return by_folder

    def _beside(self, path: str) -> Sequence[PurePosixPath]:
        return self._by_folder.get(PurePosixPath(path).parent, ())

    def survey(self, survey: Survey) -> SurveyTallies | None:
        """Return the tallies of a survey; None where its file cannot be read."""
        if survey.file is None:
            self.notes.append(Note(Place(survey.written.file), self._unanswered(survey)))
            return None
        path = str(PurePosixPath(survey.written.file).parent / survey.file)
        kind = kind_of(path)
        misfit = self._misfit(survey.file, path) or _unknown_reader(survey, kind)
        if misfit is not None or kind is None:
            key = "reader" if misfit is not None and misfit[0] == codes.NOT_A_CHOICE else "file"
            self._tell(survey, key, misfit or _not_read(survey.file))
            return None
        if survey.sheet is not None and not kind.has_sheets:
            self._tell(survey, "sheet", _no_sheets(survey.file))
        try:
            with self.workspace.files.results(path) as file:
                encoding = None if kind.encoding is None else kind.encoding(file)
                tallies = self._counted(survey, path, kind, kind.rows(file, survey.sheet))
                return None if tallies is None else replace(tallies, encoding=encoding)
        except NoTableError as error:
            self.problems.append(Problem(Place(path, error.line), codes.NOT_A_TABLE, error.said, error.hint))
        except NoSheetError as error:
            self._tell(survey, "file" if survey.sheet is None else "sheet", _no_sheet(survey, path, error.names))
        except OSError as error:
            said = say("the file cannot be read: {why}", why=error.strerror or "")
            self.problems.append(Problem(Place(path), codes.NO_SUCH_FILE, said, say("put it there as a plain file")))
        return None

    def _tell(self, survey: Survey, key: str, misfit: Misfit) -> None:
        self.problems.append(Problem(self.workspace.place(survey.written.at(key)), *misfit))

    def _unanswered(self, survey: Survey) -> Message:
        """Say that a survey has no answers yet, and which file there may hold them."""
        near = self._beside(survey.written.file)
        tables = sorted(path.name for path in near if path.suffix.lower() in _SURELY_ANSWERS)
        if tables:
            return say("no answers are read: write file: {file}, if that is the export", file=tables[0][:80])
        return say("no answers yet: write file: once the export lies beside it")

    def _misfit(self, name: str, path: str) -> Misfit | None:
        file = name[:80]
        if PurePosixPath(name).name != name or name == "..":
            said = say("'{file}' is no name of a file beside survey.yml", file=file)
            return codes.BAD_PATH, said, say("put it there, and write its name alone")
        if path in self.workspace.files.others:
            return None
        near = closest(name, [one.name for one in self._beside(path)])
        hint = say("did you mean '{near}'?", near=near) if near else say("put the export beside survey.yml")
        return codes.NO_SUCH_FILE, say("there is no file '{file}' beside survey.yml", file=file), hint

    def _counted(self, survey: Survey, path: str, kind: FileKind, rows: Rows) -> SurveyTallies | None:
        first = first_rows(rows)
        found = known_head(kind.readers, [row for _, row in first], survey.reader)
        if found is None:
            self.problems.append(Problem(Place(path), codes.NOT_A_TABLE, *_no_head(survey)))
            return None
        reader, head = found
        body = [*first[head.rows :], *islice(rows, LOOKED_AT)]
        personal = frozenset(personal_columns(head, (row for _, row in body)))
        if personal:
            headings = ", ".join(dict.fromkeys(head.titles[at][0] for at in sorted(personal)))
            said = say("columns with personal data, which go nowhere: {columns}", columns=headings[:400])
            self.notes.append(Note(Place(path), said))
        place_of_key = partial(self._place_of, survey)
        known = labelled(survey, head, self._labels(path, head), place_of_key)
        counting = Counting(known.survey, path, place_of_key, personal, self.workspace.site.time_zone)
        own = FirstRows.of(head)
        tallies = counting.count(reader, head, own.kept(_answers(chain(body, rows))))
        for id_, other in self.first_rows.items():
            if own.are_those_of(other):
                self._tell(survey, "file", _twice(id_))
        self.first_rows[survey.id] = own
        self.problems += (*known.problems, *counting.problems)
        self.notes += counting.notes
        self.notes += self._too_many(survey, tallies)
        is_told = known.problems or counting.problems or not self._is_whole(survey)
        if not is_told and not tallies.says_anything:
            self.notes.append(Note(Place(path), _nothing(tallies)))
        return replace(tallies, labels=known.labels)

    def _too_many(self, survey: Survey, tallies: SurveyTallies) -> Iterator[Note]:
        """Yield that more have answered than could: not of rows of which several may be of one person."""
        of = survey.population
        are_persons = all(one.about.column is None for one in survey.questions.values())
        if of is not None and tallies.counted > of.n and are_persons:
            said = say(
                "{n} answered, and by population: {of} could have been asked: correct it, for one of both is wrong",
                n=tallies.counted,
                of=of.n,
            )
            yield Note(self.workspace.place(survey.written.at("population", "n")), said)

    def _is_whole(self, survey: Survey) -> bool:
        """Say whether all of a survey's own file could be read: else problems say why nothing comes of it."""
        return all(one.place.file != survey.written.file for one in self.workspace.problems)

    def _labels(self, path: str, head: Head) -> Mapping[int, ValueLabels]:
        """Return what values are called: by the file itself, else by the survey as Qualtrics exports it."""
        beside = self._survey_beside(path)
        if beside is None:
            return head.labels
        try:
            with self.workspace.files.opened(beside) as file:
                return {**qsf.labels_of(file, head), **head.labels}
        except (qsf.BrokenSurveyError, OSError):
            said = say("this is no survey as Qualtrics exports it")
            hint = say("export it anew as QSF, or remove the file")
            self.problems.append(Problem(Place(beside), codes.NOT_A_TABLE, said, hint))
            return head.labels

    def _survey_beside(self, path: str) -> str | None:
        """Return the QSF file of the same name in the folder of the answers, else the only one there."""
        answers = PurePosixPath(path)
        near = (one for one in self._beside(path) if one.suffix.lower() == qsf.ENDING)
        found = sorted(near, key=lambda one: one.stem != answers.stem)
        if found and found[0].stem != answers.stem and found[1:]:
            said = say("of several QSF files none is read: none is called as {file} is", file=answers.name[:80])
            self.notes.append(Note(Place(str(found[0])), said))
            return None
        return str(found[0]) if found else None

    def _place_of(self, survey: Survey, keys: tuple[str | int, ...]) -> Place:
        return self.workspace.place(survey.written.at(*keys))


def _not_read(file: str) -> Misfit:
    said = say("files of this kind are not read: {file}", file=file[:80])
    return codes.NOT_A_TABLE, said, say("export the answers as CSV")


def _twice(survey: str) -> Misfit:
    said = say("its answers stand in survey '{survey}' already: they would count twice", survey=survey)
    return codes.ANSWERED_TWICE, said, say("remove one of both; the file of another wave has other answers")


def _no_sheets(file: str) -> Misfit:
    return codes.NOT_A_TABLE, say("{file} has no sheets", file=file[:80]), say("leave out sheet:")


def _no_sheet(survey: Survey, path: str, names: Sequence[str]) -> Misfit:
    if survey.sheet is None:
        said, hint = say("the workbook has no sheet with cells"), say("export the answers anew")
        return codes.NOT_A_TABLE, said, hint
    said = say("{file} has no sheet '{name}'", file=PurePosixPath(path).name[:80], name=survey.sheet[:80])
    return codes.NOT_A_TABLE, said, one_of(closest(survey.sheet, names), listed(name[:80] for name in names))


def _answers(rows: Iterable[tuple[int, Row]]) -> Rows:
    return (one for one in rows if not is_blank(one[1]))


def _unknown_reader(survey: Survey, kind: FileKind | None) -> Misfit | None:
    names = [] if kind is None else [reader.name for reader in kind.readers]
    if kind is None or survey.reader is None or survey.reader in names:
        return None
    return (
        codes.NOT_A_CHOICE,
        say("no reader '{reader}'", reader=survey.reader[:60]),
        say("write one of: {choices}", choices=", ".join(names)),
    )


def _no_head(survey: Survey) -> tuple[Message, Message]:
    if survey.reader is None:
        return say("the file is empty"), say("export the answers anew")
    return (
        say("this is no export as {reader} makes it", reader=survey.reader),
        say("leave out reader: to have it found out"),
    )


def _nothing(tallies: SurveyTallies) -> Message:
    """Say why a file that can be read gives nothing."""
    if not tallies.rows:
        return say("no rows stand below the headings: nothing comes of this survey")
    if not tallies.counted:
        if tallies.not_answers == tallies.rows:
            return say("all rows are previews, tests or spam: nothing comes of this survey")
        return say(
            "its only row is not finished: nothing comes of this survey",
            "none of its {n} rows is finished: nothing comes of this survey",
            n=tallies.rows,
        )
    return say("no question has an answer that counts: nothing comes of this survey")
