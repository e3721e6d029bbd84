import gzip
import html
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.workspace.cases import AS_OF, VISITS, base, base_with, changed, read_texts
from tests.workspace.test_editions import INTERNAL
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition, Written
from tpm_audit.model.result import result_json
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.report import Request, make_report
from tpm_audit.site.disclosure import DisclosureError, Searched, refuse_leaks, search_site
from tpm_audit.site.folder import write_folder
from tpm_audit.source.problems import Place
from tpm_audit.workspace.disclosure import Disclosure, InternalText, disclosure_of

NOTE = "Die Filialleiterin kündigt im März & geht zu „Konkurrenz“"
NAME = "geheim-projekt"
SPLIT = '<p>Die <b>Fili<wbr>al</b>leiterin<!-- x --> kündigt\n im <a href="x">März</a> &amp; geht zu „Konkurrenz“.</p>'


def disclosure(*internal: str, shown: tuple[str, ...] = ()) -> Disclosure:
    return Disclosure(tuple(InternalText(text, Written("content/x.yml")) for text in internal), frozenset(shown))


def searched(
    folder: Path, content: str | bytes, *internal: str, shown: tuple[str, ...] = (), name: str = "a.html"
) -> Searched:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return search_site(folder, disclosure(*internal, shown=shown))


def zipped(text: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", text)
    return file.getvalue()


DISGUISES: dict[str, Callable[[str], str | bytes]] = {
    "plain": lambda text: f"<p>{text}</p>",
    "escaped": lambda text: f"<p>{html.escape(text)}</p>",
    "every sign a reference": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "hexadecimal": lambda text: "".join(f"&#x{ord(sign):x};" for sign in text),
    "escaped over": lambda text: html.escape(html.escape(html.escape(text))),
    "attribute": lambda text: f'<img alt="{html.escape(text)}">',
    "comment": lambda text: f"<!-- {text} -->",
    "JSON": lambda text: json.dumps({"text": text}),
    "JSON as it is": lambda text: json.dumps({"text": text}, ensure_ascii=False),
    "JSON in a page": lambda text: (
        f"<script>{json.dumps([f'<b>{html.escape(text)}</b>']).replace('<', chr(92) + 'u003c')}</script>"
    ),
    "address": lambda text: f'<a href="?q={quote(text)}">x</a>',
    "capitals": str.upper,
    "decomposed": lambda text: text.replace("ü", "u\u0308").replace("ä", "a\u0308"),
    "broken lines": lambda text: text.replace(" ", "\n    "),
    "punctuated": lambda text: f"({text}),",
    "packed": lambda text: gzip.compress(f"x {text}".encode()),
    "zipped": zipped,
    "style": lambda text: f'x::after {{ content: "{text}" }}',
    "cell": lambda text: f"<td>a</td><td>{html.escape(text)}</td><td>b</td>",
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("secret", [NOTE, NAME, "anna.auer@example.org", "Mustermann", "+43 660 1234567"])
def test_an_internal_text_is_found_in_every_disguise(
    tmp_path: Path, disguise: Callable[[str], str | bytes], secret: str
) -> None:
    found = searched(tmp_path, disguise(secret), "something that is not there", secret)
    assert [leak.number for leak in found.leaks] == [1]
    assert found.leaks[0].files == ("a.html",)
    assert found.texts == 2


@pytest.mark.parametrize("page", [SPLIT, SPLIT.upper()])
def test_tags_within_a_text_and_within_its_words_hide_nothing(tmp_path: Path, page: str) -> None:
    assert searched(tmp_path, page, NOTE).leaks


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        (f"en/{NAME}.html", NAME),
        ("en/die-filialleiterin-kündigt-im-märz-geht-zu-konkurrenz.html", NOTE),
        (f"assets/{quote('Überfall im Lager')}.png", "Überfall im Lager"),
        ("assets/warteschlange_1.jpg", "warteschlange_1"),
    ],
)
def test_names_of_files_are_searched(tmp_path: Path, name: str, secret: str) -> None:
    assert [leak.files for leak in searched(tmp_path, "x", secret, name=name).leaks] == [(name,)]


def test_a_picture_is_searched(tmp_path: Path) -> None:
    assert searched(
        tmp_path, b"\x89PNG\0\0\xff\xfe Interrupted twice by the manager\0\xff", "interrupted twice by the manager"
    ).leaks


@pytest.mark.parametrize(
    ("page", "internal"),
    [
        ("<p>Nothing of that</p>", NOTE),
        ("<td>Shop</td><td>Linz</td>", "shop-linz"),
        ("<td>Shop Wels</td><td>Linz Mitte</td>", "Wels, Linz"),
        ("Superbakeryman", "bakeryman"),
        ("ein geheim-projekte", NAME),
        ("hush", "hush"),
    ],
)
def test_what_is_not_there_is_not_found(tmp_path: Path, page: str, internal: str) -> None:
    assert searched(tmp_path, page, internal).leaks == ()


