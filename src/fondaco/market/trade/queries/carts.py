"""Carts as they could be bought now."""

from uuid import UUID

from django.db.models import Sum

from fondaco.market.catalogue import queries as catalogue
from fondaco.market.catalogue.values import BuyableVariant
from fondaco.market.members import queries as members
from fondaco.market.members.values import SellerView
from fondaco.market.trade import models
from fondaco.market.trade.queries.terms import shipping_options
from fondaco.market.trade.values import CartGroup, CartLineView, CartOwner, CartView


def _lines(owner: CartOwner) -> list[models.CartLine]:
    rows = models.CartLine.objects.order_by("id")
    if owner.member_id:
        return list(rows.filter(cart__member_id=owner.member_id))
    return list(rows.filter(cart__session_key=owner.session_key))


def cart_count(owner: CartOwner) -> int:
    """How many things are in the cart. One statement."""
    rows = models.CartLine.objects.all()
    if owner.member_id:
        rows = rows.filter(cart__member_id=owner.member_id)
    else:
        rows = rows.filter(cart__session_key=owner.session_key)
    return rows.aggregate(total=Sum("quantity"))["total"] or 0


def cart(owner: CartOwner, country: str = "") -> CartView:
    """The cart by seller, with shipping options to ``country`` ("" for all). Four statements."""
    lines = _lines(owner)
    variants = catalogue.buyable_variants([line.variant_id for line in lines]) if lines else {}
    gone: list[CartLineView] = []
    by_seller: dict[UUID, list[CartLineView]] = {}
    currencies: dict[UUID, str] = {}
    for line in lines:
        variant = variants.get(line.variant_id)
        view = _line(line, variant)
        if variant is None:
            gone.append(view)
        else:
            by_seller.setdefault(variant.seller_id, []).append(view)
            currencies[variant.seller_id] = variant.currency
    subtotals = {
        seller_id: sum(line.total_minor for line in views) for seller_id, views in by_seller.items()
    }
    sellers = members.sellers(by_seller) if by_seller else {}
    shipping = shipping_options(by_seller, country, subtotals) if by_seller else {}
    groups = tuple(
        _group(sellers[seller_id], tuple(views), currencies[seller_id], shipping[seller_id])
        for seller_id, views in sorted(by_seller.items())
        if seller_id in sellers
    )
    return CartView(
        groups=groups,
        gone=tuple(gone),
        count=sum(line.quantity for line in lines),
        currencies=tuple(sorted(set(currencies.values()))),
    )


def _group(
    seller: SellerView, views: tuple[CartLineView, ...], currency: str, shipping: list
) -> CartGroup:
    return CartGroup(
        seller_id=seller.id,
        seller_name=seller.name,
        seller_slug=seller.slug,
        seller_country=seller.country,
        is_trader=seller.kind == "trader",
        currency=currency,
        lines=views,
        shipping=tuple(option for option in shipping if option.currency == currency),
        subtotal_minor=sum(view.total_minor for view in views),
    )


def _line(line: models.CartLine, variant: BuyableVariant | None) -> CartLineView:
    if variant is None:
        return CartLineView(
            variant_id=line.variant_id,
            listing_id=None,
            slug="",
            title="",
            option_text="",
            picture_sha256="",
            quantity=line.quantity,
            available=0,
            unit_price_minor=0,
            price_seen_minor=line.price_seen_minor,
            total_minor=0,
            problem="gone",
        )
    return CartLineView(
        variant_id=line.variant_id,
        listing_id=variant.listing_id,
        slug=variant.slug,
        title=variant.title,
        option_text=variant.option_text,
        picture_sha256=variant.picture_sha256,
        quantity=line.quantity,
        available=variant.available,
        unit_price_minor=variant.price_minor,
        price_seen_minor=line.price_seen_minor,
        total_minor=variant.price_minor * line.quantity,
        problem=_problem(line, variant),
    )


def _problem(line: models.CartLine, variant: BuyableVariant) -> str:
    if not variant.is_live:
        return "gone"
    if variant.available <= 0:
        return "sold_out"
    if variant.available < line.quantity:
        return "too_many"
    if variant.price_minor > line.price_seen_minor:
        return "price_up"
    if variant.price_minor < line.price_seen_minor:
        return "price_down"
    return ""
