"""What is defined once and used everywhere has to make sense by itself: scales, criteria, standards, selectors."""

from collections.abc import Iterator
from itertools import pairwise

from tpm_audit.model import codes
from tpm_audit.model.audit import Unit, locations_with, traits_of
from tpm_audit.model.checklists import Checklist, Criterion
from tpm_audit.model.entry import Written
from tpm_audit.model.facts import Circumstances, Fact, Unreadable
from tpm_audit.model.scales import Scale
from tpm_audit.model.selector import Selector, UnitTraits
from tpm_audit.source.message import Localised, say
from tpm_audit.source.problems import Problem
from tpm_audit.source.suggestions import listed
from tpm_audit.workspace.load import Workspace


def check_definitions(workspace: Workspace) -> Iterator[Problem]:
    """Yield the problems of scales, criteria, standards and selectors."""
    for scale in workspace.site.scales.values():
        yield from _scale(workspace, scale)
    for checklist in workspace.checklists.values():
        for criterion in checklist.criteria.values():
            yield from _levels(workspace, checklist, criterion)
    for fact in workspace.facts.values():
        yield from _standard(workspace, fact)
    yield from _own_rules(workspace)
    for written in unfitting_selectors(workspace):
        yield Problem(
            workspace.place(written),
            codes.EMPTY_SELECTOR,
            say("this selects nothing in the workspace"),
            say("one of each list has to fit, and all of the keys at once; write all for everything"),
        )


def _own_rules(workspace: Workspace) -> Iterator[Problem]:
    """Yield what does not go together in own rules, or with the facts that they name."""
    site = workspace.site
    circumstances = Circumstances(site.country, site.settings.urls.ignored, site.currency, workspace.image_measures)
    for rule in workspace.own_rules.values():
        for misfit in rule.misfits(workspace.facts, circumstances):
            yield Problem(workspace.place(rule.written.at(*misfit.keys)), misfit.code, misfit.message, misfit.hint)


def _scale(workspace: Workspace, scale: Scale) -> Iterator[Problem]:
    shares = [level.share for level in scale.levels]
    place = workspace.place(scale.written.at("levels"))
    if len(scale.levels) < 2:  # noqa: PLR2004 (one level says nothing)
        yield Problem(place, codes.WRONG_SHAPE, say("a scale needs two levels"), say("list them, the worst first"))
    elif any(later < earlier for earlier, later in pairwise(shares)):
        yield Problem(
            place,
            codes.OUT_OF_RANGE,
            say("the shares of scale '{id}' do not rise", id=scale.id),
            say("list the levels, the worst first"),
        )
    levels = [level.id for level in scale.levels]
    if len(set(levels)) < len(levels):
        twice = next(level for level in levels if levels.count(level) > 1)
        yield Problem(
            place,
            codes.ID_TWICE,
            say("level '{id}' stands twice", id=twice),
            say("give each level an id of its own"),
        )
    for key, level in (("expects", scale.expects), ("fails_at", scale.fails_at)):
        if level is not None and level not in levels:
            yield _no_level(workspace, scale.written.at(key), level, scale)


def _levels(workspace: Workspace, checklist: Checklist, criterion: Criterion) -> Iterator[Problem]:
    scale = workspace.site.scale(criterion.scale or checklist.scale)
    shares = {}
    for key, level in (("expects", criterion.expects), ("fails_at", criterion.fails_at)):
        if level is None:
            continue
        shares[key] = scale.share(level)
        if shares[key] is None:
            yield _no_level(workspace, criterion.written.at(key), level, scale)
    expects, fails_at = shares.get("expects"), shares.get("fails_at")
    if expects is not None and fails_at is not None and fails_at > expects:
        yield Problem(
            workspace.place(criterion.written.at("fails_at")),
            codes.OUT_OF_RANGE,
            say("fails_at is better than expects"),
            say("write a level below '{level}'", level=criterion.expects or ""),
        )


def _no_level(workspace: Workspace, written: Written, level: str, scale: Scale) -> Problem:
    return Problem(
        workspace.place(written),
        codes.NOT_ON_SCALE,
        say("'{level}' is not on the scale {scale}", level=level[:60], scale=scale.id),
        say("write one of: {choices}", choices=listed(one.id for one in scale.levels)),
    )


