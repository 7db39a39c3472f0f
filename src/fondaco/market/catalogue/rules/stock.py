"""What may be reserved. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many of a variant are wanted, and what is there."""

    variant_id: UUID
    quantity: int
    available: int
    is_for_sale: bool


def summed(items: Iterable[tuple[UUID, int]]) -> dict[UUID, int]:
    """Quantities by variant, in the order of ids (the order of locks).

    Raises ``ValueError`` for nothing at all or a quantity below one.
    """
    total: dict[UUID, int] = {}
    for variant_id, quantity in items:
        if quantity < 1:
            raise ValueError("a quantity is one or more")
        total[variant_id] = total.get(variant_id, 0) + quantity
    if not total:
        raise ValueError("nothing was asked for")
    return dict(sorted(total.items()))


def shortages(wanted: Iterable[Wanted]) -> list[Wanted]:
    """What cannot be had, things not for sale first."""
    short = [item for item in wanted if not item.is_for_sale or item.quantity > item.available]
    return sorted(short, key=lambda item: item.is_for_sale)
