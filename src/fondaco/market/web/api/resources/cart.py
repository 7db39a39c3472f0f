"""The member's cart, by seller, with the ways each ships to a country."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from fondaco.kernel import clock
from fondaco.market.trade import queries
from fondaco.market.trade.actions import cart as verbs
from fondaco.market.trade.values import CartLineView, CartOwner
from fondaco.market.web.api.door import Resource
from fondaco.market.web.api.shapes import Country, Done, ShippingOption, shipping
from fondaco.market.web.api.who import MEMBER, member_of

router = Resource()


class CartLine(Schema):
    """A line as it could be bought now. ``problem``: empty, gone, sold_out, too_many, price_up
    or price_down; the last two do not stop a purchase.
    """

    variant_id: UUID
    listing_id: UUID | None
    title: str
    option_text: str
    quantity: int
    available: int
    unit_price_minor: int
    total_minor: int
    problem: str


class CartGroup(Schema):
    """The lines of one seller."""

    seller_id: UUID
    seller_name: str
    seller_country: str
    currency: str
    lines: list[CartLine]
    shipping_options: list[ShippingOption]
    subtotal_minor: int


class Cart(Schema):
    """The cart; ``gone`` are lines whose variant no longer exists."""

    groups: list[CartGroup]
    gone: list[CartLine]
    count: int
    is_buyable: bool


class Quantity(Schema):
    """How many."""

    quantity: int = Field(ge=1, le=99)


class CountryAsked(Schema):
    """Where it would be shipped to; all ways when left out."""

    country: Country | None = None


@router.read("/cart", Cart, auth=MEMBER)
def get_cart(request: HttpRequest, asked: Query[CountryAsked]) -> Cart:
    """The member's cart as it could be bought now."""
    view = queries.cart(CartOwner(member_id=member_of(request)), asked.country or "")
    groups = [
        CartGroup(
            seller_id=group.seller_id,
            seller_name=group.seller_name,
            seller_country=group.seller_country,
            currency=group.currency,
            lines=[_line(line) for line in group.lines],
            shipping_options=[shipping(option) for option in group.shipping],
            subtotal_minor=group.subtotal_minor,
        )
        for group in view.groups
    ]
    return Cart(
        groups=groups,
        gone=[_line(line) for line in view.gone],
        count=view.count,
        is_buyable=view.is_buyable,
    )


def _line(line: CartLineView) -> CartLine:
    return CartLine(
        variant_id=line.variant_id,
        listing_id=line.listing_id,
        title=line.title,
        option_text=line.option_text,
        quantity=line.quantity,
        available=line.available,
        unit_price_minor=line.unit_price_minor,
        total_minor=line.total_minor,
        problem=line.problem,
    )


@router.write("PUT", "/cart/lines/{uuid:variant_id}", Done, auth=MEMBER)
def set_cart_line(request: HttpRequest, variant_id: UUID, line: Quantity) -> Done:
    """Have this many of a variant in the cart."""
    owner = CartOwner(member_id=member_of(request))
    known = queries.cart(owner)
    lines = [each for group in known.groups for each in group.lines]
    if any(each.variant_id == variant_id for each in lines):
        verbs.update(owner=owner, variant_id=variant_id, quantity=line.quantity)
    else:
        verbs.add(owner=owner, variant_id=variant_id, quantity=line.quantity)
    return Done(at=clock.now())


@router.write("DELETE", "/cart/lines/{uuid:variant_id}", Done, auth=MEMBER)
def remove_cart_line(request: HttpRequest, variant_id: UUID) -> Done:
    """Take a variant out of the cart. Removing none is no error."""
    verbs.remove(owner=CartOwner(member_id=member_of(request)), variant_id=variant_id)
    return Done(at=clock.now())
