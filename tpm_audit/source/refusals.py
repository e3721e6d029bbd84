"""What is refused in a YAML file, in words: one function per refusal."""

from typing import Final

from tpm_audit.source import limits
from tpm_audit.source.codes import Code
from tpm_audit.source.message import say
from tpm_audit.source.problems import Place, Problem
from tpm_audit.source.text import excerpt

_SPLIT: Final = say("split it into several files")
_SAVE_AS_UTF8: Final = say("save the file as UTF-8")
LONG_TEXT: Final = say("text that starts with '>' or '|' needs quotes; a long text stands indented below it")
_COLOUR: Final = say("a colour needs quotes: '#' starts a comment")


def other_encoding(place: Place, encoding: str) -> Problem:
    """Refuse a file that begins like one in a known encoding."""
    message = say("the file is {encoding}, not UTF-8", encoding=encoding)
    return Problem(place, Code.NOT_UTF8, message, _SAVE_AS_UTF8)


def foreign_byte(place: Place, byte: int) -> Problem:
    """Refuse a byte that is no UTF-8; most such files come from editors that write Windows-1252."""
    code, character = f"0x{byte:02X}", bytes([byte]).decode("cp1252", errors="ignore")
    message = say("byte {code} is not UTF-8", code=code)
    if character:
        message = say(
            "byte {code} is not UTF-8; in Windows-1252 (Latin-1) it is '{character}'",
            code=code,
            character=character,
        )
    return Problem(place, Code.NOT_UTF8, message, _SAVE_AS_UTF8)


def binary(place: Place) -> Problem:
    """Refuse what is no text at all."""
    hint = say("write YAML as UTF-8 text here, or move the file to another folder")
    return Problem(place, Code.NOT_UTF8, say("the file is binary, not text"), hint)


def control_character(place: Place, character: str) -> Problem:
    """Refuse a character that nobody sees."""
    return Problem(
        place,
        Code.CONTROL_CHARACTER,
        say("an invisible control character ({character}) stands here", character=f"U+{ord(character):04X}"),
        say("remove it"),
    )


def too_many_bytes(place: Place, size: int) -> Problem:
    """Refuse a file over its limit."""
    message = say("the file has {size} bytes, more than {limit}", size=size, limit=limits.FILE_BYTES)
    return Problem(place, Code.OVER_LIMIT, message, _SPLIT)


def too_many_nodes(place: Place) -> Problem:
    """Refuse the first node over the limit."""
    message = say(
        "the file has more than {limit} keys and values (what an alias repeats counts again)",
        limit=limits.NODES,
    )
    return Problem(place, Code.OVER_LIMIT, message, _SPLIT)


def too_many_aliases(place: Place) -> Problem:
    """Refuse the first alias over the limit."""
    message = say("the file uses aliases ('*name') more than {limit} times", limit=limits.ALIASES)
    return Problem(place, Code.OVER_LIMIT, message, say("write the values out"))


def too_many_problems(place: Place) -> Problem:
    """Refuse the first problem over the limit."""
    message = say("the file has more than {limit} problems; the rest is not read", limit=limits.PROBLEMS)
    return Problem(place, Code.OVER_LIMIT, message, say("correct those first"))


def too_deep(place: Place) -> Problem:
    """Refuse the first map or list over the limit."""
    message = say("more than {limit} maps and lists stand inside each other", limit=limits.NESTING)
    return Problem(place, Code.OVER_LIMIT, message, say("if these brackets are text, put it in quotes"))


def too_long(place: Place, length: int) -> Problem:
    """Refuse a text over the limit."""
    limit = limits.TEXT_CHARACTERS
    message = say("a text has {length} characters, more than {limit}", length=length, limit=limit)
    return Problem(place, Code.OVER_LIMIT, message, say("shorten it"))


def no_content(place: Place) -> Problem:
    """Refuse a file that says nothing."""
    return Problem(
        place,
        Code.NO_CONTENT,
        say("the file is empty"),
        say("write what belongs here, or delete the file"),
    )


