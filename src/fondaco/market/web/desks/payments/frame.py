"""What every page of the payments desk needs: the desks' navigation and its own tabs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fondaco.market.web.desks.nav import frame as desks_frame
from fondaco.market.web.shell.access import Role, visitor_of


def frame(request: HttpRequest, current: str) -> dict[str, Any]:
    """``current`` is the route of the tab that is open."""
    tabs = [
        ("desk_payments", _("Overview")),
        ("desk_payments_testing", _("Card testing")),
        ("desk_payments_exemptions", _("Exemptions")),
        ("desk_payments_one", _("One payment")),
    ]
    if visitor_of(request).has(Role.ADMIN):
        tabs.append(("desk_payments_keys", _("Keys")))
    return desks_frame(request) | {
        "payments_tabs": [
            {"title": title, "url": reverse(name), "current": name == current, "count": None}
            for name, title in tabs
        ]
    }
