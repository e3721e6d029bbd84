"""How the Method page explains what customers said otherwise than by a rating."""

from collections.abc import Iterator

from tpm_audit.figures.contact_share import FEWEST
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.explained_figure import Explained
from tpm_audit.source.message import say


def explained_surveys(result: Result, language: Language) -> Iterator[Explained]:
    """Yield what a result has of it."""
    if any(one.codes for survey in result.surveys for one in survey.reasons):
        yield _reasons(result, language)
    if any(survey.kano for survey in result.surveys):
        yield _kano(result, language)
    if any(survey.associations for survey in result.surveys):
        yield _associations(language)


def _reasons(result: Result, language: Language) -> Explained:
    given = [one for survey in result.surveys for one in survey.reasons]
    n, codes = sum(one.n for one in given), sum(len(one.codes) - 1 for one in given if one.codes)
    return Explained(
        id="reasons",
        title=language.word("Main reasons"),
        means=say("Why customers answered as they did, in their own words, counted by reasons."),
        formula=say(
            "A text gives a reason if one of the reason's words is in it, also as part of a longer word; capitals and "
            "the spelling of umlauts do not matter. Share: texts with the reason, divided by all texts, with Wilson's "
            "interval. Positive, neutral or negative is what was declared; a reason without it is not counted."
        ),
        here=(
            say(
                "{texts}, {reasons}",
                texts=say("{n} text", "{n} texts", n=n),
                reasons=say("{n} declared reason", "{n} declared reasons", n=codes),
            ),
        ),
        limits=(
            say("Words are found, not what is meant: “not slow” has the word slow in it."),
            say("A text may give several reasons; so the shares may come to more than 100%."),
            say(
                "Who gave a reason is told for groups and reasons that are large enough; where one is hidden, the "
                "next smallest is, too."
            ),
            say("Which of the texts are shown does not depend on their order; addresses and long numbers are cut out."),
        ),
        source=say("a definition of tpm-audit's own"),
    )


def _kano(result: Result, language: Language) -> Explained:
    asked = [one for survey in result.surveys for one in survey.kano]
    return Explained(
        id="kano",
        title=language.word("Properties after Kano"),
        means=say("What customers take for granted, what they measure a company by, and what would please them."),
        formula=say(
            "Each pair of answers is one of six categories, by Kano's table. The category of a property is the most "
            "frequent one, if an exact two-sided test tells it from the next (p below .05); else it is unclear, and "
            "both are named. Pleases: attractive and performance, divided by these with must-be and "
            "indifferent. Is missed: performance and must-be, divided by the same, with a minus."
        ),
        here=(
            say(
                "{properties}, {answers} pairs of answers",
                properties=say("{n} property", "{n} properties", n=len(asked)),
                answers=sum(one.n for one in asked),
            ),
        ),
        limits=(
            say("Who answered only one of both questions is not counted."),
            say("Above one questionable pair in ten, the wording is doubtful, not the customers."),
            say("What pleases today is taken for granted some years later."),
        ),
        source=say("Kano and others 1984; Berger and others 1993"),
    )


def _associations(language: Language) -> Explained:
    return Explained(
        id="associations",
        title=language.word("Share of contacts"),
        means=say("How customers' contacts are shared among brands, each contact weighted by what it is worth."),
        formula=say(
            "Points of a brand: the worth of a contact times the share of customers who associate the brand with the "
            "touchpoint, added up over touchpoints. Its share: its points, divided by those of all brands asked about."
        ),
        here=(),
        limits=(
            say("Below {n} respondents there is no share, nor where the worth of any contact is not known.", n=FEWEST),
            say("Where some of many were chosen, nothing chosen at all is no answer, and not a no to everything."),
            say("No interval is claimed; brands that were not asked about have no part in it."),
        ),
        source=say("after Chattopadhyay and Laborie 2005"),
    )
