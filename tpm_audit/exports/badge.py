"""The result as a badge: a small picture with one word, for a README or a wiki."""

from html import escape

from tpm_audit.exports.format import Beside, Format
from tpm_audit.model.figures import Verdict
from tpm_audit.model.result import Result
from tpm_audit.source.message import Sayable, Share, say

# White on each of these has a contrast of 4.5 or more.
_PASSED, _FAILED, _MIDDLE, _NONE, _LABEL = "#1b7340", "#b3261e", "#8a5300", "#5f6368", "#3c4043"
_COLORS = {
    Verdict.GOOD: _PASSED,
    Verdict.FAIR: _MIDDLE,
    Verdict.POOR: _FAILED,
    Verdict.FAILS: _FAILED,
    Verdict.NOT_ASSESSED: _NONE,
}
_LETTER = 7  # pixels that a letter takes; textLength holds every font to it
_EDGE = 8

_DRAWN = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{title}">
  <title>{title}</title>
  <clipPath id="round"><rect width="{width}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#round)">
    <rect width="{left}" height="20" fill="{label_color}"/>
    <rect x="{left}" width="{right}" height="20" fill="{color}"/>
  </g>
  <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
    <text x="{edge}" y="14" textLength="{label_length}">{label}</text>
    <text x="{value_at}" y="14" textLength="{value_length}">{value}</text>
  </g>
</svg>
"""


def write(result: Result, beside: Beside) -> bytes:
    """Return an SVG that says whether the gate is passed, without a gate the score; it needs no other file or host."""
    language = beside.language
    said, color = _said(result)
    label, value = language.say(say("touchpoint audit")), language.say(said)
    label_length, value_length = _LETTER * len(label), _LETTER * len(value)
    left, right = label_length + 2 * _EDGE, value_length + 2 * _EDGE
    drawn = _DRAWN.format(
        title=escape(f"{label}: {value}"),
        label=escape(label),
        value=escape(value),
        width=left + right,
        left=left,
        right=right,
        label_length=label_length,
        value_length=value_length,
        edge=_EDGE,
        value_at=left + _EDGE,
        color=color,
        label_color=_LABEL,
    )
    return drawn.encode()


def _said(result: Result) -> tuple[Sayable, str]:
    if result.problems:
        return say("{n} problem", "{n} problems", n=len(result.problems)), _FAILED
    if result.audit is None or not result.audit.visits:
        return say("nothing to check"), _NONE
    if result.gate:
        if all(one.passed is True for one in result.gate):
            return say("passed"), _PASSED
        return say("failed"), _FAILED
    figures = result.figures
    if figures.score is None or figures.score.share is None:
        return say("not assessed"), _NONE
    return Share(figures.score.share), _COLORS[figures.verdict.verdict]


FORMAT = Format("badge", (".svg",), write)
