"""Settling what was left between: rows whose process died, and answers that never came."""

from datetime import timedelta
from uuid import UUID

from fondaco.kernel import clock
from fondaco.vault.acquirers import authorize, capture, refund, reverse
from fondaco.vault.acquirers.lifecycle import WATCHED_FOR, State
from fondaco.vault.acquirers.models import Authorization, Capture, Refund, Request, Reversal

GRACE = timedelta(seconds=30)
"""A row younger than this may still be in the hands of the process that made it."""


def sweep(limit: int = 200) -> int:
    """Ask the acquirer about each unsettled row; returns how many were looked at."""
    looked_at = 0
    for row_id in _unsettled(Authorization, limit):
        authorize.settle(authorization_id=row_id)
        looked_at += 1
    for row_id in _unsettled(Capture, limit):
        capture.carry_out(capture_id=row_id)
        looked_at += 1
    for row_id in _unsettled(Refund, limit):
        refund.carry_out(refund_id=row_id)
        looked_at += 1
    for row_id in _unsettled(Reversal, limit):
        reverse.carry_out(reversal_id=row_id)
        looked_at += 1
    since = clock.real_now() - WATCHED_FOR
    lost = Authorization.objects.filter(state=State.LOST.value, begun_at__gt=since)
    for row_id in list(lost.values_list("id", flat=True)[:limit]):
        authorize.take_off_if_found(authorization_id=row_id)
        looked_at += 1
    return looked_at


def _unsettled(model: type[Request], limit: int) -> list[UUID]:
    rows = model._default_manager.filter(
        state__in=[State.SENT.value, State.IN_DOUBT.value],
        begun_at__lte=clock.real_now() - GRACE,
    ).order_by("begun_at")
    return list(rows.values_list("id", flat=True)[:limit])
