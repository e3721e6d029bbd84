"""The pictures of a closed audit's standards: no folder of its own keeps them, and they may be others by now."""

from collections.abc import Container
from dataclasses import replace

from tpm_audit.model.drawings import Drawing, PicturesDrawing
from tpm_audit.model.result import FactRecord, Result, SeenRecord, UnitRecord
from tpm_audit.workspace.load import Workspace


def with_known_pictures(workspace: Workspace, closed: Result) -> Result:
    """Return a closed result without the pictures of standards that the workspace does not hold any more."""
    standards = {digest for fact in closed.facts for digest in _standards(fact)}
    gone = standards - {file.measure.digest for file in workspace.images.values()}
    return replace(closed, facts=tuple(_fact(fact, gone) for fact in closed.facts)) if gone else closed


def _standards(fact: FactRecord) -> set[str]:
    own = {drawing.found.digest for _, drawing in fact.drawings if isinstance(drawing, PicturesDrawing)}
    drawings = (seen.drawing for unit in fact.units for seen in unit.seen)
    beside = (one.expected for one in drawings if isinstance(one, PicturesDrawing))
    return own | {one.digest for one in beside if one is not None}


def _fact(fact: FactRecord, gone: Container[str]) -> FactRecord:
    kept = (one for one in fact.drawings if not isinstance(one[1], PicturesDrawing) or one[1].found.digest not in gone)
    return replace(fact, drawings=tuple(kept), units=tuple(_unit(unit, gone) for unit in fact.units))


def _unit(unit: UnitRecord, gone: Container[str]) -> UnitRecord:
    return replace(unit, seen=tuple(_seen(seen, gone) for seen in unit.seen))


def _seen(seen: SeenRecord, gone: Container[str]) -> SeenRecord:
    return replace(seen, drawing=_drawing(seen.drawing, gone))


def _drawing(drawing: Drawing | None, gone: Container[str]) -> Drawing | None:
    if not isinstance(drawing, PicturesDrawing) or drawing.expected is None or drawing.expected.digest not in gone:
        return drawing
    return replace(drawing, expected=None)
