"""How many of a population have to be drawn at random for a share with a margin, and what no fault found among n means.

The number is that of the normal approximation at a share of one half, corrected for a population that is not endless.
Where nothing was found among n that were drawn at random, the share is at most 1 - .05^(1/n) with 95 % (one-sided);
among all there is nothing. What was picked by judgement has neither margin nor bound.

Source: Cochran, Sampling techniques, 1977; methods.md, "Sample of an audit".
"""

from math import ceil

from tpm_audit.figures.wilson import Z

_ONE_SIDED = 0.05


def needed(population: int, margin: float) -> int:
    """Return how many have to be drawn so that the interval of a share reaches at most ``margin`` to either side.

    Raises:
        ValueError: the population is empty, or the margin none of above 0 to below 1.
    """
    if population < 1 or not 0 < margin < 1:
        raise ValueError("a population of none, or a margin that is none")
    endless = Z * Z * 0.25 / margin**2
    return min(ceil(endless / (1 + (endless - 1) / population)), population)


def most_where_none_was_found(n: int, population: int | None = None) -> float:
    """Return the highest share that none among n drawn at random leaves possible; 0 where all were looked at.

    Raises:
        ValueError: nobody looked at anything.
    """
    if n < 1:
        raise ValueError("nothing was looked at")
    return 0.0 if population is not None and n >= population else 1 - _ONE_SIDED ** (1 / n)
