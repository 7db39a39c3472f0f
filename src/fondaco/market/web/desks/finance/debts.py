"""What buyers owe, and the answers to their objections."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import debts
from fondaco.market.web.desks.finance.frame import frame, page_asked
from fondaco.market.web.shell.access import visitor_of


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Objections first; an answer either lets it stand or lets it go."""
    refusal = None
    if request.method == "POST":
        try:
            _answer(request)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("Answered; the buyer has a mail."))
            return redirect("desk_finance_debts")
    found = trade.open_debts(page=page_asked(request))
    people = members.members({debt.owner_id for debt in found.items})
    return render(
        request,
        "desks/finance/debts.html",
        frame(request, "desk_finance_debts")
        | {
            "debts": [(debt, people[debt.owner_id].display_name) for debt in found.items],
            "page": found.page,
            "has_next": found.has_next,
            "waiting": trade.objections(),
            "refusal": refusal,
            "about": request.POST.get("debt", ""),
            "text": request.POST.get("text", ""),
        },
        status=refusal.status if refusal else 200,
    )


def _answer(request: HttpRequest) -> None:
    verdict = request.POST.get("verdict")
    try:
        debt_id = UUID(request.POST.get("debt", ""))
    except ValueError:
        verdict = None
    if verdict not in {"owed", "dropped"}:
        raise Refusal(
            "form_incomplete",
            _("Choose whether it stays owed."),
            not_done=_("Nothing was answered."),
            status=422,
        )
    debts.answer(
        debt_id=debt_id,
        actor=Actor("finance", visitor_of(request).member_id),
        is_owed=verdict == "owed",
        text=request.POST.get("text", ""),
    )
