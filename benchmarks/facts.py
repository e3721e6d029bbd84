"""What comparing costs: `tpm-audit check` of a network, 300 facts of every kind on 12 channels at 10 branches.

python benchmarks/facts.py [--runs N] [--kind KIND] [--undecided]
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.check import Cost, cost_of, median_cost
from benchmarks.workspaces import CHANNELS, PEOPLE, SITE, write_file

FACTS, LOCATIONS = 300, 10
WRONG = 30  # of so many values one differs
DAYS = ("Montag bis Freitag", "Mo-Fr", "Mon-Fri")


def _values(kind: str, f: int) -> tuple[str, str, str, str]:
    """Return the keys of a fact, two spellings in which its standard is met, and a value that differs."""
    hour, euro, day = 7 + f % 3, 2 + f % 7, 1 + f % 28
    return {
        "text": (f"expected: Täglich frisch {f}.", f"Täglich frisch {f}.", f"Täglich  frisch {f}.", f"Täglich {f}."),
        "phone": (f'expected: "+43 732 77{1000 + f}"', f"0732 77{1000 + f}", f"+43 (0)732 77{1000 + f}", "0732 1"),
        "color": (f'expected: "#00{f:04x}"', f"#00{f:04x}", f"#00{f:04X}", f"#ff{f:04x}"),
        "email": (f"expected: s{f}@bench.example", f"s{f}@bench.example", f"S{f}@bench.example", "o@bench.example"),
        "url": (
            f"expected: bench.example/{f}",
            f"https://bench.example/{f}",
            f"www.bench.example/{f}/",
            "bench.example",
        ),
        "choice": ("values: [du, sie]\n    expected: du", "du", "Du", "sie"),
        "quantity": (f'expected: "<= {f + 24} h"', f"{f + 24} Stunden", f"within {f + 20} hours", f"{f + 30} h"),
        "price": (f'expected: "{euro},90 €"', f"EUR {euro}.90", f"{euro},90 Euro", f"{euro},50 €"),
        "contrast": ("min: 4.5", "#ffffff on #004f9f", "#000 auf #fff", "#ffffff on #6f9fd0"),
        "term": (
            f"required: [{f + 2} Jahre Garantie]",
            f"Mit {f + 2} Jahre Garantie.",
            f"{f + 2} JAHRE Garantie!",
            "-",
        ),
        "font": ("expected: Inter", "'Inter', sans-serif", "Inter", "Arial"),
        "hours": (
            f'expected: "Mo-Fr {hour:02d}:00-18:00"',
            f"Mo-Fr {hour}-18 Uhr",
            f"Mon-Fri {hour}am-6pm",
            "Mo-Sa 7-18",
        ),
        "address": (
            f"expected: 'Hauptstraße {f + 1}, 4020 Linz'",
            f"Hauptstr. {f + 1}, A-4020 Linz",
            f"4020 Linz, Hauptstrasse {f + 1}",
            "Nebengasse 1, 4020 Linz",
        ),
        "date": (f"expected: 2026-05-{day:02d}", f"{day}. Mai 2026", f"May {day}, 2026", "1. Juni 2026"),
    }[kind]


KINDS = (
    *("text", "phone", "color", "email", "url", "choice", "quantity", "price", "contrast"),
    *("term", "font", "hours", "address", "date"),
)


def write_network(folder: Path, kinds: tuple[str, ...], *, undecided: bool) -> None:
    """Write a workspace without problems: a visit for each channel of each branch, each with every fact.

    ``undecided``: no fact has a standard, and each place shows another value.
    """
    write_file(folder / "site_config/site.yml", SITE)
    write_file(folder / "site_config/people.yml", PEOPLE)
    channels = "".join(f"  {id_}: {{name: {name}, kind: {kind}}}\n" for id_, name, kind, _, _ in CHANNELS)
    every = ", ".join(id_ for id_, *_ in CHANNELS)
    places = "".join(f"  b-{place}: {{name: Filiale {place}, channels: [{every}]}}\n" for place in range(LOCATIONS))
    write_file(folder / "site_config/channels.yml", f"channels:\n{channels}locations:\n{places}")
    facts = "".join(_fact(f, kinds[f % len(kinds)], undecided=undecided) for f in range(FACTS))
    write_file(folder / "site_config/standard.yml", f"facts:\n{facts}")
    write_file(
        folder / "content/audits/2026-10/audit.yml",
        "period: {from: 2026-10-01, to: 2026-10-28}\nchecklists: []\n",
    )
    for place in range(LOCATIONS):
        visits = "".join(_visits(place, kinds, undecided=undecided))
        write_file(folder / f"content/audits/2026-10/b-{place}.yml", f"visits:\n{visits}")


def _fact(f: int, kind: str, *, undecided: bool) -> str:
    keys = (key.strip() for key in _values(kind, f)[0].split("\n"))
    kept = "".join(f"    {key}\n" for key in keys if not (undecided and key.startswith("expected:")))
    return f"  f-{f}:\n    kind: {kind}\n{kept}"


def _visits(place: int, kinds: tuple[str, ...], *, undecided: bool) -> Iterator[str]:
    for c, (channel, *_) in enumerate(CHANNELS):
        unit = place * len(CHANNELS) + c
        found = "".join(
            f"      f-{f}: {_quoted(values[1 if undecided else _which(f, unit)])}\n"
            for f in range(FACTS)
            for values in (_values(kinds[f % len(kinds)], unit if undecided else f),)
        )
        yield (
            f"  - channel: {channel}\n    location: b-{place}\n    auditor: a1\n    date: 2026-10-02\n"
            f"    checklists: []\n    facts:\n{found}"
        )


def _which(f: int, unit: int) -> int:
    seen = f * LOCATIONS * len(CHANNELS) + unit
    return 3 if seen % WRONG == 0 else 1 + seen % 2


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1, help="take the median of so many")
    parser.add_argument("--kind", choices=KINDS, help="all facts of one kind, to see what it costs")
    parser.add_argument("--undecided", action="store_true", help="without standards, every value another one")
    chosen = parser.parse_args()
    kinds = (chosen.kind,) if chosen.kind else KINDS
    costs: list[Cost] = []
    for _ in range(chosen.runs):
        with tempfile.TemporaryDirectory() as name:
            write_network(Path(name), kinds, undecided=chosen.undecided)
            costs.append(cost_of("-C", name, "check"))
    cost = median_cost(costs)
    values = FACTS * len(CHANNELS) * LOCATIONS
    print(f"{values:,} values: {cost.cpu:.2f} s CPU, {cost.wall:.2f} s, {cost.peak:.0f} MB, exit {cost.exit_code}")


if __name__ == "__main__":
    main()
