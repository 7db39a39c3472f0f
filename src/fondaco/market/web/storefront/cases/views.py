"""The buyer's cases: the list, one with all its steps, and what can be done in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.cases import appeal, evidence, mediate, offer, return_goods
from fondaco.market.cases import queries as cases
from fondaco.market.cases.rules.offers import WANTED
from fondaco.market.cases.rules.telling import WANTED_WORDS
from fondaco.market.cases.values import CaseView
from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.web.shell import casework
from fondaco.market.web.shell.casework import Told

SIDE = "buyer"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All my cases, newest first."""
    page = cases.cases_of_buyer(casework.me(request), casework.page_number(request))
    sellers = members.sellers({card.seller_id for card in page.items})
    context = {
        "page": page,
        "cards": [(card, sellers.get(card.seller_id)) for card in page.items],
        "due": sum(card.is_due for card in page.items),
    }
    return render(request, "storefront/cases/list.html", context)


@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: what happens next, by when, and who decides."""
    return _page(request, case_id, Told())


def _page(request: HttpRequest, case_id: UUID, told: Told) -> HttpResponse:
    case = cases.case(case_id, side=SIDE)
    seller = members.seller(case.seller_id)
    order = trade.order(case.order_id)
    names = casework.party_names(SIDE, buyer=_("You"), seller=seller.name)
    ids = {line.line_id for line in case.lines}
    disputes = casework.disputes(case, order.intent_id)
    context = {
        "crumbs": ((_("Cases"), reverse("cases_list")), (case.reference, "")),
        "case": case,
        "order": order,
        "seller": seller,
        "names": names,
        "told": told,
        "given": told.given or {},
        "opened": {told.verb: True},
        "headline": casework.sentence(case, SIDE, seller.name),
        "next": casework.next_facts(case, names),
        "disputes": disputes,
        "at_bank_minor": casework.at_bank_minor(disputes),
        "case_lines": [line for line in order.lines if line.id in ids],
        "mine": [piece for piece in case.evidence if piece.side == SIDE],
        "theirs": [piece for piece in case.evidence if piece.side == "seller"],
        "others": [piece for piece in case.evidence if piece.side == "mediator"],
        "evidence_form": casework.EvidenceForm(),
        "wants": [(kind.value, _(WANTED_WORDS[kind])) for kind in WANTED],
        "offer": case.standing_offer,
        "keys": {verb: new_id() for verb in _VERBS},
        "holder_minor": casework.held_minor(order),
        "authentication": _authentication(case),
        "now": clock.now(),
    }
    return render(request, "storefront/cases/case.html", context, status=told.status)


def _authentication(case: CaseView) -> Any:
    """What the cardholder's bank had confirmed, for "payment not mine": evidence for the bank."""
    if case.reason != "payment_not_mine":
        return None
    order = trade.order(case.order_id)
    return payments.intents([order.intent_id]).get(order.intent_id)


@require_GET
def picture(request: HttpRequest, case_id: UUID, evidence_id: UUID) -> HttpResponse:
    """A picture of the case, to both sides and those who decide."""
    member_id = casework.me(request)
    side = cases.side_of(case_id, member_id)
    return casework.picture(case_id, evidence_id, side=side, member_id=member_id)


@require_POST
def act(request: HttpRequest, case_id: UUID, verb: str) -> HttpResponse:
    """One of the buyer's verbs; a refusal is shown over the case with what was typed."""
    if verb not in _VERBS:
        raise Http404
    run, done = _VERBS[verb]
    try:
        run(request, case_id)
    except Refusal as refusal:
        return _page(request, case_id, Told(refusal, verb, request.POST))
    messages.success(request, _(done))
    return redirect("cases_case", case_id=case_id)


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:100] or new_id().hex


def _accept(request: HttpRequest, case_id: UUID) -> None:
    try:
        offer_id = UUID(request.POST.get("offer", ""))
    except ValueError:
        offer_id = case_id
    offer.accept(
        case_id=case_id,
        side=SIDE,
        member_id=casework.me(request),
        offer_id=offer_id,
        key=_key(request),
    )


def _counter(request: HttpRequest, case_id: UUID) -> None:
    view = cases.case(case_id, side=SIDE)
    offer.make_offer(
        case_id=case_id,
        side=SIDE,
        member_id=casework.me(request),
        kind=request.POST.get("kind", ""),
        amount_minor=casework.amount_of(request.POST.get("amount", ""), view.currency),
        text=request.POST.get("text", ""),
        key=_key(request),
    )


def _mediator(request: HttpRequest, case_id: UUID) -> None:
    mediate.ask(
        case_id=case_id,
        side=SIDE,
        member_id=casework.me(request),
        text=request.POST.get("text", ""),
        key=_key(request),
    )


def _evidence(request: HttpRequest, case_id: UUID) -> None:
    drafts = casework.drafts_of(request)
    if not drafts:
        raise Refusal(
            "evidence_empty", _("Write what it shows, or choose a picture."),
            not_done=_("Nothing was added."), status=422,
        )  # fmt: skip
    evidence.add(
        case_id=case_id,
        side=SIDE,
        member_id=casework.me(request),
        drafts=drafts,
        key=_key(request),
    )


def _appeal(request: HttpRequest, case_id: UUID) -> None:
    appeal.appeal(
        case_id=case_id,
        side=SIDE,
        member_id=casework.me(request),
        text=request.POST.get("text", ""),
        key=_key(request),
    )


def _withdraw(request: HttpRequest, case_id: UUID) -> None:
    offer.withdraw(case_id=case_id, member_id=casework.me(request), key=_key(request))


def _extend(request: HttpRequest, case_id: UUID) -> None:
    return_goods.extend(case_id=case_id, member_id=casework.me(request), key=_key(request))


def _reopen(request: HttpRequest, case_id: UUID) -> None:
    return_goods.reopen(case_id=case_id, member_id=casework.me(request), key=_key(request))


_VERBS: dict[str, tuple[Callable[[HttpRequest, UUID], None], str]] = {
    "accept": (_accept, gettext_noop("Accepted. It is carried out now.")),
    "counter": (_counter, gettext_noop("Your proposal is with the seller.")),
    "mediator": (_mediator, gettext_noop("A mediator takes over.")),
    "evidence": (_evidence, gettext_noop("Added. Both sides and the mediator can see it.")),
    "appeal": (_appeal, gettext_noop("Your appeal is with a second mediator.")),
    "withdraw": (_withdraw, gettext_noop("The case is closed.")),
    "extend": (_extend, gettext_noop("You have more days to send it.")),
    "reopen": (_reopen, gettext_noop("The case is open again. Send the parcel now.")),
}
"""Last part of the address to the verb and what is said when it is done."""
