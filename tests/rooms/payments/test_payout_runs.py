"""One seller, one currency or one file in trouble keeps no other from being paid."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import queries as members
from fondaco.market.payments import bank_queries, pay_out, sweep
from fondaco.market.payments.models import PayoutBatch
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import FakeBank, balance_of, bank, make_seller, noon

__all__ = ["bank", "noon"]

pytestmark = pytest.mark.django_db


def refund_from(seller_id: UUID, amount_minor: int, currency: str = "EUR") -> None:
    transit = AccountRef(AccountKind.REFUND_IN_TRANSIT, str(new_id()), currency)
    ledger.post(
        key=f"refund:{new_id()}",
        cause_kind="refund",
        cause_id=new_id(),
        transfers=[TransferDraft(balance_of(seller_id), transit, amount_minor)],
    )


def amounts(seller_id: UUID) -> list[tuple[str, int]]:
    return [(each.state, each.amount_minor) for each in bank_queries.payouts_of(seller_id)]


def test_a_balance_that_shrinks_after_it_was_read_is_read_again(
    bank: FakeBank, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = sorted(make_seller(n, balance_minor=5_000) for n in (0, 1))
    noon(NOON + timedelta(days=7))
    read = books.balances_of
    stale: dict[str, int] = {str(one): 6_000}
    monkeypatch.setattr(
        "fondaco.market.payments.pay_out.books.balances_of",
        lambda kind, owners, currency: (
            read(kind, owners, currency)
            | ({str(one): stale.popitem()[1]} if stale and kind == "seller_balance" else {})
        ),
    )
    pay_out.run(clock.now())
    assert (amounts(one), amounts(two)) == ([("sent", 5_000)], [("sent", 5_000)])
    assert books.audit() == []


def test_a_seller_in_trouble_is_left_out_and_the_others_are_paid(
    bank: FakeBank, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = sorted(make_seller(n, balance_minor=5_000) for n in (0, 1))
    noon(NOON + timedelta(days=7))
    real = members.payout_account

    def broken(seller_id: UUID) -> Any:
        if seller_id == one:
            raise ValueError("a row that nobody can read")
        return real(seller_id)

    monkeypatch.setattr(members, "payout_account", broken)
    pay_out.run(clock.now())
    assert (amounts(one), amounts(two)) == ([], [("sent", 5_000)])
    assert books.balance(balance_of(one)) == 5_000


def test_a_currency_in_trouble_keeps_no_other(
    bank: FakeBank, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seller_id = make_seller(balance_minor=5_000)
    czech = AccountRef(AccountKind.SELLER_BALANCE, str(seller_id), "CZK")
    ledger.post(
        key="czech",
        cause_kind="intent",
        cause_id=seller_id,
        transfers=[
            TransferDraft(AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "CZK"), czech, 90_000)
        ],
    )
    noon(NOON + timedelta(days=7))
    real = pay_out.make_batch

    def broken(*, currency: str, **rest: Any) -> UUID | None:
        if currency == "CZK":
            raise ValueError("no such currency")
        return real(currency=currency, **rest)

    monkeypatch.setattr(pay_out, "make_batch", broken)
    [_batch] = pay_out.run(clock.now())
    assert amounts(seller_id) == [("sent", 5_000)]


def test_a_file_in_trouble_is_sent_later_and_keeps_no_other(
    bank: FakeBank, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pay_out, "MOST_IN_FILE", 1)
    for number in (0, 1):
        make_seller(number, balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    real = bank.post

    def fails_first(path: str, body: dict[str, Any]) -> dict[str, Any]:
        monkeypatch.setattr(bank, "post", real)
        raise KeyError("not an answer")

    monkeypatch.setattr(bank, "post", fails_first)
    pay_out.run(clock.now())
    assert sorted(PayoutBatch.objects.values_list("state", flat=True)) == ["made", "sent"]
    monkeypatch.setattr(bank, "post", fails_first)
    sweep.run()
    sweep.run()
    assert list(PayoutBatch.objects.values_list("state", flat=True)) == ["sent", "sent"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_refund_in_the_middle_of_a_run_lowers_one_payout(
    bank: FakeBank, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = sorted(make_seller(n, balance_minor=5_000) for n in (0, 1))
    noon(NOON + timedelta(days=7))
    real: Callable[[UUID], Any] = members.payout_account
    refunded: list[UUID] = []

    def refund_meanwhile() -> None:
        refund_from(one, 1_000)
        connections.close_all()

    def slow(seller_id: UUID) -> Any:
        if not refunded:
            refunded.append(one)
            other = threading.Thread(target=refund_meanwhile)
            other.start()
            other.join(timeout=10)
        return real(seller_id)

    monkeypatch.setattr(members, "payout_account", slow)
    pay_out.run(clock.now())
    assert (amounts(one), amounts(two)) == ([("sent", 4_000)], [("sent", 5_000)])
    assert books.audit() == []
