"""What told of a payer's browser and address is forgotten when nobody can dispute it any more."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.payments.models import Attempt, NotMine

KEPT = timedelta(days=400)
"""A payment that was not one's own is heard for 13 months (Directive (EU) 2015/2366, article 71),
and browser and address are evidence in it. After that they are of use to nobody, unless the
payment is in dispute then."""
AT_ONCE = 1_000


def run() -> int:
    """The job: in small transactions; returns how many attempts were cleared."""
    cleared = 0
    while number := _some():
        cleared += number
    return cleared


@action
def _some() -> int:
    old = Attempt.objects.filter(moved_at__lt=clock.real_now() - KEPT)
    kept = Q(intent__disputed_at__isnull=False) | Exists(
        NotMine.objects.filter(
            intent=OuterRef("intent"), undone_at=None, reported_at__gt=clock.now() - KEPT
        )
    )
    rows = old.exclude(kept).exclude(ip="", network="", browser={}).order_by("id")
    ids = list(rows.values_list("id", flat=True)[:AT_ONCE])
    return Attempt.objects.filter(id__in=ids).update(ip="", network="", browser={})
