"""The books as files: chosen by days, sent piece by piece."""

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fondaco.kernel import audit, clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.transaction import action
from fondaco.market.ledger import exports
from fondaco.market.web.desks.finance.frame import frame
from fondaco.market.web.shell.access import visitor_of

KINDS = {
    "journal": (_("Journal: every transfer, as CSV"), "text/csv", "csv"),
    "balance": (_("Trial balance at the last day's end, as CSV"), "text/csv", "csv"),
    "beancount": (_("The whole books in plain text, for beancount"), "text/plain", "beancount"),
}


class ExportForm(forms.Form):
    """What, and which days (UTC, both included)."""

    kind = forms.ChoiceField(
        label=_("What"),
        choices=[(name, kind[0]) for name, kind in KINDS.items()],
        widget=forms.RadioSelect,
        initial="journal",
    )
    first_day = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: from the first entry on."),
    )
    last_day = forms.DateField(
        label=_("To, included"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: up to now. Days begin at midnight UTC."),
    )

    def clean_last_day(self) -> date | None:
        """No day that has not begun."""
        day: date | None = self.cleaned_data["last_day"]
        if day and day > clock.now().date():
            raise forms.ValidationError(_("This day has not begun. Choose today or earlier."))
        return day

    def clean(self) -> None:
        """The first day is not after the last."""
        first, last = (self.cleaned_data.get(name) for name in ("first_day", "last_day"))
        if first and first > (last or clock.now().date()):
            self.add_error("first_day", _("The first day is after the last."))


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The form; with a valid choice, the file."""
    form = ExportForm(request.GET if "kind" in request.GET else None)
    if form.is_bound and form.is_valid():
        return _file(request, form)
    context = frame(request, "desk_finance_exports") | {"form": form}
    return render(
        request, "desks/finance/exports.html", context, status=422 if form.is_bound else 200
    )


def _file(request: HttpRequest, form: ExportForm) -> HttpResponseBase:
    kind = form.cleaned_data["kind"]
    first, last = form.cleaned_data["first_day"], form.cleaned_data["last_day"]
    if kind == "journal":
        pieces = exports.journal(first_day=first, last_day=last)
    elif kind == "balance":
        pieces = exports.trial_balance(last_day=last)
    else:
        pieces = exports.beancount(first_day=first, last_day=last)
    if request.method == "GET":
        _record(
            Actor("finance", visitor_of(request).member_id),
            kind,
            first.isoformat() if first else "",
            (last or clock.now().date()).isoformat(),
        )
    _title, content_type, ending = KINDS[kind]
    name = "-".join(
        [kind, *([first.isoformat()] if first else []), str(last or clock.now().date())]
    )
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{ending}"',
        "Cache-Control": "private, no-store",
    }
    if request.method == "HEAD":
        return HttpResponse(content_type=f"{content_type}; charset=utf-8", headers=headers)
    return StreamingHttpResponse(
        pieces, content_type=f"{content_type}; charset=utf-8", headers=headers
    )


@action
def _record(actor: Actor, kind: str, first_day: str, last_day: str) -> None:
    audit.record(
        actor=actor,
        act="books.export",
        subject_kind="books",
        kind=kind,
        first_day=first_day,
        last_day=last_day,
    )
