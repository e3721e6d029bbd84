import pytest

from tpm_audit.source.suggestions import closest

IDS = ["order-confirmation", "order-cancellation", "phone", "Café", "a1", "a2", "nps"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("order-confirmtion", "order-confirmation"),
        ("order_cancellation", "order-cancellation"),
        ("PHONE", "phone"),
        ("hpone", "phone"),
        ("fone", None),
        ("nsp", "nps"),
        ("NSP", "nps"),
        ("snp", None),
        ("CAFÉ", "Café"),
        ("a3", None),
        ("shop-window", None),
        ("", None),
    ],
)
def test_closest(word: str, meant: str | None) -> None:
    assert closest(word, IDS) == meant


def test_the_order_of_candidates_decides_nothing() -> None:
    words = ["step-1", "step-2", "Step", "STEP", "stop"]
    assert {closest("step-3", words), closest("step-3", reversed(words))} == {"step-2"}
    assert {closest("step", words), closest("step", reversed(words))} == {"STEP"}


def test_without_candidates() -> None:
    assert closest("phone", []) is None
