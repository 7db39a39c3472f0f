"""What the acquirer tells by itself: refunds settled or refused, chargebacks."""

from typing import Any

from django.http import HttpRequest

from fondaco.kernel.errors import Refusal
from fondaco.kernel.wire import signed_by
from fondaco.market.payments import acquirer_news


@signed_by("bank")
def practice(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """One event of the practice bank's acquirer; the same one twice changes nothing.

    404 asks for it again later (what it is about is not known yet), 422 says never.
    """
    if request.method != "POST":
        raise Refusal("method_not_allowed", "Events are sent by POST.", status=405)
    is_new = acquirer_news.receive(
        event_id=body.get("event_id", ""), kind=str(body.get("kind", "")), body=body
    )
    return {"taken": is_new}
