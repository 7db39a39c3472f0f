"""Where a wallet's sheet brings its token, and what the wallets need to make one for us."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel.errors import Refusal
from fondaco.vault.cards.queries import CardView
from fondaco.vault.fields import sessions
from fondaco.vault.fields.sessions import SessionView
from fondaco.vault.fields.views import refuse_oversized, refused_page, way_back
from fondaco.vault.wallets import keys, roots, take
from fondaco.vault.wallets.rules.tokens import Kind, TokenRefused
from fondaco.vault.wallets.words import refusal as refusal_of


@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """The public keys and names that wallets encrypt and sign for."""
    answer = JsonResponse(keys.published())
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@csrf_exempt
@require_POST
def token(request: HttpRequest, handle: str, kind: str) -> HttpResponse:
    """Take a payment token: a plain form with ``payment_data``, posted by the wallet's sheet.

    No cookie gives any right here, and a token is believed for its signature, not for its bringer.
    """
    again = ""
    try:
        session = sessions.session(handle)
        again = f"/fields/{handle}/page"
        refuse_oversized(request)
        sessions.check_open(session)
        taken = _take(session, kind, request.POST.get("payment_data", ""))
    except Refusal as refusal:
        return refused_page(request, refusal, again=again)
    # 303: the browser asks for the next page with GET, whatever it did here.
    return HttpResponseRedirect(way_back(session, taken), status=303)


def _take(session: SessionView, name: str, text: str) -> CardView:
    if name not in set(Kind) or not roots.is_on(Kind(name)):
        raise refusal_of("wallet_off")
    kind = Kind(name)
    try:
        payment = take.read(kind, text)
        return sessions.take_payment(handle=session.handle, kind=kind, payment=payment)
    except TokenRefused as refused:
        sessions.count_try(handle=session.handle)
        raise refusal_of(refused.code) from None
    except roots.RootsUnavailable:
        raise refusal_of("wallet_unavailable") from None
