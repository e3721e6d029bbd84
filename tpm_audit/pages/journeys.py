"""The journeys: each path of customers as its steps, in their order, over phases and channels."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tpm_audit.charts.chart import Chart
from tpm_audit.charts.journey_path import Stop, path_over_channels
from tpm_audit.language.catalogue import Language
from tpm_audit.model.journey_records import JourneyRecord, StepRecord
from tpm_audit.model.journeys import JourneyState
from tpm_audit.model.result import FindingRecord, Result, TouchpointRecord
from tpm_audit.pages.customer_figures import CustomerRow, rows_of_journeys
from tpm_audit.pages.customer_steps import StepFigure, StepFigures, step_figures
from tpm_audit.pages.finding_list import FindingCount, finding_count
from tpm_audit.pages.findings import findings_by_id
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import JOURNEY, MOST_JOURNEYS, Page, journey_path
from tpm_audit.pages.parts import SCORE_METHOD, Counted, end_of, score_cell, status_badge
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, say

_STATES: Mapping[JourneyState, Message] = {
    JourneyState.CURRENT: say("as it is"),
    JourneyState.FUTURE: say("as it shall be"),
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step: which one, what is met where, and how good it is there; ``turns_back``: to an earlier phase.

    ``leads`` says where it does not lead on to the next.
    """

    number: str
    touchpoint: Link
    status: Badge | None
    phase: Sayable
    turns_back: bool
    leads: Sayable | None
    where: tuple[Link, ...]
    score: Counted
    score_of: Sayable
    customers: StepFigure | None
    findings: FindingCount


@dataclass(frozen=True, slots=True)
class Path:
    """A journey: whose it is, how it goes, its score as a whole (None as it shall be), and its steps."""

    id: str
    name: Sayable
    description: Sayable | None
    state: Sayable
    persona: Sayable | None
    needs: Sayable | None
    score: Counted | None
    chart: Chart
    steps: tuple[StepRow, ...]
    has_customers: bool
    customers: tuple[CustomerRow, ...]
    internal_note: Sayable | None


