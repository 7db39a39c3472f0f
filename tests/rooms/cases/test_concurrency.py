"""Two people at once: money moves once. On PostgreSQL, with real transactions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.market.cases import decide, mediate, offer
from fondaco.market.cases import open as opening
from fondaco.market.cases.models import Case, Decision
from fondaco.market.trade import queries as trade
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import Purse

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("what_migrations_seed"),
]
LATER = NOON + timedelta(days=4)


@pytest.fixture
def at_once() -> Callable[..., list[object]]:
    """Run functions at the same moment in threads of their own; refusals are results."""

    def run(*functions: Callable[[], object]) -> list[object]:
        results: list[object] = []
        gate = Barrier(len(functions))

        def one(function: Callable[[], object]) -> None:
            try:
                with clock.frozen(LATER):
                    gate.wait(10)
                    results.append(function())
            except Refusal as refusal:
                results.append(refusal)
            finally:
                connection.close()

        threads = [Thread(target=one, args=(function,)) for function in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run


def refusals(results: list[object]) -> int:
    return sum(isinstance(result, Refusal) for result in results)


def test_two_decisions_at_once_refund_once(
    purse: Purse, at_time: Callable[[datetime], None], at_once: Callable[..., list[object]]
) -> None:
    at_time(NOON)
    judge = story.a_mediator()
    order = story.delivered(purse)
    at_time(LATER)
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id), kind="nothing")
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")

    def deciding(amount: int) -> Callable[[], object]:
        return lambda: decide.decide(
            case_id=case.id, mediator_id=judge, kind="refund", amount_minor=amount,
            reason_code="defect_shown", text=story.TEXT, key=uuid4().hex,
        )  # fmt: skip

    results = at_once(deciding(3000), deciding(2000))
    assert refusals(results) == 1
    assert Decision.objects.count() == 1
    assert purse.refunded_minor() in {2000, 3000}
    assert trade.money_audit() == []


def test_accepting_and_granting_at_once_refund_once(
    purse: Purse, at_time: Callable[[datetime], None], at_once: Callable[..., list[object]]
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(LATER)
    case = story.opened(order)
    staff = story.shopkeeper(order.seller_id)
    row = story.offered(case, staff, amount=1500)
    results = at_once(
        lambda: story.accepted(case, row),
        lambda: offer.grant(case_id=case.id, member_id=staff, key="g"),
    )
    assert refusals(results) == 1
    assert purse.refunded_minor() in {1500, order.total_minor}
    assert trade.order(order.id).refunded_minor == purse.refunded_minor()
    assert trade.money_audit() == []


def test_two_openings_at_once_make_one_case(
    purse: Purse, at_time: Callable[[datetime], None], at_once: Callable[..., list[object]]
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(LATER)

    def open_it() -> object:
        return opening.open_case(
            order_id=order.id, line_ids=[line.id for line in order.lines], reason="damaged",
            statement=story.STATEMENT, wanted="full_refund", member_id=order.buyer_id,
            key=uuid4().hex,
        )  # fmt: skip

    results = at_once(open_it, open_it)
    assert refusals(results) == 1
    assert Case.objects.count() == 1
    assert len(trade.order(order.id).holds) == 1
