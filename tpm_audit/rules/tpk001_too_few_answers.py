"""Too few customers have answered for a figure.

A share of seven answers moves by fourteen points with one of them. Below the limit of site.yml (20, `min_n.interval`)
the report shows no figure, and this rule says how many are missing.

Fails:

    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {nps: {measures: nps, column: NPS}}
        answers.csv: |
          NPS
          10
          9
          9
          8
          2

Passes:

    site: {settings: {min_n: {interval: 5}}}
    surveys:
      autumn:
        period: {from: 2026-10-01, to: 2026-10-15}
        file: answers.csv
        questions: {nps: {measures: nps, column: NPS}}
        answers.csv: |
          NPS
          10
          9
          9
          8
          2
"""

from math import ceil

from tpm_audit.figures.customer_answers import Answered
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import Finding
from tpm_audit.model.words import MEASURES
from tpm_audit.rules.customers import latest_answers, member_of
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.rules.subjects import judged_label, named_ids, survey_subject
from tpm_audit.source.message import say


def judge(examined: Examined, one: Answered) -> Finding | None:
    """Find what too few have answered."""
    audit, tally, judged = examined.audit, one.tally, one.judged
    least = ceil(audit.site.settings.min_n.interval)
    if tally.n >= least:
        return None
    return Finding(
        rule=RULE.code,
        severity=examined.severity(RULE.code),
        subject=survey_subject(audit, one.survey, judged),
        aspect=tally.question,
        headline=say(
            "{survey}: {n} answer to “{measure}” is too few for a figure ({about})",
            "{survey}: {n} answers to “{measure}” are too few for a figure ({about})",
            survey=one.survey.shown_name(),
            n=tally.n,
            measure=MEASURES[one.question.measures],
            about=judged_label(audit, judged),
        ),
        members=(member_of(audit, one),),
        touchpoints=named_ids((judged.touchpoint,)),
        channels=named_ids((judged.channel,)),
        advice=say("ask {n} more customer", "ask {n} more customers", n=least - tally.n),
    )


RULE = Rule(
    "TPK001",
    say("Too few customers have answered for a figure"),
    Severity.INFO,
    __doc__ or "",
    latest_answers,
    judge,
    by_day=True,
)
