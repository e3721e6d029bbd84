"""A small checklist, made by hand: two criteria, asked at two touchpoints; one is below what is expected."""

from fractions import Fraction

from tpm_audit.model.figures import Score, Verdict
from tpm_audit.model.result import (
    AnswerCountRecord,
    AnswerRecord,
    AskedRecord,
    ChecklistRecord,
    CriterionRecord,
    Figures,
    ItemPlaceRecord,
    ItemRecord,
    UntestedRecord,
    VerdictRecord,
)
from tpm_audit.source.message import Localised, say

HALF, FULL = Fraction(1, 2), Fraction(1)
LEVELS = {"fail": Fraction(0), "partial": HALF, "pass": FULL}


def words(text: str) -> Localised:
    return Localised({"": text})


def counted(rated: int, share: Fraction | None, untested: int = 0) -> Score:
    return Score(share, FULL, Fraction(rated), rated + untested, 2, rated, untested, 0, rated, untested, 0, None, None)


def asked(where: str, share: Fraction | None, below: int = 0) -> AskedRecord:
    rated = int(share is not None)
    return AskedRecord(where, share, 1, rated, 1 - rated, 0, below)


def criterion(id_: str, ask: str, share: Fraction, places: tuple[AskedRecord, ...], section: str) -> CriterionRecord:
    times = {"partial": sum(at.below for at in places), "pass": sum(at.share == FULL for at in places)}
    answers = [AnswerCountRecord(id_, words(id_), worth, times.get(id_, 0)) for id_, worth in LEVELS.items()]
    return CriterionRecord(
        id=id_,
        ask=words(ask),
        why=words("It matters"),
        section=words(section),
        weight=Fraction(2),
        knockout=id_ == "greeted",
        scale="pass-fail",
        expects="pass",
        advice=None,
        score=counted(sum(at.rated_items for at in places), share),
        asked=places,
        answers=(*answers, AnswerCountRecord("not-tested", None, None, sum(at.share is None for at in places))),
    )


def service() -> ChecklistRecord:
    return ChecklistRecord(
        id="service",
        name=words("Service"),
        version="1",
        description=words("How customers are met"),
        once_per="unit",
        criteria=(
            criterion("greeted", "Greeted at once?", FULL, (asked("home", FULL), asked("shop", FULL)), "Start"),
            criterion("price", "Price named?", HALF, (asked("home", HALF, below=1), asked("shop", None)), "End"),
        ),
        figures=Figures(
            score=counted(3, Fraction(5, 6), untested=1),
            consistency=None,
            index=None,
            verdict=VerdictRecord(Verdict.FAIR, provisional=False, parts=(say("fair"),)),
        ),
        share_of_weight=FULL,
    )


def items() -> tuple[ItemRecord, ...]:
    doubtful = (answer("Anna", "pass", FULL), answer("Bert", "fail", Fraction(0), "Only on the till"))
    return (
        item("greeted", "home", "web", place(FULL, (answer("Anna", "pass", FULL),))),
        item("greeted", "shop", "app", place(FULL, (answer("Anna", "pass", FULL),))),
        item("price", "home", "web", place(HALF, doubtful, "linz", disputed=True, below=True)),
        item("price", "shop", "app", place(None, (answer("Anna", "not-tested", None),))),
        item("price", None, "app", place(HALF, doubtful, disputed=True, below=True)),
        item("price", None, None, place(FULL, (answer("Anna", "pass", FULL),), "linz")),
    )


def untested() -> tuple[UntestedRecord, ...]:
    return (UntestedRecord("service", "price", "shop", "app", None, None, owner="team", visited=True),)


def item(criterion_id: str, touchpoint: str | None, channel: str | None, where: ItemPlaceRecord) -> ItemRecord:
    return ItemRecord("service", criterion_id, touchpoint, channel, where.share, (where,))


def place(
    share: Fraction | None,
    answers: tuple[AnswerRecord, ...],
    location: str | None = None,
    *,
    disputed: bool = False,
    below: bool = False,
) -> ItemPlaceRecord:
    return ItemPlaceRecord(location, None, share, not_applicable=False, disputed=disputed, below=below, answers=answers)


def answer(auditor: str, said: str, share: Fraction | None, note: str | None = None) -> AnswerRecord:
    return AnswerRecord(words(auditor), (words(said),), share, None if note is None else words(note), None)
