"""Stock: reserved at checkout, consumed when paid, released when not, put back when it returns.

Locks are taken on variants in the order of their ids, so that two checkouts never wait for
each other crosswise; the table's CHECK is the second lock on the same door.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox, rows
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.transaction import action
from fondaco.market.catalogue.models import (
    Listing,
    Reservation,
    ReservationLine,
    Restock,
    Variant,
)
from fondaco.market.catalogue.rules.stock import Wanted, shortages, summed

Items = Sequence[tuple[UUID, int]]


class KeyReused(ValueError):
    """The key was used before for other items: a programming error, never a repeat."""


@action
def reserve(*, key: str, items: Items) -> UUID:
    """Keep ``items`` (variant id, quantity ≥ 1) for the caller; all of them or none.

    The same key and items again change nothing. Refuses with ``out_of_stock`` (``details``:
    variant_id, title, available) or ``not_for_sale``. Returns the reservation's id.
    """
    wanted = summed(items)
    variants = _locked(wanted)
    # Read after the locks: a repetition that waited for the first must see what it wrote.
    existing = rows.one(Reservation, key=key)
    if existing is not None:
        kept = dict(existing.lines.values_list("variant_id", "quantity"))
        if kept != wanted:
            raise KeyReused(key)
        return existing.id
    _refuse_shortages(wanted, variants)
    _add(wanted, "reserved", sign=1)
    reservation = rows.add(Reservation(key=key, made_at=clock.now()))
    ReservationLine.objects.bulk_create(
        ReservationLine(reservation=reservation, variant_id=variant_id, quantity=quantity)
        for variant_id, quantity in wanted.items()
    )
    _tell(
        variants[variant_id].listing_id
        for variant_id, quantity in wanted.items()
        if variants[variant_id].stock - variants[variant_id].reserved == quantity
    )
    return reservation.id


def _refuse_shortages(wanted: Mapping[UUID, int], variants: Mapping[UUID, Variant]) -> None:
    found = shortages(
        Wanted(
            variant_id=variant_id,
            quantity=quantity,
            available=variant.stock - variant.reserved,
            is_for_sale=variant.retired_at is None and variant.listing.status == "live",
        )
        for variant_id, quantity in wanted.items()
        for variant in [variants[variant_id]]
    )
    if not found:
        return
    worst = found[0]
    version = variants[worst.variant_id].listing.version
    title = version.title if version is not None else ""
    if not worst.is_for_sale:
        raise Refusal(
            "not_for_sale",
            _("“%(title)s” is no longer for sale.") % {"title": title},
            not_done=_("Nothing was ordered and nothing was charged."),
            next_step=_("Take it out of the cart to go on with the rest."),
            details={"variant_id": str(worst.variant_id), "title": title, "available": 0},
        )
    raise Refusal(
        "out_of_stock",
        _("Only %(left)d of “%(title)s” are left.") % {"left": worst.available, "title": title}
        if worst.available
        else _("“%(title)s” has just sold out.") % {"title": title},
        not_done=_("Nothing was ordered and nothing was charged."),
        next_step=_("Change the quantity, or take it out of the cart."),
        details={
            "variant_id": str(worst.variant_id),
            "title": title,
            "available": worst.available,
        },
    )


@action
def release_reservation(*, key: str) -> None:
    """Give back what ``key`` held. Again, or of an unknown key, it changes nothing.

    A reservation that was consumed stays consumed.
    """
    reservation = _held(key)
    if reservation is None:
        return
    wanted = dict(reservation.lines.values_list("variant_id", "quantity"))
    variants = _locked(wanted)
    _add(wanted, "reserved", sign=-1)
    _settle(reservation, "released")
    _tell(
        variants[variant_id].listing_id
        for variant_id in wanted
        if variants[variant_id].stock == variants[variant_id].reserved
    )


@action
def consume_reservation(*, key: str) -> None:
    """The goods of ``key`` are sold: off the shelf and no longer reserved.

    Again it changes nothing. Raises :class:`NotFound` for an unknown key and
    :class:`Refusal` ``reservation_released`` when the goods were given back before.
    """
    reservation = rows.one(Reservation, lock=True, key=key)
    if reservation is None:
        raise NotFound(_("There is no reservation of this key."), code="reservation_unknown")
    if reservation.state == "consumed":
        return
    if reservation.state == "released":
        raise Refusal("reservation_released", _("The goods were no longer kept for this order."))
    wanted = dict(reservation.lines.values_list("variant_id", "quantity"))
    _locked(wanted)
    _add(wanted, "reserved", "stock", sign=-1)
    _settle(reservation, "consumed")


@action
def restock(*, key: str, items: Items) -> None:
    """Goods came back: ``items`` (variant id, quantity ≥ 1) stand on the shelf again, once."""
    wanted = summed(items)
    mark = fingerprint(sorted((str(variant), quantity) for variant, quantity in wanted.items()))
    variants = _locked(wanted)
    existing = Restock.objects.filter(key=key).first()
    if existing is not None:
        if existing.fingerprint != mark:
            raise KeyReused(key)
        return
    rows.add(Restock(key=key, fingerprint=mark, made_at=clock.now()))
    _add(wanted, "stock", sign=1)
    _tell(
        variants[variant_id].listing_id
        for variant_id in wanted
        if variants[variant_id].stock == variants[variant_id].reserved
    )


@action
def set_stock(
    *, seller_id: UUID, variant_id: UUID, change: int, actor: audit.Actor | None = None
) -> int:
    """The seller counted: ``change`` more (or fewer, negative) on the shelf; returns the stock.

    A change, not a total, so that a sale in between is not undone.
    """
    variant = _locked({variant_id: 1})[variant_id]
    if variant.seller_id != seller_id:
        raise NotFound(_("There is no such variant."))
    stock = variant.stock + change
    if stock < variant.reserved:
        raise Refusal(
            "stock_reserved",
            _("%(count)d of these are already ordered and being paid for.")
            % {"count": variant.reserved},
            not_done=_("The stock was not changed."),
            field="stock",
        )
    Variant.objects.filter(id=variant_id).update(stock=stock)
    audit.record(
        actor=actor or audit.Actor("seller", seller_id),
        act="listing.set_stock",
        subject_kind="listing",
        subject_id=variant.listing_id,
        variant_id=str(variant_id),
        change=change,
        stock=stock,
    )
    _tell([variant.listing_id])
    return stock


def _held(key: str) -> Reservation | None:
    return Reservation.objects.select_for_update().filter(key=key, state="held").first()


def _settle(reservation: Reservation, state: str) -> None:
    reservation.state = state
    reservation.settled_at = clock.now()
    reservation.save(update_fields=["state", "settled_at"])


def _locked(wanted: Mapping[UUID, int]) -> dict[UUID, Variant]:
    """The variants, locked in the order of their ids; raises :class:`NotFound`."""
    rows = (
        Variant.objects.select_for_update(of=("self",))
        .select_related("listing__version")
        .filter(id__in=wanted)
        .order_by("id")
    )
    found = {row.id: row for row in rows}
    if len(found) != len(wanted):
        raise NotFound(_("Something in this order is no longer for sale."))
    return found


def _add(wanted: Mapping[UUID, int], *columns: str, sign: int) -> None:
    amount = Case(
        *(When(id=variant_id, then=Value(sign * count)) for variant_id, count in wanted.items())
    )
    Variant.objects.filter(id__in=wanted).update(
        **{column: F(column) + amount for column in columns}
    )


def _tell(listing_ids: Iterable[UUID]) -> None:
    """Say that a listing can be bought, or no longer: search shows it."""
    for listing_id in sorted(set(listing_ids)):
        outbox.emit("listing.stock_changed", listing_id)
    Listing.objects.filter(id__in=set(listing_ids)).update(revision=F("revision") + 1)
