"""YAML to nodes, with libyaml's parser. The only home of PyYAML."""

import re
from array import array
from collections.abc import Collection
from typing import Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from tpm_audit.source import refusals
from tpm_audit.source.builder import Builder, StopReadingError
from tpm_audit.source.document import Document, Marks, Spot
from tpm_audit.source.encoding import decode
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Problem
from tpm_audit.source.syntax import Mistake, explain
from tpm_audit.source.text import Lines, SourceText

_ENDS: Final = (MappingEndEvent, SequenceEndEvent)
_TAG_DIRECTIVE: Final = re.compile(r"(?:\A|[\r\n])(?=%TAG)")
# libyaml breaks lines at these, as YAML 1.1 did; to YAML 1.2 and to every editor they are characters of text.
# Noncharacters, which decode() refuses, stand in for them.
_STAND_INS: Final = {0x2028: 0x10FFFE, 0x2029: 0x10FFFF}
_SEPARATORS: Final = {stand_in: separator for separator, stand_in in _STAND_INS.items()}


class LibyamlMissingError(Exception):
    """PyYAML came without libyaml; its own parser is many times slower and breaks at deep nesting."""

    def __init__(self) -> None:
        self.message: Message = say("PyYAML is installed without libyaml, which reads the YAML files")
        self.hint: Message = say("install it from a wheel: pip install --force-reinstall --only-binary :all: pyyaml")
        super().__init__(f"{self.message.text}; {self.hint.text}")


def read_yaml(file: str, data: bytes, *, foreign: bool = False) -> tuple[Document, tuple[Problem, ...]]:
    """Return what stands in a file, and its problems in the order of their places.

    An entry with a problem is left out, the rest stays. A file that cannot be read to its end has no value.
    ``foreign``: another program reads the file too, by YAML's own rules. What has a tag is then no problem and not
    read: no tag is ever obeyed, no class made, no environment looked at.
    """
    document, problems, _ = _read(file, data, foreign=foreign)
    return document, problems


def trace_yaml(
    file: str, data: bytes, traced: Collection[str]
) -> tuple[Document, tuple[Problem, ...], tuple[Spot, ...]]:
    """Return the same, and where texts of ``traced`` stand: in the document each is such a `Spot`."""
    return _read(file, data, traced=traced)


def _read(
    file: str, data: bytes, *, foreign: bool = False, traced: Collection[str] = ()
) -> tuple[Document, tuple[Problem, ...], tuple[Spot, ...]]:
    if not yaml.__with_libyaml__:
        raise LibyamlMissingError
    source = decode(file, data)
    if isinstance(source, Problem):
        return _nothing(Lines(file, array("I", [0]))), (source,), ()
    builder = Builder(source, foreign=foreign, traced=traced)
    try:
        _parse(source, builder)
    except StopReadingError as stop:
        problem = stop.problem
    except yaml.MarkedYAMLError as error:
        problem = explain(source, _mistake(error, builder))
    else:
        return builder.document(), tuple(sorted(builder.problems)), tuple(builder.spots)
    return _nothing(source.lines), tuple(sorted([*builder.problems, problem])), ()


def _nothing(lines: Lines) -> Document:
    return Document(lines.file, None, Marks(lines, array("I")))


def _parser(source: SourceText, text: str) -> yaml.CLoader:
    if "%TAG" in text and (directive := _TAG_DIRECTIVE.search(text)):
        raise StopReadingError(refusals.tag_directive(source.place(directive.end())))
    return yaml.CLoader(text)


def _parse(source: SourceText, builder: Builder) -> None:
    separators = "\u2028" in source.text or "\u2029" in source.text
    parser = _parser(source, source.text.translate(_STAND_INS) if separators else source.text)
    documents = 0
    while event := parser.get_event():
        position = event.start_mark.index  # type: ignore[union-attr]  # libyaml marks every event
        if isinstance(event, ScalarEvent):
            scalar = event.value.translate(_SEPARATORS) if separators else event.value
            builder.scalar(scalar, event.style, position, event.anchor, event.tag)
        elif isinstance(event, MappingStartEvent):
            builder.start({}, position, event.anchor, event.tag)
        elif isinstance(event, SequenceStartEvent):
            builder.start([], position, event.anchor, event.tag)
        elif isinstance(event, _ENDS):
            builder.end()
        elif isinstance(event, AliasEvent):
            builder.alias(event.anchor or "", position)
        elif isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                builder.problems.append(refusals.several_documents(source.place(position)))
                return
    if not documents:
        builder.problems.append(refusals.no_content(source.place(0)))


def _mistake(error: yaml.MarkedYAMLError, builder: Builder) -> Mistake:
    # A mistake in a %YAML line has no context mark; every other error of libyaml has its own.
    at = error.problem_mark.index if error.problem_mark else 0
    begun = error.context_mark.index if error.context_mark else at
    return Mistake(error.problem or "", at, begun, builder.open_at())
