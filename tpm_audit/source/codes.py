"""The codes of what cannot be read in a YAML file."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tpm_audit.source.message import Message, say


class Code(StrEnum):
    """One code per kind of mistake; a code never changes its meaning."""

    NOT_UTF8 = "TPS001"
    CONTROL_CHARACTER = "TPS002"
    OVER_LIMIT = "TPS003"
    SYNTAX = "TPS004"
    INDENTATION = "TPS005"
    NOT_CLOSED = "TPS006"
    NEEDS_QUOTES = "TPS007"
    NO_CONTENT = "TPS008"
    NO_VALUE = "TPS009"
    DUPLICATE_KEY = "TPS010"
    KEY_NOT_TEXT = "TPS011"
    TAG = "TPS012"
    MERGE_KEY = "TPS013"
    ALIAS = "TPS014"
    SEVERAL_DOCUMENTS = "TPS015"


MEANINGS: Final[Mapping[Code, Message]] = {
    Code.NOT_UTF8: say("the file is not UTF-8 text"),
    Code.CONTROL_CHARACTER: say("an invisible control character stands in the file"),
    Code.OVER_LIMIT: say("the file is larger, deeper or longer than can be read"),
    Code.SYNTAX: say("the file is not YAML from this place on"),
    Code.INDENTATION: say("a line does not start in the column of the lines it belongs to"),
    Code.NOT_CLOSED: say("a quote or bracket is opened and not closed"),
    Code.NEEDS_QUOTES: say("a text means something else to YAML unless it is quoted"),
    Code.NO_CONTENT: say("the file is empty or holds only comments"),
    Code.NO_VALUE: say("a key or list item has no value, or null"),
    Code.DUPLICATE_KEY: say("a key stands twice in one map"),
    Code.KEY_NOT_TEXT: say("a map or list is used as a key"),
    Code.TAG: say("a YAML tag gives a type; here the field decides the type"),
    Code.MERGE_KEY: say("the merge key '<<' is used"),
    Code.ALIAS: say("an alias names no anchor, or its own anchor"),
    Code.SEVERAL_DOCUMENTS: say("the file holds more than one YAML document"),
}
