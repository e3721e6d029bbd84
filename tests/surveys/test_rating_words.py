"""Labels of ratings are understood as a whole or not at all."""

import time

import pytest

from tpm_audit.surveys.rating_words import Said, number_in, said, says_no_answer


@pytest.mark.parametrize(
    "scale",
    [
        ("very bad", "bad", "rather bad", "neither good nor bad", "somewhat good", "good", "very good", "excellent"),
        ("Ungenügend", "Mangelhaft", "Ausreichend", "Befriedigend", "Gut", "Sehr gut"),
        ("1 = sehr schlecht", "2 = schlecht", "3 = mittelmäßig", "4 = gut", "5 = sehr gut"),
        ("überhaupt nicht zufrieden", "wenig zufrieden", "teils/teils", "ziemlich zufrieden", "sehr zufrieden"),
        (
            "Extremely dissatisfied",
            "Somewhat dissatisfied",
            "Neither satisfied nor dissatisfied",
            "Extremely satisfied",
        ),
        ("not at all important", "slightly important", "moderately important", "important", "very important"),
        ("trifft gar nicht zu", "trifft eher nicht zu", "teils teils", "trifft eher zu", "trifft voll und ganz zu"),
        ("stimme überhaupt nicht zu", "stimme nicht zu", "weder noch", "stimme zu", "stimme voll zu"),
        ("strongly disagree", "disagree", "undecided", "agree", "strongly agree"),
        ("äußerst unwahrscheinlich", "unwahrscheinlich", "wahrscheinlich", "äußerst wahrscheinlich (10)"),
        ("very difficult", "difficult", "easy", "very easy"),
        ("gar nicht", "wenig", "mittel", "ziemlich", "sehr"),
        ("nie", "selten", "manchmal", "oft", "immer"),
        ("nein", "eher nein", "eher ja", "ja"),
        ("low", "medium", "high"),
    ],
)
def test_scales_rise(scale: tuple[str, ...]) -> None:
    found = [said(label) for label in scale]
    assert None not in found
    ranks = [one.rank for one in found if one is not None]
    assert ranks == sorted(set(ranks))
    assert len({one.of for one in found if one is not None} - {None}) == 1


@pytest.mark.parametrize("label", ["", "5", "Female", "good service", "gut und schlecht", "Just about edible", "zu"])
def test_what_is_not_wholly_known_says_nothing(label: str) -> None:
    assert said(label) is None


@pytest.mark.parametrize(
    "label", ["!" * 1_000_000 + "a", "a " * 500_000, "(" * 1_000_000, "1" * 1_000_000, "-" * 1_000_000]
)
def test_a_label_that_is_no_label_is_read_soon(label: str) -> None:
    started = time.process_time()
    assert (said(label), says_no_answer(label), number_in(label)) == (None, False, None)
    assert time.process_time() - started < 1


def test_what_is_not_very_good_is_not_very_bad() -> None:
    assert said("nicht sehr gut") == Said("good", -1)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("10", 10),
        ("-2", -2),
        ("5 Sterne", 5),
        ("1 = sehr gut", 1),
        ("1. sehr gut", 1),
        ("sehr gut", None),
        ("1-2 Tage", None),
        ("18\N{EN DASH}24", None),
        ("2 bis 3", None),
        ("3.5", None),
        ("10 %", None),
        ("12345", None),
    ],
)
def test_a_number_in_a_label(label: str, number: int | None) -> None:
    assert number_in(label) == number


@pytest.mark.parametrize(
    ("label", "is_none"),
    [
        ("k. A.", True),
        ("N/A", True),
        ("N/A - not applicable", True),
        ("weiß nicht / keine Angabe", True),
        ("Don\N{RIGHT SINGLE QUOTATION MARK}t know", True),
        ("99 Keine Angabe", True),
        ("Kann ich nicht beurteilen", True),
        ("trifft nicht zu", False),
        ("neutral", False),
        ("", False),
        ("5", False),
        ("gut / keine Angabe", False),
    ],
)
def test_a_label_says_that_there_is_no_answer(label: str, is_none: bool) -> None:  # noqa: FBT001 (the case)
    assert says_no_answer(label) is is_none
