"""The seller's shelf: what they offer, in every state, and the steps of a listing's life."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel.errors import Refusal
from fondaco.market.catalogue import actions, queries
from fondaco.market.web.seller.listings.editor import actor_of, seller_of
from fondaco.market.web.seller.nav import frame

STATES = {
    "": lazy("All"),
    "live": lazy("For sale"),
    "draft": lazy("Drafts"),
    "paused": lazy("Paused"),
    "withdrawn": lazy("Withdrawn"),
}
BADGES = {
    "live": ("ok", lazy("For sale")),
    "draft": ("", lazy("Draft")),
    "paused": ("look", lazy("Paused")),
    "withdrawn": ("", lazy("Withdrawn")),
}
VERBS = {"publish": actions.publish, "pause": actions.pause, "withdraw": actions.withdraw}
SAID = {
    "publish": lazy("It is for sale."),
    "pause": lazy("It is paused: nobody can buy it until you publish it again."),
    "withdraw": lazy("It is withdrawn for good."),
}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The shelf, by state, with a search in title and SKU."""
    status = request.GET.get("status", "")
    status = status if status in STATES else ""
    text = request.GET.get("q", "")[:100]
    number = request.GET.get("page", "1")
    page_number = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    page = queries.shelf(seller_of(request), status=status, text=text, page=page_number)
    all_of_them = sum(count for state, count in page.counts.items() if state != "withdrawn")
    address = reverse("seller_listings")
    context = frame(request) | {
        "page": page,
        "rows": [(row, *BADGES[row.status]) for row in page.rows],
        "text": text,
        "status": status,
        "live": page.counts.get("live", 0),
        "is_new_here": not page.counts,
        "tabs": [
            {
                "title": title,
                "url": f"{address}?status={state}" if state else address,
                "current": state == status,
                "count": page.counts.get(state, 0) if state else all_of_them,
            }
            for state, title in STATES.items()
        ],
    }
    return render(request, "seller/listings/shelf.html", context)


@require_POST
def step(request: HttpRequest, listing_id: UUID, event: str) -> HttpResponse:
    """Publish, pause or withdraw."""
    if event not in VERBS:
        raise Http404
    try:
        VERBS[event](seller_id=seller_of(request), listing_id=listing_id, actor=actor_of(request))
        messages.success(request, SAID[event])
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("seller_listing", listing_id=listing_id)
