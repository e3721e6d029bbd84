"""Where an audit stands, in the five steps of the field: what is answered, what is missing, who has to do what."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpm_audit.exports.records import incomplete
from tpm_audit.exports.text import Paint, next_step, plain, unpainted
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.result import Result, TouchpointRecord
from tpm_audit.model.said import JsonValue, sayable_json
from tpm_audit.model.states import FIXED, NEW
from tpm_audit.model.words import SEVERITIES
from tpm_audit.source.message import Localised, Message, Sayable, Share, say

_USED = "used"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps: what is there of it, and whether anything of it is missing."""

    id: str
    name: Message
    done: bool
    said: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Tasks:
    """What somebody has to do: findings to deal with, places to look at. No id: nobody answers for them."""

    id: str | None
    name: Sayable
    findings: tuple[str, ...]
    untested: int


@dataclass(frozen=True, slots=True)
class Status:
    """The steps in their order, the tasks of each owner, and the one thing to do next; what all of it lacks."""

    audit: str | None
    incomplete: Message | None
    steps: tuple[Step, ...]
    tasks: tuple[Tasks, ...]
    next: Message


def status_of(result: Result) -> Status:
    """Return where the audit of a detailed result stands."""
    used = [one for one in result.touchpoints if one.status == _USED]
    steps = (_customers(used), _inventory(result, used), _looked_at(result), _owners(result), _repeated(result))
    audit = None if result.audit is None else result.audit.id
    return Status(audit, incomplete(result), steps, tuple(_tasks(result)), next_step(result))


def _customers(used: Sequence[TouchpointRecord]) -> Step:
    goals = sum(bool(one.goals) for one in used)
    important = sum(one.importance is not None for one in used)
    said = (
        say("{k} of {n} touchpoint names a goal", "{k} of {n} touchpoints name a goal", k=goals, n=len(used)),
        say("{k} of {n} says how important it is", "{k} of {n} say how important they are", k=important, n=len(used)),
    )
    return Step("customers", say("Understand customers and goals"), goals == important == len(used) > 0, said)


def _inventory(result: Result, used: Sequence[TouchpointRecord]) -> Step:
    phases = Counter(one.phase for one in used)
    said = tuple(
        say("{phase}: {touchpoints}", phase=phase.name, touchpoints=_touchpoints(phases[phase.id]))
        for phase in result.phases
    )
    planned = Counter(one.status for one in result.touchpoints if one.status != _USED)
    if planned:
        said = (*said, say("{n} touchpoint not in use", "{n} touchpoints not in use", n=planned.total()))
    done = bool(result.phases) and all(phases[phase.id] for phase in result.phases)
    return Step("inventory", say("List the touchpoints by phase"), done, said)


def _touchpoints(n: int) -> Message:
    return say("{n} touchpoint", "{n} touchpoints", n=n)


def _looked_at(result: Result) -> Step:
    score, visits = result.figures.score, 0 if result.audit is None else result.audit.visits
    said = [say("{n} visit", "{n} visits", n=visits)]
    if score is not None and score.coverage is not None:
        said.append(
            say(
                "{k} of {n} expected rating given, coverage {share}",
                "{k} of {n} expected ratings given, coverage {share}",
                k=score.rated_places,
                n=score.rated_places + score.untested_places,
                share=Share(score.coverage),
            )
        )
    pains, highlights = (sum(getattr(one, name) is not None for one in result.visits) for name in ("pain", "highlight"))
    said.append(
        say(
            "{pains}, {highlights}",
            pains=say("{n} pain point", "{n} pain points", n=pains),
            highlights=say("{n} highlight", "{n} highlights", n=highlights),
        )
    )
    severities = Counter(one.severity for one in result.open)
    counts: tuple[Sayable, ...] = tuple(
        say("{n} {severity}", n=severities[one], severity=SEVERITIES[one]) for one in Severity if severities[one]
    )
    if counts:
        said.append(say("findings: {counts}", counts=counts))
    done = visits > 0 and not result.untested
    return Step("looked-at", say("Find pain points and highlights"), done, tuple(said))


