"""What a checkout buys leaves the cart, and comes back to it when nothing came of it."""

from django.db.models import QuerySet

from fondaco.kernel import clock
from fondaco.market.trade import models


def empty_cart(checkout: models.Checkout) -> None:
    """Take what is bought out of the cart; more of it put in meanwhile stays."""
    bought = dict(_lines(checkout).values_list("variant_id", "quantity"))
    for line in models.CartLine.objects.filter(
        cart_id=checkout.cart_id, variant_id__in=bought
    ).order_by("id"):
        if line.quantity <= bought[line.variant_id]:
            line.delete()
        else:
            line.quantity -= bought[line.variant_id]
            line.save(update_fields=["quantity"])


def fill_cart(checkout: models.Checkout) -> None:
    """Put back what was not paid; what is in the cart already stays as it is."""
    there = set(
        models.CartLine.objects.filter(cart_id=checkout.cart_id).values_list(
            "variant_id", flat=True
        )
    )
    models.CartLine.objects.bulk_create(
        models.CartLine(
            cart_id=checkout.cart_id,
            variant_id=line.variant_id,
            quantity=line.quantity,
            price_seen_minor=line.unit_price_minor,
            added_at=clock.now(),
        )
        for line in _lines(checkout)
        if line.variant_id not in there
    )


def _lines(checkout: models.Checkout) -> QuerySet[models.OrderLine]:
    return models.OrderLine.objects.filter(order__checkout=checkout).order_by("id")
