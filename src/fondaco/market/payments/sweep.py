"""What was left between asking and knowing is asked again, every minute."""

import logging
from datetime import timedelta

from fondaco.kernel import clock
from fondaco.market.payments import pay, pay_out
from fondaco.market.payments.lifecycle import MONEY_ASKED
from fondaco.market.payments.models import Attempt, PayoutBatch

log = logging.getLogger(__name__)

LEFT_FOR = timedelta(seconds=60)
"""Longer than any request of ours waits for an answer."""

AT_ONCE = 100


def run() -> None:
    """Settle attempts and payment files whose answer nobody waits for any more."""
    limit = clock.real_now() - LEFT_FOR
    left = Attempt.objects.filter(
        state__in=[state.value for state in MONEY_ASKED], moved_at__lt=limit
    )
    for attempt_id in list(left.order_by("moved_at").values_list("id", flat=True)[:AT_ONCE]):
        try:
            pay.settle(attempt_id)
        except Exception:  # one broken attempt must not keep all others in doubt
            log.exception("attempt %s could not be settled", attempt_id)
    made = PayoutBatch.objects.filter(state="made").order_by("id")
    for batch_id in list(made.values_list("id", flat=True)[:AT_ONCE]):
        try:
            pay_out.send(batch_id)
        except Exception:  # nor must one broken file keep the others
            log.exception("payment file %s could not be sent", batch_id)
