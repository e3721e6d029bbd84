"""Why customers answered as they did: how many gave each reason, and who gave it, as far as that may be said.

A text gives a reason if one of the `words` of its code is in it, also as part of a longer word; capitals, accents and
the spelling of umlauts do not matter. A share is that of those who gave any reason. A text may give several, and each
counts; positive, neutral and negative is what the code's `tone` says, and a code without one is not counted there.
Promoters, passives and detractors stand side by side where the reason explains an NPS, the satisfied and the others
where it explains a satisfaction, else the thirds of the scale; the parts of segments likewise. They are told for
groups that are large enough and for reasons that enough have given: else what one person wrote would tell how that
person rated. Where the rating itself is not told, nothing is told of who rated how.

Texts are shown in the internal edition alone, unless the question says `texts: all`: a hundred at most, by the
alphabet, and chosen by what they say, so that none leads back to a row. E-mail addresses, telephone numbers, web
addresses and long numbers are cut out of them. Names stay: read the texts before they are released.

Source: methods.md, "Emotion curve and balance" and "Customer figures, all of them".
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tpm_audit.figures.customer_figures import hidden_among, share_of, size_of
from tpm_audit.model.customers import CustomerFigure, Figured, Size
from tpm_audit.model.reasons import Giver, Reasons, ReasonTally, Tone
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


@dataclass(frozen=True, slots=True)
class ReasonsByPart:
    """The parts of a segment with how many gave a reason, how many gave each, and how many parts are too small."""

    parts: tuple[tuple[str, int], ...]
    cells: tuple[tuple[int | None, ...], ...]
    hidden: int


def given_reasons(question: Question, tally: ReasonTally, least: MinimumN, *, with_givers: bool) -> GivenReasons:
    """Return what may be said of reasons; of who gave them only where what they explain is told itself."""
    size = size_of(tally.n, least)
    if size is Size.HIDDEN:
        return GivenReasons(size, (), (), ())
    ns = _ns(question, tally)
    givers = _givers(question, tally) if with_givers else ()
    small_groups = hidden_among([n for _, n in givers], least)
    groups = [None if at in small_groups else tally.by_giver[giver] for at, (giver, _) in enumerate(givers)]
    cells = _cells(ns, groups, least)
    reasons = tuple(
        GivenReason(
            code,
            n,
            share_of(Figured.GIVEN, n, tally.n) if size.has_figures else None,
            cells[at],
        )
        for at, (code, n) in enumerate(ns.items())
    )
    return GivenReasons(size, reasons, tuple(_balance(question, ns)), givers)


def _ns(question: Question, tally: ReasonTally) -> Mapping[str | None, int]:
    """Return how many gave each code, the most frequent first, and how many none of them."""
    counts: Counter[str] = Counter()
    for one in tally.by_giver.values():
        counts.update(one.codes)
    order = sorted(question.codes, key=lambda code: (-counts[code], list(question.codes).index(code)))
    uncoded = sum(one.uncoded for one in tally.by_giver.values())
    # Without codes there is nothing that a text could have been told by.
    return {**{code: counts[code] for code in order}, **({None: uncoded} if order else {})}


def _givers(question: Question, tally: ReasonTally) -> tuple[tuple[Giver, int], ...]:
    """Return the groups; none where what they rated is not asked, or may not be seen."""
    if question.explains is None:
        return ()
    return tuple((giver, one.n) for giver, one in tally.by_giver.items())


def reasons_by_part(
    question: Question, tally: ReasonTally, parts: Sequence[tuple[str, Reasons]], least: MinimumN
) -> ReasonsByPart:
    """Return how many of each part of a segment gave each reason; who belongs to none is a part that is never shown."""
    ns = _ns(question, tally)
    rest = tally.n - sum(one.n for _, one in parts)
    small = hidden_among([*(one.n for _, one in parts), rest], least)
    shown = [one for at, one in enumerate(parts) if at not in small]
    cells = _cells(ns, [one for _, one in shown], least)
    return ReasonsByPart(tuple((part, one.n) for part, one in shown), cells, len(parts) - len(shown))


def _cells(
    ns: Mapping[str | None, int], groups: Sequence[Reasons | None], least: MinimumN
) -> tuple[tuple[int | None, ...], ...]:
    """Return for each code how many of each group gave it; None of a group, or a code, that is too small."""
    small_codes = hidden_among(list(ns.values()), least)

    def cell(at: int, code: str | None, group: Reasons | None) -> int | None:
        if group is None or at in small_codes:
            return None
        return group.uncoded if code is None else group.codes.get(code, 0)

    return tuple(tuple(cell(at, code, group) for group in groups) for at, code in enumerate(ns))


def _balance(question: Question, counts: Mapping[str | None, int]) -> Iterator[tuple[Tone, int]]:
    """Yield how many reasons have each tone; nothing where no code has one."""
    toned = {code: one.tone for code, one in question.codes.items() if one.tone is not None}
    if toned:
        for tone in Tone:
            yield tone, sum(counts[code] for code, own in toned.items() if own is tone)
