"""Geometry of the small pictures: stars, price band, price trend. Pure numbers, no markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

STAR_STEP = 24
FIVE_STARS = " ".join(
    f"M{12 + STAR_STEP * place} 2.600l2.900 6 6.500.9-4.700 4.600 1.100 6.500"
    f"L{12 + STAR_STEP * place} 17.500l-5.800 3.100 1.100-6.500-4.700-4.600 6.500-.9z"
    for place in range(5)
).replace("00", "")


def stars_width(value: float) -> float:
    """How much of a row of five stars (120 units wide) is filled for a mean of 0 to 5.

    Each star is filled across its own body, so that 4.5 is really half of the fifth star.
    """
    value = min(max(value, 0.0), 5.0)
    whole = int(value)
    if whole == 5:
        return 120.0
    return round(whole * STAR_STEP + 2.6 + (value - whole) * 18.8, 2) if value else 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """Places on a 460 by 134 picture of what several sellers ask."""

    points: tuple[float, ...]
    usual_x: float
    usual_width: float
    median_x: float
    mine_x: float
    mine_anchor: str
    low_x: float
    high_x: float
    median_anchor: str
    show_ends: bool


def price_band(
    offers: Sequence[int], mine: int, *, median: int, quartiles: tuple[int, int]
) -> Band:
    """Lay out offers (minor units, one currency) on a line with the middle half boxed.

    ``mine`` need not be among the offers. A band of equal prices is drawn in the middle.
    """
    low = min([*offers, mine])
    high = max([*offers, mine])
    span = high - low

    def place(amount: int) -> float:
        if not span:
            return 230.0
        return round(24 + 412 * (min(max(amount, low), high) - low) / span, 1)

    left, right = place(quartiles[0]), place(quartiles[1])
    mine_x, median_x = place(mine), place(median)
    return Band(
        points=tuple(place(amount) for amount in sorted(offers)),
        usual_x=left,
        usual_width=max(round(right - left, 1), 6.0),
        median_x=median_x,
        mine_x=mine_x,
        mine_anchor=_anchor(mine_x),
        low_x=place(low),
        high_x=place(high),
        median_anchor=_anchor(median_x),
        show_ends=span > 0,
    )


def _anchor(x: float) -> str:
    """Keep a label inside the picture."""
    return "start" if x < 70 else "end" if x > 390 else "middle"


@dataclass(frozen=True, slots=True)
class Trend:
    """A step line on a 460 by 150 picture, with the area under it."""

    line: str
    area: str
    last_x: float
    last_y: float
    high_y: float
    low_y: float


def trend(amounts: Sequence[int]) -> Trend | None:
    """Draw a row of prices, oldest first, as steps (a price holds until it changes)."""
    if len(amounts) < 2:
        return None
    low, high = min(amounts), max(amounts)
    span = high - low or 1
    step = 440 / (len(amounts) - 1)
    spots = [
        (round(10 + step * place, 1), round(112 - 84 * (amount - low) / span, 1))
        for place, amount in enumerate(amounts)
    ]
    if low == high:
        spots = [(x, 70.0) for x, _ in spots]
    first_x, first_y = spots[0]
    line = f"M{first_x} {first_y}" + "".join(
        f"H{x}" + (f"V{y}" if y != before else "") for (_, before), (x, y) in pairwise(spots)
    )
    last_x, last_y = spots[-1]
    return Trend(line, f"{line}V130H{first_x}Z", last_x, last_y, 28.0, 112.0)
