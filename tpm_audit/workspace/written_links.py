"""Links on hand-written pages: one that leads to no page is told with its place, before any page is made.

What is known here are hand-written pages, pages of ids of the workspace, and those that every site has. The rest, such
as findings, pictures and places on a page, is known when the site is built, whose last step follows every link.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import unquote

from tpm_audit.model import codes
from tpm_audit.model.context import Kind
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.written_pages import CODE, Draft

# Where the pages of a site stand, as pages/page.py makes them.
PAGES: Final = "pages"
OF_IDS: Final[Mapping[str, Kind]] = {
    "touchpoints": Kind.TOUCHPOINT,
    "channels": Kind.CHANNEL,
    "locations": Kind.LOCATION,
    "consistency": Kind.FACT,
    "checklists": Kind.CHECKLIST,
}
IN_EVERY_SITE: Final = (
    "index.html",
    "method.html",
    "data/index.html",
    "findings/index.html",
    "owners/index.html",
    *(f"{folder}/index.html" for folder in OF_IDS),
)
_NOT_KNOWN_HERE: Final = frozenset({"findings", "owners", "data", "evidence", "assets", "surveys"})
WHERE_THERE_IS: Final[Mapping[Kind, str]] = {
    Kind.SURVEY: "customers.html",
    Kind.JOURNEY: "journey.html",
    Kind.KPI: "kpis.html",
}
_LINK: Final = re.compile(r"(?<![\\!])\[[^\[\]\n]*\]\([ \t]*<?([^()\s<>]+)")
_NAMED_LINK: Final = re.compile(r" {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*<?([^\s<>]+)")
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]")
_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a kind: current ones, old ones with the one of today, and whether there may be more."""

    current: Collection[str]
    renamed: Mapping[str, str]
    whole: bool = True


def link_problems(drafts: Iterable[Draft], ids: Mapping[Kind, Ids]) -> Iterator[Problem]:
    """Yield each link of the drafts that leads to no page of any edition."""
    every = tuple(drafts)
    targets = _Targets(frozenset(draft.id for draft in every), ids)
    for draft in every:
        for link in _links(draft):
            if not targets.has(link.text):
                message = say("the link '{link}' leads to no page", link=link.text[:_SHOWN])
                yield Problem(link.place, codes.NO_SUCH_PAGE, message, targets.hint(link.text))


def ids_in_links(draft: Draft, folder: str, id_: str) -> Iterator[tuple[Place, str]]:
    """Yield the name of a file, and where it stands, of each link of a page that leads to the page of an id."""
    for link in _links(draft):
        where, name = posixpath.split(_inside(_path(link.text)))
        if where == folder and name in {f"{id_}.html", f"{id_}_.html"}:
            start = re.split(r"[?#]", link.text, maxsplit=1)[0].rfind(name)  # -1: written with %-signs
            if start >= 0:
                yield replace(link.place, column=link.column + start), name


@dataclass(frozen=True, slots=True)
class _Link:
    """A link, where it begins, and in which column of that line its address does."""

    place: Place
    text: str
    column: int


def _links(draft: Draft) -> Iterator[_Link]:
    """Yield the links of a page that lead inside the site."""
    fenced = False
    for number, line in enumerate(draft.body.split("\n"), draft.above + 1):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced or line.startswith(("    ", "\t")):
            continue  # code, most likely; in a list it is left to the last step of a build
        text = CODE.sub(lambda code: " " * len(code[0]), line)
        named = _NAMED_LINK.match(text)
        for found in (*_LINK.finditer(text), *(() if named is None else (named,))):
            if not _ELSEWHERE.match(found[1]):
                begins = found.start() + len(found[0]) - len(found[0].lstrip()) + 1
                yield _Link(Place(draft.path, number, begins), found[1], found.start(1) + 1)


class _Targets:
    """What links may lead to."""

    def __init__(self, written: frozenset[str], ids: Mapping[Kind, Ids]) -> None:
        self._written = written
        self._ids = ids
        there = (path for kind, path in WHERE_THERE_IS.items() if ids[kind].current)
        self._fixed = (*IN_EVERY_SITE, *there)
        self._paths: frozenset[str] | None = None

    def has(self, link: str) -> bool:
        """Say whether a link, as it stands on a hand-written page, leads to a page or to what is not known here."""
        path = _path(link)
        folder, name = posixpath.split(_inside(path))
        if name.endswith(".md"):
            return folder == PAGES and name.removesuffix(".md").partition(".")[0] in self._written
        if not name.endswith(".html") or folder.split("/")[0] in {"..", *_NOT_KNOWN_HERE}:
            return True
        if _inside(path) in self._fixed:
            return True
        id_ = name.removesuffix(".html").removesuffix("_")
        if folder == PAGES:
            return id_ in self._written
        known = self._ids.get(OF_IDS[folder]) if folder in OF_IDS else None
        return known is not None and (id_ in known.current or not known.whole)

    def hint(self, link: str) -> Message:
        """Return what to write instead."""
        path = _path(link)
        folder, name = posixpath.split(_inside(path))
        known = self._ids.get(OF_IDS[folder]) if folder in OF_IDS else None
        today = None if known is None else known.renamed.get(posixpath.splitext(name)[0])
        near = closest(path, self._every()) if today is None else f"../{folder}/{today}.html"
        if near is not None:
            return say("did you mean {near}?", near=near)
        return say(
            "write a file that stands beside this one, such as {file}, or a page of the site, such as {page}",
            file="approach.md",
            page="../touchpoints/index.html",
        )

    def _every(self) -> frozenset[str]:
        """Return all pages that are known here, as links on a hand-written page."""
        if self._paths is None:
            of_ids = (
                f"../{folder}/{id_}.html"
                for folder, kind in OF_IDS.items()
                for id_ in (self._ids[kind].current if kind in self._ids else ())
            )
            own = (f"{id_}.md" for id_ in self._written)
            self._paths = frozenset([*own, *(f"../{path}" for path in self._fixed), *of_ids])
        return self._paths


def _path(link: str) -> str:
    return unquote(re.split(r"[?#]", link, maxsplit=1)[0])


def _inside(path: str) -> str:
    """Return the path in the site to which one leads from a hand-written page."""
    return posixpath.normpath(posixpath.join(PAGES, path))
