from collections.abc import Mapping
from pathlib import Path

import pytest

from tpm_audit.model.mkdocs_file import NO_MKDOCS_FILE, MkdocsFile, Palette, SocialLink, Toggle
from tpm_audit.site.theme import icon_folder
from tpm_audit.source.message import Message
from tpm_audit.workspace.files import Files, read_files
from tpm_audit.workspace.icons import Icons
from tpm_audit.workspace.mkdocs_file import MkdocsReading, read_mkdocs_file

ICONS = Icons(icon_folder())


def reading_of(text: str, own: Mapping[str, bytes] | None = None) -> MkdocsReading:
    return read_mkdocs_file(Files({}, {}, mkdocs=text.encode(), own=(own or {}).get), ICONS)


def words(message: Message | None) -> str:
    return message.text.format(**dict(message.values)) if message else ""


def told(reading: MkdocsReading) -> list[str]:
    return [f"{one.place} {one.code} {words(one.message)} | {words(one.hint)}" for one in reading.problems]


def notes(reading: MkdocsReading) -> list[str]:
    return [words(note.message) for note in reading.notes]


def test_a_workspace_without_the_file_has_the_defaults() -> None:
    reading = read_mkdocs_file(Files({}, {}), ICONS)
    assert reading == MkdocsReading(NO_MKDOCS_FILE)


def test_what_is_taken_over() -> None:
    reading = reading_of(
        """
INHERIT: .tpm-audit/pages/mkdocs.yml
site_url: https://audit.example/reports
copyright: "© <em>Us</em>"
theme:
  name: material
  favicon: brand/icon.png
  icon: {logo: material/store, top: octicons/arrow-up-16}
  features: [navigation.tabs, toc.follow, navigation.tabs]
  palette:
    - {media: "(prefers-color-scheme: light)", primary: deep purple, accent: amber}
    - {scheme: slate, primary: custom, toggle: {icon: material/weather-sunny, name: Light}}
extra_css: [assets/tpm-audit.css, brand/own.css]
extra:
  generator: false
  social: [{icon: fontawesome/brands/mastodon, link: "https://social.example/@us", name: Us}]
""",
        {"brand/icon.png": b"png", "brand/own.css": b"a{}", "other.css": b""},
    )
    assert (told(reading), notes(reading)) == ([], [])
    assert reading.file == MkdocsFile(
        site_url="https://audit.example/reports/",
        copyright="© <em>Us</em>",
        palettes=(
            Palette(primary="deep-purple", accent="amber", media="(prefers-color-scheme: light)"),
            Palette(scheme="slate", primary="custom", toggle=Toggle("material/weather-sunny", "Light")),
        ),
        favicon="brand/icon.png",
        icons={"logo": "material/store", "top": "octicons/arrow-up-16"},
        features=("navigation.tabs", "toc.follow"),
        social=(SocialLink("fontawesome/brands/mastodon", "https://social.example/@us", "Us"),),
        extra_css=("brand/own.css",),
        files={"brand/icon.png": b"png", "brand/own.css": b"a{}"},
    )


