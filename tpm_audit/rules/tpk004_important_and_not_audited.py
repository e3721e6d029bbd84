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

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from tpm_audit.language.catalogue import rounded_to
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.surveys import Measure
from tpm_audit.model.touchpoints import Status
from tpm_audit.rules.customers import Asked, asked, touchpoint_finding
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import say

_IMPORTANT: Final = Fraction(3, 4)  # of the scale


def select(examined: Examined) -> Iterator[Asked]:
    """Yield the touchpoints in use whose importance customers were asked for."""
    for one in asked(examined):
        touchpoint = examined.audit.touchpoints.get(one.tally.touchpoint or "")
        if touchpoint is not None and touchpoint.status is Status.USED and one.question.measures is Measure.IMPORTANCE:
            yield one


def judge(examined: Examined, one: Asked) -> Finding | None:
    """Find those that nobody has visited."""
    figure, scale, touchpoint = one.figure(examined.audit), one.question.answers, one.tally.touchpoint or ""
    if figure is None or touchpoint in examined.visited:
        return None
    if figure.value < scale.low + _IMPORTANT * scale.width:
        return None
    headline = say(
        "{touchpoint} is important to customers ({mean} of {high}), and was not audited",
        touchpoint=examined.audit.touchpoints[touchpoint].name,
        mean=rounded_to(figure.value, 1),
        high=scale.high,
    )
    return touchpoint_finding(examined, RULE.code, one, headline, say("visit it"))


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
