"""site.yml: read as far as it goes, so that one mistake in it does not hide those of all other files."""

from collections.abc import Iterator, Mapping

from tpm_audit.model import codes
from tpm_audit.model.context import Context, Kind
from tpm_audit.model.entry import ID, WRITTEN, Written
from tpm_audit.model.field_types import read_slug
from tpm_audit.model.goals import BUILT_IN_GOALS
from tpm_audit.model.scales import BUILT_IN
from tpm_audit.model.site import Phase, Site
from tpm_audit.source.document import Value
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.workspace.layout import SITE_FILE, FileKind, Layout
from tpm_audit.workspace.rows import Names
from tpm_audit.workspace.validation import Forgiving, Reading, problem_of, read_row

_ENTRIES = ("goals", "competitors", "personas", "scales")
_UNREAD = "?"
_STAND_IN: Mapping[str, object] = {
    "format": "1",
    "client": {"name": _UNREAD},
    "languages": ["de", "en"],
    "country": "AT",
    "phases": [{ID: _UNREAD, WRITTEN: Written(SITE_FILE)}],
    WRITTEN: Written(SITE_FILE),
}
_FORGIVING = Forgiving(frozenset({*_ENTRIES, "phases", "rules", "gate", "words", "settings"}), _STAND_IN)


def read_site(layout: Layout, value: Value | None, names: Names, reading: Reading) -> tuple[Site, list[Problem]]:
    """Return site.yml; what cannot be read of it has a stand-in, so that the other files are checked all the same."""
    path = next((path for path, _ in layout.of(FileKind.SITE)), None)
    problems = [] if path else [_no_site()]
    site: Site | None = None
    if path and value is not None:
        prepared = _with_ids(value, path, names)
        site, problems = read_row(Site, prepared, Written(path), reading, forgiving=_FORGIVING)
    if site is None:
        site = Site.model_validate(dict(_STAND_IN), context=reading.context)
    reading.context.broken |= set(_broken(site, reading.context))
    problems += _phase_ids(site.phases, reading)
    once = {phase.id: phase for phase in reversed(site.phases)}  # the first, where an id stands twice
    return site.model_copy(update={"phases": tuple(reversed(once.values()))}), problems


def _phase_ids(phases: tuple[Phase, ...], reading: Reading) -> Iterator[Problem]:
    for phase in phases:
        try:
            if phase.id != _UNREAD:
                read_slug(phase.id)
        except ValueError as error:
            yield problem_of(error, reading.place_of(phase.written.at("id")))


def _no_site() -> Problem:
    return Problem(
        Place(SITE_FILE),
        codes.NOTHING_HERE,
        say("there is no {file}", file=SITE_FILE),
        say("write it, with format, client, languages, country and phases; tpm-audit init makes a whole workspace"),
    )


def _broken(site: Site, context: Context) -> Iterator[tuple[Kind, str]]:
    """Yield the ids that site.yml names and that could not be read."""
    for kind, read in (
        (Kind.PHASE, {phase.id for phase in site.phases}),
        (Kind.GOAL, {*site.goals, *BUILT_IN_GOALS}),
        (Kind.COMPETITOR, set(site.competitors)),
        (Kind.PERSONA, set(site.personas)),
        (Kind.SCALE, {*site.scales, *BUILT_IN}),
    ):
        yield from ((kind, id_) for id_ in context.names[kind].values() if id_ not in read)


def _with_ids(value: Value, path: str, names: Names) -> Value:
    """Give the entries of site.yml their ids: the key they stand at, for phases what ``id`` says."""
    if not isinstance(value, dict):
        return value
    prepared: dict[str, object] = dict(value)
    for key in _ENTRIES:
        section = value.get(key)
        if isinstance(section, dict):
            prepared[key] = {
                name: _entry(entry, name, Written(path, (key, name)), names) for name, entry in section.items()
            }
    phases = value.get("phases")
    if isinstance(phases, list):
        prepared["phases"] = [
            _phase(entry, Written(path, ("phases", index)), names) for index, entry in enumerate(phases)
        ]
    return prepared  # type: ignore[return-value]  # it holds ids and places beside what was written


def _entry(entry: Value, id_: str, written: Written, names: Names) -> object:
    entry = names.without_clashes(written, entry)
    return {**entry, ID: id_, WRITTEN: written} if isinstance(entry, dict) else entry


def _phase(entry: Value, written: Written, names: Names) -> object:
    if not isinstance(entry, dict) or "id" not in entry:
        return entry if not isinstance(entry, dict) else {**entry, WRITTEN: written}
    entry = names.without_clashes(written, entry)
    rest = {key: one for key, one in entry.items() if key != "id"} if isinstance(entry, dict) else {}
    id_ = entry["id"] if isinstance(entry, dict) else ""
    return {**rest, ID: id_, WRITTEN: written}
