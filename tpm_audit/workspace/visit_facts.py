"""Whether what a visit says of a fact can be said there."""

from typing import TypeAlias

from tpm_audit.model import codes
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.audits import UNSEEN_WORDS, Observation, Visit
from tpm_audit.model.facts import Fact
from tpm_audit.model.scales import Unrated
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place

Misfit: TypeAlias = tuple[
    tuple[str, ...], bool, str, Message, Message
]  # keys below the fact, at its key?, what is said


def misfit_of_observation(audit: Audit, visit: Visit, fact: Fact, seen: Observation, not_on: Place) -> Misfit | None:
    """Return what does not fit; ``not_on`` is where the fact says on what it is not applicable."""
    if visit.channel is None:
        return (
            (),
            True,
            codes.VISIT_INCOMPLETE,
            say("a fact is found on a channel"),
            say("add channel: to the visit"),
        )
    return (
        _sample(fact, seen)
        or _words(fact, seen)
        or _not_applicable(audit, visit, fact, seen, not_on)
        or _places(audit, visit, seen)
    )


def _sample(fact: Fact, seen: Observation) -> Misfit | None:
    """Return what is wrong with a text where the fact is read from none."""
    if seen.text is None or fact.reads_samples:
        return None
    return (
        ("text",),
        True,
        codes.WRONG_SHAPE,
        say("fact '{id}' is not read from a text", id=fact.id),
        say(
            "write the value as found: {example}; texts are for a choice of {address}, and a quantity with {measure}",
            example=f"{fact.id}: …",
            address="du, sie",
            measure="measure:",
        ),
    )


def _values(seen: Observation) -> list[str]:
    return [*(seen.value or ()), *(value for at in (seen.at or {}).values() for value in at)]


def _words(fact: Fact, seen: Observation) -> Misfit | None:
    """Return what is wrong with missing, n/a and the like."""
    if UNSEEN_WORDS.isdisjoint(_values(seen)):
        return None
    if Unrated.NOT_APPLICABLE in _values(seen) and seen.reason is None:
        example = f"{fact.id}: {{value: n/a, reason: …}}"
        return (
            (),
            False,
            codes.REASON_MISSING,
            say("n/a needs a reason"),
            say("write {example}", example=example),
        )
    for keys, values in ((("value",), seen.value or ()), *((("at", at), one) for at, one in (seen.at or {}).items())):
        wrong = UNSEEN_WORDS.intersection(values)
        if len(values) > 1 and wrong:
            return (
                keys,
                False,
                codes.WRONG_SHAPE,
                say("'{word}' cannot stand beside a value", word=min(wrong)),
                say("write the values that were found, or the word alone"),
            )
    return None


def _not_applicable(audit: Audit, visit: Visit, fact: Fact, seen: Observation, not_on: Place) -> Misfit | None:
    if fact.not_on is None or (seen.text is None and UNSEEN_WORDS.issuperset(_values(seen))):
        return None
    shown = [((), visit.location)] if seen.at is None else [(("at", place), place) for place in seen.at]
    units = [(keys, Unit(visit.touchpoint, visit.channel, place)) for keys, place in shown]
    wrong = [keys for keys, unit in units if fact.not_on.selects(audit.traits(unit, visit.language))]
    if not wrong:
        return None
    return (
        wrong[0],
        True,
        codes.DOES_NOT_APPLY,
        say("fact '{id}' is not applicable here, but a value was found", id=fact.id),
        say("see not_on of '{id}' in {place}", id=fact.id, place=str(not_on)),
    )


def _places(audit: Audit, visit: Visit, seen: Observation) -> Misfit | None:
    """Return what is wrong with the locations that a value speaks for."""
    here = audit.locations_of(visit.channel or "")
    if seen.at is None:
        if not here or visit.location is not None:
            return None
        example = "{at: {" + here[0] + ": …}}"
        return (
            (),
            True,
            codes.VISIT_INCOMPLETE,
            say("channel '{channel}' has locations: whose value is this?", channel=visit.channel or ""),
            say("add location: to the visit, or write the value as {example}", example=example),
        )
    for location in seen.at:
        if not audit.in_sample(location):
            return (
                ("at", location),
                True,
                codes.OUT_OF_SCOPE,
                say("location '{id}' is not in the sample of this audit", id=location),
                say("add it to chosen: of the sample in audit.yml, or leave out the visit"),
            )
        if visit.location not in (None, location):
            return (
                ("at", location),
                True,
                codes.NOT_MET_THERE,
                say("the visit is at '{location}' already", location=visit.location or ""),
                say("write the value alone, or leave out location: of the visit"),
            )
    return None
