"""What `tpm-audit diff` says, whatever form it is written in: the verdict in a sentence, then why, in sections."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.figures.p_value import SMALL_P, written_p
from tpm_audit.history.criteria_words import how_sure, told, unchanged_said, verdict_said
from tpm_audit.language.catalogue import rounded_to
from tpm_audit.model.comparison import (
    ChangeVerdict,
    ChecklistChange,
    Comparison,
    CriterionChange,
    FigureChange,
    FindingChange,
    Outside,
    PartRecord,
    SideRecord,
)
from tpm_audit.model.entry import Severity
from tpm_audit.model.states import STATES, UNCHANGED, WAIVED
from tpm_audit.model.words import EDITIONS, SEVERITIES, STATE_WORDS, VERDICTS, count_of
from tpm_audit.source.message import Message, Sayable, Share, say

_COMMIT_SIGNS = 10


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its title, and what is to be known of it; a row has a cell for each column."""

    title: Message
    columns: tuple[Message, ...]
    rows: tuple[tuple[Sayable, ...], ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A comparison in words."""

    title: Message
    edition: Message
    verdict: tuple[Message, ...]
    sections: tuple[Section, ...]


def outline_of(comparison: Comparison, *, verbose: bool = False) -> Outline:
    """Return a comparison in words; ``verbose``: findings of severity info, too."""
    sections = (
        _criteria(comparison),
        _checklists(comparison.checklists),
        _figure(comparison.score, _SCORE),
        _figure(comparison.consistency, _CONSISTENCY),
        _findings(comparison.findings, verbose=verbose),
    )
    return Outline(
        title=say("{then} \N{RIGHTWARDS ARROW} {now}", then=_side(comparison.then), now=_side(comparison.now)),
        edition=EDITIONS[comparison.edition],
        verdict=tuple(_verdict(comparison)),
        sections=tuple(one for one in sections if one.rows or one.notes),
    )


def _side(side: SideRecord) -> Sayable:
    has_name = set(side.name.values()) != {side.audit}
    audit: Sayable = say("{name} ({id})", name=side.name, id=side.audit) if has_name else side.audit
    if side.revision is None or side.commit is None:
        return audit
    commit = side.commit[:_COMMIT_SIGNS]
    return say("{audit} at {revision}, commit {commit}", audit=audit, revision=side.revision, commit=commit)


def _verdict(comparison: Comparison) -> Iterator[Message]:
    """Yield first what is better and worse, then what became of the findings; one never makes up for another."""
    yield verdict_said(comparison.criteria)
    counts = (*_counts(one.state for one in comparison.findings if not one.waived), *_waived(comparison.findings))
    yield say("findings: {counts}", counts=counts) if counts else say("findings: none in either")


def _counts(states: Iterable[str]) -> Iterator[Message]:
    counted = Counter(states)
    return (count_of(counted[state], state) for state in STATES if counted[state])


def _waived(findings: Iterable[FindingChange]) -> Iterator[Message]:
    n = sum(one.waived for one in findings)
    if n:
        yield say("{n} waived", n=n)


def _criteria(comparison: Comparison) -> Section:
    changed = told(comparison.criteria)
    rows = tuple((VERDICTS[one.verdict], _p(one.p), _p(one.adjusted_p), _moved(one), one.ask) for one in changed)
    columns = (say("verdict"), say("p"), say("p, adjusted"), say("change"), say("criterion"))
    return Section(say("Criteria"), columns, rows, tuple(_criteria_notes(comparison, changed)))


def _moved(one: CriterionChange) -> Message:
    if one.mixed:
        return say(
            "{rose} rose, {fell} fell, {mixed} moved both ways, of {n} rated in both",
            rose=one.rose,
            fell=one.fell,
            mixed=one.mixed,
            n=one.items,
        )
    return say("{rose} rose, {fell} fell, of {n} rated in both", rose=one.rose, fell=one.fell, n=one.items)


def _p(p: Fraction | None) -> Sayable:
    if p is None:
        return "\N{EN DASH}"
    written = written_p(p)
    return say("below {limit}", limit=SMALL_P) if written is None else written


def _criteria_notes(comparison: Comparison, changed: list[CriterionChange]) -> Iterator[Message]:
    still = sum(one.verdict is ChangeVerdict.UNCHANGED for one in comparison.criteria)
    if still:
        yield unchanged_said(still)
    reasons = Counter(one.reason for one in comparison.criteria if one.reason is not None)
    for reason, n in reasons.items():
        yield say("{n} criterion not comparable: {reason}", "{n} criteria not comparable: {reason}", n=n, reason=reason)
    yield from how_sure(changed, comparison.tests)


def _checklists(checklists: Iterable[ChecklistChange]) -> Section:
    rows = tuple(
        (
            one.name,
            one.version_then or "\N{EN DASH}",
            one.version_now or "\N{EN DASH}",
            one.comparable,
            one.only_then,
            one.only_now,
        )
        for one in checklists
        if one.version_then != one.version_now or one.only_then or one.only_now
    )
    columns = (
        say("checklist"),
        say("version then"),
        say("version now"),
        say("asked alike"),
        say("asked only then"),
        say("asked only now"),
    )
    return Section(say("Checklists that changed"), columns, rows)


@dataclass(frozen=True, slots=True)
class _Words:
    """How a figure is called, what changed of it, and what counts in both."""

    title: Message
    by_answers: Message
    common: Message
    entered: Message
    left: Message


_SCORE = _Words(
    title=say("Score"),
    by_answers=say("changed answers"),
    common=say("rated in both"),
    entered=say("ratings that entered"),
    left=say("ratings that left"),
)
_CONSISTENCY = _Words(
    title=say("Consistency"),
    by_answers=say("changed observations"),
    common=say("observed in both"),
    entered=say("observations that entered"),
    left=say("observations that left"),
)


def _figure(figure: FigureChange, words: _Words) -> Section:
    """Return a figure with the parts of its change; it is stated as it is, without a test."""
    columns = (say("part"), say("change"), say("then and now"))
    return Section(words.title, columns, tuple(_parts(figure, words)))


def _parts(figure: FigureChange, words: _Words) -> Iterator[tuple[Sayable, ...]]:
    if figure.then is None and figure.now is None:
        return
    yield say("the whole"), _points(figure.change), _shares(figure.then, figure.now)
    if figure.fell or figure.rose:
        told = say(
            "{shares} ({n} {common}: {rose} rose, {fell} fell)",
            shares=_shares(figure.common_then, figure.common_now),
            n=figure.common,
            common=words.common,
            rose=figure.rose,
            fell=figure.fell,
        )
        yield words.by_answers, _points(figure.by_answers), told
    if figure.by_weights:
        yield say("other weights"), _points(figure.by_weights), ""
    if figure.entered.n or figure.left.n or figure.by_scope:
        yield say("changed scope"), _points(figure.by_scope), ""
    for way, part in ((words.entered, figure.entered), (words.left, figure.left)):
        if part.n:
            yield way, "", _part(part)


def _shares(then: Fraction | None, now: Fraction | None) -> Message:
    said = tuple(say("no figure") if one is None else Share(one) for one in (then, now))
    return say("{then} \N{RIGHTWARDS ARROW} {now}", then=said[0], now=said[1])


def _points(change: Fraction | None) -> Sayable:
    if change is None:
        return say("not comparable")
    points = rounded_to(abs(change) * 100, 1)
    if not change:
        return say("unchanged")
    return say("+{points} points", points=points) if change > 0 else say("\N{MINUS SIGN}{points} points", points=points)


def _part(part: PartRecord) -> Message:
    share = say("no figure") if part.share is None else Share(part.share)
    why = tuple(_outside(one.reason, one.n) for one in part.outside)
    return say("{n} at {share}; on the other side {why}", n=part.n, share=share, why=why)


def _outside(reason: Outside, n: int) -> Message:
    said: Mapping[Outside, Message] = {
        Outside.NOT_APPLICABLE: say("{n} n/a", n=n),
        Outside.UNTESTED: say("{n} untested", n=n),
        Outside.NOT_OBSERVED: say("{n} not looked for", n=n),
        Outside.UNREADABLE: say("{n} unreadable", n=n),
        Outside.ASKED_OTHERWISE: say("{n} asked otherwise", n=n),
        Outside.OTHER_STANDARD: say("{n} held to another standard, or to none", n=n),
        Outside.NOT_ASKED: say("{n} not asked for", n=n),
    }
    return said[reason]


def _findings(findings: Iterable[FindingChange], *, verbose: bool) -> Section:
    changed = [one for one in findings if one.state in STATES and one.state != UNCHANGED]
    told = [one for one in changed if verbose or one.severity is not Severity.INFO]
    told.sort(key=lambda one: (STATES.index(one.state), one.severity.rank))
    rows = tuple(
        (STATE_WORDS[WAIVED if one.waived else one.state], SEVERITIES[one.severity], one.id, _headline(one))
        for one in told
    )
    notes = []
    if len(told) < len(changed):
        notes.append(
            say(
                "and {n} finding of severity info: -v shows it",
                "and {n} findings of severity info: -v shows them",
                n=len(changed) - len(told),
            )
        )
    columns = (say("state"), say("severity"), say("id"), say("finding"))
    return Section(say("Findings"), columns, rows, tuple(notes))


def _headline(one: FindingChange) -> Message:
    if not one.unchecked:
        return one.headline
    return say("{headline} (not looked at again: {places})", headline=one.headline, places=one.unchecked)
