"""What becomes of an order, drawn before it is played: the truth that nobody else knows. Pure.

A plan says what the people of an order mean to do, and what is really in the parcel. What comes
of it is the market's business: a plan may meet a deadline that was quicker.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from fondaco.market.project.simulation.people import (
    CHEATS_IN_100,
    HONEST_SELLERS,
    Buyer,
    BuyerPlan,
    Seller,
    SellerPlan,
    drawn,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Goods(StrEnum):
    """What the buyer really gets."""

    RIGHT = "right"
    DAMAGED = "damaged"
    LOST = "lost"
    EMPTY = "empty"
    COUNTERFEIT = "counterfeit"
    OTHER_ITEM = "other_item"
    NOT_SENT = "not_sent"
    NEVER_SCANNED = "never_scanned"


ARRIVES = frozenset({Goods.RIGHT, Goods.DAMAGED, Goods.EMPTY, Goods.COUNTERFEIT, Goods.OTHER_ITEM})
"""A parcel of this kind reaches the buyer's door."""


class Paying(StrEnum):
    """How the payment goes."""

    AT_ONCE = "at_once"
    CHALLENGED = "challenged"
    DECLINED_FIRST = "declined_first"
    IN_DOUBT = "in_doubt"
    LEAVES = "leaves"


class Doing(StrEnum):
    """What the buyer means to do once the parcel is there, or is not."""

    CONFIRM = "confirm"
    NOTHING = "nothing"
    WITHDRAW = "withdraw"
    COMPLAIN = "complain"
    CHARGE_BACK = "charge_back"


@dataclass(frozen=True, slots=True)
class Plan:
    """One order. Times are counted from the moment named in each name."""

    number: int
    placed_at: datetime
    buyer: BuyerPlan
    seller: SellerPlan
    listing: int
    quantity: int
    paying: Paying
    card: str
    buyer_cheats: bool
    seller_cheats: bool
    goods: Goods
    cancels: bool
    accepts_after: timedelta | None
    ships_after: timedelta | None
    travels: timedelta
    is_provable: bool
    doing: Doing
    does_after: timedelta
    reason: str

    @property
    def is_wronged(self) -> bool:
        """Whether the buyer does not have what was bought, once everything was sent."""
        return self.goods is not Goods.RIGHT


_PAYING: Mapping[Paying, int] = {
    Paying.AT_ONCE: 885,
    Paying.CHALLENGED: 60,
    Paying.DECLINED_FIRST: 30,
    Paying.IN_DOUBT: 5,
    Paying.LEAVES: 20,
}
_CARD: Mapping[str, int] = {"card_plain": 880, "card_slow": 90, "card_closed": 30}
_CHEAT_GOODS = {
    Seller.SHIPS_EMPTY_BOX: Goods.EMPTY,
    Seller.SHIPS_COUNTERFEIT: Goods.COUNTERFEIT,
    Seller.SHIPS_OTHER_ITEM: Goods.OTHER_ITEM,
}
_REASONS = {
    Goods.DAMAGED: "damaged",
    Goods.LOST: "not_received",
    Goods.EMPTY: "missing_parts",
    Goods.COUNTERFEIT: "counterfeit",
    Goods.OTHER_ITEM: "wrong_item",
    Goods.NOT_SENT: "not_received",
    Goods.NEVER_SCANNED: "not_received",
}


