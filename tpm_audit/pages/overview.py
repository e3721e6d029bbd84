"""The overview: the verdict in a sentence, what it stands on, and the findings that matter."""

from collections.abc import Iterator

from tpm_audit.charts.fact_channel import fact_channel
from tpm_audit.charts.phase_scores import phase_scores
from tpm_audit.charts.touchpoint_channel import touchpoint_channel
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Severity
from tpm_audit.model.result import Result
from tpm_audit.model.words import waived_counts
from tpm_audit.pages.answers import answers_of
from tpm_audit.pages.change import before, with_change
from tpm_audit.pages.customer_figures import headlines
from tpm_audit.pages.customer_waves import told_changes
from tpm_audit.pages.findings import finding_rows, severity_summary
from tpm_audit.pages.names import names_of
from tpm_audit.pages.page import CUSTOMERS, FINDINGS, OVERVIEW, Page
from tpm_audit.pages.parts import Figure, end_of, figures_of, makers_of, verdict_of
from tpm_audit.pages.untested import untested_counts
from tpm_audit.pages.visits import visits_by, visits_of
from tpm_audit.render.words import Link
from tpm_audit.source.message import Message, Sayable, say

_MATTER_MOST = 5


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the overview."""
    names, past = names_of(result), before(result, language)
    change = None if past is None else past.of_all(result)
    company = visits_by(result).company
    values = {
        "client": result.site.client,
        "audit": result.audit.name if result.audit is not None else None,
        "sample": _sample(result),
        "verdict": verdict_of(result.figures.verdict, language),
        "figures": (
            *with_change(figures_of(result.figures, result.site, language), change),
            _findings_figure(result, language),
            *headlines(result, language),
        ),
        "untested": untested_counts(result, names, language),
        "findings": finding_rows(result.open[:_MATTER_MOST], names, language),
        "more_findings": _more(result),
        "change": change,
        "customer_changes": told_changes(result, names, language),
        "customers": CUSTOMERS,
        "phase_scores": phase_scores(result, language),
        "touchpoint_channel": touchpoint_channel(result, language),
        "fact_channel": fact_channel(result, language),
        "met": visits_of(company, names, answers_of(result, names, language), language) if company else None,
        "makers": makers_of(result.site),
        "end": end_of(result),
    }
    yield Page(OVERVIEW, "pages/overview.md.j2", language.word("Overview"), values, hides=("navigation", "toc"))


def _sample(result: Result) -> Message | None:
    """Say how many of how many were visited, where the audit says of how many."""
    sample = None if result.audit is None else result.audit.sample
    if sample is None or sample.population is None or not sample.chosen:
        return None
    visited, all_of_them = len(sample.chosen), int(sample.population)
    if sample.of == "locations":
        return say("sample: {n} of {all} locations", n=visited, all=all_of_them)
    return say("sample: {n} of {all} ({of})", n=visited, all=all_of_them, of=sample.of)


def _findings_figure(result: Result, language: Language) -> Figure:
    """Return how many findings there are to mend; those of severity info are named beside it."""
    grave = [finding for finding in result.open if finding.severity is not Severity.INFO]
    notes, waived = len(result.open) - len(grave), waived_counts(result.findings)
    counts = severity_summary(grave, language).partition(": ")[2] or say("Nothing deviates.")
    basis: Sayable = say("{counts}; beside them {n} of severity info", counts=counts, n=notes) if notes else counts
    if waived:
        basis = say("{counts}; {waived}", counts=basis, waived=waived)
    return Figure(label=say("Findings"), value=language.number(len(grave)), basis=basis)


def _more(result: Result) -> Link | None:
    """Return a link to all findings where the overview does not show them."""
    if len(result.findings) <= _MATTER_MOST:
        return None
    return Link(say("All {n} findings", n=len(result.findings)), FINDINGS)
