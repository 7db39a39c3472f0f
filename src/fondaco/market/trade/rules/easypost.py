"""An event of EasyPost's webhook as scans. Pure.

The shape is EasyPost's published Event with a Tracker as its ``result``
(https://docs.easypost.com, Events and Trackers): statuses by their codes, places with ISO 3166
countries, the weight in ounces as the carrier measured it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

KINDS = {
    "in_transit": "in_transit",
    "available_for_pickup": "in_transit",
    "out_for_delivery": "out_for_delivery",
    "delivered": "delivered",
    "return_to_sender": "returned",
}
"""EasyPost's status to our kind of scan. A label that was made (pre_transit), a failure or an
error shows nobody the parcel, so they are no scans."""

EVENTS = frozenset({"tracker.created", "tracker.updated"})
GRAMS_AN_OUNCE = 28.349523125
HEAVIEST_GRAMS = 2_000_000
US_ZIP_LENGTH = 5
MOST_SCANS = 200


class Unreadable(ValueError):
    """The event is not of the published shape; the text names what is wrong."""


@dataclass(frozen=True, slots=True)
class TrackedScan:
    """One scan; ``event_id`` is the same whenever the same fact is told again."""

    event_id: str
    kind: str
    at: datetime
    postcode: str
    country: str
    weight_grams: int | None
    signed_by: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A parcel: EasyPost's name of its carrier, its number, and its scans, oldest first."""

    carrier: str
    tracking_number: str
    scans: tuple[TrackedScan, ...]
    unreadable: int = 0
    """How many of its details could not be read as scans; they stop no other."""


def tracked(event: Any) -> Tracked | None:
    """What an event tells of a parcel; None for events of other kinds.

    Raises :class:`Unreadable` for anything that is not of the published shape.
    """
    if not isinstance(event, Mapping):
        raise Unreadable("event")
    if event.get("description") not in EVENTS:
        return None
    tracker = event.get("result")
    if not isinstance(tracker, Mapping) or tracker.get("object") != "Tracker":
        raise Unreadable("result")
    details = tracker.get("tracking_details")
    details = [] if details is None else details
    if not isinstance(details, list) or len(details) > MOST_SCANS:
        raise Unreadable("result.tracking_details")
    number = _text(tracker, "tracking_code", 60)
    carrier = _text(tracker, "carrier", 40)
    if not number or not carrier:
        raise Unreadable("result.tracking_code" if carrier else "result.carrier")
    weight = _grams(tracker.get("weight"))
    signature = _text(tracker, "signed_by", 80)
    moving = [
        detail
        for detail in details
        if not isinstance(detail, Mapping) or str(detail.get("status")) in KINDS
    ]
    found = [_scan(detail, number, weight, signature) for detail in moving]
    scans = sorted((scan for scan in found if scan), key=lambda scan: scan.at)
    return Tracked(carrier, number, tuple(scans), unreadable=len(found) - len(scans))


def _scan(detail: Any, number: str, weight: int | None, signature: str) -> TrackedScan | None:
    """The scan, or None for what cannot be read: no moment, or none at all."""
    if not isinstance(detail, Mapping):
        return None
    kind = KINDS[detail["status"]]
    where = detail.get("tracking_location")
    location = where if isinstance(where, Mapping) else {}
    try:
        told = datetime.fromisoformat(str(detail.get("datetime")))
        at = (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    country = _place(location, "country", 2).upper()
    postcode = _place(location, "zip", 16)
    if country == "US":
        # A five-figure ZIP code is one place whether or not four more figures follow it.
        postcode = postcode[:US_ZIP_LENGTH]
    signed_by = signature if kind == "delivered" else ""
    # Weight and signature may be told later than the scan: then they make it another fact.
    fact = (number, kind, at.isoformat(), postcode, country, weight, signed_by)
    return TrackedScan(
        event_id=hashlib.sha256(repr(fact).encode()).hexdigest(),
        kind=kind,
        at=at,
        postcode=postcode,
        country=country,
        weight_grams=weight,
        signed_by=signed_by,
    )


def _text(source: Mapping[str, Any], name: str, longest: int) -> str:
    value = source.get(name) or ""
    if not isinstance(value, str) or len(value) > longest:
        raise Unreadable(name)
    return value.strip()


def _place(source: Mapping[str, Any], name: str, longest: int) -> str:
    """A part of an address; one of another shape says nothing about the place."""
    value = source.get(name)
    text = value.strip() if isinstance(value, str) else ""
    return text if len(text) <= longest else ""


def _grams(ounces: Any) -> int | None:
    if ounces is None:
        return None
    if isinstance(ounces, bool) or not isinstance(ounces, int | float) or not ounces >= 0:
        raise Unreadable("result.weight")
    grams = round(ounces * GRAMS_AN_OUNCE) if ounces < HEAVIEST_GRAMS else HEAVIEST_GRAMS + 1
    if grams > HEAVIEST_GRAMS:
        raise Unreadable("result.weight")
    return grams or None
