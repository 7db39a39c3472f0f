"""What it costs and when it comes: the price that counts is the one to the visitor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from babel.core import get_global
from django.http import HttpRequest, HttpResponse

from fondaco.kernel import clock
from fondaco.market.members import queries as members
from fondaco.market.members.values import SavedAddress, SellerView
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules.shipping import delivery_window, price
from fondaco.market.trade.values import ShippingOption
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.choices import COUNTRY_COOKIE, choices_of, keep
from fondaco.market.web.shell.countries import COUNTRIES

NOWHERE_ELSE = "DE"
"""Where pages compare prices to, for who said nothing about where they are."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of shipping to the visitor, with the window when paid now."""

    name: str
    price_minor: int
    currency: str
    first: date
    last: date


def country_of(
    request: HttpRequest, otherwise: str, saved: Sequence[SavedAddress] | None = None
) -> str:
    """Where it would go, the same on every page: asked for (``?to=``), chosen before, the
    member's address, the member's country, the time zone's country. ``saved`` are the member's
    addresses where they were read already."""
    asked = request.GET.get("to", "").upper()
    if asked in COUNTRIES:
        return asked
    if choices_of(request).country:
        return choices_of(request).country
    member_id = visitor_of(request).member_id
    if member_id is not None:
        saved = members.addresses(member_id) if saved is None else saved
        default = next((each for each in saved if each.is_default), next(iter(saved), None))
        if default is not None:
            return default.address.country
        if country := members.member(member_id).country:
            return country
    territory = get_global("zone_territories").get(choices_of(request).zone, "")
    return territory if territory in COUNTRIES else otherwise


def keep_country(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Remember the country that the page was asked for, if it was."""
    asked = request.GET.get("to", "").upper()
    if asked in COUNTRIES and asked != choices_of(request).country:
        keep(response, COUNTRY_COOKIE, asked)
    return response


def ways(options: Iterable[ShippingOption], seller_country: str) -> list[Way]:
    """Shipping options with their delivery windows, cheapest first."""
    moment = clock.now()
    found = []
    for option in options:
        first, last = delivery_window(moment, option.window_days, seller_country)
        found.append(Way(option.name, option.price_minor, option.currency, first, last))
    return sorted(found, key=lambda way: (way.price_minor, way.last))


@dataclass(frozen=True, slots=True)
class Shops:
    """How several sellers ship to one country; read once, asked for each price."""

    options: Mapping[UUID, list[ShippingOption]]
    countries: Mapping[UUID, str]

    def cheapest(self, seller_id: UUID, price_minor: int) -> Way | None:
        """The cheapest way for goods of this price; None when the seller does not ship there."""
        options = [
            replace(
                option,
                price_minor=price(option.list_price_minor, option.free_from_minor, price_minor),
            )
            for option in self.options.get(seller_id, [])
        ]
        return next(iter(ways(options, self.countries.get(seller_id, ""))), None)


def shops(sellers: Mapping[UUID, SellerView], to: str) -> Shops:
    """Read how these sellers ship to ``to``; one statement."""
    return Shops(
        trade.shipping_options(sellers.keys(), to),
        {seller_id: seller.country for seller_id, seller in sellers.items()},
    )
