"""The result as SARIF 2.1.0, for code scanning, viewers and editors."""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.records import place_of, rule_of, said_of, waivers_of
from tpm_audit.exports.text import plain_json, visible_lines
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.result import AbsentRecord, FindingRecord, MemberRecord, ProblemRecord, Result, RuleRecord
from tpm_audit.model.said import JsonValue
from tpm_audit.model.states import UNCHANGED, UPDATED
from tpm_audit.source.message import Sayable, say
from tpm_audit.source.problems import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "tpmAuditFinding/v1"
_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.INFO: "note"}
_STAYED = frozenset({UPDATED, UNCHANGED})  # as SARIF calls them; to it what has come back is new


def write(result: Result, beside: Beside) -> bytes:
    """Return a log of one run: problems and findings as its results, findings of the audit before that are absent too.

    Places in files stand in the internal edition only; the rest of what is internal the result does not have.
    """
    log = _Log(result, beside)
    return plain_json(json.dumps(log.value(), ensure_ascii=False, indent=2).encode() + b"\n")


class _Log:
    def __init__(self, result: Result, beside: Beside) -> None:
        self.result = result
        self.beside = beside
        self.language: Language = beside.language
        self.codes = tuple(sorted({problem.code for problem in result.problems}))
        called = (*(_id(rule.called) for rule in result.rules), *self.codes)
        self.index = {id_: position for position, id_ in enumerate(called)}
        self.waivers = waivers_of(result)

    def value(self) -> JsonValue:
        result = self.result
        rules: list[JsonValue] = [*map(self.rule, result.rules), *map(self.code, self.codes)]
        audit = result.audit
        absent = () if result.past is None else result.past.absent
        run: dict[str, JsonValue] = {
            "tool": {"driver": {"name": "tpm-audit", "version": result.tool, "rules": rules}},
            "language": self.language.code,
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": not result.problems}],
            "results": [
                *map(self.problem, result.problems),
                *map(self.finding, result.findings),
                *map(self.absent, absent),
            ],
            "properties": {
                "client": visible_lines(result.site.client),
                "audit": None if audit is None else audit.id,
                "edition": result.edition.value,
                "asOf": result.as_of.isoformat(),
            },
        }
        return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}

    def rule(self, rule: RuleRecord) -> JsonValue:
        return {
            "id": _id(rule.called),
            "shortDescription": self.text(rule.name),
            **self.help(rule.code),
            "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.enabled},
            "properties": {"severity": rule.severity.value, "lookedAt": rule.looked_at, "heldBack": rule.held_back},
        }

    def code(self, code: str) -> JsonValue:
        return {"id": code, **self.help(code), "defaultConfiguration": {"level": "error"}}

    def help(self, code: str) -> dict[str, JsonValue]:
        page = self.beside.page(code)
        return {} if page is None else {"help": {"text": page}}

    def finding(self, finding: FindingRecord) -> JsonValue:
        members = finding.deviating
        compared = [member for member in finding.members if not member.deviates]
        standard = self.standard(finding)
        found = [*self.locations(members)] or standard
        related = [*self.locations(compared), *(standard if members else [])]
        address = self.beside.address(self.result, finding.id)
        said: dict[str, JsonValue] = {
            **self.found(finding, finding.waived_by),
            "locations": found,
            **({"relatedLocations": related} if related else {}),
            **({} if address is None else {"hostedViewerUri": address}),
        }
        if self.result.past is not None:
            said["baselineState"] = finding.state if finding.state in _STAYED else "new"
        if finding.waiver is not None:
            said["suppressions"] = [*map(self.suppression, finding.waived_by)]
        return said

    def absent(self, finding: AbsentRecord) -> JsonValue:
        return {**self.found(finding), "baselineState": "absent", "locations": self.frozen()}

    def found(self, finding: FindingRecord | AbsentRecord, waivers: Iterable[str] = ()) -> dict[str, JsonValue]:
        rule = _id(rule_of(finding))
        return {
            "ruleId": rule,
            **({"ruleIndex": self.index[rule]} if rule in self.index else {}),
            "level": _LEVELS[finding.severity],
            "message": self.text(finding.headline),
            "fingerprints": {_FINGERPRINT: finding.id},
            "properties": {
                "severity": finding.severity.value,
                "state": finding.state,
                **({"waivers": [*waivers]} if waivers else {}),
            },
        }

    def problem(self, problem: ProblemRecord) -> JsonValue:
        hint = "" if problem.hint is None else f"\n{self.language.say(problem.hint)}"
        said: dict[str, JsonValue] = {
            "ruleId": problem.code,
            "ruleIndex": self.index[problem.code],
            "level": "error",
            "message": self.text(self.language.say(problem.message) + hint),
        }
        if problem.place is not None:
            said["locations"] = [{"physicalLocation": self.physical(problem.place)}]
        if self.result.past is not None:
            said["baselineState"] = "new"  # a closed audit has none
        return said

    def suppression(self, waiver: str) -> JsonValue:
        """Return by what a finding is waived; the result has no reason in the client's edition."""
        reason = self.waivers[waiver].reason if waiver in self.waivers else None
        said: dict[str, JsonValue] = {"kind": "external", "status": "accepted"}
        if reason is not None:
            said["justification"] = visible_lines(self.language.say(reason))
        return said

    def locations(self, members: Iterable[MemberRecord]) -> Iterator[JsonValue]:
        for member in members:
            ids = (member.touchpoint, member.channel, member.location)
            name = visible_lines(self.language.say(member.label))
            logical: JsonValue = {"name": name, "fullyQualifiedName": "/".join(one or "" for one in ids)}
            place = place_of(member.place)
            yield {
                **({} if place is None else {"physicalLocation": self.physical(place)}),
                "logicalLocations": [logical],
                "message": self.text(said_of(member, self.language)),
            }

    def standard(self, finding: FindingRecord) -> list[JsonValue]:
        """Return where it is written what should be there."""
        place = place_of(finding.standard_place)
        if place is None:
            return []
        said = say("standard") if finding.standard is None else say("standard: {value}", value=finding.standard)
        return [{"physicalLocation": self.physical(place), "message": self.text(said)}]

    def frozen(self) -> list[JsonValue]:
        """Return where what is absent is written: code scanning refuses a whole log for one result without a place."""
        past = self.result.past
        if past is None or self.result.edition is Edition.CLIENT:
            return []
        file = past.file or f"content/audits/{past.id}/result.json"
        return [{"physicalLocation": {"artifactLocation": self.artifact(file)}}]

    def physical(self, place: Place) -> JsonValue:
        region: JsonValue = {"startLine": place.line, "startColumn": place.column}
        return {"artifactLocation": self.artifact(place.file), "region": region}

    def artifact(self, file: str) -> JsonValue:
        return {"uri": quote(f"{self.beside.folder}{file}"), "uriBaseId": "%SRCROOT%"}

    def text(self, said: Sayable) -> dict[str, JsonValue]:
        """Return a text as a message of SARIF, in which ``](`` would make a link."""
        return {"text": visible_lines(self.language.say(said)).replace("](", "] (")}


def _id(called: str) -> str:
    """Return the id of a rule: one that the workspace has written itself stands below its shape."""
    return called.replace(" ", "/")


FORMAT = Format("sarif", (".sarif", ".sarif.json"), write)
