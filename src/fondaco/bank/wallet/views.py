"""The sheet of a practice wallet, and what the wallets publish."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from fondaco.bank.issuer.card_queries import cards_of
from fondaco.bank.issuer.session import signed_in
from fondaco.bank.shell.middleware import set_policy
from fondaco.bank.wallet import certificates, google, shop
from fondaco.bank.wallet.issue import VARIANTS, Payment, make_token
from fondaco.bank.wallet.rules import PREFIXES
from fondaco.kernel.errors import Refusal
from fondaco.money.amount import MAX_AMOUNT_MINOR
from fondaco.money.currency import CURRENCIES

FIELDS = ("session", "amount_minor", "currency", "payee", "return")
BRANDS = {brand.value for brand in PREFIXES}


@require_GET
def keys(request: HttpRequest) -> JsonResponse:
    """The root signing keys of practice Google Pay."""
    return JsonResponse(google.root_keys())


@require_GET
def apple_root(request: HttpRequest) -> HttpResponse:
    """The root certificate of practice Apple Pay."""
    return HttpResponse(certificates.root_pem(), content_type="application/x-pem-file")


@require_http_methods(["GET", "POST"])
@signed_in
def sheet(request: HttpRequest, cardholder_id: UUID, wallet: str) -> HttpResponse:
    """Pick a card and confirm; the token then goes to the shop's vault through the browser."""
    if wallet not in shop.WALLETS:
        raise Http404
    source = request.POST if request.method == "POST" else request.GET
    given = {field: source.get(field, "")[:400] for field in FIELDS}
    payment = _payment(wallet, given)
    cards = [
        card
        for card in cards_of(cardholder_id)
        if card.standing == "active" and card.brand in BRANDS
    ]
    refusal = None
    if request.method == "POST":
        try:
            chosen = _chosen(source.get("card", ""), {card.id for card in cards})
            token = make_token(
                cardholder_id=cardholder_id,
                card_id=chosen,
                payment=payment,
                variant=source.get("variant", ""),
            )
            return _hand_over(request, wallet, given, token)
        except Refusal as error:
            refusal = error
    context = {
        "wallet": wallet,
        "payment": payment,
        "given": given,
        "payee": given["payee"][:60],
        "cards": cards,
        "variants": VARIANTS,
        "cancel_url": shop.page_address(given["session"], cancelled=wallet),
        "refusal": refusal,
    }
    return render(request, "wallet/sheet.html", context, status=refusal.status if refusal else 200)


def _hand_over(
    request: HttpRequest, wallet: str, given: dict[str, str], token: str
) -> HttpResponse:
    """A form that the browser posts to the vault; by itself, or by its button."""
    address = shop.take_address(given["session"], wallet)
    page = render(
        request, "wallet/hand_over.html", {"wallet": wallet, "address": address, "token": token}
    )
    allowed = f"'self' {settings.VAULT_URL} {settings.MARKET_URL}"
    return set_policy(page, form_action=allowed)


def _payment(wallet: str, given: dict[str, str]) -> Payment:
    """What is to be paid; raises :class:`Refusal` for an address that no shop of ours made."""
    amount = given["amount_minor"]
    sound = (
        amount.isascii()
        and amount.isdigit()
        and len(amount) <= 16
        and 0 < int(amount) <= MAX_AMOUNT_MINOR
        and given["currency"] in CURRENCIES
        and given["payee"].strip() != ""
        and given["payee"].isprintable()
    )
    handle_ok = shop.HANDLE.fullmatch(given["session"]) is not None
    if not sound or not handle_ok or given["return"] not in _returns(given["session"], wallet):
        raise Refusal(
            "sheet_invalid",
            "The address of this payment is not complete, or not our shop's.",
            not_done="Nothing was paid.",
            next_step="Go back to the shop and choose the wallet again.",
            status=400,
        )
    return Payment(wallet, int(amount), given["currency"])


def _returns(session: str, wallet: str) -> set[str]:
    """Where a token may go: to the shop's vault, whatever the address says."""
    return {"", shop.take_address(session, wallet)}


def _chosen(text: str, offered: set[UUID]) -> UUID:
    chosen = next((card_id for card_id in offered if str(card_id) == text), None)
    if chosen is None:
        raise Refusal(
            "card_missing",
            "No card is chosen.",
            not_done="Nothing was paid.",
            next_step="Choose one of your cards.",
            field="card",
            status=400,
        )
    return chosen
