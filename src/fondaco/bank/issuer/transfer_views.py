"""Sending money: the form, then the code that confirms exactly this amount to this payee."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fondaco.bank.issuer import confirm, queries, transfers
from fondaco.bank.issuer.credit import payee_of
from fondaco.bank.issuer.rates import PER_EURO
from fondaco.bank.issuer.session import signed_in
from fondaco.bank.shell.templatetags.rialto import money
from fondaco.kernel.errors import Refusal

FIELDS = ("account", "iban", "name", "amount", "currency", "reference")
USUAL_CURRENCIES = ("EUR", "GBP", "USD", "JPY")


@require_http_methods(["GET", "POST"])
@signed_in
def send(request: HttpRequest, cardholder_id: UUID, account_id: UUID | None = None) -> HttpResponse:
    """The form; query parameters with the fields' names fill it in."""
    source = request.POST if request.method == "POST" else request.GET
    given = {field: source.get(field, "")[:200] for field in FIELDS}
    if account_id is not None and not given["account"]:
        given["account"] = str(account_id)
    refusal = None
    if request.method == "POST":
        try:
            checked = transfers.check(cardholder_id, given)
            confirmation_id = transfers.ask(
                cardholder_id=cardholder_id, order=checked.order, words=_words(checked.order)
            )
            return redirect("issuer_send_confirm", confirmation_id=confirmation_id)
        except Refusal as error:
            refusal = error
    chosen = given["currency"] if given["currency"] in PER_EURO else "EUR"
    return render(
        request,
        "issuer/send.html",
        {
            "accounts": transfers.accounts_to_send_from(cardholder_id),
            "currencies": dict.fromkeys((*USUAL_CURRENCIES, chosen)),
            "given": given | {"currency": chosen},
            "refusal": refusal,
            "prefilled": request.method == "GET" and bool(given["iban"]),
        },
        status=refusal.status if refusal else 200,
    )


@require_http_methods(["GET", "POST"])
@signed_in
def send_confirm(request: HttpRequest, cardholder_id: UUID, confirmation_id: UUID) -> HttpResponse:
    """The code. Amount and payee stand here as they were sealed with it."""
    refusal, wrong = None, False
    if request.method == "POST":
        try:
            verdict = transfers.send(
                cardholder_id=cardholder_id,
                confirmation_id=confirmation_id,
                typed=request.POST.get("code", "")[:20],
            )
        except Refusal as error:
            refusal = error
        else:
            if verdict is confirm.Verdict.RIGHT:
                return _sent(request, cardholder_id, confirmation_id)
            wrong = verdict is confirm.Verdict.WRONG
            refusal = confirm.codes_blocked() if verdict is confirm.Verdict.BLOCKED else None
    asked = confirm.waiting(
        cardholder_id=cardholder_id, confirmation_id=confirmation_id, purpose=transfers.PURPOSE
    )
    order = transfers.order_of(asked.about)
    account = queries.account_of(cardholder_id, UUID(order.account_id))
    payee = payee_of(order.iban, order.currency)
    return render(
        request,
        "issuer/send_confirm.html",
        {
            "asked": asked,
            "order": order,
            "account": account,
            "name_match": payee.name_match(order.name),
            "refusal": refusal,
            "wrong": wrong,
        },
        status=refusal.status if refusal else 400 if wrong or asked.over else 200,
    )


def _sent(request: HttpRequest, cardholder_id: UUID, confirmation_id: UUID) -> HttpResponse:
    asked = confirm.waiting(
        cardholder_id=cardholder_id, confirmation_id=confirmation_id, purpose=transfers.PURPOSE
    )
    order = transfers.order_of(asked.about)
    messages.success(
        request,
        _("%(amount)s is sent to %(name)s. It is booked below.")
        % {"amount": money(order.amount_minor, order.currency), "name": order.name},
    )
    return redirect("issuer_account", account_id=order.account_id)


def _words(order: transfers.Order) -> str:
    """How the text message names the act: the amount and the payee."""
    amount = money(order.amount_minor, order.currency)
    return f"send {amount} to {order.name}, account ending {order.iban[-4:]}"
