"""The verdict sentence: methods.md, "Verdict sentence"."""

from typing import Any

import pytest

from tests.workspaces import ENGLISH, Case, result_of
from tpm_audit.model.figures import Verdict
from tpm_audit.model.result import VerdictRecord


def verdict(criteria: Case, *visits: Case, **site: Any) -> VerdictRecord:
    met = {"touchpoint": "home", "channel": "website"}
    return result_of(
        {
            "site": site,
            "touchpoints": {"home": {"name": "Home", "phase": "before", "channels": ["website"]}},
            "checklists": {"service": {"criteria": criteria}},
            "visits": [{**met, **visit} for visit in visits],
        }
    ).figures.verdict


def reaching(share: str, **site: Any) -> VerdictRecord:
    """Return the verdict on two criteria whose weights make up the share."""
    weights = {"reached": share, "lost": f"{1 - float(share):.6f}"}
    criteria = {name: {"ask": name, "weight": weight, "severity": "info"} for name, weight in weights.items()}
    return verdict(criteria, {"answers": {"reached": "pass", "lost": "fail"}}, **site)


def sentences(said: VerdictRecord) -> list[str]:
    return [ENGLISH.say(part) for part in said.parts]


@pytest.mark.parametrize(
    ("share", "word"),
    [
        ("0.85", Verdict.GOOD),
        ("0.849999", Verdict.FAIR),
        ("0.65", Verdict.FAIR),
        ("0.649999", Verdict.POOR),
        ("1", Verdict.GOOD),
        ("0", Verdict.POOR),
    ],
)
def test_bands_of_the_unrounded_score(share: str, word: Verdict) -> None:
    assert reaching(share).verdict is word


def test_the_client_s_own_bands_count() -> None:
    assert reaching("0.5", settings={"verdict": {"good": "0.5"}}).verdict is Verdict.GOOD
    assert reaching("0.5", settings={"verdict": {"good": "0.6", "fair": "0.51"}}).verdict is Verdict.POOR


def test_rounding_never_moves_the_score_across_a_band() -> None:
    assert sentences(reaching("0.85"))[:2] == ["good", "score 85.0% (2 items rated, 1 touchpoint)"]
    assert sentences(reaching("0.849999"))[:2] == ["fair", "score 84.9999% (2 items rated, 1 touchpoint)"]
    assert sentences(reaching("0.849"))[1].startswith("score 84.9% ")


GOOD, SAFE = {"ask": "Good?"}, {"ask": "Safe?", "knockout": True}


def test_nothing_rated_is_not_assessed_and_says_why() -> None:
    assert sentences(verdict({"good": GOOD})) == [
        "not assessed: nothing was rated of 1 item",
        "coverage 0.0%",
        "first: Home was not visited",
    ]
    assert sentences(verdict({}))[0] == "not assessed: no criterion is asked here"
    weightless = verdict({"good": GOOD | {"weight": 0}}, {"answers": {"good": "pass"}})
    assert sentences(weightless)[0] == "not assessed: all rated criteria have the weight 0"
    assert not weightless.provisional


def test_a_failed_knock_out_sets_the_verdict_and_leaves_the_score() -> None:
    said = verdict({"good": GOOD, "safe": SAFE}, {"answers": {"good": "pass", "safe": "fail"}})
    assert said.verdict is Verdict.FAILS
    assert sentences(said)[:2] == [
        "fails, 1 knock-out criterion not met: “Safe?” (Website, Home)",
        "score 50.0% (2 items rated, 1 touchpoint)",
    ]


def test_up_to_two_knock_outs_are_named() -> None:
    criteria = {f"k-{number}": SAFE | {"ask": f"Safe {number}?"} for number in range(3)}
    said = verdict(criteria, {"answers": dict.fromkeys(criteria, "fail")})
    named = "“Safe 0?” (Website, Home), “Safe 1?” (Website, Home)"
    assert sentences(said)[0] == f"fails, 3 knock-out criteria not met: {named}"


@pytest.mark.parametrize(
    ("answers", "word"),
    [(["pass", "fail"], Verdict.FAILS), (["pass", "pass"], Verdict.GOOD), (["pass", "partial"], Verdict.FAIR)],
)
def test_any_auditor_s_failed_knock_out_counts(answers: list[str], word: Verdict) -> None:
    visits = [{"auditor": f"a{number}", "answers": {"safe": one}} for number, one in enumerate(answers, start=1)]
    assert verdict({"safe": SAFE}, *visits).verdict is word


def test_a_settled_knock_out_counts_as_agreed() -> None:
    disputed: list[Case] = [
        {"auditor": "a1", "answers": {"safe": "pass"}},
        {"auditor": "a2", "answers": {"safe": "fail"}},
    ]
    agreed = {"settles": True, "answers": {"safe": "pass"}}
    assert verdict({"safe": SAFE}, *disputed, agreed).verdict is Verdict.GOOD


def test_an_untested_knock_out_is_provisional_and_never_a_pass() -> None:
    answers = {f"g-{number}": "pass" for number in range(9)}
    criteria = dict.fromkeys(answers, GOOD)
    said = verdict({**criteria, "safe": SAFE}, {"answers": answers})
    assert (said.verdict, said.provisional) == (Verdict.GOOD, True)
    assert sentences(said)[0] == "provisional: good"
    assert not verdict({**criteria, "safe": GOOD}, {"answers": answers}).provisional


def test_a_coverage_of_eighty_per_cent_is_enough_and_less_is_provisional() -> None:
    criteria = {f"g-{number}": GOOD for number in range(10)}
    enough = verdict(criteria, {"answers": {f"g-{number}": "pass" for number in range(8)}})
    assert not enough.provisional
    assert sentences(enough)[2] == "coverage 80.0%"
    less = verdict(criteria | {"g-0": GOOD | {"weight": "0.9999"}}, {"answers": {f"g-{n}": "pass" for n in range(8)}})
    assert less.provisional
    assert sentences(less)[2] == "coverage 79.9998%"


def test_the_sentence_ends_with_deviations_and_the_first_finding() -> None:
    one = result_of(
        {
            "facts": {"greeting": {"kind": "choice", "values": ["du", "sie"], "expected": "sie"}},
            "visits": [
                {"touchpoint": "contact", "channel": "website", "facts": {"greeting": "sie"}},
                {"touchpoint": "shop", "channel": "website", "facts": {"greeting": "du"}},
                {"touchpoint": "invoice", "channel": "email", "facts": {"greeting": "missing"}},
            ],
        }
    )
    assert sentences(one.figures.verdict) == [
        "not assessed: no criterion is asked here",
        "2 of 3 checked places deviate from the standard",
        f"first: {ENGLISH.say(one.findings[0].headline)}",
    ]
