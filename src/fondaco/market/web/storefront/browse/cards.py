"""Catalogue values as the product card draws them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.market.catalogue.rules.listing import CONDITION_NAMES
from fondaco.market.catalogue.values import ListingCard


def condition_name(condition: str) -> str:
    """A condition in the active language."""
    return _(CONDITION_NAMES[condition]) if condition in CONDITION_NAMES else condition


def product(card: ListingCard) -> dict[str, Any]:
    """One card for the ``product`` tag."""
    notes = [card.brand]
    if card.offers_of_same_product > 1:
        others = card.offers_of_same_product
        notes.append(ngettext("%(count)d seller", "%(count)d sellers", others) % {"count": others})
    item: dict[str, Any] = {
        "url": card.path,
        "name": card.title,
        "price_minor": card.price_minor,
        "currency": card.currency,
        "picture": card.picture,
        "note": " · ".join(note for note in notes if note),
    }
    if not card.in_stock:
        item |= {"badge": _("Sold out"), "badge_kind": ""}
    elif card.condition != "new":
        item |= {"badge": condition_name(card.condition), "badge_kind": ""}
    if card.rating_count:
        item |= {"rating": card.rating_x100 / 100, "rating_count": card.rating_count}
    return item


def products(cards: Iterable[ListingCard]) -> list[dict[str, Any]]:
    """Cards for a grid."""
    return [product(card) for card in cards]
