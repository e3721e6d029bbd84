"""The interval of a share that was counted on a sample, 95 %.

It is not centred on the share, never leaves 0 to 1, and has a width where the share is 0 or 1, too.

Source: Wilson, Probable inference, the law of succession, and statistical inference, 1927; methods.md, "Customer
figures, all of them".
"""

from math import sqrt
from statistics import NormalDist
from typing import Final

Z: Final = NormalDist().inv_cdf(0.975)


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the limits of the share of k in n, as shares.

    Raises:
        ValueError: n is not positive, or k not one of 0 to n.
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} of {n} is no share")
    share = k / n
    centre = share + Z * Z / (2 * n)
    reach = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    low = 0.0 if k == 0 else (centre - reach) / scale
    return low, 1.0 if k == n else (centre + reach) / scale
