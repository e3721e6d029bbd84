"""What a cold `tpm-audit build` costs, and what it makes: pages and megabytes of the site.

python benchmarks/build.py [small|medium|large ...] [--runs N] [--double]
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.check import HEADINGS, Cost, cost_of, growth_rows, median_cost, options, print_table, row
from benchmarks.workspaces import SIZES, Size, write_workspace


@dataclass(frozen=True)
class Site:
    """What a build left behind; ``size`` is in MB of 10^6 bytes, compressed by nothing."""

    pages: int
    size: float


def _built(size: Size) -> tuple[Cost, Site]:
    with tempfile.TemporaryDirectory() as name:
        workspace, out = Path(name) / "workspace", Path(name) / "site"
        write_workspace(workspace, size)
        cost = cost_of("-C", str(workspace), "build", "-o", str(out))
        files = [path for path in out.rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files)
        return cost, Site(pages, sum(path.stat().st_size for path in files) / 1e6)


def main() -> None:
    chosen = options(__doc__)

    def measure(size: Size) -> tuple[Cost, tuple[str, ...]]:
        runs = [_built(size) for _ in range(chosen.runs)]
        cost, site = median_cost([cost for cost, _ in runs]), runs[0][1]
        return cost, (*row("", size, cost)[1:], f"{site.pages:,}", f"{site.size:.1f}")

    headings = (*HEADINGS, "pages", "site MB")
    if chosen.sizes:
        print_table(headings, ((name, *measure(SIZES[name])[1]) for name in chosen.sizes))
    if chosen.double:
        print_table((*headings, "CPU ratio"), growth_rows(measure))


if __name__ == "__main__":
    main()
