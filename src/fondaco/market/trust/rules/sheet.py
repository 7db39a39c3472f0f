"""The sheet "Check before you buy": what is good, what to look at, what is bad. Pure.

Each finding says in plain words what was seen and how it is known. Texts are marked for
translation and filled with ``values`` where they are shown. Nothing here accuses: a finding
says what to look at and what one can do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fondaco.kernel.text import marked as _
from fondaco.market.trust.rules.facts import SellerFacts
from fondaco.market.trust.rules.price import PricePanel

ENOUGH_PICTURES = 3
ENOUGH_RATINGS = 10
GOOD_LOW_BPS = 9_000
POOR_HIGH_BPS = 8_500
MANY_CASES_PER_100 = 5.0
LATE_BELOW_BPS = 8_500
ENOUGH_ORDERS = 20


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """What the sheet needs to know of a listing.

    ``gtin_state``: valid, invalid or none. ``names_product``: brand and part number are given.
    ``pictures_elsewhere``: how many other sellers use one of its pictures. ``withdrawal_days``:
    0 where the seller is a private person. ``fake_reviews``: buyers who said it is not genuine,
    of ``reviews`` that were asked.
    """

    pictures: int
    gtin: str = ""
    gtin_state: str = "none"
    names_product: bool = False
    pictures_elsewhere: int = 0
    withdrawal_days: int = 0
    cover_days: int = 0
    is_new_condition: bool = True
    fake_reviews: int = 0


@dataclass(frozen=True, slots=True)
class SellerIdentity:
    """Whether and as what the seller was verified. ``kind``: trader or private."""

    is_verified: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: ``state`` ok, look, bad or unknown; ``code`` is stable; texts with ``values``.

    ``values`` ending in ``_minor`` are money, in ``_bps`` shares. ``about`` names the evidence's
    place on the page: price, seller, pictures, product, reviews or rights.
    """

    state: str
    code: str
    title: str
    text: str
    about: str
    values: Mapping[str, Any] = field(default_factory=dict)


def check_sheet(
    listing: ListingFacts, identity: SellerIdentity, facts: SellerFacts, price: PricePanel
) -> tuple[Finding, ...]:
    """Every finding, what speaks against the purchase first."""
    found = [
        price_finding(price),
        identity_finding(identity),
        history_finding(facts),
        punctuality_finding(facts),
        product_finding(listing),
        pictures_finding(listing),
        authenticity_finding(listing),
        rights_finding(listing, identity),
    ]
    order = {"bad": 0, "look": 1, "ok": 2, "unknown": 3}
    return tuple(sorted((each for each in found if each), key=lambda each: order[each.state]))


def price_finding(price: PricePanel) -> Finding:
    """The price among offers of the same product."""
    if price.band is None or price.share_bps is None:
        return Finding(
            "unknown",
            "price_unknown",
            _("Nothing to compare the price with."),
            _("Fewer than three other sellers offer this product."),
            "price",
        )
    values = {
        "count": price.band.count,
        "median_minor": price.band.median,
        "low_minor": price.band.first_quartile,
        "high_minor": price.band.third_quartile,
        "share_bps": price.share_bps,
    }
    if price.is_unusually_low:
        return Finding(
            "bad",
            "price_unusually_low",
            _("The price is unusually low."),
            _(
                "It is %(share_bps)s of the median. Half of %(count)s offers of exactly this"
                " product ask %(low_minor)s to %(high_minor)s. Ask the seller why before you buy."
            ),
            "price",
            values,
        )
    texts = {
        "below": (
            "ok",
            _("The price is on the low side, and within reason."),
            _("The median of %(count)s other offers is %(median_minor)s."),
        ),
        "dear": (
            "look",
            _("Others ask less."),
            _("The median of %(count)s other offers is %(median_minor)s."),
        ),
        "usual": (
            "ok",
            _("The price is usual."),
            _("Half of %(count)s other offers ask %(low_minor)s to %(high_minor)s."),
        ),
    }
    state, title, text = texts[price.verdict]
    return Finding(state, f"price_{price.verdict}", title, text, "price", values)


def identity_finding(identity: SellerIdentity) -> Finding:
    """Whether we know who the seller is."""
    if not identity.is_verified:
        return Finding(
            "bad",
            "seller_unverified",
            _("We do not know yet who the seller is."),
            _("They cannot sell before we have checked it."),
            "seller",
        )
    if identity.kind == "trader":
        return Finding(
            "ok",
            "seller_trader",
            _("The seller is a registered business."),
            _("We checked register, address and payout account before they could sell."),
            "seller",
        )
    return Finding(
        "ok",
        "seller_private",
        _("The seller is a private person whom we know."),
        _("We checked who they are before they could sell."),
        "seller",
    )


