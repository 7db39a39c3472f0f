"""Labels and scans."""

import secrets
from dataclasses import dataclass

from fondaco.bank.carrier.lifecycle import (
    COUNTRY,
    HEAVIEST_GRAMS,
    LONGEST_POSTCODE,
    may_follow,
    tracking_number,
    where,
)
from fondaco.bank.carrier.models import Parcel, Scan
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.outbox import emit
from fondaco.kernel.transaction import action


@dataclass(frozen=True, slots=True)
class Label:
    """What a sender says of a parcel. Countries are ISO 3166 alpha-2, weight is in grams."""

    sender_name: str
    postcode: str
    country: str
    weight_grams: int
    signature_required: bool = False
    sender_postcode: str = ""
    sender_country: str = ""
    reference: str = ""


@action
def make_label(*, key: str, label: Label) -> str:
    """Make a label, once a key; returns its tracking number."""
    _check(key, label)
    known = Parcel.objects.filter(key=key).first()
    if known is not None:
        return known.tracking_number
    number = tracking_number(secrets.randbelow(10**8))
    while Parcel.objects.filter(tracking_number=number).exists():
        number = tracking_number(secrets.randbelow(10**8))
    Parcel.objects.create(
        key=key,
        tracking_number=number,
        sender_name=label.sender_name.strip()[:80],
        sender_postcode=label.sender_postcode.strip(),
        sender_country=label.sender_country,
        reference=label.reference.strip()[:40],
        postcode=label.postcode.strip(),
        country=label.country,
        weight_grams=label.weight_grams,
        signature_required=label.signature_required,
        made_at=clock.now(),
    )
    return number


@action
def scan(
    *,
    tracking_number: str,
    kind: str,
    signed_by: str = "",
    postcode: str = "",
    weight_grams: int | None = None,
) -> str:
    """Scan a parcel and tell the shop; returns the event's id.

    ``postcode`` and ``weight_grams`` are for practising what goes wrong: a delivery elsewhere,
    an empty box. Raises :class:`Refusal` for a scan that cannot follow.
    """
    parcel = Parcel.objects.select_for_update().filter(tracking_number=tracking_number).first()
    if parcel is None:
        raise NotFound("The carrier has no parcel with this number.")
    may_follow(parcel.state, kind)
    if kind == "delivered" and parcel.signature_required and not signed_by.strip():
        raise Refusal(
            "signature_missing",
            "This parcel is handed over against a signature.",
            not_done="Nothing was scanned.",
            next_step="Say who signed.",
            field="signed_by",
            status=400,
        )
    if len(postcode) > LONGEST_POSTCODE or not (
        weight_grams is None or 0 < weight_grams <= HEAVIEST_GRAMS
    ):
        raise _refusal("scan", "The postcode or the weight cannot be right.")
    at_postcode, at_country = where(
        kind,
        (parcel.sender_postcode, parcel.sender_country),
        (parcel.postcode, parcel.country),
    )
    row = Scan.objects.create(
        parcel=parcel,
        kind=kind,
        postcode=postcode.strip() or at_postcode,
        country=at_country,
        weight_grams=weight_grams or parcel.weight_grams,
        signed_by=signed_by.strip()[:80],
        at=clock.now(),
    )
    parcel.state = kind
    parcel.save(update_fields=["state"])
    emit(
        "parcel.scanned",
        row.id,
        tracking_number=tracking_number,
        kind=kind,
        at=row.at.isoformat(),
        postcode=row.postcode,
        country=row.country,
        weight_grams=row.weight_grams,
        signed_by=row.signed_by,
        happened_at=clock.real_now().isoformat(),
    )
    return str(row.id)


def _check(key: str, label: Label) -> None:
    if not 0 < len(key) <= 255:
        raise _refusal("key", "A label has a key of 1 to 255 characters.")
    if not label.sender_name.strip():
        raise _refusal("sender_name", "Say who sends the parcel.")
    if not 0 < len(label.postcode.strip()) <= LONGEST_POSTCODE:
        raise _refusal("postcode", "Say to which postcode the parcel goes.")
    if not COUNTRY.fullmatch(label.country):
        raise _refusal("country", "The country is two letters, such as IT.")
    if label.sender_country and not COUNTRY.fullmatch(label.sender_country):
        raise _refusal("sender_country", "The country is two letters, such as IT.")
    if len(label.sender_postcode.strip()) > LONGEST_POSTCODE:
        raise _refusal("sender_postcode", "The sender's postcode is too long.")
    if not 0 < label.weight_grams <= HEAVIEST_GRAMS:
        raise _refusal("weight_grams", f"A parcel weighs 1 to {HEAVIEST_GRAMS} grams.")


def _refusal(field: str, what: str) -> Refusal:
    return Refusal("label_invalid", what, not_done="Nothing was made.", field=field, status=400)
