"""The finance desk's overview, and the audit on demand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fondaco.market.ledger import queries as books
from fondaco.market.payments import bank_queries
from fondaco.market.payments import queries as payments
from fondaco.market.trade import queries as trade
from fondaco.market.web.desks.finance.frame import frame
from fondaco.market.web.desks.finance.totals import covers
from fondaco.market.web.desks.finance.words import ACCOUNTS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Held against owed, the trial balance, and what waits for a person."""
    found = covers(books.trial_balance())
    return render(
        request,
        "desks/finance/index.html",
        frame(request, "desk_finance")
        | {
            "covers": found,
            "is_short": any(cover.spare_minor < 0 or cover.sum_minor for cover in found),
            "accounts": ACCOUNTS,
            "totals": payments.totals(),
            "unmatched": bank_queries.unmatched_lines(),
        },
    )


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Read every account and order again and compare; takes a while in a large house, so that
    it runs only when asked for by ``?run=1``."""
    context = frame(request, "desk_finance_audit") | {"has_run": request.GET.get("run") == "1"}
    if context["has_run"]:
        context["findings"] = [*books.audit(), *trade.money_audit()]
    return render(request, "desks/finance/audit.html", context)
