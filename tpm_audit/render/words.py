"""Words that lead somewhere or have a tone: a page has hundreds, and a macro would take ten times as long for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from tpm_audit.render.links import folder_of, in_language, url_from
from tpm_audit.render.markup import escaped, visible
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


@dataclass(frozen=True, slots=True)
class Mail:
    """A text that begins a message to an address, with a subject."""

    text: Sayable
    address: str
    subject: Sayable


class Here:
    """The page that is being written: links lead from it."""

    def __init__(self) -> None:
        self.go("")

    def go(self, page: str) -> None:
        """Begin another page."""
        self.page = page
        self.folder = folder_of(page)


def words_from(here: Here, say: Callable[[object], str]) -> Mapping[str, Callable[..., Markup]]:
    """Return what templates write words and links with; ``say`` makes text of a value.

    Links are quoted: they hold no sign that an attribute or a link of Markdown would obey.
    """

    def url(there: str) -> Markup:
        return Markup(url_from(here.folder, there))  # noqa: S704 (made of paths of ours)

    def same_page(language: str) -> Markup:
        return Markup(in_language(here.page, language))  # noqa: S704 (made of paths of ours)

    def link(one: Link) -> Markup:
        text = escaped(say(one.text))
        if not one.page:
            return text
        return Markup(f'<a href="{url_from(here.folder, one.page)}">{text}</a>')  # noqa: S704 (quoted, and escaped)

    def links(several: Iterable[Link]) -> Markup:
        return Markup(", ").join([link(one) for one in several])

    def badge(one: Badge) -> Markup:
        tone, text = escaped(one.tone), escaped(say(one.text))
        return Markup(f'<span class="tpm-badge tpm-badge--{tone}">{text}</span>')  # noqa: S704 (both are escaped)

    def mail(one: Mail) -> Markup:
        subject = " ".join(visible(say(one.subject)).split())
        href = f"mailto:{quote(one.address, safe='@')}?subject={quote(subject, safe='')}"
        return Markup(f'<a href="{href}">{escaped(say(one.text))}</a>')  # noqa: S704 (quoted, and escaped)

    return {"link": link, "links": links, "badge": badge, "mail": mail, "url": url, "same_page": same_page}
