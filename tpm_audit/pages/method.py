"""Method: how every figure of this result is made, what it leaves out, which rules ran, who audited what and how."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result, RuleRecord, SampleRecord, ScaleRecord, SiteRecord
from tpm_audit.model.scales import Unrated
from tpm_audit.model.site import UrlDetail
from tpm_audit.model.words import FACT_KINDS, UNRATED
from tpm_audit.pages.explained import explained
from tpm_audit.pages.glossary import glossary
from tpm_audit.pages.names import Names, names_of
from tpm_audit.pages.page import METHOD, Page
from tpm_audit.pages.parts import capital, end_of, period, severity_badge
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Message, Sayable, Share, say


@dataclass(frozen=True, slots=True)
class Line:
    """A name with what stands beside it."""

    label: str
    value: Sayable


@dataclass(frozen=True, slots=True)
class Auditor:
    """Who audited, by name or role, and how many visits that were."""

    name: Sayable
    visits: str


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A checklist, how many criteria it has, and how much of all rated weight is its own."""

    name: Link
    criteria: str
    share: str | None


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of fact: how its values are compared, and the facts compared so."""

    name: str
    compared: str
    facts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """A scale with its levels, worst first, each with the share that it is worth; its ends name one without a name."""

    name: Sayable
    levels: tuple[tuple[Sayable, str], ...]
    criteria: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule: how much it looked at and found, and what has to be known of it beside."""

    code: str
    name: Sayable
    severity: Badge
    looked_at: str
    found: str
    notes: tuple[Sayable, ...]


_SCALES: Mapping[str, Message] = {
    "pass-fail": say("met or not"),
    "rating-1-5": say("rating from 1 to 5"),
    "rating-0-10": say("rating from 0 to 10"),
    "negative-neutral-positive": say("negative, neutral, positive"),
    "disappointing-ok-delighting": say("disappointing, OK, delighting"),
}
_NO_RATING: Mapping[Unrated, Message] = {
    Unrated.NOT_APPLICABLE: say("the question does not arise there, and a reason says why; it counts in no figure"),
    Unrated.NOT_TESTED: say("nobody looked; it lowers the coverage"),
    Unrated.CANNOT_TELL: say("somebody looked and could not say; it counts as not tested"),
}
_IN_URLS: Mapping[str, Message] = {
    UrlDetail.SCHEME: say("http or https"),
    UrlDetail.WWW: say("www at the beginning"),
    UrlDetail.TRAILING_SLASH: say("the slash at the end"),
    UrlDetail.TRACKING: say("what is added for tracking"),
}


def pages(result: Result, language: Language) -> Iterator[Page]:
    """Yield the page."""
    names = names_of(result)
    values = {
        "audit": tuple(_about(result, language)),
        "auditors": tuple(
            Auditor(one.name, language.number(one.visits)) for one in (result.audit.auditors if result.audit else ())
        ),
        "sample": tuple(_sample(result.audit.sample, language)) if result.audit and result.audit.sample else (),
        "figures": explained(result, language),
        "checklists": tuple(_checklists(result, names, language)),
        "kinds": tuple(_kinds(result, names, language)),
        "scales": tuple(_scale(scale, result, language) for scale in result.scales),
        "unrated": tuple(Line(capital(language.say(UNRATED[word])), meaning) for word, meaning in _NO_RATING.items()),
        "settings": tuple(_settings(result.site, language)),
        "rules": tuple(_rule(rule, language) for rule in result.rules),
        "is_client": result.edition is Edition.CLIENT,
        "glossary": glossary(result, language),
        "end": end_of(result),
    }
    yield Page(METHOD, "pages/method.md.j2", language.word("Method"), values, hides=("navigation",))


