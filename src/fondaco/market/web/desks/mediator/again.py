"""Deciding a decided case again without seeing the decision, to measure agreement."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import blind
from fondaco.market.cases import queries as cases
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.web.desks.mediator.comparing import compare
from fondaco.market.web.desks.mediator.looking import SIDE
from fondaco.market.web.desks.mediator.views import KINDS, sides_of
from fondaco.market.web.desks.nav import frame
from fondaco.market.web.shell import casework
from fondaco.market.web.shell.casework import Told


@require_http_methods(["GET", "POST"])
def decide_again(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """The case's evidence and a short form; nothing of what was decided."""
    me = casework.me(request)
    review = blind.review(review_id, me)
    case = cases.case(review.case_id, side=SIDE)
    told = Told()
    if request.method == "POST":
        try:
            blind.judge(
                review_id=review_id,
                mediator_id=me,
                kind=request.POST.get("kind", ""),
                amount_minor=casework.amount_of(request.POST.get("amount", ""), case.currency),
            )
        except Refusal as refusal:
            told = Told(refusal, "again", request.POST)
        else:
            messages.success(request, _("Thank you. No money moves by this."))
            return redirect("desk_mediation")
    order = trade.order(case.order_id)
    seller = members.seller(case.seller_id)
    buyer = members.members([case.buyer_id]).get(case.buyer_id)
    buyer_name = buyer.display_name if buyer else _("The buyer")
    ids = {line.line_id for line in case.lines}
    context = frame(request) | {
        "crumbs": ((_("Cases to decide"), reverse("desk_mediation")), (case.reference, "")),
        "case": case,
        "seller": seller,
        "buyer_name": buyer_name,
        "sides": sides_of(case, buyer_name, seller.name),
        "compared": [compare(line) for line in order.lines if line.id in ids],
        "kinds": KINDS,
        "told": told,
        "given": told.given or {},
    }
    return render(request, "desks/mediator/again.html", context, status=told.status)
