"""Pareto of findings: which criteria and facts stand behind most of them, so that few remedies settle many.

Counted are findings from minor up; info ones only where there are no others. Each finding is about one thing: a
criterion, a fact, or (for the inventory) what its rule looks at.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.bars import Bar, Colours, bar_layout, bar_trace
from tpm_audit.charts.chart import Chart, Entry, Json, Table, TableCell, drawn_text, share_axis
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.findings import OWN_FAMILY, SubjectKind
from tpm_audit.model.result import FindingRecord, Result
from tpm_audit.source.message import Message, Sayable, say

_MOST_BARS = 10
_MOST_ROWS = 60
_NAMED = 3
_BAR = ("#2a6ebb", "#2f74c0")  # on a light and on a dark page
_LINE = ("#8a3f06", "#ffb183")


@dataclass(frozen=True, slots=True)
class _Cause:
    """What findings are about, how many there are, and how many with all that have more."""

    id: str
    name: Sayable
    count: int
    up_to_here: int


def finding_pareto(result: Result, language: Language) -> Chart:
    """Return the findings by what they are about, the most first."""
    title = language.word("What stands behind most of the findings?")
    counted = [one for one in result.open if one.severity is not Severity.INFO] or [*result.open]
    if not counted:
        return Chart("finding-pareto", title, language.word("No finding is open."))
    causes = _causes(counted, result)
    return Chart(
        id="finding-pareto",
        title=title,
        sentence=language.say(_sentence(causes, only_info=counted[0].severity is Severity.INFO)),
        table=_table(causes, language),
        figure=_figure(_drawn(causes), len(counted), language),
        key=(
            Entry("▬", language.word("findings"), *_BAR),
            Entry("●", language.word("their share of all, added up from the top"), *_LINE),
        ),
    )


def _causes(findings: Sequence[FindingRecord], result: Result) -> list[_Cause]:
    """Return what findings are about by their number; of as many, what is more urgent comes first."""
    names = _names(result)
    counts = Counter(_cause(finding) for finding in findings)
    causes: list[_Cause] = []
    reached = 0
    for key, count in counts.most_common():
        reached += count
        causes.append(_Cause("/".join(key), names.get(key, key[1]), count, reached))
    return causes


def _cause(finding: FindingRecord) -> tuple[str, str]:
    if finding.subject in (SubjectKind.FACT, SubjectKind.CRITERION) or finding.rule.startswith(OWN_FAMILY):
        return finding.subject.value, finding.subject_ids[0]
    return SubjectKind.RULE.value, finding.rule


def _names(result: Result) -> dict[tuple[str, str], Sayable]:
    names: dict[tuple[str, str], Sayable] = {(SubjectKind.FACT.value, fact.id): fact.name for fact in result.facts}
    for checklist in result.checklists:
        names |= {(SubjectKind.CRITERION.value, one.id): one.ask for one in checklist.criteria}
    names |= {(SubjectKind.OWN_RULE.value, rule.own): rule.name for rule in result.rules if rule.own is not None}
    return names | {(SubjectKind.RULE.value, rule.code): rule.name for rule in result.rules if rule.own is None}


def _drawn(causes: Sequence[_Cause]) -> Sequence[_Cause]:
    """Return the causes as far as there is room, the others as one."""
    if len(causes) <= _MOST_BARS:
        return causes
    first, rest = causes[: _MOST_BARS - 1], causes[_MOST_BARS - 1 :]
    others = say("{n} others", n=len(rest))
    return [*first, _Cause("others", others, sum(one.count for one in rest), rest[-1].up_to_here)]


def _figure(causes: Sequence[_Cause], total: int, language: Language) -> dict[str, Json]:
    shares = [Fraction(cause.up_to_here, total) for cause in causes]
    bars = [
        Bar(
            id=cause.id,
            name=language.say(cause.name),
            length=cause.count,
            label=language.number(cause.count),
            said=language.say(
                say(
                    "{cause}: {findings}",
                    cause=cause.name,
                    findings=say("{n} finding", "{n} findings", n=cause.count),
                )
            ),
        )
        for cause in causes
    ]
    # One scale for both: where all findings are, there are 100 per cent of them.
    layout = bar_layout(bars, {"range": (0, total * 1.06), "showticklabels": False, "tickvals": []}, language)
    layout["xaxis2"] = {"overlaying": "x", "side": "top", "range": (0, 1.06), **share_axis(language)}
    return {"data": [bar_trace(bars, Colours(*_BAR)), _line(bars, shares, language)], "layout": layout}


def _line(bars: Sequence[Bar], shares: Sequence[Fraction], language: Language) -> dict[str, Json]:
    light, dark = _LINE

    def coloured(colour: Json) -> dict[str, Json]:
        return {"line": {"color": colour, "width": 2}, "marker": {"color": colour, "size": 7}}

    return {
        "type": "scatter",
        "mode": "lines+markers",
        "xaxis": "x2",
        "x": [float(share) for share in shares],
        "y": [bar.id for bar in bars],
        "hovertext": [
            drawn_text(f"{bar.name}: {language.percent(share)}") for bar, share in zip(bars, shares, strict=True)
        ],
        "hoverinfo": "text",
        **coloured(light),
        "meta": {"light": coloured(light), "dark": coloured(dark)},
    }


def _sentence(causes: Sequence[_Cause], *, only_info: bool) -> Message:
    """Name the few causes that stand behind half of the findings."""
    total = causes[-1].up_to_here
    few = next(index for index, cause in enumerate(causes, 1) if 2 * cause.up_to_here >= total)
    named = [cause for cause in causes[:_NAMED] if cause.count > 1] or causes[:1]
    all_findings = (
        say("{n} finding of the severity info", "{n} findings of the severity info", n=total)
        if only_info
        else say("{n} finding from minor up", "{n} findings from minor up", n=total)
    )
    return say(
        "{n} of {causes} stands behind {half} of the {findings}; most often: {names}.",
        "{n} of {causes} stand behind {half} of the {findings}; most often: {names}.",
        n=few,
        causes=say("{n} cause", "{n} causes", n=len(causes)),
        half=causes[few - 1].up_to_here,
        findings=all_findings,
        names=tuple(say("{name} ({count})", name=cause.name, count=cause.count) for cause in named),
    )


def _table(causes: Sequence[_Cause], language: Language) -> Table:
    total = causes[-1].up_to_here
    return Table(
        head=(language.word("About"), language.word("Findings"), language.word("Added up")),
        rows=tuple(
            (
                language.say(one.name),
                (
                    TableCell(language.number(one.count)),
                    TableCell(language.percent(Fraction(one.up_to_here, total))),
                ),
            )
            for one in causes[:_MOST_ROWS]
        ),
        numbers=True,
    )
