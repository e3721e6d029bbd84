"""What the preview adds to a page on the wire: what is wrong with the workspace, and the script that loads it again."""

import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import ProblemRecord
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.render.templates import Templates
from tpm_audit.source.message import Sayable, say

STYLE = "/_tpm-audit/preview.css"
SCRIPT = "/_tpm-audit/reload.js"
EVENTS = "/_tpm-audit/events"

_MOST = 50  # faults that are listed
_BODY = re.compile(r"<body\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, which rule of the files it breaks, what to do."""

    said: Sayable
    place: str = ""
    code: str = ""
    hint: Sayable | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the site is not shown as the files stand now."""

    heading: Sayable
    faults: tuple[Fault, ...] = ()


def trouble_of_problems(problems: Sequence[ProblemRecord]) -> Trouble:
    """Return what to say of a workspace that cannot be read as written."""
    return Trouble(
        say("{n} problem", "{n} problems", n=len(problems)),
        tuple(Fault(one.message, str(one.place or ""), one.code, one.hint) for one in problems),
    )


def trouble_of_template(fault: TemplateFaultError) -> Trouble:
    """Return what to say of a template that cannot be read or run."""
    one = fault.problem
    where = f"{one.place.file}:{one.place.line}"
    return Trouble(say("A template cannot be used"), (Fault(one.message, where, one.code, one.hint),))


def trouble_inside(error: BaseException) -> Trouble:
    """Return what to say where the tool itself failed."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}, {frames[-1].lineno}" if frames else ""
    return Trouble(
        say("tpm-audit failed on its own account, not through these files"),
        (Fault(f"{type(error).__name__}: {error}", where),),
    )


def alone(trouble: Trouble, language: Language, home: str | None = None) -> str:
    """Return a page that says what is wrong; ``home`` is where the reader may go instead."""
    return Templates(language).render("site/preview.html.j2", {**_values(trouble), "after": None, "home": home}, "")


def above(html: str, trouble: Trouble, language: Language) -> str:
    """Return a page with what is wrong above it."""
    after = say("Below stands the page as it was before.")
    notice = Templates(language).render("site/notice.html.j2", {**_values(trouble), "after": after}, "")
    return _BODY.sub(lambda found: f"{found[0]}\n{notice}", html, count=1)


def reloading(html: str, revision: str) -> str:
    """Return a page that loads itself again once the preview is at another revision."""
    added = (
        f'<link rel="stylesheet" href="{STYLE}">\n<script src="{SCRIPT}" data-revision="{revision}" defer></script>\n'
    )
    return html.replace("</head>", f"{added}</head>", 1)


def _values(trouble: Trouble) -> dict[str, object]:
    left = len(trouble.faults) - _MOST
    return {
        "heading": trouble.heading,
        "faults": trouble.faults[:_MOST],
        "more": say("and {n} more; tpm-audit check says all", n=left) if left > 0 else None,
    }
