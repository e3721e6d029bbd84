"""Visits against the audit they belong to: what does not fit is a problem, and only that is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tpm_audit.model import codes
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.audits import Answer, Observation, Visit
from tpm_audit.model.checklists import Checklist, Criterion, OncePer
from tpm_audit.model.entry import Written
from tpm_audit.model.scales import Unrated
from tpm_audit.model.words import ONCE_PER
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest, listed, one_of
from tpm_audit.workspace.definitions import unfitting_selectors
from tpm_audit.workspace.evidence import EvidenceFolder
from tpm_audit.workspace.image_facts import ImageFile, looked_at
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.visit_facts import misfit_of_observation
from tpm_audit.workspace.visit_meeting import misfits, once_per

_ASKED_ON: Mapping[OncePer, Message] = {
    OncePer.UNIT: say("answer it on a visit that names touchpoint: and channel:"),
    OncePer.TOUCHPOINT: say("answer it on a visit that names touchpoint: and neither channel: nor location:"),
    OncePer.CHANNEL: say("answer it on a visit that names channel: and neither touchpoint: nor location:"),
    OncePer.LOCATION: say("answer it on a visit that names location: and neither touchpoint: nor channel:"),
    OncePer.COMPANY: say("answer it on a visit that names no touchpoint, channel or location"),
}

_UNRATED = frozenset(one.value for one in Unrated)


@dataclass(frozen=True)
class CheckedVisits:
    """The visits of an audit without what does not fit, the problems of that, and the images that facts were found in.

    Such an image has what it is known by in the place of its path.
    """

    visits: tuple[Visit, ...]
    problems: tuple[Problem, ...]
    images: Mapping[str, ImageFile]


def check_visits(workspace: Workspace, audit: Audit) -> CheckedVisits:
    """Check every visit of ``audit``, which is the workspace's audit in its internal edition."""
    checker = _Checker(workspace, audit)
    visits = tuple(kept for visit in audit.visits if (kept := checker.checked(visit)) is not None)
    return CheckedVisits(visits, tuple(checker.problems), checker.images)


