"""Syntax errors in the words of people who write YAML twice a year, made from those of libyaml."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from tpm_audit.source import refusals
from tpm_audit.source.codes import Code
from tpm_audit.source.message import say
from tpm_audit.source.problems import Problem
from tpm_audit.source.text import SourceText, excerpt

_QUOTE_TEXT: Final = say("put the whole text in quotes")
_CLOSING: Final = {"[": "]", "{": "}"}
_SAME_COLUMN: Final = say("the keys of a map, and the items of a list, start in the same column")


@dataclass(frozen=True, slots=True)
class Mistake:
    """An error of libyaml: its words, where it stopped, and where what it was reading had begun."""

    words: str
    position: int
    begun: int
    open_at: tuple[int, ...] = ()  # where the maps and lists began that were open there


def explain(source: SourceText, mistake: Mistake) -> Problem:
    """Return what is wrong and what to write; libyaml's own words where they are not known here."""
    if source.text.startswith("%", mistake.begun) and not source.before(mistake.begun):
        return _directive(source, mistake)
    for words, answer in _ANSWERS:
        if mistake.words.startswith(words):
            return answer(source, mistake)
    message = say("this is not YAML ({words})", words=mistake.words)
    return Problem(source.place(mistake.position), Code.SYNTAX, message, _QUOTE_TEXT)


def _directive(source: SourceText, mistake: Mistake) -> Problem:
    message = say("a line that starts with '%' is an instruction to YAML, and this one is unknown")
    return Problem(source.place(mistake.begun), Code.SYNTAX, message, say("remove the line"))


def _too_deep(source: SourceText, mistake: Mistake) -> Problem:
    """Return what the builder says of depth: newer libyamls look ahead, and stop before it has seen any of it."""
    return refusals.too_deep(source.place(mistake.position))


def _colon_in_text(source: SourceText, mistake: Mistake) -> Problem:
    before = source.before(mistake.position)
    if ": " in before:
        message = say("': ' stands inside a text without quotes")
        return Problem(source.place(mistake.position), Code.NEEDS_QUOTES, message, _QUOTE_TEXT)
    key = mistake.position - len(before.lstrip(" "))
    return Problem(
        source.place(key),
        Code.INDENTATION,
        say("a key stands where the text of the line before goes on"),
        say("start it in the column of the other keys; a space belongs after each ':'"),
    )


def _colon_at_end(source: SourceText, mistake: Mistake) -> Problem:
    message = say("':' stands at the end of a text without quotes")
    return Problem(source.place(mistake.position), Code.NEEDS_QUOTES, message, _QUOTE_TEXT)


def _no_colon(source: SourceText, mistake: Mistake) -> Problem:
    return Problem(
        source.place(mistake.begun),
        Code.SYNTAX,
        say("no ':' follows '{text}'", text=excerpt(source.after(mistake.begun))),
        say("write a key, ':' and a value; if it belongs to the text above, indent it"),
    )


def _after_the_end(source: SourceText, mistake: Mistake) -> Problem:
    place = source.place(mistake.position)
    if source.before(mistake.position).strip(" "):
        return Problem(place, Code.NEEDS_QUOTES, say("text follows after the end of a value"), _QUOTE_TEXT)
    if source.text.startswith(":", mistake.position):
        return refusals.no_key(place)
    message = say("this line does not continue any line above it")
    return Problem(place, Code.INDENTATION, message, _SAME_COLUMN)


def _cannot_start(source: SourceText, mistake: Mistake) -> Problem:
    if source.text.startswith("\t", mistake.position):
        return _tab(source, mistake)
    return _starts_with(source, mistake.position)


def _starts_with_sign(source: SourceText, mistake: Mistake) -> Problem:
    return _starts_with(source, mistake.begun)


def _starts_with(source: SourceText, position: int) -> Problem:
    message = say("a text starts with '{character}' without quotes", character=source.text[position])
    return Problem(source.place(position), Code.NEEDS_QUOTES, message, _QUOTE_TEXT)


def _tab(source: SourceText, mistake: Mistake) -> Problem:
    message = say("a tab stands where only spaces may")
    return Problem(source.place(mistake.position), Code.INDENTATION, message, say("indent with spaces"))


