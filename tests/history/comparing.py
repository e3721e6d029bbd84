"""Two cases held against each other, as ``tpm-audit diff`` does it."""

from tests.workspaces import Case, workspace_of
from tests.workspaces import report_of as result_in
from tpm_audit.history.compared import Side, compared
from tpm_audit.model.comparison import Comparison, FigureChange
from tpm_audit.model.context import Kind
from tpm_audit.model.result import Result
from tpm_audit.workspace.load import Workspace


def side_of(result: Result) -> Side:
    """Return a result as one side of a comparison."""
    assert result.audit is not None
    return Side(result, result.audit)


def compared_cases(then: Case, now: Case) -> Comparison:
    """Return what changed from a case to another, each a workspace of its own."""
    return compared_in(workspace_of(then), workspace_of(now))


def compared_in(then: Workspace, now: Workspace) -> Comparison:
    """Return what changed from the audit of a workspace to that of another."""

    def rename(kind: Kind, id_: str) -> str:
        return now.names.now(kind, then.names.now(kind, id_))

    return compared(side_of(result_in(then)), side_of(result_in(now)), rename)


def compared_results(then: Result, now: Result) -> Comparison:
    """Return what changed from a result to another, in which nothing was renamed."""
    return compared(side_of(then), side_of(now), lambda _, id_: id_)


def verdicts(comparison: Comparison) -> dict[str, str]:
    """Return the verdict of each criterion by its id."""
    return {one.id: one.verdict.value for one in comparison.criteria}


def became(comparison: Comparison) -> dict[str, str]:
    """Return the state of each finding by its id."""
    return {one.id: one.state for one in comparison.findings}


def outside(figure: FigureChange) -> tuple[dict[str, int], dict[str, int]]:
    """Return why ratings entered and left, with how many."""
    entered, left = ({one.reason.value: one.n for one in part.outside} for part in (figure.entered, figure.left))
    return entered, left