def _about(result: Result, language: Language) -> Iterator[Line]:
    audit = result.audit
    if audit is None:
        return
    yield Line(language.word("Audit"), audit.name)
    yield Line(language.word("Period"), period(audit))
    visited = sum(one.visits > 0 for one in result.touchpoints)
    yield Line(
        language.word("Touchpoints"),
        say("{visited} of {n} visited", visited=visited, n=len(result.touchpoints)),
    )
    yield Line(language.word("Visits"), audit.visits)


def _sample(sample: SampleRecord, language: Language) -> Iterator[Line]:
    """Yield how the places were chosen, as far as the audit says so."""
    of = say("locations") if sample.of == "locations" else sample.of
    yield Line(language.word("Chosen from"), of)
    if sample.population is not None:
        yield Line(language.word("Number of all"), language.number(sample.population))
    parts: tuple[tuple[str, Sayable | None], ...] = (
        (language.word("List"), sample.frame),
        (language.word("Manner of choice"), say("at random") if sample.method == "random" else sample.method),
        (language.word("Seed"), sample.seed),
        (language.word("Chosen"), sample.chosen or None),
        (language.word("Chosen by"), sample.chosen_by),
    )
    yield from (Line(label, value) for label, value in parts if value is not None)


def _checklists(result: Result, names: Names, language: Language) -> Iterator[ChecklistLine]:
    for one in result.checklists:
        share = None if one.share_of_weight is None else language.percent(one.share_of_weight)
        yield ChecklistLine(names.checklist(one.id), language.number(len(one.criteria)), share)


def _kinds(result: Result, names: Names, language: Language) -> Iterator[KindLine]:
    """Yield the kinds of fact in use; facts of one kind that are compared differently stand apart."""
    alike: dict[tuple[str, Message | None], list[Link]] = {}
    for fact in result.facts:
        alike.setdefault((fact.kind, fact.compared_as), []).append(names.fact(fact.id))
    for (kind, compared), facts in alike.items():
        name = capital(language.say(FACT_KINDS.get(kind, kind)))
        how = "" if compared is None else capital(language.say(compared))
        yield KindLine(name, how, tuple(facts))


def _scale(scale: ScaleRecord, result: Result, language: Language) -> ScaleLine:
    used = Counter(one.scale for checklist in result.checklists for one in checklist.criteria)
    levels = tuple((level.label, language.percent(level.share)) for level in scale.levels)
    own = say("from {lowest} to {highest}", lowest=scale.levels[0].label, highest=scale.levels[-1].label)
    return ScaleLine(_SCALES.get(scale.id, own), levels, language.number(used[scale.id]))


def _settings(site: SiteRecord, language: Language) -> Iterator[Line]:
    yield Line(language.word("Verdict good from"), Share(site.verdict_good))
    yield Line(language.word("Verdict fair from"), Share(site.verdict_fair))
    yield Line(language.word("Provisional below a coverage of"), Share(site.provisional_below))
    as_failed, excluded = say("as not reached"), say("not in the score")
    yield Line(language.word("What was not tested counts"), as_failed if site.untested == "as-failed" else excluded)
    ignored = tuple(_IN_URLS.get(one, one) for one in site.ignored_in_urls)
    yield Line(language.word("Does not count in web addresses"), ignored or say("nothing"))


def _rule(rule: RuleRecord, language: Language) -> RuleLine:
    return RuleLine(
        code=rule.called,
        name=rule.name,
        severity=severity_badge(rule.severity),
        looked_at=language.number(rule.looked_at),
        found=language.number(rule.found),
        notes=tuple(_rule_notes(rule)),
    )


def _rule_notes(rule: RuleRecord) -> Iterator[Sayable]:
    if not rule.enabled:
        yield say("switched off")
    elif rule.held_back:
        yield say("held back until all files can be read")
    elif not rule.looked_at:
        yield say("nothing to look at, which is no pass")
    if rule.enabled and rule.severity is not rule.usual_severity:
        yield say("usually {severity}", severity=severity_badge(rule.usual_severity).text)
    if rule.reason is not None:
        yield say("reason: {reason}", reason=rule.reason)
