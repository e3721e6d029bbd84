"""An action has no owner.

What everybody could do nobody does. One name beside the action, a person or a team, makes it somebody's.

Fails:

    actions: {slogan: {name: One slogan, due: 2027-01-31}}

Passes:

    people: {web-team: {name: Web team}}
    actions: {slogan: {name: One slogan, owner: web-team, due: 2027-01-31}}
"""

from collections.abc import Iterator

from tpm_audit.model.actions import Action
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.rules.promises import action_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import say


def select(examined: Examined) -> Iterator[Action]:
    """Yield the actions that are still to be done."""
    yield from (one for one in examined.audit.actions.values() if one.is_open)


def judge(examined: Examined, action: Action) -> Finding | None:
    """Find those that are nobody's."""
    if action.owner is not None:
        return None
    said = say("{action} has no owner", action=action.shown_name())
    return action_finding(examined, RULE.code, action, said, say("name who does it"))


RULE = Rule("TPA003", say("An action has no owner"), Severity.MINOR, __doc__ or "", select, judge, closes=True)
