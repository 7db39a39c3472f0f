"""The second look before money moves: the decision's amounts and consequences in words.

What was typed is read once. The page shows what it means and carries it signed, with the mark
of the case as it stood; what comes back is exactly that, or nothing is decided.
"""

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.cases import decide
from fondaco.market.cases import queries as cases
from fondaco.market.cases.consequences import Consequence
from fondaco.market.cases.rules.decisions import REASON_CODES, contradicted
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.web.desks.nav import frame
from fondaco.market.web.shell import casework

SALT = "desk.decision"
GOOD_FOR_S = 3_600
LOOKED_AT = frozenset({"decide", "confirm"})
SIDE = "mediator"


def page(request: HttpRequest, case_id: UUID, verb: str) -> HttpResponse:
    """What the decision in the form, or the proposal, would do. Moves nothing."""
    case = cases.case(case_id, side=SIDE)
    if verb == "decide":
        typed = _typed(request, case.currency)
        found = decide.look(
            case_id=case_id,
            mediator_id=casework.me(request),
            **{name: typed[name] for name in ("kind", "amount_minor", "reason_code", "text")},
        )
    else:
        proposal_id = _id(request.POST.get("proposal", "")) or case_id
        found = decide.look_at_proposal(
            case_id=case_id, proposal_id=proposal_id, mediator_id=casework.me(request)
        )
        waits = case.proposal
        typed = {
            "proposal": str(proposal_id),
            "reason_code": waits.reason_code if waits else "",
            "text": waits.text if waits else "",
        }
    typed |= {"case": str(case_id), "verb": verb, "mark": found.mark}
    buyer = members.members({case.buyer_id}).get(case.buyer_id)
    context = frame(request) | {
        "crumbs": (
            (_("Cases to decide"), reverse("desk_mediation")),
            (case.reference, reverse("desk_case", kwargs={"case_id": case_id})),
            (_("Look again"), ""),
        ),
        "case": case,
        "found": found,
        "lines": lines(found),
        "stays_minor": case.left_minor - found.refund.plan.total_minor if found.refund else 0,
        "reason": REASON_CODES.get(typed["reason_code"], ""),
        "contradicted": contradicted(
            typed["reason_code"], is_delivery_proven=_is_delivery_proven(case.order_id)
        ),
        "text": typed["text"],
        "buyer_name": buyer.display_name if buyer else _("The buyer"),
        "seller": members.seller(case.seller_id),
        "verb": verb,
        "signs_first": verb == "decide" and "propose" in case.may,
        "seen": signing.dumps(typed, salt=SALT, compress=True),
        "key": request.POST.get("key", "")[:100] or new_id().hex,
    }
    answer = render(request, "desks/mediator/looking.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _is_delivery_proven(order_id: UUID) -> bool:
    parcels = trade.order(order_id).shipments
    return bool(parcels) and all(parcel.is_proven for parcel in parcels)


def lines(found: Consequence) -> list[tuple[Any, int]]:
    """Where the money of a refund comes from: words and minor units, only what is not nothing."""
    if found.refund is None:
        return []
    plan = found.refund.plan
    rows = (
        (_("from what we hold for this order"), plan.escrow_minor),
        (_("from our own fee, which a refund gives back"), plan.fee_minor),
        (_("from the seller's balance"), plan.balance_minor),
        (_("from the seller's reserve"), plan.reserve_minor),
        (_("from the protection fund; the seller then owes it"), plan.fund_minor),
        (_("from the platform; the seller then owes it"), plan.platform_minor),
    )
    return [(words, minor) for words, minor in rows if minor]


def seen(request: HttpRequest, case_id: UUID, verb: str) -> dict[str, Any]:
    """What was looked at, as it was signed; refuses anything else, and what is an hour old."""
    try:
        found: dict[str, Any] = signing.loads(
            request.POST.get("seen", ""), salt=SALT, max_age=GOOD_FOR_S
        )
    except signing.BadSignature:
        found = {}
    if found.get("case") != str(case_id) or found.get("verb") != verb:
        raise Refusal(
            "look_again",
            _("This was looked at too long ago, or the page arrived changed."),
            not_done=_("Nothing was decided and no money moved."),
            next_step=_("Fill in the decision again, and look at the amounts."),
        )
    return found


def _typed(request: HttpRequest, currency: str) -> dict[str, Any]:
    return {
        "kind": request.POST.get("kind", ""),
        "amount_minor": casework.amount_of(request.POST.get("amount", ""), currency),
        "reason_code": request.POST.get("reason_code", ""),
        "text": request.POST.get("text", ""),
        "evidence": [text for text in request.POST.getlist("evidence") if _id(text)],
    }


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
