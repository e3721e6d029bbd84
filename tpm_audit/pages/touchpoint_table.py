"""The table of all touchpoints, by phase, and the filters over it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import FindingRecord, Result, TouchpointRecord
from tpm_audit.pages.filters import Filter, Filters, filters_of
from tpm_audit.pages.finding_list import FindingCount, finding_count
from tpm_audit.pages.names import Names
from tpm_audit.pages.page import touchpoint_path
from tpm_audit.pages.parts import Counted, consistency_cell, score_cell, status_badge
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Sayable, say


@dataclass(frozen=True, slots=True)
class TouchpointRow:
    """A touchpoint in the table; ``marks`` are the choices of the filters that keep it."""

    name: Link
    status: Badge | None
    channels: tuple[Link, ...]
    score: Counted
    consistency: Counted
    findings: FindingCount
    owners: tuple[Link, ...]
    marks: str


@dataclass(frozen=True, slots=True)
class PhaseRows:
    """A phase with its touchpoints."""

    name: Sayable
    rows: tuple[TouchpointRow, ...]


@dataclass(frozen=True, slots=True)
class TouchpointTable:
    """The touchpoints in the order of their phases, and the filters by which they can be told apart."""

    phases: tuple[PhaseRows, ...]
    filters: tuple[Filter, ...]


_MOST_CHANNELS = 5  # of a row; of more the first are named, for all of them would hide the rest


def _channels(touchpoint: TouchpointRecord, names: Names) -> tuple[Link, ...]:
    links = [names.channel(on.channel) for on in touchpoint.channels]
    if len(links) <= _MOST_CHANNELS:
        return tuple(links)
    more = len(links) - _MOST_CHANNELS + 2  # one or two more would say less than their names
    return (*links[:-more], Link(say("and {n} more", n=more), f"{touchpoint_path(touchpoint.id)}#channels"))


def touchpoint_table(
    result: Result, names: Names, findings: Mapping[str, FindingRecord], language: Language
) -> TouchpointTable:
    """Return the touchpoints of a result as a table."""
    order = {phase.id: position for position, phase in enumerate(result.phases)}
    touchpoints = sorted(result.touchpoints, key=lambda one: order.get(one.phase, len(order)))
    filters = _filters(touchpoints, names, language)
    by_phase: dict[str, list[TouchpointRow]] = defaultdict(list)
    for touchpoint, marks in zip(touchpoints, filters.marks, strict=True):
        found = tuple(id_ for id_ in touchpoint.findings if id_ in findings)
        row = TouchpointRow(
            name=names.touchpoint(touchpoint.id),
            status=status_badge(touchpoint.status),
            channels=_channels(touchpoint, names),
            score=score_cell(touchpoint.figures.score, result.site, language),
            consistency=consistency_cell(touchpoint.figures.consistency, language),
            findings=finding_count(found, findings, language),
            owners=names.owners_of(touchpoint.owner_ids),
            marks=marks,
        )
        by_phase[touchpoint.phase].append(row)
    phases = tuple(PhaseRows(names.phase(phase), tuple(rows)) for phase, rows in by_phase.items())
    return TouchpointTable(phases, filters.filters)


def _filters(touchpoints: Sequence[TouchpointRecord], names: Names, language: Language) -> Filters:
    """Return the filters over touchpoints: when in the journey, where, and who looks after them."""
    labels = {"phase": language.word("Phase"), "channel": language.word("Channel"), "owner": language.word("Owner")}
    rows = [
        {
            "phase": (names.phase(touchpoint.phase),),
            "channel": tuple(names.channel_name(on.channel) for on in touchpoint.channels),
            "owner": touchpoint.owners or (language.word("nobody"),),
        }
        for touchpoint in touchpoints
    ]
    return filters_of(labels, rows, language)
