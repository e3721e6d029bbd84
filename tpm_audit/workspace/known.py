"""What a workspace knows before its rows are read: languages, ids, and what may have been meant by one it has not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tpm_audit.model.context import Context, Kind
from tpm_audit.model.facts import Fact
from tpm_audit.model.goals import BUILT_IN_GOALS
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.scales import BUILT_IN
from tpm_audit.model.site import ReportLanguage
from tpm_audit.source.document import Value
from tpm_audit.source.message import Message, say
from tpm_audit.source.suggestions import closest
from tpm_audit.workspace.icons import NO_ICONS, Icons
from tpm_audit.workspace.layout import FileKind, Layout
from tpm_audit.workspace.refused import Refused
from tpm_audit.workspace.rows import SECTIONS, WHOLE_FILES, Documents, Names, Row, place_of

_FEW = 20  # ids that are listed rather than told where to add one
_COMPARISONS = 60_000  # of misspelt ids with known ones: where thousands are wrong, the last get no guess


@dataclass(frozen=True)
class Vocabulary:
    """What the layers above add to the words of the format: kinds of fact, rules, their shapes, the theme's icons."""

    fact_kinds: Mapping[str, type[Fact]]
    rule_codes: tuple[str, ...]
    icons: Icons = NO_ICONS
    own_rules: Mapping[str, type[OwnRule]] = field(default_factory=dict)  # by their shape
    also_called: Mapping[str, str] = field(default_factory=dict)  # kinds of fact, by what else people call them
    added_rules: tuple[Any, ...] = ()  # of plugins; the layer of rules knows what they are


def context_of_workspace(
    layout: Layout, documents: Documents, names: Names, refused: Refused, vocabulary: Vocabulary
) -> Context:
    """Return what every value may ask for; ids whose rows were refused are known, and broken."""
    ids: dict[Kind, dict[str, str]] = {kind: dict(names.current.get(kind, {})) for kind in Kind}
    for kind, built_in in ((Kind.GOAL, BUILT_IN_GOALS), (Kind.SCALE, BUILT_IN), (Kind.RULE, vocabulary.rule_codes)):
        ids[kind] |= {id_: id_ for id_ in built_in}
    ids[Kind.AUDIT] |= {audit: audit for audit in layout.closed}
    suggestions = Suggestions(names, {kind: tuple(dict.fromkeys(own.values())) for kind, own in ids.items()}, documents)
    broken = set(names.ids_of_doubles)
    for kind, (file_kind, _) in SECTIONS.items():
        for path, _ in layout.of(file_kind):
            for lost in refused.keys(path):
                if lost not in ids[kind]:
                    ids[kind][lost] = lost
                    broken.add((kind, lost))
    languages, content_languages = _languages(layout, documents)
    return Context(
        languages=languages,
        content_languages=content_languages,
        names=ids,
        suggest=suggestions.suggest,
        broken=broken,
        unknowable=frozenset(_unknowable(layout, documents, refused)),
    )


class Suggestions:
    """What may have been meant by an id that nothing has."""

    def __init__(self, names: Names, ids: Mapping[Kind, tuple[str, ...]], documents: Documents) -> None:
        self._names = names
        self._ids = ids
        self._documents = documents
        self._candidates = {kind: frozenset((*own, *names.current.get(kind, {}))) for kind, own in ids.items()}
        self._guesses: dict[tuple[Kind, str], str | None] = {}
        self._comparisons = 0
        self._by_name: dict[Kind, Mapping[str, str]] = {}

    def suggest(self, kind: Kind, wanted: str) -> Message | None:
        """Return the hint of a problem."""
        near = self._guess(kind, wanted)
        if near is None:
            ids = self._ids[kind]
            return say("write one of: {choices}", choices=", ".join(ids)) if 0 < len(ids) <= _FEW else _declare(kind)
        written = self._names.declared.get(kind, {}).get(near)
        if written is None:
            return say("did you mean '{near}'?", near=near)
        place = str(place_of(self._documents, written, key=True))
        return say("did you mean '{near}' ({place})?", near=near, place=place)

    def _guess(self, kind: Kind, wanted: str) -> str | None:
        if (kind, wanted) not in self._guesses and self._comparisons < _COMPARISONS:
            self._comparisons += len(self._candidates[kind])
            named = self._named(kind).get(wanted.strip().casefold())
            current = self._names.current.get(kind, {})
            near = named or closest(wanted, self._candidates[kind])
            self._guesses[kind, wanted] = current.get(near or "", near)
        return self._guesses.get((kind, wanted))

    def _named(self, kind: Kind) -> Mapping[str, str]:
        """Return the ids of a kind by the names of its things: people write names where ids belong."""
        if kind not in self._by_name:
            self._by_name[kind] = {
                name.strip().casefold(): row.id for row in self._names.rows.get(kind, ()) for name in _names_of(row)
            }
        return self._by_name[kind]


