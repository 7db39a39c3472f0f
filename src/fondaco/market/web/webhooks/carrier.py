"""What a carrier tells of its parcels: one scan a call, signed, each counted once."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_POST

from fondaco.kernel.errors import Refusal
from fondaco.kernel.wire import signed_by
from fondaco.market.cases import return_goods
from fondaco.market.trade.actions import deliver

HEAVIEST_GRAMS = 2_000_000


@require_POST
@signed_by("bank")
def practice(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """The practice carrier's scan: ``event_id, tracking_number, kind, at, postcode, country,
    weight_grams, signed_by``. Answers whether it was new.

    A parcel may also be one that goes back, or a replacement: its case is told too."""
    is_new = deliver.record_scan(
        carrier="practice",
        tracking_number=_text(body, "tracking_number", 60),
        kind=_text(body, "kind", 20),
        at=_moment(body),
        postcode=_text(body, "postcode", 16, needed=False),
        country=_text(body, "country", 2, needed=False),
        weight_grams=_weight(body),
        signed_by=_text(body, "signed_by", 80, needed=False),
        event_id=_text(body, "event_id", 80),
    )
    return_goods.record_return_scan(
        carrier="practice",
        tracking_number=_text(body, "tracking_number", 60),
        kind=_text(body, "kind", 20),
        at=_moment(body),
        weight_grams=_weight(body),
        event_id=_text(body, "event_id", 80),
    )
    return {"accepted": True, "new": is_new}


def _text(body: dict[str, Any], name: str, longest: int, *, needed: bool = True) -> str:
    value = body.get(name) or ""
    if not isinstance(value, str) or len(value) > longest or (needed and not value.strip()):
        raise _unreadable(name)
    return value.strip()


def _moment(body: dict[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(str(body.get("at", "")))
    except ValueError:
        raise _unreadable("at") from None
    if moment.tzinfo is None:
        raise _unreadable("at")
    return moment


def _weight(body: dict[str, Any]) -> int | None:
    weight = body.get("weight_grams")
    if weight is None:
        return None
    if type(weight) is not int or not 0 < weight <= HEAVIEST_GRAMS:
        raise _unreadable("weight_grams")
    return weight


def _unreadable(field: str) -> Refusal:
    return Refusal(
        "scan_invalid",
        f"The scan's {field} is missing or cannot be read.",
        not_done="The scan was not recorded.",
        field=field,
        status=422,
    )
