"""tpm-audit compare: how two values are read, and whether they are the same."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import (
    common_options,
    day_option,
    extensions_of,
    in_language,
    language_option,
    today,
    workspace_files,
)
from tpm_audit.cli.terminal import painter
from tpm_audit.exports.compared import Compared, Subject, compared_json, compared_lines
from tpm_audit.exports.text import plain
from tpm_audit.facts import ALSO_CALLED
from tpm_audit.facts.pair import against_standard, against_value
from tpm_audit.model.context import KIND_WORDS, Kind
from tpm_audit.model.facts import Circumstances, Fact
from tpm_audit.model.images import ImageMeasure
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.site import Urls, country_code, currency_code
from tpm_audit.report import vocabulary
from tpm_audit.source.document import Value
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import listed, meant, one_of
from tpm_audit.workspace.image_facts import look_at
from tpm_audit.workspace.known import Vocabulary
from tpm_audit.workspace.load import Workspace, read_workspace
from tpm_audit.workspace.single_fact import GIVEN, fact_from, keys_of, own_keys
from tpm_audit.workspace.validation import problem_of

_COUNTRY, _CURRENCY = "AT", "EUR"  # where neither an option nor a workspace names one
_LANGUAGES = ("de", "en")
_CODES: Mapping[Outcome, Exit] = {
    Outcome.EQUAL: Exit.PASSED,
    Outcome.VARIANT: Exit.PASSED,
    Outcome.DIFFERS: Exit.DIFFERENT,
    Outcome.UNREADABLE: Exit.NOTHING_TO_CHECK,
    Outcome.SHOWN: Exit.NOTHING_TO_CHECK,
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be compared as what: the values, a kind or the id of a fact, and the options."""

    values: tuple[str, ...]
    kind: str | None
    fact: str | None
    keys: Mapping[str, Value]
    country: str | None
    currency: str | None
    location: str | None
    day: datetime.date
    kinds: Mapping[str, type[Fact]]
    root: Path


class _RefusedError(Exception):
    """Something that was asked for cannot be used, and what would do instead."""

    def __init__(self, message: Message, hint: Message | None = None, code: Exit = Exit.USAGE) -> None:
        super().__init__(message.text)
        self.said = message if hint is None else say("{first}; {second}", first=message, second=hint)
        self.code = code


@click.command("compare")
@click.argument("words", metavar="KIND A [B]", nargs=-1, required=True)
@click.option(
    "--fact", metavar="ID", default=None, help="A fact of the workspace in place of KIND, where KIND has its name."
)
@click.option(
    "--key",
    "keys",
    metavar="KEY=VALUE",
    multiple=True,
    help="A key of the kind, as in standard.yml: tolerance=5, 'values=[du, sie]'. Repeatable.",
)
@click.option(
    "--country",
    metavar="CODE",
    default=None,
    help=f"By which phone numbers are read; default: the workspace's, else {_COUNTRY}.",
)
@click.option(
    "--currency",
    metavar="CODE",
    default=None,
    help=f"Of prices without one; default: the workspace's, else {_CURRENCY}.",
)
@click.option(
    "--location", metavar="ID", default=None, help="The location whose value is expected, and whose country holds."
)
@day_option("--as-of", "The day on which the values were found, for their age; default: today.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What is printed.",
)
@language_option
@common_options
@click.pass_obj
def command(  # noqa: PLR0913 (one per option)
    settings: Settings,
    *,
    words: tuple[str, ...],
    fact: str | None,
    keys: tuple[str, ...],
    country: str | None,
    currency: str | None,
    location: str | None,
    as_of: datetime.date | None,
    form: str,
    language: str,
) -> int:
    """Say how A and B are read as a KIND of fact, whether they are the same, and why not.

    KIND may also be a fact of the workspace: its keys hold then, and without B its standard does, in whichever language
    fits, as where a visit names none. A is what is right, B what was found. Write -- before values that begin with a
    hyphen. Ends with 0 if they are the same, 1 if they differ, 4 if they cannot be compared.
    """
    spoken = in_language(language)
    try:
        kind, values = (words[0], words[1:]) if fact is None else (None, words)
        words_known = vocabulary(extensions_of(settings))
        workspace = _workspace(settings, words_known, needed=fact is not None or location is not None)
        day = as_of or today("UTC" if workspace is None else workspace.site.time_zone)
        kinds = words_known.fact_kinds
        asked = _Asked(values, kind, fact, _keys(keys), country, currency, location, day, kinds, settings.root)
        compared = _compared(asked, workspace)
    except _RefusedError as refused:
        if refused.code is Exit.USAGE:
            raise click.UsageError(plain(spoken.say(refused.said))) from None
        click.echo(plain(spoken.say(refused.said)), err=True)
        return refused.code
    if form == "json":
        click.echo(compared_json(compared))
    else:
        for line in compared_lines(compared, spoken, painter(), quiet=settings.quiet):
            click.echo(line)
    return _CODES[compared.pair.outcome]


def _keys(given: Sequence[str]) -> Mapping[str, Value]:
    try:
        keys, problems = keys_of(given)
    except ValueError as error:
        raise _RefusedError(
            say("'{text}' is no key with a value", text=str(error)[:60]), say("write {example}", example="tolerance=5")
        ) from None
    if problems:
        raise _wrong_key(problems[0])
    if "kind" in keys:
        raise _RefusedError(say("{key}: {problem}", key=GIVEN, problem=say("the kind is named by KIND")))
    return keys


