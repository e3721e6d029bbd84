import time
from pathlib import Path

import pytest

from tpm_audit.language.catalogue import Language
from tpm_audit.render.overrides import check_overrides
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.render.templates import Templates, shipped_templates
from tpm_audit.source.message import Message

SHIPPED_FINDING = '{% extends "shipped/pages/finding.md.j2" %}'


def words(message: Message | None) -> str:
    return message.text.format(**dict(message.values)) if message else ""


def told(text: str) -> list[str]:
    """Return the problems of a finding's page."""
    problems = check_overrides({"pages/finding.md.j2": text.encode()})
    return [f"{one.place} {one.code} {words(one.message)} | {words(one.hint)}" for one in problems]


def test_the_shipped_folder_overrides_nothing_and_is_right() -> None:
    folder = shipped_templates()
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert check_overrides(files) == ()


@pytest.mark.parametrize(
    "text",
    [
        "all of it is mine",
        SHIPPED_FINDING + "{% block about %}mine{{ super() }}{% endblock %}",
        SHIPPED_FINDING + "{% block heading %}mine{% endblock %}",
        SHIPPED_FINDING + "{% block about %}{% block mine %}{% endblock %}{% endblock %}",
        '{% extends "pages/page.md.j2" %}{% block body %}mine{% endblock %}',
    ],
)
def test_an_override_may_replace_all_or_a_block(text: str) -> None:
    assert told(text) == []


def test_a_misspelt_template_is_told() -> None:
    near = "pages/findng.md.j2"
    (problem,) = check_overrides({near: b"x"})
    assert (str(problem.place), problem.code) == (f"templates/{near}:1:1", "TPS049")
    assert words(problem.hint) == "did you mean templates/pages/finding.md.j2?"


@pytest.mark.parametrize("name", ["readme.txt", "assets/tpm-audit.css", "starter/mkdocs.yml", "pages/finding.md"])
def test_what_is_no_template_is_told(name: str) -> None:
    assert [problem.code for problem in check_overrides({name: b"mine"})] == ["TPS049"]


def test_a_style_sheet_is_told_where_it_goes() -> None:
    (problem,) = check_overrides({"assets/tpm-audit.css": b"mine"})
    assert words(problem.hint) == "a style sheet of your own goes into extra_css of mkdocs.yml"


def test_what_an_override_uses_is_reached() -> None:
    used = {"parts/one.j2": b'{% include "parts/two.j2" %}', "parts/two.j2": b"two", "parts/three.j2": b"three"}
    own = {"pages/finding.md.j2": (SHIPPED_FINDING + '{% include "parts/one.j2" %}').encode(), **used}
    assert [problem.place.file for problem in check_overrides(own)] == ["templates/parts/three.j2"]
    own["pages/finding.md.j2"] += b"{% set n = 'three' %}{% include 'parts/' ~ n ~ '.j2' %}"
    assert check_overrides(own) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{% if %}", ":2:1 TPS050 this cannot be read: Expected an expression"),
        ("\n\n{{ x|safe }}", ":3:1 TPS050 this cannot be read: No filter named 'safe'"),
        (
            '{% extends "pages/finding.md.j2" %}',
            ':1:1 TPS050 this template uses itself | write "shipped/pages/finding.md.j2"',
        ),
        (
            '\n{% include "macros/badges.html.j2" %}',
            ":2:1 TPS050 there is no template 'macros/badges.html.j2' | did you",
        ),
        (
            SHIPPED_FINDING + "\n{% block abot %}{% endblock %}",
            ":2:1 TPS049 'shipped/pages/finding.md.j2' has no block 'abot' | did you mean 'about'?",
        ),
    ],
)
def test_faults_are_told_with_their_line(text: str, said: str) -> None:
    (problem,) = told(text)
    assert problem.startswith(f"templates/pages/finding.md.j2{said}")


def test_bytes_that_are_no_text_are_told() -> None:
    (problem,) = check_overrides({"pages/finding.md.j2": b"\xff"})
    assert words(problem.message) == "this is no template in UTF-8"


def test_templates_that_extend_each_other_end() -> None:
    own = {
        "pages/finding.md.j2": b'{% extends "pages/fact.md.j2" %}{% block a %}{% endblock %}',
        "pages/fact.md.j2": b'{% extends "pages/finding.md.j2" %}{% block b %}{% endblock %}',
    }
    assert isinstance(check_overrides(own), tuple)


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{{ range(99999)|list|length }}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% set x = namespace(v='x') %}{% for a in range(60) %}{% set x.v = x.v ~ x.v %}{% endfor %}",
        "{% set x = namespace(v='x') %}{% for a in range(60) %}{% set x.v = x.v + x.v %}{% endfor %}",
        "{{ 'x' * 10**9 }}",
        "{{ 10**(10**9) }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ 'x'|center(10**9) }}",
        "{{ (range(99999)|list * 99999)|length }}",
    ],
)
def test_no_template_runs_without_end(source: str, tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text(source, encoding="utf-8")
    began = time.monotonic()
    with pytest.raises(TemplateFaultError, match=r"steps|too long|wider"):
        Templates(Language("en"), tmp_path).render("own.md.j2", {}, "index.html")
    assert time.monotonic() - began < 20


def test_loops_that_end_are_as_before(tmp_path: Path) -> None:
    source = (
        "{% for i in [1, 2, 3] if i > 1 %}{{ i }}/{{ loop.length }} {% else %}none{% endfor %}{{ 3 * 4 }}{{ 'ab' * 2 }}"
    )
    (tmp_path / "own.md.j2").write_text(source, encoding="utf-8")
    assert Templates(Language("en"), tmp_path).render("own.md.j2", {}, "index.html") == "2/2 3/2 12abab"
