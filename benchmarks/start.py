"""What it costs to start: CPU seconds of `tpm-audit --help`, median of seven.

python benchmarks/start.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.check import cost_of, median_cost

RUNS = 7


def main() -> None:
    cost_of("--help")  # the first run may compile the byte code
    cost = median_cost([cost_of("--help") for _ in range(RUNS)])
    figures = f"{cost.cpu:.3f} s CPU, {cost.peak:.0f} MB, exit {cost.exit_code}"
    print(f"tpm-audit --help: {figures} (median of {RUNS})")


if __name__ == "__main__":
    main()
