"""What Stripe tells by itself, signed with the secret of this address."""

import json
import logging

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.market.payments import stripe_news
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.payments.gateways.stripe_signature import is_signed

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def stripe(request: HttpRequest) -> JsonResponse:
    """One event; the same one twice changes nothing.

    200 ends it, also for what can never be right (which is logged): Stripe comes again for
    three days after anything else, and 404 and 503 ask it to.
    """
    if not settings.FONDACO_STRIPE_WEBHOOK_SECRET:
        return JsonResponse({"code": "not_configured"}, status=404)
    if not is_signed(
        header=request.headers.get("Stripe-Signature", ""),
        body=request.body,
        secret=settings.FONDACO_STRIPE_WEBHOOK_SECRET,
        now=clock.real_now(),
    ):
        return JsonResponse({"code": "signature_invalid"}, status=400)
    try:
        event = json.loads(request.body)
    except ValueError:
        event = None
    if not isinstance(event, dict):
        return JsonResponse({"code": "event_invalid"}, status=400)
    try:
        return JsonResponse({"taken": stripe_news.receive(event)})
    except NotFound as unknown:
        return JsonResponse({"code": unknown.code}, status=404)
    except Refusal as refusal:
        log.error("an event of Stripe was not carried out: %s", refusal.code)
        return JsonResponse({"taken": False, "code": refusal.code})
    except (Unavailable, InDoubt):
        return JsonResponse({"code": "try_again"}, status=503)
