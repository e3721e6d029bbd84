"""What reading customers' answers costs: `tpm-audit check` of a survey with N rows, four questions and two segments.

python benchmarks/surveys.py [ROWS] [--runs N]
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.check import Cost, cost_of, median_cost
from benchmarks.workspaces import CHANNELS, PEOPLE, SITE, write_file

ROWS = 5_000_000
HEAD = "id,submitdate,NPS,SAT[order],SAT[pickup],CES,branch\n"
AUDIT = "period: {from: 2026-10-01, to: 2026-10-28}\nchecklists: [service]\n"
THINGS = ("order", "pickup")
VISITS = "visits:\n  - {touchpoint: order, channel: website, auditor: a1, date: 2026-10-02, answers: {kind: pass}}\n"
CHECKLIST = "criteria: {kind: {ask: Kind?}}\n"
SURVEY = """name: Benchmark
period: {from: 2026-10-01, to: 2026-10-28}
file: answers.csv
questions:
  nps: {measures: nps, column: NPS}
  satisfaction: {measures: csat, columns: {"SAT[order]": order, "SAT[pickup]": pickup}}
  ease: {measures: ces, column: CES, about: order}
segments:
  branch: {column: branch}
  month: {column: submitdate, is: month}
"""


def write_survey(folder: Path, rows: int) -> None:
    """Write a workspace with a survey of so many rows, the same bytes every time."""
    write_file(folder / "site_config/site.yml", SITE)
    write_file(folder / "site_config/people.yml", PEOPLE)
    id_, name, kind, *_ = CHANNELS[0]
    write_file(folder / "site_config/channels.yml", f"channels:\n  {id_}: {{name: {name}, kind: {kind}}}\n")
    touchpoints = "".join(
        f"  {one}: {{name: {one}, phase: during, channels: [{id_}]}}\n" for one in ("order", "pickup")
    )
    write_file(folder / "content/touchpoints/all.yml", f"touchpoints:\n{touchpoints}")
    write_file(folder / "content/audits/2026-10/audit.yml", AUDIT)
    write_file(folder / "content/checklists/service.yml", CHECKLIST)
    write_file(folder / "content/surveys/autumn/survey.yml", SURVEY)
    write_file(folder / "content/audits/2026-10/visits.yml", VISITS)
    chosen = random.Random(1)  # noqa: S311 (answers, no secrets)
    with (folder / "content/surveys/autumn/answers.csv").open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for row in range(rows):
            answers = chosen.randrange(11), chosen.randrange(1, 6), chosen.randrange(1, 6), chosen.randrange(1, 8)
            numbers = ",".join(map(str, answers))
            moment = (
                f"2026-{9 + row % 2:02d}-{1 + row % 28:02d} {row // 3600 % 24:02d}:{row // 60 % 60:02d}:{row % 60:02d}"
            )
            file.write(f"{row},{moment},{numbers},{'ABC'[row % 3]}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="?", default=ROWS)
    parser.add_argument("--runs", type=int, default=1, help="take the median of so many")
    chosen = parser.parse_args()
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        write_survey(Path(name), chosen.rows)
        costs += [cost_of("-C", name, "check") for _ in range(chosen.runs)]
    cost = median_cost(costs)
    print(f"{chosen.rows:,} rows: {cost.cpu:.2f} s CPU, {cost.wall:.2f} s, {cost.peak:.0f} MB, exit {cost.exit_code}")


if __name__ == "__main__":
    main()
