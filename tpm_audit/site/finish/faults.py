"""What must not be published: every fault of a built site, named by page and place, all at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tpm_audit.language.catalogue import Language
from tpm_audit.source.message import Message, say

_LONGEST_PLACE = 200  # characters of a tag that are shown
_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class SiteFault:
    """A fault on a page; ``where`` is the tag or text that has it, ``more`` how many further pages have the same."""

    page: str
    what: Message
    where: str
    more: int = 0


class SiteFaultError(Exception):
    """The built site must not be published."""

    def __init__(self, faults: tuple[SiteFault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(fault_lines(faults, Language("en"))))


class FaultList:
    """Collects faults; the same one on many pages, as a template makes it, is kept once and counted."""

    def __init__(self) -> None:
        self._first: dict[tuple[Message, str], str] = {}
        self._pages: dict[tuple[Message, str], set[str]] = {}

    def add(self, page: str, what: Message, where: str) -> None:
        """Add a fault of a page."""
        key = (what, where if len(where) <= _LONGEST_PLACE else f"{where[:_LONGEST_PLACE]}…")
        self._first.setdefault(key, page)
        self._pages.setdefault(key, set()).add(page)

    def all(self) -> tuple[SiteFault, ...]:
        """Return the faults by page."""
        faults = [SiteFault(page, *key, len(self._pages[key]) - 1) for key, page in self._first.items()]
        return tuple(sorted(faults, key=lambda fault: (fault.page, fault.where, fault.what.text)))


def fault_lines(
    faults: tuple[SiteFault, ...], language: Language, sources: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """Return the faults as lines of text; a long list is cut, and says so.

    ``sources`` are the files that people wrote, by the pages which are made of them.
    """
    lines = []
    for fault in faults[:_MOST_LINES]:
        source = sources.get(fault.page)
        page = fault.page if source is None else f"{source} ({fault.page})"
        lines += [f"{page}: {language.say(fault.what)}", f"  {' '.join(fault.where.split())}"]
        if fault.more:
            lines.append("  " + language.say(_more(fault)))
    if len(faults) > _MOST_LINES:
        n = len(faults) - _MOST_LINES
        lines.append(language.say(say("and {n} fault more", "and {n} faults more", n=n)))
    return lines


def _more(fault: SiteFault) -> Message:
    """Return how many more have the same: pages, or files such as style sheets."""
    if fault.page.lower().endswith(".html"):
        return say("and {n} page more", "and {n} pages more", n=fault.more)
    return say("and {n} file more", "and {n} files more", n=fault.more)
