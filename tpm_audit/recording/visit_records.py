"""Visits as the result holds them: when, where, by whom, what was noticed, and the pictures that show it."""

from collections.abc import Callable, Iterable, Iterator

from tpm_audit.model.audit import Audit
from tpm_audit.model.audits import EvidenceFile, Visit
from tpm_audit.model.entry import Edition, Written
from tpm_audit.model.result import EvidenceRecord, VisitRecord
from tpm_audit.workspace.evidence import EvidenceFolder


def visit_records(
    audit: Audit, folder: EvidenceFolder, place: Callable[[Written | None], str | None]
) -> tuple[VisitRecord, ...]:
    """Return the visits of an audit by date and time, those of one moment in an order that no file decides.

    Evidence that is no picture is left out: it is a problem, and told.
    """
    records = (_visit(audit, visit, folder, place) for visit in audit.visits)
    return tuple(sorted(records, key=_order))


def _order(record: VisitRecord) -> tuple[str, ...]:
    """Return what visits are sorted by: never an id of a person, which another edition has not."""
    texts = (record.highlight, record.pain, record.note, record.internal_note)
    return (
        record.date.isoformat(),
        record.time or "",
        *(one or "" for one in (record.touchpoint, record.channel, record.location, record.language, record.item)),
        repr(sorted(record.auditor.items())),
        *("" if text is None else repr(sorted(text.items())) for text in texts),
        *(evidence.digest for evidence in record.evidence),
    )


def _visit(
    audit: Audit, visit: Visit, folder: EvidenceFolder, place: Callable[[Written | None], str | None]
) -> VisitRecord:
    return VisitRecord(
        touchpoint=visit.touchpoint,
        channel=visit.channel,
        location=visit.location,
        language=visit.language,
        item=visit.item,
        auditor=audit.person_name(visit.auditor),
        date=visit.date,
        time=visit.time,
        basis=visit.basis.value,
        emotion=visit.emotion,
        highlight=visit.highlight,
        pain=visit.pain,
        note=visit.note,
        internal_note=visit.internal_note,
        evidence=tuple(_evidence(audit, visit, folder)),
        place=place(visit.written),
    )


def _evidence(audit: Audit, visit: Visit, folder: EvidenceFolder) -> Iterator[EvidenceRecord]:
    for criterion in sorted(visit.answers):
        yield from _records(audit, visit.answers[criterion].evidence, folder, criterion, None)
    for fact in sorted(visit.facts):
        yield from _records(audit, visit.facts[fact].evidence, folder, None, fact)


def _records(
    audit: Audit, evidence: Iterable[EvidenceFile], folder: EvidenceFolder, criterion: str | None, fact: str | None
) -> Iterator[EvidenceRecord]:
    for one in evidence:
        picture = folder.picture(one.file)
        if picture is not None:
            yield EvidenceRecord(
                digest=folder.digest(one.file),
                format=picture.format,
                width=picture.width,
                height=picture.height,
                caption=one.caption,
                criterion=criterion,
                fact=fact,
                file=folder.path(one.file) if audit.edition is Edition.INTERNAL else None,
            )
