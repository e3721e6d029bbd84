"""MkDocs as a program, with two short ways through pages that are HTML for the most part; they change no byte.

``python -m tpm_audit.site.run_mkdocs build …`` takes what ``mkdocs build …`` takes. Python-Markdown would read each
tag twice, Material's search a third time.
"""

from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from material.plugins.search.plugin import SearchIndex
from mkdocs.__main__ import cli
from mkdocs.commands import build as builder
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from tpm_audit.site.raw_html import blocks, is_followed_by_blank_line, without_excluded

_BEFORE_ALL_READERS_OF_HTML = 22  # MkDocs' own has 21, Python-Markdown's 20


class RawBlocks(Extension):
    """Puts blocks of raw HTML aside before they are read tag by tag, as Python-Markdown does afterwards."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Add the step."""
        md.preprocessors.register(_PutAside(md), "tpm_raw_blocks", _BEFORE_ALL_READERS_OF_HTML)


class _PutAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with a placeholder for each block."""
        text = "\n".join(lines)
        parts, done = [], 0
        for begin, end in blocks(text, self.md.is_block_level):
            block = text[begin:end] + ("\n" if is_followed_by_blank_line(text, end) else "")
            parts += [text[done:begin], "\n", self.md.htmlStash.store(block), "\n\n"]
            done = end
        return "".join((*parts, text[done:])).split("\n") if parts else lines


def shorten(config: MkDocsConfig) -> None:
    """Let a build of these settings take the short ways."""
    config.markdown_extensions.append(RawBlocks())  # type: ignore[arg-type]  # Python-Markdown takes an extension as well as its name
    SearchIndex.add_entry_from_context = _add_entry


_add_whole_entry = SearchIndex.add_entry_from_context


def _add_entry(index: SearchIndex, page: Page) -> None:
    whole = page.content
    page.content = without_excluded(whole or "")
    _add_whole_entry(index, page)
    page.content = whole


def main() -> None:
    """Run MkDocs."""
    build = builder.build

    def shortened(config: MkDocsConfig, **options: Any) -> None:  # noqa: ANN401 (MkDocs' own options)
        shorten(config)
        build(config, **options)

    builder.build = shortened
    cli(prog_name="mkdocs")


if __name__ == "__main__":
    main()
