"""The command line: one file per verb. The only place that prints, exits, reads the clock or the environment."""

import gc
import importlib
import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

import tpm_audit

# Verbs are imported when they are called: --help must not wait for what it does not use.
_VERBS: Mapping[str, str] = {
    "init": "Write a small workspace to start from.",
    "check": "Check the workspace and say what is wrong, and where.",
    "status": "Say where the audit stands, and who has to do what.",
    "build": "Build the site.",
    "serve": "Show the site in a browser, and every save at once.",
    "pdf": "Print the report, a PDF for each language.",
    "pages": "Write the pages as Markdown, for an engine of one's own.",
    "waivers": "List what is accepted for a while: why, by whom, until when.",
    "diff": "Say what changed between two audits, or two git revisions.",
    "close": "Freeze an audit: it is read from its result from then on.",
    "unclose": "Open a closed audit again.",
    "rename": "Give a thing another id, wherever it is named.",
    "questionnaire": "Write what to ask customers, and what reads their answers.",
    "survey": "Import what customers answered in a survey.",
    "schema": "Write the JSON Schemas of the files for editors.",
    "compare": "Say how two values are read, and whether they are the same.",
    "explain": "Say what a rule, a problem or a kind of fact means.",
}

LANGUAGES = ("en", "de")  # of what is printed


@dataclass
class Settings:
    """What every verb is given."""

    root: Path = Path()
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    language: str = LANGUAGES[0]
    allow_plugins: bool = False


class Verbs(click.Group):
    """The verbs, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the verbs in the order in which they are used."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Return a verb."""
        if cmd_name not in _VERBS:
            return None
        command = importlib.import_module(f"tpm_audit.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """List the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what was probably meant by a verb that is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            import difflib  # noqa: PLC0415 (only for a mistake)

            near = difflib.get_close_matches(args[0], _VERBS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"it knows: {', '.join(_VERBS)}"
            message = f"no command '{args[0]}'; {hint}"
            raise click.UsageError(message, ctx) from None


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(tpm_audit.__version__, "--version", prog_name="tpm-audit")
@click.option(
    "-C",
    "root",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=None,
    help="The workspace; default: this folder.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only problems and what fails.")
@click.option("-v", "--verbose", is_flag=True, help="Findings of severity info, too.")
@click.option("--debug", is_flag=True, help="A traceback where the tool itself fails.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="The language of what is printed.",
)
@click.pass_context
def program(ctx: click.Context, root: Path | None, *, quiet: bool, verbose: bool, debug: bool, language: str) -> None:
    """Touchpoint audits from YAML in git: checks, figures, a report site.

    Begin with `tpm-audit init my-audit`, then `tpm-audit -C my-audit check`.
    """
    ctx.obj = Settings(root or Path(), quiet, verbose, debug, language)


def _open_streams() -> None:
    """Make sure that there is something to print to, and that no sign of a report stops it there."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (open to the end)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def main() -> None:
    """Run the program; nothing but the exit code leaves it."""
    from tpm_audit.cli.exits import run_guarded  # noqa: PLC0415 (--help imports click only)

    gc.disable()  # one run keeps what it makes until it ends: looking for garbage took a third of the time of `check`

    _open_streams()
    if "_TPM_AUDIT_COMPLETE" in os.environ:
        program(prog_name="tpm-audit")
    code = run_guarded(program, sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # all that was made goes with the process: to take it apart piece by piece costs a tenth of `check`
