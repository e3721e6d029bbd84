"""What `tpm-audit check` costs: CPU, time and memory of the whole process, by size of the workspace.

python benchmarks/check.py [small|medium|large ...] [--runs N] [--double]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.workspaces import AUDIT, LARGE, MEDIUM, SIZES, Size, doubled, write_workspace

ROOT = Path(__file__).resolve().parents[1]
# After the audit of the workspaces: a run of next year finds the same.
AS_OF = 1_793_577_600
HEADINGS = ("size", "touchpoints", "answers", "observations", "CPU s", "wall s", "peak MB", "exit")


@dataclass(frozen=True)
class Cost:
    """What one process took, its own children included; ``peak`` is in MB of 10^6 bytes."""

    cpu: float
    wall: float
    peak: float
    exit_code: int


def cost_of(*arguments: str) -> Cost:
    """Run tpm-audit and return what it cost."""
    return cost_of_module("tpm_audit", *arguments, folder=ROOT)


def cost_of_module(module: str, *arguments: str, folder: Path) -> Cost:
    """Run a Python program in a folder and return what it cost; what it said is printed if it could not do its work.

    The kernel counts the memory of the starting process into the peak of the started: keep this one small.
    """
    with tempfile.TemporaryFile() as said:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(AS_OF)}
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=folder,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:  # these workspaces have no gate that could fail
            said.seek(0)
            print(said.read(2_000).decode(errors="replace"), file=sys.stderr)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit / 1e6, process.returncode)


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure, and the worst exit code."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.peak for cost in costs),
        max((cost.exit_code for cost in costs), key=abs),
    )


def check_cost(size: Size, runs: int, closed: int = 0) -> Cost:
    """Return the median cost of `check`; each run reads files nobody has read before."""
    return median_cost([_checked(size, closed) for _ in range(runs)])


def _checked(size: Size, closed: int) -> Cost:
    with tempfile.TemporaryDirectory() as name:
        write_workspace(Path(name), size)
        close_earlier(Path(name), closed)
        return cost_of("-C", name, "check")


def close_earlier(workspace: Path, count: int) -> None:
    """Put up to nine closed audits before the audit of a workspace: its own result, each a month earlier."""
    if not count:
        return
    closed = cost_of("-C", str(workspace), "close", AUDIT)
    if closed.exit_code:
        raise SystemExit(closed.exit_code)
    file = workspace / "content/audits" / AUDIT / "result.json"
    content = file.read_bytes()
    file.unlink()
    for month in range(10 - count, 10):
        id_ = f"2026-{month:02}"
        earlier = workspace / "content/audits" / id_ / "result.json"
        earlier.parent.mkdir()
        earlier.write_bytes(content.replace(AUDIT.encode(), id_.encode()))


def row(name: str, size: Size, cost: Cost) -> tuple[str, ...]:
    """Return a line of the table of HEADINGS."""
    counts = (f"{count:,}" for count in (size.touchpoints, size.visits, size.visits))
    return (name, *counts, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}", str(cost.exit_code))


def print_table(headings: Sequence[str], rows: Iterator[tuple[str, ...]]) -> None:
    """Print each row as soon as it is measured: a large one takes a while."""
    widths = [max(12, len(heading)) for heading in headings]
    widths[0] = 24
    print(_line(headings, widths), flush=True)
    for cells in rows:
        print(_line(cells, widths), flush=True)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = cells
    return first.ljust(widths[0]) + "".join(cell.rjust(width + 1) for cell, width in zip(rest, widths[1:], strict=True))


def growth_rows(measure: Callable[[Size], tuple[Cost, tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    """Yield medium and large, each with twice its touchpoints and twice its visits; last the CPU ratio."""
    ways: tuple[Literal["touchpoints", "visits"], ...] = ("touchpoints", "visits")
    for name, size in (("medium", MEDIUM), ("large", LARGE)):
        cost, cells = measure(size)
        yield (name, *cells, "")
        for what in ways:
            more, cells = measure(doubled(size, what))
            failed = cost.exit_code or more.exit_code  # two failures are quick, and their ratio flatters
            yield (f"{name}, {what} x 2", *cells, "-" if failed else f"{more.cpu / cost.cpu:.2f}")


def options(description: str | None) -> argparse.Namespace:
    """Read the command line that check.py and build.py share."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=", ".join(SIZES))
    parser.add_argument("--closed", type=int, default=0, choices=range(10), help="so many closed audits before it")
    parser.add_argument("--runs", type=int, default=1, help="take the median of so many")
    parser.add_argument("--double", action="store_true", help="also twice the touchpoints, twice the visits")
    chosen = parser.parse_args()
    if unknown := sorted(set(chosen.sizes) - set(SIZES)):
        parser.error(f"no size {', '.join(unknown)}; there are {', '.join(SIZES)}")
    chosen.sizes = chosen.sizes or ([] if chosen.double else list(SIZES))
    return chosen


def main() -> None:
    chosen = options(__doc__)

    def measure(size: Size) -> tuple[Cost, tuple[str, ...]]:
        cost = check_cost(size, chosen.runs, chosen.closed)
        return cost, row("", size, cost)[1:]

    if chosen.sizes:
        print_table(HEADINGS, ((name, *measure(SIZES[name])[1]) for name in chosen.sizes))
    if chosen.double:
        print_table((*HEADINGS, "CPU ratio"), growth_rows(measure))


if __name__ == "__main__":
    main()
