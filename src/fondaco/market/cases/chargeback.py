"""The card network has the payment in dispute: cases wait for it, and their refunds with them.

Handlers of the payments room's news. Each may run again and changes nothing then.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from fondaco.kernel import clock, deadlines
from fondaco.kernel.outbox import Event as News
from fondaco.kernel.transaction import action
from fondaco.market.cases.models import Case
from fondaco.market.cases.moving import Act, done_before, lock_case, possible, step
from fondaco.market.cases.open import open_by_network
from fondaco.market.cases.return_goods import catch_up
from fondaco.market.cases.rules.words import Event, Role, State
from fondaco.market.payments import chargeback as payments
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView

KIND = "cases.network_silence"
"""The deadline of a chargeback: there may be no case, or one that waits for another first."""
AFTER_THE_CASE = timedelta(days=1)


@action
def opened(news: News) -> None:
    """Every open case of the payment's orders waits; an order without one gets one.

    News may come late: a chargeback that has ended meanwhile holds nothing.
    """
    if not payments.is_undecided(news.subject_id):
        return
    orders = trade.orders_of_checkout(UUID(str(news.data["reference_id"])))
    _wait_for_the_network(news, orders)
    for order in orders:
        cases = list(
            Case.objects.filter(order_id=order.id)
            .exclude(state=State.CLOSED)
            .order_by("id")
            .values_list("id", flat=True)
        )
        for case_id in cases:
            case = lock_case(case_id)
            act = Act(f"chargeback:{news.subject_id}:opened", detail=_code(news))
            if case.state != State.CHARGEBACK_HOLD:
                case.chargeback_id = news.subject_id
            _take(case, Event.CHARGEBACK_OPENED, act)
        key = f"chargeback:{news.subject_id}:{order.id}"
        if not cases and order.paid_at and not Case.objects.filter(key=key).exists():
            open_by_network(order, chargeback_id=news.subject_id, key=key)


def _wait_for_the_network(news: News, orders: Sequence[OrderView]) -> None:
    """Remember until when the network may decide, a day longer than a case waits for it."""
    days = max(
        (trade.policy(order.policy_version).cases.chargeback_days for order in orders), default=0
    )
    if days:
        due_at = clock.now() + timedelta(days=days) + AFTER_THE_CASE
        deadlines.set_deadline(kind=KIND, subject_id=news.subject_id, due_at=due_at)


@action
def silent(*, subject_id: UUID, due_at: datetime) -> None:
    """The network never decided, and no case said so: it counts as lost, and somebody bears it."""
    payments.record_unanswered(chargeback_id=subject_id)


@action
def won(news: News) -> None:
    """The payment stands: each case that waited for this chargeback goes on where it was
    interrupted, or waits for another one of the same payment that is not decided yet."""
    deadlines.cancel_deadline(kind=KIND, subject_id=news.subject_id)
    other_id = payments.another_undecided(news.subject_id)
    for case in _waiting(news):
        if other_id is not None:
            case.chargeback_id = other_id
            case.save(update_fields=["chargeback_id"])
            continue
        _take(case, Event.CHARGEBACK_WON, Act(f"chargeback:{news.subject_id}:won"))
        catch_up(case, f"chargeback:{news.subject_id}:scans")


@action
def lost(news: News) -> None:
    """The cardholder has the money back from the bank: the case is closed without a refund."""
    deadlines.cancel_deadline(kind=KIND, subject_id=news.subject_id)
    for case in _waiting(news):
        _take(case, Event.CHARGEBACK_LOST, Act(f"chargeback:{news.subject_id}:lost"))


def _waiting(news: News) -> list[Case]:
    orders = trade.orders_of_checkout(UUID(str(news.data["reference_id"])))
    ids = Case.objects.filter(
        # Cases from before chargebacks were named in them wait for whichever it is.
        Q(chargeback_id=news.subject_id) | Q(chargeback_id=None),
        order_id__in=[order.id for order in orders],
        state=State.CHARGEBACK_HOLD,
    )
    return [lock_case(case_id) for case_id in ids.order_by("id").values_list("id", flat=True)]


def _take(case: Case, event: Event, act: Act) -> None:
    if not done_before(case, act.key) and possible(case, event, Role.NETWORK):
        step(case, event, Role.NETWORK, act)


def _code(news: News) -> str:
    return str(news.data.get("reason_code", ""))[:40]
