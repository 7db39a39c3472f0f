"""The past of the money: what the acquirer settled, and what sellers were paid, before today."""

from datetime import datetime, timedelta

from fondaco.kernel import clock
from fondaco.market.payments import practice
from fondaco.market.project.seeding.history import scripted_gateway

PAID_OUT_DAYS_AGO = 4


def seed_money(opened_at: datetime) -> dict[str, int]:
    """Settle and pay out the past; returns currency to what the bank must hold, minor units."""
    paid_out_at = opened_at - timedelta(days=PAID_OUT_DAYS_AGO)
    with scripted_gateway(), clock.frozen(paid_out_at):
        practice.settle_past()
        practice.pay_out_past(day=paid_out_at.date())
        return practice.settle_past()
