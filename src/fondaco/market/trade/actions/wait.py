"""Waiting for a bank transfer: the checkout and its goods are kept for days, not minutes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock, deadlines
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.payments import transfer
from fondaco.market.payments.rules.transfer import end_of, last_day
from fondaco.market.trade import models
from fondaco.market.trade.actions.bought import empty_cart, fill_cart
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.lifecycle import LAPSE
from fondaco.market.trade.rules.policy import Policy


@action
def await_transfer(*, checkout_id: UUID) -> None:
    """The buyer pays by bank transfer: goods and checkout are kept until its last day is over.

    What is bought leaves the cart, so that another checkout may be opened meanwhile. Choosing
    twice changes nothing. Refuses what payments refuses, and a closed checkout.
    """
    checkout, intent_id, policy = _open(checkout_id)
    until = last_day(clock.now(), policy.bank_transfer_business_days)
    until = transfer.expect(intent_id=intent_id, until_date=until)
    if not checkout.awaits_transfer:
        empty_cart(checkout)
    _keep(checkout, end_of(until, clock.now()), awaits_transfer=True)


@action
def pay_another_way(*, checkout_id: UUID) -> None:
    """Another way than the transfer: from now on the checkout is kept as long as a new one.

    Refuses once money has come, and while another checkout of the cart is open.
    """
    checkout, intent_id, policy = _open(checkout_id)
    others = models.Checkout.objects.filter(cart_id=checkout.cart_id, state="open")
    if others.filter(awaits_transfer=False).exclude(id=checkout.id).exists():
        raise Refusal(
            "other_checkout_open",
            _("Another checkout of yours is open."),
            not_done=_("The way to pay was not changed."),
            next_step=_("Pay that one first, or wait until it lapses."),
        )
    if transfer.set_aside(intent_id=intent_id):
        lapses_at = clock.now() + timedelta(minutes=policy.checkout_lapse_minutes)
        _keep(checkout, lapses_at, awaits_transfer=False)
        fill_cart(checkout)


def _open(checkout_id: UUID) -> tuple[models.Checkout, UUID, Policy]:
    # The cart first, as whoever opens a checkout: two of them are never open in one cart.
    list(models.Cart.objects.select_for_update().filter(checkouts=checkout_id))
    checkout = models.Checkout.objects.select_for_update().filter(id=checkout_id).first()
    if checkout is None or checkout.intent_id is None:
        raise NotFound(_("There is no such checkout."), code="checkout_not_found")
    if checkout.state != "open":
        raise Refusal(
            "checkout_closed",
            _("This checkout is over."),
            not_done=_("The way to pay was not changed."),
            next_step=_("Open your orders to see what was paid, or your cart to buy again."),
        )
    order = models.SellerOrder.objects.select_related("policy").filter(checkout=checkout)[0]
    return checkout, checkout.intent_id, policy_of(order)


def _keep(checkout: models.Checkout, lapses_at: datetime, *, awaits_transfer: bool) -> None:
    checkout.lapses_at = lapses_at
    checkout.awaits_transfer = awaits_transfer
    checkout.save(update_fields=["lapses_at", "awaits_transfer"])
    deadlines.set_deadline(kind=LAPSE.kind, subject_id=checkout.id, due_at=lapses_at)
