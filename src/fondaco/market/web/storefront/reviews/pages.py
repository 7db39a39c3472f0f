"""All reviews of a listing or a seller, what was removed, and how a score is made."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.members import queries as members
from fondaco.market.members.values import SellerView
from fondaco.market.trust import queries as trust
from fondaco.market.trust.rules import facts as rules
from fondaco.market.trust.rules.reviews import REMOVAL_RULES
from fondaco.market.trust.values import ReviewFilters, ReviewPage
from fondaco.market.web.shell.pages import page_number
from fondaco.market.web.storefront.browse.facts import fact_rows, rating_words
from fondaco.market.web.storefront.reviews.panels import review_cards

ORDERS = ("newest", "helpful", "lowest", "highest")


def _filters(request: HttpRequest) -> ReviewFilters:
    stars = request.GET.get("stars", "")
    order = request.GET.get("sort", "")
    return ReviewFilters(
        stars=int(stars) if stars in {"1", "2", "3", "4", "5"} else 0,
        with_text=request.GET.get("words") == "1",
        order=order if order in ORDERS else "newest",
    )


def _context(filters: ReviewFilters, page: ReviewPage) -> dict[str, Any]:
    names = {
        "newest": _("Newest"),
        "helpful": _("Most helpful"),
        "lowest": _("Lowest first"),
        "highest": _("Highest first"),
    }
    return {
        "page": page,
        "filters": filters,
        "sorts": [(value, names[value], value == filters.order) for value in ORDERS],
    }


@require_safe
def by_address(request: HttpRequest, slug: str, listing_id: str) -> HttpResponse:
    """What do the buyers of this say?"""
    try:
        view = catalogue.listing(UUID(listing_id))
    except NotFound as missing:
        raise Http404 from missing
    if view.status == "draft":
        raise Http404
    filters = _filters(request)
    page = trust.reviews(listing_id=view.id, page=page_number(request), filters=filters)
    context = _context(filters, page) | {
        "listing": view,
        "seller": members.seller(view.seller_id),
        "rating": rating_words(trust.listing_rating([view.id]).get(view.id)),
        "cards": review_cards(page.items, {view.id: view.version_id}),
    }
    return render(request, "storefront/reviews/listing.html", context)


def _seller(slug: str) -> SellerView:
    try:
        return members.seller_by_slug(slug)
    except NotFound as missing:
        raise Http404 from missing


@require_safe
def seller(request: HttpRequest, slug: str) -> HttpResponse:
    """What do the buyers of this seller say?"""
    found = _seller(slug)
    filters = _filters(request)
    page = trust.reviews(seller_id=found.id, page=page_number(request), filters=filters)
    facts = trust.sellers_facts([found.id], {found.id: found.verified_at})[found.id]
    context = _context(filters, page) | {
        "seller": found,
        "seller_facts": fact_rows(facts),
        "rating": rating_words(trust.seller_rating(found.id)),
        "cards": review_cards(page.items),
    }
    return render(request, "storefront/reviews/seller.html", context)


@require_safe
def score(request: HttpRequest, slug: str) -> HttpResponse:
    """How is this seller's score made?"""
    found = _seller(slug)
    context = {
        "seller": found,
        "account": trust.score_account(found.id),
        "half_life": rules.HALF_LIFE_DAYS,
        "prior_orders": int(rules.PRIOR_ORDERS),
        "enough": rules.ENOUGH_FOR_PRIOR,
    }
    return render(request, "storefront/reviews/score.html", context)


@require_safe
def removed(request: HttpRequest) -> HttpResponse:
    """What was removed, under which rule, and why?"""
    page = trust.removed_reviews(page_number(request))
    context = {
        "page": page,
        "cards": review_cards(page.items),
        "rules": list(REMOVAL_RULES.values()),
    }
    return render(request, "storefront/reviews/removed.html", context)
