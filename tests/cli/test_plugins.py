"""Kinds and rules of other packages: the example package is installed as its pyproject.toml says."""

import shutil
import sys
import tomllib
from pathlib import Path

import pytest

from tests.workspace.cases import base, run, write
from tpm_audit.cli import Settings
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import extensions_of
from tpm_audit.cli.plugins import PluginError, installed
from tpm_audit.report import NO_EXTENSIONS

EXAMPLE = Path(__file__).parents[1] / "plugin"
STANDARD = "site_config/standard.yml"
ACCOUNT = "  account:\n    kind: iban\n    expected: AT61 1904 3002 3457 3201\n"
TOUCHPOINTS, VISITS = "content/touchpoints/all.yml", "content/audits/2026-10/visits.yml"
INVOICE = "  invoice: {name: Invoice, phase: after, channels: [website], critical: true}\n"
FOUND = (
    "  - {touchpoint: invoice, channel: website, auditor: a1, date: 2026-10-20, checklists: [],"
    " facts: {account: AT39 1904 3002 3457 3209}}\n"
)


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, points: dict[str, dict[str, str]] | None = None) -> None:
    """Put a package with these entry points on the path of modules, the example's own by default."""
    told = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shutil.copy(EXAMPLE / "tpm_audit_iban.py", folder)
    about = folder / f"tpm_audit_iban-{told['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {told['name']}\nVersion: {told['version']}\n", encoding="utf-8")
    lines = [
        line
        for group, named in (points or told["entry-points"]).items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in named.items()))
    ]
    (about / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


def longer(more: dict[str, str]) -> dict[str, str]:
    """Return the files of the base, some of them with more at their end."""
    texts = base()
    return texts | {path: texts[path].rstrip("\n") + "\n" + text for path, text in more.items()}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.delitem(sys.modules, "tpm_audit_iban", raising=False)
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return write(tmp_path / "workspace", longer({STANDARD: ACCOUNT}))


def test_without_leave_nothing_is_loaded(
    package: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(package, monkeypatch)
    assert extensions_of(Settings()) is NO_EXTENSIONS
    ran = run(capsys, "-C", str(workspace), "check", "--as-of", "2026-10-31")
    assert ran.code == Exit.PROBLEMS
    assert "no kind of fact 'iban'" in ran.out
    assert "tpm_audit_iban" not in sys.modules


def test_with_leave_kinds_and_rules_work_like_those_built_in(
    package: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(package, monkeypatch)
    ran = run(capsys, "-C", str(workspace), "check", "--allow-plugins", "--as-of", "2026-10-31")
    assert ran.code == Exit.PASSED, ran.out
    explained = run(capsys, "explain", "--allow-plugins", "ACM001").out
    assert explained.startswith("ACM001\n\nA critical touchpoint has no importance of its own.")
    compared = run(capsys, "compare", "--allow-plugins", "iban", "AT61 1904 3002 3457 3201", "AT611904300234573201")
    assert (compared.code, compared.out.splitlines()[-1]) == (Exit.PASSED, "the same")
    assert "AT61 1904" not in run(capsys, "compare", "iban", "AT61 1904", "AT61").out


def test_its_rule_finds_and_its_kind_explains(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(package, monkeypatch)
    folder = write(tmp_path / "other", longer({STANDARD: ACCOUNT, TOUCHPOINTS: INVOICE, VISITS: FOUND}))
    said = run(capsys, "-C", str(folder), "check", "--allow-plugins", "--as-of", "2026-10-31").out
    assert "ACM001 minor     Invoice: critical, and nobody says how important" in said
    assert "another account of the same bank" in said


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ({"tpm_audit.kinds": {"iban": "tpm_audit_iban:RULE"}}, "it is no subclass of tpm_audit.model.facts.Fact"),
        ({"tpm_audit.kinds": {"phone": "tpm_audit_iban:IbanFact"}}, "another one has this name already"),
        ({"tpm_audit.kinds": {"IBAN": "tpm_audit_iban:IbanFact"}}, "a kind is called in small letters"),
        ({"tpm_audit.kinds": {"iban": "nowhere_at_all:IbanFact"}}, "ModuleNotFoundError: No module named"),
        ({"tpm_audit.rules": {"ACM002": "tpm_audit_iban:RULE"}}, "it needs the code of its rule"),
        ({"tpm_audit.rules": {"ACM001": "tpm_audit_iban:IbanFact"}}, "it is no tpm_audit.rules.rule.Rule"),
        ({"tpm_audit.rules": {"TPC001": "tpm_audit_iban:RULE"}}, "another one has this name already"),
    ],
)
def test_a_plugin_that_cannot_be_used_is_named(
    package: Path, monkeypatch: pytest.MonkeyPatch, points: dict[str, dict[str, str]], why: str
) -> None:
    install(package, monkeypatch, points)
    with pytest.raises(PluginError) as caught:
        installed()
    assert caught.value.message.startswith("the plugin ")
    assert "of tpm-audit-iban" in caught.value.message
    assert why in caught.value.message
    assert caught.value.exit_code == Exit.USAGE
