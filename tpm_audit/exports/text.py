"""The result as text for a terminal: problems, findings, figures, the gate, and the next most useful step."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from tpm_audit.exports.records import FIGURES_COUNT_WAIVED, incomplete, waived_said, waivers_of
from tpm_audit.history.gate import FAIL_ON
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.result import FindingRecord, MemberRecord, ProblemRecord, Result
from tpm_audit.model.states import OPEN, WAIVED
from tpm_audit.model.words import EDITIONS, SEVERITIES, STATE_WORDS, changes_of, partly_waived
from tpm_audit.source.message import Message, say

Paint: TypeAlias = Callable[[str, str], str]

_WIDTH = 100
_PLACES = 5  # further places named of a mistake made many times
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_UNSEEN = re.compile(_CONTROL.pattern.replace(r"\x00-\x1f", ""))  # JSON has the others as escapes, or as line ends
_COMMAND_LINE = re.compile(r"^(\s*)::", re.MULTILINE)
_COMMAND = re.compile(r"^(\s*)::|##(vso)?\[")


def plain(text: str) -> str:
    """Return data so that a terminal shows it and neither terminal nor CI obeys it."""
    if text.isascii() and text.isprintable() and ":" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda found: found[0].replace(":", ": ").replace("##", "# #"), visible(text))


def visible(text: str) -> str:
    """Return data with its control characters spelled out, line ends among them; any file can hold what is left."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def visible_lines(text: str) -> str:
    """Return data with its control characters spelled out, but for the ends of its lines."""
    return "\n".join(map(visible, text.splitlines()))


def plain_json(content: bytes) -> bytes:
    """Return JSON that reads the same, in which neither a terminal nor the log of a CI finds anything to obey."""
    text = content.decode().replace("##", r"#\u0023")  # a sign of strings only, as all that is not seen
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def plain_xml(content: str) -> str:
    """Return XML that reads the same, and in which the log of a CI finds no command; no attribute has several lines."""
    return _COMMAND_LINE.sub(r"\1&#58;:", content.replace("##", "#&#35;"))


def unpainted(text: str, look: str) -> str:
    """Return the text as it is."""
    del look
    return text


def as_text(
    result: Result, language: Language, paint: Paint = unpainted, *, quiet: bool = False, verbose: bool = False
) -> Iterator[str]:
    """Yield the lines of a result; ``paint`` is given words with what they are, to set them apart on a terminal."""
    yield from problem_lines(result.problems, language, paint)
    if not quiet:
        for note in result.notes:
            yield plain(f"{note.file}: {language.say(note.message)}")
    if result.problems or (result.notes and not quiet):
        yield ""
    if result.audit is not None and not quiet:
        yield from _findings(result.open, language, paint, verbose=verbose)
        yield from _waived(result, language)
        yield from _change(result, language)
        yield from _silent_rules(result, language)
        yield from _figures(result, language)
    yield from _gate(result, language, paint)
    yield plain(language.say(next_step(result)))


