"""What customers say, on the pages of channels and phases."""

from typing import Any

from tests.surveys.asked import files_with, result_of_files, survey, table
from tests.workspaces import Case
from tpm_audit.language.catalogue import Language
from tpm_audit.pages.customer_places import ToldOf, told_in_phases, told_on_channels
from tpm_audit.pages.names import names_of

ENGLISH = Language("en")
CASE: Case = {
    "touchpoints": {
        "shop": {"name": "Shop", "phase": "during", "channels": ["website", "app"]},
        "hotline": {"name": "Hotline", "phase": "before", "channels": ["phone"]},
    },
    "channels": {id_: {"name": id_.title(), "kind": "digital"} for id_ in ("website", "app", "phone")},
    "visits": [{"touchpoint": "shop", "channel": "website"}],
}
COLUMNS: Case = {"A": "shop", "B": {"touchpoint": "shop", "channel": "app"}, "C": "hotline", "D": {"channel": "app"}}


def result(questions: int = 1) -> Any:
    asked = {f"q{n}": {"measures": "csat", "columns": COLUMNS} for n in range(questions)}
    rows = table("A,B,C,D", "5,5,5,5")
    then = survey(asked, wave_of="c", period={"from": "2026-05-01", "to": "2026-05-02"}, name="Spring")
    now = survey(asked, wave_of="c")
    return result_of_files(files_with({"then": (then, rows), "now": (now, rows)}, CASE))


def told(place: ToldOf) -> dict[str, int]:
    return {", ".join(ENGLISH.say(link.text) for link in one.about): len(one.rows) for one in place.told}


def test_a_channel_tells_what_is_about_it_and_about_what_is_met_on_it_alone() -> None:
    found = told_on_channels(result(), names_of(result()), ENGLISH)
    assert {id_: told(one) for id_, one in found.items()} == {
        "app": {"App": 1, "Shop, App": 1},
        "phone": {"Hotline": 1},
    }


def test_a_phase_tells_of_its_touchpoints_in_the_latest_wave() -> None:
    before, during = told_in_phases(result(), names_of(result()), ENGLISH)
    assert (ENGLISH.say(before.name), told(before)) == ("before", {"Hotline": 1})
    assert told(during) == {"Shop": 1, "Shop, App": 1}
    surveys = {ENGLISH.say(row.survey.text) for one in during.told for row in one.rows if row.survey is not None}
    assert surveys == {"Autumn"}


def test_of_much_the_beginning_is_told_and_how_much_more_there_is() -> None:
    found = told_on_channels(result(9), names_of(result(9)), ENGLISH)["app"]
    assert sum(told(found).values()) == 12
    assert found.more is not None
    assert ENGLISH.say(found.more.text) == "All answers of customers, 6 more of these"
    assert told_on_channels(result(6), names_of(result(6)), ENGLISH)["app"].more is None
