"""tpm-audit init: a small bilingual workspace to start from."""

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from tpm_audit import __version__
from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options
from tpm_audit.render.templates import shipped_templates
from tpm_audit.report import read, vocabulary
from tpm_audit.workspace.editor_files import write_editor_schemas
from tpm_audit.workspace.files import read_files

_VERSION = b"@VERSION@"  # in pipelines, which install the version that wrote them, and its mends
_DOT = "dot-"  # packaging tools read a .gitignore as an order to themselves, and leave out what begins with a dot


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option(
    "--ci",
    "pipelines",
    type=click.Choice(["github", "gitlab", "pre-commit"]),
    multiple=True,
    help="Also write what checks every change and publishes the site; into a workspace that is there, too. Repeatable.",
)
@common_options
@click.pass_obj
def command(settings: Settings, folder: Path | None, *, pipelines: tuple[str, ...]) -> int:
    """Write a small workspace to start from, into FOLDER. Nothing that is there is overwritten."""
    root = settings.root / folder if folder is not None else settings.root
    if root.exists() and not root.is_dir():
        message = f"'{root}' is a file; name a folder"
        raise click.UsageError(message)
    is_workspace = (root / "site_config").exists() or (root / "content").exists()
    if is_workspace and not pipelines:
        message = f"'{root}' is a workspace already; nothing was written"
        raise click.UsageError(message)
    folders = [f"ci/{name}" for name in dict.fromkeys(pipelines)]
    for source, target in _files(root, folders if is_workspace else ["starter", *folders]):
        if target.exists():
            click.echo(f"kept  {target}")
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes().replace(_VERSION, __version__.encode()))
        if not settings.quiet:
            click.echo(f"wrote {target}")
    if is_workspace:
        return Exit.PASSED
    workspace = read(read_files(root))
    write_editor_schemas(root, workspace, vocabulary())
    where = "" if root == Path() else f" -C {shlex.quote(str(root))}"
    click.echo(f"\nnext: tpm-audit{where} check, which shows one finding that is in it on purpose")
    return Exit.PASSED


def _files(root: Path, folders: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    """Yield what is written, from where and to where."""
    for name in folders:
        folder = shipped_templates() / name
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield source, root.joinpath(*map(_written, source.relative_to(folder).parts))


def _written(name: str) -> str:
    """Return the name that a file or folder has in a workspace."""
    return f".{name.removeprefix(_DOT)}" if name.startswith(_DOT) else name
