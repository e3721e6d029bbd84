"""A page: where it stands, which template arranges it, and the values that the template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tpm_audit.model.drawings import PictureFile
from tpm_audit.model.page_names import page_name
from tpm_audit.model.result import EvidenceRecord
from tpm_audit.source.message import Sayable

OVERVIEW = "index.html"
JOURNEY = "journey.html"
TOUCHPOINTS = "touchpoints/index.html"
CHANNELS = "channels/index.html"
LOCATIONS = "locations/index.html"
CONSISTENCY = "consistency/index.html"
CHECKLISTS = "checklists/index.html"
CUSTOMERS = "customers.html"
KPIS = "kpis.html"
FINDINGS = "findings/index.html"
OWNERS = "owners/index.html"
HISTORY = "history/index.html"
METHOD = "method.html"
DATA = "data/index.html"

MOST_JOURNEYS: Final = 200  # of a page; all of them stand in the data


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a language's tree.

    ``path`` is public and permanent, such as ``touchpoints/shop.html``. ``hides`` are sidebars of the theme,
    ``navigation`` or ``toc``, whose room the page's tables and charts need. A page that is not ``listed`` is
    reached by its section's table and by search. Pages that name the same ``section`` stand below it in the
    navigation; else the folder is the section.
    """

    path: str
    template: str
    title: Sayable
    values: Mapping[str, object] = field(default_factory=dict)
    hides: tuple[str, ...] = ()
    listed: bool = True
    section: Sayable | None = None


def touchpoint_path(touchpoint: str) -> str:
    """Return the path of a touchpoint's page."""
    return f"touchpoints/{page_name(touchpoint)}.html"


def journey_path(journey: str) -> str:
    """Return where a journey stands on the page of all of them."""
    return f"{JOURNEY}#{journey}"


def kpi_path(kpi: str) -> str:
    """Return where a kpi stands on the page of all of them."""
    return f"{KPIS}#{kpi}"


def channel_path(channel: str) -> str:
    """Return the path of a channel's page."""
    return f"channels/{page_name(channel)}.html"


def location_path(location: str) -> str:
    """Return the path of a location's page."""
    return f"locations/{page_name(location)}.html"


def checklist_path(checklist: str) -> str:
    """Return the path of a checklist's page."""
    return f"checklists/{page_name(checklist)}.html"


def criterion_path(checklist: str, criterion: str) -> str:
    """Return where a criterion is answered on its checklist's page."""
    return f"{checklist_path(checklist)}#criterion-{criterion}"


def written_path(page: str) -> str:
    """Return the path of a hand-written page."""
    return f"pages/{page_name(page)}.html"


def fact_path(fact: str) -> str:
    """Return the path of a fact's page."""
    return f"consistency/{page_name(fact)}.html"


def finding_path(short_id: str) -> str:
    """Return the path of a finding's page."""
    return f"findings/{short_id}.html"


def owner_path(owner: str) -> str:
    """Return the path of an owner's page."""
    return f"owners/{page_name(owner)}.html"


def survey_path(survey: str) -> str:
    """Return the path of a survey's page."""
    return f"surveys/{page_name(survey)}.html"


def history_path(audit: str) -> str:
    """Return the path of the page that holds an audit against the one before it."""
    return f"history/{page_name(audit)}.html"


PICTURE_SIDE = 2000  # pixels on the longer side, at most
THUMBNAIL_SIDE = 480


def picture_path(picture: EvidenceRecord | PictureFile) -> str:
    """Return the path of a picture in full size; its name comes from its bytes, and from nothing that people wrote."""
    return f"evidence/{picture.digest[:16]}.{picture.format}"


def thumbnail_path(picture: EvidenceRecord | PictureFile) -> str:
    """Return the path of a picture as pages show it."""
    return f"evidence/{picture.digest[:16]}-small.{picture.format}"


def logo_path(digest: str, form: str) -> str:
    """Return the path of a logo; its name comes from its bytes."""
    return f"assets/brand/{digest[:16]}.{form}"
