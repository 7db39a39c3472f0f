"""Who may mediate a case. Somebody with a tie to a side, or a hand in it before, may not."""

from collections.abc import Iterable
from uuid import UUID


def eligible(
    candidates: Iterable[UUID],
    *,
    buyer_id: UUID,
    seller_staff: Iterable[UUID],
    hands_before: Iterable[UUID] = (),
    recused: Iterable[UUID] = (),
) -> list[UUID]:
    """Those who may decide, in the order given: not the buyer, not the seller's staff, nobody
    who decided before or stepped back."""
    excluded = {buyer_id, *seller_staff, *hands_before, *recused}
    return [candidate for candidate in candidates if candidate not in excluded]


def is_serial(*, refunds_without_return: int, orders: int, most: int, share_bps: int) -> bool:
    """Whether a buyer's refunds without return, in the policy's days, want a person's look.

    More than ``most``, or more than one and at least ``share_bps`` of their orders: a first
    refund says nothing about somebody, however few orders they have.
    """
    if refunds_without_return > most:
        return True
    return refunds_without_return > 1 and refunds_without_return * 10_000 >= orders * share_bps
