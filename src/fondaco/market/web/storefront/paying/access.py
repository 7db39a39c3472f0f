"""Who may do what in storefront, paying: route name to rule, merged into the one access table."""

from collections.abc import Mapping
from typing import Any

from fondaco.kernel.errors import NotFound
from fondaco.market.payments import not_mine, transfer_queries
from fondaco.market.trade import queries as trade
from fondaco.market.web.shell.access import Rule, Visitor, member, ownership


@ownership("checkout.member")
def checkout_member(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The checkout was opened by the visitor."""
    try:
        return trade.checkout(arguments["checkout_id"]).member_id == visitor.member_id
    except NotFound:
        return False


@ownership("refund.member")
def refund_member(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The refund is the visitor's own."""
    owner = transfer_queries.owner_of_refund(arguments["refund_id"])
    return owner is not None and owner == visitor.member_id


@ownership("charge.member")
def charge_member(visitor: Visitor, arguments: Mapping[str, Any]) -> bool:
    """The payment was made by the visitor's account."""
    payer = not_mine.payer_of(arguments["intent_id"])
    return payer is not None and payer == visitor.member_id


access_table: dict[str, Rule] = {
    "paying_pay": member("checkout.member"),
    "paying_start": member("checkout.member"),
    "paying_step": member("checkout.member"),
    "paying_continue": member("checkout.member"),
    "paying_return": member("checkout.member"),
    "paying_finish": member("checkout.member"),
    "paying_state": member("checkout.member"),
    "paying_done": member("checkout.member"),
    "paying_transfer": member("checkout.member"),
    "paying_transfer_choose": member("checkout.member"),
    "paying_transfer_leave": member("checkout.member"),
    "paying_stripe": member("checkout.member"),
    "paying_stripe_start": member("checkout.member"),
    "paying_stripe_confirm": member("checkout.member"),
    "paying_stripe_finish": member("checkout.member"),
    "paying_credit": member("checkout.member"),
    "paying_credit_use": member("checkout.member", step_up=True),
    "paying_wallet": member(),
    "paying_wallet_move": member(step_up=True),
    "paying_wallet_stop": Rule(
        member().roles, reason="the action finds a payment of the member's own only"
    ),
    "paying_owed": member(),
    "paying_owed_object": Rule(
        member().roles, reason="the action finds a debt of the member's own only"
    ),
    "paying_refund": member("refund.member"),
    "paying_refund_credit": member("refund.member"),
    "paying_refund_account": member("refund.member", step_up=True),
    "paying_refund_stop": member("refund.member"),
    "paying_cards": member(),
    "paying_card_remove": Rule(
        member().roles, reason="the action finds a card of the member's own only"
    ),
    "paying_card_freeze": Rule(
        member().roles, reason="the action finds a card of the member's own only"
    ),
    "paying_payments": member(),
    "paying_not_mine": member("charge.member"),
    "paying_not_mine_undo": member("charge.member", step_up=True),
}
