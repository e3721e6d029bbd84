"""Pipelines that init writes: valid YAML whose commands exist, and nothing that is there is overwritten."""

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

import tpm_audit
from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded

WRITTEN = {
    "github": ".github/workflows/touchpoint-audit.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}


def init(*arguments: str) -> int:
    return run_guarded(program, ["init", *arguments])


@pytest.mark.parametrize(("pipeline", "path"), WRITTEN.items())
def test_a_pipeline_is_written_beside_the_workspace(pipeline: str, path: str, tmp_path: Path) -> None:
    assert init(str(tmp_path), "--ci", pipeline) == Exit.PASSED
    assert (tmp_path / "site_config/site.yml").is_file()
    assert (tmp_path / ".gitignore").is_file()
    assert yaml.safe_load((tmp_path / path).read_text(encoding="utf-8"))
    assert not list(tmp_path.rglob("dot-*"))


@pytest.mark.parametrize("path", WRITTEN.values())
def test_every_command_in_it_exists(path: str, tmp_path: Path) -> None:
    assert init(str(tmp_path), *(word for one in WRITTEN for word in ("--ci", one))) == Exit.PASSED
    text = re.sub(r"^#.*$", "", (tmp_path / path).read_text(encoding="utf-8"), flags=re.MULTILINE)
    commands = [shlex.split(one.partition(" >>")[0]) for one in re.findall(r"tpm-audit ([a-z].*)$", text, re.MULTILINE)]
    assert commands
    for verb, *arguments in commands:
        command = program.get_command(click.Context(program), verb)
        assert command is not None
        command.make_context(verb, arguments, parent=click.Context(program, obj=None), resilient_parsing=True)
        known = {name for option in command.params for name in option.opts}
        assert {word for word in arguments if word.startswith("-")} <= known


@pytest.mark.parametrize("pipeline", ["github", "gitlab"])
def test_a_pipeline_installs_this_version_and_its_mends(pipeline: str, tmp_path: Path) -> None:
    assert init(str(tmp_path), "--ci", pipeline) == Exit.PASSED
    text = (tmp_path / WRITTEN[pipeline]).read_text(encoding="utf-8")
    assert text.count(f'pip install "tpm-audit~={tpm_audit.__version__}"') == text.count("pip install") > 0


def test_a_workspace_that_is_there_gets_the_pipeline_alone(tmp_path: Path) -> None:
    init(str(tmp_path))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / ".gitlab-ci.yml").write_text("mine: true\n", encoding="utf-8")
    assert init(str(tmp_path), "--ci", "github", "--ci", "gitlab") == Exit.PASSED
    assert (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine: true\n"
    assert (tmp_path / WRITTEN["github"]).is_file()
    assert {path: path.read_bytes() for path in before} == before
    assert init(str(tmp_path)) == Exit.USAGE
