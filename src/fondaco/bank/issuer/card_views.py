"""A card's page: what it may do, its number for a minute, and making a virtual one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fondaco.bank.issuer import card_queries, cards, confirm, queries
from fondaco.bank.issuer.card_queries import CardView
from fondaco.bank.issuer.cards import Limits, VirtualCard
from fondaco.bank.issuer.session import signed_in
from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.money.amount import BadAmount, Money, parse_amount
from fondaco.threeds.outcome import Brand

SHOW = "show_card"
SHOWN_FOR_S = 60
DAYS = (7, 30, 90, 365)


@require_http_methods(["GET", "POST"])
@signed_in
def card(request: HttpRequest, cardholder_id: UUID, card_id: UUID) -> HttpResponse:
    """One card: freezing, limits, lock, what it paid; its number when a code allowed it."""
    found = card_queries.card_of(cardholder_id, card_id)
    if found is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            return _act(request, cardholder_id, found)
        except Refusal as error:
            refusal = error
    left_s = _shown_for(request, card_id)
    return render(
        request,
        "issuer/card.html",
        {
            "card": found,
            "secrets": card_queries.card_secrets(cardholder_id, card_id) if left_s else None,
            "left_s": left_s,
            "refusal": refusal,
            "payment_limit": _typed(request, "payment_limit", found.payment_limit_minor, found),
            "month_limit": _typed(request, "month_limit", found.month_limit_minor, found),
            "payments": queries.payments(cardholder_id, card_id=card_id),
        },
        status=refusal.status if refusal else 200,
    )


def _act(request: HttpRequest, cardholder_id: UUID, card: CardView) -> HttpResponse:
    """Do what the button says, and go to where it shows."""
    act = request.POST.get("act", "")
    whose: dict[str, UUID] = {"cardholder_id": cardholder_id, "card_id": card.id}
    if act == "show":
        confirmation_id = confirm.ask(
            cardholder_id=cardholder_id,
            purpose=SHOW,
            about={"card_id": str(card.id)},
            words=f"see the number of the card ending in {card.last_four}",
        )
        return redirect("issuer_show_card", card_id=card.id, confirmation_id=confirmation_id)
    if act in {"freeze", "unfreeze"}:
        cards.set_frozen(**whose, frozen=act == "freeze")
    elif act == "limits":
        cards.set_limits(**whose, limits=_limits(request.POST.dict(), card.currency))
        messages.success(request, _("The limits are set."))
    elif act == "lock":
        merchant = " ".join(request.POST.get("merchant", "").split())
        cards.set_lock(**whose, locks=request.POST.get("lock") == "1", merchant=merchant)
        messages.success(request, _("The card's shop is set."))
    elif act in {"lost", "stolen"}:
        new_id = cards.report_lost(**whose, stolen=act == "stolen")
        messages.success(
            request, _("The card pays nothing any more. This is the one that replaces it.")
        )
        return redirect("issuer_card", card_id=new_id)
    elif act == "delete":
        cards.delete_card(**whose)
        messages.success(request, _("The card is deleted. Its number is worth nothing now."))
        return redirect("issuer_cards")
    return redirect("issuer_card", card_id=card.id)


@require_http_methods(["GET", "POST"])
@signed_in
def show_card(
    request: HttpRequest, cardholder_id: UUID, card_id: UUID, confirmation_id: UUID
) -> HttpResponse:
    """The code that lets the number be seen for a minute."""
    wrong, refusal = False, None
    if request.method == "POST":
        verdict = confirm.answer(
            cardholder_id=cardholder_id,
            confirmation_id=confirmation_id,
            purpose=SHOW,
            typed=request.POST.get("code", "")[:20],
        )
        wrong = verdict is confirm.Verdict.WRONG
        refusal = confirm.codes_blocked() if verdict is confirm.Verdict.BLOCKED else None
        if verdict is confirm.Verdict.RIGHT:
            until = int(clock.real_now().timestamp()) + SHOWN_FOR_S
            request.session["shown"] = {"card_id": str(card_id), "until": until}
            return redirect("issuer_card", card_id=card_id)
    asked = confirm.waiting(
        cardholder_id=cardholder_id, confirmation_id=confirmation_id, purpose=SHOW
    )
    found = card_queries.card_of(cardholder_id, card_id)
    if found is None or asked.about != {"card_id": str(card_id)}:
        raise Http404
    return render(
        request,
        "issuer/show_card.html",
        {"card": found, "asked": asked, "wrong": wrong, "refusal": refusal},
        status=refusal.status if refusal else 400 if wrong or asked.over else 200,
    )


@require_GET
@signed_in
def card_list(request: HttpRequest, cardholder_id: UUID) -> HttpResponse:
    """Every card with how it stands, deleted ones last."""
    return render(
        request,
        "issuer/cards.html",
        {
            "cards": card_queries.cards_of(cardholder_id),
            "deleted": card_queries.deleted_cards_of(cardholder_id),
        },
    )


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
        {"accounts": accounts, "refusal": refusal, "given": request.POST, "days": DAYS},
        status=refusal.status if refusal else 200,
    )


def _make_card(
    cardholder_id: UUID, accounts: list[queries.AccountView], given: dict[str, Any]
) -> UUID:
    chosen = next((a for a in accounts if str(a.id) == given.get("account")), None)
    if chosen is None:
        raise Refusal(
            "account_missing",
            _("The account that pays is missing."),
            not_done=_("No card was made."),
            next_step=_("Choose one of yours."),
            field="account",
            status=400,
        )
    label = " ".join(str(given.get("label", "")).split())[:40]
    if not label:
        raise Refusal(
            "label_missing",
            _("The card has no name."),
            not_done=_("No card was made."),
            next_step=_("Write what it is for."),
            field="label",
            status=400,
        )
    days = str(given.get("days", "") or DAYS[-1])
    lock = given.get("lock", "")
    merchant = " ".join(str(given.get("merchant", "")).split())
    if lock == "named" and not merchant:
        raise Refusal(
            "merchant_missing",
            _("The shop's name is missing."),
            not_done=_("No card was made."),
            next_step=_("Write it as it stands on your statement, or let the first shop count."),
            field="merchant",
            status=400,
        )
    return cards.make_virtual_card(
        cardholder_id=cardholder_id,
        account_id=chosen.id,
        wish=VirtualCard(
            label=label,
            brand=Brand.MASTERCARD if given.get("brand") == "mastercard" else Brand.VISA,
            single_use="single_use" in given,
            locks=lock in {"first", "named"},
            merchant=merchant if lock == "named" else "",
            limits=_limits(given, chosen.currency),
            days=int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0,
        ),
    )


def _limits(given: dict[str, Any], currency: str) -> Limits:
    return Limits(
        payment_minor=_amount(given, "payment_limit", currency),
        month_minor=_amount(given, "month_limit", currency),
    )


def _amount(given: dict[str, Any], field: str, currency: str) -> int | None:
    text = str(given.get(field, "")).strip()
    if not text:
        return None
    try:
        return parse_amount(text.replace(",", "."), currency).amount_minor
    except BadAmount:
        raise Refusal(
            "amount_invalid",
            _("This is not an amount."),
            not_done=_("Nothing was changed."),
            next_step=_("Write it with digits and at most one point."),
            field=field,
            status=400,
        ) from None


def _typed(request: HttpRequest, field: str, minor: int | None, card: CardView) -> str:
    """What stands in a field: what was typed and refused, else what is set."""
    if field in request.POST:
        return str(request.POST[field])[:24]
    return str(Money(minor, card.currency).to_decimal()) if minor else ""


def _shown_for(request: HttpRequest, card_id: UUID) -> int:
    """For how many seconds more the number may be seen; 0 when it may not."""
    shown = request.session.get("shown") or {}
    if shown.get("card_id") != str(card_id):
        return 0
    return max(0, int(shown["until"]) - int(clock.real_now().timestamp()))
