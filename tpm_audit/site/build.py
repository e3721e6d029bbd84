"""From a result to a published site: a folder per language, an engine, the pass over what it built, the exchange."""

import calendar
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.render.templates import Templates
from tpm_audit.site.browser_files import PLOTLY, SORTABLE, BrowserFile, browser_file, plotly_bundle
from tpm_audit.site.disclosure import Searched, refuse_leaks
from tpm_audit.site.engine import Engine, require, run_engine
from tpm_audit.site.finish.finish import FinishSettings, finish
from tpm_audit.site.folder import site_name
from tpm_audit.site.folders import BesideResult, write_folders
from tpm_audit.site.later import bring_later
from tpm_audit.site.lock import exclusive
from tpm_audit.site.publish import publish
from tpm_audit.site.settings import SITE
from tpm_audit.source.message import Message, say
from tpm_audit.workspace.load import Workspace

_PROGRESS = 5.0  # seconds from one word on how far the engine is to the next


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: where to, by which engine, in which environment it runs; ``strict`` refuses its warnings.

    ``wait`` waits for another build of the same output. ``workspace`` is what a site for the client is searched for.
    """

    output: Path
    environment: Mapping[str, str]
    workspace: Workspace
    engine: Engine = Engine.MKDOCS
    strict: bool = False
    wait: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What was built; ``pages`` are counted over all languages."""

    pages: int
    languages: tuple[str, ...]
    warnings: tuple[str | Message, ...]
    searched: Searched | None


def build_site(result: Result, beside: BesideResult, order: Order, tell: Callable[[Message], None]) -> Built:
    """Build the site of a result in all its languages and publish it; ``tell`` hears what is being done.

    Raises:
        OutputRefusedError: the output folder is not ours, or another build of it is running.
        TemplateFaultError: a template cannot be read or run.
        PictureProblemsError: a picture cannot be decoded.
        EngineError: the engine failed, or is not installed.
        SiteFaultError: a page has a link to nowhere, or asks another host.
        DisclosureError: the site for the client holds what is internal.
        BrowserFileMissingError: plotly.js is not installed.
        OSError: a file could not be written.
    """
    require(order.engine)
    plotly = plotly_bundle()
    with exclusive(order.output, wait=order.wait, tell=tell) as staging:
        folders, whole = staging.work / "folders", staging.work / "whole"
        pages = write_folders(folders, result, beside, tell)
        tell(say("building the site: {languages}", languages=", ".join(result.site.languages)))
        said = _run_engines(folders, result, order, pages, tell)
        tell(say("finishing the site"))
        _assemble(whole, folders, result, plotly)
        client = result.edition is Edition.CLIENT
        settings = FinishSettings(beside.look.site_url, noindex=client and not result.site.listed)
        languages = [Language(code) for code in result.site.languages]
        finished = finish(whole, languages, settings)
        searched = refuse_leaks(whole, order.workspace, result) if client else None
        bring_later(whole, languages)  # nothing is looked for behind it: the pages above were whole
        publish(whole, staging)
    return Built(pages, result.site.languages, (*said, *finished.warnings), searched)


def _run_engines(
    folders: Path, result: Result, order: Order, pages: int, tell: Callable[[Message], None]
) -> tuple[str, ...]:
    """Run an engine for each language, as many at a time as there are processors."""
    epoch = _epoch(result)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        runs = [
            pool.submit(run_engine, order.engine, folders / code, order.environment, epoch, strict=order.strict)
            for code in result.site.languages
        ]
        _tell_progress(runs, folders, pages, tell)
        return tuple(warning for run in runs for warning in run.result())


def _tell_progress(
    runs: list[Future[tuple[str, ...]]], folders: Path, pages: int, tell: Callable[[Message], None]
) -> None:
    """Say from time to time how many pages are written: a large site takes minutes."""
    while wait(runs, timeout=_PROGRESS, return_when=FIRST_EXCEPTION).not_done:
        if any(run.done() and run.exception() for run in runs):
            return
        written = sum(1 for _ in folders.glob(f"*/{SITE}/**/*.html"))
        tell(say("{written} of {pages} written", written=written, pages=say("{n} page", "{n} pages", n=pages)))


_LAST_SECOND = 2**32 - 1  # that the compressed sitemap can carry


def _epoch(result: Result) -> int:
    """Return the audit's last day in seconds since 1970: the date of every file, whenever it is built."""
    day = result.as_of if result.audit is None else result.audit.last_day
    return min(max(calendar.timegm(day.timetuple()), 0), _LAST_SECOND)


def _assemble(whole: Path, folders: Path, result: Result, plotly: Path) -> None:
    """Put the trees of the languages side by side, with what they share."""
    whole.mkdir()
    for code in result.site.languages:
        (folders / code / SITE).replace(whole / code)
    for source, target in ((plotly, PLOTLY), (browser_file(BrowserFile.SORTABLE), SORTABLE)):
        if source is not None:
            (whole / target).parent.mkdir(exist_ok=True)
            shutil.copyfile(source, whole / target)
    default = Language(result.site.languages[0])
    values = {"site_name": site_name(result, default)}
    start = Templates(default).render("site/index.html.j2", values, "index.html")
    (whole / "index.html").write_text(start, encoding="utf-8", newline="\n")
