"""One file per rule; its docstring is its page. This is the registry, in the order in which findings are shown.

Rules that a workspace writes itself stand in ``own/``, one file per shape.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tpm_audit.model.audit import Audit
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.findings import Finding
from tpm_audit.rules import (
    tpa001_done_and_found,
    tpa002_action_overdue,
    tpa003_action_without_owner,
    tpc001_fact_differs,
    tpc002_fact_missing,
    tpc003_fact_unreadable,
    tpc004_channels_disagree,
    tpc005_variant_expired,
    tpc006_hand_over,
    tpi001_no_owner,
    tpi002_never_visited,
    tpi003_phase_without_touchpoint,
    tpi004_dead_end,
    tpi005_competitors_have_it,
    tpi006_selects_nothing,
    tpi007_review_overdue,
    tpk001_too_few_answers,
    tpk002_audited_well_rated_badly,
    tpk003_audited_badly_rated_well,
    tpk004_important_and_not_audited,
    tpk005_different_people,
    tpk006_asked_otherwise,
    tpr001_below_expects,
    tpr002_evidence_missing,
    tpr003_auditors_dispute,
    tpw001_waiver_expired,
    tpw002_waiver_unused,
    tpw003_waiver_too_wide,
    tpw004_waiver_ends_soon,
)
from tpm_audit.rules.lasting import by_first_ids
from tpm_audit.rules.own import SHAPES, own_rules
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.waiving import Waived, waive

RULES: tuple[Rule[Any], ...] = (  # each rule knows the type of what it selects; the registry does not need to
    tpc001_fact_differs.RULE,
    tpc002_fact_missing.RULE,
    tpc003_fact_unreadable.RULE,
    tpc004_channels_disagree.RULE,
    tpc005_variant_expired.RULE,
    tpc006_hand_over.RULE,
    tpr001_below_expects.RULE,
    tpr002_evidence_missing.RULE,
    tpr003_auditors_dispute.RULE,
    tpk001_too_few_answers.RULE,
    tpk002_audited_well_rated_badly.RULE,
    tpk003_audited_badly_rated_well.RULE,
    tpk004_important_and_not_audited.RULE,
    tpk005_different_people.RULE,
    tpk006_asked_otherwise.RULE,
    tpi001_no_owner.RULE,
    tpi002_never_visited.RULE,
    tpi003_phase_without_touchpoint.RULE,
    tpi004_dead_end.RULE,
    tpi005_competitors_have_it.RULE,
    tpi006_selects_nothing.RULE,
    tpi007_review_overdue.RULE,
    tpw001_waiver_expired.RULE,
    tpw002_waiver_unused.RULE,
    tpw003_waiver_too_wide.RULE,
    tpw004_waiver_ends_soon.RULE,
    tpa001_done_and_found.RULE,
    tpa002_action_overdue.RULE,
    tpa003_action_without_owner.RULE,
)
BY_DAY = frozenset((*(rule.code for rule in RULES if rule.by_day), *(shape.code for shape in SHAPES if shape.by_day)))
CODES: tuple[str, ...] = (*(rule.code for rule in RULES), *(shape.code for shape in SHAPES))


def rules_of(audit: Audit) -> tuple[Rule[Any], ...]:
    """Return the rules that are built in, those that the workspace has written itself, and those of plugins.

    Where nobody has written a waiver, an action or a survey, the rules about them are none of the audit's.
    """
    things = (("TPW", audit.waivers), ("TPA", audit.actions), ("TPK", audit.surveys))
    idle = {family for family, there in things if not there}
    return (*(rule for rule in RULES if rule.code[:3] not in idle), *own_rules(audit), *audit.added_rules)


@dataclass(frozen=True)
class RuleRun:
    """What the rules found, and how much each that ran had to look at; those held back are on and did not run.

    The maps and the set are by the keys of rules: their codes, of own rules with the id.
    """

    findings: tuple[Finding, ...]
    looked_at: Mapping[str, int]
    severities: Mapping[str, Severity]
    held_back: frozenset[str]
    waived: tuple[Waived, ...] = ()


class IdentityClashError(Exception):
    """Two findings with one identity: a rule does not tell its subjects apart."""


def run_rules(examined: Examined, rules: tuple[Rule[Any], ...] | None = None) -> RuleRun:
    """Run the rules that are on, with the severities that site.yml sets; without ``rules`` all of the audit.

    Where not all that is written could be read, the rules of absence are held back: what they would miss may
    stand in what is lost. What they miss in the client's edition is found only where the whole audit misses it, too.

    Raises:
        IdentityClashError: an error of a rule, not of the workspace.
    """
    changes = examined.audit.site.rules
    is_client = examined.audit.edition is Edition.CLIENT
    on = [
        rule
        for rule in (rules_of(examined.audit) if rules is None else rules)
        if (rule.code not in changes or changes[rule.code].enabled) and not (rule.internal and is_client)
    ]
    severities = {rule.key: rule.severity_in(changes) for rule in on}
    examined = replace(examined, severities=severities)
    findings: list[Finding] = []
    looked_at: dict[str, int] = {}
    held_back = frozenset(rule.key for rule in on if rule.of_absence and not examined.complete)
    running = [rule for rule in on if rule.key not in held_back]
    for rule in sorted((rule for rule in running if not rule.closes), key=lambda rule: rule.reviews):
        seen = replace(examined, looked_at=dict(looked_at)) if rule.reviews else examined
        looked_at[rule.key], found = rule.run(seen)
        findings += found
    there = tuple(by_first_ids(_missing_altogether(findings, running, examined), examined.audit))
    there, waived = waive(examined.audit, there, examined.as_of)
    examined = replace(examined, looked_at=dict(looked_at), findings=there, waived=waived)
    findings = list(there)
    for rule in running:
        if rule.closes:
            looked_at[rule.key], found = rule.run(examined)
            findings += found
    _check_identities(findings)
    return RuleRun(tuple(findings), looked_at, severities, held_back, waived)


def _missing_altogether(
    findings: Iterable[Finding], running: Iterable[Rule[Any]], examined: Examined
) -> Iterator[Finding]:
    """Yield the findings without those of an absence that the whole audit does not have, word for word."""
    of_absence = {rule.key for rule in running if rule.of_absence}
    doubtful = {finding.rule_key for finding in findings} & of_absence
    if examined.whole is None or not doubtful:
        yield from findings
        return
    whole = replace(examined.whole(), severities=examined.severities)
    rules = (rule for rule in rules_of(whole.audit) if rule.key in doubtful)
    missing = {finding.identity: finding.headline for rule in rules for finding in rule.run(whole)[1]}
    for finding in findings:
        if finding.rule_key not in doubtful or missing.get(finding.identity) == finding.headline:
            yield finding


def _check_identities(findings: list[Finding]) -> None:
    seen: dict[str, Finding] = {}
    for finding in findings:
        other = seen.setdefault(finding.identity, finding)
        if other is not finding:
            message = f"{finding.identity} stands for {other.subject} and {finding.subject}"
            raise IdentityClashError(message)
