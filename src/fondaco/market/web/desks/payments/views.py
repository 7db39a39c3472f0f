"""The payments desk's pages. Numbers are counted when asked for; the vault speaks for itself."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fondaco.market.cases import network_evidence
from fondaco.market.payments import bank_queries, desk_queries
from fondaco.market.web.desks.payments import words
from fondaco.market.web.desks.payments.frame import frame
from fondaco.market.web.shell.access import Role, visitor_of

LONGEST_REFERENCE = 40


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Gateways of the last day, refusals of two weeks, and what the bank's lines say."""
    days = bank_queries.statement_days()
    lines = sum(day.count for day in days)
    waiting = sum(day.open_count for day in days)
    declines = desk_queries.declined()
    context = {
        "gateways": [
            (words.GATEWAYS.get(each.name, each.name), each) for each in desk_queries.gateways()
        ],
        "declines": declines,
        "by_day": [
            (day, [row.by_day[at] for row in declines.rows], declines.by_day[at])
            for at, day in reversed(list(enumerate(declines.days)))
        ],
        "suspicions": len(desk_queries.suspicions()),
        "lines": lines,
        "waiting": waiting,
        "matched": lines - waiting,
        "may_see_finance": visitor_of(request).has(Role.ADMIN, Role.FINANCE),
    }
    return render(request, "desks/payments/index.html", frame(request, "desk_payments") | context)


@require_safe
def testing(request: HttpRequest) -> HttpResponse:
    """Bursts that look like somebody trying out card numbers, and why they look so."""
    found = [
        (each.burst, [words.SIGNS[sign] for sign in each.signs])
        for each in desk_queries.suspicions()
    ]
    context = frame(request, "desk_payments_testing") | {"found": found}
    return render(request, "desks/payments/testing.html", context)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """How the vault's keys stand, in its own words; a notice when it does not answer."""
    state = desk_queries.vault_state()
    context = frame(request, "desk_payments_keys") | {
        "keys": words.keys_of(state.keys),
        "counters": words.counters_of(state.counters),
        "is_away": state.keys is None,
    }
    return render(request, "desks/payments/keys.html", context)


@require_safe
def one(request: HttpRequest) -> HttpResponse:
    """A payment by its reference: attempts, 3-D Secure, refunds, chargebacks and our answers."""
    reference = request.GET.get("reference", "")[:LONGEST_REFERENCE].strip()
    context = frame(request, "desk_payments_one") | {
        "reference": reference,
        "files": desk_queries.payment_files(reference) if reference else (),
        "may_answer": visitor_of(request).has(Role.ADMIN, Role.FINANCE),
    }
    return render(request, "desks/payments/one.html", context)


@require_POST
def answer(request: HttpRequest, chargeback_id: UUID) -> HttpResponse:
    """Answer a chargeback now, before its day."""
    if network_evidence.answer_now(chargeback_id=chargeback_id):
        messages.success(request, _("The answer is on its way to the acquirer."))
    else:
        messages.info(request, _("It is answered or decided already; nothing was sent."))
    reference = request.POST.get("reference", "")[:LONGEST_REFERENCE]
    return redirect(f"{reverse('desk_payments_one')}?{urlencode({'reference': reference})}")
