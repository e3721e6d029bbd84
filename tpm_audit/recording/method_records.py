"""What the Method page needs to know of a run: audit, auditors, scales, rules, settings; and the hand-written pages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil

from tpm_audit.model.audit import Audit
from tpm_audit.model.audits import Sample
from tpm_audit.model.brand import GROUNDS, NO_BRAND, Brand, Logo
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import (
    AuditorRecord,
    AuditRecord,
    ContactRecord,
    LevelRecord,
    LogoRecord,
    RuleRecord,
    SampleRecord,
    ScaleRecord,
    SiteRecord,
    WordRecord,
    WrittenPageRecord,
)
from tpm_audit.model.site import Site
from tpm_audit.model.written_pages import WrittenPage
from tpm_audit.rules import RuleRun, rules_of
from tpm_audit.source.message import Localised
from tpm_audit.workspace.contrast import luminance_of


def audit_record(audit: Audit) -> AuditRecord:
    """Return which audit it is, who visited how often, and how what was visited was chosen."""
    plan = audit.plan
    visits = Counter(visit.auditor for visit in audit.visits)
    return AuditRecord(
        id=plan.id,
        name=plan.shown_name(),
        first_day=plan.period.first,
        last_day=plan.period.last,
        visits=len(audit.visits),
        auditors=tuple(AuditorRecord(audit.person_name(one), visits[one]) for one in sorted(visits)),
        sample=None if plan.sample is None else _sample(audit, plan.sample),
    )


def _sample(audit: Audit, sample: Sample) -> SampleRecord:
    return SampleRecord(
        of=sample.of,
        population=sample.population,
        frame=sample.frame,
        method=sample.method,
        seed=sample.seed,
        chosen=tuple(audit.locations[one].shown_name() for one in sample.chosen),
        chosen_by=None if sample.chosen_by is None else audit.person_name(sample.chosen_by),
    )


def scale_records(audit: Audit) -> tuple[ScaleRecord, ...]:
    """Return the scales that criteria of this audit are answered on, in the order of the checklists."""
    scales = {scale.id: scale for scale in (audit.scale(*asked) for asked in audit.criteria())}
    return tuple(
        ScaleRecord(scale.id, tuple(LevelRecord(one.id, one.shown_name(), one.share) for one in scale.levels))
        for scale in scales.values()
    )


def rule_records(audit: Audit, run: RuleRun) -> tuple[RuleRecord, ...]:
    """Return the rules that this edition may know of, with how much each looked at and found."""
    changes = audit.site.rules
    found = Counter(finding.rule_key for finding in run.findings)
    return tuple(
        RuleRecord(
            code=rule.code,
            name=rule.name,
            enabled=rule.key in run.severities,
            held_back=rule.key in run.held_back,
            severity=run.severities.get(rule.key, rule.severity),
            usual_severity=rule.severity,
            looked_at=run.looked_at.get(rule.key, 0),
            found=found[rule.key],
            reason=changes[rule.code].reason if rule.code in changes else None,
            own=None if rule.own is None else rule.own.id,
        )
        for rule in rules_of(audit)
        if not (rule.internal and audit.edition is Edition.CLIENT)
    )


def page_records(pages: Iterable[WrittenPage]) -> tuple[WrittenPageRecord, ...]:
    """Return the hand-written pages, in their order."""
    return tuple(
        WrittenPageRecord(one.id, one.title, one.section, one.order, one.bodies, one.internal_note, one.in_footer)
        for one in pages
    )


def site_record(site: Site, brand: Brand = NO_BRAND) -> SiteRecord:
    """Return whom the report is for, and its settings."""
    settings = site.settings
    return SiteRecord(
        client=site.client.name,
        agency=site.agency.name if site.agency else None,
        title=site.title,
        languages=tuple(language.value for language in site.languages),
        verdict_good=settings.verdict.good,
        verdict_fair=settings.verdict.fair,
        provisional_below=settings.provisional_below,
        untested=settings.untested.value,
        ignored_in_urls=tuple(sorted(settings.urls.ignored)),
        words=tuple(_word(term, by_language) for term, by_language in sorted(site.words.items())),
        listed=site.settings.index,
        contact=None if site.contact is None else ContactRecord(site.contact.name, site.contact.email),
        client_logo=_logo(brand.client, brand),
        agency_logo=_logo(brand.agency, brand),
        client_url=site.client.url,
        agency_url=site.agency.url if site.agency else None,
        least_answers=(ceil(settings.min_n.show), ceil(settings.min_n.interval), ceil(settings.min_n.plain)),
    )


def _logo(logo: Logo | None, brand: Brand) -> LogoRecord | None:
    if logo is None:
        return None
    grounds = GROUNDS[brand.look]
    return LogoRecord(
        format=logo.format,
        digest=logo.digest,
        width=logo.size[0],
        height=logo.size[1],
        lost_on_light=logo.is_lost_on(luminance_of(grounds.light)),
        lost_on_dark=logo.is_lost_on(luminance_of(grounds.dark)),
    )


def _word(term: str, by_language: Mapping[str, tuple[str, ...]]) -> WordRecord:
    """Return a word of the workspace's own; where it says only one form, that stands for many, too."""
    said = {code: forms for code, forms in by_language.items() if forms}
    one = Localised({code: forms[0] for code, forms in said.items()})
    return WordRecord(term, one, Localised({code: forms[-1] for code, forms in said.items()}))