def _names_of(row: Row) -> Iterable[str]:
    name = row.value.get("name") if isinstance(row.value, dict) else None
    if isinstance(name, dict):
        return (one for one in name.values() if isinstance(one, str))
    return (name,) if isinstance(name, str) else ()


_PLACES: Mapping[FileKind, str] = {
    FileKind.SITE: "site_config/site.yml",
    FileKind.PEOPLE: "site_config/people.yml",
    FileKind.CHANNELS: "site_config/channels.yml",
    FileKind.STANDARD: "site_config/standard.yml",
    FileKind.RULES: "site_config/rules.yml",
    FileKind.TOUCHPOINTS: "content/touchpoints/",
    FileKind.CHECKLIST: "content/checklists/",
    FileKind.WAIVERS: "content/waivers.yml",
    FileKind.ACTIONS: "content/actions.yml",
    FileKind.JOURNEYS: "content/journeys.yml",
    FileKind.KPIS: "content/kpis.yml",
}


def _declare(kind: Kind) -> Message:
    """Return where a thing of a kind is written."""
    if kind is Kind.RULE:
        return say(
            "write the code of one: {topic} lists them; your own rules stand in site_config/rules.yml",
            topic="tpm-audit explain",
        )
    if kind is Kind.CHECKLIST:
        return say("write it: content/checklists/<id>.yml")
    if kind is Kind.AUDIT:
        return say("write it: content/audits/<id>/audit.yml")
    if kind is Kind.SURVEY:
        return say("write it: content/surveys/<id>/survey.yml")
    file_kind, key = SECTIONS[kind]
    return say("add it below {key}: in {file}", key=key, file=_PLACES[file_kind])


def _unknowable(layout: Layout, documents: Documents, refused: Refused) -> Iterable[Kind]:
    """Yield the kinds of which not every id can be known, since a file or its top keys cannot be read."""
    whole = {file_kind: kind for kind, file_kind in WHOLE_FILES.items()}
    for path, file_kind, _ in layout.files:
        top, lost = documents[path].value, {*refused.keys(path)}
        if file_kind in whole and top is None:
            yield whole[file_kind]
        for kind, (holder, key) in SECTIONS.items():
            if holder is file_kind and (key in lost or _hides(top, file_kind, key)):
                yield kind
    if not any(layout.of(FileKind.SITE)):
        yield from (kind for kind, (file_kind, _) in SECTIONS.items() if file_kind is FileKind.SITE)


def _hides(top: Value | None, file_kind: FileKind, key: str) -> bool:
    """Say whether what belongs below a top key may stand in a file without being found there."""
    if not isinstance(top, dict):
        return True
    if key in top:
        found = top[key]
        listed = isinstance(found, list) and all(isinstance(one, dict) and "id" in one for one in found)
        return not (isinstance(found, dict) or (key == "phases" and listed))
    if key in ("phases", "criteria"):  # that they are missing is told
        return True
    if file_kind is FileKind.SITE:
        return closest(key, top) is not None
    return not top.keys() <= {section for holder, section in SECTIONS.values() if holder is file_kind}


def _languages(layout: Layout, documents: Documents) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the languages of the report and of the company's content, as far as site.yml says so."""
    default = ("de", "en")
    for path, _ in layout.of(FileKind.SITE):
        top = documents[path].value
        of_report, of_content = _texts(top, "languages"), _texts(top, "content_languages")
        if not set(of_report) <= set(ReportLanguage):  # told in site.yml; which was meant is not known
            of_report = tuple(dict.fromkeys((*of_report, *default)))
        return of_report or default, of_content or of_report or default
    return default, default


def _texts(top: Value | None, key: str) -> tuple[str, ...]:
    listed = top.get(key) if isinstance(top, dict) else None
    return tuple(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()
