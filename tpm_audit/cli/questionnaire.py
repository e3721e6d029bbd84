"""tpm-audit questionnaire: what customers are asked, from the inventory, and the survey.yml that reads the answers."""

import datetime
import os
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import (
    chosen_languages,
    common_options,
    in_language,
    language_option,
    languages_option,
    read_in,
    refuse_no_id,
    today,
)
from tpm_audit.cli.output import say_problems
from tpm_audit.cli.output_files import NotWrittenError, write_whole
from tpm_audit.cli.targets import refuse_sources
from tpm_audit.exports.text import plain
from tpm_audit.language.catalogue import Language
from tpm_audit.language.said_error import MissingExtraError
from tpm_audit.model.context import Kind
from tpm_audit.model.entry import Edition
from tpm_audit.model.surveys import Measure
from tpm_audit.model.touchpoints import Status
from tpm_audit.source.message import Localised, Message, say
from tpm_audit.source.suggestions import closest
from tpm_audit.surveys.questionnaires import FORMS
from tpm_audit.surveys.questionnaires.form import QuestionnaireForm
from tpm_audit.surveys.questionnaires.questionnaire import Questionnaire, Row, one_line
from tpm_audit.surveys.questionnaires.survey_file import survey_file
from tpm_audit.surveys.questionnaires.wordings import WORDINGS, is_about_the_company, questionnaire_of, row_of
from tpm_audit.workspace.disclosure import NO_PLAN
from tpm_audit.workspace.editions import for_edition, whole_audit
from tpm_audit.workspace.load import Workspace

_DEFAULT = (Measure.NPS, Measure.CSAT, Measure.IMPORTANCE)
_BEARABLE = 20  # answers: what takes about five minutes; above that more and more give up, or tick anything
_COMPANY = "company"
_ASKED_FOR = datetime.timedelta(days=13)  # two weeks, the first day included


@click.command("questionnaire")
@click.argument("survey", metavar="SURVEY")
@click.option(
    "--measure",
    "measures",
    type=click.Choice([*(measure.value for measure in WORDINGS), Measure.KANO.value]),
    multiple=True,
    default=[measure.value for measure in _DEFAULT],
    show_default=True,
    help="What is asked for. Repeatable.",
)
@click.option(
    "--touchpoint",
    "touchpoints",
    metavar="ID",
    multiple=True,
    help="What is asked about, or company; default: all touchpoints in use that the client may see. Repeatable.",
)
@click.option(
    "--property",
    "properties",
    metavar="TEXT",
    multiple=True,
    help="With --measure kano: what may be there or not; in several languages with | between. Repeatable.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="markdown",
    show_default=True,
    help="The system that asks; markdown is for paper.",
)
@click.option(
    "-o",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the questionnaire goes; default: content/surveys/SURVEY.",
)
@languages_option
@language_option
@common_options
@click.pass_obj
def command(  # noqa: PLR0913 (one per option)
    settings: Settings,
    *,
    survey: str,
    measures: tuple[str, ...],
    touchpoints: tuple[str, ...],
    properties: tuple[str, ...],
    form: str,
    folder: Path | None,
    languages: str | None,
    language: str,
) -> int:
    """Make a questionnaire of the inventory, and the survey.yml that reads the answers.

    SURVEY is the id of the survey. Nothing that is there is overwritten.
    """
    spoken = in_language(language)
    workspace = read_in(settings)
    if workspace.problems:
        return say_problems(workspace.problems, spoken)
    _refuse_id(workspace, survey)
    wanted = [*map(Measure, measures)]
    _refuse_reason_alone(wanted)
    asked_in = chosen_languages(languages, tuple(one.value for one in workspace.site.languages))
    made = questionnaire_of(
        survey,
        workspace.site.client.name,
        wanted,
        _rows(
            workspace, touchpoints, asked_in, needed=any(one.by_touchpoint for one in map(WORDINGS.get, wanted) if one)
        ),
        asked_in,
        _properties(properties, asked_in, are_asked=Measure.KANO in wanted),
    )
    first = today(workspace.site.time_zone)
    reads = survey_file(made, FORMS[form], (first, first + _ASKED_FOR), spoken)
    own = settings.root / "content" / "surveys" / survey
    files = _files(made, FORMS[form], folder or own, spoken) | {own / "survey.yml": reads}
    _refuse_targets(settings.root, own, files)
    for path, content in files.items():
        write_whole(path, content)
        if not settings.quiet:
            click.echo(plain(spoken.say(say("wrote {file}", file=str(path)))))
    _tell(settings, made, FORMS[form], own / "survey.yml", spoken)
    return Exit.PASSED


def _refuse_id(workspace: Workspace, survey: str) -> None:
    """Refuse an id that is none, or that another survey has or had.

    Raises:
        click.UsageError: it is so.
    """
    refuse_no_id(survey)
    if survey in workspace.names.current.get(Kind.SURVEY, {}):
        message = f"there is a survey '{survey}' already; nothing was written"
        raise click.UsageError(message)


