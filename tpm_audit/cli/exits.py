"""Exit codes, the same in every output format, and the last resort."""

import enum
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import click

import tpm_audit


class Exit(enum.IntEnum):
    """What the exit code says."""

    PASSED = 0
    GATE_FAILED = 1
    DIFFERENT = 1  # what failing is to `compare`
    USAGE = 2
    PROBLEMS = 3
    NOTHING_TO_CHECK = 4
    NOT_WRITTEN = 5
    INTERNAL = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141


def run_guarded(program: click.Command, arguments: Sequence[str]) -> int:
    """Run the program and return its exit code: no traceback but with ``--debug``."""
    try:
        outcome = program.main(args=list(arguments), prog_name="tpm-audit", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return Exit.USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(_interrupted(arguments), err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader has gone: nothing is left to say, and Python must not try once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE_CLOSED
    except OSError as error:
        click.echo(f"{error.filename or 'a file'}: {error.strerror or error}", err=True)
        return Exit.NOT_WRITTEN
    except Exception as error:  # noqa: BLE001 (the last resort)
        tell_internal(error, debug="--debug" in arguments)
        return Exit.INTERNAL
    return outcome if isinstance(outcome, int) else Exit.PASSED


def _interrupted(arguments: Sequence[str]) -> str:
    """Return what is said of a run that somebody ended, in the language that was asked for as far as that is clear."""
    from tpm_audit.language.catalogue import Language  # noqa: PLC0415 (--help imports click only)

    pairs = (f"{one}={other}" for one, other in pairwise(arguments))
    german = any(one.startswith("--language=de") for one in (*arguments, *pairs))
    return Language("de" if german else "en").word("interrupted")


def tell_internal(error: BaseException, *, debug: bool) -> None:
    """Say that the tool itself failed, and what to report."""
    import traceback  # noqa: PLC0415 (slow to load, and nearly never needed)

    if debug:
        traceback.print_exception(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(
        f"tpm-audit {tpm_audit.__version__} failed on its own account, not through your files: "
        f"{type(error).__name__} in {last.name}, line {last.lineno}\n"
        "  please report this line, the command, and the output of the same command with --debug",
        err=True,
    )
