"""The editor of a seller's ways of shipping: rows of one form, replaced as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.market.members import queries as members
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import set_shipping_options
from fondaco.market.web.seller.nav import frame
from fondaco.market.web.seller.orders.board import seller_of
from fondaco.market.web.seller.orders.forms import ROWS, OptionForm
from fondaco.market.web.shell.access import visitor_of


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Shows the rows; saves them all or says what is wrong with one."""
    seller = members.seller(seller_of(request))
    refusal: Refusal | None = None
    if request.method == "POST":
        forms = [
            OptionForm(request.POST, prefix=f"option-{row}", currency=seller.currency)
            for row in range(ROWS)
        ]
        filled = [form for form in forms if not form.is_empty]
        checked = [form.is_valid() for form in filled]
        if all(checked):
            try:
                set_shipping_options(
                    seller_id=seller.id,
                    options=[form.draft() for form in filled],
                    actor=Actor("seller", visitor_of(request).member_id),
                )
            except Refusal as said:
                refusal = said
            else:
                messages.success(request, _("Your ways of shipping are saved."))
                return redirect("seller_shipping")
        empty = [form.prefix for form in forms if form.is_empty][:2]
        shown = [*filled, *(OptionForm(prefix=each, currency=seller.currency) for each in empty)]
    else:
        options = trade.shipping_options([seller.id])[seller.id]
        shown = [
            OptionForm(
                prefix=f"option-{row}",
                currency=seller.currency,
                initial=OptionForm.start(options[row]) if row < len(options) else None,
            )
            for row in range(min(len(options) + 2, ROWS))
        ]
    return render(request, "seller/orders/shipping.html", {
        **frame(request),
        "forms": shown,
        "refusal": refusal,
        "currency": seller.currency,
    }, status=422 if request.method == "POST" else 200)  # fmt: skip