def test_a_long_text_is_found_by_each_of_its_lines(tmp_path: Path) -> None:
    text = (
        "Erstens ist die Lage ernst\n\nZweitens [steht alles hier](https://example.org/x) und dann " + "weiter " * 100
    )
    for page in ("<p>Erstens ist die Lage ernst</p>", "<p>Und zweitens <a href='y'>steht alles hier</a></p>"):
        assert searched(tmp_path, page, text).leaks
    assert searched(tmp_path, f"<p>und dann {'weiter ' * 100}</p>", text).leaks


def test_what_the_client_may_see_anyway_is_left_out_and_counted(tmp_path: Path) -> None:
    found = searched(
        tmp_path,
        "Linz main square, 20 October 2026, shop-linz",
        "Linz, main square",
        "shop-linz",
        "main squared circle",
        "tiny",
        shown=("The shop on Linz main  SQUARE!", "shop-linz", "main square"),
    )
    assert found == Searched(1, 2, ())


@pytest.mark.parametrize("words", ["Findings", "Konsistenz", "navigation", "md-content", "Skip to content"])
def test_words_of_the_tool_and_the_theme_raise_no_alarm(tmp_path: Path, words: str) -> None:
    found = searched(tmp_path, f"<p class='md-content'>{words}</p>", words)
    assert found.leaks == ()


@pytest.mark.parametrize("change", INTERNAL.values(), ids=INTERNAL)
def test_pages_for_the_client_hold_nothing_internal_and_whatever_is_put_in_is_found(
    tmp_path: Path, change: str
) -> None:
    workspace = read_texts(_made_longer(changed(base(), change)))
    assert workspace.problems == ()
    result = make_report(workspace, Request(Edition.CLIENT, AS_OF))
    language = Language("en")
    write_folder(tmp_path, result, all_pages(result, language), Templates(language), language)
    (tmp_path / "result.json").write_bytes(result_json(result))
    found = refuse_leaks(tmp_path, workspace, result)
    whole = result_json(make_report(workspace, Request(Edition.INTERNAL, AS_OF)))
    assert b"hush" in whole.lower() or change in (INTERNAL["audit"], INTERNAL["touchpoint_on_its_only_channel"])
    internal = disclosure_of(workspace).internal
    assert any("hush" in one.text.casefold() for one in internal)
    page = "".join(f"<p>{html.escape(one.text)}</p>" for one in internal)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with pytest.raises(DisclosureError) as refused:
        refuse_leaks(tmp_path, workspace, result)
    assert len(refused.value.leaks) == found.texts
    for place, text, files in refused.value.leaks:
        assert files == ("page.html",)
        assert f"{place} '" in str(refused.value)
        assert place.file in workspace.documents, text


def _made_longer(texts: dict[str, str]) -> dict[str, str]:
    """Let every internal text say more than "hush": the search passes by short ones."""
    return {
        path.replace("hush", "hush-cellar"): text.replace("hush", "hush-cellar").replace("Hush", "Hush Cellar")
        for path, text in texts.items()
    }


def test_auditors_and_ids_are_internal_and_have_their_place() -> None:
    workspace = read_texts(changed(base(), INTERNAL["touchpoint"]))
    internal = {one.text: str(workspace.place(one.written)) for one in disclosure_of(workspace).internal}
    assert internal["hush"].startswith("content/touchpoints/all.yml:")
    assert internal["Auditor 1"].startswith("site_config/people.yml:")
    assert {"a1", "a2"} <= set(internal)
    assert not {"Home page", "home-page", "Täglich frisch."} & set(internal)


def test_of_many_leaks_the_first_are_told() -> None:
    leaks = [(Place("content/x.yml", number), "a text " * 20, ("a", "b", "c", "d", "e")) for number in range(1, 31)]
    lines = str(DisclosureError(leaks)).splitlines()
    assert lines[1] == "  content/x.yml:1:1 'a text a text a text a text a text a tex…' is in a, b, c and 2 more"
    assert lines[21:] == ["  and 10 more"]


@pytest.mark.parametrize(("paper", "what"), [(False, "the site"), (True, "the PDF")])
def test_a_leak_is_told_of_what_would_hold_it(paper: bool, what: str) -> None:  # noqa: FBT001 (a parameter of the test)
    assert str(DisclosureError([], paper=paper)).startswith(f"{what} for the client")


def test_a_note_in_the_words_of_the_report_discloses_nothing(tmp_path: Path) -> None:
    swaps = [
        ("    facts:\n      phone: 0732 771200\n", "    facts:\n      phone: 0732 771201\n    internal_note: {note}\n"),
    ]
    plain = read_texts(base_with(VISITS, *((old, new.replace("{note}", "x")) for old, new in swaps)))
    headline = Language("en").say(make_report(plain, Request(Edition.CLIENT, AS_OF)).findings[0].headline)
    noted = ((old, new.replace("{note}", f'"{headline}"')) for old, new in swaps)
    workspace = read_texts(base_with(VISITS, *noted))
    result = make_report(workspace, Request(Edition.CLIENT, AS_OF))
    (tmp_path / "page.html").write_text(f"<h1>{html.escape(headline)}</h1>", encoding="utf-8")
    assert headline in {one.text for one in disclosure_of(workspace).internal}
    assert refuse_leaks(tmp_path, workspace, result).left_out >= 1
