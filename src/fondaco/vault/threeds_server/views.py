"""Where the cardholder's browser comes back to."""

import logging
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fondaco.kernel.errors import NotFound
from fondaco.threeds.errors import ProtocolError
from fondaco.vault.assets import asset
from fondaco.vault.pages import page
from fondaco.vault.threeds_server import results

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def notify(request: HttpRequest, authentication_id: UUID) -> HttpResponse:
    """The bank's page posts the CRes here through the browser. Nothing is believed of it: the
    page only tells the checkout to look, and the checkout reads what the bank told the server."""
    return _told(request, authentication_id, kind="fondaco.challenge_done")


@csrf_exempt
@require_POST
def method_notify(request: HttpRequest, authentication_id: UUID) -> HttpResponse:
    """The bank's hidden method page posts here when it has seen the browser."""
    return _told(request, authentication_id, kind="fondaco.method_done")


def _told(request: HttpRequest, authentication_id: UUID, *, kind: str) -> HttpResponse:
    fits = True
    try:
        return_url = results.return_url(authentication_id)
        if kind == "fondaco.method_done":
            results.record_method_callback(
                authentication_id=authentication_id, data=request.POST.get("threeDSMethodData", "")
            )
        else:
            results.record_return(
                authentication_id=authentication_id,
                cres=request.POST.get("cres", ""),
                session_data=request.POST.get("threeDSSessionData", ""),
            )
    except NotFound:
        return_url, fits = f"{settings.MARKET_URL}/", False
    except ProtocolError as error:
        log.warning("browser's return for %s: error %s", authentication_id, error.code.value)
        fits = False
    except RequestDataTooBig:
        fits = False
    context = {
        "told": {
            "message": {"type": kind, "authentication_id": str(authentication_id)},
            "origin": settings.MARKET_URL,
            "onward": return_url if kind == "fondaco.challenge_done" else "",
        },
        "return_url": return_url,
        "script": asset("threeds_server/notify.js"),
    }
    return page(
        request,
        "threeds_server/notify.html",
        context,
        framed_by=" ".join(settings.VAULT_ORIGINS),
        status=200 if fits else 400,
    )
