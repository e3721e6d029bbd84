"""A small result, made by hand: two of each, touchpoints, channels, locations, facts, findings; one checklist."""

import datetime
from dataclasses import replace
from fractions import Fraction

from tests.pages.small_checklist import items, service, untested
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Consistency, Score, Verdict
from tpm_audit.model.findings import SubjectKind
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.result import (
    AgreementRecord,
    AuditRecord,
    ChannelRecord,
    ContactRecord,
    EvidenceRecord,
    FactRecord,
    Figures,
    FindingRecord,
    GroupRecord,
    LocationRecord,
    MemberRecord,
    OnChannelRecord,
    OwnerRecord,
    Result,
    SeenRecord,
    SiteRecord,
    TouchpointRecord,
    UnitRecord,
    VariantRecord,
    VerdictRecord,
    VisitRecord,
)
from tpm_audit.source.message import Localised, Message, Share, say

FIRST_DAY, LAST_DAY = datetime.date(2026, 10, 5), datetime.date(2026, 10, 16)
PHONE_FINDING, ADDRESS_FINDING = "TPC001-0000000001", "TPC004-0000000002"


def words(text: str) -> Localised:
    return Localised({"": text})


def score(share: Fraction, items: int = 4) -> Score:
    weight = Fraction(items)
    return Score(
        share,
        Fraction(1),
        weight,
        items,
        1,
        items,
        0,
        0,
        items,
        0,
        0,
        None,
        None,
        reached=share * weight,
        weight=weight,
    )


def verdict(*parts: Message, word: Verdict = Verdict.FAIR) -> VerdictRecord:
    return VerdictRecord(word, provisional=False, parts=parts)


def figures(share: Fraction | None, consistency: Consistency | None, *parts: Message) -> Figures:
    index = consistency.index if consistency is not None else None
    said = parts or (say("fair"),)
    return Figures(None if share is None else score(share), consistency, index, verdict(*said))


def seen(text: str | None, outcome: Outcome, why: Message | None = None) -> SeenRecord:
    return SeenRecord(text, outcome, words("Auditor"), FIRST_DAY, why, None, None)


def unit(touchpoint: str, channel: str, text: str | None, outcome: Outcome, why: Message | None = None) -> UnitRecord:
    return UnitRecord(
        touchpoint=touchpoint,
        channel=channel,
        location=None,
        language="en",
        outcome=outcome,
        required=True,
        standard=words("0732 1") if outcome is not Outcome.SHOWN else None,
        disputed=False,
        seen=(seen(text, outcome, why),),
    )


def group(id_: str, name: str) -> GroupRecord:
    return GroupRecord(id_, words(name), figures(Fraction(3, 4), None), ())


def channel(id_: str, name: str, findings: tuple[str, ...] = ()) -> ChannelRecord:
    return ChannelRecord(
        id=id_,
        name=words(name),
        figures=figures(Fraction(3, 4), Consistency(equal=1, differs=1)),
        findings=findings,
        kind="digital",
        contact="direct",
        ownership=None,
        owner=words("Team"),
        locations=("linz", "wels") if id_ == "app" else (),
        owner_id="team",
    )


def location(id_: str, name: str, share: Fraction | None, findings: tuple[str, ...] = ()) -> LocationRecord:
    return LocationRecord(
        id=id_,
        name=words(name),
        figures=figures(share, None),
        findings=findings,
        country="AT",
        owner=None,
        channels=("app",),
    )


def touchpoint(id_: str, name: str, shares: dict[str, Fraction], findings: tuple[str, ...] = ()) -> TouchpointRecord:
    counts = Consistency(equal=1, differs=1)
    channels = tuple(
        OnChannelRecord(channel, score(share), counts if channel == "web" else None, words("Team"), "team")
        for channel, share in shares.items()
    )
    return TouchpointRecord(
        id=id_,
        name=words(name),
        description=None,
        phase="before",
        also_in=(),
        status="used",
        main=True,
        critical=False,
        unique=False,
        importance=Fraction(8),
        owners=(words("Team"),),
        leads_to=(),
        goals=(),
        channels=channels,
        visits=2,
        figures=figures(min(shares.values()), counts),
        findings=findings,
        internal_note=None,
        owner_ids=("team",),
    )


def phone() -> FactRecord:
    counts = Consistency(equal=1, differs=1)
    swapped = say("two digits swapped")
    return FactRecord(
        id="phone",
        name=words("Phone number"),
        kind="phone",
        expected=words("0732 1"),
        expected_at=(),
        variants=(VariantRecord(words("0800 1"), words("Summer"), FIRST_DAY, None),),
        set_by=words("Service"),
        set_on=FIRST_DAY,
        source="Plan",
        consistency=counts,
        index=counts.index,
        agreements=(),
        units=(
            unit("home", "web", "0732 1", Outcome.EQUAL),
            replace(unit("shop", "app", "0723 1", Outcome.DIFFERS, swapped), location="linz"),
            replace(unit("shop", "app", "0732 1", Outcome.EQUAL), location="wels"),
        ),
        findings=(PHONE_FINDING,),
    )


