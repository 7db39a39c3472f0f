"""The listing's page: may I buy this?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue import queries
from fondaco.market.catalogue.rules.markup import plain_text
from fondaco.market.catalogue.values import ListingView, Offer, PictureView, VariantView
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trust import queries as trust
from fondaco.market.trust.values import ReviewFilters
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.countries import COUNTRIES
from fondaco.market.web.shell.kept_pages import kept
from fondaco.market.web.storefront.browse import delivery, evidence, facts, schema, seller_words
from fondaco.market.web.storefront.browse.cards import condition_name, products
from fondaco.market.web.storefront.browse.terms import country_name

FEW_LEFT = 5
TREND_DAYS = 90
TREND_STEP_DAYS = 3
MORE_OF_SELLER = 6


def _mark(listing_id: UUID, **_arguments: Any) -> object:
    return queries.mark_of(listing_id)


def by_address(request: HttpRequest, slug: str, listing_id: str) -> HttpResponse:
    """``/l/<slug>-<id>/``: the id finds it, the slug is for people."""
    return listing(request, slug=slug, listing_id=UUID(listing_id))


@kept(_mark)
def listing(request: HttpRequest, slug: str, listing_id: UUID) -> HttpResponse:
    """One listing. A draft is its seller's only; what is no longer for sale says so."""
    try:
        view = queries.listing(listing_id)
    except NotFound as missing:
        raise Http404 from missing
    own = visitor_of(request).seller_id == view.seller_id
    if view.status == "draft" and not own:
        raise Http404
    if slug != view.slug:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(view.path + (f"?{query}" if query else ""))
    context = page_of(request, view)
    context["is_own"] = own
    response = render(request, "storefront/browse/listing.html", context)
    return delivery.keep_country(request, response)


def page_of(request: HttpRequest, view: ListingView) -> dict[str, Any]:
    """Everything that the page shows."""
    language = translation.get_language() or "en"
    seller = members.seller(view.seller_id)
    offers = queries.offers_of_same_product(view.id)
    chosen = _chosen(view, request.GET.get("v", ""))
    to = delivery.country_of(request, delivery.NOWHERE_ELSE)
    options = trade.shipping_options(
        [seller.id], to, {seller.id: chosen.price_minor if chosen else 0}
    )[seller.id]
    ways = delivery.ways(options, seller.country)
    more = queries.listings_of_seller(view.seller_id).cards
    seller_facts = trust.sellers_facts([seller.id], {seller.id: seller.verified_at})[seller.id]
    policy = trade.policy()
    context: dict[str, Any] = {
        "listing": view,
        "chosen": chosen,
        "axes": _axes(view, chosen),
        "gallery": _gallery(view, chosen, request.GET.get("p", "")),
        "is_live": view.status == "live" and seller.status == "verified",
        "few_left": chosen is not None and 0 < chosen.available <= FEW_LEFT,
        "most": min(chosen.available, 20) if chosen else 0,
        "ways": ways,
        "to": to,
        "to_name": country_name(to, language),
        "countries": sorted(
            ((code, country_name(code, language)) for code in COUNTRIES),
            key=lambda pair: pair[1],
        ),
        "total_minor": (chosen.price_minor if chosen else 0) + (ways[0].price_minor if ways else 0),
        "condition": condition_name(view.condition),
        "crumbs": _crumbs(view),
        "others": _others(offers, view.id),
        "specs": _specs(view),
        "cover_days": policy.cover_days,
        "withdrawal_days": policy.withdrawal_days if seller.kind == "trader" else 0,
        "more": products(card for card in more if card.listing_id != view.id)[:MORE_OF_SELLER],
    }
    context |= seller_words.describe(seller)
    context |= evidence.of_listing(
        view,
        chosen,
        offers,
        seller,
        seller_facts,
        cover_days=context["cover_days"],
        withdrawal_days=context["withdrawal_days"],
    )
    context |= _reviews(request, view)
    context["seller_facts"] = facts.fact_rows(seller_facts)
    context["price_trend"] = _trend(view, chosen)
    text = plain_text(view.description_html)
    context["summary"] = text[:157] + ("…" if len(text) > 157 else "")
    context["schema"] = schema.product(
        request, view, seller, ways[0] if ways else None, to, context.get("rating")
    )
    return context


