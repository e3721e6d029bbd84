"""Checklists as the result holds them: the questions in their order, and what came of each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from tpm_audit.figures.criterion_score import CriterionFigures, criterion_figures
from tpm_audit.model.audit import Audit
from tpm_audit.model.checklists import Checklist, Criterion
from tpm_audit.model.outcomes import Item
from tpm_audit.model.result import AnswerCountRecord, AskedRecord, ChecklistRecord, CriterionRecord, Figures
from tpm_audit.model.scales import Scale, Unrated


def checklist_records(
    audit: Audit, figures_of: Callable[[str], Figures], items: tuple[Item, ...], *, details: bool
) -> tuple[ChecklistRecord, ...]:
    """Return the checklists of the audit; with ``details`` what each criterion reached and was answered, too."""
    figures = {id_: figures_of(id_) for id_ in audit.plan.checklists}
    weights = {id_: one.score.rated_weight if one.score else Fraction(0) for id_, one in figures.items()}
    total = sum(weights.values(), Fraction(0))
    reached = criterion_figures(audit, items) if details else {}
    answers = _answers(items) if details else {}
    return tuple(
        ChecklistRecord(
            id=id_,
            name=checklist.shown_name(),
            version=checklist.version,
            description=checklist.description,
            once_per=checklist.once_per.value,
            criteria=tuple(
                _criterion(audit, checklist, one, reached.get(one.id), answers.get(one.id, Counter()))
                for one in checklist.criteria.values()
            ),
            figures=figures[id_],
            share_of_weight=weights[id_] / total if total else None,
        )
        for id_, checklist in ((id_, audit.checklists[id_]) for id_ in audit.plan.checklists)
    )


def _answers(items: tuple[Item, ...]) -> Mapping[str, Counter[str]]:
    """Count every answer that counts: each auditor's, at each place, of each specimen."""
    answers: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        for place in item.places:
            for rating in place.ratings:
                answers[item.criterion].update(rating.answers)
    return answers


def _criterion(
    audit: Audit, checklist: Checklist, one: Criterion, reached: CriterionFigures | None, answers: Counter[str]
) -> CriterionRecord:
    scale = audit.scale(checklist, one)
    return CriterionRecord(
        id=one.id,
        ask=one.ask,
        why=one.why,
        section=one.section,
        weight=one.weight,
        knockout=one.knockout,
        scale=scale.id,
        expects=one.expects or scale.expected_level,
        advice=one.advice,
        score=reached.score if reached else None,
        asked=tuple(_asked(reached)) if reached else (),
        answers=tuple(_counted(scale, answers)) if reached else (),
        effort=None if one.effort is None else one.effort.value,
    )


def _asked(reached: CriterionFigures) -> Iterator[AskedRecord]:
    for where, score in reached.by_place.items():
        yield AskedRecord(
            where=where,
            share=score.share,
            items=score.items,
            rated_items=score.rated_items,
            untested_items=score.untested_items,
            not_applicable_items=score.not_applicable_items,
            below=reached.below[where],
        )


def _counted(scale: Scale, answers: Counter[str]) -> Iterator[AnswerCountRecord]:
    """Yield every level, the worst first, then the words that were used beside them."""
    for level in scale.levels:
        yield AnswerCountRecord(level.id, level.shown_name(), level.share, answers[level.id])
    for word in Unrated:
        if answers[word]:
            yield AnswerCountRecord(word.value, None, None, answers[word])
