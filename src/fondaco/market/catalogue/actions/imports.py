"""Imports: a file of products, taken chunk by chunk, each chunk in one transaction.

Whoever advances an import reads and encodes outside the transaction and then stores only if
the import still stands where it was read: two workers, or one that was killed, do no harm.
"""

import logging
import re
import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import IO
from uuid import UUID

from django.db import DatabaseError
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.market.catalogue import uploads
from fondaco.market.catalogue.actions.chunks import Chunk, store_products
from fondaco.market.catalogue.actions.pictures import store_pictures
from fondaco.market.catalogue.models import Import, ImportFinding, Picture
from fondaco.market.catalogue.rules.columns import Columns, Finding, read_header
from fondaco.market.catalogue.rules.pictures import refused_bytes
from fondaco.market.catalogue.rules.shopify import Product, products, with_pictures
from fondaco.market.catalogue.rules.table import delimiter_of, records
from fondaco.market.catalogue.values import ImportProgress
from fondaco.market.members import queries as members

log = logging.getLogger(__name__)

MAX_ROWS = 100_000
ROWS_A_CHUNK = 200
CHECKED_KEPT_FOR = timedelta(days=1)
_OWN_PICTURE = re.compile(r"\A([0-9a-f]{64})-1024\.webp\Z")


def start_import(
    *,
    seller_id: UUID,
    csv: bytes | Path,
    actor: Actor,
    pictures_zip: IO[bytes] | None = None,
    pictures_folder: Path | None = None,
    dry_run: bool = False,
    publish: bool = True,
    currency: str = "",
    file_name: str = "products.csv",
) -> UUID:
    """Take a Shopify product CSV and return the import's id; nothing is in the catalogue yet.

    ``currency`` (ISO 4217) is the seller's unless given. ``pictures_folder`` is for our own
    programs only. Raises :class:`Refusal` with ``details["line"]`` when the whole file cannot
    be read: encoding, size, header, no rows.
    """
    seller = members.seller(seller_id)
    if dry_run:
        _forget_older_checks(seller_id)
    text = uploads.text_of(csv.read_bytes() if isinstance(csv, Path) else csv)
    _header, start, rows = _look_over(text)
    import_id = new_id()
    uploads.keep_text(import_id, text)
    if pictures_zip is not None:
        uploads.keep_zip(import_id, pictures_zip)
    _record(
        Import(
            id=import_id,
            seller_id=seller_id,
            started_by=actor.id,
            file_name=file_name[:160],
            pictures_folder=str(pictures_folder or ""),
            currency=currency or seller.currency,
            dry_run=dry_run,
            publish=publish,
            total_rows=rows,
            next_offset=start[0],
            next_line=start[1],
            requested_at=clock.now(),
        ),
        actor,
    )
    return import_id


def import_checked(*, check_id: UUID, seller_id: UUID, actor: Actor) -> UUID:
    """Import the file that was only checked before, once, and return the import's id.

    Raises :class:`NotFound` for no check of this seller, :class:`Refusal` when its file is gone:
    it is kept for a day, or until the seller checks another.
    """
    row = Import.objects.filter(id=check_id, seller_id=seller_id, dry_run=True).first()
    if row is None:
        raise NotFound(_("There is no such check of a file."))
    if row.state != "done":
        raise _check_over()
    import_id = new_id()
    if not uploads.take_over(check_id, import_id):
        raise _check_over()
    _header, start, rows = _look_over(uploads.kept_text(import_id))
    _record(
        Import(
            id=import_id,
            seller_id=seller_id,
            started_by=actor.id,
            file_name=row.file_name,
            pictures_folder=row.pictures_folder,
            currency=row.currency,
            dry_run=False,
            publish=row.publish,
            total_rows=rows,
            next_offset=start[0],
            next_line=start[1],
            requested_at=clock.now(),
        ),
        actor,
    )
    return import_id


def _check_over() -> Refusal:
    return uploads.refused(
        "check_over",
        _("The file of this check is not here any more: it was imported, or a day has passed."),
        _("Send the file again."),
    )


def _forget_older_checks(seller_id: UUID) -> None:
    """A seller's newest check is the one they look at; the files of older ones take room."""
    kept = Import.objects.filter(
        id__in=uploads.kept_imports(), seller_id=seller_id, dry_run=True, state="done"
    )
    for import_id in kept.values_list("id", flat=True):
        uploads.drop(import_id)


def forget_checked() -> None:
    """The daily job: remove files that were only checked, a day after the check."""
    over = Import.objects.filter(
        id__in=uploads.kept_imports(),
        state="done",
        finished_at__lt=clock.now() - CHECKED_KEPT_FOR,
    )
    for import_id in over.values_list("id", flat=True):
        uploads.drop(import_id)


@action
def _record(row: Import, actor: Actor) -> None:
    row.save(force_insert=True)
    audit.record(actor=actor, act="import.start", subject_kind="import", subject_id=row.id)
    outbox.emit("import.requested", row.id, seller_id=str(row.seller_id))


def _look_over(text: str) -> tuple[Columns, tuple[int, int], int]:
    """The header, (offset, line) after it, and how many records follow."""
    delimiter = delimiter_of(text)
    header = next(records(text, delimiter), None)
    if header is None or header.cells is None:
        raise uploads.refused(
            "file_empty",
            _("The file holds no rows that can be read."),
            _("Send the file that Shopify exports under Products → Export."),
        )
    columns, findings = read_header(header.cells)
    if findings:
        worst = findings[0]
        raise uploads.refused(
            worst.code,
            f"“{worst.column}”: {_(worst.message)}",
            _("Send the file that Shopify exports under Products → Export."),
        )
    start = (header.next_offset, header.next_line)
    rows = sum(
        1
        for _row in records(
            text, delimiter, offset=start[0], line=start[1], width=len(columns.names)
        )
    )
    if not 0 < rows <= MAX_ROWS:
        raise uploads.refused(
            "file_row_count",
            _("The file has %(rows)d rows; an import takes 1 to 100,000.") % {"rows": rows},
            _("Split it into several files and import one after the other."),
        )
    return columns, start, rows