def _standard(workspace: Workspace, fact: Fact) -> Iterator[Problem]:
    values: list[tuple[Written, Localised, str | None]] = []
    if fact.expected is not None:
        values.append((fact.written.at("expected"), fact.expected, None))
    values += [
        (fact.written.at("expected_at", location), value, location) for location, value in fact.expected_at.items()
    ]
    for index, variant in enumerate(fact.variants):
        values.append((fact.written.at("variants", index, "value"), variant.value, None))
        if variant.valid_from and variant.valid_until and variant.valid_until < variant.valid_from:
            yield Problem(
                workspace.place(fact.written.at("variants", index, "until")),
                codes.OUT_OF_RANGE,
                say("the variant ends before it begins"),
                say("write a day from {day} on", day=variant.valid_from.isoformat()),
            )
    for written, texts, location in values:
        place = workspace.locations.get(location or "")
        country = (place.country if place else None) or workspace.site.country
        for language, text in texts.items():
            yield from _value(workspace, fact, written.at(language) if language else written, text, country)


def _value(workspace: Workspace, fact: Fact, written: Written, text: str, country: str) -> Iterator[Problem]:
    """Yield what is wrong with an expected value; a file that could not be looked at was told then."""
    images = workspace.image_measures
    if fact.values_are_files and text not in images:
        return
    site = workspace.site
    circumstances = Circumstances(country, site.settings.urls.ignored, site.currency, images)
    place, reading = workspace.place(written), fact.read(text, circumstances)
    if isinstance(reading, Unreadable):
        yield Problem(place, *fact.misfit(text, reading))
    elif not fact.satisfies(reading, reading):
        why = fact.explain(reading, reading)
        message = say("the standard is not as its own fact asks: {why}", why=why or "")
        hint = say("change one of the two; see {topic}", topic=f"tpm-audit explain {fact.kind}")
        yield Problem(place, codes.UNREADABLE_STANDARD, message, hint)


def unfitting_selectors(workspace: Workspace) -> Iterator[Written]:
    """Yield where the selectors stand that select nothing; none where what they may mean could not be read."""
    if not workspace.whole:
        return
    for written, selector in _written_selectors(workspace):
        if selector.model_fields_set and not any(selector.selects(one) for one in _candidates(workspace, selector)):
            yield written


def _written_selectors(workspace: Workspace) -> Iterator[tuple[Written, Selector]]:
    for checklist in workspace.checklists.values():
        yield checklist.written.at("applies_to"), checklist.applies_to
        for criterion in checklist.criteria.values():
            yield criterion.written.at("applies_to"), criterion.applies_to
    for fact in workspace.facts.values():
        yield from _selectors_of(fact)
    for own in workspace.own_rules.values():
        yield own.written.at("where"), own.where
    for plan in workspace.plans.values():
        yield plan.written.at("scope"), plan.scope
    for name, rule in workspace.site.gate.items():
        if rule.where is not None:
            yield workspace.site.written.at("gate", name, "where"), rule.where


def _selectors_of(fact: Fact) -> Iterator[tuple[Written, Selector]]:
    if fact.not_on is not None:
        yield fact.written.at("not_on"), fact.not_on
    for index, variant in enumerate(fact.variants):
        if variant.where is not None:
            yield fact.written.at("variants", index, "where"), variant.where


def _candidates(workspace: Workspace, selector: Selector) -> Iterator[UnitTraits]:
    """Yield the traits of what a selector could mean."""
    languages = (workspace.site.content_languages or workspace.site.languages) if selector.asks_language else (None,)
    for unit in _candidate_units(workspace, selector):
        for language in languages:
            yield traits_of(workspace.touchpoints, workspace.channels, unit, language)


def _candidate_units(workspace: Workspace, selector: Selector) -> Iterator[Unit]:
    named = selector.touchpoints
    for id_ in workspace.touchpoints if named is None else named:
        touchpoint = workspace.touchpoints[id_]
        if not selector.fits_touchpoint(touchpoint):
            continue
        yield Unit(id_)
        for channel in touchpoint.channels:
            for location in locations_with(workspace.locations, channel) or (None,):
                yield Unit(id_, channel, location)
    for channel in workspace.channels:
        for location in (None, *locations_with(workspace.locations, channel)):
            yield Unit(None, channel, location)
    for location in workspace.locations:
        yield Unit(None, None, location)
