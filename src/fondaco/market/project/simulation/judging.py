"""What became of an order, and whether that was right. Pure."""

from collections.abc import Sequence

from fondaco.market.project.simulation.people import HONEST_BUYERS, HONEST_SELLERS
from fondaco.market.project.simulation.plans import Doing, Goods, Plan

BY_ITSELF = {
    "not_accepted",
    "not_shipped",
    "not_scanned",
    "declined",
    "cancelled_by_buyer",
    "paid_late",
    "withdrawal",
}


def outcome(state: str, reason: str, causes: Sequence[str], cases: Sequence[str]) -> str:
    """One name for how an order ended; ``causes`` are its refunds', ``cases`` its outcomes."""
    if state == "cancelled":
        return reason if reason in BY_ITSELF else "not_paid"
    if "charge_back" in causes:
        return "charged_back"
    if "withdrawal" in causes:
        return "withdrawn_and_returned"
    if "case" in causes:
        return f"case_{cases[-1]}" if cases else "case_refund"
    if reason == "not_scanned":
        return "not_scanned"
    return "completed_after_case" if cases else "completed"


def buyer_is_wronged(plan: Plan, *, given_back_minor: int, total_minor: int, agreed: bool) -> bool:
    """An honest buyer does not have the goods, and not the money either.

    What a buyer agreed to counts as made good, whatever the amount.
    """
    if plan.buyer.kind not in HONEST_BUYERS or plan.goods is Goods.RIGHT:
        return False
    return given_back_minor < total_minor and not agreed


def seller_is_robbed(
    plan: Plan, causes: Sequence[str], *, given_back_minor: int, returned: str
) -> bool:
    """A seller who sent the right goods lost money for them to a buyer who cheats, and does not
    have the goods back."""
    honest = plan.seller.kind in HONEST_SELLERS or not plan.seller_cheats
    return (
        honest
        and plan.goods is Goods.RIGHT
        and plan.buyer_cheats
        and given_back_minor > 0
        and returned != "right"
        and not {"case", "charge_back"}.isdisjoint(causes)
    )


def why_buyer_is_wronged(plan: Plan, cases: Sequence[str]) -> str:
    """The kind of wrong: what was (not) in the parcel, and what the market did about it."""
    if not cases:
        what = "did_not_complain" if plan.doing is Doing.NOTHING else "was_not_heard"
    else:
        what = cases[-1]
    return f"{plan.goods}:{what}"


def why_seller_is_robbed(plan: Plan, cases: Sequence[str], *, charged_back: bool) -> str:
    """The kind of wrong: what the buyer is, and how they got the money."""
    how = "chargeback" if charged_back else (cases[-1] if cases else "refund")
    return f"{plan.buyer.kind}:{how}"