class _Checker:
    def __init__(self, workspace: Workspace, audit: Audit) -> None:
        self.workspace = workspace
        self.audit = audit
        self.units = frozenset(audit.units)
        self.criteria = {criterion.id: (checklist, criterion) for checklist, criterion in audit.criteria()}
        self.everywhere = {
            criterion.id: checklist
            for checklist in workspace.checklists.values()
            for criterion in checklist.criteria.values()
        }
        self.is_patched = audit.plan.id in workspace.patched
        self.evidence = EvidenceFolder(workspace.files, audit.plan.id)
        self.said: dict[tuple[str | None, ...], Written] = {}
        self.repeated: set[tuple[Written, Written]] = set()
        self.problems: list[Problem] = []
        self.images: dict[str, ImageFile] = {}

    @cached_property
    def unfitting(self) -> frozenset[Written]:
        """Return the selectors that are a problem themselves: what they do not select is none."""
        return frozenset(unfitting_selectors(self.workspace))

    @cached_property
    def scope_is_known(self) -> bool:
        """Say whether the scope means anything; where not, that is a problem of its own."""
        return bool(self.units) or self.audit.plan.written.at("scope") not in self.unfitting

    @cached_property
    def not_on(self) -> Mapping[str, Place]:
        """Return where each fact says at which units it is not applicable."""
        return {fact.id: self.workspace.place(fact.written.at("not_on")) for fact in self.audit.facts.values()}

    def report(self, written: Written, code: str, message: Message, hint: Message | None, *, key: bool = False) -> None:
        self.problems.append(Problem(self.workspace.place(written, key=key), code, message, hint))

    def checked(self, visit: Visit) -> Visit | None:
        if not self._fits(visit):
            for criterion, answer in visit.answers.items():  # so that the next run has nothing new to say of it
                if criterion in self.criteria:
                    self._on_scale(visit.written.at("answers", criterion), *self.criteria[criterion], answer)
            return None
        answers = {
            criterion: answer
            for criterion, answer in visit.answers.items()
            if self._answer_fits(visit, criterion, answer)
        }
        facts = {
            fact: looked
            for fact, seen in visit.facts.items()
            if self._fact_fits(visit, fact, seen) and (looked := self._looked_at(visit, fact, seen)) is not None
        }
        if len(answers) == len(visit.answers) and all(facts.get(id_) is seen for id_, seen in visit.facts.items()):
            return visit
        return visit.model_copy(update={"answers": answers, "facts": facts})

    # --- the visit itself

    def _fits(self, visit: Visit) -> bool:
        found = tuple(misfits(self.audit, self.units, visit, scope_is_known=self.scope_is_known))
        for key, code, message, hint in found:
            self.report(visit.written.at(*key), code, message, hint)
        for index, checklist in enumerate(visit.checklists or ()):
            if checklist not in self.audit.plan.checklists and not self.is_patched:
                self.report(
                    visit.written.at("checklists", index),
                    codes.DOES_NOT_APPLY,
                    say(
                        "checklist '{id}' is not part of audit '{audit}'",
                        id=checklist,
                        audit=self.audit.plan.id,
                    ),
                    say("add it to checklists: of its audit.yml, or leave it out here"),
                )
        return not found

    # --- answers

    def _answer_fits(self, visit: Visit, criterion_id: str, answer: Answer) -> bool:
        written = visit.written.at("answers", criterion_id)
        known = self.criteria.get(criterion_id)
        if known is None:
            if not self.is_patched:
                self._not_in_audit(written, criterion_id)
            return False
        return (
            self._asked(visit, *known)
            and self._on_scale(written, *known, answer)
            and self._said_once(visit, ("answer", criterion_id))
            and self._evidence(written, answer)
        )

    def _not_in_audit(self, written: Written, criterion_id: str) -> None:
        self.report(
            written,
            codes.DOES_NOT_APPLY,
            say(
                "criterion '{id}' belongs to checklist '{checklist}', which is not part of this audit",
                id=criterion_id,
                checklist=self.everywhere[criterion_id].id,
            ),
            say("add the checklist to checklists: of audit.yml, or leave out the answer"),
            key=True,
        )

    def _asked(self, visit: Visit, checklist: Checklist, criterion: Criterion) -> bool:
        """Say whether a criterion is asked on a visit; where not, it is told."""
        if visit.checklists is not None and checklist.id not in visit.checklists:
            written = visit.written.at("answers", criterion.id)
            names = {"id": criterion.id, "checklist": checklist.id}
            message = say(
                "criterion '{id}' belongs to checklist '{checklist}', which this visit does not list", **names
            )
            hint = say("add '{checklist}' to checklists: of the visit", checklist=checklist.id)
            self.report(written, codes.DOES_NOT_APPLY, message, hint, key=True)
            return False
        if once_per(visit) is not checklist.once_per:
            once = ONCE_PER[checklist.once_per]
            message = say("checklist '{checklist}' is asked once per {what}", checklist=checklist.id, what=once)
            written = visit.written.at("answers", criterion.id)
            self.report(written, codes.VISIT_INCOMPLETE, message, _ASKED_ON[checklist.once_per], key=True)
            return False
        traits = self.audit.traits(Unit(visit.touchpoint, visit.channel, visit.location), visit.language)
        for thing in (checklist, criterion):
            if not thing.applies_to.selects(traits):
                if thing.written.at("applies_to") not in self.unfitting:
                    message = say("criterion '{id}' is not asked here", id=criterion.id)
                    hint = say("see applies_to of '{where}' in {file}", where=thing.id, file=checklist.written.file)
                    written = visit.written.at("answers", criterion.id)
                    self.report(written, codes.DOES_NOT_APPLY, message, hint, key=True)
                return False
        return True

    def _on_scale(self, written: Written, checklist: Checklist, criterion: Criterion, answer: Answer) -> bool:
        scale = self.audit.scale(checklist, criterion)
        if answer.answer == Unrated.NOT_APPLICABLE and answer.reason is None:
            hint = say("write {example}", example=f"{criterion.id}: {{answer: n/a, reason: …}}")
            self.report(written, codes.REASON_MISSING, say("n/a needs a reason"), hint)
            return False
        if answer.answer in scale.names or answer.answer in _UNRATED:
            return True
        levels = [level.id for level in scale.levels]
        if len(set(levels)) < max(len(levels), 2):  # told at the scale
            return False
        near = closest(answer.answer, levels)
        choices = listed(dict.fromkeys([*reversed(levels), *Unrated]))
        self.report(
            written.at("answer"),
            codes.NOT_ON_SCALE,
            say("answer '{answer}' is not on the scale {scale}", answer=answer.answer[:60], scale=scale.id),
            one_of(near, choices),
        )
        return False

    # --- facts

    def _fact_fits(self, visit: Visit, fact_id: str, seen: Observation) -> bool:
        written = visit.written.at("facts", fact_id)
        fact = self.audit.facts[fact_id]
        misfit = misfit_of_observation(self.audit, visit, fact, seen, self.not_on[fact_id])
        if misfit is not None:
            keys, at_key, code, message, hint = misfit
            self.report(written.at(*keys), code, message, hint, key=at_key)
            return False
        return self._said_once(visit, ("fact", fact_id)) and self._evidence(written, seen)

    def _looked_at(self, visit: Visit, fact_id: str, seen: Observation) -> Observation | None:
        """Return what was found, of files what they are known by; None where one of them cannot be looked at."""
        if not self.audit.facts[fact_id].values_are_files:
            return seen
        written = visit.written.at("facts", fact_id)
        looked = looked_at(seen, written, self.evidence)
        for keys, misfit in looked.misfits:
            self.report(written.at(*keys), *misfit)
        for text, file in looked.files.items():
            self.images.setdefault(text, file)
        return None if looked.misfits else looked.seen

    # --- both

    def _said_once(self, visit: Visit, what: tuple[str, str]) -> bool:
        """Say whether nobody said it at this unit before; a visit that repeats another is told once."""
        met = (visit.touchpoint, visit.channel, visit.location, visit.language, visit.item)
        first = self.said.setdefault((*what, visit.auditor, *met, str(visit.settles)), visit.written)
        if first == visit.written:
            return True
        if (first, visit.written) not in self.repeated:
            self.repeated.add((first, visit.written))
            self.report(
                visit.written,
                codes.SAID_TWICE,
                say(
                    "'{auditor}' has said this of the same place already: {place}",
                    auditor=visit.auditor,
                    place=str(self.workspace.place(first)),
                ),
                say(
                    "remove one of the two visits; where there were two, give each an item:, such as item: second-call"
                ),
            )
        return False

    def _evidence(self, written: Written, said: Answer | Observation) -> bool:
        for index, evidence in enumerate(said.evidence):
            misfit = self.evidence.problem(evidence.file)
            if misfit is not None:
                self.report(written.at("evidence", index, "file"), *misfit)
        return True
