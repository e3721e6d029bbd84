"""Associations as the result holds them, with the share of contacts that each brand has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Final

from tpm_audit.figures.contact_share import FEWEST, ContactShare, contact_shares
from tpm_audit.figures.customer_figures import share_of, size_of
from tpm_audit.model.associations import (
    AssociatedRecord,
    AssociationsRecord,
    AssociationTally,
    BrandRecord,
    FactorRecord,
)
from tpm_audit.model.audit import Audit
from tpm_audit.model.customers import Figured, Size
from tpm_audit.model.judged import Judged
from tpm_audit.model.site import MinimumN
from tpm_audit.model.surveys import Survey
from tpm_audit.source.message import Message, say

_TWO: Final = 2  # brands: one alone has all of what was asked about


def associations_records(survey: Survey, audit: Audit) -> Iterator[AssociationsRecord]:
    """Yield the associations of a survey, if it asks for any."""
    tallies = audit.tallies.get(survey.id)
    if tallies is None or not tallies.associations:
        return
    by_brand: dict[str, list[AssociationTally]] = {}
    for one in tallies.associations:
        by_brand.setdefault(one.question, []).append(one)
    factors = _factors(survey, audit, dict.fromkeys(one.about for one in tallies.associations))
    n = min(one.n for one in tallies.associations)
    absent = _absent(by_brand, factors, n, audit)
    shares = {} if absent else _shares(by_brand, factors)
    if not absent and any(one.share is None for one in shares.values()):
        absent = say("nobody associates any of these brands with any of the touchpoints")
    yield AssociationsRecord(
        brands=tuple(_brand(survey, audit, id_, several, shares.get(id_)) for id_, several in by_brand.items()),
        factors=tuple(FactorRecord(about.touchpoint, about.channel, factor) for about, factor in factors.items()),
        are_declared=any(one.factors for one in survey.questions.values()),
        n=n,
        absent=absent,
    )


def _factors(survey: Survey, audit: Audit, things: Iterable[Judged]) -> Mapping[Judged, Fraction | None]:
    """Return what a contact is worth: what the survey declares, else how many customers use the touchpoint."""
    declared = {id_: factor for one in survey.questions.values() for id_, factor in one.factors.items()}

    def factor(about: Judged) -> Fraction | None:
        if about.touchpoint is None or declared:
            return declared.get(about.touchpoint or "")
        known = audit.touchpoints[about.touchpoint]
        own = known.channels.get(about.channel or "")
        return known.use if own is None or own.use is None else own.use

    return {about: factor(about) for about in things}


def _absent(
    by_brand: Mapping[str, Sequence[AssociationTally]],
    factors: Mapping[Judged, Fraction | None],
    n: int,
    audit: Audit,
) -> Message | None:
    """Say why there are no shares of contacts; None where there are."""
    if len(by_brand) < _TWO:
        return say("one brand alone has no share: what others have was not asked")
    fewest = max(FEWEST, ceil(audit.site.settings.min_n.show))
    if n < fewest:
        return say("{n} respondents are too few: it takes {fewest}", n=n, fewest=fewest)
    unknown = tuple(
        audit.touchpoints[about.touchpoint].shown_name()
        for about, factor in factors.items()
        if about.touchpoint is not None and factor is None
    )
    if unknown:
        return say("what a contact is worth is not known of: {touchpoints}", touchpoints=unknown)
    if len({frozenset(one.about.touchpoint for one in several) for several in by_brand.values()}) > 1:
        return say("not every brand was asked about at every touchpoint")
    return None


def _shares(
    by_brand: Mapping[str, Sequence[AssociationTally]], factors: Mapping[Judged, Fraction | None]
) -> Mapping[str, ContactShare]:
    return contact_shares(
        {_key(about): factor or Fraction(0) for about, factor in factors.items()},
        {id_: {_key(one.about): Fraction(one.yes, one.n) for one in several} for id_, several in by_brand.items()},
    )


def _key(about: Judged) -> str:
    return "/".join(part or "" for part in about)


def _brand(
    survey: Survey, audit: Audit, id_: str, tallies: Sequence[AssociationTally], share: ContactShare | None
) -> BrandRecord:
    question, least = survey.questions[id_], audit.site.settings.min_n
    return BrandRecord(
        question=id_,
        brand=None if question.brand is None else audit.site.competitors[question.brand].shown_name(),
        wording=question.wording,
        associated=tuple(_associated(one, least) for one in tallies),
        points=None if share is None else share.points,
        share=None if share is None else share.share,
    )


def _associated(tally: AssociationTally, least: MinimumN) -> AssociatedRecord:
    size = size_of(tally.n, least)
    return AssociatedRecord(
        touchpoint=tally.about.touchpoint,
        channel=tally.about.channel,
        n=tally.n,
        size=size,
        yes=None if size is Size.HIDDEN else tally.yes,
        share=share_of(Figured.ASSOCIATED, tally.yes, tally.n) if size.has_figures else None,
    )
