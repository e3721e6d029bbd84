"""What changed, as a user asks for it: two audits, two revisions, and what can be mistaken."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # its stubs are a package of their own

from tests.openacr import write_openacr_workspace
from tests.workspace.test_revision import committed, git
from tpm_audit.cli import program
from tpm_audit.cli.exits import Exit, run_guarded
from tpm_audit.exports.diff_markdown import MOST_SIGNS

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2026-11-22")


def run(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["-C", str(workspace), *arguments, *DAY], standalone_mode=False)


def compared(workspace: Path, *arguments: str) -> Any:
    done = run(workspace, "diff", *arguments, "--format", "json")
    assert done.return_value == Exit.PASSED, done.output
    return json.loads(done.output)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo workspace, alone: no repository is around it."""
    root = tmp_path_factory.mktemp("demo")
    for folder in ("brand", "content", "site_config"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace in a folder of a repository: its phone is wrong at first, and right in the second commit."""
    top = tmp_path_factory.mktemp("repository")
    root = top / "audits/acme"
    assert run_guarded(program, ["init", str(root)]) == Exit.PASSED
    (top / ".gitignore").write_text(".tpm-audit/\n", encoding="utf-8")
    git(top, "init", "-q", "-b", "main")
    committed(top)
    git(top, "tag", "first")
    git(top, "tag", "empty", git(top, "commit-tree", "-m", "empty", git(top, "mktree", "--missing")))
    (finding,) = json.loads(run(root, "check", "--format", "json").output)["findings"]
    (wrong,) = [one["value"] for one in finding["members"] if one["deviates"]]
    for visits in root.glob("content/audits/*/*.yml"):
        text = visits.read_text(encoding="utf-8")
        visits.write_text(text.replace(wrong, finding["standard"]), encoding="utf-8")
    committed(top)
    return top


@pytest.fixture
def repository(prepared: Path, tmp_path: Path) -> Path:
    shutil.copytree(prepared, tmp_path / "here", symlinks=True)
    return tmp_path / "here/audits/acme"


def states(told: Any) -> list[str]:
    return [f"{one['rule']} {one['state']}" for one in told["findings"]]


def test_two_audits_are_held_against_each_other(demo: Path) -> None:
    told = compared(demo, "2026-04", "2026-10")
    assert (told["then"]["audit"], told["now"]["audit"], told["recorded"]) == ("2026-04", "2026-10", True)
    check = json.loads(run(demo, "check", "--format", "json").output)
    recorded = [one["state"] for one in (*check["findings"], *check["past"]["absent"])]
    assert [one["state"] for one in told["findings"]] == recorded
    assert told["score"]["now"] == check["figures"]["score"]["share"]


def test_without_a_second_audit_it_is_the_latest(demo: Path) -> None:
    assert compared(demo, "2026-04") == compared(demo, "2026-04", "2026-10")


def test_the_other_way_round_every_p_is_the_same(demo: Path) -> None:
    there, back = compared(demo, "2026-04", "2026-10"), compared(demo, "2026-10", "2026-04")
    assert not back["recorded"]
    of_each = [{one["id"]: (one["p"], one["adjusted_p"]) for one in told["criteria"]} for told in (there, back)]
    assert of_each[0] == of_each[1]
    assert back["score"]["change"] == -there["score"]["change"]


def test_the_verdict_comes_first(demo: Path) -> None:
    lines = run(demo, "diff", "2026-04", "2026-10").output.splitlines()
    assert lines[0] == "Spring audit 2026 (2026-04) → Autumn audit 2026 (2026-10), internal edition"
    assert lines[1].startswith("16 criteria compared: neither better nor worse is demonstrable in any; findings: ")
    (quiet,) = run(demo, "-q", "diff", "2026-04", "2026-10").output.splitlines()
    assert quiet.startswith("16 criteria compared: ")


def test_in_german(demo: Path) -> None:
    said = run(demo, "diff", "2026-04", "2026-10", "--language", "de").output
    assert "nicht nachweisbar" in said
    assert "Frühjahrsaudit 2026 (2026-04)" in said


def test_the_json_is_as_its_schema_says(demo: Path) -> None:
    schema = json.loads(CliRunner().invoke(program, ["schema", "--diff"], standalone_mode=False).output)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(compared(demo, "2026-04", "2026-10"))) == []


def test_revisions_and_the_files_as_they_are(repository: Path) -> None:
    told = compared(repository, "first..HEAD")
    assert states(told) == ["TPC001 fixed"]
    assert (told["then"]["revision"], told["now"]["revision"]) == ("first", "HEAD")
    assert told["then"]["commit"] == git(repository, "rev-parse", "first")
    for words in (("first", "HEAD"), ("first..",), ("first", "main")):
        assert states(compared(repository, *words)) == ["TPC001 fixed"]
    assert states(compared(repository, "HEAD..first")) == ["TPC001 new"]
    folder = compared(repository, "first")
    assert (states(folder), folder["now"]["revision"]) == (["TPC001 fixed"], None)
    git(repository, "checkout", "-q", "first", "--", ".")
    assert states(compared(repository, "HEAD")) == ["TPC001 new"]
    assert states(compared(repository, "..HEAD")) == []


def test_nothing_is_written_and_nothing_checked_out(repository: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in repository.parents[1].rglob("*")}
    compared(repository, "first..HEAD")
    assert {path: path.stat().st_mtime_ns for path in repository.parents[1].rglob("*")} == before


def test_a_rename_between_revisions_is_no_change(repository: Path) -> None:
    old = json.loads(run(repository, "check", "--format", "json").output)["visits"][0]["touchpoint"]
    for path in repository.rglob("*.yml"):
        text = path.read_text(encoding="utf-8").replace(f" {old}\n", " start-here\n")
        text = text.replace(f"  {old}:\n", f"  start-here:\n    renamed_from: [{old}]\n")
        path.write_text(text, encoding="utf-8")
    folder = compared(repository, "HEAD")
    committed(repository)
    for told in (folder, compared(repository, "first..HEAD"), compared(repository, "HEAD..first")):
        assert {one["verdict"] for one in told["criteria"]} == {"unchanged"}
        assert (told["score"]["entered"]["n"], told["score"]["left"]["n"]) == (0, 0)
        assert told["score"]["common"] > 0


@pytest.mark.parametrize("first", ["broken", "folder"])
def test_problems_say_whose_they_are(repository: Path, first: str) -> None:
    (repository / "site_config/site.yml").write_text("format: 1\nnonsense: 2\n", encoding="utf-8")
    words, who = ("HEAD",), "the workspace"
    if first == "broken":
        committed(repository)
        git(repository, "checkout", "-q", "HEAD~1", "--", ".")
        words, who = ("HEAD..HEAD~1",), "the revision 'HEAD'"
    done = run(repository, "diff", *words)
    assert done.return_value == Exit.PROBLEMS
    assert done.output.startswith(f"{who} cannot be compared: ")
    assert "site_config/site.yml:2:1: " in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["first", "frist-audit"],
            "there is no audit and no revision 'frist-audit'; did you mean 'first-audit'? audits: ",
        ),
        (["first-audit", "2026-11"], "there is no audit and no revision '2026-11'; audits: first-audit; "),
        (["first", "nonsense"], "there is no audit and no revision 'nonsense'; audits: "),
        (["first..nonsense"], "there is no revision 'nonsense'; a clone without history has few"),
        (["first...HEAD"], "'first...HEAD' has three dots"),
        (["first", "HEAD", "main"], "diff takes two audits or revisions, or one"),
        (["--", "--output=x"], "there is no audit and no revision '--output=x'"),
        (["--", "--output=x..HEAD"], "there is no revision '--output=x'"),
        (["first", "--audit", "2020-01"], "the revision 'first' has no audit '2020-01'; it has: first-audit"),
        (["first-audit", "--audit", "2020-01"], "--audit is for revisions"),
        (["first-audit", "main"], "'first-audit' is an audit, 'main' a revision"),
        (["empty..HEAD"], "the revision 'empty' has no workspace here"),
        (["a\x1b[31m\0b"], r"there is no audit and no revision 'a\x1b[31m\x00b'"),
        (["main:audits"], "there is no audit and no revision 'main:audits'"),
    ],
)
def test_mistakes(words: list[str], said: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guarded(program, ["-C", str(repository), "diff", *DAY, *words]) == Exit.USAGE
    assert capsys.readouterr().err.startswith(said)
    assert not (repository / "x").exists()


def test_without_a_repository_revisions_are_unknown(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guarded(program, ["-C", str(demo), "diff", "HEAD~1"]) == Exit.USAGE
    assert "there is no git repository around the workspace" in capsys.readouterr().err


HOSTILE = "\\u202e::error::no a|b <img src=x onerror=1> @octocat #12 [x](https://example.org) `c` ##vso[x]"


def hostile(repository: Path) -> None:
    """Let many touchpoints without an owner carry a name that wants to be more than a name."""
    many = "".join(
        f'  bad-{n}:\n    name: "{HOSTILE}"\n    phase: before\n    channels: [website]\n' for n in range(400)
    )
    (repository / "content/touchpoints/many.yml").write_text(f"touchpoints:\n{many}", encoding="utf-8")


def test_nothing_in_the_text_is_obeyed(repository: Path) -> None:
    hostile(repository)
    said = run(repository, "-v", "diff", "HEAD").output
    assert "onerror" in said
    assert not any(line.startswith("::") or "##vso[" in line for line in said.splitlines())


def test_markdown_is_cut_and_says_so_and_nothing_in_it_is_obeyed(repository: Path) -> None:
    hostile(repository)
    said = run(repository, "-v", "diff", "HEAD", "--format", "markdown").output
    assert len(said) <= MOST_SIGNS
    rows = [line for line in said.splitlines() if line.startswith("| new")]
    assert rows
    assert f"- {len(compared(repository, 'HEAD')['findings']) - len(rows)} more rows were cut" in said
    for line in rows:
        assert line.count("|") == len(["state", "severity", "id", "finding"]) + 1
    assert (
        re.findall(r"(?<!\\)(?:[<`]|\])|(?<!&)[@#](?=\w)|##|\u202e", said.replace("####", "").replace("###", "")) == []
    )


def report(*answers: tuple[str, str]) -> dict[str, Any]:
    """A report in the OpenACR format: criteria of one component with their levels, blank for none."""
    criteria = [
        {
            "num": num,
            "components": [{"name": "web", "adherence": {"level": level} if level else {}}],
        }
        for num, level in answers
    ]
    return {
        "title": "Report",
        "notes": "Made by hand.",
        "product": {"name": "Shop"},
        "chapters": {"level_a": {"criteria": criteria}},
    }


CATALOGUE = {
    "lang": "en",
    "components": [{"id": "web", "label": "Web"}],
    "terms": [],
    "chapters": [
        {
            "id": "level_a",
            "label": "Level A",
            "criteria": [{"id": f"1.{n}", "handle": f"Criterion {n}", "components": ["web"]} for n in range(1, 8)],
        }
    ],
}
SPRING = ("supports", "does-not-support", "not-applicable", "supports", "", "partially-supports", "not-evaluated")
AUTUMN = ("supports", "supports", "does-not-support", "not-applicable", "supports", "", "not-evaluated")
BECAME = ("unchanged", "not-demonstrable", *["not-comparable"] * 5)


def test_a_report_made_again_is_neither_better_nor_worse_for_what_only_one_rated(tmp_path: Path) -> None:
    audits = {"2026-04": ("2026-04-20", SPRING), "2026-10": ("2026-10-20", AUTUMN)}
    (tmp_path / "catalogue.yaml").write_text(json.dumps(CATALOGUE), encoding="utf-8")
    root = tmp_path / "workspace"
    for day, levels in audits.values():
        told = report(*((f"1.{n}", level) for n, level in enumerate(levels, 1))) | {"report_date": day}
        (tmp_path / "report.yaml").write_text(json.dumps(told), encoding="utf-8")
        write_openacr_workspace(root, tmp_path / "catalogue.yaml", tmp_path / "report.yaml")
    then = compared(root, "2026-04", "2026-10")
    assert tuple(one["verdict"] for one in then["criteria"]) == BECAME
    assert [(one["fell"], one["rose"]) for one in then["criteria"]] == [(0, 0), (0, 1), *[(0, 0)] * 5]
    score = then["score"]
    assert (score["common"], score["by_answers"]) == (2, 0.5)
    assert sorted((one["reason"], one["n"]) for one in score["entered"]["outside"]) == [("n/a", 1), ("untested", 1)]
    assert sorted((one["reason"], one["n"]) for one in score["left"]["outside"]) == [("n/a", 1), ("untested", 1)]
    back = compared(root, "2026-10", "2026-04")
    assert [(one["fell"], one["rose"]) for one in back["criteria"]] == [(0, 0), (1, 0), *[(0, 0)] * 5]


INTERNAL = {
    "content/touchpoints/after.yml": ("  complaint:\n", "  complaint:\n    audience: internal\n"),
    "site_config/standard.yml": ("  slogan:\n", "  slogan:\n    audience: internal\n"),
    "site_config/channels.yml": ("  app: {", "  app: {audience: internal, "),
}


@pytest.fixture(scope="module")
def hiding(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo in a repository; what was open in the first commit is internal in the second."""
    root = tmp_path_factory.mktemp("hiding") / "demo"
    shutil.copytree(demo, root, ignore=shutil.ignore_patterns(".tpm-audit"))
    git(root, "init", "-q", "-b", "main")
    committed(root)
    for file, (written, internal) in INTERNAL.items():
        text = (root / file).read_text(encoding="utf-8")
        assert written in text
        (root / file).write_text(text.replace(written, internal, 1), encoding="utf-8")
    committed(root)
    return root


@pytest.mark.parametrize("words", [["HEAD~1..HEAD"], ["HEAD~1"], ["HEAD..HEAD~1"], ["2026-10", "2026-04"]])
def test_what_either_side_hides_is_not_told_to_the_client(hiding: Path, words: list[str]) -> None:
    internal = json.dumps(compared(hiding, *words))
    told = json.dumps(compared(hiding, *words, "--edition", "client"))
    for secret in ("Complaint", "Customer app", "Slogan"):
        assert secret not in told
    assert "Complaint" in internal


@pytest.mark.parametrize("words", ["HEAD~1..HEAD", "HEAD..HEAD~1"])
def test_what_is_hidden_makes_nothing_new_or_fixed(hiding: Path, words: str) -> None:
    told = [f"{one['rule']} {one['state']}" for one in compared(hiding, words, "--edition", "client")["findings"]]
    assert [one for one in told if one.endswith(("new", "fixed", "otherwise"))] == []
