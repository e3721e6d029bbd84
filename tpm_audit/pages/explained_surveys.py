"""How the Method page explains what customers said otherwise than by a rating."""

from collections.abc import Iterator

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.explained_figure import Explained
from tpm_audit.source.message import say


def explained_surveys(result: Result, language: Language) -> Iterator[Explained]:
    """Yield what a result has of it."""
    if any(one.codes for survey in result.surveys for one in survey.reasons):
        yield _reasons(result, language)


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
