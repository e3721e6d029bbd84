import pytest

from tests.workspace.cases import (
    AUDIT,
    BASE,
    CHANNELS,
    SITE,
    TOUCHPOINTS,
    VISITS,
    base,
    base_with,
    files_of,
    problems_of,
    read_texts,
    texts_of,
)
from tpm_audit.language.catalogue import Language
from tpm_audit.workspace.layout import FileKind, lay_out

TEXTS = texts_of(BASE)


def notes_of(texts: dict[str, str]) -> list[str]:
    return [f"{note.place.file}: {Language('en').say(note.message)}" for note in read_texts(texts).notes]


@pytest.mark.parametrize(
    ("path", "kind", "id_"),
    [
        ("site_config/site.yml", FileKind.SITE, ""),
        ("site_config/people.yaml", FileKind.PEOPLE, ""),
        ("site_config/channels.YML", FileKind.CHANNELS, ""),
        ("site_config/channels/branches.yml", FileKind.CHANNELS, ""),
        ("site_config/standard/prices.yaml", FileKind.STANDARD, ""),
        ("content/touchpoints.yml", FileKind.TOUCHPOINTS, ""),
        ("content/touchpoints/before.yml", FileKind.TOUCHPOINTS, ""),
        ("content/checklists/service.yaml", FileKind.CHECKLIST, "service"),
        ("content/audits/2026-10/audit.yaml", FileKind.AUDIT, "2026-10"),
        ("content/audits/2026-10/web.yml", FileKind.VISITS, "2026-10"),
    ],
)
def test_file_is_what_its_path_says(path: str, kind: FileKind, id_: str) -> None:
    layout = lay_out(files_of({path: "", "content/audits/2026-10/audit.yml": ""}))

    assert (path, kind, id_) in layout.files
    assert layout.problems == ()


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/touchpoint/x.yml", "did you mean content/touchpoints/x.yml?"),
        ("content/Touchpoints/x.yml", "did you mean content/touchpoints/x.yml?"),
        ("content/touchpoints/shops/x.yml", "files stand one level deep: move it to content/touchpoints/"),
        ("content/audits/2026-10/web/x.yml", "files stand one level deep: move it to content/audits/2026-10/"),
        ("content/audits/2026-10.yml", "move it to content/audits/<id>/2026-10.yml"),
        ("content/audits.yml", "move it to content/audits/<id>/audit.yml"),
        ("content/checklists.yml", "move it to content/checklists/<id>.yml"),
        ("content/checklist/x.yml", "did you mean content/checklists/x.yml?"),
        ("site_config/standards.yml", "did you mean site_config/standard.yml?"),
        ("site_config/chanels/x.yml", "did you mean site_config/channels/x.yml?"),
        ("content/a.yml", "move it to where the format has a place for it: see tpm-audit explain TPS043"),
    ],
)
def test_yaml_file_that_nothing_reads_is_told_where_to_go(path: str, hint: str) -> None:
    told = problems_of(base({path: "a: b\n"}))

    assert told == [f"{path}:1:1: TPS043 no part of the workspace reads this file | {hint}"]


def test_files_of_a_kind_are_merged() -> None:
    people, places = TEXTS[CHANNELS].split("locations:\n")
    texts = base(
        {
            CHANNELS: None,
            "site_config/channels/all.yaml": people,
            "site_config/channels/branches.yml": f"locations:\n{places}",
        }
    )

    workspace = read_texts(texts)

    assert workspace.problems == ()
    assert set(workspace.channels) == {"website", "app", "branch", "invoice"}
    assert set(workspace.locations) == {"linz", "wels", "depot"}


def test_what_is_split_differently_is_the_same() -> None:
    touchpoints = TEXTS[TOUCHPOINTS].split("  counter:\n")
    visits = TEXTS[VISITS].split("  - touchpoint: home-page\n")
    split = base(
        {
            TOUCHPOINTS: None,
            "content/touchpoints/z.yml": touchpoints[0],
            "content/touchpoints/a.yml": f"touchpoints:\n  counter:\n{touchpoints[1]}",
            VISITS: None,
            "content/audits/2026-10/z.yml": visits[0],
            "content/audits/2026-10/a.yml": f"visits:\n  - touchpoint: home-page\n{visits[1]}",
        }
    )

    one, other = read_texts(base()), read_texts(split)

    assert other.problems == ()
    assert list(one.touchpoints) == list(other.touchpoints)
    assert [visit.touchpoint for visit in one.visits["2026-10"]] == [
        visit.touchpoint for visit in other.visits["2026-10"]
    ]


def test_an_audit_that_is_held_against_one_that_is_not_closed_says_so() -> None:
    spring = {"content/audits/2026-04/audit.yml": TEXTS[AUDIT].replace("2026-10", "2026-04")}
    assert notes_of(base({**spring, AUDIT: TEXTS[AUDIT] + "compare_with: 2026-04\n"})) == [
        f"{AUDIT}: the audit 2026-04 is not closed: nothing is compared with it"
    ]


def test_the_yaml_of_a_closed_audit_is_not_read_and_its_name_is_known() -> None:
    closed = {
        "content/audits/2026-04/audit.yml": "this: [is not read\n",
        "content/audits/2026-04/visits.yml": "nor: [this\n",
        "content/audits/2026-04/result.json": "{}",
        AUDIT: TEXTS[AUDIT] + "compare_with: 2026-04\n",
    }

    workspace = read_texts(base(closed))

    assert [one.code for one in workspace.problems] == ["TPS052"]  # the result is none; nothing else is looked at
    assert set(workspace.plans) == {"2026-10"}


def test_second_site_file_is_not_mixed_with_the_first() -> None:
    for second in ("site_config/site.yaml", "site_config/site/more.yml"):
        assert problems_of(base({second: TEXTS[SITE]})) == [
            f"{second}:1:1: TPS031 site.yml stands at {SITE} already | keep one of the two"
        ]


def test_visits_beside_no_audit_are_not_left_out_without_a_word() -> None:
    texts = base({"content/audits/2027-01/b.yml": "visits: []\n", "content/audits/2027-01/a.yml": "visits: []\n"})

    (problem,) = problems_of(texts)
    assert problem == (
        "content/audits/2027-01/a.yml:1:1: TPS047 no audit.yml stands beside this file | "
        "write content/audits/2027-01/audit.yml with period: and checklists:"
    )


def test_visits_are_read_even_where_their_audit_cannot_be() -> None:
    texts = base_with(VISITS, ("date: 2026-10-20", "date: soon")) | {AUDIT: "period: [\n"}

    assert [line.split(" ")[1] for line in problems_of(texts)] == ["TPS006", "TPS026"]


def test_every_other_file_is_nobodys_business() -> None:
    assert (
        problems_of(base({"content/README.md": "", "content/touchpoints/list.xlsx": "", "site_config/a.txt": ""})) == []
    )