def _properties(texts: Iterable[str], languages: tuple[str, ...], *, are_asked: bool) -> list[Localised]:
    """Return what people are asked about after Kano; one text is taken in every language.

    Raises:
        click.UsageError: there is none though it is asked, or nobody asks, or one lacks a language.
    """
    found = [[one_line(part) for part in text.split("|")] for text in texts]
    if are_asked is not bool(found):
        message = (
            'kano is asked about properties; add --property "…"'
            if are_asked
            else "properties take --measure kano; add it"
        )
        raise click.UsageError(message)
    for parts in found:
        if len(parts) not in (1, len(languages)) or not all(parts):
            message = f"'{' | '.join(parts)}' is neither one text nor one for each of: {', '.join(languages)}"
            raise click.UsageError(plain(message))
    return [Localised(dict(zip(languages, parts * (len(languages) // len(parts)), strict=True))) for parts in found]


def _refuse_reason_alone(measures: Iterable[Measure]) -> None:
    """Refuse to ask for the reason of nothing.

    Raises:
        click.UsageError: no rating of the company is asked for.
    """
    wanted = [*measures]
    if Measure.REASON in wanted and not any(map(is_about_the_company, wanted)):
        ratings = ", ".join(one.value for one in WORDINGS if is_about_the_company(one))
        message = f"a reason is asked for a rating of the company; add a --measure of: {ratings}"
        raise click.UsageError(message)


def _rows(workspace: Workspace, wanted: Iterable[str], languages: tuple[str, ...], *, needed: bool) -> tuple[Row, ...]:
    """Return what is asked about: what is named, else all touchpoints in use that the client may see.

    Raises:
        click.UsageError: there is no such touchpoint, none at all, or no use for one.
    """
    ids = dict.fromkeys(_touchpoint(workspace, one) for one in wanted)
    if not ids:
        seen = for_edition(whole_audit(workspace, NO_PLAN), Edition.CLIENT).touchpoints
        ids = dict.fromkeys(id_ for id_, touchpoint in seen.items() if touchpoint.status is Status.USED)
    elif not needed:
        message = "all that is asked for is asked about the company; leave out --touchpoint, or add a --measure"
        raise click.UsageError(message)
    if needed and not ids:
        message = "there is no touchpoint in use that customers may be asked about; name one with --touchpoint"
        raise click.UsageError(message)
    whole = say("{brand} as a whole", brand=workspace.site.client.name)
    return tuple(
        row_of(None, whole, languages)
        if id_ == _COMPANY
        else row_of(id_, workspace.touchpoints[id_].shown_name(), languages)
        for id_ in ids
    )


def _touchpoint(workspace: Workspace, wanted: str) -> str:
    """Return the id that a touchpoint has now.

    Raises:
        click.UsageError: there is none.
    """
    current = workspace.names.now(Kind.TOUCHPOINT, wanted)
    if current in workspace.touchpoints or current == _COMPANY:
        return current
    near = closest(wanted, (*workspace.touchpoints, _COMPANY))
    raise click.UsageError(plain(f"no touchpoint '{wanted}'" + ("" if near is None else f"; did you mean '{near}'?")))


def _files(made: Questionnaire, form: QuestionnaireForm, folder: Path, spoken: Language) -> dict[Path, bytes]:
    """Return the files of the questionnaire.

    Raises:
        click.ClickException: the format needs what is not installed.
    """
    try:
        return {folder / name: content for name, content in form.write(made).items()}
    except MissingExtraError as missing:
        raise NotWrittenError("\n".join(missing.lines_in(spoken))) from None


def _refuse_targets(root: Path, own: Path, files: Mapping[Path, bytes]) -> None:
    """Refuse folders that are no place for a questionnaire, and files that are there.

    Raises:
        click.UsageError: one of them is.
    """
    for path in files:
        refuse_sources(root, path.parent, "a questionnaire", allowed=own)
        if os.path.lexists(path):
            message = f"'{path}' is there already; nothing was written"
            raise click.UsageError(message)


def _tell(settings: Settings, made: Questionnaire, form: QuestionnaireForm, survey: Path, spoken: Language) -> None:
    """Say what comes next, and whether customers will bear it."""
    if made.n_answers > _BEARABLE:
        much = say(
            "this asks each customer for {n} answers; above {most} many give up: choose with --touchpoint or --measure",
            n=made.n_answers,
            most=_BEARABLE,
        )
        click.echo(plain(spoken.say(much)), err=True)
    if settings.quiet:
        return
    where = "" if settings.root == Path() else f" -C {shlex.quote(str(settings.root))}"
    check = f"tpm-audit{where} check"
    steps: tuple[Message, ...] = (
        form.put_in,
        say("correct period: in {file}", file=str(survey)),
        form.take_out,
        say("with answers.csv beside survey.yml, write file: answers.csv in it, then {command}", command=check),
    )
    click.echo(f"\n{spoken.say(say('next:'))}")
    for number, step in enumerate(steps, 1):
        click.echo(plain(f"  {number}. {spoken.say(step)}"))
