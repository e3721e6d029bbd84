"""A touchpoint was audited badly, and customers rate it well.

Before money is spent on it: customers are content as it is. Perhaps the checklist holds it to what matters to nobody,
or those who were not content have gone. Badly is a checklist score below the limit for "fair", well is satisfaction
(CSAT), ease (CES) or performance, told from 0 to 1, whose whole interval lies at that limit or above. What too few
have answered is left out.

Fails:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}, verdict: {good: 0.8, fair: 0.5}}}
    touchpoints: {shop: {name: Shop, phase: during, channels: [website], owner: web-team}}
    checklists: {service: {criteria: {greeted: {ask: "Greeted?"}}}}
    visits:
      - {touchpoint: shop, channel: website, answers: {greeted: fail}}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {satisfied: {measures: csat, about: shop, column: SAT}}
        answers.csv: |
          SAT
          5
          5
          4
          4
          5
          4

Passes:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}, verdict: {good: 0.8, fair: 0.5}}}
    touchpoints: {shop: {name: Shop, phase: during, channels: [website], owner: web-team}}
    checklists: {service: {criteria: {greeted: {ask: "Greeted?"}}}}
    visits:
      - {touchpoint: shop, channel: website, answers: {greeted: fail}}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {satisfied: {measures: csat, about: shop, column: SAT}}
        answers.csv: |
          SAT
          5
          2
          1
          2
          5
          1
"""

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.rules.customers import Rated, contradiction, rated_touchpoints
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import Share, say


def judge(examined: Examined, rated: Rated) -> Finding | None:
    """Find those that only customers find good, whatever they were asked."""
    limits = examined.audit.site.settings.verdict
    against = [one for one in rated.opinions if one.score < limits.fair]
    if not against or any(one.low < limits.fair for one in against):
        return None
    worst = min(against, key=lambda one: one.value)
    headline = say(
        "{touchpoint}: {share} with its customers, and {score} on the checklist",
        touchpoint=examined.audit.touchpoints[rated.touchpoint].name,
        score=Share(worst.score),
        share=Share(worst.value),
    )
    advice = say("look whether the checklist asks for what matters there, before anything is changed")
    return contradiction(examined, RULE.code, rated, against, headline, advice)


RULE = Rule(
    "TPK003",
    say("A touchpoint was audited badly, and customers rate it well"),
    Severity.INFO,
    __doc__ or "",
    rated_touchpoints,
    judge,
    by_day=True,
)
