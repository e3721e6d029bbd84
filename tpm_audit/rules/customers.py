"""What customers answered, as rules need it: the surveys that had begun, and how good a touchpoint is to them."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from tpm_audit.figures.customer_figures import customer_figures, size_of
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.customers import CustomerFigure, Size
from tpm_audit.model.figures import Group, GroupKind
from tpm_audit.model.findings import Finding, Member, Subject, SubjectKind
from tpm_audit.model.surveys import Measure, Question, Survey
from tpm_audit.model.tallies import Tally
from tpm_audit.rules.rule import Examined
from tpm_audit.rules.subjects import named_ids, touchpoint_subject, unit_label
from tpm_audit.source.message import Message, Share

_SAID: Final = frozenset({Size.ORIENTATION, Size.PLAIN})
_RATED: Final = frozenset({Measure.CSAT, Measure.CES, Measure.PERFORMANCE})


class Asked(NamedTuple):
    """What was answered to a question of a survey about one thing."""

    survey: Survey
    question: Question
    tally: Tally

    @property
    def unit(self) -> Unit:
        """Return what was judged."""
        return Unit(self.tally.touchpoint, self.tally.channel)

    def figure(self, audit: Audit) -> CustomerFigure | None:
        """Return the last of its figures, which of effort is the share of those who found it easy; None of too few."""
        if size_of(self.tally.n, audit.site.settings.min_n) not in _SAID:
            return None
        return next(reversed(customer_figures(self.question, self.tally.counts)), None)

    def subject(self, audit: Audit) -> Subject:
        """Return the survey and what was judged."""
        tally = self.tally
        first = (
            self.survey.first_id,
            audit.touchpoints[tally.touchpoint].first_id if tally.touchpoint is not None else "",
            audit.channels[tally.channel].first_id if tally.channel is not None else "",
        )
        return Subject(SubjectKind.SURVEY, (self.survey.id, tally.touchpoint or "", tally.channel or ""), first)


class Range(NamedTuple):
    """How good something is to customers, from 0 to 1: the figure, and the limits of its interval."""

    value: Fraction
    low: float
    high: float


def asked(examined: Examined) -> Iterator[Asked]:
    """Yield everything that customers were asked in surveys that had begun, survey by survey."""
    audit = examined.audit
    for id_, survey in audit.surveys.items():
        if survey.period.first <= examined.as_of and id_ in audit.tallies:
            for tally in audit.tallies[id_].tallies:
                yield Asked(survey, survey.questions[tally.question], tally)


def rated_touchpoints(examined: Examined) -> Iterator[tuple[Asked, Range, Fraction]]:
    """Yield what customers rated at touchpoints that were audited, how good it is to them, and its checklist score."""
    for one in asked(examined):
        touchpoint = one.tally.touchpoint
        if touchpoint is None or one.question.measures not in _RATED:
            continue
        score = examined.scores.get(Group(GroupKind.TOUCHPOINT, (touchpoint,)))
        found = _range(one, examined.audit)
        if found is not None and score is not None and score.share is not None:
            yield one, found, score.share


def _range(one: Asked, audit: Audit) -> Range | None:
    figure = one.figure(audit)
    if figure is None or figure.low is None or figure.high is None:
        return None
    if one.question.measures is not Measure.PERFORMANCE:
        return Range(figure.value, figure.low, figure.high)
    scale = one.question.answers
    low, high = ((limit - scale.low) / scale.width for limit in (figure.low, figure.high))
    return Range((figure.value - scale.low) / scale.width, low, high)


def touchpoint_finding(examined: Examined, code: str, one: Asked, headline: Message, advice: Message) -> Finding:
    """Return the finding of a rule about a touchpoint that customers were asked about."""
    audit, touchpoint = examined.audit, one.tally.touchpoint or ""
    figure = one.figure(audit)
    value = None if figure is None else Share(figure.value) if one.question.measures in _RATED else None
    member = Member(
        label=unit_label(audit, one.unit),
        unit=one.unit,
        written=one.survey.written.at("questions", one.tally.question),
        value=value,
    )
    return Finding(
        rule=code,
        severity=examined.severity(code),
        subject=touchpoint_subject(audit, touchpoint),
        headline=headline,
        members=(member,),
        advice=advice,
        touchpoints=(touchpoint,),
        channels=named_ids((one.tally.channel,)),
    )
