"""Texts that stand for no answer: those that are numbers in any spelling, for answers are read as numbers, too."""

from collections.abc import Iterable

from tpm_audit.surveys.numbers import number_in_text


class NoAnswers:
    """The texts that ``missing:`` or an export says: where it is 5, then 5.0 and 5,0 are none either."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(texts)
        otherwise = (text for text in self._texts if not _is_usual(text))
        self._numbers = frozenset(number for text in otherwise if (number := number_in_text(text)) is not None)

    def __contains__(self, answer: str) -> bool:
        """Say whether an answer is none."""
        if answer in self._texts:
            return True
        number = number_in_text(answer)
        return number is not None and (number in self._numbers or str(number) in self._texts)


def _is_usual(text: str) -> bool:
    """Say whether a number is written as most write it: of these an export may declare thousands, and none is read."""
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and (digits[0] != "0" or text == "0")
