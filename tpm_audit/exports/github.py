"""The result as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.exports.format import Beside, Format
from tpm_audit.exports.records import details_of, first_place, rule_of, waivers_of
from tpm_audit.exports.text import next_step, plain
from tpm_audit.model.entry import Severity
from tpm_audit.model.result import FindingRecord, Result, WaiverRecord
from tpm_audit.model.words import waived_counts
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Place

_MOST = 10  # of each kind in a step, says GitHub: it drops the others without a word
_ERROR, _WARNING, _NOTICE = "error", "warning", "notice"
_KINDS = {
    Severity.CRITICAL: _ERROR,
    Severity.MAJOR: _ERROR,
    Severity.MINOR: _WARNING,
    Severity.INFO: _NOTICE,
}


@dataclass(frozen=True, slots=True)
class _Annotation:
    kind: str
    title: str
    lines: tuple[str, ...]
    place: Place | None = None

    def command(self, folder: str) -> str:
        """Return the command; what people wrote can end neither it nor one of its properties."""
        said = (
            {}
            if self.place is None
            else {"file": f"{folder}{self.place.file}", "line": str(self.place.line), "col": str(self.place.column)}
        )
        properties = ",".join(f"{key}={_property(value)}" for key, value in {**said, "title": self.title}.items())
        return f"::{self.kind} {properties}::{'%0A'.join(map(_data, self.lines))}"


def write(result: Result, beside: Beside) -> bytes:
    """Return a line for each problem, failed gate and finding, the worst first, ten of a kind.

    How many are left out is said after them, and how many are waived, which have none.
    """
    language = beside.language
    said: Counter[str] = Counter()
    lines = []
    for annotation in _annotations(result, beside):
        said[annotation.kind] += 1
        if said[annotation.kind] <= _MOST:
            lines.append(annotation.command(beside.folder))
    waived = waived_counts(result.findings)
    counted = [say("findings: {counts}", counts=waived)] if waived else []
    lines += [plain(language.say(one)) for one in (*_left_out(said), *counted, next_step(result))]
    return "".join(f"{line}\n" for line in lines).encode()


def _annotations(result: Result, beside: Beside) -> Iterator[_Annotation]:
    language = beside.language
    for problem in result.problems:
        told = [problem.message, *([] if problem.hint is None else [problem.hint])]
        yield _Annotation(_ERROR, problem.code, tuple(map(language.say, told)), problem.place)
    for gate in result.gate:
        if gate.passed is not True:
            yield _Annotation(_ERROR, f"{language.word('gate')} {gate.name}", (language.say(gate.said),))
    if not result.problems and (result.audit is None or not result.audit.visits):
        yield _Annotation(_ERROR, "tpm-audit", (language.say(say("nothing to check: no audit, or no visit in it")),))
    waivers = waivers_of(result)
    yield from (_finding(finding, waivers, beside) for finding in result.open)


def _finding(finding: FindingRecord, waivers: Mapping[str, WaiverRecord], beside: Beside) -> _Annotation:
    lines = (beside.language.say(finding.headline), *details_of(finding, waivers, beside.language))
    return _Annotation(_KINDS[finding.severity], f"{rule_of(finding)} ({finding.id})", lines, first_place(finding))


def _left_out(said: Mapping[str, int]) -> Iterator[Message]:
    for kind, n in said.items():
        left = n - _MOST
        if left > 0 and kind == _ERROR:
            yield say("and {n} error: GitHub shows ten", "and {n} errors: GitHub shows ten", n=left)
        elif left > 0 and kind == _WARNING:
            yield say("and {n} warning: GitHub shows ten", "and {n} warnings: GitHub shows ten", n=left)
        elif left > 0:
            yield say("and {n} notice: GitHub shows ten", "and {n} notices: GitHub shows ten", n=left)


def _data(text: str) -> str:
    return plain(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("github", (), write)
