"""What changed of criteria, in words: `tpm-audit diff` and the site say the same."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tpm_audit.figures.sign_test import FEWEST_CHANGES
from tpm_audit.model.comparison import ChangeVerdict, CriterionChange
from tpm_audit.source.message import Message, say

_ORDER = tuple(ChangeVerdict)


def verdict_said(changes: Iterable[CriterionChange], unchanged: int = 0) -> Message:
    """Say how many are better and worse; ``unchanged`` are those that are not among the changes."""
    found = Counter(one.verdict for one in changes)
    found[ChangeVerdict.UNCHANGED] += unchanged
    n = found.total() - found[ChangeVerdict.NOT_COMPARABLE]
    better, worse = found[ChangeVerdict.BETTER], found[ChangeVerdict.WORSE]
    if not n:
        return say("no criterion can be compared")
    if better or worse:
        return say(
            "{better} better, {worse} worse of {n} criterion that can be compared",
            "{better} better, {worse} worse of {n} criteria that can be compared",
            better=better,
            worse=worse,
            n=n,
        )
    if found[ChangeVerdict.UNCHANGED] == n:
        return say("{n} criterion compared, unchanged", "{n} criteria compared, all unchanged", n=n)
    return say(
        "{n} criterion compared: neither better nor worse is demonstrable",
        "{n} criteria compared: neither better nor worse is demonstrable in any",
        n=n,
    )


def told(changes: Iterable[CriterionChange]) -> list[CriterionChange]:
    """Return those that can be compared and changed: what is worse first, and within that the surest."""
    changed = [one for one in changes if one.reason is None and one.unchanged < one.items]
    return sorted(changed, key=lambda one: (_ORDER.index(one.verdict), 1 if one.adjusted_p is None else one.adjusted_p))


def unchanged_said(n: int) -> Message:
    """Say how many did not change."""
    return say("{n} criterion unchanged", "{n} criteria unchanged", n=n)


def how_sure(changes: Iterable[CriterionChange], tests: int) -> Iterator[Message]:
    """Yield how far what is said of changes can be relied on."""
    if tests:
        yield say(
            "Indicative, for items are not independent: the exact two-sided sign test of what was rated in both, "
            "adjusted for {n} test (Holm).",
            "Indicative, for items are not independent: the exact two-sided sign test of what was rated in both, "
            "adjusted for {n} tests (Holm).",
            n=tests,
        )
    few = sum(0 < one.fell + one.rose < FEWEST_CHANGES for one in changes)
    if few:
        yield say(
            "{n} criterion changed at fewer than {fewest} items: that can never be told from chance.",
            "{n} criteria changed at fewer than {fewest} items each: that can never be told from chance.",
            n=few,
            fewest=FEWEST_CHANGES,
        )
