from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

from tpm_audit.render.reading import MarkdownReader


class WithoutEnd(BlockProcessor):
    """Leaves the parser in a list, as a text does that is nested too deep."""

    def test(self, parent: Any, block: str) -> bool:  # noqa: ARG002 (Markdown's signature)
        return block.startswith("deep")

    def run(self, parent: Any, blocks: list[str]) -> bool:  # noqa: ARG002 (Markdown's signature)
        self.parser.state.set("list")
        raise RecursionError


def made() -> Markdown:
    reader = Markdown(output_format="html")
    reader.parser.blockprocessors.register(WithoutEnd(reader.parser), "without end", 200)
    return reader


def test_a_text_without_end_does_not_change_how_the_next_is_read() -> None:
    reader = MarkdownReader(made)
    before = reader.html("A *word*.")
    assert reader.html("deep") is None
    assert reader.html("A *word*.") == before == "<p>A <em>word</em>.</p>"
