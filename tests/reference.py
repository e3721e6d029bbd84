"""The reference of the guide, made from the code: rules, kinds of fact, figures, problems, commands."""

import inspect
from collections.abc import Iterable, Iterator, Mapping

import click

from tpm_audit.cli import program
from tpm_audit.cli.topics import Group, Topic, topics
from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Message, Sayable

_MADE = "<!-- Made from the code: pytest tests/test_reference.py --rewrite-golden writes it anew. -->"
_ENGLISH = {
    Group.RULE: ("Rules", "What makes a finding."),
    Group.KIND: ("Kinds of fact", "How each is read and compared."),
    Group.FIGURE: ("Figures", "What each number means, and each word beside it."),
    Group.PROBLEM: ("Problems", "What the files cannot be read for."),
}
_GERMAN = {
    Group.RULE: ("Regeln", "Was zu einem Befund führt."),
    Group.KIND: ("Arten von Merkmalen", "Wie jede gelesen und verglichen wird."),
    Group.FIGURE: ("Kennzahlen", "Was jede Zahl bedeutet, und jedes Wort daneben."),
    Group.PROBLEM: ("Probleme", "Woran das Lesen der Dateien scheitert."),
}
_FILES = {Group.RULE: "rules", Group.KIND: "kinds", Group.FIGURE: "figures", Group.PROBLEM: "problems"}
_COMPARED = ("The same:", "Different:", "Unreadable:")


def reference() -> Mapping[str, str]:
    """Return the Markdown of each page by its path in the guide."""
    pages = {
        f"{folder}/{_FILES[group]}.md": _page(*titles[group], _of_group(group, Language(code)))
        for folder, code, titles in (("reference", "en", _ENGLISH), ("de/reference", "de", _GERMAN))
        for group in Group
    }
    return pages | {"reference/commands.md": _page("Commands", "Every command with its options.", _commands())}


def _page(title: str, lead: str, sections: Iterable[str]) -> str:
    return "\n\n".join([f"# {title}", _MADE, lead, *sections]) + "\n"


def _of_group(group: Group, language: Language) -> Iterator[str]:
    of_group = [topic for topic in topics().values() if topic.group is group]
    if group is Group.PROBLEM:
        yield _table(of_group, language)
    else:
        yield from (_section(topic, language) for topic in of_group)


def _section(topic: Topic, language: Language) -> str:
    """Return a page of ``explain`` below a heading; what it compares becomes a list."""
    first, _, rest = topic.words(language).partition("\n")
    examples = "\n".join(_line(line, language) for line in topic.examples)
    return f"## {topic.name}: {first.rstrip('.')}\n{rest}\n\n{examples}".rstrip()


def _line(line: Sayable, language: Language) -> str:
    said = language.say(line)
    if not isinstance(line, Message):
        return said
    if line.text.startswith(_COMPARED):
        return f"- {said}"
    return f"\n{said}:\n" if line.text.startswith("With ") else said


def _table(problems: Iterable[Topic], language: Language) -> str:
    head = {"en": "| code | what it says |", "de": "| Code | was er sagt |"}[language.code]
    return "\n".join([head, "|---|---|", *(f"| {one.name} | {_cell(one.words(language))} |" for one in problems)])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _commands() -> Iterator[str]:
    context = click.Context(program, info_name="tpm-audit")
    for name, command in _listed(program, context, "tpm-audit"):
        arguments = " ".join(one.make_metavar(context) for one in command.params if isinstance(one, click.Argument))
        options = [one for one in command.params if isinstance(one, click.Option)]
        rows = (f"| `{', '.join(one.opts)}` | {_cell(one.help or '')} |" for one in options)
        table = "\n".join(["| option | what it does |", "|---|---|", *rows])
        yield f"## {name} {arguments}".rstrip() + f"\n\n{inspect.cleandoc(command.help or '')}\n\n{table}"


def _listed(group: click.Group, context: click.Context, called: str) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands of a group, and those of groups in it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _listed(command, context, f"{called} {name}")
        else:
            yield f"{called} {name}", command
