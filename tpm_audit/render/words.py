"""Words that lead somewhere or have a tone: a page has hundreds, and a macro would take ten times as long for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from tpm_audit.render.links import url
from tpm_audit.render.markup import escaped
from tpm_audit.source.message import Sayable


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page; ``page`` is None where there is none to lead to."""

    text: Sayable
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with a tone: the tone is the colour, the word says the same."""

    text: Sayable
    tone: str


def words_at(here: str, say: Callable[[object], str]) -> Mapping[str, Callable[..., Markup]]:
    """Return what templates write words with on the page at ``here``; ``say`` makes text of a value."""

    def link(one: Link) -> Markup:
        text = escaped(say(one.text))
        if not one.page:
            return text
        return Markup(f'<a href="{url(here, one.page)}">{text}</a>')  # noqa: S704 (quoted, and escaped)

    def links(several: Iterable[Link]) -> Markup:
        return Markup(", ").join([link(one) for one in several])

    def badge(one: Badge) -> Markup:
        tone, text = escaped(one.tone), escaped(say(one.text))
        return Markup(f'<span class="tpm-badge tpm-badge--{tone}">{text}</span>')  # noqa: S704 (both are escaped)

    return {"link": link, "links": links, "badge": badge}
