"""What a waiver or an action is about: findings by rule or by their short id, and what of them."""

import re
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, ValidationInfo, model_validator

from tpm_audit.model import codes
from tpm_audit.model.context import Kind, context_of, unreadable
from tpm_audit.model.field_types import ListOf
from tpm_audit.model.references import CriterionId, FactId, Refers, read_reference
from tpm_audit.model.selector import Selector
from tpm_audit.source.message import say

_ABOUT_THE_WORK = ("TPW", "TPA")  # the families of the rules about waivers and actions
SHORT_ID: Final = re.compile(r"[A-Z]{3}[0-9]{3}-[0-9a-z]{10}")  # of a finding
_OF_FINDINGS = frozenset({"rule", "finding", "facts", "criteria"})


def _rule(value: object, info: ValidationInfo) -> str:
    """Return the code of a rule, or the id of a rule that the workspace has written itself."""
    if isinstance(value, str) and value in context_of(info).names[Kind.OWN_RULE]:
        return read_reference(Kind.OWN_RULE, value, info)
    code = read_reference(Kind.RULE, value, info)
    if code.startswith(_ABOUT_THE_WORK):
        raise unreadable(
            codes.NOT_A_CHOICE,
            say("{code} is about waivers and actions themselves", code=code),
            say("mend the waiver or action that it names"),
        )
    return code


def _short_id(value: object) -> str:
    if isinstance(value, str) and SHORT_ID.fullmatch(value):
        return value
    raise unreadable(
        codes.WRONG_SHAPE,
        say("this is not the short id of a finding"),
        say("write it as the finding's page has it, such as {example}", example="TPC001-7k3q9f2m4x"),
    )


class Match(Selector):
    """Findings of a rule, or one of them; facts, criteria and what a selector asks narrow it down."""

    rule: Annotated[str, BeforeValidator(_rule), Refers(Kind.RULE)] | None = None
    finding: Annotated[str, BeforeValidator(_short_id)] | None = None
    facts: ListOf[FactId] | None = None
    criteria: ListOf[CriterionId] | None = None

    @model_validator(mode="after")
    def _names_findings(self) -> Self:
        """Refuse what would be about everything that is found at a place."""
        if self.rule is None and self.finding is None:
            raise unreadable(
                codes.MISSING_KEY,
                say("neither 'rule' nor 'finding' says which findings are meant"),
                say(
                    "write rule: with its code, such as {example}, or finding: with a short id", example="rule: TPC001"
                ),
            )
        return self

    @property
    def asks_places(self) -> bool:
        """Say whether it is about some of the places of a finding only."""
        return bool(self.model_fields_set - _OF_FINDINGS)
