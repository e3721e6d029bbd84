"""The verdict: one word from the checklist score, and the sentence that goes with it.

The first that applies: nothing rated, "not assessed"; a knock-out criterion failed, "fails"; else good from 85 %, fair
from 65 % of the unrounded score (`settings: verdict:` in site.yml sets other limits), poor below. "Provisional" stands
before it while the coverage is below 80 % or a knock-out criterion is untested. The verdict looks at the score
alone; what differs between channels is said beside it, and every finding has its own severity.

Source: methods.md, "Verdict sentence".
"""

from collections.abc import Iterator, Mapping

from tpm_audit.model.checklists import Criterion
from tpm_audit.model.figures import Consistency, Score, Verdict, VerdictSentence
from tpm_audit.model.findings import Finding, SubjectKind
from tpm_audit.model.site import Settings
from tpm_audit.source.message import Message, Sayable, Share, say

_NAMES = 2  # knock-out criteria that the sentence names


def verdict(
    score: Score | None,
    consistency: Consistency | None,
    first: Finding | None,
    criteria: Mapping[str, Criterion],
    settings: Settings,
    failed_at: Mapping[str, Sayable],
) -> VerdictSentence:
    """Return the verdict of a group from its figures and its first finding by priority.

    ``failed_at`` says of knock-out criteria where they failed, as far as the sentence is to say so.
    """
    word = _word(score, settings)
    provisional = score is not None and word is not Verdict.NOT_ASSESSED and _is_provisional(score, settings)
    if first is not None and score is not None and _names(first, score):
        first = None  # the verdict names it already
    parts = (
        _word_part(word, score, criteria, failed_at, provisional=provisional),
        *_figure_parts(score, settings),
        *_other_parts(consistency, first),
    )
    return VerdictSentence(word, provisional, parts)


def _names(finding: Finding, score: Score) -> bool:
    """Say whether a finding is about a failed knock-out criterion."""
    return finding.subject.kind is SubjectKind.CRITERION and finding.subject.ids[0] in score.failed_knockouts


def _word(score: Score | None, settings: Settings) -> Verdict:
    if score is None or score.share is None:
        return Verdict.NOT_ASSESSED
    if score.failed_knockouts:
        return Verdict.FAILS
    if score.share >= settings.verdict.good:
        return Verdict.GOOD
    return Verdict.FAIR if score.share >= settings.verdict.fair else Verdict.POOR


def _is_provisional(score: Score, settings: Settings) -> bool:
    covered = score.coverage is not None and score.coverage >= settings.provisional_below
    return not covered or bool(score.untested_knockouts)


def _word_part(
    word: Verdict,
    score: Score | None,
    criteria: Mapping[str, Criterion],
    failed_at: Mapping[str, Sayable],
    *,
    provisional: bool,
) -> Message:
    said = _said(word, score, criteria, failed_at)
    return say("provisional: {verdict}", verdict=said) if provisional else said


def _figure_parts(score: Score | None, settings: Settings) -> Iterator[Message]:
    """Yield score and coverage; their limits go with them, so that no rounding moves a figure across one."""
    if score is not None and score.share is not None:
        yield say(
            "score {share} ({rated} rated, {touchpoints})",
            share=Share(score.share),
            rated=say("{n} item", "{n} items", n=score.rated_items),
            touchpoints=say("{n} touchpoint", "{n} touchpoints", n=score.touchpoints),
            good=Share(settings.verdict.good),
            fair=Share(settings.verdict.fair),
        )
    if score is not None and score.coverage is not None:
        yield say("coverage {share}", share=Share(score.coverage), limit=Share(settings.provisional_below))


def _other_parts(consistency: Consistency | None, first: Finding | None) -> Iterator[Message]:
    if consistency is not None and consistency.counted:
        wrong = consistency.differs + consistency.missing
        yield say("{wrong} of {n} checked places deviate from the standard", wrong=wrong, n=consistency.counted)
    if first is not None:
        yield say("first: {finding}", finding=first.headline)


def _said(
    word: Verdict, score: Score | None, criteria: Mapping[str, Criterion], failed_at: Mapping[str, Sayable]
) -> Message:
    if word is Verdict.NOT_ASSESSED:
        return say("not assessed: {why}", why=why_no_score(score))
    if word is Verdict.FAILS and score is not None:
        named = tuple(_failed(criteria[one], failed_at.get(one)) for one in score.failed_knockouts[:_NAMES])
        count = say("{n} knock-out criterion not met", "{n} knock-out criteria not met", n=len(score.failed_knockouts))
        return say("fails, {count}: {names}", count=count, names=named)
    return {Verdict.GOOD: say("good"), Verdict.FAIR: say("fair")}.get(word, say("poor"))


def _failed(criterion: Criterion, where: Sayable | None) -> Sayable:
    asked = say("\N{LEFT DOUBLE QUOTATION MARK}{criterion}\N{RIGHT DOUBLE QUOTATION MARK}", criterion=criterion.ask)
    return asked if where is None else say("{criterion} ({where})", criterion=asked, where=where)


def why_no_score(score: Score | None) -> Message:
    """Say why there is no score."""
    if score is None or not score.items:
        return say("no criterion is asked here")
    if not score.rated_items:
        return say("nothing was rated of {items}", items=say("{n} item", "{n} items", n=score.items))
    return say("all rated criteria have the weight 0")
