"""Kinds with a demand of their own: no value is expected of them, so they have no keys for one."""

from typing import Any

VALUE_KEYS = ("expected", "expected_at", "variants")


def without_values(schema: dict[str, Any]) -> None:
    """Take the keys that would hold an expected value from the editors' schema."""
    for key in VALUE_KEYS:
        del schema["properties"][key]
