"""The result as a Markdown summary, for the description or a comment of a pull request, or the summary of a job."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.records import incomplete, rule_of
from tpm_audit.exports.text import next_step, visible
from tpm_audit.exports.waivers import most_urgent_first
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import AbsentRecord, FindingRecord, Result, WaiverRecord
from tpm_audit.model.states import CAME, STATES
from tpm_audit.model.words import EDITIONS, SEVERITIES, STATE_WORDS, WAIVER_STATES, changes_of, partly_waived
from tpm_audit.source.message import say

_ROOM = 65_536  # characters: GitHub refuses a comment with more
_NOTE = 400  # of them for what stands below a table, and the title of the next
_MOST_ROWS = 25
_MOST_LETTERS = 300  # of a cell

# What Markdown obeys in the middle of a line, and what a host makes of words when the Markdown is read: people who are
# told, links to issues, signs that become pictures, addresses that become links.
_SIGNS = re.compile(r"[\\`*_\[\]<>#~&!$]")
_REFERENCE = re.compile(
    r"""
      (?<=[@#!$%~&])(?=[\w"])                         # @somebody, #12
    | (?<=:)(?=(?:100|1234|[\w+-]*[^\W\d][\w+-]*|[+-]\d+):)  # :smile:, :+1:, but not the line and column of a place
    | (?<=www)(?=\.) | (?<=:)(?=//)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTHING_SEEN = "\N{ZERO WIDTH SPACE}"


def inert(text: str) -> str:
    """Return data as Markdown that shows it, on one line: nothing in it is obeyed, in a table neither."""
    folded = visible(" ".join(text.split()))
    cut = folded if len(folded) <= _MOST_LETTERS else f"{folded[:_MOST_LETTERS]}…"
    apart = _REFERENCE.sub(_NOTHING_SEEN, cut)
    return _SIGNS.sub(lambda found: f"\\{found[0]}", apart).replace("|", "&#124;")


@dataclass(frozen=True, slots=True)
class _Table:
    """A section with a table; its cells are Markdown."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def lines(self, room: int, language: Language) -> Iterator[str]:
        """Yield the section as far as it fits, always in whole rows, and how many of them are left out."""
        top = [f"### {self.title}", "", _row(self.head), _row("---" for _ in self.head)]
        room -= sum(len(line) + 1 for line in top)
        shown = 0
        for row in map(_row, self.rows[:_MOST_ROWS]):
            room -= len(row) + 1
            if room < 0:
                break
            if not shown:
                yield from top
            shown += 1
            yield row
        left = len(self.rows) - shown
        if left:
            yield from ([""] if shown else top[:2])
            yield language.say(say("and {n} more", n=left))
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(result: Result, beside: Beside) -> bytes:
    """Return verdict, gate, what changed since the audit before, the first findings, and the waivers.

    It has 65,536 characters at most; what is left out is counted.
    """
    summary = _Summary(result, beside)
    lines = [*summary.top()]
    foot = [inert(summary.say(next_step(result)))]
    room = _ROOM - sum(len(line) + 1 for line in (*lines, *foot))
    tables = [table for table in summary.tables() if table.rows]
    for waiting, table in zip(range(len(tables) - 1, -1, -1), tables, strict=True):
        told = [*table.lines(room - (waiting + 1) * _NOTE, beside.language)]
        room -= sum(len(line) + 1 for line in told)
        lines += told
    return "".join(f"{line}\n" for line in (*lines, *foot)).encode()


class _Summary:
    def __init__(self, result: Result, beside: Beside) -> None:
        self.result = result
        self.beside = beside
        self.say = beside.language.say

    def top(self) -> Iterator[str]:
        """Yield what the report is of, and the verdict."""
        result = self.result
        of = say("Touchpoint audit: {client}", client=result.site.client)
        yield f"## {inert(self.say(of))}"
        yield ""
        lacking = incomplete(result)
        if lacking is not None:
            yield f"**{inert(self.say(lacking))}**"
            yield ""
        for part in result.figures.verdict.parts[:1]:
            yield f"**{inert(self.say(part))}**"
            yield ""
        others = [inert(self.say(part)) for part in result.figures.verdict.parts[1:]]
        yield from (["; ".join(others), ""] if others else [])
        audit = "" if result.audit is None else result.audit.name
        counted = say("{n} finding", "{n} findings", n=len(result.open))
        severities = Counter(finding.severity for finding in result.open)
        counts = [f"{n} {self.say(SEVERITIES[one])}" for one in SEVERITIES if (n := severities[one])]
        yield " · ".join(
            [
                inert(self.say(say("audit {audit}, {edition}", audit=audit, edition=EDITIONS[result.edition]))),
                ": ".join([self.say(counted), *([", ".join(counts)] if counts else [])]),
                self.say(result.as_of),
            ]
        )
        yield ""
        if result.past is not None:
            changes = changes_of(result.open, result.past.absent)
            yield inert(self.say(say("since {audit}: {changes}", audit=result.past.name, changes=changes)))
            yield ""

    def tables(self) -> Iterator[_Table]:
        """Yield the sections, the most urgent first."""
        result = self.result
        yield self.problems()
        yield self.gate()
        if result.past is not None:
            came = [finding for finding in result.open if finding.state in CAME]
            yield self.findings(self.say(say("New and reopened")), came)
            yield self.absent()
        known = [finding for finding in result.open if result.past is None or finding.state not in CAME]
        yield self.findings(self.say(say("Findings from before") if result.past else say("Findings")), known)
        yield self.waivers()

    def problems(self) -> _Table:
        head = (self.say(say("Place")), self.say(say("Problem")))
        rows = [
            (inert(str(one.place or "")), inert(f"{one.code} {self.say(one.message)}")) for one in self.result.problems
        ]
        return _Table(self.say(say("{n} problem", "{n} problems", n=len(rows))), head, rows)

    def gate(self) -> _Table:
        head = (self.say(say("Condition")), self.say(say("Result")), self.say(say("Found")))
        words = {True: f"✅ {self.say(say('passed'))}", False: f"❌ {self.say(say('FAILED'))}"}
        rows = [(inert(one.name), words[one.passed is True], inert(self.say(one.said))) for one in self.result.gate]
        return _Table(self.say(say("Gate")), head, rows)

    def findings(self, title: str, findings: Sequence[FindingRecord]) -> _Table:
        head = tuple(map(self.say, (say("Severity"), say("State"), say("Finding"), say("Owner"), say("Id"))))
        return _Table(title, head, [*map(self.finding, findings)])

    def finding(self, finding: FindingRecord) -> tuple[str, ...]:
        return (
            self.say(SEVERITIES[finding.severity]),
            inert("; ".join(self.say(one) for one in (STATE_WORDS[finding.state], partly_waived(finding)) if one)),
            inert(self.say(finding.headline)),
            inert(self.say(finding.owners)),
            self.link(finding.id),
        )

    def absent(self) -> _Table:
        head = tuple(map(self.say, (say("State"), say("Severity"), say("Finding"), say("Not looked at again"))))
        absent = () if self.result.past is None else self.result.past.absent
        order = {state: position for position, state in enumerate(STATES)}
        rows = [*map(self.gone, sorted(absent, key=lambda one: order.get(one.state, len(order))))]
        return _Table(self.say(say("Not found any more")), head, rows)

    def gone(self, finding: AbsentRecord) -> tuple[str, ...]:
        return (
            inert(self.say(STATE_WORDS[finding.state])),
            self.say(SEVERITIES[finding.severity]),
            f"{inert(rule_of(finding))} {inert(self.say(finding.headline))}",
            inert("; ".join(self.say(one) for one in finding.unchecked)),
        )

    def waivers(self) -> _Table:
        head = tuple(map(self.say, (say("Waiver"), say("State"), say("until"), say("Findings"), say("Reason"))))
        return _Table(self.say(say("Waivers")), head, [*map(self.waiver, most_urgent_first(self.result.waivers))])

    def waiver(self, waiver: WaiverRecord) -> tuple[str, ...]:
        return (
            inert(self.say(waiver.name)),
            inert(self.say(WAIVER_STATES[waiver.state])),
            "" if waiver.expires is None else self.say(waiver.expires),
            str(len(waiver.findings)),
            "" if waiver.reason is None else inert(self.say(waiver.reason)),
        )

    def link(self, finding: str) -> str:
        address = self.beside.address(self.result, finding)
        return f"`{finding}`" if address is None else f"[`{finding}`](<{address}>)"


FORMAT = Format("markdown", (".md",), write)
