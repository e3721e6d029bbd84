"""Rules that a workspace writes itself: one file per shape. This is the registry."""

from typing import Any

from tpm_audit.model.audit import Audit
from tpm_audit.rules.own import (
    tpo001_same_value,
    tpo002_allowed_terms,
    tpo003_either_or,
    tpo004_required_when,
    tpo005_reference_exists,
    tpo006_unique,
    tpo007_max_age,
    tpo008_count,
)
from tpm_audit.rules.own.shape import Shape
from tpm_audit.rules.rule import Rule

SHAPES: tuple[Shape[Any, Any], ...] = (  # each shape knows its own keys; the registry does not need to
    tpo001_same_value.SHAPE,
    tpo002_allowed_terms.SHAPE,
    tpo003_either_or.SHAPE,
    tpo004_required_when.SHAPE,
    tpo005_reference_exists.SHAPE,
    tpo006_unique.SHAPE,
    tpo007_max_age.SHAPE,
    tpo008_count.SHAPE,
)


def own_rules(audit: Audit) -> tuple[Rule[Any], ...]:
    """Return the rules that carry out those of the workspace, by shape and id."""
    return tuple(
        shape.rule(own) for shape in SHAPES for own in audit.own_rules.values() if isinstance(own, shape.model)
    )