def _open_quote(source: SourceText, mistake: Mistake) -> Problem:
    quote = source.text[mistake.begun]
    return Problem(
        source.place(mistake.begun),
        Code.NOT_CLOSED,
        say("the quote {quote} is not closed", quote=quote),
        say("end the text with {quote}", quote=quote),
    )


def _open_bracket(source: SourceText, mistake: Mistake) -> Problem:
    place, stopped = source.place(mistake.begun), source.place(mistake.position)
    if mistake.position < len(source.text) and place.line == stopped.line:
        return Problem(
            stopped,
            Code.NEEDS_QUOTES,
            say("',' or '{closing}' is expected here", closing=_CLOSING.get(source.text[mistake.begun], "}")),
            say("text that holds a comma, a colon, a quote or brackets needs quotes here"),
        )
    return _not_closed(source, mistake.begun)


def _not_closed(source: SourceText, position: int) -> Problem:
    opening = source.text[position]
    closing = _CLOSING.get(opening, "}")
    return Problem(
        source.place(position),
        Code.NOT_CLOSED,
        say("'{opening}' is not closed", opening=opening),
        say(
            "write '{closing}' where it ends; text that starts with '{opening}' needs quotes",
            opening=opening,
            closing=closing,
        ),
    )


def _no_value(source: SourceText, mistake: Mistake) -> Problem:
    place = source.place(mistake.position)
    if source.text.startswith("...", mistake.position):  # the end of a document that has not begun
        return refusals.no_content(source.place(0))
    character = source.text[mistake.position : mistake.position + 1].strip()
    if not character:
        brackets = (position for position in reversed(mistake.open_at) if source.text[position] in _CLOSING)
        return _not_closed(source, next(brackets, mistake.begun))
    return Problem(
        place,
        Code.NEEDS_QUOTES,
        say("no value stands before '{character}'", character=character),
        say("write the value; text that starts with '{character}' needs quotes", character=character),
    )


def _list_or_key(source: SourceText, mistake: Mistake) -> Problem:
    return Problem(
        source.place(mistake.position),
        Code.SYNTAX,
        say("a list item or key cannot start here"),
        say("start it on a line of its own; text that starts with '-' or '?' needs quotes"),
    )


def _backslash(source: SourceText, mistake: Mistake) -> Problem:
    return Problem(
        source.place(mistake.position),
        Code.SYNTAX,
        say("in double quotes this backslash stands for no character"),
        say("write two backslashes, or use single quotes"),
    )


def _long_text(source: SourceText, mistake: Mistake) -> Problem:
    message = say("text follows '{sign}' on its line", sign=source.text[mistake.begun])
    return Problem(source.place(mistake.begun), Code.NEEDS_QUOTES, message, refusals.LONG_TEXT)


def _tag(source: SourceText, mistake: Mistake) -> Problem:
    word = source.after(mistake.begun).partition(" ")[0]
    return refusals.tag(source.place(mistake.begun), word)


_Answer: TypeAlias = Callable[[SourceText, Mistake], Problem]

# How libyaml's words begin.
_ANSWERS: Final[tuple[tuple[tuple[str, ...], _Answer], ...]] = (
    (("exceeded maximum nesting depth",), _too_deep),
    (("mapping values are not allowed",), _colon_in_text),
    (("found unexpected ':'",), _colon_at_end),
    (("could not find expected ':'",), _no_colon),
    (
        (
            "did not find expected key",
            "did not find expected '-'",
            "did not find expected <document start>",
        ),
        _after_the_end,
    ),
    (("found character that cannot start",), _cannot_start),
    (("did not find expected alphabetic",), _starts_with_sign),
    (("found a tab",), _tab),
    (("found unexpected end of stream", "found unexpected document indicator"), _open_quote),
    (("did not find expected ',' or",), _open_bracket),
    (("did not find expected node content",), _no_value),
    (("block sequence entries are not allowed", "mapping keys are not allowed"), _list_or_key),
    (
        ("found unknown escape", "did not find expected hexdecimal", "found invalid Unicode character"),
        _backslash,
    ),
    (("did not find expected comment", "found an indentation indicator"), _long_text),
    (
        (
            "found undefined tag handle",
            "did not find expected tag URI",
            "did not find the expected '>'",
            "did not find expected '!'",
            "did not find URI escaped octet",
            "did not find expected whitespace or line break",
        ),
        _tag,
    ),
)
