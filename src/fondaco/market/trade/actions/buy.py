"""Opening a checkout: the cart becomes seller orders, goods are kept, one intent is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock, deadlines, rows
from fondaco.kernel.errors import Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.ids import new_id, reference
from fondaco.kernel.transaction import action
from fondaco.market.catalogue import actions as stock
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.catalogue.values import BuyableVariant
from fondaco.market.members import queries as members
from fondaco.market.members.rules import PostalAddress, checked_address
from fondaco.market.members.values import SellerView
from fondaco.market.payments import actions as payments
from fondaco.market.payments.values import Allocation
from fondaco.market.trade import models
from fondaco.market.trade.actions.lapse import close_checkout
from fondaco.market.trade.lifecycle import LAPSE, Event, Role, State
from fondaco.market.trade.queries import terms
from fondaco.market.trade.queries.checkouts import checkout_view
from fondaco.market.trade.queries.debts import owed_by_buyer
from fondaco.market.trade.rules import shipping as shipping_rules
from fondaco.market.trade.rules.fees import Charged, fee
from fondaco.market.trade.rules.policy import Policy, from_dict
from fondaco.market.trade.rules.postcodes import is_postcode
from fondaco.market.trade.values import CheckoutView


@dataclass(frozen=True, slots=True)
class _Part:
    """What one seller sells in this checkout."""

    seller: SellerView
    option: models.ShippingOption
    lines: tuple[tuple[BuyableVariant, int], ...]

    @property
    def goods_minor(self) -> int:
        return sum(variant.price_minor * quantity for variant, quantity in self.lines)

    @property
    def shipping_minor(self) -> int:
        return shipping_rules.price(
            self.option.price_minor, self.option.free_from_minor, self.goods_minor
        )

    @property
    def total_minor(self) -> int:
        return self.goods_minor + self.shipping_minor


@action
def open_checkout(
    *,
    member_id: UUID,
    address: PostalAddress,
    shipping_choices: Mapping[UUID, UUID],
    key: str,
    expected_total_minor: int | None = None,
) -> CheckoutView:
    """Turn the member's cart into orders to be paid at once; goods are kept until it lapses.

    ``shipping_choices`` maps each seller to one of their options. With
    ``expected_total_minor`` the checkout opens at exactly that total or not at all. The same
    key again returns the same checkout; an earlier open checkout of the cart is closed first.
    Refuses in words: an empty cart, what cannot be sold or shipped there, a changed total.
    """
    cart = models.Cart.objects.select_for_update().filter(member_id=member_id).first()
    repeated = models.Checkout.objects.filter(key=key).first()
    if repeated is not None:
        if repeated.member_id != member_id:
            raise _refusal("key_reused", _("This form was sent before by somebody else."))
        return checkout_view(repeated)
    if cart is None or not (lines := list(cart.lines.order_by("id"))):
        raise _refusal("cart_empty", _("Your cart is empty."), _("Put something in it first."))
    _close_earlier(cart)
    if members.payments_frozen(member_id):
        raise _refusal(
            "payments_frozen",
            _("Payments from your account are frozen."),
            _("Open your activity page to see why, and how to lift it."),
        )
    _check_debt(member_id)
    destination = checked_address(address)
    if not is_postcode(destination.postcode, destination.country):
        raise Refusal(
            "postcode_invalid",
            _("This is not a postcode of that country. A delivery is proven by it."),
            not_done=_("Nothing was ordered and nothing was charged."),
            next_step=_("Correct the postcode of the address."),
            field="postcode",
            status=422,
        )
    parts = _parts(lines, destination, shipping_choices)
    _check_own_goods(member_id, parts)
    total = sum(part.total_minor for part in parts)
    if expected_total_minor is not None and total != expected_total_minor:
        raise _refusal(
            "total_changed",
            _("The total has changed since you looked."),
            _("Look at the new total, and go on if it is right for you."),
        )
    return _store(cart, member_id, destination, parts, total, key)


def _close_earlier(cart: models.Cart) -> None:
    opened = models.Checkout.objects.select_for_update()
    earlier = opened.filter(cart=cart, state="open", awaits_transfer=False).first()
    if earlier is not None:
        close_checkout(earlier, event=Event.ABANDONED, role=Role.BUYER)


def _parts(
    lines: Sequence[models.CartLine], destination: PostalAddress, choices: Mapping[UUID, UUID]
) -> list[_Part]:
    """The cart by seller, checked against what can be sold now; in the order of seller ids."""
    variants = catalogue.buyable_variants([line.variant_id for line in lines])
    by_seller: dict[UUID, list[tuple[BuyableVariant, int]]] = {}
    for line in lines:
        variant = variants.get(line.variant_id)
        if variant is None or not variant.is_live:
            raise _refusal(
                "not_for_sale",
                _("Something in your cart is no longer for sale."),
                _("Open your cart: it is marked there."),
            )
        by_seller.setdefault(variant.seller_id, []).append((variant, line.quantity))
    if len({variant.currency for variant in variants.values()}) > 1:
        raise _refusal(
            "currencies_mixed",
            _("The sellers in your cart sell in different currencies."),
            _("Buy the things of one currency first, and the others after that."),
        )
    sellers = members.sellers(by_seller)
    options = models.ShippingOption.objects.filter(id__in=choices.values(), retired_at=None)
    by_id = {option.id: option for option in options}
    parts = []
    for seller_id, bought in sorted(by_seller.items()):
        seller = sellers[seller_id]
        if seller.status != "verified":
            raise _refusal(
                "seller_not_selling",
                _("%(seller)s is not selling at the moment.") % {"seller": seller.name},
                _("Remove their things from your cart to buy the others."),
            )
        option = by_id.get(choices.get(seller_id, seller_id))
        if (
            option is None
            or option.seller_id != seller_id
            or option.currency != bought[0][0].currency
            or not shipping_rules.ships_to(option.countries, destination.country)
        ):
            raise _refusal(
                "shipping_missing",
                _("No way of shipping to your address is chosen for %(seller)s.")
                % {"seller": seller.name},
                _("Choose one, or remove their things from your cart."),
            )
        parts.append(_Part(seller, option, tuple(bought)))
    return parts


def _check_debt(member_id: UUID) -> None:
    if terms.policy().owes_too_much(owed_by_buyer(member_id)):
        raise _refusal(
            "buyer_owes",
            _("Money came to you twice and was not given back yet."),
            _("Your orders lead to the page that says what it is for, and how to pay it."),
        )


def _check_own_goods(member_id: UUID, parts: Sequence[_Part]) -> None:
    staff = members.staff_of(member_id)
    if staff is not None and any(part.seller.id == staff.seller_id for part in parts):
        raise _refusal(
            "own_goods",
            _("You cannot buy from the shop you work for."),
            _("Remove its things from your cart."),
        )


def _store(
    cart: models.Cart,
    member_id: UUID,
    destination: PostalAddress,
    parts: Sequence[_Part],
    total_minor: int,
    key: str,
) -> CheckoutView:
    row = models.Policy.objects.order_by("-version")[0]
    policy = from_dict(row.version, row.body)
    moment = clock.now()
    checkout = rows.add(
        models.Checkout(
            cart=cart,
            member_id=member_id,
            key=key,
            currency=parts[0].lines[0][0].currency,
            total_minor=total_minor,
            address=destination.as_dict(),
            opened_at=moment,
            lapses_at=moment + timedelta(minutes=policy.checkout_lapse_minutes),
        )
    )
    stock.reserve(
        key=f"checkout:{checkout.id}",
        items=[(variant.variant_id, count) for part in parts for variant, count in part.lines],
    )
    orders = [_store_order(checkout, row, policy, part) for part in parts]
    checkout.intent_id = payments.create_intent(
        key=f"checkout:{checkout.id}",
        member_id=member_id,
        amount_minor=total_minor,
        currency=checkout.currency,
        payee=parts[0].seller.name if len(parts) == 1 else "Fondaco",
        reference=orders[0].reference if len(orders) == 1 else reference("FC", checkout.id),
        reference_id=checkout.id,
        allocations=[
            Allocation(owner=str(order.id), amount_minor=order.total_minor) for order in orders
        ],
    )
    checkout.save(update_fields=["intent_id"])
    deadlines.set_deadline(kind=LAPSE.kind, subject_id=checkout.id, due_at=checkout.lapses_at)
    return checkout_view(checkout)


def _store_order(
    checkout: models.Checkout, row: models.Policy, policy: Policy, part: _Part
) -> models.SellerOrder:
    totals = [variant.price_minor * count for variant, count in part.lines]
    shipping = shipping_rules.shares(part.shipping_minor, totals)
    fees = fee(
        [
            Charged(total + share, variant.category_slug)
            for (variant, _count), total, share in zip(part.lines, totals, shipping, strict=True)
        ],
        tier=part.seller.tier,
        currency=checkout.currency,
        policy=policy,
    )
    window = (part.option.first_days, part.option.last_days)
    first, last = shipping_rules.delivery_window(checkout.opened_at, window, part.seller.country)
    order_id = new_id()
    order = rows.add(
        models.SellerOrder(
            id=order_id,
            checkout=checkout,
            policy=row,
            reference=reference("FO", order_id),
            buyer_id=checkout.member_id,
            seller_id=part.seller.id,
            state=State.PLACED,
            currency=checkout.currency,
            goods_minor=part.goods_minor,
            shipping_minor=part.shipping_minor,
            total_minor=part.total_minor,
            fee_minor=sum(fees),
            tier=part.seller.tier,
            seller_country=part.seller.country,
            address=checkout.address,
            shipping_option=_option_as_bought(part),
            promised_from=first,
            promised_until=last,
            placed_at=checkout.opened_at,
        )
    )
    amounts = zip(part.lines, totals, shipping, fees, strict=True)
    for position, ((variant, count), total, share, line_fee) in enumerate(amounts):
        rows.add(
            models.OrderLine(
                order=order,
                snapshot=_snapshot(order, part, variant, count),
                position=position,
                listing_id=variant.listing_id,
                version_id=variant.version_id,
                variant_id=variant.variant_id,
                title=variant.title,
                sku=variant.sku,
                quantity=count,
                unit_price_minor=variant.price_minor,
                total_minor=total,
                shipping_minor=share,
                fee_minor=line_fee,
                weight_grams=(variant.weight_grams or 0) * count,
            )
        )
    return order


def _option_as_bought(part: _Part) -> dict[str, object]:
    return {
        "id": str(part.option.id),
        "name": part.option.name,
        "carrier": part.option.carrier,
        "price_minor": part.shipping_minor,
        "window_days": [part.option.first_days, part.option.last_days],
    }


def _snapshot(
    order: models.SellerOrder, part: _Part, variant: BuyableVariant, count: int
) -> models.Snapshot:
    body = catalogue.snapshot(variant.version_id, variant.variant_id) | {
        "quantity": count,
        "unit_price_minor": variant.price_minor,
        "currency": order.currency,
        "option_text": variant.option_text,
        "picture_sha256": variant.picture_sha256,
        "seller": {
            "name": part.seller.name,
            "legal_name": part.seller.legal_name,
            "kind": part.seller.kind,
        },
        "promised": [order.promised_from.isoformat(), order.promised_until.isoformat()],
        "shipping": order.shipping_option,
    }
    return rows.add(
        models.Snapshot(
            version_id=variant.version_id,
            variant_id=variant.variant_id,
            body=body,
            digest=fingerprint(body),
            taken_at=order.placed_at,
        )
    )


def _refusal(code: str, what: str, next_step: str = "") -> Refusal:
    return Refusal(
        code,
        what,
        not_done=_("Nothing was ordered and nothing was charged."),
        next_step=next_step,
    )
