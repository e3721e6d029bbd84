"""What `build` and `pages` make pages of: the workspace, read, its result, and what stands beside it."""

import datetime
from dataclasses import dataclass, replace

from tpm_audit.cli import Settings
from tpm_audit.cli.check import BrokenClosedError, report_or_say
from tpm_audit.cli.editor import refresh_schemas
from tpm_audit.cli.exits import Exit
from tpm_audit.cli.options import chosen_languages, read_in, request_of
from tpm_audit.cli.output import beside_result, refuse_problems, said_of, say_problems, sources_of_pages
from tpm_audit.language.catalogue import Language
from tpm_audit.language.said_error import SaidError
from tpm_audit.model.closed import ClosedResultError
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.site.finish.faults import SiteFaultError, fault_lines
from tpm_audit.site.folders import BesideResult
from tpm_audit.site.pictures import PictureProblemsError
from tpm_audit.workspace.load import Workspace

# What stops the making of pages; ``refused`` says it.
FAULTS = (PictureProblemsError, TemplateFaultError, SiteFaultError, SaidError, ClosedResultError)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of both verbs ask for."""

    languages: str | None
    audit: str | None
    as_of: datetime.date | None
    edition: Edition


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workspace without problems, and all that pages are made of."""

    workspace: Workspace
    result: Result
    beside: BesideResult


def prepared(settings: Settings, asked: Asked, spoken: Language) -> Prepared | Exit:
    """Read the workspace and make its result; where it has problems, say them and return the exit code.

    Raises:
        click.UsageError: there is no workspace, or not what was asked of it.
    """
    workspace = read_in(settings)
    refresh_schemas(settings, workspace)
    request = request_of(
        audit=asked.audit, as_of=asked.as_of, edition=asked.edition, time_zone=workspace.site.time_zone
    )
    if workspace.problems:  # the builder is told what the client is not: the pages go out, this does not
        internal = replace(request, edition=Edition.INTERNAL, audit=None)
        return refuse_problems(report_or_say(workspace, internal), spoken)
    result = report_or_say(workspace, request)
    chosen = chosen_languages(asked.languages, result.site.languages)
    result = replace(result, site=replace(result.site, languages=chosen))
    return Prepared(workspace, result, beside_result(settings.root, workspace, result))


def refused(fault: Exception, made_of: Prepared, spoken: Language) -> Exit:
    """Say one of ``FAULTS`` and return the exit code.

    Raises:
        click.ClickException: the result of a closed audit is broken; it says so itself.
    """
    if isinstance(fault, PictureProblemsError):
        return say_problems(fault.problems, spoken)
    if isinstance(fault, TemplateFaultError):
        return say_problems([fault.problem], spoken)
    if isinstance(fault, SiteFaultError):
        sources = sources_of_pages(made_of.workspace, made_of.result.site.languages)
        return said_of(fault_lines(fault.faults, spoken, sources), Exit.NOT_WRITTEN)
    if isinstance(fault, ClosedResultError):
        raise BrokenClosedError(fault.path) from None
    if isinstance(fault, SaidError):
        return said_of(fault.lines_in(spoken), Exit.NOT_WRITTEN)
    raise fault
