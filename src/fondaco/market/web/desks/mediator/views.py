"""The mediators' desk: a queue by deadline, and one page with all that a decision needs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.cases import blind
from fondaco.market.cases import queries as cases
from fondaco.market.cases.queries.lists import QUEUES
from fondaco.market.cases.rules.decisions import REASON_CODES
from fondaco.market.cases.values import CaseView
from fondaco.market.members import queries as members
from fondaco.market.messaging import queries as messaging
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.trust import queries as trust
from fondaco.market.web.desks.mediator import looking
from fondaco.market.web.desks.mediator.comparing import compare
from fondaco.market.web.desks.mediator.looking import SIDE
from fondaco.market.web.desks.mediator.verbs import VERBS
from fondaco.market.web.desks.nav import frame
from fondaco.market.web.shell import casework
from fondaco.market.web.shell.casework import Told

TITLES = {
    "mine": lazy("Mine"),
    "unassigned": lazy("Nobody's"),
    "signatures": lazy("To sign"),
    "fraud": lazy("Payment not mine"),
    "all": lazy("All"),
}
KINDS = (
    ("refund", lazy("Refund this amount; the buyer keeps the goods")),
    ("return", lazy("Refund everything when the goods are back")),
    ("nothing", lazy("No refund")),
)
APPEAL_KINDS = (
    ("uphold", lazy("The first decision stands")),
    ("refund", lazy("The buyer gets this amount in all")),
    ("nothing", lazy("The buyer gets nothing")),
)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What is due first comes first."""
    which = request.GET.get("show", "mine")
    which = which if which in QUEUES else "mine"
    page = cases.mediation_queue(casework.me(request), which, casework.page_number(request))
    sellers = members.sellers({card.seller_id for card in page.items})
    people = members.members({card.mediator_id for card in page.items if card.mediator_id})
    context = frame(request) | {
        "page": page,
        "which": which,
        "cards": [
            (
                card,
                sellers.get(card.seller_id),
                people.get(card.mediator_id) if card.mediator_id else None,
            )
            for card in page.items
        ],
        "tabs": [
            {
                "title": TITLES[name],
                "url": f"?show={name}",
                "current": name == which,
                "count": page.counts[name],
            }
            for name in QUEUES
        ],
        "figures": cases.case_figures(),
        "again": blind.waiting(casework.me(request)),
        "agreement": blind.agreement(),
    }
    return render(request, "desks/mediator/queue.html", context)


@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case with both sides' evidence, the listing then and now, messages and tracking.

    Whoever has to decide it again blind is led there first: this page has the decision.
    """
    for review in blind.waiting(casework.me(request)):
        if review.case_id == case_id:
            return redirect("desk_again", review_id=review.id)
    return _page(request, case_id, Told())


def _page(request: HttpRequest, case_id: UUID, told: Told) -> HttpResponse:
    if cases.side_of(case_id, casework.me(request)) in {"buyer", "seller"}:
        # Their own side's page shows them what is theirs to see; the desk shows both sides'.
        raise NotAllowed(
            _("You have a tie to one of the sides of this case."),
            code="mediator_tied",
            next_step=_("You find it among your own cases; the desk does not show it to you."),
        )
    case = cases.case(case_id, side=SIDE)
    me = casework.me(request)
    order = trade.order(case.order_id)
    seller = members.seller(case.seller_id)
    people = members.members({case.buyer_id, case.mediator_id or case.buyer_id})
    buyer = people.get(case.buyer_id)
    buyer_name = buyer.display_name if buyer else _("The buyer")
    names = casework.party_names(SIDE, buyer=buyer_name, seller=seller.name)
    ids = {line.line_id for line in case.lines}
    lines = [line for line in order.lines if line.id in ids]
    on_appeal = case.state == "appeal"
    context = frame(request) | {
        "crumbs": ((_("Cases to decide"), reverse("desk_mediation")), (case.reference, "")),
        "case": case,
        "order": order,
        "seller": seller,
        "buyer": buyer,
        "buyer_name": buyer_name,
        "mediator": people.get(case.mediator_id) if case.mediator_id else None,
        "is_mine": case.mediator_id == me,
        "may_sign": case.proposal is not None and case.proposal.mediator_id != me,
        "names": names,
        "told": told,
        "given": told.given or {},
        "opened": {told.verb: True},
        "headline": casework.sentence(case, SIDE, seller.name),
        "next": casework.next_facts(case, names),
        "case_lines": lines,
        "compared": [compare(line) for line in lines],
        "sides": sides_of(case, buyer_name, seller.name),
        "talks": messaging.conversations_of_sale(
            buyer_id=case.buyer_id,
            seller_id=case.seller_id,
            order_id=case.order_id,
            listing_ids=(line.listing_id for line in lines if line.listing_id),
        ),
        "seller_facts": trust.seller_facts(case.seller_id),
        "buyer_figures": cases.buyer_figures(case.buyer_id),
        "intent": payments.intents([order.intent_id]).get(order.intent_id),
        "reason_codes": list(REASON_CODES.items()),
        "kinds": APPEAL_KINDS if on_appeal else _kinds(case),
        "most_minor": case.left_minor + (case.refunded_minor if on_appeal else 0),
        "evidence_form": casework.EvidenceForm(),
        "keys": {verb: new_id() for verb in VERBS},
    }
    return render(request, "desks/mediator/case.html", context, status=told.status)


def sides_of(case: CaseView, buyer: str, seller: str) -> list[dict[str, Any]]:
    """Each side's name, what counts of it, and what it showed."""
    return [
        {
            "name": name,
            "needs": needs,
            "pieces": [piece for piece in case.evidence if piece.side == side],
        }
        for side, name, needs in (
            ("buyer", buyer, case.buyer_needs),
            ("seller", seller, case.seller_needs),
        )
    ]


def _kinds(case: CaseView) -> tuple[tuple[str, Any], ...]:
    """A return is decided only while there is something to send back."""
    return tuple(kind for kind in KINDS if kind[0] != "return" or "decide_return" in case.may)


@require_POST
def act(request: HttpRequest, case_id: UUID, verb: str) -> HttpResponse:
    """One of the mediator's verbs; a refusal is shown over the case with what was typed."""
    if verb not in VERBS:
        raise Http404
    try:
        if verb in looking.LOOKED_AT and "seen" not in request.POST:
            return looking.page(request, case_id, verb)
        done = VERBS[verb](request, case_id)
    except Refusal as refusal:
        return _page(request, case_id, Told(refusal, verb, request.POST))
    messages.success(request, done)
    return redirect("desk_case", case_id=case_id)
