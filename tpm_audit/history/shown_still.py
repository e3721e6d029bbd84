"""What of earlier audits an edition may still show: something may have become internal since they were closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tpm_audit.history.current_ids import ids_of, named
from tpm_audit.model.audit import Audit
from tpm_audit.model.context import Kind
from tpm_audit.model.past import PastResult, Summary
from tpm_audit.model.result import FindingRecord, FoundRecord


@dataclass(frozen=True)
class ShownStill:
    """Leaves out what is there in the whole audit and not in the edition's; what is there no more was shown then.

    What it is asked about is told in the ids of now.
    """

    hidden: Mapping[Kind, frozenset[str]]

    @classmethod
    def of(cls, whole: Audit, audit: Audit) -> "ShownStill":
        """Return what an edition hides of an audit."""
        shown = _known(audit)
        return cls({kind: hidden for kind, ids in _known(whole).items() if (hidden := ids - shown[kind])})

    def past(self, past: PastResult) -> PastResult:
        """Return the audit before without the findings that say something of what is hidden."""
        return replace(
            past,
            findings=tuple(one for one in past.findings if self._of_finding(one)),
            touchpoints=tuple(one for one in past.touchpoints if self._shows(Kind.TOUCHPOINT, one.id)),
            facts=tuple(one for one in past.facts if self._shows(Kind.FACT, one.id)),
        )

    def summary(self, summary: Summary) -> Summary:
        """Return the summary of an earlier audit likewise."""
        audit = summary.audit
        kept = replace(
            audit,
            phases=tuple(one for one in audit.phases if self._shows(Kind.PHASE, one.id)),
            touchpoints=tuple(one for one in audit.touchpoints if self._shows(Kind.TOUCHPOINT, one.id)),
        )
        return replace(summary, audit=kept, findings=tuple(one for one in summary.findings if self._of_found(one)))

    def _of_finding(self, one: FindingRecord) -> bool:
        places = [(Kind.TOUCHPOINT, member.touchpoint) for member in one.members]
        places += [(Kind.CHANNEL, member.channel) for member in one.members]
        places += [(Kind.LOCATION, member.location) for member in one.members]
        places += [(Kind.FACT, member.fact) for member in one.members]
        return self._of_found(one) and all(self._shows(kind, id_) for kind, id_ in places if id_ is not None)

    def _of_found(self, one: FindingRecord | FoundRecord) -> bool:
        locations = one.locations if isinstance(one, FoundRecord) else ()
        return (
            all(self._shows(Kind.TOUCHPOINT, id_) for id_ in one.touchpoints)
            and all(self._shows(Kind.CHANNEL, id_) for id_ in one.channels)
            and all(self._shows(Kind.LOCATION, id_) for id_ in locations)
            and all(self._shows(kind, id_) for kind, id_ in named(one.subject, one.subject_ids))
        )

    def _shows(self, kind: Kind, id_: str) -> bool:
        return id_ not in self.hidden.get(kind, ())


def _known(audit: Audit) -> Mapping[Kind, frozenset[str]]:
    """Return the things of an audit, what it does not ask this time too."""
    criteria = (criterion for checklist in audit.checklists.values() for criterion in checklist.criteria)
    return {**ids_of(audit), Kind.CHECKLIST: frozenset(audit.checklists), Kind.CRITERION: frozenset(criteria)}