def advance_import(import_id: UUID, rows: int = ROWS_A_CHUNK) -> ImportProgress:
    """Take the next chunk of about ``rows`` rows (whole products) and say how far it is.

    An import that is done stays as it is. Raises :class:`NotFound`.
    """
    row = Import.objects.filter(id=import_id).first()
    if row is None:
        raise NotFound(_("There is no such import."))
    if row.state == "waiting":
        taken, at_end = _read_chunk(row, rows)
        findings = _attach_pictures(row, taken)
        _store(import_id=import_id, offset=row.next_offset, taken=taken, more=findings, end=at_end)
        row.refresh_from_db()
        if row.state == "done" and not row.dry_run:
            uploads.drop(import_id)
    return ImportProgress(
        import_id=row.id,
        state=row.state,
        total_rows=row.total_rows,
        done_rows=row.done_rows,
        created=row.created,
        updated=row.updated,
        unchanged=row.unchanged,
        refused=row.refused,
    )


def work(*, rows: int = ROWS_A_CHUNK, budget_s: float = 2.0) -> bool:
    """Advance waiting imports, oldest first, for about ``budget_s`` seconds; for the worker.

    Returns whether there was anything to do.
    """
    until = time.monotonic() + budget_s
    did = False
    while True:
        import_id = (
            Import.objects.filter(state="waiting")
            .order_by("id")
            .values_list("id", flat=True)
            .first()
        )
        if import_id is None:
            return did
        try:
            advance_import(import_id, rows)
        except DatabaseError:
            raise
        except Exception:  # its file is gone or broken: it cannot go on, others must
            log.exception("import %s cannot go on", import_id)
            _stop(import_id=import_id)
        did = True
        if time.monotonic() >= until:
            return did


@action
def _stop(*, import_id: UUID) -> None:
    Import.objects.filter(id=import_id, state="waiting").update(
        state="stopped", finished_at=clock.now()
    )


def _read_chunk(row: Import, rows: int) -> tuple[list[Product], bool]:
    """The next products, and whether the file ends with them."""
    text = uploads.kept_text(row.id)
    delimiter = delimiter_of(text)
    header = next(records(text, delimiter))
    columns, _findings = read_header(header.cells or ())
    following = products(
        records(
            text, delimiter, offset=row.next_offset, line=row.next_line, width=len(columns.names)
        ),
        columns,
        row.currency,
    )
    taken: list[Product] = []
    count = 0
    for product in following:
        taken.append(product)
        count += product.rows
        if count >= rows:
            break
    return taken, not any(islice(following, 1))


def _attach_pictures(row: Import, taken: Sequence[Product]) -> list[Finding]:
    """Put stored pictures in place of file names; what is missing or unfit is found and said."""
    wanted = {name for product in taken if product.draft for name, _alt in product.pictures}
    wanted |= {name for product in taken if product.draft for name in product.variant_pictures}
    wanted.discard("")
    files = uploads.read_pictures(row.id, row.pictures_folder, wanted)
    stored: dict[str, Picture | Refusal]
    if row.dry_run:
        unfit = {name: refused_bytes(file[:16], len(file)) for name, file in files.items()}
        stored = {
            name: Refusal(code, "") if code else Picture(sha256="0" * 64, width=1, height=1)
            for name, code in unfit.items()
        }
    else:
        stored = store_pictures(files)
    stored |= _stored_before(wanted - files.keys())
    found: list[Finding] = []
    for product in taken:
        if product.draft is not None:
            fit = {
                n: (p.sha256, p.width, p.height)
                for n, p in stored.items()
                if isinstance(p, Picture)
            }
            codes = {n: p.code for n, p in stored.items() if isinstance(p, Refusal)}
            found += with_pictures(product, fit, codes)
    return found


def _stored_before(names: set[str]) -> dict[str, Picture]:
    """Pictures that are named as our own export names them need not be sent again."""
    digests = {match[1]: name for name in names if (match := _OWN_PICTURE.match(name))}
    rows = Picture.objects.filter(sha256__in=digests) if digests else ()
    return {digests[row.sha256]: row for row in rows}


@action
def _store(
    *, import_id: UUID, offset: int, taken: Sequence[Product], more: Sequence[Finding], end: bool
) -> None:
    row = Import.objects.select_for_update().get(id=import_id)
    if row.state != "waiting" or row.next_offset != offset:
        return
    chunk = Chunk(row, taken)
    store_products(chunk)
    findings = [finding for product in taken for finding in product.findings]
    ImportFinding.objects.bulk_create(
        ImportFinding(
            listing_import=row,
            line=finding.line,
            column=finding.column[:120],
            severity=finding.severity,
            code=finding.code,
            message=finding.message[:300],
            values=dict(finding.values),
        )
        for finding in [*findings, *more]
    )
    row.created += chunk.count("created")
    row.updated += chunk.count("updated")
    row.unchanged += chunk.count("unchanged")
    row.refused += chunk.count("refused")
    row.done_rows += sum(product.rows for product in taken)
    if taken:
        row.next_offset, row.next_line = taken[-1].next_offset, taken[-1].next_line
    if end or not taken:
        row.state = "done"
        row.finished_at = clock.now()
    row.save()
    changed = [str(each) for each in chunk.changed_listings]
    if changed:
        outbox.emit("listing.imported", row.id, listing_ids=changed)
