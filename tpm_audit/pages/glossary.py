"""The words of the field, in the page's language, and in the workspace's own words where it has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.parts import capital
from tpm_audit.source.message import Message, Sayable, say


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means here."""

    word: str
    meaning: Sayable


_TERMS: Mapping[str, tuple[Message, Message]] = {
    "touchpoint": (say("touchpoint"), say("a point where a customer meets the company")),
    "channel": (say("channel"), say("the medium a touchpoint is met on: website, app, branch, phone, invoice")),
    "phase": (say("phase"), say("a part of the customer's journey, such as before the purchase")),
    "journey": (say("journey"), say("the way that customers take from touchpoint to touchpoint, step by step")),
    "location": (say("location"), say("a branch of a network")),
    "audit": (say("audit"), say("one dated round of visits")),
    "visit": (say("visit"), say("one auditor meeting one touchpoint on one channel once, and noting what is there")),
    "checklist": (say("checklist"), say("the questions of an audit, apart from the answers")),
    "criterion": (say("criterion"), say("one question of a checklist, with its scale and weight")),
    "item": (say("item"), say("one criterion at one touchpoint on one channel")),
    "knockout": (
        say("knock-out criterion"),
        say("a criterion that makes the whole verdict fail where it is not met; it does not change the score"),
    ),
    "answer": (say("answer"), say("a level of the scale, or not applicable, not tested, cannot tell")),
    "fact": (
        say("fact"),
        say("something that should be the same wherever it appears: a phone number, a colour, a promise"),
    ),
    "kpi": (say("KPI"), say("a figure of the company's own, such as the share of visitors who buy")),
    "standard": (say("standard"), say("what the company has decided that a fact should be")),
    "variant": (say("declared variant"), say("another value that is right, too, where and while it is declared")),
    "observation": (say("observation"), say("the value of a fact as a visit found it")),
    "finding": (say("finding"), say("something that is wrong at a touchpoint, with a permanent address of its own")),
    "edition": (
        say("edition"),
        say("the client's or the internal view of the same audit; the client's counts only what it shows"),
    ),
}


def glossary(result: Result, language: Language) -> tuple[Term, ...]:
    """Return the terms sorted by the word that the company uses."""
    return tuple(sorted(_terms(result, language), key=lambda term: term.word.casefold()))


def _terms(result: Result, language: Language) -> Iterator[Term]:
    in_use = {"location": bool(result.locations), "journey": bool(result.journeys), "kpi": bool(result.kpis)}
    own = {word.term: word.one for word in result.site.words}
    for term, (usual, meaning) in _TERMS.items():
        if not in_use.get(term, True):
            continue
        word = own[term][language.code] if term in own and language.code in own[term] else language.say(usual)
        yield Term(capital(word), meaning)
