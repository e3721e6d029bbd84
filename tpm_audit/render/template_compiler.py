"""Templates become Python that counts what it does, and that joins texts in our way."""

from typing import Any, Final, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from tpm_audit.render.template_steps import PIECE

_NODES: Final = 4  # of a template that take the time of a step
_HEAVY: Final = 25  # steps: what is lighter is paid by the call that runs it
_EQUAL: Final = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})


class CountingCompiler(CodeGenerator):
    """Compiles ``a ~ b`` to our own joining, and lets no loop, macro, comparison or cut begin uncounted."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's name)
        """Weigh a template, then compile it."""
        _weigh(node)
        super().visit_Template(node, frame)

    def _output_child_pre(self, _node: nodes.Expr, _frame: Frame, finalize: Any) -> None:  # noqa: ANN401 (Jinja's own)
        """Write no second escaping around what ``finalize`` shows: it is markup always."""
        self.write(f"({finalize.src}")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Compile a loop; none that calls itself."""
        if node.recursive:
            self.fail("a loop cannot be recursive here: call a macro instead", node.lineno)
        super().visit_For(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Compile a call."""
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)  # our own counting is called straight away
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Compile a comparison."""
        sides = [node.expr, *(one.expr for one in node.ops)]
        if any(one.op not in _EQUAL for one in node.ops) or not any(map(_is_plain, sides)):
            node.expr = _looked_through(node.expr)
            for one in node.ops:
                one.expr = _looked_through(one.expr)
        super().visit_Compare(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Compile an entry or a cut."""
        if isinstance(node.arg, nodes.Slice):
            node.node = _call("cut", node.node)
        super().visit_Getitem(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Compile a map."""
        for pair in node.items:
            if not isinstance(pair.key, nodes.Const):
                pair.key = _call("key", pair.key)
        super().visit_Dict(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Compile a joining."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def _call(name: str, *arguments: nodes.Node) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name), cast("list[nodes.Expr]", list(arguments)), [], None, None)


def _is_plain(node: nodes.Node) -> bool:
    """Say whether an expression is written out: a constant, or a list of constants."""
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(isinstance(one, nodes.Const) for one in node.items)
    return isinstance(node, nodes.Const)


def _looked_through(node: nodes.Expr) -> nodes.Expr:
    return node if _is_plain(node) else _call("looked_through", node)


def _weigh(node: nodes.Node) -> int:
    """Return how many nodes there are, texts by their length, and let all that can run more than once count them."""
    weight = 1 + sum(_weigh(child) for child in node.iter_child_nodes())
    written = node.data if isinstance(node, nodes.TemplateData) else getattr(node, "value", None)
    if isinstance(written, str):
        weight += len(written) * _NODES // PIECE
    steps = 1 + weight // _NODES
    if isinstance(node, nodes.For):
        node.iter = _call("counted", node.iter, nodes.Const(steps))
    elif isinstance(node, nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock) and steps > _HEAVY:
        node.body.insert(0, nodes.ExprStmt(_call("passed", nodes.Const(steps))))
    return weight
