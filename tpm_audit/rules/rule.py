"""What a rule is: it selects what it looks at, and judges each; nothing selected is not a pass."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from tpm_audit.figures.customer_answers import CustomerAnswers, customer_answers
from tpm_audit.model.audit import Audit
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Group, Score
from tpm_audit.model.findings import Finding, rule_key
from tpm_audit.model.outcomes import Comparisons, Item
from tpm_audit.model.own_rules import OwnRule
from tpm_audit.model.site import RuleChange
from tpm_audit.rules.waiving import Waived
from tpm_audit.source.message import Message, Sayable

S = TypeVar("S")


@dataclass(frozen=True)
class Examined:
    """All that is known of an audit before the rules: one value, so that a rule takes what it needs of it."""

    audit: Audit
    as_of: datetime.date
    comparisons: Comparisons
    items: tuple[Item, ...]
    scores: Mapping[Group, Score]
    complete: bool = True  # whether all that is written could be read
    whole: Callable[[], "Examined"] | None = None  # in the client's edition: the same with all that is left out of it
    severities: Mapping[str, Severity] = field(default_factory=dict)  # by the key of a rule
    looked_at: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()  # of the other rules, with the waivers that cover them: for rules that close
    waived: tuple[Waived, ...] = ()

    @cached_property
    def visited(self) -> Mapping[str, datetime.date]:
        """Return the last visit of each touchpoint that was visited; an assumption is no visit."""
        last: dict[str, datetime.date] = {}
        for visit in self.audit.visits:
            if visit.rates and visit.touchpoint is not None:
                last[visit.touchpoint] = max(visit.date, last.get(visit.touchpoint, visit.date))
        return last

    @cached_property
    def customers(self) -> CustomerAnswers:
        """Return what customers answered."""
        return customer_answers(self.audit, self.as_of)

    def severity(self, key: str) -> Severity:
        """Return the severity of a rule in force here."""
        return self.severities[key]

    def advice(self, what: Message, how: Message) -> Message:
        """Return what to do for the client, who edits no file, and how to write it for who does."""
        return how if self.audit.edition is Edition.INTERNAL else what


@dataclass(frozen=True)
class Rule(Generic[S]):
    """``select`` says what there is to look at, ``judge`` what is wrong with one of them.

    ``name`` says what it finds, as the first line of its page does. ``own`` is the workspace's own rule that it
    carries out, whose code only says its shape.
    """

    code: str
    name: Sayable
    severity: Severity
    page: str
    select: Callable[[Examined], Iterable[S]]
    judge: Callable[[Examined, S], Finding | None]
    reviews: bool = False  # runs after the others, and sees how much each had to look at
    closes: bool = False  # runs last, and sees what was found and waived: it can be waived no more
    internal: bool = False  # about the audit's own work, judged by what the client's edition leaves out
    of_absence: bool = False  # what it misses may stand in what could not be read, or in what the client may not see
    by_day: bool = False  # what it finds depends on the day of the report

    own: OwnRule | None = None

    @property
    def key(self) -> str:
        """Return what tells it from all other rules."""
        return rule_key(self.code, None if self.own is None else self.own.id)

    def severity_in(self, changes: Mapping[str, RuleChange]) -> Severity:
        """Return its severity: what an own rule says of itself comes first, then what site.yml says of the code."""
        own = None if self.own is None else self.own.severity
        return own or (changes[self.code].severity if self.code in changes else None) or self.severity

    def run(self, examined: Examined) -> tuple[int, list[Finding]]:
        """Return how many things were looked at, and what was found."""
        looked_at = 0
        findings: list[Finding] = []
        for one in self.select(examined):
            looked_at += 1
            found = self.judge(examined, one)
            if found is not None:
                findings.append(found)
        return looked_at, findings
