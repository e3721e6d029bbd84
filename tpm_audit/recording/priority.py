"""The order in which findings are shown: severity, importance, age in audits, then id. Printed, not a secret score.

The importance is the customers', the mean of the latest answers from 0 to 10, if they were asked about every touchpoint
of a finding, else the company's: never both of one finding. Without any it comes last, and what is waived after all
that is open.

Source: methods.md, "Actions", "Priority of a finding".
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from tpm_audit.figures.customer_answers import Answered
from tpm_audit.model.audit import Audit
from tpm_audit.model.findings import Finding
from tpm_audit.model.judged import Judged
from tpm_audit.model.surveys import SCALES, Measure
from tpm_audit.model.touchpoints import Touchpoint


def by_priority(
    audit: Audit, findings: Iterable[Finding], customers: Iterable[Answered] = (), ages: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """Return findings in the order in which they should be dealt with.

    ``customers`` are their latest answers, ``ages`` how many audits have found a finding, by identity.
    """
    asked, known = important_to_customers(customers), ages or {}

    def rank(finding: Finding) -> tuple[bool, int, Fraction, int, str]:
        age = known.get(finding.identity, 1)
        return (
            finding.waiver is not None,
            finding.severity.rank,
            -_importance(audit, finding, asked),
            -age,
            finding.identity,
        )

    return tuple(sorted(findings, key=rank))


def important_to_customers(latest: Iterable[Answered]) -> Mapping[Judged, Fraction]:
    """Return how important things are to customers, 0 to 10, where there is a figure: that of the latest survey."""
    rated = [
        one
        for one in latest
        if one.question.measures is Measure.IMPORTANCE and one.question.answers == SCALES[Measure.IMPORTANCE]
    ]
    in_order = sorted(rated, key=lambda one: one.survey.ended)
    return {one.judged: one.figures[0].value for one in in_order if one.figures}


def _importance(audit: Audit, finding: Finding, customers: Mapping[Judged, Fraction]) -> Fraction:
    """Return the highest importance, 0 to 10, of the touchpoints of a finding; -1 where none has one.

    What is said of a touchpoint on a channel takes the place there of what is said of it as a whole.
    """
    things = [audit.touchpoints[one] for one in finding.touchpoints]
    of_customers = [_highest(_met(one, finding, customers.get(Judged(one.id)), customers)) for one in things]
    if all(one is not None for one in of_customers):
        return _or_last(_highest(of_customers))
    return _or_last(_highest(value for one in things for value in _met(one, finding, one.importance, _of_company(one))))


def _met(
    touchpoint: Touchpoint, finding: Finding, whole: Fraction | None, on_channels: Mapping[Judged, Fraction]
) -> list[Fraction | None]:
    """Return the importance of a touchpoint on each channel on which a finding meets it; as a whole where on none."""
    met = [channel for channel in finding.channels if channel in touchpoint.channels]
    return [on_channels.get(Judged(touchpoint.id, channel), whole) for channel in met] or [whole]


def _of_company(touchpoint: Touchpoint) -> Mapping[Judged, Fraction]:
    return {
        Judged(touchpoint.id, id_): one.importance
        for id_, one in touchpoint.channels.items()
        if one.importance is not None
    }


def _highest(values: Iterable[Fraction | None]) -> Fraction | None:
    return max((one for one in values if one is not None), default=None)


def _or_last(importance: Fraction | None) -> Fraction:
    return Fraction(-1) if importance is None else importance
