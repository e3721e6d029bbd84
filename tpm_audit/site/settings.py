"""The mkdocs.yml of a generated folder."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, Union

from tpm_audit.language.catalogue import Language

# Union, not "|": names in quotes have no operator.
Setting: TypeAlias = Union[str, bool, int, Mapping[str, "Setting"], Sequence["Setting"]]  # noqa: UP007

MOST_ENTRIES = 60  # of a section in the navigation, which stands on every page

# JSON takes these as they are; YAML refuses them, or breaks the line.
_NOT_PRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

# What hand-written pages may use; the generated ones need attr_list and toc alone.
MARKDOWN_EXTENSIONS: Final = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables")

# Not navigation.instant: opened as a file, a site with it shows no chart and finds nothing.
_FEATURES: Final = (
    "navigation.tabs",
    "navigation.indexes",
    "navigation.prune",
    "navigation.top",
    "toc.follow",
    "search.highlight",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the navigation: a page of its own, or an index page and its entries."""

    title: str
    index: str
    entries: tuple[str, ...] = ()


def mkdocs_yml(site_name: str, imprint: str, sections: Sequence[Section], language: Language) -> str:
    """Return the settings as YAML; ``site_name`` holds no sign that HTML obeys, ``imprint`` is HTML."""
    settings: dict[str, Setting] = {
        "site_name": site_name,
        "copyright": imprint,
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "language": language.code,
            "font": False,
            "features": _FEATURES,
            "icon": {"logo": "material/compass-outline"},
            "palette": _palette(language),
        },
        "plugins": ["search"],
        "markdown_extensions": [
            *MARKDOWN_EXTENSIONS,
            {"toc": {"permalink": True, "permalink_title": language.word("Link to this section")}},
        ],
        "extra_css": ["assets/tpm-audit.css"],
        "extra_javascript": [{"path": "assets/charts.js", "defer": True}],
        "extra": {"generator": False},
        "validation": {"omitted_files": "ignore", "absolute_links": "info", "unrecognized_links": "info"},
        "nav": [_navigation(section) for section in sections],
        "not_in_nav": "\n".join(f"/{folder}/*" for section in sections if (folder := section.index.rpartition("/")[0])),
    }
    return "\n".join(_block(settings, 0)) + "\n"


def _navigation(section: Section) -> Setting:
    if "/" not in section.index:
        return section.index
    return {section.title: [section.index, *section.entries[:MOST_ENTRIES]]}


def _palette(language: Language) -> Setting:
    dark, light = language.word("Switch to the dark view"), language.word("Switch to the light view")
    schemes = (("light", "default", "weather-night", dark), ("dark", "slate", "weather-sunny", light))
    return [
        {
            "media": f"(prefers-color-scheme: {preferred})",
            "scheme": scheme,
            "primary": "indigo",
            "accent": "indigo",
            "toggle": {"icon": f"material/{icon}", "name": name},
        }
        for preferred, scheme, icon, name in schemes
    ]


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


def quoted(text: str) -> str:
    """Return a text as YAML in double quotes; JSON's escapes are YAML's, too, but for halves of surrogate pairs."""
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
