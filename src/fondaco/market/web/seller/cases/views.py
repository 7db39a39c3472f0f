"""The seller's cases: by what is due, and one with all its steps."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.cases import queries as cases
from fondaco.market.cases.queries.lists import SELLER_LISTS
from fondaco.market.cases.rules.offers import Kind
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.carriers.registry import CARRIERS
from fondaco.market.web.seller.cases.verbs import SIDE, VERBS
from fondaco.market.web.seller.nav import frame
from fondaco.market.web.shell import casework
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.casework import Told

TITLES = {"due": lazy("Your turn"), "open": lazy("Open"), "closed": lazy("Closed")}
OFFERS = (
    (Kind.PART_REFUND, lazy("Part of the money back; the buyer keeps it")),
    (Kind.RETURN_REFUND, lazy("All the money back when it has come back to you")),
    (Kind.REPLACEMENT, lazy("The right thing, or a new one")),
    (Kind.FULL_REFUND, lazy("All the money back, without a return")),
    (Kind.NOTHING, lazy("Nothing: I see it otherwise, and say why")),
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is due comes first."""
    seller_id = visitor_of(request).seller_id
    assert seller_id is not None  # noqa: S101 - the access table asks for staff of a seller
    which = request.GET.get("show", "due")
    which = which if which in SELLER_LISTS else "due"
    page = cases.cases_of_seller(seller_id, which, casework.page_number(request))
    context = frame(request) | {
        "page": page,
        "which": which,
        "tabs": [
            {
                "title": TITLES[name],
                "url": f"?show={name}",
                "current": name == which,
                "count": page.counts[name],
            }
            for name in SELLER_LISTS
        ],
        "figures": cases.case_figures(seller_id),
    }
    return render(request, "seller/cases/list.html", context)


@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: what is due of you, by when, and what happens otherwise."""
    return _page(request, case_id, Told())


def _page(request: HttpRequest, case_id: UUID, told: Told) -> HttpResponse:
    case = cases.case(case_id, side=SIDE)
    order = trade.order(case.order_id)
    buyer = members.members([case.buyer_id]).get(case.buyer_id)
    buyer_name = buyer.display_name if buyer else _("The buyer")
    shop = frame(request)
    names = casework.party_names(SIDE, buyer=buyer_name, seller=shop["seller"].name)
    ids = {line.line_id for line in case.lines}
    disputes = casework.disputes(case, order.intent_id)
    context = shop | {
        "crumbs": ((_("Cases"), reverse("seller_cases")), (case.reference, "")),
        "case": case,
        "order": order,
        "buyer_name": buyer_name,
        "names": names,
        "told": told,
        "given": told.given or {},
        "opened": {told.verb: True},
        "headline": casework.sentence(case, SIDE, buyer_name),
        "next": casework.next_facts(case, names),
        "disputes": disputes,
        "at_bank_minor": casework.at_bank_minor(disputes),
        "case_lines": [line for line in order.lines if line.id in ids],
        "mine": [piece for piece in case.evidence if piece.side == SIDE],
        "theirs": [piece for piece in case.evidence if piece.side == "buyer"],
        "others": [piece for piece in case.evidence if piece.side == "mediator"],
        "evidence_form": casework.EvidenceForm(),
        "offers": OFFERS,
        "offer": case.standing_offer,
        "carriers": list(CARRIERS.values()),
        "keys": {verb: new_id() for verb in VERBS},
        "holder_minor": casework.held_minor(order),
    }
    return render(request, "seller/cases/case.html", context, status=told.status)


@require_POST
def act(request: HttpRequest, case_id: UUID, verb: str) -> HttpResponse:
    """One of the seller's verbs; a refusal is shown over the case with what was typed."""
    if verb not in VERBS:
        raise Http404
    run, done = VERBS[verb]
    try:
        run(request, case_id)
    except Refusal as refusal:
        return _page(request, case_id, Told(refusal, verb, request.POST))
    messages.success(request, _(done))
    return redirect("seller_case", case_id=case_id)
