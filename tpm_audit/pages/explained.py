"""The formulas of the Method page, each in plain words, with the figures of this audit put in.

The file is long because its sentences are: one function a figure, no more.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from tpm_audit.language.catalogue import Language
from tpm_audit.model.figures import Range, Score
from tpm_audit.model.result import AgreementRecord, FactRecord, Result
from tpm_audit.model.words import CERTAINTIES
from tpm_audit.pages.explained_customers import explained_customers
from tpm_audit.pages.explained_figure import Explained
from tpm_audit.pages.explained_surveys import explained_surveys
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.parts import capital
from tpm_audit.source.message import Message, Sayable, Share, say

_OWN = say("a definition of tpm-audit's own")
_DECIMALS = 2


def explained(result: Result, language: Language) -> tuple[Explained, ...]:
    """Return the figures in use by a result; agreement only where a fact without a standard was found."""
    return tuple(
        one
        for one in (
            _verdict(result, language),
            _score(result, language),
            _coverage(result, language),
            _consistency(result, language),
            _agreement(result, language),
            _customers(result, language),
            _kpis(result, language),
            *explained_customers(result, language),
            *explained_surveys(result, language),
            _priority(language),
        )
        if one is not None
    )


def _customers(result: Result, language: Language) -> Explained | None:
    if not result.surveys:
        return None
    respondents = sum(survey.counted for survey in result.surveys)
    surveys = say("{n} survey", "{n} surveys", n=len(result.surveys))
    return Explained(
        id="customers",
        title=language.word("Customers' figures"),
        means=say("What customers answered, as figures with the range that chance alone would leave them (95%)."),
        formula=say(
            "NPS: the share of answers 9 and 10 less that of 0 to 6, in points, with the adjusted Wald interval. "
            "Satisfaction: the share of the two highest answers, or of those that the survey names, with Wilson's "
            "interval. Ease: the mean, and from 1 to 7 the share of the three highest. Levels: three shares. Others: "
            "the mean, with Student's interval. From wave to wave: the change of the adjusted NPS, Newcombe's interval "
            "and the N-1 test of shares, Welch's of means; p after Holm."
        ),
        here=(say("{respondents} respondents in {surveys}", respondents=respondents, surveys=surveys),),
        limits=(
            say(
                "Few answers say little: below {show} nothing is told, below {figure} how many gave each answer, and "
                "below {plain} a figure is for orientation only.",
                show=result.site.least_answers[0],
                figure=result.site.least_answers[1],
                plain=result.site.least_answers[2],
            ),
            say("The interval of the NPS is not centred on the score, and that is right."),
            say("Answers are counted as they came: nobody's answer weighs more than another's."),
            say("A change that is not demonstrable is no proof that nothing changed."),
        ),
        source=say(
            "Reichheld 2003; Rocks 2016; Wilson 1927; Student 1908; Newcombe 1998; Campbell 2007; Welch 1947; Holm 1979"
        ),
    )


def _kpis(result: Result, language: Language) -> Explained | None:
    if not result.kpis:
        return None
    known = Counter(one.basis for one in result.kpis)
    here = tuple(say("{basis}: {n}", basis=word, n=known[basis]) for basis, word in CERTAINTIES.items() if known[basis])
    return Explained(
        id="kpis",
        title=language.word("KPIs"),
        means=say(
            "Figures of the company's own, of a touchpoint or as a whole. Each says whether it is measured, estimated "
            "or assumed."
        ),
        formula=say(
            "They are shown as they were written. A customer lifetime value is worked out where its inputs are given: "
            "the sum of margin times retention^t / (1 + discount)^t, over the periods t that are "
            "looked ahead."
        ),
        here=here,
        limits=(
            say("A change from one period to the next says nothing of its cause, and is not tested."),
            say(
                "What it cost to win a customer is not taken off, and how many periods are looked ahead is a decision, "
                "no forecast."
            ),
            say("They are no part of the score, nor of the verdict."),
        ),
        source=say("what the company states; the lifetime value as discounted margins"),
    )


def _verdict(result: Result, language: Language) -> Explained:
    site, said = result.site, result.figures.verdict.parts
    good, fair = Share(site.verdict_good), Share(site.verdict_fair)
    return Explained(
        id="verdict",
        title=language.word("Verdict"),
        means=say(
            "One word for the whole. It looks at the score alone; what differs between channels is said beside it."
        ),
        formula=say(
            "The first that applies: nothing was rated: not assessed; a knock-out criterion is not met: fails; "
            "a score of {good} or more: good; of {fair} or more: fair; below: poor.",
            good=good,
            fair=fair,
        ),
        here=(capital(language.say(said[0])),) if said else (),
        limits=(
            say("The limits {good} and {fair} are this report's own convention, no norm.", good=good, fair=fair),
            say(
                "“Provisional” stands before it while the coverage is below {limit}, "
                "or a knock-out criterion was not tested.",
                limit=Share(site.provisional_below),
            ),
        ),
        source=_OWN,
    )


def _score(result: Result, language: Language) -> Explained:
    score, as_failed = result.figures.score, result.site.untested == "as-failed"
    untested = (
        say("What was not tested counts as not reached: the workspace is set so.")
        if as_failed
        else say("What was not tested does not lower the score; it lowers the coverage.")
    )
    return Explained(
        id="score",
        title=language.word("Score"),
        means=say(
            "How much of what was asked was reached, from 0 to 100%. "
            "A criterion of weight 2 counts as much as two of weight 1."
        ),
        formula=say(
            "Sum of weight times value reached, divided by the sum of the weights, over all rated items. "
            "An item is one criterion at one touchpoint on one channel."
        ),
        here=tuple(_score_here(score, result, language)) if score is not None else (),
        limits=(
            say("“Not applicable” counts in neither sum."),
            untested,
            say(
                "Several visits of one auditor are averaged first, then the auditors, then the places: "
                "a network of many branches counts once."
            ),
            say(
                "Every group (touchpoint, channel, phase, checklist, location) is rated anew over its items; "
                "no score is a mean of scores."
            ),
            say("How important a touchpoint is does not count; weights do."),
        ),
        source=say("a weighted mean; {own}", own=_OWN),
    )


def _score_here(score: Score, result: Result, language: Language) -> Iterator[Message]:
    if score.share is None:
        return
    bands = {"good": Share(result.site.verdict_good), "fair": Share(result.site.verdict_fair)}
    yield say(
        "{reached} of {weight} weight points: {share}",
        reached=_points(score.reached, language),
        weight=_points(score.weight, language),
        share=Share(score.share),
        **bands,
    )
    yield say(
        "{rated} rated, {untested} tested nowhere, {outside} not applicable",
        rated=say("{n} item", "{n} items", n=score.rated_items),
        untested=score.untested_items,
        outside=score.not_applicable_items,
    )
    if score.if_not_applicable is not None:
        yield _range(
            say("Had everything that was not applicable failed: {low}; passed: {high}."), score.if_not_applicable
        )
    if score.if_untested is not None:
        yield _range(say("Had everything that was not tested failed: {low}; passed: {high}."), score.if_untested)


def _range(template: Message, found: Range) -> Message:
    return say(template.text, low=Share(found.low), high=Share(found.high))


def _coverage(result: Result, language: Language) -> Explained:
    score, limit = result.figures.score, Share(result.site.provisional_below)
    here: list[Message] = []
    if score is not None and score.coverage:
        here.append(
            say(
                "{rated} of {all} weight points were rated: {share}",
                rated=_points(score.rated_weight, language),
                all=_points(score.rated_weight / score.coverage, language),
                share=Share(score.coverage),
                limit=limit,
            )
        )
        here.append(
            say(
                "{rated} of {n} expected rating",
                "{rated} of {n} expected ratings",
                rated=score.rated_places,
                n=score.rated_places + score.untested_places,
            )
        )
    return Explained(
        id="coverage",
        title=language.word("Coverage"),
        means=say("How much of what was to be rated was rated. The rest is unknown, neither good nor bad."),
        formula=say(
            "Rated weight, divided by rated and untested weight. "
            "The weight of an item is split evenly over the places where it was to be rated."
        ),
        here=tuple(here),
        limits=(
            say("“Not tested” and “cannot tell” are untested; “not applicable” is not."),
            say(
                "Below {limit} the verdict is called provisional; the limit is this report's own convention.",
                limit=limit,
            ),
        ),
        source=_OWN,
    )


def _consistency(result: Result, language: Language) -> Explained:
    counts = result.figures.consistency
    here: tuple[Message, ...] = ()
    if counts is not None and counts.index is not None:
        here = (
            say(
                "{equal} as the standard and {variants}, of {places}: {share}",
                equal=counts.equal,
                variants=say("{n} declared variant", "{n} declared variants", n=counts.variant),
                places=say("{n} checked place", "{n} checked places", n=counts.counted),
                share=Share(counts.index),
            ),
            say(
                "{differs} and {missing}; not counted: {unreadable} unreadable, {unseen} not observed",
                differs=say("{n} differs", "{n} differ", n=counts.differs),
                missing=say("{n} is missing", "{n} are missing", n=counts.missing),
                unreadable=counts.unreadable,
                unseen=counts.not_observed,
            ),
        )
    return Explained(
        id="consistency",
        title=language.word("Consistency"),
        means=say(
            "How often customers find what the company has decided on: one phone number, one colour, one promise, "
            "wherever they look."
        ),
        formula=say("Places as the standard or a declared variant, divided by all checked places."),
        here=here,
        limits=(
            say(
                "Checked are places that show the standard, a declared variant or something else, "
                "and those where it should be and is missing."
            ),
            say("Of several observations at one place, the worst counts."),
            say("Missing means looked for and not there; what nobody looked for is not observed, and not counted."),
            say("A fact without a standard is not in it."),
        ),
        source=_OWN,
    )


def _agreement(result: Result, language: Language) -> Explained | None:
    found = ((fact, one) for fact in result.facts for one in fact.agreements if one.pair_share is not None)
    fact, first = next(found, (None, None))
    if fact is None or first is None:
        return None
    return Explained(
        id="agreement",
        title=language.word("Agreement without a standard"),
        means=say("Where no standard is set, channels are compared with each other: how many show the same?"),
        formula=say(
            "The largest group of places that show the same, of all that show something. "
            "Pair share: pairs that agree, divided by all pairs."
        ),
        here=(_agreement_here(_compared(fact, first, names_of(result)), first),),
        limits=(
            say("The most common value is never called right: only a standard can say so."),
            say("A place that shows nothing is no value, and one place alone agrees with nothing."),
            say("Languages are not compared with each other, nor locations where each has its own value."),
            say("It is never added to the consistency, nor compared with it."),
        ),
        source=_OWN,
    )


def _compared(fact: FactRecord, agreement: AgreementRecord, names: Names) -> Sayable:
    """Return a fact by its name, with what its places were compared within, for these are not all of them."""
    within = tuple(link.text for link in names.compared_within(fact, agreement))
    return say("{fact} ({location})", fact=fact.name, location=within) if within else fact.name


def _agreement_here(fact: Sayable, agreement: AgreementRecord) -> Message:
    share = agreement.pair_share or Fraction(0)
    return say(
        "{fact}: {same} of {n} places show the same; {agreeing} of {pairs} pairs agree: {share}",
        fact=fact,
        same=agreement.groups[0][1],
        n=agreement.n,
        agreeing=int(share * agreement.pairs),
        pairs=agreement.pairs,
        share=Share(share),
    )


def _priority(language: Language) -> Explained:
    return Explained(
        id="priority",
        title=language.word("Order of findings"),
        means=say("What to deal with first. The order is printed here because it is no secret score."),
        formula=say(
            "By severity, then by the highest importance of a touchpoint concerned, from 0 to 10, then by how many "
            "audits have found it without a break, then by the finding's id."
        ),
        here=(),
        limits=(
            say(
                "The importance is that to customers, the mean of their latest answers, where they were asked about "
                "every touchpoint of a finding; else it is the company's own view. Findings without either come last."
            ),
        ),
        source=_OWN,
    )


def _points(value: Fraction, language: Language) -> str:
    """Return weights as they are added up: with as many decimals as they need, two at most."""
    needed = (decimals for decimals in range(_DECIMALS) if (value * 10**decimals).denominator == 1)
    return language.number(value, next(needed, _DECIMALS))
