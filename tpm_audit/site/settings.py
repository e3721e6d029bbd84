"""The mkdocs.yml of a generated folder."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, Union

from tpm_audit.language.catalogue import Language
from tpm_audit.model.mkdocs_file import NO_MKDOCS_FILE, MkdocsFile, Palette, SocialLink
from tpm_audit.render.markup import escaped, visible
from tpm_audit.source.quoted import quoted

# Union, not "|": names in quotes have no operator.
Setting: TypeAlias = Union[str, bool, int, Mapping[str, "Setting"], Sequence["Setting"]]  # noqa: UP007

DOCS: Final = "docs"  # of a generated folder: its Markdown
SITE: Final = "site"  # what an engine makes of it
ROOT_SITE: Final = ".tpm-audit/mkdocs-site"  # what plain MkDocs makes at the top of a workspace; site/ is the tool's

MOST_ENTRIES = 60  # of a section in the navigation, which stands on every page

# With toc all that a page uses: what people write is HTML by then (render/written.py), and so are tables.
MARKDOWN_EXTENSIONS: Final = ("attr_list",)

_SCRIPTS: Final = ("words", "reach", "charts", "tables", "lightbox", "audits")  # words.js has what the others say

# Not navigation.instant: opened as a file, a site with it shows no chart and finds nothing.
_FEATURES: Final = ("navigation.tabs", "navigation.top", "toc.follow", "search.highlight")
_ALWAYS: Final = ("navigation.indexes", "navigation.prune")  # the navigation is made for these


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the navigation: a page of its own, or entries below an index page or (where that is None) a title."""

    title: str
    index: str | None
    entries: tuple[str, ...] = ()


def mkdocs_yml(
    site_name: str,
    imprint: str,
    sections: Sequence[Section],
    language: Language,
    look: MkdocsFile = NO_MKDOCS_FILE,
) -> str:
    """Return the settings as YAML; ``site_name`` holds no sign that HTML obeys, ``imprint`` is HTML."""
    settings: dict[str, Setting] = {
        "site_name": site_name,
        **({} if look.site_url is None else {"site_url": f"{look.site_url}{language.code}/"}),
        "copyright": imprint,
        "docs_dir": DOCS,
        "site_dir": SITE,
        "use_directory_urls": False,
        "theme": _theme(look, language),
        "plugins": ["search"],
        "markdown_extensions": [
            *MARKDOWN_EXTENSIONS,
            {"toc": {"permalink": True, "permalink_title": language.word("Link to this section")}},
        ],
        "extra_css": ["assets/tpm-audit.css", *look.looks, *look.extra_css],
        "extra_javascript": [{"path": f"assets/{name}.js", "defer": True} for name in _SCRIPTS],
        "extra": {"generator": False, **({"social": [_social(one) for one in look.social]} if look.social else {})},
        "validation": {"omitted_files": "ignore", "absolute_links": "info", "unrecognized_links": "info"},
        "nav": [_navigation(section) for section in sections],
        "not_in_nav": "\n".join(f"/{folder}/*" for folder in _folders(sections)),
    }
    return _written(settings)


def inheriting(settings: str, above: str) -> str:
    """Return the settings of a generated folder for a file that stands ``above`` it and that mkdocs.yml can INHERIT.

    MkDocs takes folders from where the inheriting file stands: the top of the workspace.
    """
    settings = settings.replace(_line("docs_dir", DOCS), _line("docs_dir", f"{above}/{DOCS}"), 1)
    return settings.replace(_line("site_dir", SITE), _line("site_dir", ROOT_SITE), 1)


def _line(key: str, value: str) -> str:
    return f"\n{quoted(key)}: {quoted(value)}\n"


def _theme(look: MkdocsFile, language: Language) -> Setting:
    features = dict.fromkeys((*(_FEATURES if look.features is None else look.features), *_ALWAYS))
    return {
        "name": "material",
        "variant": "classic",  # Zensical's modern variant is another design; Material does not know the key
        "language": language.code,
        "font": False,
        "features": tuple(features),
        "icon": {"logo": "material/compass-outline", **look.icons},
        "palette": [_colours(one) for one in look.palettes]
        or _palette(language, "custom" if look.custom else "indigo"),
        **({} if look.logo is None else {"logo": look.logo}),
        **({} if look.favicon is None else {"favicon": look.favicon}),
    }


def _colours(palette: Palette) -> Setting:
    """Return one palette; the theme prints its names as they stand here."""
    toggle = palette.toggle
    return {
        "media": palette.media or "",
        "scheme": palette.scheme,
        "primary": palette.primary,
        "accent": palette.accent,
        **({} if toggle is None else {"toggle": {"icon": toggle.icon, "name": escaped(toggle.name)}}),
    }


def _social(link: SocialLink) -> Setting:
    """Return one link of the footer: the theme prints the address as it stands here, and escapes the name."""
    address = link.link.replace("&", "&amp;")
    return {"icon": link.icon, "link": address, **({} if link.name is None else {"name": visible(link.name)})}


_LONGEST_HEADING = 100  # characters; as a key of YAML it may have 1,024, in which one sign can take up to nine


def _heading(title: str) -> str:
    """Return the title of a section as HTML, cut where nobody would read on."""
    return escaped(title if len(title) <= _LONGEST_HEADING else f"{title[: _LONGEST_HEADING - 1]}…")


def _navigation(section: Section) -> Setting:
    if section.index is None:
        return {_heading(section.title): section.entries[:MOST_ENTRIES]}
    if not section.index.endswith("/index.md"):
        return section.index
    return {_heading(section.title): [section.index, *section.entries[:MOST_ENTRIES]]}


def _folders(sections: Sequence[Section]) -> Iterator[str]:
    """Yield each folder of pages once."""
    files = (file for section in sections for file in (section.index, *section.entries[:1]) if file is not None)
    yield from dict.fromkeys(folder for file in files if (folder := file.rpartition("/")[0]))


def _palette(language: Language, colours: str) -> Setting:
    dark, light = language.word("Switch to the dark view"), language.word("Switch to the light view")
    schemes = (("light", "default", "weather-night", dark), ("dark", "slate", "weather-sunny", light))
    return [
        {
            "media": f"(prefers-color-scheme: {preferred})",
            "scheme": scheme,
            "primary": colours,
            "accent": colours,
            "toggle": {"icon": f"material/{icon}", "name": name},
        }
        for preferred, scheme, icon, name in schemes
    ]


def _written(settings: Mapping[str, Setting]) -> str:
    return "\n".join(_block(settings, 0)) + "\n"


def _block(value: Mapping[str, Setting] | Sequence[Setting], depth: int) -> Iterator[str]:
    """Yield the lines of a map or list; PyYAML's only home is source/, and texts in double quotes need no more."""
    indent = "  " * depth
    items = value.items() if isinstance(value, Mapping) else ((None, one) for one in value)
    for key, one in items:
        head = f"{indent}-" if key is None else f"{indent}{quoted(key)}:"
        if isinstance(one, str | bool | int):
            yield f"{head} {quoted(one) if isinstance(one, str) else json.dumps(one)}"
        elif one:
            yield head
            yield from _block(one, depth + 1)
        else:
            yield f"{head} {'{}' if isinstance(one, Mapping) else '[]'}"