@dataclass(frozen=True)
class _Around:
    """What the steps of all journeys are made from."""

    result: Result
    names: Names
    findings: Mapping[str, FindingRecord]
    customers: StepFigures
    language: Language

    def step(self, number: int, step: StepRecord, touchpoint: TouchpointRecord) -> StepRow:
        """Return a step for itself."""
        channel = () if step.channel is None else (self.names.channel(step.channel),)
        location = () if step.location is None else (self.names.location(step.location),)
        met = [one for one in touchpoint.findings if _is_met(self.findings[one], step)]
        return StepRow(
            number=self.language.number(number),
            touchpoint=self.names.touchpoint(step.touchpoint),
            status=status_badge(touchpoint.status),
            phase=self.names.phase(touchpoint.phase),
            turns_back=False,
            leads=None,
            where=(*channel, *location),
            score=score_cell(step.score, self.result.site, self.language),
            score_of=say("{n} item", "{n} items", n=0 if step.score is None else step.score.rated_items),
            customers=self.customers.at(step.touchpoint, step.channel),
            findings=finding_count(met, self.findings, self.language),
        )


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the page of all journeys; nothing where there is none."""
    if not result.journeys:
        return
    names, touchpoints = names_of(result), {one.id: one for one in result.touchpoints}
    customers = rows_of_journeys(result, names, language)
    around = _Around(result, names, findings_by_id(result), step_figures(result, language), language)
    phases = {phase.id: at for at, phase in enumerate(result.phases)}
    paths = []
    for journey in result.journeys[:MOST_JOURNEYS]:
        met = [touchpoints[step.touchpoint] for step in journey.steps]
        back = _turns_back(met, phases)
        leads = _leads(met) if journey.state is JourneyState.CURRENT else [None] * len(met)
        rows = [
            replace(around.step(number, step, one), turns_back=number in back, leads=leads[number - 1])
            for number, (step, one) in enumerate(zip(journey.steps, met, strict=True), 1)
        ]
        told = tuple(customers.get(journey.id, ()))
        paths.append(replace(_path(journey, rows, len(back), result, language), customers=told))
    more = len(result.journeys) - len(paths)
    values = {
        "paths": tuple(paths),
        "more": say("{n} more, in the data", "{n} more, in the data", n=more) if more else None,
        "method": SCORE_METHOD,
        "end": end_of(result),
    }
    yield Page(JOURNEY, "pages/journey.md.j2", language.word("Journeys"), values, hides=("navigation",))


def journeys_of_touchpoints(result: Result) -> Mapping[str, Sequence[Link]]:
    """Return the journeys of the page that each touchpoint is a step of, by its id."""
    found: dict[str, list[Link]] = defaultdict(list)
    for journey in result.journeys[:MOST_JOURNEYS]:
        name: Sayable = journey.name
        if journey.state is JourneyState.FUTURE:
            name = say("{name} ({state})", name=name, state=_STATES[journey.state])
        for touchpoint in dict.fromkeys(step.touchpoint for step in journey.steps):
            found[touchpoint].append(Link(name, journey_path(journey.id)))
    return found


def _path(journey: JourneyRecord, rows: Sequence[StepRow], back: int, result: Result, language: Language) -> Path:
    return Path(
        id=journey.id,
        name=journey.name,
        description=journey.description,
        state=_STATES[journey.state],
        persona=journey.persona,
        needs=journey.needs,
        score=None if journey.state is JourneyState.FUTURE else score_cell(journey.score, result.site, language),
        chart=_chart(journey, rows, back, language),
        steps=tuple(rows),
        has_customers=any(row.customers is not None for row in rows),
        customers=(),
        internal_note=journey.internal_note,
    )


def _chart(journey: JourneyRecord, rows: Sequence[StepRow], back: int, language: Language) -> Chart:
    unnamed = say("no channel named")
    stops = [
        Stop(
            channel=step.channel,
            name=language.say(unnamed if step.channel is None else row.where[0].text),
            phase=language.say(row.phase),
            touchpoint=language.say(row.touchpoint.text),
            said=language.say(
                say(
                    "{number}. {touchpoint} ({phase}): {where}",
                    number=row.number,
                    touchpoint=row.touchpoint.text,
                    phase=row.phase,
                    where=tuple(one.text for one in row.where) or unnamed,
                )
            ),
        )
        for step, row in zip(journey.steps, rows, strict=True)
    ]
    title = say("{journey}: over which channels does it lead?", journey=journey.name)
    sentence = f"{language.say(tuple(_course(journey, back)))}."
    return path_over_channels(f"journey-{journey.id}", title, sentence, stops, language)


def _turns_back(met: Sequence[TouchpointRecord], phases: Mapping[str, int]) -> frozenset[int]:
    """Return which steps, counted from 1, lie in earlier phases alone than the step before."""
    at = [[phases[phase] for phase in (one.phase, *one.also_in) if phase in phases] for one in met]
    return frozenset(
        number for number, (then, now) in enumerate(pairwise(at), 2) if then and now and max(now) < min(then)
    )


def _leads(met: Sequence[TouchpointRecord]) -> list[Message | None]:
    """Return of each step whether it leads on to the next as the inventory says, and of the last whether it ends there.

    What the inventory says nothing of is not told.
    """
    return [*(_leads_on(one, other) for one, other in pairwise(met)), _ends(met[-1])]


def _leads_on(one: TouchpointRecord, following: TouchpointRecord) -> Message | None:
    if one.id == following.id or following.id in one.leads_to:
        return None
    if one.ends_here:
        return say("leads on to nothing, as the inventory says")
    return say("the inventory does not lead from here to the next step") if one.leads_to else None


def _ends(last: TouchpointRecord) -> Message | None:
    return say("the way ends here, as the inventory says") if last.ends_here else None


def _is_met(finding: FindingRecord, step: StepRecord) -> bool:
    """Say whether a finding is about what is met at a step; one without places is about the touchpoint as a whole."""
    places = [one for one in finding.deviating if one.touchpoint in (None, step.touchpoint)]
    return not places or any(
        step.channel in (None, one.channel) and (step.location is None or one.location in (None, step.location))
        for one in places
    )


def _course(journey: JourneyRecord, back: int) -> Iterator[Message]:
    """Yield how a journey goes: how many steps, on how many channels, and where it does not go straight on."""
    yield say("{n} step", "{n} steps", n=len(journey.steps))
    channels = [step.channel for step in journey.steps if step.channel is not None]
    if channels:
        yield say("{n} channel", "{n} channels", n=len(set(channels)))
    changes = sum(one != other for one, other in pairwise(channels))
    if changes:
        yield say("{n} change of channel", "{n} changes of channel", n=changes)
    if back:
        yield say("{n} step back to an earlier phase", "{n} steps back to an earlier phase", n=back)
