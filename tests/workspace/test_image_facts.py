"""Facts whose values are files: what is known of a picture takes the place of its path, and pages show it."""

import hashlib
import html
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from pydantic_core import from_json

from tests.facts.images import RED, jpeg, logo, on, png, scaled
from tests.history.closing import CLOSED, HEAD, PATH, closed_result
from tests.workspaces import AUDIT, Case, files_of, findings_of, problems, report_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.closed import ClosedResultError, closed_json
from tpm_audit.model.drawings import PicturesDrawing
from tpm_audit.model.entry import Edition
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.result import Result, SeenRecord, pictures_in, result_from_json, result_json
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.report import Request, make_report, read
from tpm_audit.site.pictures import write_pictures
from tpm_audit.source.message import Localised
from tpm_audit.workspace.editions import for_edition, whole_audit
from tpm_audit.workspace.files import Files
from tpm_audit.workspace.input_hash import input_hash
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.picture_sources import picture_sources

LOGO, OLD = png(logo()), png(logo(RED))
ON_WHITE, SMALL = jpeg(on("white", logo(), 20)), png(scaled(logo(), 0.5))
PHOTOS = jpeg(on("white", logo(RED), 20)), jpeg(on("white", logo(RED), 40))
BRAND: Mapping[str, bytes] = {"brand/secret-logo.png": LOGO, "brand/white.png": png(logo("white", "white"))}
FACT: Case = {"kind": "image", "expected": "brand/secret-logo.png"}
VISIT: Case = {"touchpoint": "contact", "channel": "website"}
CASE: Case = {"facts": {"logo": FACT}, "visits": [{**VISIT, "facts": {"logo": "anna-auer.png"}}]}


def files(case: Case, brand: Mapping[str, bytes] = BRAND, **evidence: bytes) -> Files:
    """Return the files of a case, with those of the brand and of the audit's evidence."""
    found = {f"{AUDIT}/evidence/{name.replace('_', '-')}.png": data for name, data in evidence.items()}

    def opened(path: str) -> BinaryIO:
        return io.BytesIO(found[path])

    return replace(
        files_of(case), others={path: len(data) for path, data in found.items()}, own=brand.get, opened=opened
    )


def workspace(case: Case = CASE, brand: Mapping[str, bytes] = BRAND, **evidence: bytes) -> Workspace:
    """Read a case, which has to be valid."""
    found = read(files(case, brand, **evidence))
    assert not problems(found)
    return found


def text_of(data: bytes) -> str:
    """Return how the text ends that stands for a picture."""
    return f"({hashlib.sha256(data).hexdigest()[:8]})"


def seen(result: Result, fact: str = "logo") -> list[SeenRecord]:
    """Return what was found of a fact, unit by unit."""
    (record,) = (one for one in result.facts if one.id == fact)
    return [one for unit in record.units for one in unit.seen]


@pytest.mark.parametrize("edition", Edition)
def test_no_name_of_a_file_reaches_a_result(edition: Edition) -> None:
    whole = workspace(anna_auer=OLD)
    result = report_of(whole, edition=edition)
    written = result_json(result).decode()
    assert not any(word in written for word in ("secret-logo", "anna-auer", "brand/", "evidence/"))
    (found,) = seen(result)
    assert found.text == f"720 \u00d7 120 px {text_of(OLD)}"
    assert found.outcome is Outcome.DIFFERS
    assert isinstance(found.drawing, PicturesDrawing)
    assert found.drawing.expected is not None
    assert [one.digest for one in (found.drawing.found, found.drawing.expected)] == [
        hashlib.sha256(data).hexdigest() for data in (OLD, LOGO)
    ]
    assert result.findings[0].standard == Localised({"": f"720 \u00d7 120 px {text_of(LOGO)}"})


