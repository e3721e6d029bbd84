"""A page: where it stands, which template arranges it, and the values that the template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tpm_audit.source.message import Sayable

OVERVIEW = "index.html"
TOUCHPOINTS = "touchpoints/index.html"
CONSISTENCY = "consistency/index.html"
FINDINGS = "findings/index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a language's tree.

    ``path`` is public and permanent, such as ``touchpoints/shop.html``. ``hides`` are sidebars of the theme,
    ``navigation`` or ``toc``, whose room the page's tables and charts need. A page that is not ``listed`` is
    reached by its section's table and by search.
    """

    path: str
    template: str
    title: Sayable
    values: Mapping[str, object] = field(default_factory=dict)
    hides: tuple[str, ...] = ()
    listed: bool = True


# Names that mean something else in a folder of pages, or to Windows.
_TAKEN = frozenset({"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def _file_name(id_: str) -> str:
    """Return the name of the page of an id; no id ends with an underscore, so a name that is taken gets one."""
    return f"{id_}_" if id_ in _TAKEN else id_


def touchpoint_path(touchpoint: str) -> str:
    """Return the path of a touchpoint's page."""
    return f"touchpoints/{_file_name(touchpoint)}.html"


def fact_path(fact: str) -> str:
    """Return the path of a fact's page."""
    return f"consistency/{_file_name(fact)}.html"


def finding_path(short_id: str) -> str:
    """Return the path of a finding's page."""
    return f"findings/{short_id}.html"
