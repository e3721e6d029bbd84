"""What `tpm-audit compare` says: the versions and keys, how each value is read, and whether they are the same."""

import dataclasses
import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import tpm_audit
from tpm_audit.exports.text import Paint, plain, unpainted
from tpm_audit.facts.pair import Pair
from tpm_audit.language.catalogue import Language
from tpm_audit.model.facts import Circumstances, Fact, Reading, Unreadable
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.said import JsonValue, sayable_json
from tpm_audit.source.document import Value
from tpm_audit.source.message import Message, say


@dataclass(frozen=True, slots=True)
class Subject:
    """The fact that values are of, with its keys as written; ``id`` where it is one of the workspace's.

    ``namesake``: it is nothing but a kind, and the workspace has a fact of that name.
    """

    fact: Fact
    keys: Mapping[str, Value]
    id: str | None = None
    namesake: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with all that it depends on; ``day`` is the one on which the values were found."""

    subject: Subject
    circumstances: Circumstances
    pair: Pair
    day: datetime.date


_OUTCOMES: Mapping[Outcome, Message] = {
    Outcome.EQUAL: say("the same"),
    Outcome.DIFFERS: say("different"),
    Outcome.VARIANT: say("a declared variant"),
    Outcome.UNREADABLE: say("not compared: a value cannot be read"),
    Outcome.SHOWN: say("not compared: there is no second value"),
}
_LOOKS: Mapping[Outcome, str] = {Outcome.EQUAL: "passed", Outcome.VARIANT: "passed", Outcome.DIFFERS: "failed"}


def compared_lines(
    compared: Compared, language: Language, paint: Paint = unpainted, *, quiet: bool = False
) -> Iterator[str]:
    """Yield the lines for a terminal; of a quiet one only the last."""
    if not quiet:
        yield from (plain(language.say(one)) for one in (*_head(compared), *_readings(compared)))
    pair = compared.pair
    said = paint(language.say(_OUTCOMES[pair.outcome]), _LOOKS.get(pair.outcome, "problem"))
    yield said if pair.why is None else f"{said}: {plain(language.say(pair.why))}"


def _head(compared: Compared) -> Iterator[Message]:
    circumstances = compared.circumstances
    yield say(
        "tpm-audit {version}: {kind}, country {country}, currency {currency}",
        version=tpm_audit.__version__,
        kind=compared.subject.fact.kind,
        country=circumstances.country,
        currency=circumstances.currency,
    )
    if compared.subject.id is not None:
        yield say("as the fact '{id}' of the workspace", id=compared.subject.id)
    if compared.subject.namesake:
        yield say(
            "the workspace has a fact of this name: --fact {id} compares as it says", id=compared.subject.fact.kind
        )
    if compared.subject.keys:
        yield say(
            "keys: {keys}", keys=tuple(f"{key}={_written(value)}" for key, value in compared.subject.keys.items())
        )
    yield say("compared {how}", how=compared.subject.fact.compared_as())
    if compared.subject.fact.demand is not None:
        yield say("asked for: {demand}", demand=compared.subject.fact.demand)


def _written(value: Value) -> str:
    """Return a value as --key takes it: JSON is YAML."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _readings(compared: Compared) -> Iterator[Message]:
    """Yield how each value is read; of two, how far each is from what the kind itself asks for."""
    fact, pair = compared.subject.fact, compared.pair
    values = (*pair.standards, pair.found)
    yield from (_reading(fact, one) for one in values)
    if fact.demand is None or not pair.standards:
        return
    for one in values:
        short = fact.falls_short(one, compared.day) if isinstance(one, Reading) else None
        if short is not None:
            yield say("'{value}': {why}", value=one.text, why=short)


def _reading(fact: Fact, one: Reading | Unreadable) -> Message:
    if isinstance(one, Unreadable):
        return say("'{value}' cannot be read: {why}", value=one.text, why=one.why)
    return say("'{value}' is read as {reading}", value=one.text, reading=fact.read_as(one))


def compared_json(compared: Compared) -> str:
    """Return the comparison as JSON; messages with their values, as result.json has them."""
    pair, demand = compared.pair, compared.subject.fact.demand
    said = {
        "version": tpm_audit.__version__,
        "kind": compared.subject.fact.kind,
        "fact": compared.subject.id,
        "keys": dict(compared.subject.keys),
        "day": compared.day.isoformat(),
        "circumstances": dict(_circumstances(compared.circumstances)),
        "compared_as": sayable_json(compared.subject.fact.compared_as()),
        "demand": None if demand is None else sayable_json(demand),
        "standards": [_reading_json(one) for one in pair.standards],
        "found": _reading_json(pair.found),
        "outcome": pair.outcome.value,
        "why": None if pair.why is None else sayable_json(pair.why),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _circumstances(circumstances: Circumstances) -> Iterator[tuple[str, JsonValue]]:
    """Yield of the circumstances what can be written down."""
    for field in dataclasses.fields(circumstances):
        value = getattr(circumstances, field.name)
        if isinstance(value, str):
            yield field.name, value
        elif isinstance(value, frozenset):
            yield field.name, sorted(value)


def _reading_json(one: Reading | Unreadable) -> JsonValue:
    if isinstance(one, Unreadable):
        return {"text": one.text, "value": None, "why": sayable_json(one.why)}
    return {"text": one.text, "value": one.value, "why": None}
