"""Findings: the audit can be read, and something is wrong at a touchpoint."""

import enum
import hashlib
from dataclasses import dataclass

from tpm_audit.model.audit import Unit
from tpm_audit.model.entry import Severity, Written
from tpm_audit.source.message import Message, Sayable

IDENTITY_VERSION = 1
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # base 32 without letters that are taken for digits


class IntroducedBy(enum.StrEnum):
    """Why a finding is there that the audit before did not have."""

    CONTENT = "content"
    SCOPE = "scope"
    RULE = "rule"
    OTHERWISE = "otherwise"


class SubjectKind(enum.StrEnum):
    """What a finding is about."""

    FACT = "fact"
    CRITERION = "criterion"
    TOUCHPOINT = "touchpoint"
    PHASE = "phase"
    CHECKLIST = "checklist"
    RULE = "rule"
    OWN_RULE = "own-rule"
    WAIVER = "waiver"
    ACTION = "action"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: its kind, its ids, and the first ids of the same things for the identity."""

    kind: SubjectKind
    ids: tuple[str, ...]
    first_ids: tuple[str, ...]


OWN_FAMILY = "TPO"  # of the rules that a workspace writes itself; the code says the shape


def rule_key(code: str, own: str | None) -> str:
    """Return what tells a rule from all others: its code, with the id of a rule that the workspace has written."""
    return code if own is None else f"{code} {own}"


def own_rule_of(rule: str, subject: SubjectKind, ids: tuple[str, ...]) -> str | None:
    """Return the id of the workspace's own rule that has found something; None where it was another rule."""
    return ids[0] if subject is SubjectKind.OWN_RULE and rule.startswith(OWN_FAMILY) else None


@dataclass(frozen=True, slots=True)
class Member:
    """One place where a finding shows: the unit, what is there, why it is wrong.

    ``deviates`` is False for places that stand beside the others for comparison; ``fact`` is whose value it is, where
    the finding is about more than one fact, ``question`` which question of a survey was answered there, ``journey``
    about which journey. ``first`` are the unit and the fact by the ids that they had first, where they were renamed.
    """

    label: Sayable
    unit: Unit
    written: Written
    value: Sayable | None = None
    why: Message | None = None
    deviates: bool = True
    language: str | None = None
    fact: str | None = None
    question: str | None = None
    journey: str | None = None
    waiver: str | None = None
    first: tuple[Unit, str | None] | None = None

    @property
    def lasting(self) -> tuple[Unit, str | None]:
        """Return the unit and the fact by ids that no rename changes."""
        return (self.unit, self.fact) if self.first is None else self.first


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. Its identity never holds a file, a line, a message, a severity or a language."""

    rule: str
    severity: Severity
    subject: Subject
    headline: Message
    members: tuple[Member, ...]
    aspect: str = ""
    standard: Sayable | None = None
    standard_written: Written | None = None
    advice: Sayable | None = None
    state: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()  # empty: those who answer for the units of the members
    waiver: str | None = None  # under which none of its places counts

    @property
    def identity(self) -> str:
        """Return rule, hyphen and 10 base-32 characters: the same through renames, edits and languages."""
        parts = (str(IDENTITY_VERSION), self.rule, self.subject.kind, *self.subject.first_ids, self.aspect)
        return f"{self.rule}-{_short_hash(parts)}"

    @property
    def rule_key(self) -> str:
        """Return what tells its rule from all others."""
        return rule_key(self.rule, own_rule_of(self.rule, self.subject.kind, self.subject.ids))

    @property
    def state_hash(self) -> str:
        """Return a hash of what may change while the finding stays the same one."""
        deviating = sorted(
            f"{unit.touchpoint}/{unit.channel}/{unit.location}/{member.language or ''}={member.value}"
            + (f"/{fact}" if fact is not None else "")
            for member in self.members
            if member.deviates
            for unit, fact in (member.lasting,)
        )
        return _short_hash((self.severity, *self.state, *deviating))


def _short_hash(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    number = int.from_bytes(digest[:7], "big") >> 6
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(45, -5, -5))
