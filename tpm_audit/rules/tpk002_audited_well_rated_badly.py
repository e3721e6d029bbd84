"""A touchpoint was audited well, and customers rate it badly.

The auditors found nothing to object to, and customers are not content: the checklist asks for the wrong things, or
what troubles customers happens where no auditor looks. Well is a checklist score from the limit for "good" on, badly
is satisfaction (CSAT), ease (CES) or performance, told from 0 to 1, whose whole interval lies below the limit for
"fair". What too few have answered is left out.

Fails:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}}}
    touchpoints: {shop: {name: Shop, phase: during, channels: [website], owner: web-team}}
    checklists: {service: {criteria: {greeted: {ask: "Greeted?"}}}}
    visits:
      - {touchpoint: shop, channel: website, answers: {greeted: pass}}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {satisfied: {measures: csat, about: shop, column: SAT}}
        answers.csv: |
          SAT
          1
          2
          1
          2
          1
          1

Passes:

    site: {settings: {min_n: {show: 1, interval: 2, plain: 3}}}
    touchpoints: {shop: {name: Shop, phase: during, channels: [website], owner: web-team}}
    checklists: {service: {criteria: {greeted: {ask: "Greeted?"}}}}
    visits:
      - {touchpoint: shop, channel: website, answers: {greeted: pass}}
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
          2
          5
          4
"""

from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.rules.customers import Rated, contradiction, rated_touchpoints
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import Share, say


def judge(examined: Examined, rated: Rated) -> Finding | None:
    """Find those that only the auditors find good."""
    limits = examined.audit.site.settings.verdict
    against = [one for one in rated.opinions if one.high < limits.fair and one.score >= limits.good]
    if not against:
        return None
    worst = min(against, key=lambda one: one.value)
    headline = say(
        "{touchpoint}: {score} on the checklist, and {share} with its customers",
        touchpoint=examined.audit.touchpoints[rated.touchpoint].name,
        score=Share(worst.score),
        share=Share(worst.value),
    )
    advice = say("ask customers for their reasons, and see whether the checklist asks for these")
    return contradiction(examined, RULE.code, rated, against, headline, advice)


RULE = Rule(
    "TPK002",
    say("A touchpoint was audited well, and customers rate it badly"),
    Severity.MINOR,
    __doc__ or "",
    rated_touchpoints,
    judge,
    by_day=True,
)
