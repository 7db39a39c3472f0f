"""The carrier's counter: labels, parcels, scans; and the same for programs (practice only)."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fondaco.bank.carrier import queries
from fondaco.bank.carrier.actions import Label, make_label, scan
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All parcels; a number typed into the form opens its parcel."""
    asked = request.GET.get("number", "").strip().upper().replace(" ", "")
    if asked:
        return redirect("carrier_parcel", tracking_number=asked)
    return render(request, "carrier/index.html", {"parcels": queries.parcels()})


@require_http_methods(["GET", "POST"])
def label(request: HttpRequest) -> HttpResponse:
    """Make a label."""
    refusal = None
    if request.method == "POST":
        try:
            number = make_label(key=request.POST.get("key", ""), label=_label(request.POST.dict()))
            messages.success(request, _("The label is made. Stick it on and hand the parcel in."))
            return redirect("carrier_parcel", tracking_number=number)
        except Refusal as error:
            refusal = error
    return render(
        request,
        "carrier/label.html",
        {"refusal": refusal, "key": str(new_id()), "given": request.POST},
        status=refusal.status if refusal else 200,
    )


@require_GET
def parcel(request: HttpRequest, tracking_number: str) -> HttpResponse:
    """One parcel and its way."""
    found = queries.parcel(tracking_number)
    if found is None:
        raise NotFound(
            _("The carrier has no parcel with this number."),
            next_step=_("Check the number on the label."),
        )
    return render(request, "carrier/parcel.html", {"parcel": found})


@require_POST
def scan_page(request: HttpRequest, tracking_number: str) -> HttpResponse:
    """A scan from the page's buttons."""
    weight = request.POST.get("weight_grams", "")
    try:
        scan(
            tracking_number=tracking_number,
            kind=request.POST.get("kind", ""),
            signed_by=request.POST.get("signed_by", ""),
            postcode=request.POST.get("postcode", ""),
            weight_grams=int(weight) if weight.isascii() and weight.isdigit() else None,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("carrier_parcel", tracking_number=tracking_number)


@csrf_exempt
@require_POST
def label_json(request: HttpRequest) -> JsonResponse:
    """A label for a program: the fields of the form, and ``key``. Practice only, unsigned."""
    body = _json(request)
    number = make_label(key=str(body.get("key") or new_id()), label=_label(body))
    return JsonResponse({"tracking_number": number, "carrier": "practice"})


@csrf_exempt
@require_POST
def scan_json(request: HttpRequest, tracking_number: str) -> JsonResponse:
    """A scan for a program: ``{kind, signed_by?, postcode?, weight_grams?}``."""
    body = _json(request)
    weight = body.get("weight_grams")
    event_id = scan(
        tracking_number=tracking_number,
        kind=str(body.get("kind", "")),
        signed_by=str(body.get("signed_by") or ""),
        postcode=str(body.get("postcode") or ""),
        weight_grams=weight if type(weight) is int else None,
    )
    return JsonResponse({"event_id": event_id, "tracking_number": tracking_number})


@require_GET
def parcel_json(request: HttpRequest, tracking_number: str) -> JsonResponse:
    """A parcel for a program."""
    found = queries.parcel(tracking_number)
    if found is None:
        raise NotFound("The carrier has no parcel with this number.")
    return JsonResponse(
        {
            "tracking_number": found.tracking_number,
            "state": found.state,
            "postcode": found.postcode,
            "country": found.country,
            "weight_grams": found.weight_grams,
            "signature_required": found.signature_required,
            "scans": [
                {"kind": row.kind, "at": row.at.isoformat(), "signed_by": row.signed_by}
                for row in found.scans
            ],
        }
    )


def _label(given: dict[str, Any]) -> Label:
    weight = str(given.get("weight_grams", ""))
    return Label(
        sender_name=str(given.get("sender_name") or ""),
        postcode=str(given.get("postcode") or ""),
        country=str(given.get("country") or "").strip().upper(),
        weight_grams=int(weight) if weight.isascii() and weight.isdigit() else 0,
        signature_required=given.get("signature_required") in {True, "on", "true", "1"},
        sender_postcode=str(given.get("sender_postcode") or ""),
        sender_country=str(given.get("sender_country") or "").strip().upper(),
        reference=str(given.get("reference") or ""),
    )


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal("body_invalid", "The body is not a JSON object.", status=400)
    return body
