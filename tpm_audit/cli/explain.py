"""tpm-audit explain: the page of a rule, a problem, a figure or a kind of fact."""

import difflib
from collections.abc import Iterable

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.options import common_options, extensions_of, in_language, language_option
from tpm_audit.cli.topics import topics
from tpm_audit.facts import ALSO_CALLED
from tpm_audit.source.message import Message, say


@click.command("explain")
@click.argument("topic", required=False)
@language_option
@common_options
@click.pass_obj
def command(settings: Settings, topic: str | None, language: str) -> None:
    """Say what a rule, a problem, a figure or a kind of fact means: explain TPC001, explain score, explain phone."""
    spoken, known = in_language(language), topics(extensions_of(settings))
    if topic is None:
        width = max(map(len, known))
        for one in known.values():
            click.echo(f"{one.name:<{width}} {one.words(spoken).splitlines()[0]}")
        return
    name = _name(topic, known)
    if name is None:
        raise click.UsageError(spoken.say(_unknown(topic, known)))
    click.echo(f"{name}\n\n{known[name].page(spoken)}")


def _name(topic: str, known: Iterable[str]) -> str | None:
    """Return the name of a code, of a finding's id (TPC001-7k3q9f2m4x), or of a kind of fact."""
    code = topic.upper().split("-", maxsplit=1)[0]
    return next((name for name in (topic.lower(), code) if name in known), None)


def _unknown(topic: str, known: Iterable[str]) -> Message:
    near = ALSO_CALLED.get(topic.lower()) or next(
        (one for word in (topic.upper(), topic) for one in difflib.get_close_matches(word, known, n=1)), None
    )
    if near:
        return say("there is no page '{topic}'; did you mean '{near}'?", topic=topic, near=near)
    return say("there is no page '{topic}'; without a topic it lists all", topic=topic)