def test_a_palette_may_stand_alone() -> None:
    assert reading_of("theme: {palette: {primary: teal}}").file.palettes == (Palette(primary="teal"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_url: audit.example", "1:11 TPS028 'audit.example' is no address"),
        ("site_url: 'https://u:p@x.example/'", "1:11 TPS028"),
        ("site_url: 'https://x.example/?a=<b>'", "1:11 TPS028"),
        ("site_url: 'https://[/'", "1:11 TPS028"),
        ("site_url: [x]", "1:11 TPS023"),
        ("theme: [x]", "1:8 TPS023"),
        ("theme: {palette: {primary: indgo}}", "1:28 TPS028 'indgo' is not known here | did you mean 'indigo'?"),
        ("theme: {palette: {schema: slate}}", "1:19 TPS020 no key 'schema' here | did you mean 'scheme'?"),
        ("theme: {palette: [{media: print}]}", "1:27 TPS028"),
        ("theme: {palette: {toggle: {icon: material/eye}}}", "1:27 TPS022 'name' is missing"),
        (
            "theme: {icon: {logo: material/stor}}",
            "1:22 TPS028 there is no icon 'material/stor' in Material for MkDocs | did you mean 'material/store'?",
        ),
        ("theme: {icon: {logo: ../../secret}}", "1:22 TPS028 there is no icon"),
        ("theme: {features: [navigation.tab]}", "1:20 TPS028 'navigation.tab' is not known here | did you mean"),
        ("theme: {features: navigation.tabs}", "1:19 TPS023"),
        ("theme: {favicon: 'https://cdn.example/a.png'}", "1:18 TPS033 'https://cdn.example/a.png' stands on another"),
        ("theme: {favicon: //cdn.example/a.png}", "1:18 TPS033"),
        ("theme: {favicon: brand/a.svg}", "1:18 TPS028 'brand/a.svg' is not a file of a kind"),
        ("extra_css: [../a.css]", "1:13 TPS033 '../a.css' leads out"),
        ("extra_css: [/etc/a.css]", "1:13 TPS033"),
        ("extra_css: ['C:\\a.css']", "1:13 TPS033"),
        ("extra_css: [content/a.css]", "1:13 TPS033 'content/a.css' is no place"),
        ("extra_css: [.hidden/a.css]", "1:13 TPS033"),
        ("extra_css: [brand/none.css]", "1:13 TPS034 there is no file 'brand/none.css'"),
        ("extra: {social: [{icon: material/web, link: 'javascript:alert(1)'}]}", "1:45 TPS028"),
        ("extra: {social: [{icon: material/web, link: 'https://x.example/\"onclick=\"'}]}", "1:45 TPS028"),
        ("extra: {social: [{link: 'https://x.example/'}]}", "1:18 TPS022 'icon' is missing"),
        ("site_name: [x\n", "1:12 TPS006"),
        ("a: 1\na: 2\n", "2:1 TPS010"),
        ("- x\n", "1:1 TPS023"),
    ],
)
def test_what_cannot_be_taken_over_is_told(text: str, said: str) -> None:
    (problem,) = told(reading_of(text))
    assert problem.startswith(f"mkdocs.yml:{said}")


def test_what_is_not_used_is_named_in_a_line_for_each_reason() -> None:
    reading = reading_of(
        """
site_name: X
nav: [index.md]
plugins:
  - search:
hooks: [evil.py]
theme: {name: readthedocs, custom_dir: own, icon: {edit: material/pencil}, features: [navigation.instant]}
extra: {analytics: {provider: google}}
<<: {a: b}
"""
    )
    assert told(reading) == []
    assert notes(reading) == [
        (
            "not used, for the tool has its own or does without: site_name, nav, plugins, hooks, <<, theme.name, "
            "theme.custom_dir, extra.analytics, theme.icon.edit"
        ),
        "not used, for pages opened as files or the generated navigation break by it: navigation.instant",
    ]


def test_tags_do_no_harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SITE", "https://secret.example/")
    reading = reading_of(
        f"""
site_url: !ENV [SITE, "https://x.example/"]
copyright: !!python/object/apply:os.system ["touch {tmp_path}/run"]
theme: !!python/name:os.system
extra_css: !!python/object/new:list [[brand/a.css]]
markdown_extensions:
  - pymdownx.emoji: {{emoji_index: !!python/name:material.extensions.emoji.twemoji ''}}
"""
    )
    assert told(reading) == []
    assert reading.file == NO_MKDOCS_FILE
    assert notes(reading)[-1] == "not used, for no YAML tag is obeyed: theme, site_url, copyright, extra_css"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["theme:\n", "theme: {palette: ~, icon: , features: null}\n", "site_url: ''\n", "extra_css:"]
)
def test_no_value_is_none(text: str) -> None:
    reading = reading_of(text)
    assert (told(reading), reading.file) == ([], NO_MKDOCS_FILE)


@pytest.mark.parametrize("linked", ["mkdocs.yml", "brand", "brand/own.css"])
def test_links_are_not_followed(linked: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root, outside):
        (folder / "brand").mkdir(parents=True)
        (folder / "brand" / "own.css").write_text("a{}", encoding="utf-8")
        (folder / "mkdocs.yml").write_text("extra_css: [brand/own.css]", encoding="utf-8")
    (root / linked).rename(tmp_path / "aside")
    (root / linked).symlink_to(outside / linked)
    reading = read_mkdocs_file(read_files(root), ICONS)
    (problem,) = reading.problems
    assert (problem.code, reading.file) == ("TPS033", NO_MKDOCS_FILE)
