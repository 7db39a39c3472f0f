"""What EasyPost tells of parcels, signed with the secret of this address."""

import json
import logging

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import return_goods
from fondaco.market.trade.actions import deliver
from fondaco.market.trade.carriers.easypost import code_of, is_signed
from fondaco.market.trade.carriers.registry import CARRIERS
from fondaco.market.trade.rules.easypost import Tracked, Unreadable, tracked

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def easypost(request: HttpRequest) -> JsonResponse:
    """One event; what it tells again changes nothing. Answers how many scans were new.

    200 ends it, also for a carrier that this house does not have. EasyPost comes again after
    anything else, which 503 asks for, and stops calling an address that often fails.
    """
    if not settings.FONDACO_EASYPOST_WEBHOOK_SECRET:
        return JsonResponse({"code": "not_configured"}, status=404)
    if not is_signed(
        header=request.headers.get("X-Hmac-Signature", ""),
        body=request.body,
        secret=settings.FONDACO_EASYPOST_WEBHOOK_SECRET,
    ):
        return JsonResponse({"code": "signature_invalid"}, status=400)
    try:
        parcel = tracked(json.loads(request.body))
    except (ValueError, RecursionError) as error:
        field = str(error) if isinstance(error, Unreadable) else "body"
        log.error("an event of EasyPost cannot be read: %s", field)
        return JsonResponse({"code": "event_invalid", "field": field}, status=422)
    if parcel is None or code_of(parcel.carrier) not in CARRIERS:
        return JsonResponse({"new": 0})
    if parcel.unreadable:
        log.error("%d details of an event of EasyPost cannot be read", parcel.unreadable)
    new, is_early = _record(parcel)
    if is_early:
        return JsonResponse({"new": new, "code": "scan_in_future"}, status=503)
    return JsonResponse({"new": new})


def _record(parcel: Tracked) -> tuple[int, bool]:
    """How many scans were new, and whether one lies in the future: a carrier's local time that
    was taken for UTC is right some hours later, so it must be told again.

    A scan that cannot be is logged and stops no other.
    """
    carrier, new, is_early = code_of(parcel.carrier), 0, False
    for scan in parcel.scans:
        try:
            new += deliver.record_scan(
                carrier=carrier,
                tracking_number=parcel.tracking_number,
                kind=scan.kind,
                at=scan.at,
                postcode=scan.postcode,
                country=scan.country,
                weight_grams=scan.weight_grams,
                signed_by=scan.signed_by,
                event_id=scan.event_id,
            )
            return_goods.record_return_scan(
                carrier=carrier,
                tracking_number=parcel.tracking_number,
                kind=scan.kind,
                at=scan.at,
                weight_grams=scan.weight_grams,
                event_id=scan.event_id,
            )
        except Refusal as refusal:
            is_early |= refusal.code == "scan_in_future"
            log.error("a scan of EasyPost was not recorded: %s", refusal.code)
    return new, is_early
