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
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.lifecycle import LAPSE
from fondaco.market.trade.rules.policy import Policy


@action
def await_transfer(*, checkout_id: UUID) -> None:
    """The buyer pays by bank transfer: goods and checkout are kept until its last day is over.

    Choosing twice changes nothing. Refuses what payments refuses, and a closed checkout.
    """
    checkout, intent_id, policy = _open(checkout_id)
    until = last_day(clock.now(), policy.bank_transfer_business_days)
    until = transfer.expect(intent_id=intent_id, until_date=until)
    _keep_until(checkout, end_of(until, clock.now()))


@action
def pay_another_way(*, checkout_id: UUID) -> None:
    """Another way than the transfer: from now on the checkout is kept as long as a new one."""
    checkout, intent_id, policy = _open(checkout_id)
    if transfer.set_aside(intent_id=intent_id):
        _keep_until(checkout, clock.now() + timedelta(minutes=policy.checkout_lapse_minutes))


def _open(checkout_id: UUID) -> tuple[models.Checkout, UUID, Policy]:
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


def _keep_until(checkout: models.Checkout, lapses_at: datetime) -> None:
    checkout.lapses_at = lapses_at
    checkout.save(update_fields=["lapses_at"])
    deadlines.set_deadline(kind=LAPSE.kind, subject_id=checkout.id, due_at=lapses_at)
