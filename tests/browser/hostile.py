"""A workspace that holds what must not run in every text that people write: a few long texts, each of many payloads."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.pictures import TINY
from tests.workspace.test_strings import quoted

STRINGS = Path(__file__).parents[3] / "shared" / "data" / "strings"
OWN = (
    "</title><script>alert('title')</script>",
    "</script><script>alert('script')</script>",
    "<img src=x onerror=alert('img')>",
    "<svg/onload=alert('svg')>",
    "{: onclick=alert('attribute') onmouseover=alert(1) }",
    "text{: onclick=alert('inline') style=color:red }",
    '" autofocus onfocus="alert(1)" x="',
    "' autofocus onfocus='alert(1)' x='",
    "[x](javascript:alert('link'))",
    "[x]: javascript:alert('reference')",
    "<javascript:alert('autolink')>",
    "![x](https://elsewhere.example/x.png)",
    "<https://elsewhere.example/>",
    "&lt;script&gt;alert('entity')&lt;/script&gt;",
    "{{ 7*7 }}{% include 'pages/page.md.j2' %}{# x #}",
    "--8<-- '/etc/passwd'",
    ":material-alert: :smile:",
    "!!! danger 'x'\n    <script>alert('admonition')</script>",
    "```{.html onclick=alert(1)}\n<script>alert('fence')</script>\n```",
    "| a | b |\n|---|---|\n| <b onclick=alert(1)>x</b> | y |",
    "[^1]: <script>alert('footnote')</script>",
    "*[HTML]: <script>alert('abbreviation')</script>",
    "<div markdown='1' onclick='alert(1)'>x</div>",
    "\u2028<script>alert('separator')</script>\u2029",
    "<!-- --><!--[if IE]><script>alert('comment')</script><![endif]-->",
    "<![CDATA[<script>alert('cdata')</script>]]>",
    "<style>@import 'https://elsewhere.example/x.css'</style>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<base href='https://elsewhere.example/'>",
)
# YAML's own text has no spelling for these, or the tool refuses them as no text at all.
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
GROUPS = 8
SHORT = 3_000  # characters of a name: names stand in the navigation of every page


def payloads() -> list[str]:
    """Return our own payloads and every collected one that a text can hold."""
    found = list(OWN)
    if STRINGS.is_dir():
        found += json.loads((STRINGS / "blns.json").read_text(encoding="utf-8"))
        for name in ("xss-payload-list.txt", "deep_traversal.txt", "csv-payload.txt"):
            found += (STRINGS / name).read_text(encoding="utf-8", errors="replace").splitlines()
    return [text for text in dict.fromkeys(found) if text.strip() and not _REFUSED.search(text)]


def names() -> list[str]:
    """Return short texts: every payload of ours is in the first, and many of the collected in the others."""
    every, step = payloads(), max(len(payloads()) // 600, 1)
    rest = iter(every[len(OWN) :: step])
    texts = ["\n".join(OWN)]
    for _ in range(GROUPS - 1):
        text = OWN[len(texts)]
        for payload in rest:
            text = f"{text}\n{payload}"
            if len(text) > SHORT:
                break
        texts.append(text)
    return texts


def proses() -> list[str]:
    """Return all payloads in as many long texts as there are groups."""
    every = payloads()
    texts = ["\n".join([OWN[number], *every[number::GROUPS]]) for number in range(GROUPS)]
    assert max(map(len, texts)) < 100_000
    return texts


def files() -> Iterator[tuple[str, str]]:
    """Yield the files of the workspace: each kind of thing has one for each group."""
    short, long = names(), [*proses()]
    name, prose = [quoted(text) for text in short], [quoted(text) for text in long]
    groups = range(GROUPS)
    yield (
        "site_config/site.yml",
        "format: 1\n"
        f"client: {{name: {name[1]}}}\nagency: {{name: {name[2]}}}\ntitle: {{de: {name[3]}, en: {name[4]}}}\n"
        "languages: [en, de]\ncountry: AT\n"
        f"words: {{touchpoint: {{de: [{name[5]}, {name[6]}], en: [{name[5]}, {name[6]}]}}}}\n"
        f"phases:\n" + "".join(f"  - {{id: h-{n}, name: {name[n]}}}\n" for n in groups) + "goals:\n"
        f"  g: {{name: {name[1]}}}\npersonas:\n"
        + "".join(f"  r-{n}: {{name: {name[n]}, needs: {prose[n]}}}\n" for n in groups)
        + f"scales:\n  s: {{levels: [{{id: bad, share: 0, label: {name[2]}}}, "
        f"{{id: ok, share: 1, label: {name[3]}}}]}}\nrules:\n  TPI007: {{enabled: false, reason: {prose[0]}}}\n",
    )
    yield (
        "site_config/people.yml",
        "people:\n" + "".join(f"  p-{n}: {{name: {name[n]}, role: {name[n]}}}\n" for n in groups),
    )
    yield (
        "site_config/channels.yml",
        "channels:\n"
        + "".join(f"  c-{n}: {{name: {name[n]}, kind: digital, internal_note: {prose[n]}}}\n" for n in groups)
        + "locations:\n"
        + "".join(f"  l-{n}: {{name: {name[n]}, channels: [c-{n}], internal_note: {prose[n]}}}\n" for n in groups),
    )
    yield (
        "site_config/standard.yml",
        "facts:\n"
        + "".join(
            f"  f-{n}: {{kind: text, name: {name[n]}, expected: {name[n]}, source: {prose[n]}, set_by: p-{n}, "
            f"description: {prose[n]}, variants: [{{value: {name[n - 1]}, reason: {prose[n]}}}]}}\n"
            f"  w-{n}: {{kind: text, name: {name[n]}}}\n"
            for n in groups
        ),
    )
    yield (
        "content/touchpoints/all.yml",
        "touchpoints:\n"
        + "".join(
            f"  t-{n}: {{name: {name[n]}, phase: h-{n}, owner: p-{n}, description: {prose[n]}, "
            f"internal_note: {prose[n]}, channels: {{c-{n}: {{url: {quoted(OWN[n])}}}}}, facts: [f-{n}]}}\n"
            for n in groups
        ),
    )
    yield (
        "content/journeys.yml",
        "journeys:\n"
        + "".join(
            f"  j-{n}: {{name: {name[n]}, description: {prose[n]}, internal_note: {prose[n]}, persona: r-{n}, "
            f"steps: [{{touchpoint: t-{n}, channel: c-{n}, location: l-{n}}}, {{touchpoint: t-{n ^ 1}}}]}}\n"
            for n in groups
        ),
    )
    yield (
        "content/kpis.yml",
        "kpis:\n"
        + "".join(
            f"  i-{n}: {{name: {name[n]}, touchpoint: t-{n}, unit: {name[n]}, basis: assumed, source: {prose[n]}, "
            f"description: {prose[n]}, internal_note: {prose[n]}, values: {{2025: 1, 2026: 2}}}}\n"
            for n in groups
        ),
    )
    for n in groups:
        yield (
            f"content/checklists/k-{n}.yml",
            (
                f"name: {name[n]}\napplies_to: {{touchpoints: [t-{n}]}}\ncriteria:\n"
                f"  q-{n}: {{ask: {name[n]}, why: {prose[n]}, section: {name[n]}, advice: {prose[n]}}}\n"
                f"  z-{n}: {{ask: {prose[n]}, scale: s}}\n"
            ),
        )
        yield (
            f"content/pages/w-{n}.md",
            f"---\ntitle: {name[n]}\nsection: {name[n]}\n---\n{_page(long[n])}\n",
        )
    yield (
        "content/audits/a/audit.yml",
        (
            f"name: {name[0]}\ndescription: {prose[0]}\nperiod: {{from: 2026-10-01, to: 2026-10-31}}\n"
            f"checklists: [{', '.join(f'k-{n}' for n in groups)}]\n"
            f"sample: {{population: 9, frame: {prose[1]}, method: {name[2]}, seed: {name[3]}}}\n"
        ),
    )
    for n in groups:
        yield (
            f"content/audits/a/visits-{n}.yml",
            (
                f"visits:\n  - {{touchpoint: t-{n}, channel: c-{n}, location: l-{n}, auditor: p-{n}, date: 2026-10-20, "
                f"note: {prose[n]}, highlight: {prose[n]}, pain: {prose[n]}, internal_note: {prose[n]}, answers: {{"
                f"q-{n}: {{answer: fail, note: {prose[n]}, evidence: [{{file: x.png, caption: {name[n]}}}]}}, "
                f"z-{n}: {{answer: n/a, reason: {prose[n]}}}}}, facts: {{f-{n}: {{value: [{name[n - 2]}, {name[n]}], "
                f"note: {prose[n]}}}, w-{n}: {prose[n]}}}}}\n"
            ),
        )


def _page(text: str) -> str:
    """Return the text of a hand-written page without pictures and links to nowhere: those stop a build."""
    return text.replace("![", "! [").replace("](", "] (").replace("[^", "[ ^")


def write_hostile(root: Path) -> None:
    """Write the workspace."""
    for path, text in files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    evidence = root / "content" / "audits" / "a" / "evidence"
    evidence.mkdir()
    (evidence / "x.png").write_bytes(TINY)
