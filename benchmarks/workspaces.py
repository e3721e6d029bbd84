"""Workspaces of a chosen size, the same bytes every time.

Written as text, not through a YAML library: 36,000 visits are there in a second, and the measuring process
stays small. Everything is arithmetic on indexes: one answer in twenty is poor, two facts in three deviate.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

# Personal channels stand early, so that a workspace of few channels still has work for both checklists.
CHANNELS = (
    ("website", "Website", "digital", "indirect", "owned"),
    ("branch", "Filiale", "personal", "direct", "owned"),
    ("invoice", "Rechnung", "print", "indirect", "owned"),
    ("app", "App", "digital", "indirect", "owned"),
    ("phone", "Telefon", "personal", "direct", "owned"),
    ("packaging", "Verpackung", "physical", "indirect", "owned"),
    ("email", "E-Mail", "digital", "indirect", "owned"),
    ("social", "Social Media", "digital", "indirect", "earned"),
    ("flyer", "Flugblatt", "print", "indirect", "owned"),
    ("field-service", "Außendienst", "personal", "direct", "owned"),
    ("van", "Lieferwagen", "physical", "indirect", "owned"),
    ("marketplace", "Marktplatz", "digital", "indirect", "earned"),
)
# Per phase one criterion of either checklist (scale, good, poor answer): a unit expects one answer.
CRITERIA = (
    ("before", "clear", "pass-fail", "pass", "fail"),
    ("during", "friendly", "rating-1-5", "5", "2"),
    ("after", "reachable", "rating-0-10", "9", "3"),
)
CHECKLISTS = (
    ("service", "{de: Persönlicher Service, en: Personal service}", "personal"),
    ("presence", "{de: Auftritt, en: Presence}", "digital, print, physical"),
)
KINDS = ("text", "phone", "color", "email", "url", "choice")
GOALS = ("trust", "loyalty", "first-impression", "purchase", "repurchase", "brand", "recommendation")
OWNERS = ("web-team", "shop-team")
AUDITORS = ("a1", "a2")
AUDIT = "2026-10"
# Of every 1,000 units: below the first poor, from the second on not tested, from the third on n/a.
POOR, NOT_TESTED, NOT_APPLICABLE = 50, 980, 990
TOUCHPOINTS_PER_FILE = 250
VISITS_PER_FILE = 1_000
SITE = """format: 1
client: {name: Benchmark AG, url: "https://bench.example"}
title: {de: Touchpoint-Audit, en: Touchpoint audit}
languages: [de, en]
country: AT
time_zone: Europe/Vienna
phases:
  - {id: before, name: {de: Vor dem Kauf, en: Before purchase}}
  - {id: during, name: {de: Während des Kaufs, en: During purchase}}
  - {id: after, name: {de: Nach dem Kauf, en: After purchase}}
personas:
  commuter: {name: {de: Pendler, en: Commuter}, customers: [regular]}
  visitor: {name: {de: Gast, en: Visitor}, customers: [prospect, new]}
"""
PEOPLE = """people:
  web-team: {name: Web-Team}
  shop-team: {name: {de: Filialteam, en: Shop team}}
  a1: {name: Auditorin 1, role: {de: Auditorin der Agentur, en: auditor of the agency}}
  a2: {name: Auditor 2, role: {de: Auditor der Agentur, en: auditor of the agency}}