def test_a_picture_counts_by_its_bytes_and_not_by_its_name() -> None:
    first = report_of(workspace(anna_auer=OLD))
    case = {**CASE, "visits": [{**VISIT, "facts": {"logo": "other.png"}}]}
    renamed = report_of(workspace(case, other=OLD))
    replaced = report_of(workspace(anna_auer=PHOTOS[0]))
    hashes = [result.findings[0].state_hash for result in (first, renamed, replaced)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_list_a_map_of_locations_and_a_word_are_read() -> None:
    case: Case = {
        "facts": {"logo": FACT},
        "locations": {id_: {"name": id_, "channels": ["branch"]} for id_ in ("linz", "wels", "enns")},
        "touchpoints": {"door": {"name": "Door", "phase": "before", "channels": ["branch"], "facts": ["logo"]}},
        "visits": [
            {
                "touchpoint": "door",
                "channel": "branch",
                "facts": {"logo": {"at": {"linz": ["one.png", "two.png"], "wels": "missing", "enns": "two.png"}}},
            }
        ],
    }
    found = report_of(workspace(case, one=OLD, two=ON_WHITE))
    texts = sorted((one.outcome, (one.text or "")[-10:]) for one in seen(found))
    assert texts == [
        (Outcome.DIFFERS, text_of(OLD)),
        (Outcome.EQUAL, text_of(ON_WHITE)),
        (Outcome.EQUAL, text_of(ON_WHITE)),
        (Outcome.MISSING, ""),
    ]


SIGNED: Case = {
    "facts": {"logo": FACT, "claim": {"kind": "text"}},
    "rules": {
        "signed": {
            "shape": "required-when",
            "message": "The old logo has its claim",
            "when": {"fact": "logo", "value": "brand/old.png"},
            "facts": ["claim"],
        }
    },
    "visits": [{**VISIT, "facts": {"logo": "one.png", "claim": "missing"}}],
}


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize(("picture", "count"), [(PHOTOS[0], 1), (LOGO, 0)], ids=["as the condition", "another"])
def test_the_condition_of_an_own_rule_may_be_a_picture(edition: Edition, picture: bytes, count: int) -> None:
    result = report_of(workspace(SIGNED, {**BRAND, "brand/old.png": OLD}, one=picture), edition=edition)
    assert len(findings_of(result, "TPO004")) == count
    assert "brand/old" not in result_json(result).decode()


def test_a_condition_that_is_no_picture_is_told_once() -> None:
    told = problems(read(files(SIGNED, one=LOGO)))
    assert [one.partition(" ")[2] for one in told] == ["TPS034 there is no file 'brand/old.png'"]


def test_a_variant_is_a_file_too() -> None:
    fact = {**FACT, "variants": [{"value": "brand/white.png", "reason": "on dark grounds"}]}
    result = report_of(
        workspace({**CASE, "facts": {"logo": fact}}, anna_auer=jpeg(on("#004f9f", logo("white", "white"), 30)))
    )
    assert [one.outcome for one in seen(result)] == [Outcome.VARIANT]
    assert {text[-10:] for text, _ in result.facts[0].drawings} == {text_of(data) for data in BRAND.values()}


def two_auditors(one: bytes, other: bytes) -> Result:
    visits = [{**VISIT, "facts": {"logo": "one.png"}}, {**VISIT, "auditor": "a2", "facts": {"logo": "other.png"}}]
    return report_of(workspace({**CASE, "visits": visits}, one=one, other=other))


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [(LOGO, ON_WHITE, False), (*PHOTOS, False), (LOGO, OLD, True), (OLD, png(logo(text="Mayrhof")), True)],
)
def test_two_photos_of_the_same_are_no_dispute(one: bytes, other: bytes, disputed: bool) -> None:  # noqa: FBT001
    (unit,) = two_auditors(one, other).facts[0].units
    assert unit.disputed is disputed


def test_without_a_standard_pictures_are_compared_with_each_other() -> None:
    visits = [
        {"touchpoint": name, "channel": channel, "facts": {"logo": f"{name}.png"}}
        for name, channel in (("contact", "website"), ("shop", "website"), ("invoice", "email"))
    ]
    found = workspace(
        {"facts": {"logo": {"kind": "image"}}, "visits": visits}, contact=LOGO, shop=ON_WHITE, invoice=OLD
    )
    (agreement,) = report_of(found).facts[0].agreements
    assert [count for _, count in agreement.groups] == [2, 1]
    assert agreement.groups[1][0][-10:] == text_of(OLD)


def test_the_client_is_shown_nothing_of_an_internal_picture() -> None:
    visits = [
        *CASE["visits"],
        {"touchpoint": "shop", "channel": "website", "facts": {"logo": "hush.png"}, "audience": "internal"},
    ]
    whole = workspace({**CASE, "visits": visits}, anna_auer=OLD, hush=SMALL)
    audit = whole_audit(whole, whole.plans["2026-10"])
    client = for_edition(audit, Edition.CLIENT)
    assert {text[-10:] for text in audit.images} == {text_of(data) for data in (LOGO, OLD, SMALL)}
    assert {text[-10:] for text in client.images} == {text_of(data) for data in (LOGO, OLD)}
    assert hashlib.sha256(SMALL).hexdigest()[:8] not in result_json(report_of(whole, edition=Edition.CLIENT)).decode()


