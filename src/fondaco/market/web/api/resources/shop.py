"""The shop that a member works for: application, shipping, payout account, payouts."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from fondaco.kernel import clock
from fondaco.market.members import queries as members
from fondaco.market.members import selling
from fondaco.market.members.values import SellerView
from fondaco.market.payments import bank_queries
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import set_shipping_options
from fondaco.market.trade.actions.shipping import OptionDraft
from fondaco.market.web.api.door import Resource
from fondaco.market.web.api.paging import Cursor, next_cursor, page_of
from fondaco.market.web.api.shapes import (
    Address,
    Country,
    Currency,
    Done,
    Minor,
    ShippingOption,
    shipping,
)
from fondaco.market.web.api.who import IN_PERSON, MEMBER, actor_of, member_of, shop_of

router = Resource()


class Application(Schema):
    """What a new seller says of themselves (DSA, article 30)."""

    name: str = Field(min_length=2, max_length=60)
    legal_name: str = Field(min_length=2, max_length=120)
    kind: Literal["trader", "private"]
    country: Country
    city: str = Field(min_length=1, max_length=80)
    address: Address
    register_number: str = Field("", max_length=60)
    contact_email: str = Field(max_length=254)
    contact_phone: str = Field(max_length=30)
    story: str = Field("", max_length=2_000)


class Shop(Schema):
    """A shop as its own staff see it; ``status``: applied, verified, refused or frozen."""

    seller_id: UUID
    slug: str
    name: str
    legal_name: str
    kind: str
    country: str
    status: str
    tier: str
    reason: str
    verified_facts: list[str]
    currency: str
    applied_at: datetime
    verified_at: datetime | None


class OptionGiven(Schema):
    """One way of shipping; ``countries`` are ISO codes, or one ``*`` for everywhere."""

    option_id: UUID | None = None
    name: str = Field(min_length=1, max_length=80)
    carrier: str = Field(min_length=1, max_length=40)
    price_minor: Minor
    currency: Currency
    free_from_minor: Minor | None = None
    business_days_min: int = Field(ge=1, le=60)
    business_days_max: int = Field(ge=1, le=60)
    countries: list[Annotated[str, Field(pattern=r"^([A-Z]{2}|\*)$")]] = Field(
        min_length=1, max_length=60
    )


class OptionsGiven(Schema):
    """All ways of shipping: those left out are retired."""

    options: list[OptionGiven] = Field(max_length=20)


class ShippingOptions(Schema):
    """A seller's ways of shipping, in the seller's order."""

    items: list[ShippingOption]


class PayoutAccountGiven(Schema):
    """Where the shop is paid."""

    iban: str = Field(min_length=15, max_length=42)
    holder_name: str = Field(min_length=1, max_length=120)


class Payout(Schema):
    """A payout; ``state`` moves from made over sent to booked, or returned."""

    payout_id: UUID
    amount_minor: int
    currency: str
    iban_end: str
    state: str
    reason: str
    end_to_end_id: str
    made_at: datetime
    sent_at: datetime | None
    booked_at: datetime | None


class Payouts(Schema):
    """A page of payouts, newest first."""

    items: list[Payout]
    next_cursor: str | None


def shop_shape(view: SellerView) -> Shop:
    """A seller as their own staff, or the house, see them."""
    return Shop(
        seller_id=view.id,
        slug=view.slug,
        name=view.name,
        legal_name=view.legal_name,
        kind=view.kind,
        country=view.country,
        status=view.status,
        tier=view.tier,
        reason=view.reason,
        verified_facts=list(view.verified_facts),
        currency=view.currency,
        applied_at=view.applied_at,
        verified_at=view.verified_at,
    )


@router.write("POST", "/shop/application", Shop, status=201, auth=MEMBER)
def apply_to_sell(request: HttpRequest, application: Application) -> Shop:
    """Ask to sell; the member becomes the shop's owner."""
    given = application.model_dump(exclude={"address"})
    seller_id = selling.apply_as_seller(
        member_id=member_of(request), address=application.address.as_postal(), **given
    )
    return shop_shape(members.seller(seller_id))


@router.read("/shop", Shop, auth=MEMBER)
def get_shop(request: HttpRequest) -> Shop:
    """The shop that the member works for."""
    return shop_shape(members.seller(shop_of(request)))


@router.read("/shop/shipping-options", ShippingOptions, auth=MEMBER)
def get_shop_shipping(request: HttpRequest) -> ShippingOptions:
    """How the shop ships."""
    return _options(shop_of(request))


@router.write("PUT", "/shop/shipping-options", ShippingOptions, auth=MEMBER)
def set_shop_shipping(request: HttpRequest, given: OptionsGiven) -> ShippingOptions:
    """Replace all ways in which the shop ships."""
    seller_id = shop_of(request)
    set_shipping_options(
        seller_id=seller_id,
        options=[_draft(each) for each in given.options],
        actor=actor_of(request, "seller"),
    )
    return _options(seller_id)


def _draft(given: OptionGiven) -> OptionDraft:
    return OptionDraft(
        name=given.name,
        carrier=given.carrier,
        price_minor=given.price_minor,
        currency=given.currency,
        window_days=(given.business_days_min, given.business_days_max),
        countries=tuple(given.countries),
        free_from_minor=given.free_from_minor,
        id=given.option_id,
    )


def _options(seller_id: UUID) -> ShippingOptions:
    found = trade.shipping_options([seller_id])[seller_id]
    return ShippingOptions(items=[shipping(option) for option in found])


@router.write("PUT", "/shop/payout-account", Done, auth=IN_PERSON)
def set_payout_account(request: HttpRequest, account: PayoutAccountGiven) -> Done:
    """Set where the shop is paid. Owners only; a change is held and told to every owner."""
    selling.set_payout_account(
        seller_id=shop_of(request),
        iban=account.iban,
        holder_name=account.holder_name,
        actor=actor_of(request, "seller"),
    )
    return Done(at=clock.now())


@router.read("/shop/payouts", Payouts, auth=MEMBER)
def list_payouts(request: HttpRequest, cursor: Cursor = "") -> Payouts:
    """The shop's payouts."""
    page = page_of(cursor)
    found = bank_queries.payouts_of(shop_of(request), page=page)
    items = [
        Payout(
            payout_id=each.id,
            amount_minor=each.amount_minor,
            currency=each.currency,
            iban_end=each.iban_end,
            state=each.state,
            reason=each.reason,
            end_to_end_id=each.end_to_end_id,
            made_at=each.made_at,
            sent_at=each.sent_at,
            booked_at=each.booked_at,
        )
        for each in found
    ]
    has_next = len(found) == bank_queries.PAGE_SIZE
    return Payouts(items=items, next_cursor=next_cursor(page, has_next))