"""
ROUND = """name: {de: Herbstaudit, en: Autumn audit}
period: {from: 2026-10-01, to: 2026-10-28}
checklists: [service, presence]
"""


@dataclass(frozen=True)
class Size:
    """How much a workspace holds; every touchpoint is on every channel, and each such unit is visited.

    ``channels`` is 2 to 12. Facts do not grow with the touchpoints: doubling these doubles the values of one
    fact, where a comparison of all pairs would show.
    """

    touchpoints: int
    channels: int = 12
    facts: int = 30
    visits_per_unit: int = 1

    @property
    def visits(self) -> int:
        """Each with one answer (n/a and not-tested among them) and one observation."""
        return self.touchpoints * self.channels * self.visits_per_unit


SMALL = Size(30, facts=6)
MEDIUM = Size(300, facts=30)
LARGE = Size(3_000, facts=300)
SIZES = {"small": SMALL, "medium": MEDIUM, "large": LARGE}


def doubled(size: Size, what: Literal["touchpoints", "visits"]) -> Size:
    """Return the size with twice the touchpoints, or with every unit visited twice as often."""
    if what == "touchpoints":
        return replace(size, touchpoints=2 * size.touchpoints)
    return replace(size, visits_per_unit=2 * size.visits_per_unit)


def write_workspace(folder: Path, size: Size) -> None:
    """Write a whole workspace without problems into an empty or new folder."""
    write_file(folder / "site_config/site.yml", SITE)
    write_file(folder / "site_config/people.yml", PEOPLE)
    write_file(folder / "site_config/channels.yml", _channels(size))
    write_file(folder / "site_config/standard.yml", _standard(size))
    for checklist, name, kinds in CHECKLISTS:
        write_file(folder / f"content/checklists/{checklist}.yml", _checklist(checklist, name, kinds))
    write_file(folder / f"content/audits/{AUDIT}/audit.yml", ROUND)
    _write_parts(folder / "content/touchpoints", "touchpoints:\n", _touchpoints(size), TOUCHPOINTS_PER_FILE)
    _write_parts(folder / f"content/audits/{AUDIT}", "visits:\n", _visits(size), VISITS_PER_FILE)


def write_file(path: Path, text: str) -> None:
    """Write a file and the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_parts(folder: Path, heading: str, entries: Iterable[str], per_file: int) -> None:
    rest = iter(entries)
    part = 0
    while text := "".join(islice(rest, per_file)):
        part += 1
        write_file(folder / f"part-{part:03d}.yml", heading + text)


def _channels(size: Size) -> str:
    return "channels:\n" + "".join(
        f"  {channel}: {{name: {name}, kind: {kind}, contact: {contact}, ownership: {ownership}, "
        f"owner: {OWNERS[c % 2]}}}\n"
        for c, (channel, name, kind, contact, ownership) in enumerate(CHANNELS[: size.channels])
    )


def _checklist(checklist: str, name: str, kinds: str) -> str:
    """One criterion per phase; its id is unique in the workspace, hence the checklist's in it."""
    criteria = "".join(
        f"  {checklist}-{criterion}:\n"
        f'    ask: {{de: "Ist der Kontakt gelungen ({criterion})?", en: "Is the contact {criterion}?"}}\n'
        f"    why: {{de: Kunden erwarten es., en: Customers expect it.}}\n"
        f"    scale: {scale}\n    weight: {weight}\n    severity: minor\n"
        f"    advice: {{de: Gemeinsam üben., en: Train it together.}}\n    effort: small\n"
        f"    applies_to: {{phases: [{phase}]}}\n"
        for weight, (phase, criterion, scale, _, _) in enumerate(CRITERIA, start=1)
    )
    heading = f"name: {name}\nversion: 1\napplies_to: {{kinds: [{kinds}]}}\nonce_per: unit\n"
    return f"{heading}criteria:\n{criteria}"


