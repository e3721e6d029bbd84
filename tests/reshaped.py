"""The same workspace written otherwise: keys, visits and files in another order, other files, other YAML."""

import random
from collections.abc import Callable
from typing import Any

import yaml

from tests.workspaces import AUDIT, Case, evidence_of, opened, texts, trees_of
from tpm_audit.workspace.files import Files

Tree = dict[str, Any]
# Files that may be split: their top keys' entries are merged, whatever file they stand in.
SPLIT = {
    "site_config/people.yml": "site_config/people",
    "site_config/channels.yml": "site_config/channels",
    "site_config/standard.yml": "site_config/standard",
    "content/touchpoints/all.yml": "content/touchpoints",
    f"{AUDIT}/visits.yml": AUDIT,
}
_STYLES: list[dict[str, Any]] = [
    {"default_flow_style": False},
    {"default_flow_style": True},
    {"default_flow_style": None, "indent": 4},
    {"default_style": '"'},
    {"default_style": "'", "width": 40},
    {"explicit_start": True, "width": 10_000},
]


def reshaped(case: Case, chance: random.Random) -> Files:
    """Return the files of a case in another shape; the order of lists that mean something stays."""
    written: dict[str, bytes] = {}
    for path, tree in trees_of(case).items():
        if path in SPLIT and chance.random() < 0.7:  # so that some stay whole
            for part, entries in _parts(tree, chance):
                written[f"{SPLIT[path]}/{part}.{chance.choice(['yml', 'yaml'])}"] = _yaml(entries, chance)
        else:
            written[path] = _yaml(tree, chance)
    return Files(dict(_shuffled(list(written.items()), chance)), evidence_of(case), opened=opened)


def _parts(tree: Tree, chance: random.Random) -> list[tuple[str, Tree]]:
    """Return the entries of a file in one to three files."""
    names = chance.sample(["a", "m", "z"], chance.randint(1, 3))
    parts: dict[str, Tree] = {name: {} for name in names}
    for key, section in tree.items():
        for entry in _shuffled(list(section.items() if isinstance(section, dict) else section), chance):
            part = parts[chance.choice(names)]
            if isinstance(section, dict):
                part.setdefault(key, {})[entry[0]] = entry[1]
            else:
                part.setdefault(key, []).append(entry)
    return [(name, part) for name, part in parts.items() if part]


def _yaml(tree: Tree, chance: random.Random) -> bytes:
    style = chance.choice(_STYLES)
    text = yaml.safe_dump(_keys_shuffled(texts(tree), chance), allow_unicode=True, sort_keys=False, **style)
    dressing: list[Callable[[str], str]] = [
        lambda plain: plain,
        lambda plain: f"# a comment\n\n{plain}# and another\n",
        lambda plain: plain.replace("\n", "\r\n"),
        lambda plain: f"\ufeff{plain}",
    ]
    return chance.choice(dressing)(text).encode()


def _keys_shuffled(tree: Any, chance: random.Random) -> Any:
    if isinstance(tree, dict):
        return {key: _keys_shuffled(value, chance) for key, value in _shuffled(list(tree.items()), chance)}
    return [_keys_shuffled(one, chance) for one in tree] if isinstance(tree, list) else tree


def _shuffled(entries: list[Any], chance: random.Random) -> list[Any]:
    return chance.sample(entries, len(entries))


def renamed(case: Case, section: tuple[str, ...], old: str, chance: random.Random) -> tuple[Tree, str]:
    """Return the case with a thing renamed, and its new name; what refers to it does so by either name."""
    new = f"{old}x"  # has the same place in the alphabet
    tree: Tree = _either(case, old, new, chance)
    around = tree
    for key in section[:-1]:
        around = around[key]
    things = around[section[-1]]
    around[section[-1]] = {new if id_ == old else id_: thing for id_, thing in things.items()}
    around[section[-1]][new]["renamed_from"] = [old]
    return tree, new


def _either(tree: Any, old: str, new: str, chance: random.Random) -> Any:
    if isinstance(tree, dict):
        return {_either(key, old, new, chance): _either(value, old, new, chance) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_either(one, old, new, chance) for one in tree]
    return chance.choice([old, new]) if tree == old else tree


def named_back(tree: Any, new: str, old: str) -> Any:
    """Return a result with the old name."""
    if isinstance(tree, dict):
        return {key: named_back(value, new, old) for key, value in tree.items()}
    if isinstance(tree, list):
        return [named_back(one, new, old) for one in tree]
    return old if tree == new else tree
