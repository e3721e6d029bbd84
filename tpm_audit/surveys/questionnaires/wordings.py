"""What is asked for each measure, as the field words it; the German stands in the catalogue."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tpm_audit.language.catalogue import Language
from tpm_audit.model.surveys import SCALES, AnswerScale, Measure
from tpm_audit.source.message import Localised, Message, Sayable, say
from tpm_audit.surveys.questionnaires.questionnaire import Asked, KanoSide, Questionnaire, Row, one_line


@dataclass(frozen=True, slots=True)
class Wording:
    """A question with ``{brand}`` in it, its scale, and what its ends or all of its numbers are called.

    ``by_touchpoint`` where it is asked about each touchpoint, ``without_numbers`` where customers see words alone.
    """

    text: Message
    scale: AnswerScale | None
    words: Mapping[int, Message]
    by_touchpoint: bool = False
    without_numbers: bool = False


def _rating(text: Message, measure: Measure, low: Message, high: Message, *, by_touchpoint: bool = True) -> Wording:
    scale = SCALES[measure]
    return Wording(text, scale, {scale.low: low, scale.high: high}, by_touchpoint)


# In the order in which they are asked: the whole first, so that what is asked of its parts does not colour it.
# NPS: Reichheld 2003; CES: version 2, Dixon 2013. Systems take no number below 0: emotions are asked from 1 to 5.
WORDINGS: Final[Mapping[Measure, Wording]] = {
    Measure.NPS: _rating(
        say("How likely is it that you would recommend {brand} to a friend or colleague?"),
        Measure.NPS,
        say("not at all likely"),
        say("extremely likely"),
        by_touchpoint=False,
    ),
    Measure.REASON: Wording(say("What is the main reason for your answer?"), None, {}),
    Measure.CSAT: _rating(
        say("Overall, how satisfied were you with {brand} in each of the following?"),
        Measure.CSAT,
        say("very dissatisfied"),
        say("very satisfied"),
    ),
    Measure.CES: _rating(
        say("How far do you agree, in each of the following: {brand} made it easy for me to handle my issue."),
        Measure.CES,
        say("strongly disagree"),
        say("strongly agree"),
    ),
    Measure.EMOTION: Wording(
        say("How did you feel with {brand} in each of the following?"),
        AnswerScale(1, 5),
        {
            1: say("very bad"),
            2: say("rather bad"),
            3: say("neither good nor bad"),
            4: say("rather good"),
            5: say("very good"),
        },
        by_touchpoint=True,
        without_numbers=True,
    ),
    Measure.LEVELS: _rating(
        say("How was {brand} in each of the following, compared with what you expected?"),
        Measure.LEVELS,
        say("disappointed me"),
        say("delighted me"),
    ),
    Measure.PERFORMANCE: _rating(
        say("How well does {brand} do in each of the following?"),
        Measure.PERFORMANCE,
        say("very badly"),
        say("very well"),
    ),
    Measure.IMPORTANCE: _rating(
        say("How important is each of the following to you at {brand}?"),
        Measure.IMPORTANCE,
        say("not at all important"),
        say("extremely important"),
    ),
    Measure.REPURCHASE: _rating(
        say("Would you buy from {brand} again?"),
        Measure.REPURCHASE,
        say("certainly not"),
        say("certainly"),
        by_touchpoint=False,
    ),
    Measure.RECOMMEND: _rating(
        say("Would you recommend {brand} to others?"),
        Measure.RECOMMEND,
        say("certainly not"),
        say("certainly"),
        by_touchpoint=False,
    ),
}

# Two questions about each property, after Kano 1984; the answers as Berger et al. 1993 word them.
_WITH_IT: Final = say("How do you feel if there is this at {brand}: {property}")
_WITHOUT_IT: Final = say("How do you feel if there is not this at {brand}: {property}")
_FEELINGS: Final[Mapping[int, Message]] = {
    1: say("I like it that way"),
    2: say("It must be that way"),
    3: say("I am neutral"),
    4: say("I can live with it that way"),
    5: say("I dislike it that way"),
}


def questionnaire_of(
    id_: str,
    brand: str,
    measures: Iterable[Measure],
    rows: tuple[Row, ...],
    languages: tuple[str, ...],
    properties: Iterable[Localised] = (),
) -> Questionnaire:
    """Return a questionnaire that asks for measures, where they are asked by touchpoint about each of the rows.

    A reason is asked where the company is rated. How people feel with each of the ``properties``, and how without it,
    is asked last.
    """
    wanted = frozenset(measures)
    brand = one_line(brand)

    def said(message: Message, named: Sayable = "") -> Localised:
        values = (("brand", brand), ("id", id_), ("property", named))
        return in_languages(replace(message, values=values), languages)

    return Questionnaire(
        id=id_,
        languages=languages,
        title=said(say("Customer survey: {brand} ({id})")),
        lead=said(say("Your experience with {brand} counts. Please leave out what you have not come across.")),
        thanks=said(say("Thank you for your answers.")),
        questions=(
            *(
                Asked(measure, said(one.text), _answers(one, languages), rows if one.by_touchpoint else ())
                for measure, one in _in_order(wanted)
            ),
            *(
                one
                for number, named in enumerate(properties, 1)
                for one in _pair(number, Localised({code: one_line(named[code]) for code in languages}), said)
            ),
        ),
    )


def _pair(number: int, named: Localised, said: Callable[..., Localised]) -> Iterator[Asked]:
    answers = {number: said(words) for number, words in _FEELINGS.items()}
    for text, has_it in ((_WITH_IT, True), (_WITHOUT_IT, False)):
        yield Asked(Measure.KANO, said(text, named), answers, side=KanoSide(number, named, has_it))


def is_about_the_company(measure: Measure) -> bool:
    """Say whether a measure is a rating of the company, for which a reason can be asked."""
    one = WORDINGS.get(measure)
    return one is not None and one.scale is not None and not one.by_touchpoint


def _in_order(wanted: Container[Measure]) -> Iterator[tuple[Measure, Wording]]:
    """Yield what is asked; the reason directly after the first rating of the company, which it explains."""
    is_due = Measure.REASON in wanted
    for measure, one in WORDINGS.items():
        if measure in wanted and measure is not Measure.REASON:
            yield measure, one
            if is_due and is_about_the_company(measure):
                yield Measure.REASON, WORDINGS[Measure.REASON]
                is_due = False


def row_of(touchpoint: str | None, name: Sayable, languages: Iterable[str]) -> Row:
    """Return a touchpoint, or the company, as it is asked about: where nothing of a name can be seen, by its id."""
    seen = in_languages(name, languages)
    return Row(touchpoint, Localised({code: text or touchpoint or text for code, text in seen.items()}))


def in_languages(said: Sayable, languages: Iterable[str]) -> Localised:
    """Return a text in some languages, on one line."""
    return Localised({code: one_line(Language(code).say(said)) for code in languages})


def _answers(wording: Wording, languages: tuple[str, ...]) -> dict[int, Localised]:
    if wording.scale is None:
        return {}
    numbers = range(wording.scale.low, wording.scale.high + 1)
    return {number: in_languages(_answer(wording, number), languages) for number in numbers}


def _answer(wording: Wording, number: int) -> Sayable:
    word = wording.words.get(number)
    if word is None:
        return str(number)
    return word if wording.without_numbers else say("{number} = {word}", number=str(number), word=word)
