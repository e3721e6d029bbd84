"""The reference of the guide says what the code does; the guide builds without a warning."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reference import reference

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs"


@pytest.mark.parametrize("name", reference())
def test_the_reference_is_what_the_code_says(name: str, *, rewrite_golden: bool) -> None:
    file = GUIDE / name
    if rewrite_golden:
        file.write_text(reference()[name], encoding="utf-8")
    assert file.read_text(encoding="utf-8") == reference()[name]


def test_nothing_else_is_called_reference() -> None:
    made = (path for folder in ("reference", "de/reference") for path in (GUIDE / folder).iterdir())
    assert {path.relative_to(GUIDE).as_posix() for path in made} == set(reference())


@pytest.mark.slow
def test_the_guide_builds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", "docs/theme/mkdocs.yml"]
    environment = {"NO_MKDOCS_2_WARNING": "1", "PATH": ""}
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "guide")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "guide" / "reference" / "rules.html").is_file()
