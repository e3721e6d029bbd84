"""One observed value against the standard: equal, a declared variant, different, unreadable, or only shown."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tpm_audit.facts.passages import cut
from tpm_audit.facts.sentences import in_lines
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.audits import Observation, Visit
from tpm_audit.model.drawings import Drawing, Mark, PassageDrawing, SampleDrawing
from tpm_audit.model.facts import Fact, Reading, Unreadable, Variant
from tpm_audit.model.outcomes import Outcome, Seen
from tpm_audit.source.message import Localised, Message, say

_MARKS = {Outcome.DIFFERS: Mark.WRONG, Outcome.EQUAL: Mark.RIGHT, Outcome.VARIANT: Mark.RIGHT}


class _Judged(NamedTuple):
    """What a value at a place is worth, whoever found it."""

    value: str | None
    outcome: Outcome
    why: Message | None
    variant: int | None
    drawing: Drawing | None


@dataclass
class Judge:
    """Judges the values of one fact. The same value is read and judged once, however often it was found."""

    audit: Audit
    fact: Fact
    _readings: dict[tuple[str, str, str | None], Reading | Unreadable] = field(default_factory=dict)
    _judged: dict[tuple[object, ...], _Judged] = field(default_factory=dict)
    _files: list[Reading] = field(default_factory=list)  # those found of which none is the same as another

    def read(self, text: str, country: str, language: str | None) -> Reading | Unreadable:
        """Read a value as its kind does."""
        key = (text, country, language)
        known = self._readings.get(key)
        if known is None:
            known = self._readings[key] = self.fact.read(text, self.audit.circumstances_in(country, language))
        return known

    def same(self, one: Reading, other: Reading) -> bool:
        """Say whether two values mean the same."""
        return self.fact.same(one, other) if self.fact.has_tolerance else one.value == other.value

    def judged(self, text: str, unit: Unit, language: str | None, visit: Visit, observation: Observation) -> Seen:
        """Return what one value found on a visit is worth."""
        # Only variants look at more of the unit than its place; they and a demand look at the day.
        more = (unit, visit.date) if self.fact.variants else visit.date if self.fact.demand is not None else None
        key = (text, unit.location, language, more)
        known = self._judged.get(key)
        if known is None:
            known = self._judged[key] = self._judge(text, unit, language, visit)
        return self._seen(text, known, visit, observation)

    def sampled(self, unit: Unit, language: str | None, visit: Visit, observation: Observation) -> Iterator[Seen]:
        """Yield what the values are worth that a text found on a visit is read as."""
        text, country = observation.text or "", self.audit.country_at(unit.location)
        read = self.fact.read_sample(text, self.audit.circumstances_in(country, language))
        if isinstance(read, Unreadable):
            whole = PassageDrawing(cut(in_lines(text), ()))
            yield self._seen(text, _Judged(None, Outcome.UNREADABLE, read.why, None, whole), visit, observation)
            return
        for one in read:
            standards = self._standards(unit, language, country)
            outcome, why, variant = self._outcome(one.reading, standards, unit, language, visit)
            drawing = _marked(one.drawing, outcome) if one.tells else one.drawing
            judged = _Judged(one.reading.value, outcome, why, variant, drawing)
            yield self._seen(one.reading.text, judged, visit, observation)

    def _seen(self, text: str, known: _Judged, visit: Visit, observation: Observation) -> Seen:
        return Seen(
            text=text,
            outcome=known.outcome,
            auditor=visit.auditor,
            date=visit.date,
            written=visit.written.at("facts", self.fact.id),
            value=known.value,
            why=known.why,
            note=observation.note,
            variant=known.variant,
            drawing=known.drawing,
        )

    def _judge(self, text: str, unit: Unit, language: str | None, visit: Visit) -> _Judged:
        country = self.audit.country_at(unit.location)
        found = self.read(text, country, language)
        if isinstance(found, Unreadable):
            return _Judged(None, Outcome.UNREADABLE, found.why, None, None)
        standards = self._standards(unit, language, country)
        outcome, why, variant = self._outcome(found, standards, unit, language, visit)
        drawing = self.fact.draw(standards[0] if standards else None, found)
        value = self._spelling(standards[0] if outcome is Outcome.EQUAL and standards else None, found)
        return _Judged(value, outcome, why, variant, drawing)

    def _spelling(self, standard: Reading | None, found: Reading) -> str:
        """Return the one spelling of a value; of files that show the same, of which no two are alike, that of one."""
        if not self.fact.values_are_files:
            return found.value
        if standard is not None:
            return standard.value
        alike = next((known for known in self._files if self.same(known, found)), None)
        if alike is None:
            self._files.append(found)
        return (alike or found).value

    def _standards(self, unit: Unit, language: str | None, country: str) -> list[Reading]:
        return self.readable(self.fact.expected_for(unit.location), language, country)

    def _outcome(
        self, found: Reading, standards: list[Reading], unit: Unit, language: str | None, visit: Visit
    ) -> tuple[Outcome, Message | None, int | None]:
        if self.fact.demand is not None:
            short = self.fact.falls_short(found, visit.date)
            return (Outcome.EQUAL if short is None else Outcome.DIFFERS), short, None
        if any(self._satisfies(standard, found) for standard in standards):
            return Outcome.EQUAL, None, None
        lapsed: Variant | None = None
        for index, variant in enumerate(self.fact.variants):
            if not self._is_variant(variant, found, unit, language):
                continue
            if variant.holds_on(visit.date):
                return Outcome.VARIANT, None, index
            lapsed = variant
        if not standards:
            return Outcome.SHOWN, None, None
        why = self.fact.explain(standards[0], found) if lapsed is None else _lapsed(lapsed, visit.date)
        return Outcome.DIFFERS, why, None

    def readable(self, texts: Localised | None, language: str | None, country: str) -> list[Reading]:
        """Return the standard in the unit's language; without one any language's standard fits."""
        if texts is None:
            return []
        wanted = sorted(texts) if language is None or "" in texts else [language] if language in texts else []
        readings = (self.read(texts[one], country, one or language) for one in wanted)
        return [reading for reading in readings if isinstance(reading, Reading)]

    def _is_variant(self, variant: Variant, found: Reading, unit: Unit, language: str | None) -> bool:
        if variant.where is not None and not variant.where.selects(self.audit.traits(unit, language)):
            return False
        readings = self.readable(variant.value, language, self.audit.country_at(unit.location))
        return any(self._satisfies(value, found) for value in readings)

    def _satisfies(self, standard: Reading, found: Reading) -> bool:
        """Say whether a value is as a standard or variant asks; the same value is, whatever the kind."""
        return self.same(standard, found) or self.fact.satisfies(standard, found)


def _marked(drawing: SampleDrawing, outcome: Outcome) -> SampleDrawing:
    """Return a text whose passages are right or wrong, as far as a standard says so."""
    mark = _MARKS.get(outcome)
    if mark is None:
        return drawing
    passages = (one if one.mark is None else replace(one, mark=mark) for one in drawing.passages)
    return replace(drawing, passages=tuple(passages))


def _lapsed(variant: Variant, day: datetime.date) -> Message:
    if variant.valid_from is not None and day < variant.valid_from:
        return say("a variant declared from {day} on", day=variant.valid_from)
    return say("a variant declared until {day}", day=variant.valid_until or day)
