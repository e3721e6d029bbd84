"""tpm-audit explain: the page of a rule, a problem, a figure or a kind of fact."""

import difflib
import sys
from collections.abc import Mapping

import click

from tpm_audit.cli.options import common_options
from tpm_audit.facts import FACT_KINDS
from tpm_audit.figures import checklist_score, consistency, verdict
from tpm_audit.language.catalogue import Language
from tpm_audit.model import codes
from tpm_audit.rules import RULES
from tpm_audit.rules.own import SHAPES
from tpm_audit.source.codes import MEANINGS

_KEYS_OF_ALL = """Beside its own keys each takes `message` (what it asks, in one sentence; it heads what is found),
`where` (a selector: which units it is meant for), `severity`, `advice`, `audience` and `internal_note`.
It stands in site_config/rules.yml, below rules: and an id of its own."""
_FIGURES = {"score": checklist_score, "consistency": consistency, "verdict": verdict}


@click.command("explain")
@click.argument("topic", required=False)
@common_options
def command(topic: str | None) -> None:
    """Say what a rule, a problem, a figure or a kind of fact means: explain TPC001, explain score, explain phone."""
    pages = explained()
    if topic is None:
        for name, page in pages.items():
            click.echo(f"{name:<8} {page.strip().splitlines()[0]}")
        return
    wanted = _topic(topic, pages)
    if wanted is None:
        near = difflib.get_close_matches(topic.upper(), pages, n=1) or difflib.get_close_matches(topic, pages, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "without a topic it lists all"
        message = f"there is no page '{topic}'; {hint}"
        raise click.UsageError(message)
    click.echo(f"{wanted}\n\n{pages[wanted].strip()}")


def _topic(topic: str, pages: Mapping[str, str]) -> str | None:
    """Return the page of a code, of a finding's id (TPC001-7k3q9f2m4x), or of a kind of fact."""
    code = topic.upper().split("-", maxsplit=1)[0]
    return next((name for name in (topic.lower(), code) if name in pages), None)


def explained() -> Mapping[str, str]:
    """Return the page of each topic."""
    english = Language("en")
    pages = {code.value: english.say(meaning) for code, meaning in MEANINGS.items()} | codes.MEANINGS
    may_change = "site.yml may change it, with a reason"
    for rule in RULES:
        pages[rule.code] = f"{rule.page.strip()}\n\nSeverity: {rule.severity.value} ({may_change})"
    for shape in SHAPES:
        severity = f"Severity: {shape.severity.value} (a rule may say another; of all of this shape {may_change})"
        pages[shape.code] = f"{shape.page.strip()}\n\n{_KEYS_OF_ALL}\n\n{severity}"
    for name, module in _FIGURES.items():
        pages[name] = (module.__doc__ or "").strip()
    for name, kind in FACT_KINDS.items():
        pages[name] = (sys.modules[kind.__module__].__doc__ or "").strip()
    return pages