def no_value(place: Place, key: str, *, comment: bool) -> Problem:
    """Refuse a key after which nothing, or only a ``comment``, stands."""
    return Problem(
        place,
        Code.NO_VALUE,
        say("'{key}' has no value", key=excerpt(key)),
        _COLOUR if comment else say("write a value after '{key}:', or remove the key", key=excerpt(key)),
    )


def no_colon(place: Place, key: str) -> Problem:
    """Refuse a key in braces that has no colon: nearly always the rest of a text with a comma."""
    return Problem(
        place,
        Code.NO_VALUE,
        say("'{key}' stands in braces without a value", key=excerpt(key)),
        say("where the comma before it belongs to a text or number, quote that text, or write the number with a point"),
    )


def no_item(place: Place, *, comment: bool) -> Problem:
    """Refuse a list item that is nothing, or only a ``comment``."""
    return Problem(
        place,
        Code.NO_VALUE,
        say("a list item has no value"),
        _COLOUR if comment else say("write a value, or remove the item"),
    )


def no_key(place: Place) -> Problem:
    """Refuse ``: value``."""
    return Problem(
        place,
        Code.NO_VALUE,
        say("no key stands before ':'"),
        say("write the key; text that starts with ':' needs quotes"),
    )


def null(place: Place, written: str) -> Problem:
    """Refuse ``null`` and ``~`` as key or value."""
    return Problem(
        place,
        Code.NO_VALUE,
        say("{written} stands for no value", written=written),
        say('write a value or remove the entry; as a text write "{written}"', written=written),
    )


def no_block_text(place: Place, written: str) -> Problem:
    """Refuse ``>5`` and the like: YAML takes that for the beginning of a long text, here of none."""
    return Problem(
        place,
        Code.NO_VALUE,
        say("no text follows '{written}'", written=excerpt(written)),
        LONG_TEXT,
    )


def duplicate_key(place: Place, key: str, first: Place) -> Problem:
    """Refuse a key that the map already has."""
    return Problem(
        place,
        Code.DUPLICATE_KEY,
        say("'{key}' already stands at {first}", key=excerpt(key), first=str(first)),
        say("keep one of the two, or rename one"),
    )


def key_not_text(place: Place) -> Problem:
    """Refuse a map or list as key; mostly it is text in braces."""
    return Problem(
        place,
        Code.KEY_NOT_TEXT,
        say("a map or list is used as a key"),
        say("a key is text; text that holds brackets or braces needs quotes"),
    )


def tag(place: Place, written: str) -> Problem:
    """Refuse a tag, known or unknown."""
    return Problem(
        place,
        Code.TAG,
        say("'{tag}' is a YAML tag", tag=excerpt(written.replace("tag:yaml.org,2002:", "!!"))),
        say("remove it: the field decides the type; text that starts with '!' needs quotes"),
    )


def tag_directive(place: Place) -> Problem:
    """Refuse a ``%TAG`` line: tags are refused, and libyaml takes quadratic time over many of them."""
    return Problem(
        place,
        Code.TAG,
        say("'%TAG' declares YAML tags"),
        say("remove the line: the field decides the type"),
    )


def merge_key(place: Place) -> Problem:
    """Refuse ``<<``."""
    return Problem(
        place,
        Code.MERGE_KEY,
        say("the merge key '<<' is not read"),
        say('write the keys out; as a text write "<<"'),
    )


def recursive_alias(place: Place, name: str) -> Problem:
    """Refuse ``&x [*x]``."""
    return Problem(
        place,
        Code.ALIAS,
        say("'*{name}' stands inside '&{name}', which it repeats", name=excerpt(name)),
        say("remove it; text that starts with '*' needs quotes"),
    )


def unknown_alias(place: Place, name: str) -> Problem:
    """Refuse an alias without anchor; mostly it is text in asterisks."""
    return Problem(
        place,
        Code.ALIAS,
        say("'*{name}' repeats '&{name}', which does not stand before it", name=excerpt(name)),
        say("text that starts with '*' needs quotes"),
    )


def several_documents(place: Place) -> Problem:
    """Refuse a second document."""
    return Problem(
        place,
        Code.SEVERAL_DOCUMENTS,
        say("a second document starts here"),
        say("write one document per file: remove the line '---', or put what follows into another file"),
    )
