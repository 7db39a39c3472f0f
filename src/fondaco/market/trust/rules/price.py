"""Where a price stands among offers of the same product, and when it is unusually low. Pure.

Amounts are minor units of one currency. A warning needs many offers of exactly the same
product, and both a statistical and a plain distance: it is no accusation, only a reason to look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from statistics import median

ENOUGH_TO_SHOW = 3
ENOUGH_TO_WARN = 8
WARN_Z = -3.0
LEAST_SIGMA = 0.2
WARN_SHARE = 0.4
DEAR_SHARE = 1.25
MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True, slots=True)
class Band:
    """Offers of one product: quartiles, median, range and number. ``sigma`` is of log prices."""

    count: int
    low: int
    first_quartile: int
    median: int
    third_quartile: int
    high: int
    sigma: float


@dataclass(frozen=True, slots=True)
class PricePanel:
    """One price in its band. ``verdict``: unknown (too few offers), usual, below, dear or
    unusually_low; ``share_bps`` of the median; ``z`` is the robust score of the log price."""

    price_minor: int
    band: Band | None
    verdict: str
    share_bps: int | None
    z: float | None

    @property
    def is_unusually_low(self) -> bool:
        return self.verdict == "unusually_low"


def quantile(ranked: Sequence[int], share: float) -> int:
    """The value at ``share`` of sorted amounts, between neighbours in proportion."""
    place = share * (len(ranked) - 1)
    below = int(place)
    above = min(below + 1, len(ranked) - 1)
    return round(ranked[below] + (ranked[above] - ranked[below]) * (place - below))


def band(prices: Sequence[int]) -> Band:
    """The band of at least one positive price."""
    ranked = sorted(prices)
    logs = [log(price) for price in ranked]
    centre = median(logs)
    deviation = median(abs(each - centre) for each in logs)
    return Band(
        count=len(ranked),
        low=ranked[0],
        first_quartile=quantile(ranked, 0.25),
        median=quantile(ranked, 0.5),
        third_quartile=quantile(ranked, 0.75),
        high=ranked[-1],
        sigma=max(MAD_TO_SIGMA * deviation, LEAST_SIGMA),
    )


def price_panel(price_minor: int, others: Sequence[int], *, is_exact: bool) -> PricePanel:
    """Judge a price by the other sellers' prices for the product.

    ``is_exact``: the offers are of the same GTIN, or the same brand and part number. Offers
    that are only alike are shown and raise no warning. Prices of nothing are left out.
    """
    counted = [price for price in others if price > 0]
    if price_minor <= 0 or len(counted) < ENOUGH_TO_SHOW:
        return PricePanel(price_minor, None, "unknown", None, None)
    among = band(counted)
    z = (log(price_minor) - log(among.median)) / among.sigma
    share = price_minor / among.median
    if is_exact and _warns(among.count, z, share):
        verdict = "unusually_low"
    elif share > DEAR_SHARE:
        verdict = "dear"
    else:
        verdict = "below" if price_minor < among.first_quartile else "usual"
    return PricePanel(price_minor, among, verdict, round(share * 10_000), round(z, 2))


def _warns(count: int, z: float, share: float) -> bool:
    return count >= ENOUGH_TO_WARN and z < WARN_Z and share < WARN_SHARE
