"""Whether what a visit names goes together, and belongs to its audit."""

from collections.abc import Container, Iterator, Mapping
from typing import TypeAlias

from tpm_audit.model import codes
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.audits import Visit
from tpm_audit.model.checklists import OncePer
from tpm_audit.model.touchpoints import Status, Touchpoint
from tpm_audit.source.message import Message, say

Misfit: TypeAlias = tuple[tuple[str, ...], str, Message, Message]  # keys below the visit, code, message, hint

_ONCE_PER: Mapping[tuple[bool, bool, bool], OncePer] = {  # by whether touchpoint, channel, location are named
    (True, True, True): OncePer.UNIT,
    (True, True, False): OncePer.UNIT,
    (True, False, False): OncePer.TOUCHPOINT,
    (False, True, False): OncePer.CHANNEL,
    (False, False, True): OncePer.LOCATION,
    (False, False, False): OncePer.COMPANY,
}


def once_per(visit: Visit) -> OncePer | None:
    """Return which checklists a visit answers, by what exactly it names."""
    named = (visit.touchpoint is not None, visit.channel is not None, visit.location is not None)
    return _ONCE_PER.get(named)


def misfits(audit: Audit, units: Container[Unit], visit: Visit, *, scope_is_known: bool) -> Iterator[Misfit]:
    """Yield what of a visit does not fit; ``units`` are those of the audit's scope and sample."""
    yield from _moment(audit, visit)
    if Unit(visit.touchpoint, visit.channel, visit.location) in units:
        return  # a unit of the audit is met on its channel, at its location, and in scope
    yield from _touchpoint(audit, visit)
    yield from _place(audit, visit)
    if scope_is_known:
        yield from _scope(audit, visit)


def _touchpoint(audit: Audit, visit: Visit) -> Iterator[Misfit]:
    if visit.touchpoint is None:
        return
    touchpoint = audit.touchpoints[visit.touchpoint]
    if touchpoint.status is not Status.USED:
        yield (
            ("touchpoint",),
            codes.NOT_MET_THERE,
            say(
                "touchpoint '{id}' has the status {status} and cannot be visited",
                id=touchpoint.id,
                status=touchpoint.status.value,
            ),
            say("set its status: to used, or leave out the visit"),
        )
    if visit.channel is not None and visit.channel not in touchpoint.channels:
        yield ("channel",), *not_met_on(touchpoint, visit.channel)


def not_met_on(touchpoint: Touchpoint, channel: str) -> tuple[str, Message, Message]:
    """Return what is said of a channel that a touchpoint is not met on."""
    return (
        codes.NOT_MET_THERE,
        say("touchpoint '{id}' is not met on channel '{channel}'", id=touchpoint.id, channel=channel),
        say("write one of: {choices}", choices=", ".join(sorted(touchpoint.channels))),
    )


def not_met_at(location: str, channel: str, places: tuple[str, ...]) -> tuple[str, Message, Message]:
    """Return what is said of a location that does not have a channel; ``places`` are those that do."""
    return (
        codes.NOT_MET_THERE,
        say("location '{location}' does not have channel '{channel}'", location=location, channel=channel),
        say("write one of: {choices}", choices=", ".join(places))
        if places
        else say("leave it out, or add the channel to channels: of the location in site_config/channels.yml"),
    )


def _place(audit: Audit, visit: Visit) -> Iterator[Misfit]:
    if visit.channel is None:
        if visit.touchpoint is not None and visit.location is not None:
            yield (
                ("location",),
                codes.VISIT_INCOMPLETE,
                say("a touchpoint at a location is met on a channel"),
                say("add channel: to the visit"),
            )
        return
    if visit.touchpoint is not None and visit.channel not in audit.touchpoints[visit.touchpoint].channels:
        return  # told; another channel has other locations
    places = audit.locations_of(visit.channel)
    if visit.location is not None and visit.location not in places:
        yield ("location",), *not_met_at(visit.location, visit.channel, places)
    elif visit.location is None and places and visit.touchpoint is not None and visit.answers:
        yield (
            ("channel",),
            codes.VISIT_INCOMPLETE,
            say("channel '{channel}' has locations, and the visit names none", channel=visit.channel),
            say("add location: with one of: {choices}", choices=", ".join(places)),
        )


def _moment(audit: Audit, visit: Visit) -> Iterator[Misfit]:
    """Yield what does not fit of date and language."""
    period = audit.plan.period
    if not period.first <= visit.date <= period.last:
        yield (
            ("date",),
            codes.OUT_OF_SCOPE,
            say("{day} is outside of the audit's period", day=visit.date.isoformat()),
            say(
                "write a day from {first} to {last}, or widen period: in audit.yml",
                first=period.first.isoformat(),
                last=period.last.isoformat(),
            ),
        )
    spoken = audit.site.content_languages or tuple(audit.site.languages)
    if visit.language is not None and visit.language not in spoken:
        yield (
            ("language",),
            codes.NO_SUCH_LANGUAGE,
            say("'{language}' is not a language of the company's content", language=visit.language[:20]),
            say("write one of: {choices}", choices=", ".join(spoken)),
        )


def _scope(audit: Audit, visit: Visit) -> Iterator[Misfit]:
    if visit.touchpoint is None or visit.channel is None:
        return
    touchpoint = audit.touchpoints[visit.touchpoint]
    unit = Unit(visit.touchpoint, visit.channel, visit.location)
    if visit.channel not in touchpoint.channels or touchpoint.status is not Status.USED:
        return
    if visit.location is not None and not audit.in_sample(visit.location):
        yield (
            ("location",),
            codes.OUT_OF_SCOPE,
            say("location '{id}' is not in the sample of this audit", id=visit.location),
            say("add it to chosen: of the sample in audit.yml, or leave out the visit"),
        )
    elif not audit.plan.scope.selects(audit.traits(unit)):
        yield (
            ("touchpoint",),
            codes.OUT_OF_SCOPE,
            say("this visit is outside of the scope of audit '{audit}'", audit=audit.plan.id),
            say("widen scope: in its audit.yml, or leave out the visit"),
        )
