"""Scales of answers, and the three words beside every scale."""

import enum
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from tpm_audit.model.entry import Entry, Strict, Written
from tpm_audit.model.field_types import ListOf, LocalText, ShareOfOne, Text
from tpm_audit.source.message import Localised


class Unrated(enum.StrEnum):
    """Answers beside the levels: none of them is a zero."""

    NOT_APPLICABLE = "n/a"
    NOT_TESTED = "not-tested"
    CANNOT_TELL = "cannot-tell"


class Level(Strict):
    """One step of a scale; ``share`` is what it is worth, from 0 to 1."""

    id: Text
    share: ShareOfOne
    label: LocalText | None = None

    def shown_name(self) -> Localised:
        """Return the label, else the id."""
        return self.label or Localised({"": self.id})


class Scale(Entry):
    """Levels, worst first; ``expects`` and ``fails_at`` are the defaults of its criteria."""

    levels: ListOf[Level]
    expects: Text | None = None
    fails_at: Text | None = None

    @cached_property
    def names(self) -> Mapping[str, Localised]:
        """Return what each level is called."""
        return {level.id: level.shown_name() for level in self.levels}

    @cached_property
    def shares(self) -> Mapping[str, Fraction]:
        """Return what each level is worth."""
        return {level.id: level.share for level in self.levels}

    def share(self, answer: str) -> Fraction | None:
        """Return what a level is worth, None where the answer is no level."""
        return self.shares.get(answer)

    @property
    def expected_level(self) -> str:
        """Return the level that is expected where the criterion names none: the best."""
        return self.expects or self.levels[-1].id

    @property
    def failing_level(self) -> str:
        """Return the level that fails where the criterion names none: the worst."""
        return self.fails_at or self.levels[0].id


def _built_in(name: str, labels: list[tuple[str, str, str]], expects: str, fails_at: str) -> Scale:
    top = len(labels) - 1
    levels = tuple(
        Level.model_construct(id=id_, share=Fraction(position, top), label=Localised({"en": english, "de": german}))
        for position, (id_, english, german) in enumerate(labels)
    )
    return Scale.model_construct(
        id=name, written=Written(""), levels=levels, expects=expects, fails_at=fails_at, renamed_from=()
    )


BUILT_IN: Mapping[str, Scale] = {
    scale.id: scale
    for scale in (
        _built_in(
            "pass-fail",
            [
                ("fail", "fail", "nicht erfüllt"),
                ("partial", "partial", "teilweise"),
                ("pass", "pass", "erfüllt"),
            ],
            "pass",
            "fail",
        ),
        _built_in("rating-1-5", [(str(n), str(n), str(n)) for n in range(1, 6)], "4", "2"),
        _built_in("rating-0-10", [(str(n), str(n), str(n)) for n in range(11)], "7", "4"),
        _built_in(
            "negative-neutral-positive",
            [
                ("negative", "negative", "negativ"),
                ("neutral", "neutral", "neutral"),
                ("positive", "positive", "positiv"),
            ],
            "neutral",
            "negative",
        ),
        _built_in(
            "disappointing-ok-delighting",
            [
                ("disappointing", "disappointing", "enttäuschend"),
                ("ok", "OK", "OK"),
                ("delighting", "delighting", "begeisternd"),
            ],
            "ok",
            "disappointing",
        ),
    )
}
