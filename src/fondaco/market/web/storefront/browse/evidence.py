"""What a buyer can check before the cart: the sheet, and the price among sellers."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from fondaco.market.catalogue import queries
from fondaco.market.catalogue.values import ListingView, Offer, VariantView
from fondaco.market.members.values import SellerView
from fondaco.market.trust import queries as trust
from fondaco.market.trust.rules.facts import SellerFacts
from fondaco.market.trust.rules.price import PricePanel, price_panel
from fondaco.market.trust.rules.sheet import (
    Finding,
    ListingFacts,
    SellerIdentity,
    check_sheet,
)
from fondaco.market.web.shell import formats
from fondaco.market.web.storefront.browse.facts import number, percent

PLACES = {"price": "#price", "seller": "#seller", "reviews": "#reviews", "product": "#specs"}


def of_listing(
    view: ListingView,
    chosen: VariantView | None,
    offers: list[Offer],
    seller: SellerView,
    known: SellerFacts,
    *,
    cover_days: int,
    withdrawal_days: int,
) -> dict[str, Any]:
    """``checks`` for the sheet, ``panel`` and ``prices`` of the same product at others."""
    prices = sorted(
        offer.price_minor for offer in offers if offer.available and offer.listing_id != view.id
    )
    panel = price_panel(
        chosen.price_minor if chosen else 0, prices, is_exact=bool(view.product_key)
    )
    listing = ListingFacts(
        pictures=len(view.pictures),
        gtin=view.gtin,
        gtin_state="valid" if view.gtin else "none",
        names_product=bool(view.brand and view.mpn),
        pictures_elsewhere=queries.sellers_with_pictures_of(view),
        withdrawal_days=withdrawal_days,
        cover_days=cover_days,
        is_new_condition=view.condition == "new",
        fake_reviews=trust.said_not_genuine(view.id),
    )
    identity = SellerIdentity(seller.verified_at is not None, seller.kind)
    found = check_sheet(listing, identity, known, panel)
    return {
        "checks": [_line(finding, view.currency) for finding in found],
        "panel": panel,
        "prices": prices if panel.band else [],
        "price_warning": _warning(found, panel, view.currency),
    }


def _line(finding: Finding, currency: str) -> dict[str, Any]:
    """A finding as the ``sheet`` tag draws it, in the active language."""
    values = {name: _shown(name, value, currency) for name, value in finding.values.items()}
    text = _(finding.text)
    line = {
        "state": finding.state,
        "title": _(finding.title),
        "text": text % values if values else text,
    }
    if finding.about in PLACES and finding.state != "unknown":
        line |= {"url": PLACES[finding.about], "link": _("See it")}
    return line


def _shown(name: str, value: Any, currency: str) -> Any:
    language = translation.get_language() or "en"
    if name.endswith("_minor"):
        return formats.money_text(value, currency, language)
    if name.endswith("_bps"):
        return percent(value, 0 if value >= 10_000 else 1)
    if isinstance(value, float):
        return number(value, 1)
    return number(value) if isinstance(value, int) else value


def _warning(found: tuple[Finding, ...], panel: PricePanel, currency: str) -> dict[str, Any] | None:
    """The one finding that is also said beside the button: before the cart, not after."""
    if not panel.is_unusually_low:
        return None
    return next(_line(each, currency) for each in found if each.code == "price_unusually_low")
