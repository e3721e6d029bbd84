"""Own rule of the shape allowed-terms: what a fact says contains one of these words, and none of those.

The words that a house has agreed on, such as guest for customer, and those that it has given up. Words are found
whatever their capitals and only as whole words: "du" is not in "dulden". A term may be a text, or one per content
language; where a visit names no language, any of them will do.

`facts`: which facts. `terms`: words of which the text contains at least one. `not_terms`: words that it must not
contain. `whole`: true, if the text has to be one of the terms, with nothing beside it. `match_case`: true, if
capitals count.

Fails:

    facts: {greeting: {kind: text}}
    rules:
      guests: {shape: allowed-terms, message: We have guests., facts: [greeting], not_terms: [customer, customers]}
    visits:
      - {touchpoint: contact, channel: website, facts: {greeting: "Dear customer,"}}

Passes:

    facts: {greeting: {kind: text}}
    rules:
      guests: {shape: allowed-terms, message: We have guests., facts: [greeting], not_terms: [customer, customers]}
    visits:
      - {touchpoint: contact, channel: website, facts: {greeting: "Dear guest, leave customs to us"}}
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from pydantic import model_validator

from tpm_audit.facts.text import folded
from tpm_audit.model import codes
from tpm_audit.model.audit import Unit
from tpm_audit.model.context import unreadable
from tpm_audit.model.field_types import Boolean, ListOf, LocalText
from tpm_audit.model.findings import Finding
from tpm_audit.model.outcomes import Seen, UnitOutcome
from tpm_audit.model.own_rules import OwnFactRule
from tpm_audit.rules.own.places import found_member, places_by_spot
from tpm_audit.rules.own.shape import Shape, about_spot, and_more, at_spot, own_finding, quoted
from tpm_audit.rules.rule import Examined
from tpm_audit.source.message import Localised, Message, say


class AllowedTerms(OwnFactRule):
    """An own rule of the shape allowed-terms."""

    terms: ListOf[LocalText] = ()
    not_terms: ListOf[LocalText] = ()
    whole: Boolean = False
    match_case: Boolean = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.terms and not self.not_terms:
            raise unreadable(
                codes.MISSING_KEY,
                say("neither 'terms' nor 'not_terms' says a word"),
                say("add the words that have to stand there, or must not: {example}", example="terms: [guest]"),
            )
        return self


@dataclass(frozen=True, slots=True)
class _Texts:
    spot: Unit
    found: tuple[tuple[UnitOutcome, Seen, str], ...]  # with the text as it is searched


def select(examined: Examined, own: AllowedTerms) -> Iterator[_Texts]:
    """Yield the texts of each touchpoint."""
    for spot, places in places_by_spot(examined, own):
        found: dict[object, tuple[UnitOutcome, Seen, str]] = {}
        for outcome in (place.outcomes[fact] for place in places for fact in own.facts if fact in place.outcomes):
            for seen in outcome.seen:
                if seen.text is not None:
                    key = (outcome.fact, outcome.unit, outcome.language, seen.text)
                    found.setdefault(key, (outcome, seen, _searched(own, seen.text)))
        if found:
            yield _Texts(spot, tuple(found.values()))


def judge(examined: Examined, own: AllowedTerms, texts: _Texts) -> Finding | None:
    """Find the texts that lack the words, or have those that must not be there."""
    audit = examined.audit
    wrong = [
        (outcome, seen, why)
        for outcome, seen, text in texts.found
        if (why := _why(own, text, outcome.language)) is not None
    ]
    if not wrong:
        return None
    outcome, seen, why = wrong[0]
    text = quoted(audit.fact_name(outcome.fact), seen.text or "")
    found = at_spot(audit, texts.spot, say("{found}; {why}", found=text, why=why))
    return own_finding(
        examined,
        SHAPE,
        own,
        about_spot(audit, texts.spot),
        and_more(found, len(wrong) - 1),
        (found_member(audit, outcome, seen, why) for outcome, seen, why in wrong),
    )


def _why(own: AllowedTerms, text: str, language: str | None) -> Message | None:
    """Say what is wrong with a text."""
    bad = next((term for term in _in(own.not_terms, language) if _holds(text, _searched(own, term))), None)
    if bad is not None:
        return say("“{term}” must not be there", term=bad)
    wanted = list(_in(own.terms, language))
    holds = _is if own.whole else _holds
    if not wanted or any(holds(text, _searched(own, term)) for term in wanted):
        return None
    if own.whole:
        return say("it is none of: {terms}", terms=tuple(wanted))
    return say("it contains none of: {terms}", terms=tuple(wanted))


def _in(terms: Iterable[Localised], language: str | None) -> Iterator[str]:
    """Yield the terms as they are in a language; without one in all of them."""
    for term in terms:
        for code, text in term.items():
            if code == "" or language in (None, code):
                yield text


def _searched(own: AllowedTerms, text: str) -> str:
    return folded(text) if own.match_case else folded(text).casefold()


def _is(text: str, term: str) -> bool:
    return text == term


def _holds(text: str, term: str) -> bool:
    """Say whether a term stands in a text as words of its own."""
    start = text.find(term) if term else -1
    while start >= 0:
        end = start + len(term)
        if not (_joined(text[start - 1 : start], term[0]) or _joined(term[-1], text[end : end + 1])):
            return True
        start = text.find(term, start + 1)
    return False


def _joined(one: str, other: str) -> bool:
    """Say whether two signs are of one word."""
    return one.isalnum() and other.isalnum()


SHAPE = Shape("TPO002", "allowed-terms", AllowedTerms, __doc__ or "", select, judge)
