"""The reference of the guide, made from the code: rules, kinds of fact, figures, problems, commands."""

import inspect
from collections.abc import Iterator, Mapping

import click

from tpm_audit.cli import program
from tpm_audit.cli.explain import explained
from tpm_audit.facts import FACT_KINDS
from tpm_audit.rules import CODES

_MADE = "<!-- Made from the code: pytest tests/test_reference.py --rewrite-golden writes it anew. -->"


def reference() -> Mapping[str, str]:
    """Return the Markdown of each page by its file name."""
    pages, kinds, rules = explained(), tuple(FACT_KINDS), CODES
    problems = [name for name in pages if name.startswith("TPS")]
    figures = [name for name in pages if name not in {*kinds, *rules, *problems}]
    return {
        "rules.md": _page("Rules", "What makes a finding.", (_section(code, pages[code]) for code in rules)),
        "kinds.md": _page(
            "Kinds of fact", "How each is read and compared.", (_section(one, pages[one]) for one in kinds)
        ),
        "figures.md": _page("Figures", "What each number means.", (_section(one, pages[one]) for one in figures)),
        "problems.md": _page("Problems", "What the files cannot be read for.", [_table(problems, pages)]),
        "commands.md": _page("Commands", "Every command with its options.", _commands()),
    }


def _page(title: str, lead: str, sections: Iterator[str] | list[str]) -> str:
    return "\n\n".join([f"# {title}", _MADE, lead, *sections]) + "\n"


def _section(name: str, page: str) -> str:
    """Return a page of ``explain`` below a heading; what it compares becomes a list."""
    first, _, rest = page.strip().partition("\n")
    lines = (_line(line) for line in rest.splitlines())
    return f"## {name}: {first.rstrip('.')}\n" + "\n".join(lines).rstrip()


def _line(line: str) -> str:
    if line.startswith(("The same:", "Different:", "Unreadable:")):
        return f"- {line}"
    return f"\n{line}:\n" if line.startswith("With ") and line.endswith(("]", "}")) else line


def _table(names: list[str], pages: Mapping[str, str]) -> str:
    rows = (f"| {name} | {_cell(pages[name])} |" for name in names)
    return "\n".join(["| code | what it says |", "|---|---|", *rows])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _commands() -> Iterator[str]:
    context = click.Context(program, info_name="tpm-audit")
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        assert command is not None
        arguments = " ".join(one.make_metavar(context) for one in command.params if isinstance(one, click.Argument))
        options = [one for one in command.params if isinstance(one, click.Option)]
        rows = (f"| `{', '.join(one.opts)}` | {_cell(one.help or '')} |" for one in options)
        table = "\n".join(["| option | what it does |", "|---|---|", *rows])
        yield f"## tpm-audit {name} {arguments}".rstrip() + f"\n\n{inspect.cleandoc(command.help or '')}\n\n{table}"
