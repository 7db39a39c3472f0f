"""What the finance desk's pages have in common: the desks' frame and the desk's own tabs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fondaco.market.payments import bank_queries
from fondaco.market.trade import queries as trade
from fondaco.market.web.desks.nav import frame as desks_frame


def frame(request: HttpRequest, current: str) -> dict[str, Any]:
    """``desk_nav`` and ``finance_tabs``; ``current`` is the route name of the tab."""
    tabs = (
        ("desk_finance", _("Overview"), None),
        ("desk_finance_payouts", _("Payouts"), None),
        ("desk_finance_statements", _("Bank"), len(bank_queries.unmatched_lines()) or None),
        ("desk_finance_transfers", _("Transfers and refunds"), None),
        ("desk_finance_debts", _("Owed by buyers"), trade.objections() or None),
        ("desk_finance_audit", _("Audit"), None),
        ("desk_finance_exports", _("Exports"), None),
    )
    return desks_frame(request) | {
        "finance_tabs": [
            {"title": title, "url": reverse(name), "current": name == current, "count": count}
            for name, title, count in tabs
        ]
    }


def page_asked(request: HttpRequest) -> int:
    """The page of a list that the address names; 1 for none, or for what is no number."""
    text = request.GET.get("page", "1")[:6]
    return min(int(text), 10_000) if text.isascii() and text.isdigit() and int(text) else 1
