"""What a buyer can check before the cart: the sheet, and the price among sellers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.market.catalogue.values import ListingView, Offer, VariantView

ENOUGH_PICTURES = 3
ENOUGH_OFFERS = 3


def of_listing(
    view: ListingView,
    chosen: VariantView | None,
    offers: list[Offer],
    seller: dict[str, Any],
) -> dict[str, Any]:
    """``checks`` for the sheet and ``prices`` of the same product, where there are enough.

    ``seller`` is the sheet's line about the seller.
    """
    prices = sorted(offer.price_minor for offer in offers if offer.available)
    own = chosen.price_minor if chosen else 0
    checks = [_price(prices, own), seller, _pictures(view), _product(view)]
    return {
        "checks": [check for check in checks if check],
        "prices": prices if len(prices) >= ENOUGH_OFFERS else [],
    }


def _price(prices: list[int], own: int) -> dict[str, Any] | None:
    if len(prices) < ENOUGH_OFFERS or not own:
        return {
            "state": "unknown",
            "title": _("Nothing to compare the price with."),
            "text": _("Too few sellers offer exactly this product."),
        }
    half = len(prices) // 2
    median = prices[half] if len(prices) % 2 else (prices[half - 1] + prices[half]) // 2
    share = (own - median) * 100 // median
    count = len(prices)
    among = ngettext("the only offer", "the median of %(count)d offers", count) % {"count": count}
    if abs(share) < 1:
        text = _("It is at %(among)s of exactly this product.") % {"among": among}
    elif share < 0:
        text = _("%(share)d %% under %(among)s of exactly this product.") % {
            "share": -share,
            "among": among,
        }
    else:
        text = _("%(share)d %% above %(among)s of exactly this product.") % {
            "share": share,
            "among": among,
        }
    return {
        "state": "ok" if share < 25 else "look",
        "title": _("Price is usual.") if share < 25 else _("Others ask less."),
        "text": text,
        "url": "#price",
        "link": _("See the band"),
    }


def _pictures(view: ListingView) -> dict[str, Any]:
    count = len(view.pictures)
    text = ngettext("%(count)d picture.", "%(count)d pictures.", count) % {"count": count}
    if count >= ENOUGH_PICTURES:
        return {"state": "ok", "title": _("Shown from several sides."), "text": text}
    return {
        "state": "look",
        "title": _("Few pictures."),
        "text": text + " " + _("Ask the seller for more before you buy."),
    }


def _product(view: ListingView) -> dict[str, Any] | None:
    if view.gtin:
        return {
            "state": "ok",
            "title": _("It says exactly what it is."),
            "text": _("GTIN %(gtin)s, check digit correct.") % {"gtin": view.gtin},
        }
    if view.brand and view.mpn:
        return {
            "state": "ok",
            "title": _("It says exactly what it is."),
            "text": _("%(brand)s, part number %(mpn)s.") % {"brand": view.brand, "mpn": view.mpn},
        }
    return None