def problem_lines(problems: Iterable[ProblemRecord], language: Language, paint: Paint = unpainted) -> Iterator[str]:
    """Yield each problem with its place and what to write; the same mistake made many times stands once."""
    said: dict[tuple[str, Message, Message | None], list[ProblemRecord]] = {}
    for problem in problems:
        said.setdefault((problem.code, problem.message, problem.hint), []).append(problem)
    for (code, message, hint), alike in said.items():
        place = f"{paint(plain(str(alike[0].place)), 'place')}: " if alike[0].file else ""
        yield f"{place}{paint(code, 'problem')} {plain(language.say(message))}"
        if hint is not None:
            yield plain(f"  {language.say(hint)}")
        if len(alike) > 1 and alike[0].file:
            places = ", ".join(str(problem.place) for problem in alike[1 : _PLACES + 1])
            more = say(
                "the same at {n} more place: {places}",
                "the same at {n} more places: {places}",
                n=len(alike) - 1,
                places=places,
            )
            yield plain(f"  {language.say(more)}{' …' if len(alike) > _PLACES + 1 else ''}")


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines; what would be a command at the beginning of one is none."""
    shown = plain(text)
    if shown and len(shown) <= width:
        return [shown]
    return [plain(line) for line in textwrap.wrap(shown, width, break_long_words=False)]


def _findings(findings: Sequence[FindingRecord], language: Language, paint: Paint, *, verbose: bool) -> Iterator[str]:
    for finding in findings:
        if finding.severity is Severity.INFO and not verbose:
            continue
        yield from _finding(finding, language, paint)
        yield ""
    hidden = sum(finding.severity is Severity.INFO for finding in findings)
    if hidden and not verbose:
        yield language.say(
            say(
                "and {n} finding of severity info: -v shows it",
                "and {n} findings of severity info: -v shows them",
                n=hidden,
            )
        )
        yield ""


def _finding(finding: FindingRecord, language: Language, paint: Paint) -> Iterator[str]:
    head = f"{finding.rule} {language.say(SEVERITIES[finding.severity]):<8}  "
    lines = _wrapped(language.say(finding.headline), _WIDTH - len(head)) or [""]
    yield f"{paint(head, finding.severity)}{lines[0]}"
    for line in lines[1:]:
        yield " " * len(head) + line
    told = (None if finding.state == OPEN else STATE_WORDS[finding.state], partly_waived(finding))
    remarks = "".join(f" · {language.say(one)}" for one in told if one is not None)
    yield f"  {paint(finding.id, 'place')}{remarks}"
    rows: list[tuple[str, str, str, str]] = []
    if finding.standard is not None:
        rows.append((language.word("standard"), language.say(finding.standard), finding.standard_place or "", ""))
    rows += [_member(member, language) for member in finding.deviating]
    yield from _columns(rows)
    usual = "; ".join(_usual(finding, language))
    if usual:
        yield plain(f"  {language.say(say('for comparison: {values}', values=usual))}")
    if finding.owners:
        yield plain(f"  {language.say(say('owner: {owner}', owner=finding.owners))}")
    if finding.advice is not None:
        yield plain(f"  {language.say(say('advice: {advice}', advice=finding.advice))}")


def _usual(finding: FindingRecord, language: Language) -> Iterator[str]:
    """Yield each value that stands beside the deviating ones, with the places that show it."""
    places: dict[str, list[str]] = {}
    for member in finding.members:
        if not member.deviates:
            value = "" if member.value is None else language.say(member.value)
            places.setdefault(value, []).append(_label(member, language))
    for value, labels in places.items():
        yield f"{value} ({'; '.join(labels)})" if value else "; ".join(labels)


def _member(member: MemberRecord, language: Language) -> tuple[str, str, str, str]:
    value = language.say(member.value) if member.value is not None else ""
    remarks = [*filter(None, (member.why, None if member.waiver is None else STATE_WORDS[WAIVED]))]
    return _label(member, language), value, member.place or "", "; ".join(map(language.say, remarks))


def _label(member: MemberRecord, language: Language) -> str:
    return language.say(member.label)


def _columns(rows: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    cleaned = [tuple(plain(cell) for cell in row) for row in rows]
    widths = [min(max((len(row[column]) for row in cleaned), default=0), 60) for column in range(3)]
    for row in cleaned:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False) if width]
        yield ("  " + "  ".join([*cells, row[3]])).rstrip()


def _waived(result: Result, language: Language) -> Iterator[str]:
    """Yield the findings of which something is waived, each waiver in a line: it is there, and does not count."""
    waivers = waivers_of(result)
    for finding in result.findings:
        for waived in waived_said(finding, waivers):
            said = say("{rule} {finding}; {waived}", rule=finding.rule, finding=finding.headline, waived=waived)
            yield from _wrapped(language.say(said), _WIDTH)
            yield f"  {finding.id}"
    if any(finding.waived_by for finding in result.findings):
        yield from _wrapped(language.say(FIGURES_COUNT_WAIVED), _WIDTH)
        yield ""


def _change(result: Result, language: Language) -> Iterator[str]:
    """Yield what became of the findings since the audit before; only what is fixed is progress."""
    if result.past is None:
        return
    said = changes_of(result.open, result.past.absent)
    if said:
        yield from _wrapped(language.say(say("since {audit}: {changes}", audit=result.past.name, changes=said)), _WIDTH)
        yield ""


def _silent_rules(result: Result, language: Language) -> Iterator[str]:
    """Yield why rules say nothing: silence is not a pass."""
    silent = [rule.called for rule in result.rules if rule.enabled and not rule.held_back and not rule.looked_at]
    off = [rule.called for rule in result.rules if not rule.enabled]
    held_back = [rule.called for rule in result.rules if rule.held_back]
    if silent:
        yield language.say(say("nothing to look at, so nothing said by: {rules}", rules=", ".join(silent)))
    if held_back:
        yield language.say(say("held back until all files can be read: {rules}", rules=", ".join(held_back)))
    if off:
        yield language.say(say("turned off in site.yml: {rules}", rules=", ".join(off)))
    if silent or held_back or off:
        yield ""


def _figures(result: Result, language: Language) -> Iterator[str]:
    lacking = incomplete(result)
    if lacking is not None:
        yield from _wrapped(language.say(lacking), _WIDTH)
    parts = [language.say(part) for part in result.figures.verdict.parts]
    yield from _wrapped("; ".join(parts), _WIDTH)
    counts = [
        f"{len(list(alike))} {language.say(SEVERITIES[severity])}"
        for severity, alike in groupby(result.open, key=lambda one: one.severity)
    ]
    summary = say("{n} finding", "{n} findings", n=len(result.open))
    details = f": {', '.join(counts)}" if counts else ""
    name = result.audit.name if result.audit is not None else ""
    yield plain(language.say(say("audit {audit}, {edition}", audit=name, edition=EDITIONS[result.edition]))) + (
        f" · {language.say(summary)}{details}"
    )
    yield ""


def _gate(result: Result, language: Language, paint: Paint) -> Iterator[str]:
    closed_on = None if result.audit is None else result.audit.closed_on
    if closed_on is not None and any(one.name != FAIL_ON for one in result.gate):
        yield language.say(say("the gate as the audit was held to it when it was closed on {day}:", day=closed_on))
    for one in result.gate:
        word = language.word("passed") if one.passed else language.word("FAILED")
        painted = paint(word, "passed" if one.passed else "failed")
        yield f"{language.word('gate')} {plain(one.name)}: {painted}: {plain(language.say(one.said))}"


def next_step(result: Result) -> Message:
    """Return the one thing that is most useful to do next."""
    if result.problems:
        first = result.problems[0]
        if not first.file:
            return say("next: tpm-audit check --edition internal says what to mend")
        count = say("{n} problem", "{n} problems", n=len(result.problems))
        return say(
            "next: mend {problems}, first {place}; tpm-audit explain {code} says more",
            problems=count,
            place=str(first.place),
            code=first.code,
        )
    if result.audit is None:
        return say("next: write an audit: content/audits/<id>/audit.yml, and its visits beside it")
    if not result.audit.visits:
        return say("next: write visits beside content/audits/{audit}/audit.yml", audit=result.audit.id)
    failed = next((one for one in result.gate if not one.passed), None)
    if failed is not None:
        return say("next: the gate {name} is not met", name=failed.name)
    if result.open:
        first_open = result.open[0]
        return say(
            "next: deal with {id}; tpm-audit explain {rule} says why it matters", id=first_open.id, rule=first_open.rule
        )
    if result.figures.verdict.provisional:
        return say("next: visit what is untested; the coverage is too low for a verdict")
    return say("next: tpm-audit build makes the site")
