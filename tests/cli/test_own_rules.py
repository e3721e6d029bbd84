"""Own rules from the file to the terminal: written, checked, explained, and counted at the gate."""

from pathlib import Path

import pytest

from tests.workspace.cases import base, run, write
from tpm_audit.cli.exits import Exit

RULES = """\
rules:
  next:
    shape: reference-exists
    message: {de: "Jede Stelle hat einen Webauftritt.", en: "Every page has an address."}
    needs: [url]
    where: {channels: [website]}
    severity: critical
    advice: {de: "Adresse eintragen.", en: "Write the address."}
  three-shops:
    shape: count
    message: {de: "Drei Standorte", en: "Three locations"}
    of: locations
    min: 3
  few:
    shape: allowed-terms
    message: {de: "Keine Gäste", en: "No guests"}
    facts: [slogan]
    not_terms: [Gäste]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    return str(write(tmp_path / "workspace", base({"site_config/rules.yml": RULES})))


def test_check_names_what_is_wrong_with_place_and_advice(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "-C", workspace, "check", "--as-of", "2026-10-31", "--language", "en")
    assert (ran.code, ran.err) == (Exit.PASSED, "")
    assert "TPO005 critical  Every page has an address: web address not given (Home page)\n" in ran.out
    assert "  Website, Home page  content/touchpoints/all.yml:3:5  web address not given\n" in ran.out
    assert "  advice: Write the address.\n" in ran.out
    assert "TPO008 minor     Three locations: 2 locations, at least 3 asked\n" in ran.out
    assert "TPO002" not in ran.out  # it looked at a text, and found nothing


def test_the_terminal_speaks_german_too(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "-C", workspace, "check", "--as-of", "2026-10-31", "--language", "de")
    assert "Jede Stelle hat einen Webauftritt: nicht angegeben: Webadresse (Home page)\n" in ran.out
    assert "Drei Standorte: 2 Standorte, verlangt: mindestens 3\n" in ran.out


def test_the_gate_counts_them(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "-C", workspace, "check", "-q", "--as-of", "2026-10-31", "--fail-on", "critical")
    assert ran.code == Exit.GATE_FAILED
    assert "1 open finding of severity critical or worse, 0 allowed" in ran.out


def test_site_yml_turns_a_shape_off(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    site = Path(workspace) / "site_config" / "site.yml"
    site.write_text(f"{site.read_text(encoding='utf-8')}rules: {{TPO005: {{enabled: false, reason: later}}}}\n")
    ran = run(capsys, "-C", workspace, "check", "--as-of", "2026-10-31", "--language", "en")
    assert ran.code == Exit.PASSED
    assert "TPO005 critical" not in ran.out
    assert "turned off in site.yml: TPO005 next\n" in ran.out


def test_explain_says_what_a_shape_takes(capsys: pytest.CaptureFixture[str]) -> None:
    for topic in ("TPO005", "tpo005-7k3q9f2m4x"):
        ran = run(capsys, "explain", topic)
        assert ran.code == Exit.PASSED
        assert "Own rule of the shape reference-exists: " in ran.out
        assert "site_config/rules.yml" in ran.out


def test_the_editor_knows_shapes_and_facts(workspace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "-C", workspace, "schema").code == Exit.PASSED
    schema = (Path(workspace) / ".tpm-audit" / "schema" / "rules.json").read_text(encoding="utf-8")
    assert all(f'"{word}"' in schema for word in ("same-value", "max_age", "slogan", "home-page"))
