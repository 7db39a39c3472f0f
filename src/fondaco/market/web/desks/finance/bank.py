"""The finance desk's pages of the bank account: payment files, statements, lines for a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.members import queries as members
from fondaco.market.payments import bank_queries, reconcile, transfer_queries
from fondaco.market.payments.values import LineView
from fondaco.market.trade import queries as trade
from fondaco.market.web.desks.finance.frame import frame, page_asked
from fondaco.market.web.desks.finance.words import DIFFERENCES, MATCHES, PLACES
from fondaco.market.web.shell.access import visitor_of


def _xml(document: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(document, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def payouts(request: HttpRequest) -> HttpResponse:
    """Payment files, newest first."""
    page = page_asked(request)
    batches = bank_queries.batches(page=page)
    left_out = bank_queries.left_out()
    names = members.sellers(payout.seller_id for payout in left_out)
    context = {
        "batches": batches,
        "left_out": [(payout, names[payout.seller_id].name) for payout in left_out],
        "page": page,
        "has_next": len(batches) == bank_queries.PAGE_SIZE,
    }
    return render(
        request, "desks/finance/payouts.html", frame(request, "desk_finance_payouts") | context
    )


@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One payment file with its payouts."""
    view = bank_queries.batch(batch_id)
    found = bank_queries.payouts_in(batch_id)
    names = members.sellers(payout.seller_id for payout in found)
    context = {
        "batch": view,
        "payouts": [(payout, names[payout.seller_id].name) for payout in found],
        "outgoing": transfer_queries.outgoing_in(batch_id),
    }
    return render(
        request, "desks/finance/batch.html", frame(request, "desk_finance_payouts") | context
    )


@require_safe
def batch_file(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The pain.001 as it was sent."""
    view = bank_queries.batch(batch_id)
    name = f"pain001-{view.business_date:%Y%m%d}-{view.currency}.xml"
    return _xml(bank_queries.batch_document(batch_id), name)


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """The days read from the bank, and the lines that wait for a person."""
    page = page_asked(request)
    days = bank_queries.statement_days(page=page)
    context = {
        "days": days,
        "read_until": bank_queries.read_until(),
        "unmatched": bank_queries.unmatched_lines(),
        "differences": [(each, DIFFERENCES[each.what]) for each in bank_queries.differences()],
        "page": page,
        "has_next": len(days) == bank_queries.PAGE_SIZE,
    }
    return render(
        request,
        "desks/finance/statements.html",
        frame(request, "desk_finance_statements") | context,
    )


@require_safe
def statement(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """One day, line by line, with what each was matched with."""
    context = {
        "day": bank_queries.statement_day(statement_id),
        "lines": [
            (line, MATCHES.get(line.match_kind, line.match_kind))
            for line in bank_queries.statement_lines(statement_id)
        ],
    }
    shared = frame(request, "desk_finance_statements")
    return render(request, "desks/finance/statement.html", shared | context)


@require_safe
def statement_file(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """The camt.053 as the bank sent it."""
    view = bank_queries.statement_day(statement_id)
    name = f"camt053-{view.day_date:%Y%m%d}.xml"
    return _xml(bank_queries.statement_document(statement_id), name)


@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Say what an unmatched line is; the money moves to the account that is chosen, of a large
    sum only once a second person has agreed."""
    refusal = None
    shown = bank_queries.line(line_id)
    if request.method == "POST":
        try:
            done = _place(request, shown)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, done)
            return redirect("desk_finance_statements")
    proposal = bank_queries.place_proposal(line_id)
    context = {
        "line": shown,
        "proposal": proposal,
        "proposed_place": PLACES.get(proposal.place, "") if proposal else "",
        "proposer": members.member(proposal.proposed_by) if proposal else None,
        "is_own": proposal is not None and proposal.proposed_by == visitor_of(request).member_id,
        "places": PLACES,
        "refusal": refusal,
        "chosen": request.POST.get("place", ""),
        "note": request.POST.get("note", ""),
        "reference": request.POST.get("reference", ""),
        "transfers": transfer_queries.open_transfers(),
    }
    return render(
        request,
        "desks/finance/line.html",
        frame(request, "desk_finance_statements") | context,
        status=refusal.status if refusal else 200,
    )


def _place(request: HttpRequest, shown: LineView) -> str:
    """Carry out what was posted, and say what was done."""
    actor = Actor("finance", visitor_of(request).member_id)
    given = request.POST
    if answered := given.get("proposal"):
        is_agreed = given.get("answer") == "agree"
        reconcile.decide(proposal_id=_uuid(answered), is_agreed=is_agreed, actor=actor)
        return _("The line has been placed.") if is_agreed else _("The line waits again.")
    is_placed = reconcile.place(
        line_id=shown.id,
        place=given.get("place", ""),
        note=given.get("note", ""),
        reference=given.get("reference", "")[:60],
        member_id=trade.debtor(given.get("reference", ""), shown.currency),
        actor=actor,
        alone_up_to_minor=trade.policy().alone_up_to(shown.currency),
    )
    return (
        _("The line has been placed.")
        if is_placed
        else _("Noted. This is a large sum: a second person has to agree before money moves.")
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(_("There is no such proposal."), code="proposal_unknown") from None


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """Transfers that are expected, refunds that wait for their buyers' choice."""
    context = {
        "transfers": transfer_queries.open_transfers(),
        "choices": transfer_queries.waiting_choices(),
        "totals": transfer_queries.back_totals(),
    }
    shared = frame(request, "desk_finance_transfers")
    return render(request, "desks/finance/transfers.html", shared | context)
