"""Importing goods from a Shopify product CSV: start, progress, report."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Schema
from ninja.files import UploadedFile
from pydantic import Field

from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue import queries
from fondaco.market.catalogue.actions import check_size, start_import
from fondaco.market.catalogue.values import ImportReport
from fondaco.market.web.api.door import Resource
from fondaco.market.web.api.paging import Cursor, next_cursor, page_of
from fondaco.market.web.api.who import MEMBER, actor_of, shop_of

router = Resource()


class ImportTerms(Schema):
    """``dry_run`` reads and reports, and changes nothing."""

    dry_run: bool = False
    publish: bool = True
    currency: str = Field(default="", pattern="^([A-Z]{3})?$")


class Import(Schema):
    """An import; ``state``: waiting, done or stopped. Counts are products, rows are the file's."""

    import_id: UUID
    state: str
    file_name: str
    dry_run: bool
    total_rows: int
    done_rows: int
    percent: int
    created: int
    updated: int
    unchanged: int
    refused: int
    errors: int
    warnings: int
    requested_at: datetime
    finished_at: datetime | None


class Finding(Schema):
    """Something to mend in the file, by line and column.

    ``severity``: error (the product is left out), draft (taken, but not shown until mended),
    warning (taken as the message says), also (of a product that is left out anyway).
    """

    line: int
    column: str
    severity: str
    code: str
    message: str


class Findings(Schema):
    """A page of findings, in the order of lines."""

    items: list[Finding]
    next_cursor: str | None


class Imports(Schema):
    """The shop's latest imports."""

    items: list[Import]


def _import(report: ImportReport) -> Import:
    progress = report.progress
    return Import(
        import_id=progress.import_id,
        state=progress.state,
        file_name=report.file_name,
        dry_run=report.dry_run,
        total_rows=progress.total_rows,
        done_rows=progress.done_rows,
        percent=progress.percent,
        created=progress.created,
        updated=progress.updated,
        unchanged=progress.unchanged,
        refused=progress.refused,
        errors=report.errors,
        warnings=report.warnings,
        requested_at=report.requested_at,
        finished_at=report.finished_at,
    )


def _own(request: HttpRequest, import_id: UUID, page: int = 1) -> ImportReport:
    report = queries.import_report(import_id, page=page)
    if report.seller_id != shop_of(request):
        raise NotFound("There is no such import.", code="import_not_found")
    return report


@router.write("POST", "/shop/imports", Import, status=201, auth=MEMBER)
def start_product_import(
    request: HttpRequest,
    csv: Annotated[UploadedFile, File(description="A Shopify product CSV, UTF-8.")],
    pictures: Annotated[
        UploadedFile | None, File(None, description="A ZIP of the pictures that the CSV names.")
    ] = None,
    terms: Annotated[ImportTerms, Form()] = ImportTerms(),  # noqa: B008 - ninja's way
) -> Import:
    """Take a file of products; the worker reads it, good rows are kept, bad ones reported."""
    check_size(csv.size or 0)
    import_id = start_import(
        seller_id=shop_of(request),
        csv=csv.read(),
        pictures_zip=pictures.file if pictures else None,
        dry_run=terms.dry_run,
        publish=terms.publish,
        currency=terms.currency,
        file_name=csv.name or "products.csv",
        actor=actor_of(request, "seller"),
    )
    return _import(queries.import_report(import_id))


@router.read("/shop/imports", Imports, auth=MEMBER)
def list_imports(request: HttpRequest) -> Imports:
    """The shop's latest imports, newest first."""
    found = queries.imports_of_seller(shop_of(request))
    return Imports(items=[_import(report) for report in found])


@router.read("/shop/imports/{uuid:import_id}", Import, auth=MEMBER)
def get_import(request: HttpRequest, import_id: UUID) -> Import:
    """How far an import is."""
    return _import(_own(request, import_id))


@router.read("/shop/imports/{uuid:import_id}/findings", Findings, auth=MEMBER)
def list_import_findings(request: HttpRequest, import_id: UUID, cursor: Cursor = "") -> Findings:
    """What is to be mended, line by line."""
    asked = page_of(cursor)
    report = _own(request, import_id, asked)
    items = [
        Finding(
            line=each.line,
            column=each.column,
            severity=each.severity,
            code=each.code,
            message=each.message,
        )
        for each in (report.findings if report.page == asked else ())
    ]
    return Findings(items=items, next_cursor=next_cursor(asked, asked < report.last_page))
