"""Reads of imports: progress, findings, the seller's list."""

from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from fondaco.kernel.errors import NotFound
from fondaco.market.catalogue import uploads
from fondaco.market.catalogue.models import Import, ImportFinding
from fondaco.market.catalogue.values import ImportFindingView, ImportProgress, ImportReport

PER_PAGE = 100


def import_report(import_id: UUID, *, page: int = 1) -> ImportReport:
    """An import with one page of findings. Raises :class:`NotFound`. Three statements."""
    row = Import.objects.filter(id=import_id).first()
    if row is None:
        raise NotFound(_("There is no such import."))
    counts: dict[str, int] = dict(
        row.findings.values_list("severity").annotate(n=Count("id")).order_by()
    )
    last_page = max(1, -(-sum(counts.values()) // PER_PAGE))
    page = min(max(page, 1), last_page)
    rows = row.findings.order_by("line", "id")[(page - 1) * PER_PAGE : page * PER_PAGE]
    return _report(row, counts, tuple(_finding(each) for each in rows), page, last_page)


def all_findings(import_id: UUID) -> list[ImportFindingView]:
    """Every finding, for the report as a file. One statement."""
    rows = ImportFinding.objects.filter(listing_import_id=import_id).order_by("line", "id")
    return [_finding(row) for row in rows]


def imports_of_seller(seller_id: UUID, *, limit: int = 20) -> list[ImportReport]:
    """The seller's latest imports, without their findings. One statement."""
    rows = Import.objects.filter(seller_id=seller_id).order_by("-id")[:limit]
    return [_report(row, {}, (), 1, 1) for row in rows]


def _finding(row: ImportFinding) -> ImportFindingView:
    text = _(row.message)
    return ImportFindingView(
        line=row.line,
        column=row.column,
        severity=row.severity,
        code=row.code,
        message=text % row.values if row.values else text,
    )


def _report(
    row: Import,
    counts: dict[str, int],
    findings: tuple[ImportFindingView, ...],
    page: int,
    last_page: int,
) -> ImportReport:
    return ImportReport(
        progress=ImportProgress(
            import_id=row.id,
            state=row.state,
            total_rows=row.total_rows,
            done_rows=row.done_rows,
            created=row.created,
            updated=row.updated,
            unchanged=row.unchanged,
            refused=row.refused,
        ),
        seller_id=row.seller_id,
        file_name=row.file_name,
        dry_run=row.dry_run,
        requested_at=row.requested_at,
        finished_at=row.finished_at,
        errors=counts.get("error", 0),
        warnings=sum(counts.values()) - counts.get("error", 0),
        findings=findings,
        page=page,
        last_page=last_page,
        may_be_imported=row.dry_run and row.state == "done" and uploads.is_kept(row.id),
    )
