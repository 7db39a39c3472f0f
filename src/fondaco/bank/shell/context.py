"""What the base template needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """The marketplace's address, and the name of whoever is signed in, if anyone is."""
    session = getattr(request, "session", None)
    return {
        "market_url": settings.MARKET_URL,
        "bank_url": settings.BANK_URL,
        "signed_in_name": session.get("cardholder_name", "") if session is not None else "",
    }
