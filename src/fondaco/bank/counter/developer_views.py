"""The developers' pages: card numbers, clearing, and the issuer's desk for chargebacks."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from fondaco.bank.acquirer import queries as acquirer
from fondaco.bank.acquirer import verdict
from fondaco.bank.acquirer.chargebacks import decide
from fondaco.bank.counter.people import EXPIRY, PEOPLE, TESTER
from fondaco.bank.faults.triggers import TRIGGERS, Group
from fondaco.bank.issuer.dispute import REASONS
from fondaco.kernel.errors import Refusal

EXPIRES = f"{EXPIRY[2:]}/{EXPIRY[:2]}"
GROUPS = (
    (Group.AUTHENTICATION, gettext_lazy("How the cardholder is authenticated")),
    (Group.SOFT_DECLINE, gettext_lazy("A soft decline that asks for authentication")),
    (Group.ANSWER, gettext_lazy("How the issuer answers")),
    (Group.LATER, gettext_lazy("What happens afterwards")),
)


@require_GET
def developers(request: HttpRequest) -> HttpResponse:
    """Every card number and what it does, by group."""
    own = [
        {"number": card.number, "code": card.security_code, "label": card.label, "owner": person}
        for person in PEOPLE
        for account in person.accounts
        for card in account.cards
    ]
    owners = {entry["number"]: entry["owner"] for entry in own}
    groups = [
        (
            group.value,
            title,
            [
                (trigger, owners.get(trigger.number, TESTER))
                for trigger in TRIGGERS
                if trigger.group is group
            ],
        )
        for group, title in GROUPS
    ]
    return render(
        request,
        "counter/developers.html",
        {"groups": groups, "own": own, "expires": EXPIRES},
    )


@require_GET
def clearing(request: HttpRequest) -> HttpResponse:
    """Settlements, payouts and chargebacks."""
    return render(
        request,
        "counter/clearing.html",
        {
            "chargebacks": acquirer.chargebacks(),
            "settlements": acquirer.settlements(),
            "orders": acquirer.orders(),
        },
    )


@require_http_methods(["GET", "POST"])
def chargeback(request: HttpRequest, chargeback_id: UUID) -> HttpResponse:
    """The issuer's desk: what was claimed, what the shop sent, and who wins."""
    found = acquirer.chargeback(chargeback_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        won = request.POST.get("won", "")
        try:
            if won not in {"0", "1"}:
                raise Refusal(
                    "winner_missing",
                    _("Nobody was chosen to win."),
                    not_done=_("Nothing was decided."),
                    next_step=_("Press one of the two buttons."),
                )
            decide(
                chargeback_id=chargeback_id,
                merchant_won=won == "1",
                because=_("Decided at the issuer's desk."),
            )
            messages.success(request, _("It is decided, and both sides are told."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("counter_chargeback", chargeback_id=chargeback_id)
    return render(
        request,
        "counter/chargeback.html",
        {
            "row": found,
            "reason": REASONS.get(found.reason_code, found.reason_code),
            "answers": acquirer.answers_to(chargeback_id),
            "read_for": verdict.READ_FOR.days,
            "need": verdict.NEEDS.get(found.reason_code),
            "words": (verdict.WINNING, verdict.LOSING),
        },
    )
