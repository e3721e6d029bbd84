"""What customers say of each touchpoint: figures, what changed since the wave before, reasons and properties."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import Result
from tpm_audit.pages.customer_figures import CustomerRow, answered, latest_surveys, row_of
from tpm_audit.pages.customer_kano import KanoRow, kano_row
from tpm_audit.pages.customer_reasons import ReasonsPart, reasons_parts
from tpm_audit.pages.customer_waves import WaveTable, waves_of_touchpoints
from tpm_audit.pages.names import Names


@dataclass(slots=True)
class SaidOfTouchpoint:
    """What customers say of a touchpoint; ``earlier`` are figures of waves before the latest."""

    waves: tuple[WaveTable, ...] = ()
    latest: tuple[CustomerRow, ...] = ()
    earlier: tuple[CustomerRow, ...] = ()
    reasons: list[ReasonsPart] = field(default_factory=list)
    kano: list[KanoRow] = field(default_factory=list)


def said_of_touchpoints(result: Result, names: Names, language: Language) -> Mapping[str, SaidOfTouchpoint]:
    """Return what is said of each touchpoint of which anything is, by its id."""
    said: dict[str, SaidOfTouchpoint] = defaultdict(SaidOfTouchpoint)
    latest = latest_surveys(result)
    for one in answered(result):
        if one.answers.touchpoint is not None:
            of = said[one.answers.touchpoint]
            row = row_of(one, names, language)
            if one.survey.id in latest:
                of.latest += (row,)
            else:
                of.earlier += (row,)
    for touchpoint, waves in waves_of_touchpoints(result, names, language).items():
        said[touchpoint].waves = tuple(waves)
    for part in reasons_parts(result, names, language):
        if part.touchpoint is not None and part.survey_id in latest:
            said[part.touchpoint].reasons.append(part)
    for survey in result.surveys:
        for asked in survey.kano if survey.id in latest else ():
            if asked.touchpoint is not None and asked.part is None:
                said[asked.touchpoint].kano.append(kano_row(asked, survey, names, language))
    return said
