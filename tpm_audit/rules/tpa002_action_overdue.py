"""An action is overdue.

Its day has come and gone, and it is neither done nor dropped. Whoever waits for it should know; a day that slips
again and again is a decision that nobody has made.

Fails:

    as_of: 2026-11-02
    people: {web-team: {name: Web team}}
    actions: {slogan: {name: One slogan, owner: web-team, due: 2026-11-01}}

Passes:

    as_of: 2026-11-02
    people: {web-team: {name: Web team}}
    actions: {slogan: {name: One slogan, owner: web-team, due: 2026-11-02}}
"""

from collections.abc import Iterator

from tpm_audit.model.actions import Action
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.rules.promises import action_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Action]:
    """Yield the actions that are still to be done and have a day."""
    yield from (one for one in examined.audit.actions.values() if one.is_open and one.due is not None)


def judge(examined: Examined, action: Action) -> Finding | None:
    """Find those whose day is over."""
    if action.due is None or examined.as_of <= action.due:
        return None
    said = say("{action} was due on {day}", action=action.shown_name(), day=action.due)
    advice = say("do it, agree on another day, or drop it")
    return action_finding(examined, RULE.code, action, said, advice)


RULE = Rule(
    "TPA002", say("An action is overdue"), Severity.MINOR, __doc__ or "", select, judge, closes=True, by_day=True
)
