"""Holds and refunds: by line, from the right source, once, never more than was captured."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import charge_back, debts, hold, refund, ship
from fondaco.market.trade.queries.audit import order_money
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
CASE = uuid4()


def give_back(order: OrderView, *amounts: int, shipping: int = 0, key: str = "case:1") -> UUID:
    lines = [(line.id, amount) for line, amount in zip(order.lines, amounts, strict=False)]
    return refund.refund(
        key=key,
        order_id=order.id,
        lines=lines,
        shipping_minor=shipping,
        cause_kind="case",
        cause_id=CASE,
    )


@pytest.fixture
def two_lines(purse: Purse, at_time: AtTime) -> OrderView:
    """A lamp for 30 euro and two cups for 10 each, 4.90 for shipping, delivered."""
    at_time(NOON)
    seller_id = story.a_shop()
    lamp = shelf.first_variant(shelf.put_up(seller_id, price=3000))
    cups = shelf.first_variant(shelf.put_up(seller_id, price=1000))
    buyer = story.a_buyer()
    story.fill_cart(buyer, (lamp, 1), (cups, 2))
    checkout = story.check_out(buyer)
    purse.capture(checkout.intent_id)
    return story.arrive(checkout.orders[0].id)


@pytest.fixture
def released(two_lines: OrderView, at_time: AtTime) -> OrderView:
    assert two_lines.releasable_at is not None
    story.later(at_time, two_lines.releasable_at)
    return queries.order(two_lines.id)


def test_a_hold_keeps_its_own_line_and_the_rest_goes_on(
    two_lines: OrderView, at_time: AtTime
) -> None:
    lamp, cups = two_lines.lines
    hold_id = hold.place(order_id=two_lines.id, line_ids=[lamp.id], reason="case", cause_id=CASE)
    assert two_lines.releasable_at is not None
    story.later(at_time, two_lines.releasable_at + timedelta(days=3))
    now = queries.order(two_lines.id)
    assert now.state == "delivered"
    assert now.escrow_minor == lamp.total_minor + lamp.shipping_minor
    assert now.released_minor == cups.total_minor + cups.shipping_minor
    assert [line.held for line in now.lines] == [True, False]
    hold.lift(hold_id=hold_id)
    hold.lift(hold_id=hold_id)
    assert queries.order(two_lines.id).state == "completed"
    assert models.Release.objects.filter(order=two_lines.id).count() == 2
    assert queries.money_audit() == []


def test_placing_the_same_hold_again_is_the_same_hold(two_lines: OrderView) -> None:
    wanted = {"order_id": two_lines.id, "reason": "case", "cause_id": CASE}
    lines = [two_lines.lines[0].id]
    assert hold.place(line_ids=lines, **wanted) == hold.place(line_ids=lines, **wanted)  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        hold.place(order_id=two_lines.id, line_ids=[uuid4()], reason="x", cause_id=CASE)
    assert refused.value.code == "line_not_found"


def test_a_refund_from_escrow_leaves_the_rest_to_be_released(
    purse: Purse, two_lines: OrderView, at_time: AtTime
) -> None:
    refund_id = give_back(two_lines, 1200)
    assert balance(AccountKind.REFUND_IN_TRANSIT, refund_id) == 1200
    now = queries.order(two_lines.id)
    assert (now.state, now.refunded_minor, now.refunds[0].id) == ("delivered", 1200, refund_id)
    assert two_lines.releasable_at is not None
    story.later(at_time, two_lines.releasable_at)
    done = queries.order(two_lines.id)
    assert (done.state, done.escrow_minor) == ("partly_refunded", 0)
    assert queries.money_audit() == []


def test_the_same_refund_twice_gives_back_once(purse: Purse, two_lines: OrderView) -> None:
    assert give_back(two_lines, 1200) == give_back(two_lines, 1200)
    assert queries.order(two_lines.id).refunded_minor == 1200
    with pytest.raises(Refusal) as reused:
        give_back(two_lines, 1300)
    assert reused.value.code == "key_reused"


def test_more_than_is_left_nothing_and_a_disputed_payment_are_refused(
    purse: Purse, two_lines: OrderView
) -> None:
    give_back(two_lines, 2500)
    for amounts, shipping, code in (
        ((501,), 0, "refund_too_much"),
        ((0,), 491, "refund_too_much"),
        ((0,), 0, "refund_nothing"),
    ):
        with pytest.raises(Refusal) as refused:
            give_back(two_lines, *amounts, shipping=shipping, key="case:2")
        assert refused.value.code == code
    purse.disputed.add(two_lines.intent_id)
    with pytest.raises(Refusal) as disputed:
        give_back(two_lines, 1, key="case:2")
    assert disputed.value.code == "payment_disputed"
    assert queries.order(two_lines.id).refunded_minor == 2500


def test_a_full_refund_ends_the_order(purse: Purse, two_lines: OrderView) -> None:
    give_back(two_lines, 3000, 2000, shipping=490)
    now = queries.order(two_lines.id)
    assert (now.state, now.holder, now.deadlines) == ("refunded", "buyer", {})
    assert queries.money_audit() == []


def test_a_full_refund_after_the_release_returns_the_fee_and_takes_balance_and_reserve(
    purse: Purse, released: OrderView
) -> None:
    assert released.state == "completed"
    give_back(released, 3000, 2000, shipping=490)
    for kind in (AccountKind.SELLER_BALANCE, AccountKind.SELLER_RESERVE):
        assert balance(kind, released.seller_id) == 0
    assert balance(AccountKind.PLATFORM_FEE) == 0
    money = order_money(released.id)
    assert (money.refunded_minor, money.fees_kept_minor) == (5490, 0)
    assert queries.order(released.id).state == "refunded"
    assert queries.money_audit() == []


def take_all_from(seller_id: UUID) -> None:
    """The seller was paid out; somebody filled the protection fund with twenty euro."""
    money = balance(AccountKind.SELLER_BALANCE, seller_id)
    cash = AccountRef(AccountKind.BANK_CASH, "", "EUR")
    source = AccountRef(AccountKind.SELLER_BALANCE, str(seller_id), "EUR")
    fund = AccountRef(AccountKind.PROTECTION_FUND, "", "EUR")
    ledger.post(
        key=f"paid-out:{seller_id}",
        cause_kind="test",
        cause_id=seller_id,
        transfers=[TransferDraft(source, cash, money), TransferDraft(cash, fund, 2000)],
    )


def test_when_the_seller_has_nothing_left_fund_and_platform_pay_and_the_seller_owes(
    purse: Purse, released: OrderView
) -> None:
    take_all_from(released.seller_id)
    give_back(released, 3000, 2000, shipping=490)
    row = models.Refund.objects.get(order=released.id)
    assert row.fund_minor == 2000
    assert row.platform_minor > 0
    owed = row.fund_minor + row.platform_minor
    assert balance(AccountKind.SELLER_DEBT, released.seller_id) == -owed
    assert balance(AccountKind.PROTECTION_FUND) == 2000
    assert queries.money_audit() == []


def test_what_a_seller_owes_is_taken_from_their_next_release(
    purse: Purse, released: OrderView, at_time: AtTime
) -> None:
    take_all_from(released.seller_id)
    give_back(released, 3000, 2000, shipping=490)
    owed = -balance(AccountKind.SELLER_DEBT, released.seller_id)
    variant_id = shelf.first_variant(shelf.put_up(released.seller_id, price=20_000))
    buyer = story.a_buyer("Iker")
    story.fill_cart(buyer, (variant_id, 1))
    checkout = story.check_out(buyer)
    purse.capture(checkout.intent_id)
    second = story.arrive(checkout.orders[0].id, "ZZ99887766")
    assert second.releasable_at is not None
    story.later(at_time, second.releasable_at)
    assert balance(AccountKind.SELLER_DEBT, released.seller_id) == 0
    assert models.Release.objects.get(order=second.id).debt_minor == owed
    assert queries.money_audit() == []


def test_a_reserve_used_for_a_refund_is_not_released_later(
    purse: Purse, released: OrderView, at_time: AtTime
) -> None:
    take_all_from(released.seller_id)
    give_back(released, 500)
    left = balance(AccountKind.SELLER_RESERVE, released.seller_id)
    assert released.released_at is not None
    story.later(at_time, released.released_at + timedelta(days=200))
    assert balance(AccountKind.SELLER_BALANCE, released.seller_id) == left
    assert balance(AccountKind.SELLER_RESERVE, released.seller_id) == 0


def test_buyer_and_seller_can_give_up_an_order_only_before_it_is_sent(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    first = story.bought(purse)
    ship.cancel(order_id=first.id, member_id=first.buyer_id)
    ship.cancel(order_id=first.id, member_id=first.buyer_id)
    assert queries.order(first.id).refunded_minor == first.total_minor
    second = story.bought(purse)
    ship.accept(order_id=second.id, actor=story.SELLER)
    with pytest.raises(Refusal):
        ship.cancel(order_id=second.id, member_id=second.buyer_id)
    ship.decline(order_id=second.id, actor=story.SELLER)
    assert queries.order(second.id).state == "cancelled"
    third = story.bought(purse)
    story.arrive(third.id)
    with pytest.raises(Refusal):
        ship.decline(order_id=third.id, actor=story.SELLER)
    assert queries.money_audit() == []


def test_a_lost_chargeback_is_borne_by_the_escrow_once(purse: Purse, two_lines: OrderView) -> None:
    news = story.lost_chargeback(purse, two_lines, two_lines.total_minor)
    for _again in range(2):
        charge_back.lost(news)
    now = queries.order(two_lines.id)
    assert (now.state, now.reason, now.escrow_minor) == ("refunded", "charged_back", 0)
    assert balance(AccountKind.CHARGEBACK) == 0
    assert purse.refunds == {}
    assert queries.money_audit() == []


def test_a_chargeback_of_what_was_refunded_before_is_owed_by_the_buyer(
    purse: Purse, two_lines: OrderView
) -> None:
    give_back(two_lines, 1000)
    charge_back.lost(story.lost_chargeback(purse, two_lines, two_lines.total_minor))
    assert balance(AccountKind.BUYER_DEBT, two_lines.buyer_id) == -1000
    assert balance(AccountKind.CHARGEBACK) == 0
    money = order_money(two_lines.id)
    assert (money.refunded_minor, money.charged_back_minor) == (1000, two_lines.total_minor - 1000)
    assert queries.money_audit() == []


def test_a_chargeback_after_the_release_comes_from_the_seller(
    purse: Purse, released: OrderView
) -> None:
    charge_back.lost(story.lost_chargeback(purse, released, 2000))
    now = queries.order(released.id)
    assert (now.state, now.refunded_minor) == ("partly_refunded", 2000)
    assert balance(AccountKind.CHARGEBACK) == 0
    assert queries.money_audit() == []


def test_after_a_lost_part_the_rest_of_the_payment_is_released(
    purse: Purse, two_lines: OrderView, at_time: AtTime
) -> None:
    news = story.lost_chargeback(purse, two_lines, 1000)
    charge_back.lost(news)
    assert purse.borne == {news.subject_id}
    assert two_lines.releasable_at is not None
    story.later(at_time, two_lines.releasable_at)
    done = queries.order(two_lines.id)
    assert (done.state, done.escrow_minor) == ("partly_refunded", 0)
    assert queries.money_audit() == []


def owe(order: OrderView, amount_minor: int) -> None:
    """What a charge-back after a refund leaves: the buyer has the money twice."""
    ledger.post(
        key=f"owe:{order.id}",
        cause_kind="chargeback",
        cause_id=order.id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.BUYER_DEBT, str(order.buyer_id), "EUR"),
                AccountRef(AccountKind.CHARGEBACK, "", "EUR"),
                amount_minor,
            )
        ],
    )
    row = models.SellerOrder.objects.get(id=order.id)
    debts.arise(
        order=row,
        side="buyer",
        amount_minor=amount_minor,
        cause_kind="chargeback",
        cause_id=order.id,
    )


def test_what_a_buyer_owes_is_paid_by_their_next_refund(purse: Purse, two_lines: OrderView) -> None:
    owe(two_lines, 700)
    assert queries.owed_by_buyer(two_lines.buyer_id) == {"EUR": 700}
    give_back(two_lines, 1000)
    assert purse.refunded_minor() == 300
    assert queries.owed_by_buyer(two_lines.buyer_id) == {}
    now = queries.order(two_lines.id)
    assert (now.refunded_minor, now.refunds[0].owed_minor) == (1000, 700)
    give_back(two_lines, 500, key="case:2")
    assert purse.refunded_minor() == 800
    assert queries.money_audit() == []


def test_a_debt_above_the_refund_takes_all_of_it(purse: Purse, two_lines: OrderView) -> None:
    owe(two_lines, 2500)
    for _again in range(2):
        give_back(two_lines, 1000)
    assert purse.refunded_minor() == 0
    assert queries.owed_by_buyer(two_lines.buyer_id) == {"EUR": 1500}
    assert queries.money_audit() == []


def test_who_owes_over_the_limit_cannot_check_out(purse: Purse, two_lines: OrderView) -> None:
    variant_id = shelf.first_variant(shelf.put_up(two_lines.seller_id, price=1000))
    story.fill_cart(two_lines.buyer_id, (variant_id, 1))
    owe(two_lines, 2001)
    with pytest.raises(Refusal) as refused:
        story.check_out(two_lines.buyer_id)
    assert refused.value.code == "buyer_owes"
