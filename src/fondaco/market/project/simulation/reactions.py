"""How a side answers when a case waits for it. Pure: facts and dice in, a move out."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from fondaco.market.project.simulation.people import Buyer, Seller
from fondaco.market.project.simulation.plans import Goods, Plan

STAYS_SILENT = None


@dataclass(frozen=True, slots=True)
class Move:
    """What the side does, and how long it takes over it. ``share`` is of what is left, per cent."""

    what: str
    after: timedelta
    kind: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a side knows of the case besides its own plan."""

    state: str
    reason: str
    offer_kind: str
    offer_share: int
    returned: str
    lost_by: str
    """The side that a decision went against, while it may appeal."""


def hours(dice: Random, least: int, most: int) -> timedelta:
    return timedelta(hours=dice.randrange(least, most))


def seller_move(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    """What the seller does; None for silence."""
    if facts.state == "decided":
        return _appeal(dice, plan.seller_cheats) if facts.lost_by == "seller" else STAYS_SILENT
    if plan.seller.kind is Seller.SILENT and dice.random() < 0.75:
        return STAYS_SILENT
    if plan.seller.kind is Seller.NEVER_SHIPS and plan.seller_cheats:
        return STAYS_SILENT
    return {
        "open": _answer_claim,
        "counter": _answer_counter,
        "return_label": _give_label,
        "return_check": _look_at_return,
        "replacement": _replace,
        "evidence_asked": _show,
    }[facts.state](dice, plan, facts)


def _answer_claim(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    after = hours(dice, 3, 40)
    luck = dice.randrange(100)
    if plan.seller_cheats:
        return Move("deny", after) if luck < 60 else STAYS_SILENT
    if not plan.is_wronged or plan.goods is Goods.OTHER_ITEM:
        # As far as an honest seller knows, the right thing was sent.
        if luck < 70:
            return Move("deny", after)
        if facts.reason == "not_received":
            return Move("grant", after) if luck < 80 else STAYS_SILENT
        return Move("offer", after, "return_refund" if luck < 90 else "part_refund", 20)
    if facts.reason == "not_received":
        if luck < 50:
            return Move("grant", after)
        return Move("offer", after, "replacement") if luck < 70 else Move("deny", after)
    if luck < 30:
        return Move("grant", after)
    if luck < 65:
        return Move("offer", after, "return_refund")
    return Move("offer", after, "replacement" if luck < 78 else "part_refund", 35)


def _answer_counter(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    luck, after = dice.randrange(100), hours(dice, 3, 48)
    if plan.seller_cheats or not plan.is_wronged:
        return Move("mediate", after) if luck < 60 else STAYS_SILENT
    if luck < 55:
        return Move("accept", after)
    return Move("mediate", after) if luck < 80 else STAYS_SILENT


def _give_label(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    return Move("label", hours(dice, 2, 40)) if dice.randrange(100) < 65 else STAYS_SILENT


def _look_at_return(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    luck, after = dice.randrange(100), hours(dice, 2, 20)
    if facts.returned == "empty":
        return Move("object", after) if luck < 85 else STAYS_SILENT
    if plan.seller_cheats and luck < 50:
        return Move("object", after)
    return Move("accept_goods", after) if luck < 75 else STAYS_SILENT


def _replace(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    return Move("send_replacement", hours(dice, 6, 90)) if dice.random() < 0.8 else STAYS_SILENT


def _show(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    return Move("show", hours(dice, 4, 90)) if dice.random() < 0.7 else STAYS_SILENT


def _appeal(dice: Random, cheats: bool) -> Move | None:
    if dice.randrange(100) >= (12 if cheats else 25):
        return STAYS_SILENT
    return Move("appeal", timedelta(days=dice.randrange(1, 25)))


def buyer_move(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    """What the buyer does; None for silence."""
    if facts.state == "decided":
        return _appeal(dice, plan.buyer_cheats) if facts.lost_by == "buyer" else STAYS_SILENT
    if plan.buyer.kind is Buyer.SILENT and dice.random() < 0.4:
        return STAYS_SILENT
    return {
        "offer": _answer_offer,
        "return_ship": _send_back,
        "evidence_asked": _show,
        "closed": _reopen,
    }[facts.state](dice, plan, facts)


def _answer_offer(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    luck, after = dice.randrange(100), hours(dice, 2, 120)
    accept = Move("accept", after)
    if facts.offer_kind == "nothing":
        if not plan.is_wronged and luck < (35 if plan.buyer_cheats else 50):
            return Move("withdraw", after)
        return Move("mediate", after) if luck < 92 else STAYS_SILENT
    if facts.offer_kind == "full_refund":
        return accept
    if facts.offer_kind == "part_refund":
        if luck < (25 if plan.buyer_cheats else 45):
            return accept
        return Move("counter", after, "part_refund", 60) if luck < 75 else Move("mediate", after)
    if facts.offer_kind == "replacement":
        return accept if luck < 70 else Move("mediate", after)
    if plan.buyer_cheats and plan.buyer.kind is Buyer.SERIAL_REFUNDER and luck < 60:
        return Move("mediate", after)
    return accept if luck < 85 else Move("mediate", after)


def _send_back(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    """Send it, or forget to; a cheat sends a box without the goods, or nothing."""
    luck, after = dice.randrange(100), hours(dice, 20, 240)
    if plan.buyer_cheats:
        if plan.buyer.kind is Buyer.RETURNS_EMPTY_BOX:
            return Move("send_back", after, "empty")
        if luck < 30:
            return Move("send_back", after, "empty")
        return Move("send_back", after, "right") if luck < 60 else STAYS_SILENT
    if luck >= 92:
        return STAYS_SILENT
    what = "empty" if plan.goods in {Goods.EMPTY, Goods.LOST} else "right"
    return Move("send_back", after, what)


def _reopen(dice: Random, plan: Plan, facts: Facts) -> Move | None:
    return Move("reopen", hours(dice, 12, 140)) if dice.random() < 0.4 else STAYS_SILENT