def _chosen(view: ListingView, asked: str) -> VariantView | None:
    """The variant in the address, else the first that can be bought."""
    by_id = {str(variant.id): variant for variant in view.variants}
    if asked in by_id:
        return by_id[asked]
    buyable = [variant for variant in view.variants if variant.available]
    return next(iter([*buyable, *view.variants]), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an option and the variant that choosing it leads to."""

    value: str
    url: str
    is_chosen: bool
    is_sold_out: bool


def _axes(view: ListingView, chosen: VariantView | None) -> list[dict[str, Any]]:
    """For each option its values, each a link that keeps the other options where it can."""
    if chosen is None or not chosen.options:
        return []
    axes = []
    for place, (name, current) in enumerate(chosen.options):
        values: dict[str, list[VariantView]] = {}
        for variant in view.variants:
            if len(variant.options) > place:
                values.setdefault(variant.options[place][1], []).append(variant)
        choices = []
        for value, variants in values.items():
            best = max(
                variants,
                key=lambda v: (_shared(v, chosen, place), v.available > 0),
            )
            choices.append(Choice(value, f"?v={best.id}", value == current, best.available == 0))
        axes.append({"name": name, "current": current, "choices": choices})
    return axes


def _shared(variant: VariantView, chosen: VariantView, but: int) -> int:
    """How many of the other options two variants have in common."""
    pairs = enumerate(zip(variant.options, chosen.options, strict=False))
    return sum(a == b for place, (a, b) in pairs if place != but)


def _gallery(view: ListingView, chosen: VariantView | None, asked: str) -> dict[str, Any]:
    """The large picture and the small ones that lead to others, the variant's own first."""
    place = 0
    if asked.isascii() and asked.isdigit() and 0 < int(asked[:3]) <= len(view.pictures):
        place = int(asked[:3]) - 1
    elif chosen is not None and chosen.picture_sha256:
        place = next(
            (n for n, p in enumerate(view.pictures) if p.sha256 == chosen.picture_sha256), 0
        )
    large: PictureView | None = view.pictures[place] if view.pictures else None
    variant = f"v={chosen.id}&" if chosen and len(view.variants) > 1 else ""
    small = [
        {"picture": picture, "url": f"?{variant}p={number}", "is_shown": number == place + 1}
        for number, picture in enumerate(view.pictures, 1)
    ]
    return {"large": large, "small": small if len(small) > 1 else [], "count": len(view.pictures)}


def _reviews(request: HttpRequest, view: ListingView) -> dict[str, Any]:
    """The rating and one page of reviews, by stars if asked for."""
    stars, page = request.GET.get("stars", ""), request.GET.get("reviews", "")
    chosen = int(stars) if stars in {"1", "2", "3", "4", "5"} else 0
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    found = trust.reviews(listing_id=view.id, page=number, filters=ReviewFilters(stars=chosen))
    return {
        "rating": facts.rating_words(trust.listing_rating([view.id]).get(view.id)),
        "reviews": [facts.review_words(each, view.version_id) for each in found.items],
        "review_page": found,
        "chosen_stars": chosen,
        "stars_query": f"{view.path}?stars=",
    }


def _trend(view: ListingView, chosen: VariantView | None) -> list[int]:
    """What the chosen variant cost over 90 days, every third day; empty if it never changed."""
    if chosen is None:
        return []
    now = clock.now()
    since = now - timedelta(days=TREND_DAYS)
    points = queries.price_history(chosen.id, until=now)
    if len({price for _at, price in points}) < 2:
        return []
    days = [since + timedelta(days=day) for day in range(0, TREND_DAYS + 1, TREND_STEP_DAYS)]
    found = []
    for day in days:
        before = [price for at, price in points if at <= day]
        if before:
            found.append(before[-1])
    return found if len(set(found)) > 1 else []


def _crumbs(view: ListingView) -> list[tuple[str, str]]:
    steps = [(_(name), f"/c/{slug}/") for slug, name in view.category.path]
    return [(_("Home"), "/"), *steps]


def _specs(view: ListingView) -> list[tuple[str, str]]:
    """The table: what the seller stated, then what names the product."""
    rows = list(view.specs)
    stated = {name.casefold() for name, _value in rows}
    named = ((_("Brand"), view.brand), (_("Part number"), view.mpn), (_("GTIN"), view.gtin))
    rows += [(name, value) for name, value in named if value and name.casefold() not in stated]
    return rows


def _others(offers: list[Offer], own: UUID) -> dict[str, Any] | None:
    """How many others sell it and from what price; None when nobody does."""
    others = [offer for offer in offers if offer.listing_id != own and offer.available]
    if not others:
        return None
    count = len(others)
    text = ngettext("%(count)d other seller", "%(count)d other sellers", count) % {"count": count}
    return {
        "text": text,
        "from_minor": min(offer.price_minor for offer in others),
        "currency": others[0].currency,
        "url": f"/compare/?product={own}",
    }
