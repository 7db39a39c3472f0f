"""Checkouts: one act of paying and its orders."""

from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel.errors import NotFound
from fondaco.market.members.rules import PostalAddress
from fondaco.market.trade import models
from fondaco.market.trade.values import CheckoutOrder, CheckoutView


def checkout(checkout_id: UUID) -> CheckoutView:
    """One checkout in any state; raises :class:`NotFound`. Two statements."""
    row = models.Checkout.objects.filter(id=checkout_id).first()
    if row is None:
        raise NotFound(_("There is no such checkout."), code="checkout_not_found")
    return checkout_view(row)


def open_checkout_of(member_id: UUID) -> CheckoutView | None:
    """The member's checkout that waits to be paid, if there is one; one that waits for a bank
    transfer only when there is no other."""
    rows = models.Checkout.objects.filter(member_id=member_id, state="open")
    row = rows.order_by("awaits_transfer", "id").first()
    return checkout_view(row) if row else None


def checkout_view(row: models.Checkout) -> CheckoutView:
    """The row with its orders, as a value."""
    orders = tuple(
        CheckoutOrder(
            order.id,
            order.reference,
            order.seller_id,
            order.goods_minor,
            order.shipping_minor,
            order.total_minor,
        )
        for order in models.SellerOrder.objects.filter(checkout=row).order_by("id")
    )
    assert row.intent_id is not None  # noqa: S101 - stored in the transaction that opens it
    return CheckoutView(
        id=row.id,
        member_id=row.member_id,
        intent_id=row.intent_id,
        state=row.state,
        total_minor=row.total_minor,
        currency=row.currency,
        address=PostalAddress.from_dict(row.address),
        orders=orders,
        opened_at=row.opened_at,
        lapses_at=row.lapses_at,
        awaits_transfer=row.awaits_transfer,
    )
