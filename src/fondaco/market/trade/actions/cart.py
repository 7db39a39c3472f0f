"""The cart: what someone means to buy. Nothing is reserved before the checkout opens."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.transaction import action
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.trade import models
from fondaco.market.trade.values import CartOwner

MAX_QUANTITY = 99
MAX_LINES = 100
FORGOTTEN_AFTER = timedelta(days=60)


@action
def add(*, owner: CartOwner, variant_id: UUID, quantity: int = 1) -> int:
    """Put ``quantity`` (>= 1) more of a variant in the cart; returns how many things are in it.

    Refuses what is not for sale, and more than there is.
    """
    cart = _lock(owner)
    line = models.CartLine.objects.filter(cart=cart, variant_id=variant_id).first()
    wanted = (line.quantity if line else 0) + _checked(quantity)
    price = _check_buyable(variant_id, wanted)
    if line is None:
        if cart.lines.count() >= MAX_LINES:
            raise Refusal(
                "cart_full",
                _("A cart holds %(most)d different things.") % {"most": MAX_LINES},
                not_done=_("It was not added."),
                next_step=_("Buy or remove something first."),
            )
        models.CartLine.objects.create(
            cart=cart,
            variant_id=variant_id,
            quantity=wanted,
            price_seen_minor=price,
            added_at=clock.now(),
        )
    else:
        line.quantity, line.price_seen_minor = wanted, price
        line.save(update_fields=["quantity", "price_seen_minor"])
    return _count(cart)


@action
def update(*, owner: CartOwner, variant_id: UUID, quantity: int) -> int:
    """Set how many of a variant are in the cart; 0 removes it. Returns the count."""
    cart = _lock(owner)
    if quantity == 0:
        models.CartLine.objects.filter(cart=cart, variant_id=variant_id).delete()
        return _count(cart)
    price = _check_buyable(variant_id, _checked(quantity))
    models.CartLine.objects.filter(cart=cart, variant_id=variant_id).update(
        quantity=quantity, price_seen_minor=price
    )
    return _count(cart)


@action
def remove(*, owner: CartOwner, variant_id: UUID) -> int:
    """Take a variant out of the cart; returns the count. Removing none is no error."""
    return update(owner=owner, variant_id=variant_id, quantity=0)


@action
def merge(*, member_id: UUID, session_key: str) -> None:
    """At sign-in the browser's cart goes into the member's; the larger quantity stays."""
    guest = models.Cart.objects.select_for_update().filter(session_key=session_key).first()
    if guest is None:
        return
    cart = _lock(CartOwner(member_id=member_id))
    mine = {line.variant_id: line for line in cart.lines.all()}
    for line in guest.lines.order_by("id"):
        own = mine.get(line.variant_id)
        if own is None and len(mine) < MAX_LINES:
            line.cart = cart
            line.save(update_fields=["cart"])
            mine[line.variant_id] = line
        elif own is not None and own.quantity < line.quantity:
            own.quantity = line.quantity
            own.save(update_fields=["quantity"])
    guest.delete()


@action
def forget_old(*, limit: int = 500) -> int:
    """Remove carts of browsers that were not seen for sixty days; returns how many."""
    old = models.Cart.objects.filter(
        member_id=None, changed_at__lt=clock.now() - FORGOTTEN_AFTER
    ).order_by("changed_at")
    ids = list(old.values_list("id", flat=True)[:limit])
    models.Cart.objects.filter(id__in=ids).delete()
    return len(ids)


def _lock(owner: CartOwner) -> models.Cart:
    """The owner's cart, locked; made when it is missing."""
    key = {"member_id": owner.member_id} if owner.member_id else {"session_key": owner.session_key}
    rows = models.Cart.objects.select_for_update()
    cart = rows.filter(**key).first()
    if cart is None:
        models.Cart.objects.get_or_create(**key, defaults={"changed_at": clock.now()})
        cart = rows.get(**key)
    cart.changed_at = clock.now()
    cart.save(update_fields=["changed_at"])
    return cart


def _checked(quantity: int) -> int:
    if not 1 <= quantity <= MAX_QUANTITY:
        raise Refusal(
            "quantity_invalid",
            _("A quantity is a number from 1 to %(most)d.") % {"most": MAX_QUANTITY},
            not_done=_("Your cart was not changed."),
            next_step=_("Choose another quantity."),
            field="quantity",
            status=422,
        )
    return quantity


def _check_buyable(variant_id: UUID, wanted: int) -> int:
    """The price now; raises a refusal in words when it cannot be bought in this quantity."""
    found = catalogue.buyable_variants([variant_id]).get(variant_id)
    if found is None or not found.is_live:
        raise Refusal(
            "not_for_sale",
            _("This is no longer for sale."),
            not_done=_("It was not put in your cart."),
            next_step=_("Look for the same product from another seller."),
            status=404 if found is None else 409,
        )
    if wanted > min(found.available, MAX_QUANTITY):
        raise Refusal(
            "out_of_stock",
            _("“%(title)s”: %(left)d left, and you asked for %(wanted)d.")
            % {"title": found.title, "left": found.available, "wanted": wanted}
            if found.available
            else _("“%(title)s” is sold out.") % {"title": found.title},
            not_done=_("Your cart was not changed."),
            next_step=_("Choose a smaller quantity, or another seller's offer."),
            field="quantity",
            details={"available": found.available},
        )
    return found.price_minor


def _count(cart: models.Cart) -> int:
    return sum(cart.lines.values_list("quantity", flat=True))
