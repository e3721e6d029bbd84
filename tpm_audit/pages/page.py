"""A page: where it stands, which template arranges it, and the values that the template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tpm_audit.render.links import url
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

    def url(self, there: str) -> str:
        """Return the relative link from this page to another."""
        return url(self.path, there)


def touchpoint_path(touchpoint: str) -> str:
    """Return the path of a touchpoint's page."""
    return f"touchpoints/{touchpoint}.html"


def fact_path(fact: str) -> str:
    """Return the path of a fact's page."""
    return f"consistency/{fact}.html"


def finding_path(short_id: str) -> str:
    """Return the path of a finding's page."""
    return f"findings/{short_id}.html"
