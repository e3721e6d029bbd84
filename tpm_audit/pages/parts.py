"""What pages are made of: values that templates arrange and that say themselves in the page's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tpm_audit.charts.signs import SIGNS
from tpm_audit.figures.p_value import SMALL_P, written_p
from tpm_audit.language.catalogue import Language
from tpm_audit.model.comparison import ChangeVerdict
from tpm_audit.model.customers import WaveVerdict
from tpm_audit.model.entry import Edition, Severity
from tpm_audit.model.figures import Consistency, Score
from tpm_audit.model.outcomes import Outcome
from tpm_audit.model.result import AuditRecord, Figures, LogoRecord, Result, SiteRecord, VerdictRecord
from tpm_audit.model.words import EDITIONS, SEVERITIES, STATE_WORDS, VERDICTS
from tpm_audit.pages.page import DATA, METHOD, logo_path, written_path
from tpm_audit.render.words import Badge, Link
from tpm_audit.source.message import Localised, Message, Sayable, say

OF_AUDITORS = "TPR003"  # two of them disagree: nothing that an owner could change


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a figure since the audit before: the change, its tone, and the figure that it starts from."""

    change: Sayable
    tone: str
    start: Sayable


@dataclass(frozen=True, slots=True)
class Figure:
    """A big figure: what it is, its value or None, and what it stands on (or why it is absent).

    ``method`` leads to how it is made; ``change`` is what became of it since the audit before.
    """

    label: Sayable
    value: str | None
    basis: Sayable
    method: str | None = None
    change: Since | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure in a table with the number it stands on; no value where nothing was rated or checked."""

    value: str | None
    n: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict in a sentence, a second one with what it stands on, and the tone of both."""

    tone: str
    lead: str
    details: str | None


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """A company's logo as a picture of the site; ``plate`` is the page, light or dark, on which it needs a ground."""

    name: str
    path: str
    width: int
    height: int
    plate: str | None


@dataclass(frozen=True, slots=True)
class Makers:
    """The logos of those whom a report is about and who made it; None for what there is not."""

    client_logo: ShownLogo | None
    agency_logo: ShownLogo | None


@dataclass(frozen=True, slots=True)
class End:
    """How every page ends: which audit, when, in which edition; the data; the same page in the other languages.

    ``internal``: it is the edition of those who write the files, and may name files and keys. ``draft``: the audit
    is not closed, and its figures and findings may still change. ``legal`` leads to the
    pages that every page leads to, such as the legal notice.
    """

    audit: Sayable | None
    period: Sayable | None
    edition: Sayable
    languages: tuple[tuple[str, str], ...]
    internal: bool
    data: str = DATA
    draft: bool = False
    made_by: Message | None = None
    maker_url: str | None = None
    agency_logo: ShownLogo | None = None
    legal: tuple[Link, ...] = ()


_COLOURS = re.compile(r"(#[0-9a-f]{6})(?: (?:on|auf) (#[0-9a-f]{6}))?")
_STATUSES = {
    "planned": say("planned"),
    "missing": say("missing"),
    "retired": say("given up"),
}
_TONES: Mapping[ChangeVerdict | WaveVerdict, str] = {ChangeVerdict.WORSE: "poor", ChangeVerdict.BETTER: "good"}
SCORE_METHOD = f"{METHOD}#score"
COVERAGE_METHOD = f"{METHOD}#coverage"
CONSISTENCY_METHOD = f"{METHOD}#consistency"
LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}


def severity_badge(severity: Severity) -> Badge:
    """Return a severity as a badge."""
    return Badge(SEVERITIES[severity], severity.value)


def state_badge(state: str) -> Badge:
    """Return the state of a finding as a badge."""
    return Badge(STATE_WORDS.get(state, state), "good" if state == "fixed" else "plain")


def change_badge(verdict: ChangeVerdict | WaveVerdict) -> Badge:
    """Return as a badge what can be said of a change."""
    return Badge(VERDICTS[verdict], _TONES.get(verdict, "plain"))


def p_said(p: Fraction | float) -> Message:
    """Say a p."""
    written = written_p(p)
    return say("p < {p}", p=SMALL_P) if written is None else say("p = {p}", p=written)


def status_badge(status: str) -> Badge | None:
    """Return as a badge that a touchpoint is not in use; None for those that are."""
    return Badge(_STATUSES[status], "plain") if status in _STATUSES else None


def outcome_badge(outcome: Outcome) -> Badge:
    """Return an outcome as a badge that begins with its sign."""
    shown = SIGNS[outcome]
    return Badge(say("{sign} {word}", sign=shown.sign, word=shown.word), outcome.value)


def verdict_of(record: VerdictRecord, language: Language) -> Verdict:
    """Return the verdict as two sentences: the verdict itself, and what it stands on."""
    said = [language.say(part) for part in record.parts]
    return Verdict(record.verdict.value, sentence(said[0]), sentence("; ".join(said[1:])) if said[1:] else None)


def sentence(text: str) -> str:
    """Return a text as a sentence."""
    return capital(text) if text.endswith((".", "?", "!")) else f"{capital(text)}."


