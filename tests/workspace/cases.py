"""Small workspaces for the tests: a base that has no problem, and changes to it, in memory or on disk."""

import datetime
import io
import itertools
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pictures import TINY
from tpm_audit.cli import program
from tpm_audit.cli.exits import run_guarded
from tpm_audit.exports.text import as_text
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.report import Request, make_report, read
from tpm_audit.source.problems import Problem
from tpm_audit.workspace.files import Files, is_yaml
from tpm_audit.workspace.load import Workspace

BASE = Path(__file__).parent / "mistakes" / "base"
SITE = "site_config/site.yml"
PEOPLE = "site_config/people.yml"
CHANNELS = "site_config/channels.yml"
STANDARD = "site_config/standard.yml"
TOUCHPOINTS = "content/touchpoints/all.yml"
KPIS = "content/kpis.yml"
JOURNEYS = "content/journeys.yml"
SERVICE = "content/checklists/service.yml"
DIGITAL = "content/checklists/digital.yml"
AUDIT = "content/audits/2026-10/audit.yml"
VISITS = "content/audits/2026-10/visits.yml"
AS_OF = datetime.date(2026, 10, 31)


def texts_of(folder: Path, suffix: str = "") -> dict[str, str]:
    """Return what stands in the files of a folder, by path; names that begin with a dot are left alone."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name.endswith(suffix) and "/." not in path.relative_to(folder.parent).as_posix()
    }


def files_of(texts: Mapping[str, str]) -> Files:
    """Return files that never touched a disk."""
    encoded = {path: text.encode("utf-8", errors="surrogatepass") for path, text in texts.items()}
    return Files(
        {path: data for path, data in encoded.items() if is_yaml(path)},
        {path: len(data) for path, data in encoded.items() if not is_yaml(path)},
        own=encoded.get,
        opened=lambda path: io.BytesIO(encoded[path]),
        results=lambda path: io.BytesIO(encoded[path]),
    )


def base(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Return the files of the base, with some replaced, added or (None) removed."""
    changed = {**texts_of(BASE), **(changes or {})}
    return {path: text for path, text in changed.items() if text is not None}


def replaced(text: str, old: str, new: str) -> str:
    """Return ``text`` with the one place that says ``old`` changed."""
    assert text.count(old) == 1, f"{text.count(old)} places say {old!r}"
    return text.replace(old, new)


def base_with(path: str, *swaps: tuple[str, str]) -> dict[str, str]:
    """Return the files of the base, one of them edited."""
    text = texts_of(BASE)[path]
    for old, new in swaps:
        text = replaced(text, old, new)
    return base({path: text})


def read_texts(texts: Mapping[str, str]) -> Workspace:
    return read(files_of(texts))


def said(problems: tuple[Problem, ...]) -> list[str]:
    """Say each problem in one line: place, code, message, hint."""
    english = Language("en")
    return [
        f"{one.place}: {one.code} {english.say(one.message)} | {english.say(one.hint) if one.hint else '-'}"
        for one in problems
    ]


def problems_of(texts: Mapping[str, str]) -> list[str]:
    return said(read_texts(texts).problems)


def printed(workspace: Workspace, edition: Edition = Edition.INTERNAL) -> list[str]:
    """Return the lines that check would print."""
    result = make_report(workspace, Request(edition, AS_OF))
    return list(as_text(result, Language("en"), verbose=True))


@dataclass(frozen=True)
class Ran:
    """What a run of the program did."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """Run the program in this process."""
    code = run_guarded(program, arguments)
    out, err = capsys.readouterr()
    return Ran(int(code), out, err)


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write files below a folder, which is emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    return folder


# --- changes as text: "= path", then lines to take out ("-") and to put in ("+", or "*200 … {n} …", or ">" at the end)


def changed(texts: Mapping[str, str], description: str) -> dict[str, str]:
    """Return the files with a described change.

    Lines after ``= path``: ``-`` takes a line out, ``+`` puts one in its place, ``>`` adds one at the end of the
    file; ``= path (new)`` writes a whole file, ``= path (picture)`` the tiny picture, ``= path (gone)`` removes one.
    """
    found = dict(texts)
    for heading, lines in _sections(description):
        path, _, what = heading.partition(" (")
        if what == "gone)":
            del found[path]
        elif what == "picture)":
            found[path] = TINY.decode("ascii")
        elif what == "new)":
            found[path] = _text(lines)
        else:
            found[path] = _edited(found[path], lines)
    return found


def _sections(description: str) -> Iterator[tuple[str, list[str]]]:
    lines = [line for line in description.splitlines() if line and not line.startswith("# ")]
    starts = [index for index, line in enumerate(lines) if line.startswith("= ")]
    assert starts[:1] == [0], f"a change begins with '= path': {lines[:1]}"
    for start, end in itertools.pairwise([*starts, len(lines)]):
        yield lines[start].removeprefix("= "), lines[start + 1 : end]


def _edited(text: str, lines: list[str]) -> str:
    hunks: list[tuple[list[str], list[str]]] = []
    for line in lines:
        if line.startswith(">"):
            text += f"{line[1:]}\n"
        elif line.startswith("-"):
            if not hunks or hunks[-1][1]:
                hunks.append(([], []))
            hunks[-1][0].append(line)
        else:
            hunks[-1][1].append(line)
    for out, put in hunks:
        text = replaced(text, "".join(f"{line[1:]}\n" for line in out), _text(put))
    return text


def _text(lines: list[str]) -> str:
    return "".join(_line(line) for line in lines)


def _line(line: str) -> str:
    if line.startswith("*"):
        count, _, repeated = line[1:].partition(" ")
        return "".join(repeated.replace("{n}", str(n)) + "\n" for n in range(1, int(count) + 1))
    assert line.startswith("+"), f"a line of a change begins with '-', '+', '>' or '*': {line}"
    return f"{line[1:]}\n"
