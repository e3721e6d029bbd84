"""Whom readers of the report write to."""

import re
from typing import Annotated

from pydantic import AfterValidator

from tpm_audit.model import codes
from tpm_audit.model.context import unreadable
from tpm_audit.model.entry import Strict
from tpm_audit.model.field_types import Text
from tpm_audit.source.message import say

_LONGEST = 254  # characters of an address, as RFC 5321 has it
_MAILBOX = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
_ADDRESS = re.compile(rf"{_MAILBOX}@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")


def _one_line(value: str) -> str:
    if len(value.splitlines()) > 1:
        raise unreadable(codes.WRONG_SHAPE, say("a name is one line"), say("write it without a line break"))
    return value


def _address(value: str) -> str:
    if len(value) > _LONGEST or not _ADDRESS.fullmatch(value):
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("'{value}' is no e-mail address", value=value[:60]),
            say("write nothing but the address, such as {example}", example="audit@lindner.example"),
        )
    return value


class ReportContact(Strict):
    """A person or team that answers questions about findings; every edition names them."""

    name: Annotated[Text, AfterValidator(_one_line)]
    email: Annotated[Text, AfterValidator(_address)]
