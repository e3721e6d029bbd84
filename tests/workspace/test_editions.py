from pathlib import Path

import pytest

from tests.workspace.cases import (
    AS_OF,
    AUDIT,
    CHANNELS,
    PEOPLE,
    base,
    base_with,
    changed,
    read_texts,
)
from tpm_audit.model.audit import Audit, Unit
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import result_json
from tpm_audit.report import Request, make_report
from tpm_audit.workspace.editions import for_edition, whole_audit

# Changes that add something internal, as in mistakes/: all of it says "hush" somewhere, and what is open must stay.
INTERNAL = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "internal").iterdir())
}


def editions(texts: dict[str, str]) -> tuple[Audit, Audit, str]:
    """Return both editions, and the client's result."""
    workspace = read_texts(texts)
    assert workspace.problems == ()
    whole = whole_audit(workspace, workspace.plans["2026-10"])
    result = make_report(workspace, Request(Edition.CLIENT, AS_OF))
    return whole, for_edition(whole, Edition.CLIENT), result_json(result).decode()


@pytest.mark.parametrize("change", INTERNAL.values(), ids=INTERNAL)
def test_what_is_internal_is_nowhere_in_the_clients_edition(change: str) -> None:
    whole, client, result = editions(changed(base(), change))

    assert "hush" in repr(whole).casefold()
    assert "hush" not in repr(client).casefold()
    assert "hush" not in result.casefold()


OPEN_UNITS = {
    Unit("home-page", "website", None),
    Unit("home-page", "app", None),
    Unit("counter", "branch", "linz"),
    Unit("counter", "branch", "wels"),
    Unit("receipt", "invoice", None),
}


@pytest.mark.parametrize("name", sorted({*INTERNAL} - {"audit", "touchpoint_on_one_channel"}))
def test_what_is_open_stays(name: str) -> None:
    _, client, _ = editions(changed(base(), INTERNAL[name]))

    assert set(client.units) == OPEN_UNITS
    assert {"greeted", "waiting", "readable", "total-shown"} == {one.id for _, one in client.criteria()}
    assert {"phone", "brand-blue", "slogan"} == set(client.facts)


def test_owner_that_is_internal_is_an_owner_without_name() -> None:
    _, client, result = editions(changed(base(), INTERNAL["persons"]))

    owner = client.owner_of(Unit("home-page", "website"))
    assert owner is not None
    assert client.person_name(owner)["en"] == "Web"
    assert "Home page has no owner on 2 channels" not in result


def test_auditors_are_told_apart_by_no_id_of_theirs() -> None:
    _, client, _ = editions(base())

    assert len({visit.auditor for visit in client.visits}) == 2
    assert not {"a1", "a2"} & {*client.people, *(visit.auditor for visit in client.visits)}
    assert {client.person_name(visit.auditor)["en"] for visit in client.visits} == {"Auditor"}


def test_role_of_an_auditor_is_shown() -> None:
    texts = base_with(PEOPLE, ("{name: Auditor 1}", "{name: Anna, role: {de: Prüferin, en: inspector}}"))

    _, client, _ = editions(texts)

    assert {client.person_name(visit.auditor)["en"] for visit in client.visits} == {"inspector", "Auditor"}


def test_channel_with_internal_locations_only_is_met_nowhere() -> None:
    places = ("{name: Linz, channels: [branch]}", "{name: Linz, channels: [branch], audience: internal}")
    others = ("{name: Wels, channels: [branch]}", "{name: Wels, channels: [branch], audience: internal}")

    _, client, _ = editions(base_with(CHANNELS, places, others))

    assert {unit.channel for unit in client.units} == {"website", "app", "invoice"}


def test_sample_of_internal_locations_only_does_not_become_all_locations() -> None:
    change = f"""= {CHANNELS}
-  linz: {{name: Linz, channels: [branch]}}
+  linz: {{name: Linz, channels: [branch], audience: internal}}
= {AUDIT}
>sample: {{chosen: [linz]}}"""

    _, client, _ = editions(changed(base(), change))

    assert Unit("counter", "branch", "wels") not in client.units
    assert client.locations == {}


def test_values_at_open_locations_stay_beside_internal_ones() -> None:
    _, client, _ = editions(changed(base(), INTERNAL["location"]))

    spoken = [visit.facts["slogan"].at for visit in client.visits if visit.channel == "app"]
    assert spoken == [{"linz": ("Täglich frisch.",)}]


def test_variant_for_an_open_touchpoint_stays_beside_an_internal_one() -> None:
    _, client, _ = editions(changed(base(), INTERNAL["selectors"]))

    (variant,) = client.facts["phone"].variants
    assert variant.where is not None
    assert variant.where.touchpoints == ("receipt",)
    assert set(client.site.gate) == {"open"}


def test_internal_edition_is_the_whole() -> None:
    workspace = read_texts(changed(base(), INTERNAL["touchpoint"]))
    whole = whole_audit(workspace, workspace.plans["2026-10"])

    assert for_edition(whole, Edition.INTERNAL) is whole