def _wrong_key(problem: Problem) -> _RefusedError:
    return _RefusedError(say("{key}: {problem}", key=GIVEN, problem=problem.message), problem.hint)


def _workspace(settings: Settings, words_known: Vocabulary, *, needed: bool) -> Workspace | None:
    """Return the workspace; none is needed for a kind, so this folder need not be one."""
    if needed or settings.root != Path() or (settings.root / "site_config").is_dir():
        return read_workspace(workspace_files(settings), words_known)
    return None


def _compared(asked: _Asked, workspace: Workspace | None) -> Compared:
    if len(asked.values) not in (1, 2):
        raise _RefusedError(say("what is compared are one or two values: compare KIND A [B]"))
    subject = _subject(asked, workspace)
    location = None if workspace is None or asked.location is None else _location(workspace, asked.location)
    circumstances = _circumstances(asked, workspace, location)
    if subject.fact.values_are_files:
        circumstances = replace(circumstances, images=_images(asked, subject.fact, workspace))
    if len(asked.values) == 1:
        pair = against_standard(subject.fact, circumstances, location, asked.values[0], asked.day)
    else:
        pair = against_value(subject.fact, circumstances, *asked.values)
    return Compared(subject, circumstances, pair, asked.day)


def _subject(asked: _Asked, workspace: Workspace | None) -> Subject:
    """Return the fact that the values are of: one of the workspace's, or one that is nothing but its kind and keys."""
    kind = asked.kind
    if kind is not None and kind in asked.kinds:
        namesake = workspace is not None and kind in workspace.facts
        return Subject(_made(kind, asked.keys, workspace, asked.kinds), asked.keys, namesake=namesake)
    if workspace is None:
        raise _no_kind(kind or "", asked.kinds)
    wanted = asked.fact or kind or ""
    id_ = workspace.names.now(Kind.FACT, wanted)
    fact = workspace.facts.get(id_)
    if fact is None:
        if any(row.id == id_ for row in workspace.names.rows[Kind.FACT]):
            said = say("the fact '{id}' cannot be read; tpm-audit check says why", id=wanted)
            raise _RefusedError(said, code=Exit.PROBLEMS)
        if asked.fact is not None:
            raise _unknown(
                say("no {kind} '{id}'", kind=KIND_WORDS[Kind.FACT], id=wanted[:60]), wanted, workspace.facts, {}
            )
        raise _no_kind(wanted, (*asked.kinds, *workspace.facts))
    keys = {**own_keys(workspace, fact), **asked.keys}
    if asked.keys:
        kept = {"expected_at": fact.expected_at, "variants": fact.variants}
        fact = _made(fact.kind, keys, workspace, asked.kinds).model_copy(update=kept)
    return Subject(fact, keys, id_)


def _no_kind(wanted: str, known: Iterable[str]) -> _RefusedError:
    return _unknown(say("no kind of fact '{kind}'", kind=wanted[:60]), wanted, known, ALSO_CALLED)


def _unknown(message: Message, wanted: str, known: Iterable[str], also_called: Mapping[str, str]) -> _RefusedError:
    """Return what is said of a word that is not known, with the one that was probably meant."""
    known = tuple(known)
    hint = one_of(meant(wanted, known, also_called), listed(known))
    return _RefusedError(message, hint if known else None)


def _made(kind: str, keys: Mapping[str, Value], workspace: Workspace | None, kinds: Mapping[str, type[Fact]]) -> Fact:
    spoken = _LANGUAGES if workspace is None else (*workspace.site.languages, *workspace.site.content_languages)
    made = fact_from(kinds[kind], kind, keys, kinds, spoken)
    if isinstance(made, list):
        raise _wrong_key(made[0])
    return made


def _location(workspace: Workspace, wanted: str) -> str:
    id_ = workspace.names.now(Kind.LOCATION, wanted)
    if id_ not in workspace.locations:
        message = say("no {kind} '{id}'", kind=KIND_WORDS[Kind.LOCATION], id=wanted[:60])
        raise _unknown(message, wanted, workspace.locations, {})
    return id_


def _circumstances(asked: _Asked, workspace: Workspace | None, location: str | None) -> Circumstances:
    country = None if asked.country is None else _code(country_code, asked.country)
    currency = None if asked.currency is None else _code(currency_code, asked.currency)
    if workspace is None:
        return Circumstances(country or _COUNTRY, Urls().ignored, currency or _CURRENCY)
    site = workspace.site
    of_location = None if location is None else workspace.locations[location].country
    ignored = site.settings.urls.ignored
    spoken = site.content_languages or tuple(site.languages)
    return Circumstances(country or of_location or site.country, ignored, currency or site.currency, languages=spoken)


def _images(asked: _Asked, fact: Fact, workspace: Workspace | None) -> Mapping[str, ImageMeasure]:
    """Return what was measured of the pictures: those that are named lie here, standards in the workspace."""
    known = {} if workspace is None else dict(workspace.image_measures)
    root = Path() if workspace is None else asked.root
    standards = fact.texts if len(asked.values) == 1 else frozenset()
    paths = {text: Path(text) for text in asked.values} | {text: root / text for text in standards - known.keys()}
    for text, path in paths.items():
        measure = look_at(path)
        if not isinstance(measure, ImageMeasure):
            _, message, hint = measure
            raise _RefusedError(message, hint)
        known[text] = measure
    return known


def _code(read: Callable[[str], str], written: str) -> str:
    try:
        return read(written)
    except ValueError as error:
        problem = problem_of(error, Place(""))
        raise _RefusedError(problem.message, problem.hint) from None
