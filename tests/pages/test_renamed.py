"""Pages of earlier ids lead on to those of the ids that things have now, as far as an edition shows them."""

from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from tests.pages.small_result import small_result
from tests.workspaces import TOUCHPOINTS, Case, result_of
from tpm_audit.language.catalogue import Language
from tpm_audit.model.context import Kind
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import RenamedRecord, Result
from tpm_audit.pages.families import all_pages
from tpm_audit.pages.renamed import old_pages
from tpm_audit.site.preview import Preview
from tpm_audit.site.preview_tree import Sources

CASE: Case = {
    "touchpoints": {
        **TOUCHPOINTS,
        "invoice": {**TOUCHPOINTS["invoice"], "renamed_from": ["bill", "con"], "owner": "sales"},
        "shop": {**TOUCHPOINTS["shop"], "renamed_from": ["web-shop"], "audience": "internal"},
    },
    "channels": {"email": {"name": "E-mail", "kind": "digital", "renamed_from": ["mail"]}},
    "locations": {"linz": {"name": "Linz", "channels": ["branch"], "renamed_from": ["city"]}},
    "facts": {"phone": {"kind": "phone", "expected": "0732 771200", "renamed_from": ["number"]}},
    "checklists": {"look": {"renamed_from": ["style"], "criteria": {"clean": {"ask": "Clean?"}}}},
    "people": {
        "a1": {"name": "Anna", "renamed_from": ["anna"]},
        "sales": {"name": "Sales", "renamed_from": ["selling"]},
        "web-team": {"name": "Web team", "renamed_from": ["it"]},
    },
    "visits": [{"touchpoint": "invoice", "channel": "email", "facts": {"phone": "0732 771200"}}],
}
SHOWN = {
    "touchpoints/bill.html": "touchpoints/invoice.html",
    "touchpoints/con_.html": "touchpoints/invoice.html",
    "channels/mail.html": "channels/email.html",
    "locations/city.html": "locations/linz.html",
    "consistency/number.html": "consistency/phone.html",
    "checklists/style.html": "checklists/look.html",
    "owners/selling.html": "owners/sales.html",
    "owners/it.html": "owners/web-team.html",
}


def leads(result: Result) -> dict[str, str]:
    return {old.path: old.target for old in old_pages(result)}


def test_each_earlier_id_of_what_has_a_page_leads_on() -> None:
    result = result_of(CASE)
    assert leads(result) == {**SHOWN, "touchpoints/web-shop.html": "touchpoints/shop.html"}
    there = {page.path for page in all_pages(result, Language("en"))}
    assert set(leads(result).values()) <= there
    assert not there.intersection(leads(result))


def test_the_client_hears_of_no_earlier_id_of_what_it_does_not_see() -> None:
    result = result_of(CASE, Edition.CLIENT)
    assert leads(result) == SHOWN
    assert {"web-shop", "anna"}.isdisjoint(old for one in result.renamed for old in one.old_ids)


def test_an_id_that_something_else_has_now_is_its_own_page() -> None:
    small = small_result()
    result = replace(small, renamed=(RenamedRecord(Kind.TOUCHPOINT, "shop", ("home", "store")),))
    assert leads(result) == {"touchpoints/store.html": "touchpoints/shop.html"}


def test_the_preview_leads_on_as_the_site_does(tmp_path: Path) -> None:
    preview = Preview(tmp_path)
    renamed = (RenamedRecord(Kind.TOUCHPOINT, "shop", ("store",)),)
    preview.show(Sources(replace(small_result(), renamed=renamed)))
    answer = preview.answer("/en/touchpoints/store.html")
    assert (answer.status, answer.location) == (HTTPStatus.FOUND, "/en/touchpoints/shop.html")
    assert preview.answer("/en/touchpoints/nothing.html").status == HTTPStatus.NOT_FOUND
