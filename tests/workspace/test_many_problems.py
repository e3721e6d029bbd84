"""Many mistakes take time and memory in proportion to their number, and are told briefly where they are alike."""

import time

import pytest

from tests.workspace.cases import base, printed, read_texts

MANY = 40_000
SECONDS = 7  # of the processor: a second or two; what is quadratic takes twice as much and more
VISIT = "  - {touchpoint: counter, channel: branch, location: linz, auditor: a1, date: 2026-10-20, item: i{n}"

ONE_VISIT = """\
visits:
  - touchpoint: counter
    channel: branch
    location: linz
    auditor: a1
    date: 2026-10-20
    answers:
"""


def rows(top: str, template: str, count: int) -> str:
    return f"{top}:\n" + "".join(template.replace("{n}", str(number)) + "\n" for number in range(count))


FILES = {
    "unknown keys": ("content/touchpoints/x.yml", rows("touchpoints", "  t{n}: {x: y}", MANY), 4 * MANY),
    "texts for things": ("content/touchpoints/x.yml", rows("touchpoints", "  t{n}: x", MANY), MANY),
    "different keys": ("site_config/people/x.yml", rows("people", "  p{n}: {x{n}: y}", MANY), MANY),
    "ids that are none": ("site_config/people/x.yml", rows("people", "  P{n}: {name: x}", MANY), MANY),
    "top keys": ("site_config/people/x.yml", rows("people", "p{n}: x", MANY).removeprefix("people:\n"), MANY),
    "answers of one visit": (
        "content/audits/2026-10/x.yml",
        ONE_VISIT + "".join(f"      c{number}: pass\n" for number in range(MANY)),
        MANY,
    ),
    "answers off the scale": (
        "content/audits/2026-10/x.yml",
        rows("visits", f"{VISIT}, answers: {{greeted: v{{n}}}}}}", 10_000),
        10_000,
    ),
    "old ids claimed twice": (
        "site_config/people/x.yml",
        rows("people", "  p{n}: {renamed_from: [old]}", 30_000),
        29_999,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_many_problems_of_one_file(name: str) -> None:
    path, text, expected = FILES[name]
    started = time.process_time()

    workspace = read_texts(base({path: text}))
    lines = printed(workspace)

    assert time.process_time() - started < SECONDS
    assert len(workspace.problems) == expected
    assert lines[-1].startswith(f"next: mend {expected:,} problem")


def test_misspelt_ids_among_thousands() -> None:
    touchpoints = rows("touchpoints", "  a-touchpoint-{n}: {name: T, phase: after, channels: [website]}", 3_000)
    visits = rows("visits", "  - {touchpoint: a-tuchpoint-{n}, channel: website, auditor: a1, date: 2026-10-20}", 5_000)
    started = time.process_time()

    workspace = read_texts(base({"content/touchpoints/x.yml": touchpoints, "content/audits/2026-10/x.yml": visits}))

    assert time.process_time() - started < SECONDS
    assert len(workspace.problems) == 5_000
    assert "did you mean" in (workspace.problems[0].hint.text if workspace.problems[0].hint else "")


def test_missing_evidence_among_thousands_of_files() -> None:
    answer = f"{VISIT}, answers: {{greeted: {{answer: 5, evidence: [photo-{{n}}.jpeg]}}}}}}"
    photos = {f"content/audits/2026-10/evidence/photo-{number}.jpg": "" for number in range(5_000)}
    started = time.process_time()

    workspace = read_texts(base({**photos, "content/audits/2026-10/x.yml": rows("visits", answer, 5_000)}))

    assert time.process_time() - started < SECONDS
    assert len(workspace.problems) == 5_000


def test_same_mistake_is_one_message_with_its_number() -> None:
    workspace = read_texts(base({"site_config/people/x.yml": rows("people", "  p{n}: {x: y}", 1_000)}))

    lines = printed(workspace)

    assert [line for line in lines if "TPS020" in line and "explain" not in line] == [
        "site_config/people/x.yml:2:8: TPS020 no key 'x' here"
    ]
    assert "  the same at 999 more places: site_config/people/x.yml:3:8, " in "\n".join(lines)
