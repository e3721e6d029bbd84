"""The waivers of a result as text or JSON: those first that somebody has to look at."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import TypeAdapter

from tpm_audit.exports.records import FIGURES_COUNT_WAIVED, waiver_said
from tpm_audit.exports.text import Paint, plain, problem_lines, unpainted
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result, WaiverRecord
from tpm_audit.model.waivers import WaiverState
from tpm_audit.model.words import WAIVER_STATES
from tpm_audit.source.message import Message, say

_URGENT = (WaiverState.EXPIRED, WaiverState.TOO_MANY, WaiverState.UNUSED, WaiverState.SOON, WaiverState.VALID)
_LOOKS = {WaiverState.VALID: "passed", WaiverState.SOON: "info"}


def most_urgent_first(waivers: Iterable[WaiverRecord]) -> Sequence[WaiverRecord]:
    """Return waivers in the order in which somebody has to look at them."""
    return sorted(waivers, key=lambda one: (_URGENT.index(one.state), one.id))


def waiver_lines(result: Result, language: Language, paint: Paint = unpainted) -> Iterator[str]:
    """Yield the waivers with what each is about; the state is that of the day of the report, which is named."""
    yield from problem_lines(result.problems, language, paint)
    if not result.waivers:
        yield language.say(say("there is no waiver; content/waivers.yml holds them"))
        return
    findings = {one.id: one for one in result.findings}
    for waiver in most_urgent_first(result.waivers):
        state = paint(language.say(WAIVER_STATES[waiver.state]), _LOOKS.get(waiver.state, "failed"))
        yield f"{plain(waiver.id)}: {state}"
        yield plain(f"  {language.say(waiver_said(waiver))}")
        if waiver.approved_by is not None:
            yield plain(f"  {language.say(_approved(waiver))}")
        if waiver.place is not None:
            yield f"  {paint(plain(waiver.place), 'place')}"
        for id_ in waiver.findings:
            headline = f" {language.say(findings[id_].headline)}" if id_ in findings else ""
            yield plain(f"  - {id_}{headline}")
            places = findings[id_].places_under(waiver.id) if id_ in findings else ()
            if places:
                at = tuple(one.label for one in places)
                said = say("only {places}; the others count", places=at)
                yield plain(f"    {language.say(said)}")
    yield ""
    n = sum(one.waiver is not None for one in result.findings)
    yield language.say(say("{n} finding is waived on {day}", "{n} findings are waived on {day}", n=n, day=result.as_of))
    part = sum(one.waived_places > 0 for one in result.findings)
    if part:
        yield language.say(
            say(
                "{n} more finding is waived in part: its other places count",
                "{n} more findings are waived in part: their other places count",
                n=part,
            )
        )
    yield language.say(FIGURES_COUNT_WAIVED)


def _approved(waiver: WaiverRecord) -> Message:
    if waiver.approved_on is None:
        return say("approved by {name}", name=waiver.approved_by or "")
    return say("approved by {name} on {day}", name=waiver.approved_by or "", day=waiver.approved_on)


def waivers_json(result: Result) -> str:
    """Return the waivers as in result.json."""
    return TypeAdapter(tuple[WaiverRecord, ...]).dump_json(result.waivers, indent=2).decode()
