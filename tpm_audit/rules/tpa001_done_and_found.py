"""An action is done, and what it promised to mend is still found.

`for` says which findings an action is about, `done_on` since when it is done. Places that were looked at after that
day and are still wrong speak against it: it did not help, or not everywhere. What was looked at before is not held
against it; nor is a finding that is waived.

Fails:

    facts: {slogan: {kind: text, expected: Always fresh}}
    people: {web-team: {name: Web team}}
    actions: {slogan: {for: {rule: TPC001, facts: [slogan]}, owner: web-team, state: done, done_on: 2026-10-10}}
    visits:
      - {touchpoint: contact, channel: website, date: 2026-10-20, facts: {slogan: Always cheap}}

Passes:

    facts: {slogan: {kind: text, expected: Always fresh}}
    people: {web-team: {name: Web team}}
    actions: {slogan: {for: {rule: TPC001, facts: [slogan]}, owner: web-team, state: done, done_on: 2026-10-25}}
    visits:
      - {touchpoint: contact, channel: website, date: 2026-10-20, facts: {slogan: Always cheap}}
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tpm_audit.model.actions import Action, ActionState
from tpm_audit.model.entry import Severity, Written
from tpm_audit.model.findings import Finding, Member
from tpm_audit.rules.promises import action_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.waiving import meant_by
from tpm_audit.source.message import Sayable, say

_MOST = 3  # findings in a headline


@dataclass(frozen=True, slots=True)
class _Done:
    """An action that is done, and what is still wrong at places that were looked at since then."""

    action: Action
    headlines: tuple[Sayable, ...]
    members: tuple[Member, ...]


def select(examined: Examined) -> Iterator[_Done]:
    """Yield the actions that are done and say what they promised."""
    by_identity = {finding.identity: finding for finding in examined.findings if finding.waiver is None}
    for action in examined.audit.actions.values():
        if action.state is not ActionState.DONE or action.promise is None or action.done_on is None:
            continue
        later = {visit.written for visit in examined.audit.visits if visit.date > action.done_on}
        headlines: list[Sayable] = []
        members: list[Member] = []
        for identity, places in meant_by(examined.audit, action.promise, by_identity.values()).items():
            finding = by_identity[identity]
            still = [one for at, one in enumerate(finding.members) if at in places and _since(one, later)]
            if still:
                headlines.append(finding.headline)
                members += still
        yield _Done(action, tuple(headlines), tuple(members))


def _since(member: Member, later: Collection[Written]) -> bool:
    """Say whether a place was found on one of the visits."""
    written = member.written
    return Written(written.file, written.path[: len(("visits", 0))]) in later


def judge(examined: Examined, done: _Done) -> Finding | None:
    """Find those of which something is still found."""
    if not done.members:
        return None
    said = say(
        "{action} is done since {day}, and still found: {found}",
        action=done.action.shown_name(),
        day=done.action.done_on or examined.as_of,
        found=done.headlines[:_MOST],
    )
    advice = say("find out why it did not help, or not everywhere, and what else it takes")
    return action_finding(examined, RULE.code, done.action, said, advice, done.members)


RULE = Rule(
    "TPA001",
    say("An action is done, and what it promised to mend is still found"),
    Severity.MAJOR,
    __doc__ or "",
    select,
    judge,
    closes=True,
)
