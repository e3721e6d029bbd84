"""What a cold `tpm-audit build` costs beside plain MkDocs on the same generated folder, and what it makes.

python benchmarks/build.py [small|medium|large ...] [--runs N] [--double]
"""

import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.check import (
    HEADINGS,
    Cost,
    close_earlier,
    cost_of,
    cost_of_module,
    growth_rows,
    median_cost,
    options,
    print_table,
    row,
)
from benchmarks.workspaces import SIZES, Size, write_workspace

LANGUAGE = "de"  # one language, as the goals say


@dataclass(frozen=True)
class Site:
    """What a build left behind: pages, MB of 10^6 bytes, and KB of 10^3 bytes of HTML a page; nothing is compressed."""

    pages: int
    size: float
    usual_page: float
    largest_page: float


@dataclass(frozen=True)
class Costs:
    """A build, and what it is held against; ``check`` makes all details, as a build does."""

    build: Cost
    mkdocs: Cost
    check: Cost
    site: Site

    @property
    def ours(self) -> float:
        """Return what a page costs beyond plain MkDocs and the check, in ms of CPU; below 0 where that is less."""
        return (self.build.cpu - self.mkdocs.cpu - self.check.cpu) / self.site.pages * 1000

    @property
    def ratio(self) -> float:
        """Return the CPU time of the build as a multiple of plain MkDocs'."""
        return self.build.cpu / self.mkdocs.cpu


def _measured(size: Size, closed: int) -> Costs:
    with tempfile.TemporaryDirectory() as name:
        workspace, out, folders = Path(name) / "workspace", Path(name) / "site", Path(name) / "pages"
        write_workspace(workspace, size)
        close_earlier(workspace, closed)
        here = ("-C", str(workspace))
        build = cost_of(*here, "build", "--languages", LANGUAGE, "-o", str(out))
        check = cost_of(*here, "check", "--edition", "client", "--format", "json")
        cost_of(*here, "pages", "--languages", LANGUAGE, "-o", str(folders))
        mkdocs = cost_of_module("mkdocs", "build", "--quiet", folder=folders / LANGUAGE)
        return Costs(build, mkdocs, check, _site(out))


def _site(out: Path) -> Site:
    sizes = {path: path.stat().st_size for path in out.rglob("*") if path.is_file()}
    pages = [size / 1e3 for path, size in sizes.items() if path.suffix == ".html"]
    return Site(len(pages), sum(sizes.values()) / 1e6, statistics.median(pages), max(pages))


def main() -> None:
    chosen = options(__doc__)

    def measure(size: Size) -> tuple[Cost, tuple[str, ...]]:
        runs = [_measured(size, chosen.closed) for _ in range(chosen.runs)]
        cost, site = median_cost([costs.build for costs in runs]), runs[0].site
        beside = (
            statistics.median(costs.mkdocs.cpu for costs in runs),
            statistics.median(costs.check.cpu for costs in runs),
            statistics.median(costs.ours for costs in runs),
            statistics.median(costs.ratio for costs in runs),
        )
        made = (f"{site.pages:,}", f"{site.size:.1f}", f"{site.usual_page:.0f}", f"{site.largest_page:.0f}")
        return cost, (*row("", size, cost)[1:], *(f"{figure:.2f}" for figure in beside), *made)

    headings = (
        *HEADINGS,
        "mkdocs s",
        "check s",
        "ours ms/page",
        "x mkdocs",
        "pages",
        "site MB",
        "page KB",
        "largest KB",
    )
    if chosen.sizes:
        print_table(headings, ((name, *measure(SIZES[name])[1]) for name in chosen.sizes))
    if chosen.double:
        print_table((*headings, "CPU ratio"), growth_rows(measure))


if __name__ == "__main__":
    main()
