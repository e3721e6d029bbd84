from fractions import Fraction
from pathlib import Path

import pytest

from tpm_audit.language.catalogue import Language
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.render.templates import Templates, shipped_templates
from tpm_audit.source.message import Localised, Share, say

HOSTILE = "*x* <b>"
SHOWN = "&#42;x&#42; &#60;b&#62;"
MACRO = "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}"


def rendered(folder: Path, source: str, /, language: str = "en", **values: object) -> str:
    (folder / "own.md.j2").write_text(source, encoding="utf-8")
    return Templates(Language(language), folder).render("own.md.j2", values, "touchpoints/shop.html")


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ data }}", SHOWN),
        ("{{ data|e }}", SHOWN),
        ("{{ data|upper }}", "&#42;X&#42; &#60;B&#62;"),
        ("{% set x %}{{ data }}{% endset %}{{ x }}", SHOWN),
        ("{% autoescape false %}{{ data }}{% endautoescape %}", SHOWN),
        ("{{ [data, data]|join('*') }}", f"{SHOWN}&#42;{SHOWN}"),
        (MACRO + "{{ m(data) }}", f"<i>{SHOWN}</i>"),
        (MACRO + "{{ m(data) ~ data }}", f"<i>{SHOWN}</i>{SHOWN}"),
        (MACRO + "{{ m(data) + data }}", f"<i>{SHOWN}</i>{SHOWN}"),
        (MACRO + "{{ [m(data), data]|join }}", f"<i>{SHOWN}</i>{SHOWN}"),
        ("{{ data ~ data }}", SHOWN + SHOWN),
        ("{{ script_json([data]) }}", '["*x* \\u003cb\\u003e"]'),
    ],
)
def test_every_value_is_data(tmp_path: Path, source: str, written: str) -> None:
    assert rendered(tmp_path, source, data=HOSTILE) == written


@pytest.mark.parametrize(
    ("source", "line", "fault"),
    [
        ("\n\n{{ nothing }}", 3, "there is no value 'nothing' here"),
        ("\n{{ data.nothing }}", 2, "there is no value 'nothing' here"),
        ("{{ absent }}", 1, "None cannot be shown"),
        ("{{ half }}", 1, "type float"),
        ("{{ data|safe }}", 1, "No filter named 'safe'"),
        ("{{ data|tojson }}", 1, "No filter named 'tojson'"),
        ("{{ data|xmlattr }}", 1, "No filter named 'xmlattr'"),
        ("\n{% if %}", 2, "Expected an expression"),
        ("\n{{ 1 / 0 }}", 2, "this divides by zero"),
        ("{{ data.__class__ }}", 1, "unsafe"),
        (MACRO + "\n{{ m(data)|replace('i', data) }}", 2, "takes data, not markup"),
        (MACRO + "\n{{ m(data).join(data) }}", 2, "unsafe"),
        (MACRO + "\n{{ m(data) % data }}", 2, "cannot be a format"),
        ("\n{% include 'none.j2' %}", 2, "there is no template 'none.j2'"),
        ("{% include '../../etc/passwd' %}", 1, "there is no template"),
    ],
)
def test_a_fault_names_template_and_line(tmp_path: Path, source: str, line: int, fault: str) -> None:
    with pytest.raises(TemplateFaultError, match=fault) as caught:
        rendered(tmp_path, source, data=HOSTILE, absent=None, half=0.5)
    assert caught.value.problem.place.line == line
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (say("{n} finding", "{n} findings", n=2), "2 findings"),
        (Localised({"en": "Shop", "de": "Laden"}), "Shop"),
        (Share(Fraction(1, 3)), "33.3%"),
        (("a", Localised({"": "b"})), "a, b"),
        (3, "3"),
    ],
)
def test_values_say_themselves(tmp_path: Path, value: object, written: str) -> None:
    assert rendered(tmp_path, "{{ value }}", value=value) == written


def test_links_are_relative_to_the_page(tmp_path: Path) -> None:
    source = (
        "{{ url('index.html') }} {{ url('touchpoints/a.html') }} {{ url('findings/b.html#c') }} {{ same_page('de') }}"
    )
    expected = "../index.html a.html ../findings/b.html#c ../../de/touchpoints/shop.html"
    assert rendered(tmp_path, source) == expected


def test_an_override_extends_what_is_shipped(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    override = '{% extends "shipped/pages/findings.md.j2" %}{% block table %}mine{% endblock %}'
    (tmp_path / "pages" / "findings.md.j2").write_text(override, encoding="utf-8")
    end = {
        "audit": None,
        "edition": "client edition",
        "languages": (),
        "data": "data/index.html",
        "made_by": None,
        "maker_url": None,
        "legal": (),
        "draft": True,
    }
    values = {"summary": "none", "findings": (), "waivers": (), "end": end}
    page = Templates(Language("en"), tmp_path).render("pages/findings.md.j2", values, "findings/index.html")
    assert "# Findings" in page
    assert "mine" in page
    assert "<table>" not in page


def test_a_link_in_the_templates_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    own = tmp_path / "templates"
    own.mkdir()
    (own / "link.j2").symlink_to(outside)
    with pytest.raises(TemplateFaultError, match=r"there is no template 'link\.j2'"):
        rendered(own, "{% include 'link.j2' %}")


def test_the_shipped_folder_as_a_workspaces_own_is_no_override() -> None:
    templates = Templates(Language("en"), shipped_templates())
    assert "de/index.html" not in templates.render("site/index.html.j2", {"site_name": "x"}, "index.html")
