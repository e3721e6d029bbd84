"""What a result means for the exit code."""

from tpm_audit.cli.exits import Exit
from tpm_audit.model.result import Result


def exit_of(result: Result) -> Exit:
    """Return the exit code of a result: problems win over the gate, and nothing checked is no pass."""
    if result.problems:
        return Exit.PROBLEMS
    if result.audit is None or not result.audit.visits:
        return Exit.NOTHING_TO_CHECK
    if any(gate.passed is not True for gate in result.gate):
        return Exit.GATE_FAILED
    return Exit.PASSED
