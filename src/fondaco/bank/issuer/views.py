"""The cardholder's pages: sign-in, overview, accounts, cards, payments."""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fondaco.bank.issuer import cards, dispute, queries, sign_in
from fondaco.bank.issuer.rules import RESPONSE_TEXTS
from fondaco.bank.issuer.session import signed_in
from fondaco.kernel.errors import Refusal
from fondaco.money.amount import BadAmount, Money, parse_amount
from fondaco.threeds.outcome import Brand


@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """First factor."""
    after = request.POST.get("next") or request.GET.get("next", "")
    refusal = None
    if request.method == "POST":
        try:
            pending = sign_in.check(
                request.POST.get("email", ""), request.POST.get("password", "")[:200]
            )
            request.session.cycle_key()
            request.session["pending"] = asdict(pending)
            request.session["next"] = after
            return redirect("issuer_sign_in_code")
        except Refusal as error:
            refusal = error
    context = {"refusal": refusal, "next": after, "email": request.POST.get("email", "")}
    return render(
        request, "issuer/sign_in.html", context, status=refusal.status if refusal else 200
    )


@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Second factor: three tries, five minutes."""
    kept = request.session.get("pending")
    if not kept:
        return redirect("issuer_sign_in")
    pending = sign_in.Pending(**kept)
    wrong = False
    if request.method == "POST":
        if sign_in.code_is_right(pending, request.POST.get("code", "")[:20]):
            after = request.session.get("next", "")
            request.session.flush()
            request.session["cardholder_id"] = pending.cardholder_id
            request.session["cardholder_name"] = pending.name
            return redirect(_safe(request, after) or "issuer_overview")
        pending = replace(pending, tries=pending.tries + 1)
        if pending.tries >= sign_in.MOST_TRIES:
            request.session.flush()
            messages.error(request, _("Three codes were wrong. Start again with your password."))
            return redirect("issuer_sign_in")
        request.session["pending"] = asdict(pending)
        wrong = True
    left = sign_in.MOST_TRIES - pending.tries
    return render(
        request,
        "issuer/sign_in_code.html",
        {"pending": pending, "wrong": wrong, "left": left},
        status=400 if wrong else 200,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    request.session.flush()
    return redirect("counter_home")


@require_GET
@signed_in
def overview(request: HttpRequest, cardholder_id: UUID) -> HttpResponse:
    """Accounts, cards and what happened last."""
    return render(
        request,
        "issuer/overview.html",
        {
            "accounts": queries.accounts_of(cardholder_id),
            "cards": queries.cards_of(cardholder_id),
            "payments": queries.payments(cardholder_id)[:8],
        },
    )


@require_GET
@signed_in
def account(request: HttpRequest, cardholder_id: UUID, account_id: UUID) -> HttpResponse:
    """The statement of one account: what is held, then what is booked."""
    found = queries.account_of(cardholder_id, account_id)
    if found is None:
        raise Http404
    payments = queries.payments(cardholder_id, account_id=account_id)
    return render(
        request,
        "issuer/account.html",
        {
            "account": found,
            "pending": [payment for payment in payments if payment.state in {"held", "captured"}],
            "lines": queries.lines(account_id),
            "cards": [
                card for card in queries.cards_of(cardholder_id) if card.account_id == account_id
            ],
        },
    )


@require_http_methods(["GET", "POST"])
@signed_in
def card(request: HttpRequest, cardholder_id: UUID, card_id: UUID) -> HttpResponse:
    """One card: its number when asked for, freezing, its limit, what it paid."""
    found = queries.card_of(cardholder_id, card_id)
    if found is None:
        raise Http404
    act = request.POST.get("act", "")
    refusal, secrets = None, None
    if act == "show":
        secrets = queries.card_secrets(cardholder_id, card_id)
    elif act:
        try:
            gone = _change_card(act, cardholder_id, found, request.POST.get("limit", ""))
            return redirect("issuer_overview") if gone else redirect("issuer_card", card_id=card_id)
        except Refusal as error:
            refusal = error
    return render(
        request,
        "issuer/card.html",
        {
            "card": found,
            "secrets": secrets,
            "refusal": refusal,
            "limit": Money(found.limit_minor, found.currency).to_decimal()
            if found.limit_minor
            else "",
            "payments": queries.payments(cardholder_id, card_id=card_id),
        },
        status=refusal.status if refusal else 200,
    )


def _change_card(act: str, cardholder_id: UUID, card: queries.CardView, limit: str) -> bool:
    """Do what the button says; True when the card is gone."""
    if act in {"freeze", "unfreeze"}:
        cards.set_frozen(cardholder_id=cardholder_id, card_id=card.id, frozen=act == "freeze")
    elif act == "limit":
        amount = _amount(limit, card.currency)
        cards.set_limit(
            cardholder_id=cardholder_id,
            card_id=card.id,
            limit_minor=amount.amount_minor if amount else None,
        )
    elif act == "delete":
        cards.delete_card(cardholder_id=cardholder_id, card_id=card.id)
        return True
    return False


@require_http_methods(["GET", "POST"])
@signed_in
def new_card(request: HttpRequest, cardholder_id: UUID) -> HttpResponse:
    """Make a virtual card."""
    accounts = [a for a in queries.accounts_of(cardholder_id) if a.status == "open"]
    refusal = None
    if request.method == "POST":
        try:
            card_id = _make_card(cardholder_id, accounts, request.POST.dict())
            messages.success(request, _("Your virtual card is ready."))
            return redirect("issuer_card", card_id=card_id)
        except Refusal as error:
            refusal = error
    return render(
        request,
        "issuer/new_card.html",
        {"accounts": accounts, "refusal": refusal, "given": request.POST},
        status=refusal.status if refusal else 200,
    )


def _make_card(
    cardholder_id: UUID, accounts: list[queries.AccountView], given: dict[str, Any]
) -> UUID:
    chosen = next((a for a in accounts if str(a.id) == given.get("account")), None)
    if chosen is None:
        raise Refusal(
            "account_missing", _("Choose the account that pays."), field="account", status=400
        )
    label = str(given.get("label", "")).strip()[:40]
    if not label:
        raise Refusal("label_missing", _("Give the card a name."), field="label", status=400)
    brand = Brand.MASTERCARD if given.get("brand") == "mastercard" else Brand.VISA
    return cards.make_virtual_card(
        cardholder_id=cardholder_id,
        account_id=chosen.id,
        label=label,
        brand=brand,
        single_use="single_use" in given,
        locks_to_merchant="locks_to_merchant" in given,
        limit=_amount(str(given.get("limit", "")), chosen.currency),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def payment(request: HttpRequest, cardholder_id: UUID, payment_id: UUID) -> HttpResponse:
    """One card payment, and “I don't recognise this”."""
    found = queries.payment_of(cardholder_id, payment_id)
    if found is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            dispute.raise_dispute(
                payment_id=payment_id,
                cardholder_id=cardholder_id,
                reason_code=request.POST.get("reason", ""),
            )
            messages.success(
                request,
                _("We took your word for it: the amount is credited while we ask the shop."),
            )
            return redirect("issuer_payment", payment_id=payment_id)
        except Refusal as error:
            refusal = error
    return render(
        request,
        "issuer/payment.html",
        {
            "payment": found,
            "lines": queries.lines_of_payment(payment_id),
            "reasons": dispute.REASONS,
            "response_text": RESPONSE_TEXTS.get(found.response_code, ""),
            "refusal": refusal,
        },
        status=refusal.status if refusal else 200,
    )


def _amount(text: str, currency: str) -> Money | None:
    if not text.strip():
        return None
    try:
        return parse_amount(text.strip().replace(",", "."), currency)
    except BadAmount:
        raise Refusal(
            "amount_invalid",
            _("This is not an amount."),
            not_done=_("Nothing was changed."),
            next_step=_("Write it with digits and at most one point."),
            field="limit",
            status=400,
        ) from None


def _safe(request: HttpRequest, after: str) -> str:
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()})
    return after if safe and after.startswith("/") else ""