def test_the_standard_s_picture_is_part_of_what_a_report_is_made_from() -> None:
    def number(brand: bytes) -> str:
        whole = workspace({**CASE, "visits": []}, {"brand/secret-logo.png": brand})
        return input_hash(whole.files, Path(), (), {one.path: one.measure.digest for one in whole.images.values()})

    assert number(LOGO) != number(OLD)


# --- on pages


@pytest.mark.parametrize(
    ("code", "said"), [("en", ("<strong>As found<", "<strong>Standard<")), ("de", ("<strong>Ist<", "<strong>Soll<"))]
)
def test_pages_show_both_pictures_and_a_site_holds_both(tmp_path: Path, code: str, said: tuple[str, str]) -> None:
    whole = workspace({**CASE, "site": {"languages": ["en", "de"]}}, anna_auer=OLD)
    result = report_of(whole, edition=Edition.CLIENT)
    assert write_pictures(result, picture_sources(whole, "2026-10"), tmp_path) == 2
    spoken = Language(code)
    shown = 0
    for page in all_pages(result, spoken):
        text = html.unescape(Templates(spoken).render(page.template, page.values, page.path))
        assert "secret-logo" not in text
        assert "anna-auer" not in text
        if text_of(OLD)[1:-1] in text and "tpm-compared" in text:
            shown += 1
            small = [f"evidence/{hashlib.sha256(data).hexdigest()[:16]}-small.png" for data in (OLD, LOGO)]
            assert all(f'{path}" alt="' in text for path in small)
            assert text.index(said[0]) < text.rindex(said[1])
            assert all((tmp_path / path).is_file() for path in small)
    assert shown >= 4  # the fact, its finding, the touchpoint, the channel


def test_a_picture_that_is_the_standard_is_shown_without_it() -> None:
    (found,) = seen(report_of(workspace(anna_auer=ON_WHITE)))
    assert isinstance(found.drawing, PicturesDrawing)
    assert found.drawing.expected is None


# --- closed


def closed(now: Workspace, edition: Edition = Edition.INTERNAL) -> Result:
    return make_report(now, Request(edition, HEAD.closed_on, CLOSED))


def frozen() -> bytes:
    whole = workspace(anna_auer=OLD)
    return closed_json(HEAD, {edition: closed_result(report_of(whole, edition=edition)) for edition in Edition})


def after(content: bytes, brand: Mapping[str, bytes] = BRAND) -> Workspace:
    """Return a workspace in which the case was closed; the picture that was found lies in the closed audit's folder."""
    picture = f"content/audits/{CLOSED}/evidence/anna-auer.png"
    now = files({**CASE, "visits": []}, brand)

    def results(path: str) -> BinaryIO:
        return io.BytesIO({PATH: content, picture: OLD}[path])

    others = {PATH: len(content), picture: len(OLD)}
    found = read(replace(now, others=others, results=results, opened=results))
    assert not problems(found)
    return found


def test_a_result_with_pictures_is_read_back_as_it_was_written() -> None:
    written = result_json(report_of(workspace(anna_auer=OLD)))
    assert result_json(result_from_json(from_json(written))) == written


def test_a_closed_audit_shows_its_pictures(tmp_path: Path) -> None:
    now = after(frozen())
    result = closed(now)
    assert len({one.digest for one in pictures_in(result)}) == 2
    assert write_pictures(result, picture_sources(now, CLOSED), tmp_path) == 2


def test_a_closed_audit_leaves_out_a_standard_that_is_another_by_now(tmp_path: Path) -> None:
    now = after(frozen(), {**BRAND, "brand/secret-logo.png": SMALL})
    result = closed(now, Edition.CLIENT)
    assert {one.digest for one in pictures_in(result)} == {hashlib.sha256(OLD).hexdigest()}
    assert seen(result)[0].why == seen(closed(after(frozen())))[0].why
    assert write_pictures(result, picture_sources(now, CLOSED), tmp_path) == 1


@pytest.mark.parametrize("where", ["found", "expected"])
@pytest.mark.parametrize(("key", "value"), [("digest", "../../x"), ("format", "html")])
def test_a_picture_that_would_lead_out_of_the_site_is_refused(where: str, key: str, value: str) -> None:
    content = json.loads(frozen())
    (fact,) = content["editions"]["internal"]["facts"]
    fact["units"][0]["seen"][0]["drawing"][where][key] = value
    with pytest.raises(ClosedResultError):
        closed(after(json.dumps(content).encode()))
