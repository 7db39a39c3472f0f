"""What a side can show in a case, and how a mediator reads it. Pure.

Pictures are described by their sentence: it is all that the simulated mediator sees of one.
"""

from collections.abc import Iterable
from enum import IntEnum
from random import Random

from fondaco.market.project.simulation.plans import Goods, Plan


class Strength(IntEnum):
    """How much a piece of evidence shows."""

    NOTHING = 0
    VAGUE = 1
    CLEAR = 2


BUYER_WORDS = {
    Strength.CLEAR: "The pictures show the parcel, its label, and plainly what is wrong.",
    Strength.VAGUE: "The pictures are dark, and show little of what is said.",
}
SELLER_WORDS = {
    Strength.CLEAR: "The pictures show the goods, whole, while they were packed, and the label.",
    Strength.VAGUE: "The pictures show a closed box that could be any.",
}
INVOICE_WORDS = "An invoice of the brand's own dealer for these goods."
OPENED_WORDS = {
    Strength.CLEAR: "The pictures show the return being opened: the goods are not in it.",
    Strength.VAGUE: "The pictures show an open box.",
}
_READ = {
    words: strength
    for known in (BUYER_WORDS, SELLER_WORDS, OPENED_WORDS)
    for strength, words in known.items()
}

_HONEST = (80, 15)
_QUARREL = (0, 55)
_FORGED = (25, 45)
"""Of a hundred: clear, and vague; the others show nothing."""


def read(sentences: Iterable[str]) -> Strength:
    """The most that any of them shows."""
    return max((_READ.get(each, Strength.NOTHING) for each in sentences), default=Strength.NOTHING)


def _drawn(dice: Random, shares: tuple[int, int]) -> Strength:
    luck = dice.randrange(100)
    if luck < shares[0]:
        return Strength.CLEAR
    return Strength.VAGUE if luck < sum(shares) else Strength.NOTHING


def by_buyer(dice: Random, plan: Plan, reason: str) -> Strength:
    """What the buyer's pictures show. That nothing came, no picture shows."""
    if reason == "not_received":
        return Strength.NOTHING
    if plan.buyer_cheats:
        return _drawn(dice, _FORGED)
    return _drawn(dice, _HONEST if plan.is_wronged else _QUARREL)


def by_seller(dice: Random, plan: Plan) -> Strength:
    """What the seller's pictures of the packing show."""
    if plan.seller_cheats:
        return _drawn(dice, _FORGED)
    return _drawn(dice, (35, 25) if plan.goods is Goods.OTHER_ITEM else (60, 20))


def invoice(dice: Random, plan: Plan) -> bool:
    """Whether the seller shows where the goods come from; a few forge it."""
    return dice.randrange(100) < (10 if plan.goods is Goods.COUNTERFEIT else 75)


def of_opening(dice: Random, *, is_empty: bool) -> Strength:
    """What the seller's pictures of an opened return show."""
    return _drawn(dice, (75, 20) if is_empty else (30, 50))
