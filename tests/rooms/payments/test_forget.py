"""A payer's browser and address go when nobody can dispute the payment any more."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.payments import forget
from fondaco.market.payments.models import Attempt, Intent, NotMine
from tests.rooms.payments.test_refunds import paid

__all__ = ["paid"]
pytestmark = pytest.mark.django_db


def test_browser_and_address_are_kept_for_thirteen_months_and_then_cleared(
    paid: Callable[[], UUID],
) -> None:
    paid()
    rows = Attempt.objects.all()
    rows.update(ip="198.51.100.7", network="198.51.100.0/24", browser={"agent": "Firefox"})
    rows.update(moved_at=clock.real_now() - forget.KEPT + timedelta(hours=1))
    assert forget.run() == 0
    rows.update(moved_at=clock.real_now() - forget.KEPT - timedelta(hours=1))
    Intent.objects.update(disputed_at=clock.now())
    assert forget.run() == 0
    Intent.objects.update(disputed_at=None)
    report = NotMine.objects.create(
        intent=Intent.objects.get(), member_id=new_id(), reported_at=clock.now()
    )
    assert forget.run() == 0
    report.undone_at = clock.now()
    report.save()
    assert forget.run() == 1
    row = rows.get()
    assert (row.ip, row.network, row.browser) == ("", "", {})
    assert row.fingerprint
    assert forget.run() == 0
