"""Parcels as the carrier's pages and programs see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from fondaco.bank.carrier.lifecycle import NEXT
from fondaco.bank.carrier.models import Parcel

PAGE = 50


@dataclass(frozen=True, slots=True)
class ScanView:
    """One scan."""

    kind: str
    at: datetime
    postcode: str
    country: str
    weight_grams: int
    signed_by: str


@dataclass(frozen=True, slots=True)
class ParcelView:
    """A parcel; ``next_scans`` is what may be scanned next."""

    tracking_number: str
    sender_name: str
    sender_postcode: str
    sender_country: str
    reference: str
    postcode: str
    country: str
    weight_grams: int
    signature_required: bool
    state: str
    made_at: datetime
    scans: tuple[ScanView, ...]
    next_scans: tuple[str, ...]


def parcels() -> list[ParcelView]:
    """The newest parcels."""
    rows = Parcel.objects.order_by("-id").prefetch_related("scans")[:PAGE]
    return [_view(row) for row in rows]


def parcel(tracking_number: str) -> ParcelView | None:
    """One parcel, by its number."""
    rows: QuerySet[Parcel] = Parcel.objects.filter(tracking_number=tracking_number)
    row = rows.prefetch_related("scans").first()
    return _view(row) if row is not None else None


def _view(row: Parcel) -> ParcelView:
    scans = sorted(row.scans.all(), key=lambda scan: scan.id)
    return ParcelView(
        tracking_number=row.tracking_number,
        sender_name=row.sender_name,
        sender_postcode=row.sender_postcode,
        sender_country=row.sender_country,
        reference=row.reference,
        postcode=row.postcode,
        country=row.country,
        weight_grams=row.weight_grams,
        signature_required=row.signature_required,
        state=row.state,
        made_at=row.made_at,
        scans=tuple(
            ScanView(
                scan.kind, scan.at, scan.postcode, scan.country, scan.weight_grams, scan.signed_by
            )
            for scan in scans
        ),
        next_scans=NEXT[row.state],
    )