def history_finding(facts: SellerFacts) -> Finding:
    """What buyers said, once there are enough to mean something."""
    values = {
        "orders": facts.completed_orders,
        "months": facts.months_on_platform,
        "ratings": facts.ratings,
        "share_bps": facts.positive_share_bps or 0,
        "low_bps": facts.positive_low_bps,
        "cases": facts.cases_per_100 or 0,
    }
    if facts.is_new:
        return Finding(
            "look",
            "seller_new",
            _("The seller is new here. New is not bad."),
            _(
                "Completed orders: %(orders)s, months here: %(months)s. Too few to judge."
                " Your money is held until the parcel is there, as always."
            ),
            "seller",
            values,
        )
    if facts.ratings < ENOUGH_RATINGS:
        return Finding(
            "unknown",
            "seller_few_ratings",
            _("Few buyers have said how it was."),
            _("%(ratings)s ratings after %(orders)s completed orders."),
            "seller",
            values,
        )
    if facts.positive_high_bps < POOR_HIGH_BPS:
        return Finding(
            "bad",
            "seller_poor",
            _("Many buyers were not content with this seller."),
            _("%(share_bps)s positive among %(ratings)s ratings. Read why before you buy."),
            "reviews",
            values,
        )
    if (facts.cases_per_100 or 0) > MANY_CASES_PER_100 and facts.paid_orders_12m >= ENOUGH_ORDERS:
        return Finding(
            "look",
            "seller_cases",
            _("More went wrong here than usual."),
            _("%(cases)s cases for 100 orders in twelve months."),
            "seller",
            values,
        )
    state = "ok" if facts.positive_low_bps >= GOOD_LOW_BPS else "unknown"
    title = _("Buyers were content.") if state == "ok" else _("Most buyers were content.")
    text = _(
        "%(share_bps)s positive among %(ratings)s ratings; with 95 %% certainty above %(low_bps)s."
    )
    return Finding(state, "seller_rated", title, text, "seller", values)


def punctuality_finding(facts: SellerFacts) -> Finding | None:
    """Late parcels, once there are enough to mean something; nothing else is said."""
    share = facts.on_time_delivery_bps
    if share is None or facts.delivered_12m < ENOUGH_ORDERS or share >= LATE_BELOW_BPS:
        return None
    return Finding(
        "look",
        "seller_late",
        _("Parcels often come later than promised."),
        _("%(share_bps)s of %(delivered)s came by the promised day."),
        "seller",
        {"share_bps": share, "delivered": facts.delivered_12m},
    )


def product_finding(listing: ListingFacts) -> Finding | None:
    """Whether the listing says exactly which product it is."""
    values = {"gtin": listing.gtin}
    if listing.gtin_state == "invalid":
        return Finding(
            "bad",
            "gtin_invalid",
            _("The product's number cannot be right."),
            _("The check digit of %(gtin)s is wrong. Ask the seller which product it is."),
            "product",
            values,
        )
    if listing.gtin_state == "valid":
        return Finding(
            "ok",
            "gtin_valid",
            _("It says exactly what it is."),
            _("GTIN %(gtin)s; its check digit is right."),
            "product",
            values,
        )
    if listing.names_product:
        return Finding(
            "ok",
            "product_named",
            _("It says exactly what it is."),
            _("Brand and part number are given, so you can compare."),
            "product",
        )
    return None


def pictures_finding(listing: ListingFacts) -> Finding:
    """Too few pictures, or somebody else's."""
    values = {"pictures": listing.pictures, "sellers": listing.pictures_elsewhere}
    if listing.pictures_elsewhere and not listing.is_new_condition:
        return Finding(
            "look",
            "pictures_shared",
            _("Its pictures are seen at other sellers too."),
            _("Other sellers with one of them: %(sellers)s. Of a used thing, ask for own ones."),
            "pictures",
            values,
        )
    if listing.pictures < ENOUGH_PICTURES:
        return Finding(
            "look",
            "pictures_few",
            _("Few pictures."),
            _("Pictures: %(pictures)s. Ask the seller for more before you buy."),
            "pictures",
            values,
        )
    return Finding(
        "ok",
        "pictures_enough",
        _("Shown from several sides."),
        _("Pictures: %(pictures)s."),
        "pictures",
        values,
    )


def authenticity_finding(listing: ListingFacts) -> Finding | None:
    """What buyers answered when asked whether it is genuine."""
    if not listing.fake_reviews:
        return None
    return Finding(
        "bad",
        "said_not_genuine",
        _("A buyer says that it is not genuine."),
        _("Buyers who said so: %(count)s. Counterfeits are covered: your money comes back."),
        "reviews",
        {"count": listing.fake_reviews},
    )


def rights_finding(listing: ListingFacts, identity: SellerIdentity) -> Finding:
    """What one can do afterwards."""
    values = {"days": listing.withdrawal_days, "cover": listing.cover_days}
    if identity.kind == "trader" and listing.withdrawal_days:
        return Finding(
            "ok",
            "withdrawal",
            _("You may change your mind."),
            _("For %(days)s days after it has come, without a reason. Cover: %(cover)s days."),
            "rights",
            values,
        )
    return Finding(
        "look",
        "no_withdrawal",
        _("You may not simply change your mind."),
        _(
            "A private person need not take it back. If it never comes or is something else, you"
            " are covered for %(cover)s days."
        ),
        "rights",
        values,
    )
