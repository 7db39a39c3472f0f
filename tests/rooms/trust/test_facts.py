"""Seller facts come from what happened to orders, cases and messages: each once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fondaco.kernel.errors import Refusal
from fondaco.kernel.outbox import Event
from fondaco.market.members import queries as members
from fondaco.market.messaging import actions as messaging
from fondaco.market.trade.actions import refund, release, ship
from fondaco.market.trade.values import OrderView
from fondaco.market.trust import audit, handlers, jobs, queries
from fondaco.market.trust.rules.facts import SellerFacts
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story as trade
from tests.rooms.trade.story import Purse
from tests.rooms.trust import story

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]


@pytest.fixture
def order(purse: Purse, at_time: Clock) -> OrderView:
    at_time(NOON)
    return trade.bought(purse, tier="established")


def facts(order: OrderView) -> SellerFacts:
    assert audit.audit_counters() == []
    return queries.seller_facts(order.seller_id)


def give_back(order: OrderView, minor: int) -> None:
    refund.refund(
        key=uuid4().hex,
        order_id=order.id,
        lines=[(order.lines[0].id, minor)],
        shipping_minor=0,
        cause_kind="case",
        cause_id=uuid4(),
    )


def test_a_confirmed_order_is_completed(order: OrderView) -> None:
    trade.arrive(order.id)
    assert facts(order).completed_orders == 0
    release.confirm_receipt(order_id=order.id, member_id=order.buyer_id)
    assert facts(order).completed_orders == 1
    assert facts(order).completed_orders_12m == 1


def test_a_late_parcel_is_late(order: OrderView, at_time: Clock) -> None:
    number = "RB204811734IT"
    trade.send(order.id, number)
    at_time(NOON + timedelta(days=40))
    trade.scan(number, "accepted", NOON + timedelta(days=12))
    trade.scan(number, "delivered", NOON + timedelta(days=30))
    found = facts(order)
    assert found.on_time_dispatch_bps == 0
    assert found.on_time_delivery_bps == 0


def test_an_order_that_the_seller_never_sent_counts_as_not_sent_in_time(
    order: OrderView, at_time: Clock
) -> None:
    ship.accept(order_id=order.id, actor=trade.SELLER)
    trade.later(at_time, NOON + timedelta(days=30))
    found = facts(order)
    assert found.on_time_dispatch_bps == 0
    assert found.refunds_per_100 == 100


def test_what_the_buyer_cancels_is_not_held_against_the_seller(order: OrderView) -> None:
    ship.cancel(order_id=order.id, member_id=order.buyer_id)
    found = facts(order)
    assert found.on_time_dispatch_bps is None
    assert found.refunds_per_100 == 0


def test_a_refunded_line_rates_the_service_only(order: OrderView, at_time: Clock) -> None:
    trade.arrive(order.id)
    at_time(NOON + timedelta(days=4))
    give_back(order, order.lines[0].total_minor)
    (right,) = queries.may_review(order.buyer_id)
    assert right.kind == "refunded"
    with pytest.raises(Refusal, match="service"):
        story.write(right.line_id, order.buyer_id)
    story.write(right.line_id, order.buyer_id, **story.SERVICE)
    assert queries.listing_rating([order.lines[0].listing_id]) == {}
    found = facts(order)
    assert found.positive_share_bps == 10_000
    assert found.refunds_per_100 == 100


def test_a_part_refund_leaves_the_right_to_rate_the_product(order: OrderView) -> None:
    trade.arrive(order.id)
    give_back(order, 500)
    (right,) = queries.may_review(order.buyer_id)
    assert right.kind == "delivered"


def test_no_review_is_written_while_a_case_is_open(order: OrderView) -> None:
    trade.arrive(order.id)
    case_id = uuid4()
    for _again in range(2):
        story.case_news("case.opened", order, case_id)
    (right,) = queries.may_review(order.buyer_id)
    assert right.waits_for_case
    with pytest.raises(Refusal) as refused:
        story.write(right.line_id, order.buyer_id)
    assert refused.value.code == "review_case_open"
    assert facts(order).cases_outcomes["open"] == 1

    closed = {"state": "closed", "outcome": "agreed_refund", "refunded_minor": 500}
    story.case_news("case.closed", order, case_id, **closed)
    found = facts(order)
    assert found.cases_per_100 == 100
    assert found.cases_outcomes["refunded"] == 1
    story.write(right.line_id, order.buyer_id)


def test_a_case_opened_again_is_open_again(order: OrderView) -> None:
    case_id = uuid4()
    story.case_news("case.opened", order, case_id)
    story.case_news("case.closed", order, case_id, state="closed", outcome="not_returned")
    assert facts(order).cases_outcomes["unrefunded"] == 1
    story.case_news("case.moved", order, case_id, state="return_ship")
    assert facts(order).cases_outcomes == {
        "refunded": 0, "replaced": 0, "withdrawn": 0, "unrefunded": 0, "open": 1,
    }  # fmt: skip


def test_what_never_came_was_not_delivered_in_time(order: OrderView) -> None:
    case_id = uuid4()
    story.case_news("case.opened", order, case_id, reason="not_received")
    given = {"reason": "not_received", "state": "closed", "refunded_minor": 4_900}
    story.case_news("case.closed", order, case_id, outcome="seller_silent", **given)
    assert facts(order).on_time_delivery_bps == 0


def test_a_stolen_card_is_not_held_against_the_seller(order: OrderView) -> None:
    case_id = uuid4()
    story.case_news("case.opened", order, case_id, reason="payment_not_mine")
    assert facts(order).cases_per_100 == 0


def test_answers_are_timed_and_silence_counts_after_a_day(at_time: Clock) -> None:
    at_time(NOON)
    seller_id = shelf.a_seller()
    owner = members.staff_members(seller_id)[0]
    talks = []
    for name in ("Anna", "Marta", "Luca"):
        talks.append(
            messaging.ask(
                member_id=trade.a_buyer(name), seller_id=seller_id, text="Is it oak?", key="1"
            )
        )
    at_time(NOON + timedelta(hours=2))
    messaging.write(conversation_id=talks[0], author_member_id=owner, text="Yes.", key="1")
    found = queries.seller_facts(seller_id)
    assert found.median_first_answer_s == 7_200
    assert found.answered_24h_bps == 10_000

    at_time(NOON + timedelta(hours=30))
    messaging.write(conversation_id=talks[1], author_member_id=owner, text="Yes.", key="2")
    assert jobs.count_unanswered() == 1
    assert jobs.count_unanswered() == 0
    found = queries.seller_facts(seller_id)
    assert found.answered_24h_bps == 3_333
    assert found.median_first_answer_s == (7_200 + 30 * 3_600) // 2
    messaging.write(conversation_id=talks[2], author_member_id=owner, text="Yes.", key="3")
    assert queries.seller_facts(seller_id).answered_24h_bps == 3_333
    assert audit.audit_counters() == []


def test_a_wrong_counter_is_found_by_the_audit(order: OrderView) -> None:
    from fondaco.market.trust.models import SellerMonth

    SellerMonth.objects.filter(seller_id=order.seller_id).update(paid=7)
    (finding,) = audit.audit_counters()
    assert "paid is 7, the facts say 1" in finding


def test_facts_of_many_sellers_take_as_many_statements_as_of_one(purse: Purse) -> None:
    orders = [trade.bought(purse) for _number in range(3)]
    ids = [order.seller_id for order in orders]

    def statements(wanted: list[object], **given: object) -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.sellers_facts(wanted, **given)
        return len(seen)

    assert statements(ids) == statements(ids[:1]) == 4
    assert statements(ids, since=dict.fromkeys(ids)) == 3
    assert queries.sellers_facts([]) == {}


def test_the_prior_is_the_platforms_mean_once_worked_out(at_time: Clock) -> None:
    at_time(NOON)
    seller_id = shelf.a_seller()
    before = queries.score_account(seller_id)
    assert before.prior_made_at is None
    jobs.refresh_standing()
    after = queries.score_account(seller_id)
    assert after.prior_made_at == NOON
    assert after.explanation.low_bps == queries.seller_facts(seller_id).score


def test_a_message_with_an_account_number_is_noted_once() -> None:
    seller_id = shelf.a_seller()
    data = {
        "author_member_id": str(trade.a_buyer()), "buyer_id": str(uuid4()),
        "seller_id": str(seller_id), "side": "buyer", "findings": ["iban"],
        "is_first_answer": False, "asked_at": None, "answered_at": None,
    }  # fmt: skip
    event = Event(uuid4(), "message.sent", uuid4(), data)
    for _again in range(2):
        handlers.on_message(event)
    from fondaco.market.trust.models import Signal

    assert Signal.objects.get().kind == "iban"


def test_writing_a_review_takes_few_statements(order: OrderView, at_time: Clock) -> None:
    trade.arrive(order.id)
    with CaptureQueriesContext(connection) as seen:
        story.write(order.lines[0].id, order.buyer_id)
    assert len(seen) <= 22, [each["sql"][:80] for each in seen]
