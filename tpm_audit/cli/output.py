"""What verbs that write are made of beside the result, and what they say when they do not write."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from tpm_audit.cli.commit import commit_of
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.terminal import painter
from tpm_audit.exports.text import next_step, plain, problem_lines
from tpm_audit.language.catalogue import Language
from tpm_audit.model.build_facts import BuildFacts
from tpm_audit.model.result import ProblemRecord, Result
from tpm_audit.model.written_pages import WrittenPage
from tpm_audit.pages.page import written_path
from tpm_audit.site.brand import branded
from tpm_audit.site.folders import BesideResult
from tpm_audit.source.problems import Problem
from tpm_audit.workspace.input_hash import input_hash
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.picture_sources import picture_sources
from tpm_audit.workspace.written_pages import FOLDER


def own_templates(root: Path) -> Path | None:
    """Return the workspace's templates/ folder, if it has one."""
    own = root / "templates"
    return own if own.is_dir() and not own.is_symlink() else None


def refuse_problems(result: Result, spoken: Language) -> Exit:
    """Say the problems: what is made of a workspace that cannot be read as written would be wrong."""
    for line in problem_lines(result.problems, spoken, painter()):
        click.echo(line)
    click.echo()
    click.echo(plain(spoken.say(next_step(result))))
    return Exit.PROBLEMS


def beside_result(root: Path, workspace: Workspace, result: Result) -> BesideResult:
    """Return what pages are made of beside the result.

    Raises:
        OSError: a file of the workspace cannot be read any more.
    """
    images = {image.path: image.measure.digest for image in workspace.images.values()}
    return BesideResult(
        templates=own_templates(root),
        look=branded(workspace.mkdocs, workspace.brand),
        facts=BuildFacts(input_hash(workspace.files, root, workspace.brand.paths, images), commit_of(root)),
        pictures={} if result.audit is None else picture_sources(workspace, result.audit.id),
    )


def sources_of_pages(workspace: Workspace, languages: Iterable[str]) -> Mapping[str, str]:
    """Return the files of the hand-written pages by the pages of a site, such as de/pages/intro.html."""
    return {
        f"{language}/{written_path(page.id)}": _file_of(workspace, page, language)
        for language in languages
        for page in workspace.pages
    }


def _file_of(workspace: Workspace, page: WrittenPage, language: str) -> str:
    """Return the file that a page is made from in a language of the report: its own, else that of all."""
    written_in = next(code for code in (language, "", *workspace.site.languages) if code in page.bodies)
    return f"{FOLDER}/{page.id}{f'.{written_in}' if written_in else ''}.md"


def say_problems(problems: Iterable[Problem], spoken: Language) -> Exit:
    """Say problems that only making the pages could tell."""
    records = [
        ProblemRecord(one.code, one.place.file, one.place.line, one.place.column, one.message, one.hint)
        for one in problems
    ]
    for line in problem_lines(records, spoken, painter()):
        click.echo(line)
    return Exit.PROBLEMS


def said_of(lines: Iterable[str], outcome: Exit) -> Exit:
    """Say on standard error why nothing was written."""
    for line in lines:
        click.echo(plain(line), err=True)
    return outcome
