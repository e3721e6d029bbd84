"""From a result to a published site: every language a folder, every folder a tree, the whole moved into place."""

import calendar
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.families import all_pages
from tpm_audit.render.templates import Templates
from tpm_audit.site.browser_files import plotly_bundle
from tpm_audit.site.engine import run_mkdocs
from tpm_audit.site.folder import site_name, write_folder
from tpm_audit.site.publish import publish, refuse_foreign, staging
from tpm_audit.source.message import Message, say

PLOTLY = "assets/plotly.min.js"  # one copy for all languages; charts.js knows its place


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: where to, with which templates of the workspace, in which environment the engine runs."""

    output: Path
    templates: Path | None
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built; ``pages`` are counted over all languages."""

    pages: int
    languages: tuple[str, ...]
    warnings: tuple[str, ...]


def build_site(result: Result, order: Order, tell: Callable[[Message], None]) -> Built:
    """Build the site of a result in all its languages and publish it; ``tell`` hears what is being done.

    Raises:
        OutputRefusedError: the output folder is not ours.
        TemplateFaultError: a template cannot be read or run.
        EngineError: MkDocs failed.
        BrowserFileMissingError: plotly.js is not installed.
        OSError: a file could not be written.
    """
    refuse_foreign(order.output)
    plotly = plotly_bundle()
    languages = result.site.languages
    with staging(order.output) as work:
        pages = 0
        for code in languages:
            tell(say("writing the pages: {language}", language=code))
            language = Language(code)
            templates = Templates(language, order.templates)
            pages += write_folder(work / code, result, all_pages(result, language), templates, language)
        tell(say("building the site: {languages}", languages=", ".join(languages)))
        warnings = _run_engines(work, result, order.environment)
        whole = work / "whole"
        _assemble(whole, work, result, plotly)
        publish(whole, order.output, work / "before")
    return Built(pages, languages, warnings)


def _run_engines(work: Path, result: Result, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Run an engine for each language, as many at a time as there are processors."""
    epoch = _epoch(result)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        runs = pool.map(lambda code: run_mkdocs(work / code, environment, epoch), result.site.languages)
        return tuple(warning for warnings in runs for warning in warnings)


_LAST_SECOND = 2**32 - 1  # that the compressed sitemap can carry


def _epoch(result: Result) -> int:
    """Return the audit's last day in seconds since 1970: the date of every file, whenever it is built."""
    day = result.as_of if result.audit is None else result.audit.last_day
    return min(max(calendar.timegm(day.timetuple()), 0), _LAST_SECOND)


def _assemble(whole: Path, work: Path, result: Result, plotly: Path) -> None:
    """Put the trees of the languages side by side, with what they share."""
    whole.mkdir()
    for code in result.site.languages:
        (work / code / "site").replace(whole / code)
    bundle = whole / PLOTLY
    bundle.parent.mkdir()
    shutil.copyfile(plotly, bundle)
    default = Language(result.site.languages[0])
    values = {"site_name": site_name(result, default)}
    start = Templates(default).render("site/index.html.j2", values, "index.html")
    (whole / "index.html").write_text(start, encoding="utf-8", newline="\n")
