"""What it costs and when it comes: the price that counts is the one to the visitor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from babel.core import get_global
from django.http import HttpRequest

from fondaco.kernel import clock
from fondaco.market.members import queries as members
from fondaco.market.members.values import SellerView
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules.shipping import delivery_window, price
from fondaco.market.trade.values import ShippingOption
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.choices import choices_of

COUNTRIES = (
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR",
    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    "US",
)  # fmt: skip
"""Where a visitor may say that they live; sellers say where they ship to."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of shipping to the visitor, with the window when paid now."""

    name: str
    price_minor: int
    currency: str
    first: date
    last: date


def country_of(request: HttpRequest, otherwise: str) -> str:
    """Where it would go: asked for (``?to=``), the member's address, the time zone's country."""
    asked = request.GET.get("to", "").upper()
    if asked in COUNTRIES:
        return asked
    member_id = visitor_of(request).member_id
    if member_id is not None:
        saved = members.addresses(member_id)
        default = next((each for each in saved if each.is_default), None)
        if default is not None:
            return default.address.country
        return members.member(member_id).country or otherwise
    territory = get_global("zone_territories").get(choices_of(request).zone, "")
    return territory if territory in COUNTRIES else otherwise


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
