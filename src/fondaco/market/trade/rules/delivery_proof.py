"""Whether a carrier's scans prove a delivery. Nothing that a seller types is a proof.

The whole history of a parcel is judged at once, so the order in which scans arrive does not
matter. The risk of loss is the seller's until the buyer has the goods (Directive
2011/83/EU, article 20).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

MOVING = frozenset({"accepted", "in_transit", "out_for_delivery", "delivered", "returned"})
"""Kinds of scan that show that the carrier has, or had, the parcel."""

KINDS = MOVING | {"lost"}
"""Every kind of scan; a lost parcel proves nothing and may still be found."""


@dataclass(frozen=True, slots=True)
class ScanFact:
    """One scan as the carrier told it; weight in grams, "" or None where not told."""

    kind: str
    at: datetime
    postcode: str
    country: str
    weight_grams: int | None
    signed_by: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What the order says about its parcel. ``weight_grams`` is 0 when the listing had none."""

    paid_at: datetime
    origin_country: str
    postcode: str
    country: str
    weight_grams: int
    weight_share_bps: int
    signature_needed: bool


@dataclass(frozen=True, slots=True)
class History:
    """What the scans amount to; ``missing`` names what keeps a delivery from being proven."""

    first_scan_at: datetime | None
    delivered_at: datetime | None
    returned_at: datetime | None
    signed_by: str
    missing: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """Delivered, and nothing speaks against it."""
        return self.delivered_at is not None and not self.missing


def same_postcode(one: str, other: str) -> bool:
    """Postcodes are compared without spaces, hyphens and case."""
    cleaned = [code.replace(" ", "").replace("-", "").upper() for code in (one, other)]
    return bool(cleaned[0]) and cleaned[0] == cleaned[1]


def assess(scans: Iterable[ScanFact], expected: Expected) -> History:
    """Judge every scan of one tracking number against what was expected of the parcel."""
    ordered = sorted(scans, key=lambda scan: (scan.at, scan.kind))
    moving = [scan for scan in ordered if scan.kind in MOVING]
    if not moving:
        return History(None, None, None, "", ("no_scan",))
    returned = next((scan for scan in moving if scan.kind == "returned"), None)
    deliveries = [scan for scan in moving if scan.kind == "delivered"]
    if not deliveries:
        return History(
            moving[0].at, None, returned.at if returned else None, "", ("no_delivery_scan",)
        )
    judged = [(scan, _missing(scan, moving, returned, expected)) for scan in deliveries]
    best, missing = min(judged, key=lambda pair: (len(pair[1]), pair[0].at))
    return History(
        moving[0].at, best.at, returned.at if returned else None, best.signed_by, missing
    )


def _missing(
    delivery: ScanFact, scans: list[ScanFact], returned: ScanFact | None, expected: Expected
) -> tuple[str, ...]:
    first = scans[0]
    weights = [scan.weight_grams for scan in scans if scan.weight_grams]
    least = expected.weight_grams * expected.weight_share_bps // 10_000
    problems = {
        "scanned_before_payment": first.at < expected.paid_at,
        "origin_differs": bool(first.country)
        and first is not delivery
        and first.country.upper() != expected.origin_country.upper(),
        "postcode_differs": not same_postcode(delivery.postcode, expected.postcode),
        "country_differs": bool(delivery.country)
        and delivery.country.upper() != expected.country.upper(),
        "too_light": bool(weights) and max(weights) < least,
        "signature_missing": expected.signature_needed and not delivery.signed_by.strip(),
        "returned_to_sender": returned is not None and returned.at <= delivery.at,
    }
    return tuple(name for name, present in problems.items() if present)
