"""Whoever has answered is known again, however many there are."""

from hypothesis import given
from hypothesis import strategies as st

from tpm_audit.surveys.respondents import Respondents


@given(st.lists(st.text(max_size=3)))
def test_it_is_a_set(ids: list[str]) -> None:
    respondents, known = Respondents(), set[str]()
    for id_ in ids:
        assert respondents.add(id_) == (id_ not in known)
        known.add(id_)


def test_it_grows() -> None:
    respondents = Respondents()
    assert all(respondents.add(f"R_{number}") for number in range(20_000))
    assert not any(respondents.add(f"R_{number}") for number in range(20_000))
