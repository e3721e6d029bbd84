"""The bands of scores: poor, fair and good as the verdict's limits part them, with their colours and their words."""

from collections.abc import Sequence
from fractions import Fraction

from tpm_audit.charts.chart import Entry, TableCell
from tpm_audit.charts.heatmap import Bands
from tpm_audit.language.catalogue import Language
from tpm_audit.model.result import SiteRecord
from tpm_audit.source.message import say

# Poor, fair, good: orange, sand and blue, which all kinds of colour vision tell apart.
SCORE_BANDS = Bands(light=("#b4530a", "#f0e2c4", "#2a6ebb"), dark=("#b4530a", "#6a5b3a", "#2f74c0"))
_WORDS = (say("poor"), say("fair"), say("good"))


def score_band(share: Fraction, site: SiteRecord) -> int:
    """Return the band that a score falls into: 0 poor, 1 fair, 2 good."""
    return sum(share >= limit for limit in (site.verdict_fair, site.verdict_good))


def band_key(site: SiteRecord, language: Language) -> Sequence[Entry]:
    """Return what the colours mean: the words and limits of the verdict."""
    fair, good = language.percent(site.verdict_fair), language.percent(site.verdict_good)
    limits = (f"< {fair}", f"≥ {fair}", f"≥ {good}")
    return [
        SCORE_BANDS.entry(band, limit, language.say(word))
        for band, (limit, word) in enumerate(zip(limits, _WORDS, strict=True))
    ]


def score_cell(share: Fraction, site: SiteRecord, language: Language) -> TableCell:
    """Return a score for a table, with the word of its band, which in the figure is a colour."""
    text = language.percent(share, (site.verdict_fair, site.verdict_good))
    return TableCell(text, language.say(_WORDS[score_band(share, site)]))
