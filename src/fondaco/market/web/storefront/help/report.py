"""Reporting something, and reading our answer."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.catalogue import queries as catalogue
from fondaco.market.members import queries as members
from fondaco.market.trust import desk_queries, notices
from fondaco.market.trust import queries as trust
from fondaco.market.trust.rules.notices import MAX_TEXT, REASONS
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.pages import say_refusal
from fondaco.market.web.shell.views import too_many

AT_MOST = 10
WITHIN_S = 3_600


class ReportForm(forms.Form):
    """What is wrong, where, and how we can answer."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        widget=forms.RadioSelect,
        choices=[(code, gettext_lazy(text)) for code, text in REASONS.items()],
    )
    address = forms.CharField(
        label=gettext_lazy("Where is it?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The address of the page, or an order's reference."),
    )
    text = forms.CharField(
        label=gettext_lazy("What should we look at?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Say what you saw and why it is wrong. No card number, no code."),
    )
    email = forms.EmailField(label=gettext_lazy("Your e-mail"), required=False)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


def _about(request: HttpRequest) -> tuple[str, UUID | None, str, str]:
    """Kind, id, title and path of what ``?listing=``, ``?review=`` or ``?seller=`` names."""
    for kind in ("listing", "review", "seller"):
        try:
            asked = UUID(request.GET.get(kind, ""))
        except ValueError:
            continue
        try:
            return (kind, asked, *_named(kind, asked))
        except NotFound:
            return "other", None, "", ""
    return "other", None, "", ""


def _named(kind: str, asked: UUID) -> tuple[str, str]:
    if kind == "listing":
        view = catalogue.listing(asked)
        if view.status == "draft":
            raise NotFound("There is no such listing.")
        return view.title, view.path
    if kind == "seller":
        shop = members.seller(asked)
        return shop.name, f"/s/{shop.slug}/"
    review = trust.review(asked)
    return _("A review of %(title)s") % {"title": review.title}, ""


def _is_too_much(request: HttpRequest) -> bool:
    """Whether this address has sent many reports lately; counts this one."""
    key = f"reports:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, WITHIN_S)
    return cache.incr(key) > AT_MOST


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """How do I tell you that something is wrong?"""
    kind, about_id, title, path = _about(request)
    visitor = visitor_of(request)
    initial = {"key": uuid4().hex}
    form = ReportForm(request.POST or None, initial=initial)
    if title:
        del form.fields["address"]
    if visitor.member_id is not None:
        del form.fields["email"]
    if request.method == "POST" and form.is_valid():
        if _is_too_much(request):
            return too_many(request, WITHIN_S)
        given = form.cleaned_data
        try:
            reference = notices.send_notice(
                about_kind=kind,
                about_id=about_id,
                address=path or given.get("address", ""),
                reason=given["reason"],
                text=given["text"],
                member_id=visitor.member_id,
                email=given.get("email", ""),
                key=given["key"],
            )
        except Refusal as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("help_report_state", reference=reference)
    context: dict[str, Any] = {"form": form, "title": title, "path": path}
    return render(request, "storefront/help/report.html", context)


@require_safe
def state(request: HttpRequest, reference: str) -> HttpResponse:
    """What became of my report?"""
    try:
        found = desk_queries.notice(reference)
    except NotFound as missing:
        raise Http404 from missing
    reason = REASONS.get(found.reason, "")
    return render(request, "storefront/help/report_state.html", {"notice": found, "reason": reason})
