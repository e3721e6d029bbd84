"""Why customers answered as they did: how many gave each reason, and who gave it, as far as that may be said.

A text gives a reason if one of the `words` of its code is in it, also as part of a longer word; capitals, accents and
the spelling of umlauts do not matter. A share is that of those who gave any reason. A text may give several, and each
counts; positive, neutral and negative is what the code's `tone` says, and a code without one is not counted there.
Promoters, passives and detractors stand side by side where the reason explains an NPS, the satisfied and the others
where it explains a satisfaction, else the thirds of the scale. They are told for groups that are large enough and for
reasons that enough have given: else what one person wrote would tell how that person rated.

Texts are shown in the internal edition alone, unless the question says `texts: all`: a hundred at most, by the
alphabet, and chosen by what they say, so that none leads back to a row. E-mail addresses, telephone numbers, web
addresses and long numbers are cut out of them. Names stay: read the texts before they are released.

Source: methods.md, "Emotion curve and balance" and "Customer figures, all of them".
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.figures.customer_figures import hidden_among, share_of, size_of
from tpm_audit.model.customers import CustomerFigure, Figured, Size
from tpm_audit.model.reasons import Giver, ReasonTally, Tone
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Question


@dataclass(frozen=True, slots=True)
class GivenReason:
    """A code, None for what has none: how many gave it, and how many of each group; None where that is not said."""

    code: str | None
    n: int
    share: CustomerFigure | None
    by_giver: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class GivenReasons:
    """The reasons, the most frequent first, and of whom; ``balance`` counts them by their tones."""

    size: Size
    reasons: tuple[GivenReason, ...]
    balance: tuple[tuple[Tone, int], ...]
    givers: tuple[tuple[Giver, int], ...]


def given_reasons(question: Question, tally: ReasonTally, least: MinimumN, *, with_givers: bool) -> GivenReasons:
    """Return what may be said of reasons; of who gave them only where what they explain is told itself."""
    size = size_of(tally.n, least)
    if size is Size.HIDDEN:
        return GivenReasons(size, (), (), ())
    counts: Counter[str] = Counter()
    for one in tally.by_giver.values():
        counts.update(one.codes)
    order = sorted(question.codes, key=lambda code: (-counts[code], list(question.codes).index(code)))
    uncoded = sum(one.uncoded for one in tally.by_giver.values())
    # Without codes there is nothing that a text could have been told by.
    ns: Mapping[str | None, int] = {**{code: counts[code] for code in order}, **({None: uncoded} if order else {})}
    givers = _givers(question, tally) if with_givers else ()
    split = _split(ns, givers, tally, least)
    reasons = tuple(
        GivenReason(
            code,
            n,
            share_of(Figured.GIVEN, n, tally.n) if size.has_figures else None,
            split[at],
        )
        for at, (code, n) in enumerate(ns.items())
    )
    return GivenReasons(size, reasons, tuple(_balance(question, counts)), givers)


def _givers(question: Question, tally: ReasonTally) -> tuple[tuple[Giver, int], ...]:
    """Return the groups; none where what they rated is not asked, or may not be seen."""
    if question.explains is None:
        return ()
    return tuple((giver, one.n) for giver, one in tally.by_giver.items())


def _split(
    ns: Mapping[str | None, int], givers: tuple[tuple[Giver, int], ...], tally: ReasonTally, least: MinimumN
) -> tuple[tuple[int | None, ...], ...]:
    """Return for each code how many of each group gave it."""
    small_groups = hidden_among([n for _, n in givers], least)
    small_codes = hidden_among(list(ns.values()), least)

    def cells(at: int, code: str | None) -> Iterator[int | None]:
        for group, (giver, _) in enumerate(givers):
            of = tally.by_giver[giver]
            count = of.uncoded if code is None else of.codes.get(code, 0)
            yield None if group in small_groups or at in small_codes else count

    return tuple(tuple(cells(at, code)) for at, code in enumerate(ns))


def _balance(question: Question, counts: Mapping[str, int]) -> Iterator[tuple[Tone, int]]:
    """Yield how many reasons have each tone; nothing where no code has one."""
    toned = {code: one.tone for code, one in question.codes.items() if one.tone is not None}
    if toned:
        for tone in Tone:
            yield tone, sum(counts[code] for code, own in toned.items() if own is tone)
