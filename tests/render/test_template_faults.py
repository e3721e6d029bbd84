from pathlib import Path

import pytest

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import GateRecord
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.render.templates import Templates
from tpm_audit.source.message import say


def told(folder: Path, source: str, language: str = "en") -> tuple[str, str]:
    """Return what is said of a template, and the hint."""
    (folder / "own.md.j2").write_text(source, encoding="utf-8")
    values = {
        "finding": GateRecord("x", passed=True, said=say("y")),
        "members": (),
        "entries": {"first": "1", "second": "2"},
    }
    with pytest.raises(TemplateFaultError) as caught:
        Templates(Language("en"), folder).render("own.md.j2", values, "index.html")
    problem, spoken = caught.value.problem, Language(language)
    assert (problem.code, problem.place.file) == ("TPS050", "templates/own.md.j2")
    return spoken.say(problem.message), spoken.say(problem.hint or "")


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{{ nix }}", "there is no value 'nix' here", "there are: entries, finding, members"),
        ("{{ findng }}", "there is no value 'findng' here", "did you mean 'finding'?"),
        ("{{ percnt(1) }}", "there is no value 'percnt' here", "did you mean 'percent'?"),
        ("{{ entries.frist }}", "there is no value 'frist' here", "did you mean 'first'?"),
        ("{{ finding.sad }}", "there is no value 'sad' here", "did you mean 'said'?"),
        ("{% for one in nix %}{% endfor %}", "there is no value 'nix' here", "there are: entries, finding, members"),
        ("{{ 1 / 0 }}", "this divides by zero", "ask first whether it is 0: {% if n %}{{ m / n }}{% endif %}"),
    ],
)
def test_what_is_missing_is_told_with_what_is_there(tmp_path: Path, source: str, message: str, hint: str) -> None:
    assert told(tmp_path, source) == (message, hint)


def test_it_is_told_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    assert told(tmp_path, "{{ findng }}", "de") == ("den Wert „findng“ gibt es hier nicht", "„finding“ gemeint?")


def test_what_may_be_missing_may_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text(
        "{{ nix|default('none') }}{% if nix is defined %}x{% endif %}", encoding="utf-8"
    )
    assert Templates(Language("en"), tmp_path).render("own.md.j2", {}, "index.html") == "none"
