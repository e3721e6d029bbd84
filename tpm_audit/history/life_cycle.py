"""What became of the findings of an earlier audit that are found no more, asked of the audit itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from tpm_audit.history.current_ids import CurrentIds
from tpm_audit.history.second_look import FactAt, Found, SecondLook, facts_of
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.context import CurrentId, Kind
from tpm_audit.model.findings import Finding, SubjectKind
from tpm_audit.model.outcomes import Comparisons, Item
from tpm_audit.model.past import PastResult
from tpm_audit.model.result import AbsentRecord, FindingRecord
from tpm_audit.model.touchpoints import Status


@dataclass(frozen=True)
class Assessment:
    """What this audit looked at; ``ran`` are the rules that did, ``current`` leads from an old id to that of now."""

    audit: Audit
    comparisons: Comparisons
    items: tuple[Item, ...]
    ran: Collection[str]
    current: CurrentId

    def absent(self, findings: Iterable[Finding], past: PastResult) -> Iterator[AbsentRecord]:
        """Yield the findings of an earlier audit that are found no more, with what can be said of them."""
        there = {one.identity for one in findings}
        gone = tuple(one for one in past.findings if one.id not in there)
        again = self._second_look(gone)
        for finding in gone:
            state, unchecked = again.became(finding)
            touchpoints = (self.current(Kind.TOUCHPOINT, old) for old in finding.touchpoints)
            yield AbsentRecord(
                id=finding.id,
                rule=finding.rule,
                state=state,
                severity=finding.severity,
                headline=finding.headline,
                subject=finding.subject,
                subject_ids=finding.subject_ids,
                touchpoints=tuple(one for one in touchpoints if one in self.audit.touchpoints),
                unchecked=unchecked,
                seen=finding.seen,
                places=len(finding.deviating),
            )

    def _second_look(self, gone: Collection[FindingRecord]) -> SecondLook:
        """Return what was looked at, as far as these findings are about it."""
        audit, before = self.audit, CurrentIds({}, self.current)
        found: dict[FactAt, list[Found]] = defaultdict(list)
        for fact in facts_of(gone, before):
            for one in self.comparisons.by_fact.get(fact, ()):
                at = (fact, one.unit.channel, one.unit.location)
                found[at].append(Found(one.unit.touchpoint, one.language, one.outcome))
        criteria = {
            self.current(Kind.CRITERION, one.subject_ids[0]) for one in gone if one.subject is SubjectKind.CRITERION
        }
        return SecondLook(
            before=before,
            ran=self.ran,
            known={
                Kind.TOUCHPOINT: audit.touchpoints,
                Kind.CHANNEL: audit.channels,
                Kind.LOCATION: audit.locations,
                Kind.PHASE: {phase.id for phase in audit.site.phases},
                Kind.FACT: audit.facts,
                Kind.CRITERION: audit.criterion,
                Kind.CHECKLIST: audit.plan.checklists,
                Kind.OWN_RULE: audit.own_rules,
                Kind.WAIVER: audit.waivers,
                Kind.ACTION: audit.actions,
            },
            cells=frozenset((one.id, channel) for one in audit.touchpoints.values() for channel in one.channels),
            leads={one.id: one.leads_to or () for one in audit.touchpoints.values() if one.status is Status.USED},
            found=found,
            rated=frozenset(
                (item.criterion, Unit(item.touchpoint, item.channel, place.location), place.language)
                for item in self.items
                if item.criterion in criteria
                for place in item.places
                if place.share is not None or place.not_applicable
            ),
        )
