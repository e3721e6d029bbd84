"""A finding's identity is what a report, a ticket and the next audit know it by: it lasts, and no other one has it."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workspaces import AS_OF, Case, findings_of, headline, result_of, workspace_of
from tpm_audit.model.audit import Unit
from tpm_audit.model.entry import Edition, Severity, Written
from tpm_audit.model.findings import Finding, Member, Subject, SubjectKind
from tpm_audit.model.outcomes import Comparisons
from tpm_audit.model.result import Result
from tpm_audit.rules import CODES, IdentityClashError, run_rules
from tpm_audit.rules.rule import Examined, Rule
from tpm_audit.source.message import say
from tpm_audit.workspace.editions import for_edition, whole_audit

ids = st.text("ab-1", max_size=3)  # few signs: what is alike is what could clash
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=4)  # a workspace holds no control characters
subjects = st.builds(
    lambda kind, first_ids: Subject(kind, first_ids, first_ids),
    st.sampled_from(SubjectKind),
    st.lists(ids, min_size=1, max_size=3).map(tuple),
)
members = st.builds(
    Member, texts, st.builds(Unit, ids, ids, ids), st.builds(Written, ids), value=texts, deviates=st.booleans()
)
several = st.lists(ids).map(tuple)
findings = st.builds(
    Finding,
    rule=st.sampled_from(CODES),
    severity=st.sampled_from(Severity),
    subject=subjects,
    headline=st.builds(say, texts),
    members=st.lists(members, max_size=3).map(tuple),
    aspect=ids,
    standard=texts,
    advice=texts,
    state=several,
    touchpoints=several,
    channels=several,
    owners=several,
)


def told_apart_by(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.subject.kind, finding.subject.first_ids, finding.aspect


@given(findings, findings, ids)
def test_only_rule_subject_and_aspect_make_an_identity(one: Finding, other: Finding, renamed: str) -> None:
    subject = replace(one.subject, ids=(renamed,))
    changed = replace(other, rule=one.rule, subject=subject, aspect=one.aspect)
    assert changed.identity == one.identity


@given(findings, st.sampled_from(Severity), texts)
def test_severity_headline_and_order_make_no_difference(one: Finding, severity: Severity, said: str) -> None:
    changed = replace(one, severity=severity, headline=say(said), members=one.members[::-1])
    assert changed.identity == one.identity


@given(st.lists(findings, min_size=2, max_size=30, unique_by=told_apart_by))
def test_two_subjects_never_share_an_identity(all_different: list[Finding]) -> None:
    assert len({one.identity for one in all_different}) == len(all_different)


def finding_about(*first_ids: str, said: str = "wrong") -> Finding:
    return Finding("TPI001", Severity.MINOR, Subject(SubjectKind.TOUCHPOINT, ("one",), first_ids), say(said), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (finding_about("a", "b"), finding_about("ab")),
        (finding_about("a", "b"), finding_about("b", "a")),
        (finding_about("a", ""), finding_about("a")),
        (finding_about("", "a"), finding_about("a", "")),
        (finding_about("a", "b"), replace(finding_about("a"), aspect="b")),
        (finding_about("a"), replace(finding_about("a"), aspect="a")),
        (finding_about("a"), replace(finding_about("a"), rule="TPI002")),
        (finding_about("a"), replace(finding_about("a"), subject=Subject(SubjectKind.PHASE, ("one",), ("a",)))),
    ],
)
def test_near_subjects_are_told_apart(one: Finding, other: Finding) -> None:
    assert one.identity != other.identity


def run_of(*found: Finding) -> tuple[Finding, ...]:
    """Run one rule that finds what it is told to."""

    def select(_: Examined) -> Iterator[Finding]:
        yield from found

    workspace = workspace_of({})
    plan = workspace.current_plan(Edition.INTERNAL)
    assert plan is not None
    audit = for_edition(whole_audit(workspace, plan), Edition.INTERNAL)
    rule = Rule("TPI001", say("told"), Severity.MINOR, "", select, lambda _, one: one)
    as_of = datetime.date.fromisoformat(AS_OF)
    return run_rules(Examined(audit, as_of, Comparisons((), (), {}), (), {}), (rule,)).findings


def test_two_findings_with_one_identity_are_a_fault_of_the_rule() -> None:
    one, other = finding_about("contact"), finding_about("contact", said="wrong once more")
    with pytest.raises(IdentityClashError, match=f"^{one.identity} stands for "):
        run_of(one, finding_about("shop"), other)


def test_findings_of_different_subjects_are_no_clash() -> None:
    assert [one.subject.first_ids for one in run_of(finding_about("contact"), finding_about("shop"))] == [
        ("contact",),
        ("shop",),
    ]


FACTS: Case = {
    "phone": {"kind": "phone", "expected": "+43 732 771200"},
    "tone": {"kind": "choice", "values": ["a", "b"]},
}
AUDITED: Case = {
    "facts": FACTS,
    "checklists": {"service": {"criteria": {"greeted": {"ask": "Greeted?"}, "helped": {"ask": "Helped?"}}}},
    "visits": [
        {"touchpoint": "contact", "channel": "website", "answers": {"greeted": "fail", "helped": "fail"}},
        {"touchpoint": "shop", "channel": "website", "answers": {"greeted": "fail", "helped": "pass"}},
        {"touchpoint": "contact", "channel": "website", "auditor": "a2", "facts": {"phone": "0732 1", "tone": "a"}},
        {"touchpoint": "invoice", "channel": "email", "facts": {"phone": "0732 2", "tone": "b"}},
    ],
}
CHANGED = {rule: {"severity": "info", "reason": "a test"} for rule in ("TPC001", "TPC004", "TPR001")}


def known_as(result: Result) -> dict[str, tuple[str, ...]]:
    return {one.id: (one.rule, *one.subject_ids) for one in result.findings}


@pytest.mark.parametrize(
    "change",
    [
        {"site": {"rules": CHANGED}},
        {"visits": AUDITED["visits"][::-1]},
        {"facts": {id_: {**fact, "name": f"The {id_}"} for id_, fact in list(FACTS.items())[::-1]}},
    ],
    ids=["severities", "order of the visits", "names and order of the facts"],
)
def test_a_workspace_told_otherwise_has_the_same_findings(change: Case) -> None:
    before, after = result_of(AUDITED), result_of({**AUDITED, **change})
    assert known_as(after) == known_as(before)
    assert {"TPC001", "TPC004", "TPR001"} <= {one.rule for one in before.findings}


def test_the_changes_of_severity_and_name_are_seen() -> None:
    facts = {"phone": {**FACTS["phone"], "name": "The number"}}
    before, after = result_of(AUDITED), result_of({**AUDITED, "facts": {**FACTS, **facts}, "site": {"rules": CHANGED}})
    (one,), (other,) = findings_of(before, "TPC001"), findings_of(after, "TPC001")
    assert one.severity is not other.severity
    assert headline(one) != headline(other)
    assert one.id == other.id


def varying(*languages: str) -> Case:
    """Return a case in which a slogan varies within languages; none is named by a visit without one."""
    said = [
        {"touchpoint": touchpoint, "channel": "website", "facts": {"slogan": f"{touchpoint} {language}"}}
        | ({"language": language} if language else {})
        for language in languages
        for touchpoint in ("contact", "shop")
    ]
    return {
        "site": {"languages": ["de", "en"]},
        "facts": {"slogan": {"kind": "text"}},
        "rules": {"one": {"shape": "same-value", "message": "One slogan", "facts": ["slogan"]}},
        "visits": said,
    }


@pytest.mark.parametrize("rule", ["TPC004", "TPO001"])
def test_a_fact_that_varies_is_one_finding_whatever_languages_it_was_met_in(rule: str) -> None:
    cases = (varying("de"), varying("de", "en"), varying("en"), varying(""), varying("", "en"))
    found = [findings_of(result_of(case), rule) for case in cases]
    assert {(len(one), one[0].id) for one in found} == {(1, found[0][0].id)}
    one_language = {**varying("de"), "site": {"languages": ["de"]}}
    assert findings_of(result_of(one_language), rule)[0].id == found[0][0].id
    assert {member.language for member in found[1][0].members} == {"de", "en"}


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        (
            "phone",
            [
                "0800 771200",
                "+43 800 771200",
                {"de": "0800/771200"},
                {"de": "0800 771200", "en": "+43800771200"},
            ],
        ),
        ("price", ["4,90 €", "EUR 4.90", {"de": "4,90", "en": "€4.90"}]),
        ("text", ["Täglich  frisch", "Täglich frisch", {"de": "Täglich frisch"}]),
    ],
)
def test_a_variant_that_is_spelt_anew_is_the_same_one(kind: str, spellings: list[str | Case]) -> None:
    def run_out(value: str | Case) -> Case:
        fact = {"kind": kind, "variants": [{"value": value, "until": "2026-10-30", "reason": "a campaign"}]}
        return {"site": {"languages": ["de", "en"]}, "facts": {"fact": fact}}

    found = [findings_of(result_of(run_out(one)), "TPC005") for one in spellings]
    assert {tuple(finding.id for finding in one) for one in found} == {(found[0][0].id,)}
