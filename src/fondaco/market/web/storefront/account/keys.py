"""The member's API keys: make one (its text is shown once), see them, revoke them."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from fondaco.kernel.errors import Refusal
from fondaco.market.members import keys
from fondaco.market.web.shell.pages import me, say_refusal

SCOPE_WORDS = {
    "account:read": _lazy("see who you are, and your keys"),
    "orders:read": _lazy("see your cart, your orders and your shop's"),
    "orders:write": _lazy("fill the cart, check out, confirm; accept and ship for your shop"),
    "payments:write": _lazy("pay by card in your name"),
    "messages:read": _lazy("read messages"),
    "messages:write": _lazy("write messages"),
    "cases:read": _lazy("read cases"),
    "cases:write": _lazy("open and answer cases"),
    "reviews:write": _lazy("write reviews"),
    "shop:read": _lazy("see your shop's imports and payouts"),
    "shop:write": _lazy("apply to sell, import goods, set shipping"),
    "desk:read": _lazy("see what your role of the house may see"),
    "desk:write": _lazy("act as your role of the house may act"),
}


class KeyForm(forms.Form):
    """What the key is for and what it may do."""

    name = forms.CharField(
        label=_lazy("What is it for?"),
        max_length=60,
        help_text=_lazy("The program that will use it, such as “warehouse”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_lazy("It may"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(scope, SCOPE_WORDS[scope]) for scope in keys.SCOPES],
        help_text=_lazy("Tick no more than the program needs."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Which programs may act for me?"""
    member_id = me(request)
    form = KeyForm(request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        try:
            made = keys.issue(member_id=member_id, **form.cleaned_data)
            form = KeyForm()
        except Refusal as refusal:
            say_refusal(form, refusal)
    context = {"form": form, "made": made, "keys": keys.keys_of(member_id)}
    answer = render(request, "storefront/account/keys.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def revoke(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """End a key at once."""
    keys.revoke(member_id=me(request), key_id=key_id)
    messages.success(request, _("The key no longer works."))
    return redirect("account_keys")
