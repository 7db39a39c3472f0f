"""What a seller can do in a case: a form's fields in, one verb of the room called."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.cases import appeal, evidence, mediate, offer, return_goods
from fondaco.market.cases import queries as cases
from fondaco.market.web.shell import casework

SIDE = "seller"
INVOICE = "invoice"


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:100] or new_id().hex


def _offer(request: HttpRequest, case_id: UUID) -> None:
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


def _grant(request: HttpRequest, case_id: UUID) -> None:
    offer.grant(case_id=case_id, member_id=casework.me(request), key=_key(request))


def _mediator(request: HttpRequest, case_id: UUID) -> None:
    mediate.ask(
        case_id=case_id,
        side=SIDE,
        member_id=casework.me(request),
        text=request.POST.get("text", ""),
        key=_key(request),
    )


def _evidence(request: HttpRequest, case_id: UUID) -> None:
    kind = INVOICE if request.POST.get("evidence_kind") == INVOICE else ""
    drafts = casework.drafts_of(request, kind=kind)
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


def _label(request: HttpRequest, case_id: UUID) -> None:
    return_goods.give_label(
        case_id=case_id,
        member_id=casework.me(request),
        carrier=request.POST.get("carrier", ""),
        tracking_number=request.POST.get("tracking_number", ""),
        key=_key(request),
    )


def _replacement(request: HttpRequest, case_id: UUID) -> None:
    return_goods.send_replacement(
        case_id=case_id,
        member_id=casework.me(request),
        carrier=request.POST.get("carrier", ""),
        tracking_number=request.POST.get("tracking_number", ""),
        key=_key(request),
    )


def _goods(request: HttpRequest, case_id: UUID) -> None:
    return_goods.accept_goods(case_id=case_id, member_id=casework.me(request), key=_key(request))


def _object(request: HttpRequest, case_id: UUID) -> None:
    return_goods.object_to_goods(
        case_id=case_id,
        member_id=casework.me(request),
        text=request.POST.get("text", ""),
        evidence=casework.drafts_of(request) if request.FILES else (),
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


VERBS: dict[str, tuple[Callable[[HttpRequest, UUID], None], str]] = {
    "offer": (_offer, gettext_noop("Your answer is with the buyer.")),
    "accept": (_accept, gettext_noop("Agreed. It is carried out now.")),
    "grant": (_grant, gettext_noop("The buyer is refunded in full. The case is closed.")),
    "mediator": (_mediator, gettext_noop("A mediator takes over.")),
    "evidence": (_evidence, gettext_noop("Added. Both sides and the mediator can see it.")),
    "label": (_label, gettext_noop("The buyer has your label.")),
    "replacement": (
        _replacement,
        gettext_noop("Noted. The case is closed when the carrier proves that it has arrived."),
    ),
    "goods": (_goods, gettext_noop("Thank you. The buyer is refunded.")),
    "object": (_object, gettext_noop("Your objection is with a mediator.")),
    "appeal": (_appeal, gettext_noop("Your appeal is with a second mediator.")),
}
"""Last part of the address to the verb and what is said when it is done."""
