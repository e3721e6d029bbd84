"""Own rules: what a workspace wants to be checked beside what is built in, written in site_config/rules.yml."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator

from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Entry, KeyPath, SeverityField, Written
from tpm_audit.model.facts import Circumstances, Fact
from tpm_audit.model.field_types import ListOf, LocalText, Text
from tpm_audit.model.references import FactId
from tpm_audit.model.selector import ALL, SelectorField
from tpm_audit.source.message import Localised, Message, say


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with a rule once everything it names is known; ``keys`` lead to where it is written."""

    keys: KeyPath
    code: str
    message: Message
    hint: Message


Look: TypeAlias = Callable[[Localised, Written], Localised]  # leads from paths to what the files there are known by


class OwnRule(Entry):
    """A rule of the workspace's own; one subclass per shape says what else it takes."""

    shape: Text
    message: LocalText
    severity: SeverityField | None = None
    advice: LocalText | None = None
    where: SelectorField = ALL

    @property
    def named_facts(self) -> tuple[str, ...]:
        """Return the facts that it is about."""
        return ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the values of facts that it names."""
        return ()

    def looked_at(self, facts: Mapping[str, Fact], look: Look) -> Self:  # noqa: ARG002 (few shapes name values)
        """Return it with what files are known by in the place of their paths, where it names values that are files."""
        return self

    def misfits(self, facts: Mapping[str, Fact], circumstances: Circumstances) -> Iterator[Misfit]:  # noqa: ARG002 (few shapes)
        """Yield what does not go together in it, or with the facts that it names."""
        yield from ()

    def for_client(self) -> Self | None:
        """Return what of it can be judged by what the client may see; None where nothing can."""
        return self


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def at_least(least: int) -> AfterValidator:
    """Return the validator of a list that needs so many entries."""

    def check(found: tuple[str, ...]) -> tuple[str, ...]:
        if len(found) < least:
            raise unreadable(
                codes.WRONG_SHAPE,
                say("the list is too short"),
                say("write at least {n} entry", "write at least {n} different entries", n=least),
            )
        return found

    return AfterValidator(check)


ManyFacts = Annotated[ListOf[FactId], AfterValidator(_once)]


class OwnFactRule(OwnRule):
    """A rule about facts as they were found."""

    facts: Annotated[ManyFacts, at_least(1)]

    @property
    def named_facts(self) -> tuple[str, ...]:
        """Return the facts that it is about."""
        return self.facts