def form_of_address() -> FactRecord:
    return replace(
        phone(),
        id="address",
        name=words("Form of address"),
        expected=None,
        variants=(),
        set_by=None,
        set_on=None,
        source=None,
        consistency=None,
        index=None,
        agreements=(AgreementRecord(None, "en", 3, "you", (("you", 2), ("thou", 1)), 3, Fraction(1, 3)),),
        units=(unit("home", "web", "you", Outcome.SHOWN), unit("shop", "app", "thou", Outcome.SHOWN)),
        findings=(ADDRESS_FINDING,),
    )


def finding(id_: str, headline: Message, severity: Severity, fact: str, value: str) -> FindingRecord:
    member = MemberRecord(
        "App, Shop",
        "shop",
        "app",
        None,
        None,
        value,
        say("two digits swapped"),
        deviates=True,
        place=None,
        owner="team",
    )
    usual = MemberRecord("Web, Home", "home", "web", None, None, "0732 1", None, deviates=False, place=None)
    return FindingRecord(
        id=id_,
        rule=id_.partition("-")[0],
        state="open",
        severity=severity,
        state_hash="0",
        subject=SubjectKind.FACT,
        subject_ids=(fact,),
        headline=headline,
        standard="0732 1",
        standard_place=None,
        members=(member, usual),
        touchpoints=("shop",),
        channels=("app",),
        owners=(words("Team"),),
        advice=say("write it anew"),
        details=(),
        owner_ids=("team",),
    )


def visit() -> VisitRecord:
    picture = EvidenceRecord("ab" * 32, "jpg", 1200, 800, words("The *head*"), None, "phone", None)
    return VisitRecord(
        touchpoint="shop",
        channel="app",
        location=None,
        language="en",
        item=None,
        auditor=words("Auditor"),
        date=FIRST_DAY,
        time="14:20",
        basis="reported",
        emotion=Fraction(-1),
        highlight=words("Quick *answer*"),
        pain=None,
        note=None,
        internal_note=None,
        evidence=(picture, replace(picture, digest="cd" * 32, caption=None)),
        place=None,
    )


def small_result() -> Result:
    counts = Consistency(equal=1, differs=1)
    findings = (
        finding(PHONE_FINDING, say("phone differs"), Severity.MAJOR, "phone", "0723 1"),
        finding(ADDRESS_FINDING, say("address varies"), Severity.MINOR, "address", "thou"),
    )
    return Result(
        schema=0,
        tool="0",
        edition=Edition.CLIENT,
        detailed=True,
        as_of=LAST_DAY,
        site=SiteRecord(
            "Client",
            "Agency",
            words("Audit"),
            ("en", "de"),
            Fraction(9, 10),
            Fraction(7, 10),
            Fraction(4, 5),
            contact=ContactRecord("Agency", "audit@agency.example"),
        ),
        audit=AuditRecord("2026-10", words("Autumn"), FIRST_DAY, LAST_DAY, 4, ()),
        problems=(),
        notes=(),
        findings=findings,
        figures=replace(
            figures(
                Fraction(3, 4),
                counts,
                say("fair"),
                say("coverage {share}", share=Share(Fraction(4, 5))),
                say("first: phone"),
            ),
            score=replace(score(Fraction(3, 4)), coverage=Fraction(4, 5), untested_places=1),
        ),
        phases=(group("before", "Before"),),
        channels=(channel("app", "App", (PHONE_FINDING, ADDRESS_FINDING)), channel("web", "Website")),
        locations=(location("linz", "Linz", Fraction(1, 2), (PHONE_FINDING,)), location("wels", "Wels", None)),
        touchpoints=(
            touchpoint("home", "Home page", {"web": Fraction(1)}),
            touchpoint(
                "shop", "Shop", {"app": Fraction(1, 2), "web": Fraction(3, 4)}, (PHONE_FINDING, ADDRESS_FINDING)
            ),
        ),
        checklists=(service(),),
        scales=(),
        items=items(),
        facts=(phone(), form_of_address()),
        visits=(visit(),),
        pages=(),
        rules=(),
        gate=(),
        owners=(
            OwnerRecord("team", words("Team"), (PHONE_FINDING, ADDRESS_FINDING), ("home", "shop"), ("app", "web"), ()),
        ),
        untested=untested(),
    )


def nothing_yet() -> Result:
    """Return the result of a workspace that has just been begun."""
    return replace(
        small_result(),
        audit=None,
        findings=(),
        figures=Figures(None, None, None, verdict(say("not assessed: no audit yet"), word=Verdict.NOT_ASSESSED)),
        phases=(),
        channels=(),
        locations=(),
        touchpoints=(),
        checklists=(),
        items=(),
        facts=(),
        owners=(),
        untested=(),
    )
