"""What payments tells: the money is there, or it will not come. Handlers of outbox news."""

from uuid import UUID

from fondaco.kernel import clock, deadlines, rows
from fondaco.kernel.outbox import Event as News
from fondaco.kernel.transaction import action
from fondaco.market.catalogue import actions as stock
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import models
from fondaco.market.trade.actions.bought import empty_cart
from fondaco.market.trade.actions.lapse import close_checkout
from fondaco.market.trade.actions.moving import lock_lines, move, tell
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.actions.refund import give_back
from fondaco.market.trade.lifecycle import LAPSE, Event, Role
from fondaco.market.trade.rules import cover
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.shipping import delivery_window, is_counted_anew


class MoneyMissing(RuntimeError):
    """Payments says captured, but the escrow does not hold the order's total: never go on."""


@action
def captured(news: News) -> None:
    """The whole intent was captured: orders are paid, goods are sold, sellers are told.

    Money that comes after the checkout has lapsed goes back at once.
    """
    checkout = _lock_checkout(news)
    if checkout is None or checkout.state == "paid":
        return
    orders = _lock_orders(checkout)
    _check_escrow(checkout, orders)
    moment = clock.now()
    if checkout.state == "lapsed":
        for order in orders:
            _return_late_money(order)
        return
    checkout.state, checkout.closed_at = "paid", moment
    checkout.save(update_fields=["state", "closed_at"])
    deadlines.cancel_deadline(kind=LAPSE.kind, subject_id=checkout.id)
    stock.consume_reservation(key=f"checkout:{checkout.id}")
    for order in orders:
        policy = policy_of(order)
        order.paid_at = moment
        _promise_anew(order, policy)
        order.cover_until = cover.unproven_end(order.promised_until, policy)
        move(order, Event.CAPTURED, Role.PAYMENTS, policy=policy, counted_from=moment)
        tell("order.paid", order)
    if not checkout.awaits_transfer:
        empty_cart(checkout)


@action
def cancelled(news: News) -> None:
    """The intent was given up by payments: the checkout ends without a charge."""
    checkout = _lock_checkout(news)
    if checkout is not None and checkout.state == "open":
        close_checkout(checkout, event=Event.ABANDONED, role=Role.PAYMENTS)


def _lock_checkout(news: News) -> models.Checkout | None:
    """The checkout that the intent is for, locked; None when the intent is not trade's."""
    return rows.one(models.Checkout, lock=True, id=UUID(str(news.data["reference_id"])))


def _lock_orders(checkout: models.Checkout) -> list[models.SellerOrder]:
    return list(
        models.SellerOrder.objects.select_for_update(of=("self",))
        .select_related("policy")
        .filter(checkout=checkout)
        .order_by("id")
    )


def _check_escrow(checkout: models.Checkout, orders: list[models.SellerOrder]) -> None:
    held = ledger.balances_of(
        AccountKind.ESCROW, [str(order.id) for order in orders], checkout.currency
    )
    for order in orders:
        open_minor = order.total_minor - order.refunded_minor
        if held.get(str(order.id), 0) != open_minor:
            raise MoneyMissing(order.reference)


def _promise_anew(order: models.SellerOrder, policy: Policy) -> None:
    """Count the promised days from the payment when it was awaited; the snapshot keeps theirs."""
    paid_at = order.paid_at
    if paid_at and is_counted_anew(order.placed_at, paid_at, policy.checkout_lapse_minutes):
        first, last = order.shipping_option["window_days"]
        order.promised_from, order.promised_until = delivery_window(
            paid_at, (first, last), order.seller_country
        )


def _return_late_money(order: models.SellerOrder) -> None:
    if order.refunded_minor:
        return
    lines = lock_lines(order)
    order.paid_at = clock.now()
    order.reason = "paid_late"
    policy = policy_of(order)
    move(order, Event.CAPTURED, Role.PAYMENTS, policy=policy, counted_from=order.paid_at)
    give_back(order, lines, key=f"late:{order.id}", reason="paid_late")
    tell("order.cancelled", order, reason="paid_late", refunded_minor=order.refunded_minor)
