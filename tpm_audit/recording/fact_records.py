"""Facts as the result holds them: standard, what was found at every unit, agreement."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from tpm_audit.model.audit import Audit
from tpm_audit.model.drawings import Drawing
from tpm_audit.model.entry import Written
from tpm_audit.model.facts import Fact, Reading
from tpm_audit.model.figures import Consistency, Group, GroupKind
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import RIGHT, Agreement, Comparisons, UnitOutcome
from tpm_audit.model.result import AgreementRecord, FactRecord, SeenRecord, UnitRecord, VariantRecord


def fact_records(
    audit: Audit,
    comparisons: Comparisons,
    consistencies: Mapping[Group, Consistency],
    findings_of: Mapping[Group, Sequence[Finding]],
    place: Callable[[Written | None], str | None],
    *,
    details: bool,
) -> tuple[FactRecord, ...]:
    """Return every fact of the standard, with ``details`` the outcomes of its units too."""
    records = []
    agreed: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in comparisons.agreements:
        agreed[agreement.fact].append(agreement)
    for fact in audit.facts.values():
        consistency = consistencies.get(Group(GroupKind.FACT, (fact.id,)))
        records.append(
            FactRecord(
                id=fact.id,
                name=audit.fact_name(fact.id),
                kind=fact.kind,
                compared_as=fact.compared_as(),
                demand=fact.demand,
                drawings=tuple(_drawings(audit, fact)) if details else (),
                expected=fact.expected,
                expected_at=tuple(sorted(fact.expected_at.items())),
                variants=_variants(fact),
                set_by=audit.person_name(fact.set_by)
                if fact.set_by is not None and fact.set_by in audit.people
                else None,
                set_on=fact.set_on,
                source=fact.source,
                consistency=consistency,
                index=consistency.index if consistency else None,
                agreements=tuple(_agreement(one) for one in agreed[fact.id]),
                units=tuple(_unit(audit, one, place) for one in comparisons.by_fact[fact.id] if details),
                findings=tuple(one.identity for one in findings_of.get(Group(GroupKind.FACT, (fact.id,)), ())),
            )
        )
    return tuple(records)


def _variants(fact: Fact) -> tuple[VariantRecord, ...]:
    return tuple(VariantRecord(one.value, one.reason, one.valid_from, one.valid_until) for one in fact.variants)


def _drawings(audit: Audit, fact: Fact) -> Iterator[tuple[str, Drawing]]:
    """Yield what the values of a standard look like, where that says more than they do."""
    if not fact.values_are_files:
        return
    for text in sorted(fact.texts):
        reading = fact.read(text, audit.circumstances_in(audit.site.country, None))
        drawing = fact.draw(None, reading) if isinstance(reading, Reading) else None
        if drawing is not None:
            yield text, drawing


def _agreement(agreement: Agreement) -> AgreementRecord:
    return AgreementRecord(
        location=agreement.location,
        language=agreement.language,
        n=agreement.n,
        most_common=agreement.most_common,
        groups=tuple((text, len(members)) for text, members in agreement.groups),
        pairs=agreement.pairs,
        pair_share=agreement.pair_share,
    )


def _unit(audit: Audit, outcome: UnitOutcome, place: Callable[[Written | None], str | None]) -> UnitRecord:
    return UnitRecord(
        touchpoint=outcome.unit.touchpoint,
        channel=outcome.unit.channel,
        location=outcome.unit.location,
        language=outcome.language,
        outcome=outcome.outcome,
        required=outcome.required,
        standard=outcome.standard,
        disputed=outcome.disputed,
        seen=tuple(
            SeenRecord(
                text=seen.text,
                outcome=seen.outcome,
                auditor=audit.person_name(seen.auditor),
                date=seen.date,
                why=seen.why,
                note=seen.note,
                place=None if seen.outcome in RIGHT else place(seen.written),  # nobody has to find what is right
                drawing=seen.drawing,
            )
            for seen in outcome.seen
        ),
    )
