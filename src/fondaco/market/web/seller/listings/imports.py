"""Imports: start one, watch it, read its report; and the whole shelf as a file."""

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.catalogue import actions, queries
from fondaco.market.catalogue.rules.export import harmless
from fondaco.market.catalogue.values import ImportReport
from fondaco.market.web.seller.listings.editor import actor_of, seller_of
from fondaco.market.web.seller.listings.forms import ImportForm
from fondaco.market.web.seller.nav import frame


def index(request: HttpRequest) -> HttpResponse:
    """Send a file; the latest imports below."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        pictures = form.cleaned_data["pictures"]
        try:
            actions.check_size(form.cleaned_data["file"].size)
            import_id = actions.start_import(
                seller_id=seller_of(request),
                csv=form.cleaned_data["file"].read(),
                pictures_zip=pictures.file if pictures else None,
                dry_run=form.cleaned_data["dry_run"],
                file_name=form.cleaned_data["file"].name,
                actor=actor_of(request),
            )
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, f"{refusal.what} {refusal.next_step}")
        else:
            return redirect("seller_import", import_id=import_id)
    context = frame(request) | {
        "form": form,
        "imports": queries.imports_of_seller(seller_of(request)),
    }
    return render(request, "seller/listings/imports.html", context)


@require_GET
def report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far an import is, and every row that needs mending."""
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = _own(request, import_id, page)
    context = frame(request) | {
        "report": found,
        "waits": found.progress.state == "waiting",
    }
    return render(request, "seller/listings/import.html", context)


@require_POST
def import_now(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Import the file that was only checked."""
    made = actions.import_checked(
        check_id=import_id, seller_id=seller_of(request), actor=actor_of(request)
    )
    return redirect("seller_import", import_id=made)


@require_GET
def report_file(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """All findings as a CSV file, to mend the product file beside it."""
    _own(request, import_id, 1)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["line", "column", "severity", "code", "message"])
    for each in queries.all_findings(import_id):
        writer.writerow(
            [each.line, *map(harmless, (each.column, each.severity, each.code, each.message))]
        )
    return _download(out.getvalue(), f"import-{import_id}.csv")


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The shelf as a Shopify product CSV that this house reads again."""
    return _download(queries.export_csv(seller_of(request)), "products.csv")


def _own(request: HttpRequest, import_id: UUID, page: int) -> ImportReport:
    found = queries.import_report(import_id, page=page)
    if found.seller_id != seller_of(request):
        raise NotFound(_("There is no such import."))
    return found


def _download(text: str, name: str) -> HttpResponse:
    """A CSV with a byte order mark, so that spreadsheets read it as UTF-8."""
    return HttpResponse(
        "\ufeff" + text,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
