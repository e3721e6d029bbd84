"""What was found of a fact at a place: the raw values, each once."""

from dataclasses import dataclass

from tpm_audit.model.drawings import Drawing
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.result import SeenRecord, UnitRecord
from tpm_audit.pages.drawn import Drawn, drawn
from tpm_audit.pages.parts import swatch
from tpm_audit.source.message import Sayable, say


@dataclass(frozen=True, slots=True)
class Found:
    """A value as it was found: ``times`` by how many auditors, ``raw`` False where a word stands for no value.

    ``code`` is the language in which it was met, None where a visit names none.
    """

    text: Sayable
    raw: bool
    swatch: tuple[str, ...]
    why: Sayable | None
    notes: tuple[Sayable, ...]
    times: int
    drawing: Drawn | None = None
    code: str | None = None


def found_of(unit: UnitRecord) -> tuple[Found, ...]:
    """Return the different values of a unit, the worst first."""
    alike: dict[tuple[Sayable, Sayable | None, Drawing | None], list[SeenRecord]] = {}
    for seen in unit.seen:
        alike.setdefault((_text(seen), seen.why, seen.drawing), []).append(seen)
    return tuple(
        Found(
            text=text,
            raw=several[0].text is not None,
            swatch=swatch(text),
            why=why,
            notes=tuple(dict.fromkeys(seen.note for seen in several if seen.note is not None)),
            times=len(several),
            drawing=drawn(several[0].drawing),
            code=unit.language,
        )
        for (text, why, _), several in alike.items()
    )


def _text(seen: SeenRecord) -> Sayable:
    if seen.text is not None:
        return seen.text
    return say("not observed") if seen.outcome is Outcome.NOT_OBSERVED else say("nothing shown")
