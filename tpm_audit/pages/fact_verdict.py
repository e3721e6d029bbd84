"""The verdict on a fact, the first that its page says: whether it is the same everywhere, and if not, where not."""

from collections.abc import Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.outcomes import COUNTED, DEVIATES
from tpm_audit.model.result import AgreementRecord, FactRecord, UnitRecord
from tpm_audit.pages.names import Names
from tpm_audit.pages.parts import Verdict
from tpm_audit.source.message import Message, Sayable, say

_MOST = 4  # channels that are named; the table below names all


@dataclass(frozen=True, slots=True)
class _OnChannel:
    """How many places of a channel were checked, and at how many the fact deviates."""

    name: Sayable
    wrong: int
    checked: int

    def said(self) -> Message:
        """Say it."""
        name, wrong = self.name, self.wrong
        return say(
            "{channel} ({k} of {n} place)", "{channel} ({k} of {n} places)", channel=name, k=wrong, n=self.checked
        )


def fact_verdict(fact: FactRecord, names: Names, language: Language) -> Verdict:
    """Return the verdict on a fact: with a standard how the places stand to it, else how they stand to each other."""
    has_standard = fact.demand is not None or fact.expected is not None or bool(fact.expected_at)
    tone, said = _by_standard(fact, names) if has_standard else _by_each_other(fact)
    return Verdict(tone, language.say(said), None)


def _by_standard(fact: FactRecord, names: Names) -> tuple[str, Message]:
    checked = [unit for unit in fact.units if unit.outcome in COUNTED]
    if not checked:
        return "not-assessed", say("Not checked yet.")
    wrong = [one for one in _on_channels(checked, names) if one.wrong]
    places = say("{n} place", "{n} places", n=len(checked))
    if not wrong:
        if fact.demand is not None:
            return "good", say("As demanded everywhere ({places}).", places=places)
        return "good", say("The same everywhere ({places}).", places=places)
    named = tuple(one.said() for one in wrong[:_MOST])
    left = len(wrong) - _MOST
    return "poor", say("Deviates: {channels}.", channels=(*named, *([say("{n} more", n=left)] if left > 0 else [])))


def _on_channels(units: Sequence[UnitRecord], names: Names) -> list[_OnChannel]:
    """Return the channels, the one with most deviations first."""
    by_channel: dict[str | None, list[UnitRecord]] = {}
    for unit in units:
        by_channel.setdefault(unit.channel, []).append(unit)
    found = [
        _OnChannel(
            say("all channels") if channel is None else names.channel_name(channel),
            sum(unit.outcome in DEVIATES for unit in here),
            len(here),
        )
        for channel, here in by_channel.items()
    ]
    return sorted(found, key=lambda one: -one.wrong)


def _by_each_other(fact: FactRecord) -> tuple[str, Message]:
    if not fact.agreements:
        return "not-assessed", say("Not checked yet.")
    within = _within(fact.agreements)
    varying = [len(one.groups) for one in fact.agreements if len(one.groups) > 1]
    if varying:
        if within is None:
            return "fair", say("Not the same everywhere: {n} different values.", n=varying[0])
        k, n = len(varying), len(fact.agreements)
        return "fair", say("Not the same {within}: {k} of {n} vary.", within=within, k=k, n=n)
    if all(one.n < 2 for one in fact.agreements):  # noqa: PLR2004 (one place cannot agree with another)
        if within is None:
            return "not-assessed", say("Nothing to compare: only one place shows it.")
        return "not-assessed", say("Nothing to compare: only one place {within}.", within=within)
    places = say("{n} place", "{n} places", n=sum(one.n for one in fact.agreements))
    if within is None:
        return "good", say("The same everywhere ({places}).", places=places)
    return "good", say("The same {within} ({places}); beyond that nothing is compared.", within=within, places=places)


def _within(agreements: Sequence[AgreementRecord]) -> Message | None:
    """Say within what alone values were compared with each other; None where all were."""
    if len(agreements) == 1:
        return None
    if len({one.location for one in agreements}) == 1:
        return say("within each language")
    if len({one.language for one in agreements}) == 1:
        return say("within each location")
    return say("within each location and language")
