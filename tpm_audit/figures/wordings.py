"""Wordings of questions: whether two ask the same."""

from collections.abc import Mapping


def is_reworded(then: Mapping[str, str] | None, now: Mapping[str, str] | None) -> bool:
    """Say whether a question is worded otherwise, texts by language, in a language that both wordings have."""
    if then is None or now is None:
        return False
    one, other = ({language: text.split() for language, text in side.items()} for side in (then, now))
    if "" in one or "" in other:  # a text for every language
        return not any(text in other.values() for text in one.values())
    return any(one[language] != other[language] for language in one.keys() & other.keys())
