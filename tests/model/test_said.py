from typing import Any

import pytest
from pydantic import TypeAdapter

from tpm_audit.model.said import Anything, Said, Standard, Words


@pytest.mark.parametrize("asked", [Said, Words, Standard, Anything])
def test_to_make_a_schema_again_adds_nothing_to_it(asked: Any) -> None:
    once, again = (str(TypeAdapter(asked).core_schema.get("metadata")) for _ in range(2))
    assert len(again) == len(once)