def _criterion(t: int, size: Size) -> tuple[str, str, str, str, str]:
    return CRITERIA[t * len(CRITERIA) // size.touchpoints]


def _touchpoints(size: Size) -> Iterator[str]:
    channels = ", ".join(channel for channel, *_ in CHANNELS[: size.channels])
    for t in range(size.touchpoints):
        follower = f"tp-{t + 1:05d}" if t + 1 < size.touchpoints else ""
        yield (
            f"  tp-{t:05d}:\n"
            f"    name: {{de: Berührungspunkt {t}, en: Touchpoint {t}}}\n"
            f"    phase: {_criterion(t, size)[0]}\n    channels: [{channels}]\n"
            f"    owner: {OWNERS[t % 2]}\n    helpers: [{OWNERS[1 - t % 2]}]\n    importance: {t * 7 % 11}\n"
            f"    critical: {str(t % 50 == 0).lower()}\n    main: {str(t % 10 == 0).lower()}\n"
            f"    goals: [{GOALS[t % 7]}, {GOALS[(t + 3) % 7]}]\n"
            f"    customers: [new, regular]\n    personas: [{('commuter', 'visitor')[t % 2]}]\n"
            f"    leads_to: [{follower}]\n"
            f"    facts: [{_fact(t % size.facts)}]\n    use: 0.{1 + t % 9}\n"
        )


def _fact(f: int) -> str:
    return f"{KINDS[f % 6]}-{f:03d}"


def _standard(size: Size) -> str:
    return "facts:\n" + "".join(
        f"  {_fact(f)}:\n    name: {{de: Merkmal {f}, en: Fact {f}}}\n    kind: {KINDS[f % 6]}\n"
        f"    severity: {('minor', 'major')[f % 2]}\n{_expected(f)}"
        for f in range(size.facts)
    )


def _expected(f: int) -> str:
    """Every choice and every fourth of the rest has no standard: there channels are compared directly."""
    if KINDS[f % 6] == "choice":
        return "    values: [du, sie]\n"
    if f // 6 % 4 == 1:
        return ""
    return f"    expected: {_spellings(f)[0]}\n    set_by: web-team\n    set_on: 2026-01-10\n"


def _spellings(f: int, language: str = "de") -> tuple[str, str, str, str]:
    """Return the standard, two spellings in which it is really met, and a value that differs."""
    text = {"de": f"Täglich frisch {f}.", "en": f"Fresh every day {f}."}
    said = text[language]
    rgb = (0x4F9F + f * 0x10305) % 0x1000000
    mail, site, line = f"{f}@bench.example", f"bench.example/{f}", 1000 + f
    return {
        "text": (f"{{de: {text['de']}, en: {text['en']}}}", said, said, f"Frisch {f}."),
        "phone": (f'"+43 732 77{line}"', f"0732 77{line}", f"+43 (0)732 77{line}", f"0732 78{line}"),
        "color": (f'"#{rgb:06x}"', f'"#{rgb:06x}"', f'"#{rgb:06X}"', f'"#{rgb ^ 0x808080:06x}"'),
        "email": (f"shop-{mail}", f"shop-{mail}", f"Shop-{mail}", f"office-{mail}"),
        "url": (f'"https://{site}"', f'"https://{site}/"', f'"https://www.{site}"', f'"https://{site}/old"'),
        "choice": ("du", "du", "du", "sie"),
    }[KINDS[f % 6]]


def _observed(t: int, c: int, size: Size, language: str) -> str:
    """Two facts in three deviate, at their first touchpoint only: one value, or one value and one missing."""
    f = t % size.facts
    deviating = (f + f // 6) % 3 if t < size.facts else 0
    if (c - f) % size.channels < deviating:
        return "missing" if c != f % size.channels else _spellings(f)[3]
    return _spellings(f, language)[1 + (t + c) % 2]


def _answer(unit: int, good: str, poor: str) -> str:
    draw = unit * 919 % 1000  # prime to 1,000: every number once in 1,000 units, well spread
    if draw < POOR:
        return f"{{answer: {poor}, note: nachgefragt bei Eintrag {unit}}}"
    if draw >= NOT_APPLICABLE:
        return "{answer: n/a, reason: gibt es hier nicht}"
    return "not-tested" if draw >= NOT_TESTED else good


def _visits(size: Size) -> Iterator[str]:
    for t in range(size.touchpoints):
        _, criterion, _, good, poor = _criterion(t, size)
        for c, (channel, _, kind, _, _) in enumerate(CHANNELS[: size.channels]):
            unit = t * size.channels + c
            checklist = "service" if kind == "personal" else "presence"
            language = ("de", "en")[(t + c) % 2] if kind == "digital" else ""
            found = (
                f"    answers: {{{checklist}-{criterion}: {_answer(unit, good, poor)}}}\n"
                f"    facts: {{{_fact(t % size.facts)}: {_observed(t, c, size, language or 'de')}}}\n"
            )
            emotion = f"    emotion: {unit // 4 % 5 - 2}\n" if unit % 4 == 0 else ""
            place = f"    language: {language}\n" if language else ""
            for visit in range(size.visits_per_unit):
                # Later visits are the other auditor's, then further specimens: they agree with the first.
                item = f"    item: call-{visit // 2 + 1}\n" if visit > 1 else ""
                yield (
                    f"  - touchpoint: tp-{t:05d}\n    channel: {channel}\n{place}{item}"
                    f"    auditor: {AUDITORS[(unit + visit) % 2]}\n    date: 2026-10-{1 + unit % 28:02d}\n"
                    f"{found}{emotion}"
                )
