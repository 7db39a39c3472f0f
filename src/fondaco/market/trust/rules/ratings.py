"""Marks from 1 to 5 and what they amount to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

MARKS = range(1, 6)
POSITIVE_FROM = 4.0
NEGATIVE_BELOW = 3.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What a buyer gave; None where nothing was given or asked.

    ``product_rating`` and ``quality`` are about the thing, the others about the seller.
    """

    product_rating: int | None = None
    described: int | None = None
    quality: int | None = None
    delivery: int | None = None
    communication: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


ABOUT_PRODUCT = ("product_rating", "quality")
ABOUT_SELLER = ("described", "delivery", "communication")


def verdict(marks: Marks) -> str:
    """Whether the seller was rated positive, neutral or negative: the mean of their marks."""
    given = [mark for name in ABOUT_SELLER if (mark := getattr(marks, name)) is not None]
    mean = sum(given) / len(given)
    if mean >= POSITIVE_FROM:
        return "positive"
    return "negative" if mean < NEGATIVE_BELOW else "neutral"


@dataclass(frozen=True, slots=True)
class Rating:
    """A listing's rating. ``distribution``: how many gave five, four, three, two, one."""

    average_x100: int
    count: int
    distribution: tuple[int, int, int, int, int]


def rating(distribution: Sequence[int]) -> Rating:
    """``distribution`` from five stars down to one."""
    five, four, three, two, one = distribution
    count = sum(distribution)
    total = sum(stars * number for stars, number in zip(range(5, 0, -1), distribution, strict=True))
    return Rating(round(total * 100 / count) if count else 0, count, (five, four, three, two, one))
