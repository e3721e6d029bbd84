"""The workspace's own templates before any page is made: what overrides nothing is told, not passed over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from jinja2 import TemplateSyntaxError, nodes

from tpm_audit.model import codes
from tpm_audit.render.sandbox import Sandbox
from tpm_audit.render.template_faults import cannot_be_read
from tpm_audit.render.templates import shipped_templates
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.suggestions import closest

_ENDING = ".j2"
_EXAMPLE = "templates/pages/finding.md.j2"
_SHIPPED = "shipped/"
_NO_PAGES = ("starter/", "assets/")  # files that are copied as they are


@dataclass(frozen=True, slots=True)
class _Template:
    """One template as it is written."""

    extends: str | None = None  # None, too, where the name is computed
    uses: Mapping[str, int] = field(default_factory=dict)  # templates that it names, by the line
    blocks: Mapping[str, int] = field(default_factory=dict)
    outer: frozenset[str] = frozenset()  # blocks that stand in no other
    guesses: bool = False  # it computes a name


def check_overrides(own: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return what is wrong with the files of a workspace's templates/, given by their paths in it.

    A file that is the shipped one, byte by byte, is no override: so is each of those in a checkout of the tool.
    """
    changed = {name: content for name, content in own.items() if content != _shipped_bytes(name)}
    return tuple(sorted(_Overrides(changed).problems()))


class _Overrides:
    """The workspace's templates beside the shipped ones."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._names = tuple(files)
        self._shipped = frozenset(_shipped_names())
        self._own: dict[str, _Template] = {}
        self._broken: list[Problem] = []
        for name, content in files.items():
            if name.endswith(_ENDING):
                read = _read(name, content)
                if isinstance(read, Problem):
                    self._broken.append(read)
                else:
                    self._own[name] = read

    def problems(self) -> Iterator[Problem]:
        """Yield every problem."""
        yield from self._broken
        reached = self._reached()
        for name in self._names:
            if name not in self._shipped and name not in reached:
                yield self._overrides_nothing(name)
        for name, template in self._own.items():
            yield from self._unknown_names(name, template)
            yield from self._unknown_blocks(name, template)

    def _reached(self) -> set[str]:
        """Return the own templates that an override uses, or one that it uses; all where a name is computed."""
        reached: set[str] = set()
        waiting = [name for name in self._names if name in self._shipped]
        while waiting:
            template = self._own.get(waiting.pop(), _Template())
            if template.guesses:
                return set(self._own)
            new = set(template.uses).difference(reached)
            reached |= new
            waiting += new
        return reached

    def _overrides_nothing(self, name: str) -> Problem:
        if name.startswith("assets/"):
            message = say("scripts and styles of the site are no templates: this file is not used")
            hint = say("a style sheet of your own goes into {key} of mkdocs.yml", key="extra_css")
        else:
            near = closest(name, self._shipped)
            message = say("this file overrides no template")
            hint = (
                say("take it out, or give it the path of a shipped one, such as {example}", example=_EXAMPLE)
                if near is None
                else say("did you mean {near}?", near=f"templates/{near}")
            )
        return Problem(_place(name), codes.OVERRIDES_NOTHING, message, hint)

    def _unknown_names(self, name: str, template: _Template) -> Iterator[Problem]:
        for used, line in template.uses.items():
            if used == name:
                yield _fault(
                    name,
                    line,
                    say("this template uses itself"),
                    say("write {example}: the shipped one", example=f'"{_SHIPPED}{name}"'),
                )
            elif self._template(used) is None:
                known = {*self._shipped, *self._own, *(f"{_SHIPPED}{one}" for one in self._shipped)}
                near = closest(used, known)
                hint = None if near is None else say("did you mean '{near}'?", near=near)
                yield _fault(name, line, say("there is no template '{name}'", name=used[:200]), hint)

    def _unknown_blocks(self, name: str, template: _Template) -> Iterator[Problem]:
        """Yield the blocks that are never shown, since what the template extends has no such block."""
        if template.extends is None:
            return
        known = self._blocks_above(name, template)
        if known is None:
            return
        for block in sorted(template.outer - known):
            near = closest(block, known)
            hint = (
                say("it has: {names}", names=", ".join(sorted(known)))
                if near is None
                else say("did you mean '{near}'?", near=near)
            )
            message = say("'{template}' has no block '{block}'", template=template.extends[:200], block=block[:80])
            yield Problem(_place(name, template.blocks[block]), codes.OVERRIDES_NOTHING, message, hint)

    def _blocks_above(self, name: str, template: _Template) -> frozenset[str] | None:
        """Return the blocks of what a template extends, to the last; None where that cannot be known."""
        blocks: set[str] = set()
        passed = {name}
        while template.extends is not None:
            above = self._template(template.extends)
            if above is None or template.extends in passed:
                return None
            passed.add(template.extends)
            blocks.update(above.blocks)
            template = above
        return None if template.guesses else frozenset(blocks)

    def _template(self, name: str) -> _Template | None:
        if name in self._own:
            return self._own[name]
        if name in self._names and name.endswith(_ENDING):
            return _Template(guesses=True)  # it could not be read, which is told already
        shipped = name.removeprefix(_SHIPPED)
        return _shipped_template(shipped) if shipped in self._shipped else None


@cache
def _shipped_names() -> tuple[str, ...]:
    folder = shipped_templates()
    names = (path.relative_to(folder).as_posix() for path in folder.rglob(f"*{_ENDING}"))
    return tuple(sorted(name for name in names if not name.startswith(_NO_PAGES)))


def _shipped_bytes(name: str) -> bytes | None:
    path = shipped_templates() / name
    return path.read_bytes() if path.is_file() else None


@cache
def _shipped_template(name: str) -> _Template:
    read = _read(name, _shipped_bytes(name) or b"")
    return _Template() if isinstance(read, Problem) else read


def _read(name: str, content: bytes) -> _Template | Problem:
    environment = Sandbox(str)
    try:
        source = content.decode("utf-8")
        tree = environment.parse(source)
        environment.compile(environment.parse(source), name)  # finds unknown filters; it changes the tree
    except TemplateSyntaxError as error:
        return _fault(name, error.lineno, cannot_be_read(error), None)
    except (ValueError, RecursionError):
        return _fault(name, 1, say("this is no template in UTF-8"), None)
    return _seen(tree)


def _seen(tree: nodes.Template) -> _Template:
    extends, guesses = None, False
    uses: dict[str, int] = {}
    for node in tree.find_all(nodes.Stmt):
        if not isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            continue
        name = node.template.as_const() if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str):
            guesses = True
            continue
        uses.setdefault(name, node.lineno)
        if isinstance(node, nodes.Extends):
            extends = name
    blocks = {block.name: block.lineno for block in tree.find_all(nodes.Block)}
    inner = {one.name for block in tree.find_all(nodes.Block) for one in block.find_all(nodes.Block)}
    return _Template(extends, uses, blocks, frozenset(blocks).difference(inner), guesses)


def _fault(name: str, line: int, message: Message, hint: Message | None) -> Problem:
    return Problem(_place(name, line), codes.TEMPLATE_FAULT, message, hint)


def _place(name: str, line: int = 1) -> Place:
    return Place(f"templates/{name}", line)
