"""Policies and shipping options."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import rows as kept
from fondaco.kernel.errors import NotFound
from fondaco.market.trade import models
from fondaco.market.trade.rules import shipping as rules
from fondaco.market.trade.rules.policy import Policy, from_dict
from fondaco.market.trade.values import ShippingOption


def policy(version: int | None = None) -> Policy:
    """The policy of this version, or the one in force; raises :class:`NotFound`."""
    if version is None:
        row = kept.first(models.Policy, "-version")
    else:
        row = kept.one(models.Policy, version=version)
    if row is None:
        raise NotFound(_("There is no such policy version."), code="policy_not_found")
    return from_dict(row.version, row.body)


def policy_mark() -> int:
    """The version in force: what pages that show its numbers depend on. One statement."""
    row = kept.first(models.Policy, "-version")
    return row.version if row else 0


def shipping_options(
    seller_ids: Iterable[UUID],
    country: str = "",
    subtotals: Mapping[UUID, int] | None = None,
) -> dict[UUID, list[ShippingOption]]:
    """Seller to the ways they ship to ``country`` ("" for all), in the seller's order.

    Prices are for the seller's subtotal of goods, minor units (0 where not given). Sellers
    who do not ship there have an empty list. One statement.
    """
    wanted = set(seller_ids)
    found: dict[UUID, list[ShippingOption]] = {seller_id: [] for seller_id in wanted}
    rows = models.ShippingOption.objects.filter(seller_id__in=wanted, retired_at=None)
    for row in rows.order_by("seller_id", "position", "id"):
        if country and not rules.ships_to(row.countries, country):
            continue
        subtotal = (subtotals or {}).get(row.seller_id, 0)
        found[row.seller_id].append(
            ShippingOption(
                id=row.id,
                name=row.name,
                carrier=row.carrier,
                price_minor=rules.price(row.price_minor, row.free_from_minor, subtotal),
                currency=row.currency,
                window_days=(row.first_days, row.last_days),
                countries=tuple(row.countries),
                list_price_minor=row.price_minor,
                free_from_minor=row.free_from_minor,
            )
        )
    return found
