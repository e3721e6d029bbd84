"""tpm-audit init: a small bilingual workspace to start from."""

import shlex
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import common_options
from tpm_audit.render.templates import shipped_templates
from tpm_audit.report import VOCABULARY, read
from tpm_audit.workspace.editor_files import write_editor_schemas
from tpm_audit.workspace.files import read_files

_RENAMED = {"gitignore": ".gitignore"}  # packaging tools read a .gitignore as an order to themselves


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@common_options
@click.pass_obj
def command(settings: Settings, folder: Path | None) -> int:
    """Write a small workspace to start from, into FOLDER. Nothing that is there is overwritten."""
    root = settings.root / folder if folder is not None else settings.root
    if root.exists() and not root.is_dir():
        message = f"'{root}' is a file; name a folder"
        raise click.UsageError(message)
    if (root / "site_config").exists() or (root / "content").exists():
        message = f"'{root}' is a workspace already; nothing was written"
        raise click.UsageError(message)
    for source, target in _files(root):
        if target.exists():
            click.echo(f"kept  {target}")
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        if not settings.quiet:
            click.echo(f"wrote {target}")
    workspace = read(read_files(root))
    write_editor_schemas(root, workspace, VOCABULARY)
    where = "" if root == Path() else f" -C {shlex.quote(str(root))}"
    click.echo(f"\nnext: tpm-audit{where} check, which shows one finding that is in it on purpose")
    return Exit.PASSED


def _files(root: Path) -> list[tuple[Path, Path]]:
    starter = shipped_templates() / "starter"
    found = []
    for source in sorted(path for path in starter.rglob("*") if path.is_file()):
        inside = source.relative_to(starter)
        found.append((source, root / inside.with_name(_RENAMED.get(inside.name, inside.name))))
    return found
