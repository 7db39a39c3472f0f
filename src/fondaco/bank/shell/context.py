"""What the base template needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fondaco.bank.faults.queries import running


def shell(request: HttpRequest) -> dict[str, Any]:
    """The marketplace's address, the name of whoever is signed in, if anyone is, and the
    faults that are on."""
    session = getattr(request, "session", None)
    return {
        "market_url": settings.MARKET_URL,
        "bank_url": settings.BANK_URL,
        "signed_in_name": session.get("cardholder_name", "") if session is not None else "",
        # Looked up only by pages that show it, and once a page.
        "faults_on": SimpleLazyObject(running),
    }
