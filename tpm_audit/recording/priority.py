"""The order in which findings are shown: severity, then importance, then id. Printed, not a secret score.

Source: methods.md, "Actions", "Priority of a finding". The company's importance is used; touchpoints without one
come last, and what is waived after all that is open.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from tpm_audit.model.audit import Audit
from tpm_audit.model.findings import Finding
from tpm_audit.model.touchpoints import Touchpoint


def by_priority(audit: Audit, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order in which they should be dealt with."""

    def rank(finding: Finding) -> tuple[bool, int, Fraction, str]:
        return finding.waiver is not None, finding.severity.rank, -importance(audit, finding), finding.identity

    return tuple(sorted(findings, key=rank))


def importance(audit: Audit, finding: Finding) -> Fraction:
    """Return the highest importance, 0 to 10, of the touchpoints of a finding; -1 where none has one.

    What a touchpoint says of a channel takes the place there of what it says of itself.
    """
    known = [value for one in finding.touchpoints for value in _known(audit.touchpoints[one], finding.channels)]
    return max((value for value in known if value is not None), default=Fraction(-1))


def _known(touchpoint: Touchpoint, channels: Iterable[str]) -> Iterator[Fraction | None]:
    met = [touchpoint.channels[channel] for channel in channels if channel in touchpoint.channels]
    if not met:
        yield touchpoint.importance
    for on_channel in met:
        yield touchpoint.importance if on_channel.importance is None else on_channel.importance