def drawn_plan(
    dice: Random, number: int, placed_at: datetime, buyer: BuyerPlan, seller: SellerPlan
) -> Plan:
    """One order of this buyer at this seller."""
    seller_cheats = seller.kind not in HONEST_SELLERS and _in_100(dice, CHEATS_IN_100)
    goods = _goods(dice, seller.kind, seller_cheats)
    cheat = dice.random()
    buyer_cheats = (
        buyer.kind not in {Buyer.HONEST, Buyer.SILENT}
        and goods is Goods.RIGHT
        and cheat * 100 < CHEATS_IN_100
    )
    doing, does_after, reason = _doing(dice, buyer.kind, goods, buyer_cheats)
    return Plan(
        number=number,
        placed_at=placed_at,
        buyer=buyer,
        seller=seller,
        listing=dice.randrange(len(seller.listings)),
        quantity=1 if dice.random() < 0.9 else 2,
        paying=drawn(dice, _PAYING),
        card=drawn(dice, _CARD),
        buyer_cheats=buyer_cheats,
        seller_cheats=seller_cheats,
        goods=goods,
        cancels=_in_100(dice, 1),
        accepts_after=_accepts(dice, seller.kind, seller_cheats),
        ships_after=_ships(dice, seller.kind, goods),
        travels=timedelta(hours=dice.randrange(20, 140)),
        is_provable=dice.random() < 0.97,
        doing=doing,
        does_after=does_after,
        reason=reason,
    )


def _in_100(dice: Random, share: int) -> bool:
    return dice.randrange(100) < share


def _goods(dice: Random, kind: Seller, cheats: bool) -> Goods:
    if cheats:
        if kind is Seller.NEVER_SHIPS:
            return dice.choice((Goods.NOT_SENT, Goods.NEVER_SCANNED))
        return _CHEAT_GOODS[kind]
    luck = dice.randrange(1_000)
    if luck < 20:
        return Goods.DAMAGED
    if luck < 30:
        return Goods.LOST
    return Goods.OTHER_ITEM if luck < 36 else Goods.RIGHT


def _accepts(dice: Random, kind: Seller, cheats: bool) -> timedelta | None:
    """When the seller takes the order on; None for one who lets it lapse."""
    if _in_100(dice, 12 if kind is Seller.SILENT else 1):
        return None
    late = kind is Seller.LATE or (kind is Seller.NEVER_SHIPS and cheats)
    return timedelta(hours=dice.randrange(24, 96) if late else dice.randrange(1, 30))


def _ships(dice: Random, kind: Seller, goods: Goods) -> timedelta | None:
    """How long after accepting; None for goods that never leave."""
    if goods is Goods.NOT_SENT or _in_100(dice, 1):
        return None
    late = kind is Seller.LATE and _in_100(dice, 40)
    return timedelta(hours=dice.randrange(120, 340) if late else dice.randrange(3, 70))


def _doing(dice: Random, kind: Buyer, goods: Goods, cheats: bool) -> tuple[Doing, timedelta, str]:
    """What the buyer does, how long after the parcel (or the last promised day), and why."""
    soon = timedelta(hours=dice.randrange(4, 150))
    if cheats:
        return _cheating(dice, kind, soon)
    if goods is not Goods.RIGHT:
        if _in_100(dice, 45 if kind is Buyer.SILENT else 5):
            return Doing.NOTHING, soon, ""
        doing = Doing.CHARGE_BACK if _in_100(dice, 5) else Doing.COMPLAIN
        return doing, soon, _REASONS[goods]
    if kind is Buyer.SILENT:
        return Doing.NOTHING, soon, ""
    if _in_100(dice, 4):
        return Doing.WITHDRAW, soon, ""
    if _in_100(dice, 2):
        # An honest quarrel: the buyer expected something else than the listing said.
        return Doing.COMPLAIN, soon, "not_as_described"
    return (Doing.CONFIRM if _in_100(dice, 65) else Doing.NOTHING), soon, ""


def _cheating(dice: Random, kind: Buyer, soon: timedelta) -> tuple[Doing, timedelta, str]:
    if kind is Buyer.FRIENDLY_FRAUD:
        after = timedelta(days=dice.randrange(5, 75))
        return Doing.CHARGE_BACK, after, dice.choice(("fraud", "not_received", "not_as_described"))
    if kind is Buyer.DENIES_DELIVERY:
        return Doing.COMPLAIN, soon, "not_received"
    if kind is Buyer.SERIAL_REFUNDER:
        reasons = ("not_received", "damaged", "missing_parts", "not_as_described")
        return Doing.COMPLAIN, soon, dice.choice(reasons)
    return Doing.COMPLAIN, soon, dice.choice(("not_as_described", "damaged", "poor_quality"))
