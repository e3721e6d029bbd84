"""Finds every text that the program says, in its code and in its templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).parent.parent.parent
_SPEAKERS = {"say": 2, "word": 1}  # function or method, and how many of its first arguments are texts


@dataclass(frozen=True, order=True)
class Said:
    """A text with its plural, and the first place that says it."""

    text: str
    plural: str
    where: str


def said_in_code() -> Iterator[Said]:
    """Yield the literal texts of ``say("…", "…")`` and ``language.word("…")`` in the package."""
    for path in sorted((ROOT / "tpm_audit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _of_call(node, path)


def _of_call(call: ast.Call, path: Path) -> Iterator[Said]:
    name = (
        call.func.id
        if isinstance(call.func, ast.Name)
        else call.func.attr
        if isinstance(call.func, ast.Attribute)
        else ""
    )
    texts = [one.value for one in call.args[: _SPEAKERS.get(name, 0)] if isinstance(one, ast.Constant)]
    if texts and all(isinstance(text, str) for text in texts):
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        yield Said(str(texts[0]), str(texts[1]) if len(texts) > 1 else "", where)


def said_in_templates() -> Iterator[Said]:
    """Yield the literal texts of ``_("…")`` in the templates of pages."""
    environment = Environment(autoescape=True)
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        for call in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_" and call.args:
                text = call.args[0]
                if isinstance(text, nodes.Const) and isinstance(text.value, str):
                    yield Said(text.value, "", f"{path.relative_to(ROOT)}:{call.lineno}")


def all_said() -> dict[str, Said]:
    """Return every text once, by its English."""
    found: dict[str, Said] = {}
    for said in (*said_in_code(), *said_in_templates()):
        found.setdefault(said.text, said)
    return found
