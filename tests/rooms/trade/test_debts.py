"""What buyers and sellers owe: collected, objected to, and borne by somebody in the end."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from fondaco.kernel import audit, outbox
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.messaging.models import Notice
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import charge_back, debts, refund, take_back
from fondaco.market.trade.queries import audit_owners
from fondaco.market.trade.queries.debts import DebtView
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance
from tests.rooms.trade.test_reserve import SHOP_HOUSE, sold

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
FINANCE = audit.Actor("finance", uuid4())
WHY = "I never had the money of my bank: here is what they wrote."
TIME = timedelta(days=Policy().debt_written_off_days)


def money(amount: int, source: AccountKind, target: AccountKind, owner: object = "") -> None:
    ledger.post(
        key=uuid4().hex,
        cause_kind="statement_line",
        cause_id=new_id(),
        transfers=[
            TransferDraft(
                AccountRef(source, "", "EUR"),
                AccountRef(target, str(owner) if owner else "", "EUR"),
                amount,
            )
        ],
    )


def give_back(order: OrderView, amount: int) -> None:
    refund.refund(
        key=uuid4().hex,
        order_id=order.id,
        lines=[(order.lines[0].id, amount)],
        shipping_minor=0,
        cause_kind="case",
        cause_id=uuid4(),
    )


@pytest.fixture
def owing(purse: Purse, at_time: AtTime) -> OrderView:
    """All 53.90 were refunded, and then charged back: the buyer has them twice."""
    at_time(NOON)
    order = story.arrive(story.bought(purse).id)
    refund.refund(
        key="all",
        order_id=order.id,
        lines=[(order.lines[0].id, 4900)],
        shipping_minor=490,
        cause_kind="case",
        cause_id=uuid4(),
    )
    charge_back.lost(story.lost_chargeback(purse, order, 5390))
    return order


def debt_of(order: OrderView) -> DebtView:
    return queries.debts_of_buyer(order.buyer_id)[0]


def test_credit_that_comes_in_pays_what_is_owed(owing: OrderView) -> None:
    money(2000, AccountKind.UNMATCHED, AccountKind.BUYER_WALLET, owing.buyer_id)
    news = outbox.Event(
        new_id(), "credit.added", new_id(), {"member_id": str(owing.buyer_id), "currency": "EUR"}
    )
    for _twice in range(2):
        debts.on_credit(news)
    assert balance(AccountKind.BUYER_WALLET, owing.buyer_id) == 0
    assert queries.owed_by_buyer(owing.buyer_id) == {"EUR": 3390}
    debt = debt_of(owing)
    assert (debt.amount_minor, debt.paid_minor, debt.left_minor) == (5390, 2000, 3390)
    assert queries.money_audit() == []


def test_an_objection_pauses_it_until_finance_answers(purse: Purse, owing: OrderView) -> None:
    with pytest.raises(NotFound):
        debts.object_to(debt_id=debt_of(owing).id, member_id=story.a_buyer(), text=WHY)
    debts.object_to(debt_id=debt_of(owing).id, member_id=owing.buyer_id, text=WHY)
    money(2000, AccountKind.UNMATCHED, AccountKind.BUYER_WALLET, owing.buyer_id)
    assert debts.collect(buyer_id=owing.buyer_id, currency="EUR") == 0
    debts.answer(debt_id=debt_of(owing).id, actor=FINANCE, is_owed=True, text=WHY)
    outbox.sweep()
    assert queries.owed_by_buyer(owing.buyer_id) == {"EUR": 3390}
    with pytest.raises(Refusal):
        debts.object_to(debt_id=debt_of(owing).id, member_id=owing.buyer_id, text=WHY)
    assert queries.money_audit() == []


def test_an_objection_that_is_right_is_borne_by_the_platform(owing: OrderView) -> None:
    debts.object_to(debt_id=debt_of(owing).id, member_id=owing.buyer_id, text=WHY)
    lost = books.total(AccountKind.PLATFORM_LOSS, "EUR")
    debts.answer(debt_id=debt_of(owing).id, actor=FINANCE, is_owed=False, text=WHY)
    assert queries.owed_by_buyer(owing.buyer_id) == {}
    assert books.total(AccountKind.PLATFORM_LOSS, "EUR") == lost - 5390
    assert debt_of(owing).borne_minor == 5390
    acts = [row.act for row in audit.latest(subject_id=debt_of(owing).id)]
    assert acts == ["debt.written_off", "debt.answered", "debt.objected"]


def test_an_objection_that_nobody_answers_leaves_it_owed_and_the_buyer_is_told(
    owing: OrderView, at_time: AtTime
) -> None:
    debts.object_to(debt_id=debt_of(owing).id, member_id=owing.buyer_id, text=WHY)
    money(2000, AccountKind.UNMATCHED, AccountKind.BUYER_WALLET, owing.buyer_id)
    until = debt_of(owing).objection_until
    assert until == debt_of(owing).objected_at + timedelta(days=Policy().debt_objection_days)
    story.later(at_time, until - timedelta(minutes=1))
    assert debt_of(owing).is_paused
    story.later(at_time, until)
    debt = debt_of(owing)
    assert (debt.is_paused, debt.answer, debt.left_minor) == (False, "", 3390)
    assert Notice.objects.filter(kind="debt_unanswered", member_id=owing.buyer_id).count() == 1
    with pytest.raises(NotFound):
        debts.answer(debt_id=debt.id, actor=FINANCE, is_owed=False, text=WHY)
    assert queries.money_audit() == []


def test_a_late_objection_is_answered_before_anything_is_written_off(
    owing: OrderView, at_time: AtTime
) -> None:
    over = debt_of(owing).arisen_at + TIME
    at_time(over - timedelta(days=1))
    debts.object_to(debt_id=debt_of(owing).id, member_id=owing.buyer_id, text=WHY)
    story.later(at_time, over)
    assert (debt_of(owing).is_paused, debt_of(owing).closed_at) == (True, None)
    story.later(at_time, debt_of(owing).objection_until)
    assert debt_of(owing).answered_at == debt_of(owing).objection_until
    assert debt_of(owing).borne_minor == 5390
    assert queries.money_audit() == []


def test_objections_stand_first_however_many_debts_are_older(
    owing: OrderView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fondaco.market.trade.queries.debts.PAGE_SIZE", 2)
    order = models.SellerOrder.objects.get(id=owing.id)
    for minor in (100, 200, 300):
        debts.arise(
            order=order, side="buyer", amount_minor=minor, cause_kind="case", cause_id=uuid4()
        )
    last = models.Debt.objects.latest("id")
    debts.object_to(debt_id=last.id, member_id=owing.buyer_id, text=WHY)
    first, second = queries.open_debts(), queries.open_debts(page=2)
    assert [debt.amount_minor for debt in first.items] == [300, 5390]
    assert [debt.amount_minor for debt in second.items] == [100, 200]
    assert (first.has_next, second.has_next) == (True, False)


@pytest.mark.parametrize("is_before", [True, False])
def test_the_audit_reads_again_what_moved_between_the_rows_and_the_books(
    owing: OrderView, monkeypatch: pytest.MonkeyPatch, is_before: bool
) -> None:
    read = audit_owners._booked

    def booked(kind: AccountKind) -> audit_owners.Sums:
        found = {} if is_before else read(kind)
        if kind is AccountKind.BUYER_DEBT:
            money(5390, AccountKind.UNMATCHED, AccountKind.BUYER_WALLET, owing.buyer_id)
            debts.collect(buyer_id=owing.buyer_id, currency="EUR")
        return read(kind) if is_before else found

    monkeypatch.setattr(audit_owners, "_booked", booked)
    assert queries.money_audit() == []
    monkeypatch.undo()
    models.Debt.objects.update(left_minor=1)
    assert [finding.what for finding in queries.money_audit()] == [
        "what a buyer owes is 0 EUR, its parts are -1"
    ]


def test_the_same_appeal_again_takes_nothing_back_twice(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = story.arrive(story.bought(purse).id)
    story.later(at_time, NOON + timedelta(days=40))
    give_back(order, 4900)
    cause = uuid4()
    for _twice in range(2):
        take_back.take_back(
            order_id=order.id, amount_minor=4900, kept_minor=0, cause_kind="case", cause_id=cause
        )
    assert models.Release.objects.filter(order=order.id, source="appeal").count() == 1
    assert queries.money_audit() == []


def test_in_the_end_the_fund_bears_what_it_has_and_the_platform_the_rest(
    owing: OrderView, at_time: AtTime
) -> None:
    money(3000, AccountKind.UNMATCHED, AccountKind.PROTECTION_FUND)
    story.later(at_time, NOON + timedelta(days=3) + TIME)
    assert queries.owed_by_buyer(owing.buyer_id) == {}
    assert books.total(AccountKind.PROTECTION_FUND, "EUR") == 0
    row = models.Debt.objects.get(side="buyer")
    assert (row.fund_minor, row.platform_minor, row.left_minor) == (3000, 2390, 0)
    assert row.closed_at is not None
    assert queries.money_audit() == []


def test_what_a_seller_owes_is_borne_too_but_never_by_the_fund_for_a_linked_buyer(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    money(100_000, AccountKind.UNMATCHED, AccountKind.PROTECTION_FUND)
    seller_id = story.a_shop()
    own = sold(purse, seller_id, "RB204811701FT", address=SHOP_HOUSE)
    fair = sold(purse, seller_id, "RB204811702FT")
    for order in (own, fair):
        models.OrderLine.objects.filter(order=order.id).update(released_at=NOON)
        give_back(order, 1000)
    by_order = {row.order_id: row for row in models.Debt.objects.filter(side="seller")}
    parts = {row.order_id: row for row in models.Refund.objects.all()}
    assert (parts[own.id].fund_minor, parts[fair.id].platform_minor) == (0, 0)
    owed = -balance(AccountKind.SELLER_DEBT, seller_id)
    assert owed == sum(row.amount_minor for row in by_order.values()) > 0
    story.later(at_time, NOON + timedelta(days=1) + TIME)
    assert balance(AccountKind.SELLER_DEBT, seller_id) == 0
    for row in by_order.values():
        row.refresh_from_db()
    assert by_order[own.id].fund_minor == 0
    assert by_order[own.id].platform_minor == by_order[own.id].amount_minor
    assert by_order[fair.id].fund_minor == by_order[fair.id].amount_minor
