"""Holds: lines that are not released while a case, a chargeback or a withdrawal is open."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.trade import models
from fondaco.market.trade.actions.moving import lock_order
from fondaco.market.trade.actions.release import settle_if_due


@action
def place(*, order_id: UUID, line_ids: Iterable[UUID], reason: str, cause_id: UUID) -> UUID:
    """Hold these lines and their shares of shipping; returns the hold's id.

    The other lines go on. The same reason and cause again return the hold that is open.
    """
    order = lock_order(order_id)
    existing = models.Hold.objects.filter(
        order=order, reason=reason, cause_id=cause_id, lifted_at=None
    ).first()
    if existing is not None:
        return existing.id
    wanted = set(line_ids)
    known = set(order.lines.filter(id__in=wanted).values_list("id", flat=True))
    if not wanted or wanted != known:
        raise Refusal(
            "line_not_found",
            _("The order has no such line."),
            not_done=_("Nothing was held."),
            status=404,
        )
    hold = models.Hold.objects.create(
        order=order, reason=reason, cause_id=cause_id, placed_at=clock.now()
    )
    models.HeldLine.objects.bulk_create(
        models.HeldLine(hold=hold, line_id=line_id) for line_id in sorted(wanted)
    )
    return hold.id


@action
def lift(*, hold_id: UUID) -> None:
    """End a hold; what would have been released by now is released. Again changes nothing."""
    found = models.Hold.objects.filter(id=hold_id).first()
    if found is None:
        raise NotFound(_("There is no such hold."), code="hold_not_found")
    order = lock_order(found.order_id)
    hold = models.Hold.objects.select_for_update().get(id=hold_id)
    if hold.lifted_at is not None:
        return
    hold.lifted_at = clock.now()
    hold.save(update_fields=["lifted_at"])
    settle_if_due(order)