def score_figure(figures: Figures, site: SiteRecord, language: Language) -> Figure:
    """Return a checklist score with the items and touchpoints it stands on."""
    score = figures.score
    if score is None or score.share is None:
        return Figure(say("Score"), None, say("Nothing was rated here."), SCORE_METHOD)
    basis = say(
        "{rated} of {items} rated, at {touchpoints}",
        rated=score.rated_items,
        items=say("{n} item", "{n} items", n=score.items),
        touchpoints=say("{n} touchpoint", "{n} touchpoints", n=score.touchpoints),
    )
    return Figure(
        say("Score"), language.percent(score.share, (site.verdict_fair, site.verdict_good)), basis, SCORE_METHOD
    )


def coverage_figure(figures: Figures, site: SiteRecord, language: Language) -> Figure:
    """Return how much of what was asked was rated."""
    score = figures.score
    if score is None or score.coverage is None:
        return Figure(say("Coverage"), None, say("No criterion is asked here."), COVERAGE_METHOD)
    basis = say(
        "{rated} of {n} expected rating was given; the share counts weights",
        "{rated} of {n} expected ratings were given; the share counts weights",
        rated=score.rated_places,
        n=score.rated_places + score.untested_places,
    )
    return Figure(say("Coverage"), language.percent(score.coverage, (site.provisional_below,)), basis, COVERAGE_METHOD)


_NOTHING_CHECKED = say("No fact with a standard was checked here.")


def consistency_figure(counts: Consistency | None, language: Language, absent: Message = _NOTHING_CHECKED) -> Figure:
    """Return the consistency index with the counts it is made of; ``absent`` says why there is none."""
    if counts is None or counts.index is None:
        return Figure(say("Consistency"), None, absent, CONSISTENCY_METHOD)
    basis = say(
        "{right} of {n} checked place as the standard or a declared variant",
        "{right} of {n} checked places as the standard or a declared variant",
        right=counts.equal + counts.variant,
        n=counts.counted,
    )
    return Figure(say("Consistency"), language.percent(counts.index), basis, CONSISTENCY_METHOD)


def figures_of(figures: Figures, site: SiteRecord, language: Language) -> tuple[Figure, Figure, Figure]:
    """Return score, coverage and consistency of a group."""
    return (
        score_figure(figures, site, language),
        coverage_figure(figures, site, language),
        consistency_figure(figures.consistency, language),
    )


def score_cell(score: Score | None, site: SiteRecord, language: Language) -> Counted:
    """Return a score for a table, with its number of rated items."""
    if score is None or score.share is None:
        return Counted(None, language.number(0))
    share = language.percent(score.share, (site.verdict_fair, site.verdict_good))
    return Counted(share, language.number(score.rated_items))


def consistency_cell(counts: Consistency | None, language: Language) -> Counted:
    """Return a consistency index for a table, with its number of checked places."""
    if counts is None or counts.index is None:
        return Counted(None, language.number(0))
    return Counted(language.percent(counts.index), language.number(counts.counted))


def coverage_cell(score: Score | None, site: SiteRecord, language: Language) -> str | None:
    """Return a coverage for a table."""
    if score is None or score.coverage is None:
        return None
    return language.percent(score.coverage, (site.provisional_below,))


def swatch(value: Sayable | None) -> tuple[str, ...]:
    """Return the six-digit colours that a text is, to be shown beside it: one, or that of a text on another."""
    text = value.get("") if isinstance(value, Localised) else value
    colours = _COLOURS.fullmatch(" ".join(text.lower().split())) if isinstance(text, str) else None
    return tuple(one for one in colours.groups() if one) if colours else ()


def capital(text: str) -> str:
    """Return a text that begins as a sentence does."""
    return f"{text[:1].upper()}{text[1:]}"


def period(audit: AuditRecord) -> Sayable:
    """Return the days of an audit; a single one stands alone."""
    if audit.first_day == audit.last_day:
        return audit.first_day
    return say("{first} \N{EN DASH} {last}", first=audit.first_day, last=audit.last_day)


def end_of(result: Result) -> End:
    """Return the end of every page."""
    audit = result.audit
    languages = tuple((code, LANGUAGE_NAMES.get(code, code)) for code in result.site.languages)
    edition, internal = EDITIONS[result.edition], result.edition is Edition.INTERNAL
    agency = result.site.agency
    return End(
        audit=None if audit is None else audit.name,
        period=None if audit is None else period(audit),
        edition=edition,
        languages=languages,
        internal=internal,
        draft=audit is not None and audit.closed_on is None,
        made_by=None if agency is None else say("Made by {agency}", agency=agency),
        maker_url=result.site.agency_url,
        agency_logo=makers_of(result.site).agency_logo,
        legal=tuple(Link(page.title, written_path(page.id)) for page in result.pages if page.in_footer),
    )


def makers_of(site: SiteRecord) -> Makers:
    """Return whom the report is about and who made it."""
    agency_logo = None if site.agency is None else _shown_logo(site.agency, site.agency_logo)
    return Makers(_shown_logo(site.client, site.client_logo), agency_logo)


def _shown_logo(name: str, logo: LogoRecord | None) -> ShownLogo | None:
    if logo is None:
        return None
    # One plate at most: a logo of both tones would be lost on either, and a dark page swallows more.
    plate = "dark" if logo.lost_on_dark else "light" if logo.lost_on_light else None
    return ShownLogo(name, logo_path(logo.digest, logo.format), logo.width, logo.height, plate)
