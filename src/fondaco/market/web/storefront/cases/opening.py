"""Opening a case from an order: which things, what is wrong, what happened, what you want."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.cases import evidence
from fondaco.market.cases import open as opening
from fondaco.market.cases import queries as cases
from fondaco.market.cases.rules.offers import WANTED
from fondaco.market.cases.rules.telling import WANTED_WORDS
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from fondaco.market.web.shell import casework
from fondaco.market.web.shell.words import money_words


class OpenForm(forms.Form):
    """What a buyer says when something is wrong. Lines and reason are drawn by the page."""

    statement = forms.CharField(
        label=lazy("What happened?"),
        min_length=opening.SHORTEST_STATEMENT,
        max_length=opening.LONGEST_STATEMENT,
        widget=forms.Textarea({"rows": 4}),
        help_text=lazy("Two or three sentences. The seller reads them, and a mediator may."),
    )
    amount = forms.CharField(
        label=lazy("How much back?"),
        max_length=casework.LONGEST_AMOUNT,
        required=False,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        help_text=lazy("Only for part of your money."),
    )
    pictures = casework.SeveralFiles(
        label=lazy("Pictures"),
        required=False,
        help_text=lazy("What you got, the parcel and its label. Up to eight, 12 MB each."),
    )
    private = forms.BooleanField(
        label=lazy("They show an address or somebody else's data: only a mediator sees them"),
        required=False,
    )
    key = forms.CharField(max_length=100, widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
def open_case(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The form of one minute, and opening."""
    order = trade.order(order_id)
    form = OpenForm(request.POST or None, request.FILES or None, initial={"key": new_id()})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                case_id = _open(request, order, form)
            except Refusal as refusal:
                status = refusal.status
                form.add_error(
                    refusal.field if refusal.field in form.fields else None,
                    " ".join(_(str(part)) for part in (refusal.what, refusal.next_step) if part),
                )
            else:
                messages.success(request, _("The case is open. The seller has been told."))
                return redirect("cases_case", case_id=case_id)
        else:
            status = 422
    context = _context(request, order, form)
    return render(request, "storefront/cases/open.html", context, status=status)


def _open(request: HttpRequest, order: OrderView, form: OpenForm) -> UUID:
    wanted = request.POST.get("wanted", "")
    amount = casework.amount_of(form.cleaned_data["amount"], order.currency)
    text = _("Sent when the case was opened")
    drafts = evidence.drafts_of(
        casework.files_of(request),
        for_mediator_only=form.cleaned_data["private"],
        text=text if request.FILES else "",
    )
    return opening.open_case(
        order_id=order.id,
        line_ids=_ids(request.POST.getlist("lines")),
        reason=request.POST.get("reason", ""),
        statement=form.cleaned_data["statement"],
        wanted=wanted,
        wanted_minor=amount,
        evidence=drafts,
        member_id=casework.me(request),
        key=form.cleaned_data["key"],
    )


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _context(request: HttpRequest, order: OrderView, form: OpenForm) -> dict[str, Any]:
    chosen = request.POST.getlist("lines")
    left = {
        line.id: line.refundable_minor + line.shipping_minor - line.refunded_shipping_minor
        for line in order.lines
    }
    lines = [
        (line, left[line.id], str(line.id) in chosen or len(order.lines) == 1)
        for line in order.lines
        if left[line.id]
    ]
    wants = [
        (kind.value, _(WANTED_WORDS[kind]), request.POST.get("wanted", "") == kind.value)
        for kind in WANTED
    ]
    reasons = [
        (each, each.reason == request.POST.get("reason", "")) for each in cases.openings(order.id)
    ]
    return {
        "crumbs": (
            (_("Orders"), reverse("buying_orders")),
            (order.reference, reverse("buying_order", args=[order.id])),
            (_("Something is wrong"), ""),
        ),
        "order": order,
        "seller": members.seller(order.seller_id),
        "form": form,
        "lines": lines,
        "reasons": [each for each in reasons if each[0].allowed],
        "later": [each for each, _chosen in reasons if not each.allowed],
        "wants": wants,
        "most": money_words(sum(left.values()), order.currency),
        "running": [each for each in cases.cases_of_order(order.id) if each.state != "closed"],
    }
