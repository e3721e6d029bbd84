"""A touchpoint is important to customers, and was not audited.

An audit looks where the company thinks that it matters. Where customers say it matters to them, somebody should look,
too. Important is a mean importance of three quarters of the scale or more. What too few have answered is left out.

Fails:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}}}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {important: {measures: importance, about: shop, column: IMP}}
        answers.csv: |
          IMP
          9
          10
          8

Passes:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}}}
    visits:
      - {touchpoint: shop, channel: website}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {important: {measures: importance, about: shop, column: IMP}}
        answers.csv: |
          IMP
          9
          10
          8
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from tpm_audit.figures.customer_answers import Answered
from tpm_audit.language.catalogue import rounded_to
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.surveys import Measure
from tpm_audit.model.touchpoints import Status
from tpm_audit.rules.customers import by_touchpoint, latest_answers, member_of, touchpoint_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import say

_IMPORTANT: Final = Fraction(3, 4)  # of the scale

_Asked: TypeAlias = tuple[str, Sequence[Answered]]  # a touchpoint, and what was answered about its importance


def select(examined: Examined) -> Iterator[_Asked]:
    """Yield the touchpoints in use whose importance customers were asked for."""
    asked = (one for one in latest_answers(examined) if one.question.measures is Measure.IMPORTANCE)
    for id_, answers in by_touchpoint(asked).items():
        if examined.audit.touchpoints[id_].status is Status.USED:
            yield id_, answers


def judge(examined: Examined, asked: _Asked) -> Finding | None:
    """Find those that nobody has visited."""
    touchpoint, answers = asked
    important = [one for one in answers if one.figures and _importance(one) >= _IMPORTANT]
    if not important or touchpoint in examined.visited:
        return None
    most = max(important, key=_importance)
    headline = say(
        "{touchpoint} is important to customers ({mean} of {high}), and was not audited",
        touchpoint=examined.audit.touchpoints[touchpoint].name,
        mean=rounded_to(most.figures[0].value, 1),
        high=most.question.told_on.high,
    )
    members = [member_of(examined.audit, one, rounded_to(one.figures[0].value, 1)) for one in important]
    return touchpoint_finding(examined, RULE.code, touchpoint, members, headline, say("visit it"))


def _importance(one: Answered) -> Fraction:
    """Return how important it is, from 0 to 1."""
    scale = one.question.told_on
    return (one.figures[0].value - scale.low) / scale.width


RULE = Rule(
    "TPK004",
    say("A touchpoint is important to customers, and was not audited"),
    Severity.MINOR,
    __doc__ or "",
    select,
    judge,
    by_day=True,
    of_absence=True,
)