def _owners(result: Result) -> Step:
    unowned = sum(len(one.unowned) for one in result.touchpoints if one.status == _USED)
    of_nobody = sum(not one.owner_ids for one in result.open)
    said = (
        say("{n} owner answers for something", "{n} owners answer for something", n=len(result.owners)),
        say("{n} touchpoint on a channel is nobody's", "{n} touchpoints on a channel are nobody's", n=unowned),
        say("{n} finding is nobody's", "{n} findings are nobody's", n=of_nobody),
    )
    return Step("owners", say("Name who is responsible"), not unowned and not of_nobody and bool(result.owners), said)


def _repeated(result: Result) -> Step:
    past, audit = result.past, result.audit
    closed = None if audit is None else audit.closed_on
    said = [
        say("no closed audit before this one: nothing to compare with yet")
        if past is None
        else say("compared with {audit}: {fixed} fixed, {new} new", audit=past.name, **_came_and_went(result)),
        say("open: the report is a draft until the audit is closed")
        if closed is None
        else say("closed on {day}", day=closed),
    ]
    return Step("repeated", say("Show, change, test, repeat"), past is not None and closed is not None, tuple(said))


def _came_and_went(result: Result) -> dict[str, int]:
    absent = () if result.past is None else result.past.absent
    fixed = sum(one.state == FIXED for one in absent)
    return {"fixed": fixed, "new": sum(one.state == NEW for one in result.open)}


def _tasks(result: Result) -> Iterator[Tasks]:
    """Yield what each owner has to do, who has most of it first; then what is nobody's."""
    untested = Counter(one.owner for one in result.untested)
    named = [Tasks(one.id, one.name, one.findings, untested.pop(one.id, 0)) for one in result.owners]
    yield from sorted(
        (one for one in named if one.findings or one.untested),
        key=lambda one: (-len(one.findings), -one.untested, one.id or ""),
    )
    of_nobody = tuple(one.id for one in result.open if not one.owner_ids)
    if of_nobody or untested.total():
        yield Tasks(None, say("nobody"), of_nobody, untested.total())


def status_lines(status: Status, language: Language, paint: Paint = unpainted) -> Iterator[str]:
    """Yield the lines for a terminal."""
    if status.incomplete is not None:
        yield plain(language.say(status.incomplete))
    for number, step in enumerate(status.steps, 1):
        word, look = (say("done"), "passed") if step.done else (say("to do"), "failed")
        yield f"{number}. {plain(language.say(step.name))}: {paint(language.say(word), look)}"
        yield from (f"   {plain(language.say(one))}" for one in step.said)
    if status.tasks:
        yield ""
        yield language.say(say("who has to do what"))
    for one in status.tasks:
        said = say(
            "  {owner}: {findings}, {places}",
            owner=one.name,
            findings=say("{n} finding to deal with", "{n} findings to deal with", n=len(one.findings)),
            places=say("{n} rating to be given", "{n} ratings to be given", n=one.untested),
        )
        yield plain(language.say(said))
    yield ""
    yield plain(language.say(status.next))


def status_json(status: Status) -> str:
    """Return the status as JSON: ids, counts, and messages with their values, as result.json has them."""
    steps: list[JsonValue] = [
        {"id": one.id, "done": one.done, "said": [sayable_json(said) for said in one.said]} for one in status.steps
    ]
    tasks: list[JsonValue] = [
        {
            "owner": one.id,
            "name": sayable_json(one.name) if isinstance(one.name, str | Localised) else None,
            "findings": list(one.findings),
            "untested": one.untested,
        }
        for one in status.tasks
    ]
    lacking = None if status.incomplete is None else sayable_json(status.incomplete)
    said = {
        "audit": status.audit,
        "incomplete": lacking,
        "steps": steps,
        "tasks": tasks,
        "next": sayable_json(status.next),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
