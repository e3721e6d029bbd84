"""Wordings of questions: whether two ask the same."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

Wording: TypeAlias = Mapping[str, str] | None
_Asked = TypeVar("_Asked")


def is_reworded(then: Wording, now: Wording) -> bool:
    """Say whether a question is worded otherwise, texts by language, in a language that both wordings have."""
    if then is None or now is None:
        return False
    one, other = ({language: text.split() for language, text in side.items()} for side in (then, now))
    if "" in one or "" in other:  # a text for every language
        return not any(text in other.values() for text in one.values())
    return any(one[language] != other[language] for language in one.keys() & other.keys())


def asked_alike(
    several: Iterable[_Asked], key: Callable[[_Asked], Hashable], wording: Callable[[_Asked], Wording]
) -> Sequence[Sequence[_Asked]]:
    """Return groups of what was asked, each of one ``key`` and worded as its first, in the order in which they come."""
    groups: list[list[_Asked]] = []
    known: dict[Hashable, list[list[_Asked]]] = defaultdict(list)
    for one in several:
        alike = known[key(one)]
        same = next((group for group in alike if not is_reworded(wording(group[0]), wording(one))), None)
        if same is None:
            alike.append([one])
            groups.append(alike[-1])
        else:
            same.append(one)
    return groups
