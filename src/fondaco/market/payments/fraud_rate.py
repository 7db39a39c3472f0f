"""The fraud rate of card payments over 90 days, measured every hour.

Article 19 of Delegated Regulation (EU) 2018/389: the value of unauthorised payments over the value
of all, whether their cardholders confirmed them or not. Counted as fraud is what was charged back
with a fraud reason and not won, and what a member reports as not theirs.
"""

from datetime import timedelta

from django.db.models import F, Sum

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.market.payments.lifecycle import ChargebackState, IntentState
from fondaco.market.payments.models import Chargeback, FraudRate, Intent, NotMine
from fondaco.market.payments.rules import dispute_reasons, exemptions

PERIOD = timedelta(days=90)


@action
def measure() -> int:
    """Measure and keep today's rate; returns it in basis points. Each currency is measured by
    itself and the worst one counts, so that no rate of exchange makes it look better."""
    now = clock.now()
    since = now - PERIOD
    paid = dict(
        Intent.objects.filter(way="card", state=IntentState.SUCCEEDED, captured_at__gt=since)
        .order_by()
        .values_list("currency")
        .annotate(total=Sum("captured_minor"))
    )
    lost: dict[str, int] = {}
    charged_back = set()
    rows = Chargeback.objects.filter(opened_at__gt=since).exclude(state=ChargebackState.WON)
    for intent_id, currency, code, minor in rows.values_list(
        "intent_id", "intent__currency", "reason_code", F("amount_minor") - F("excess_minor")
    ):
        if dispute_reasons.is_fraud(code):
            charged_back.add(intent_id)
            lost[currency] = lost.get(currency, 0) + minor
    reports = NotMine.objects.filter(reported_at__gt=since, undone_at=None)
    for currency, minor in reports.exclude(intent__in=charged_back).values_list(
        "intent__currency", "intent__captured_minor"
    ):
        lost[currency] = lost.get(currency, 0) + minor
    rates = [exemptions.rate_bps(lost[each], paid.get(each, 0)) for each in lost]
    worst = max(rates, default=0)
    FraudRate.objects.update_or_create(
        measured_date=now.date(),
        defaults={
            "measured_at": now,
            "rate_bps": worst,
            "by_currency": {
                each: [paid.get(each, 0), lost.get(each, 0)] for each in sorted({*paid, *lost})
            },
        },
    )
    return worst


def run() -> None:
    """The hourly job."""
    measure()
