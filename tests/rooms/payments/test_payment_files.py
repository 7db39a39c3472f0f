"""A payment that no file can carry is left out and listed; the others go."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as books
from fondaco.market.members import actions as members
from fondaco.market.members.models import PayoutAccount
from fondaco.market.payments import bank_queries, pain001, pay_out
from fondaco.money.payee_name import is_fit
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import IBANS, FakeBank, balance_of, bank, make_seller, noon
from tests.rules.market.payments.statements import IBAN

__all__ = ["bank", "noon"]

UNFIT = ["\U0001f3fa\U0001f3fa", "\x00Brenta", ""]
LETTERS = st.characters(max_codepoint=0x1FFF, categories=["Lu", "Ll", "Nd", "Po", "Zs", "Pd"])


def a_file(*names: str) -> pain001.PaymentFile:
    return pain001.PaymentFile(
        message_id="FO1",
        made_at=datetime(2026, 12, 1, tzinfo=UTC),
        payer_name="Fondaco",
        payer_iban=IBAN,
        currency="EUR",
        execution_date=date(2026, 12, 2),
        transfers=[
            pain001.Transfer(name, IBANS[0], "", 100, f"PO{number}", "Payout")
            for number, name in enumerate(names)
        ],
    )


@settings(max_examples=15)
@given(st.text(LETTERS, max_size=70).filter(is_fit))
def test_every_fit_name_makes_a_valid_file(name: str) -> None:
    assert pain001.build(a_file(name))


@pytest.mark.parametrize("name", UNFIT)
def test_the_one_that_is_unfit_is_found_among_many(name: str) -> None:
    names = ["Brenta"] * 5
    assert pain001.unfit_in(a_file(*names)) == set()
    assert pain001.unfit_in(a_file(*names, name, *names)) == {"PO5"}
    with pytest.raises(pain001.BadPaymentFile):
        pain001.build(a_file(name))


def unfit_account(seller_id: UUID, name: str) -> None:
    """An account from before names were checked, or that the database was given otherwise."""
    PayoutAccount.objects.filter(seller_id=seller_id).update(holder_name=name)


def states(seller_id: UUID) -> list[str]:
    return [each.state for each in bank_queries.payouts_of(seller_id)]


@pytest.mark.django_db
def test_it_is_left_out_once_and_goes_when_the_account_is_set_anew(
    bank: FakeBank, noon: Any
) -> None:
    good, bad = (make_seller(n, balance_minor=5_000) for n in (0, 1))
    unfit_account(bad, UNFIT[0])
    noon(NOON + timedelta(days=7))
    [batch_id] = pay_out.run(clock.now())
    assert (states(good), states(bad)) == (["sent"], ["returned"])
    assert bank_queries.batch(batch_id).state == "sent"
    assert books.balance(balance_of(bad)) == 5_000
    assert [each.seller_id for each in bank_queries.left_out()] == [bad]
    noon(NOON + timedelta(days=8))
    assert pay_out.run(clock.now()) == []
    assert bank_queries.next_payout(bad, "EUR").reason == "account_unfit"
    members.set_payout_account(
        seller_id=bad, iban=IBANS[1], holder_name="Brenta", actor=Actor("system")
    )
    noon(NOON + timedelta(days=13))
    pay_out.run(clock.now())
    assert states(bad) == ["sent", "returned"]
    assert books.audit() == []


@pytest.mark.django_db
def test_a_file_with_nobody_left_is_not_sent(bank: FakeBank, noon: Any) -> None:
    bad = make_seller(balance_minor=5_000)
    unfit_account(bad, UNFIT[0])
    noon(NOON + timedelta(days=7))
    [batch_id] = pay_out.run(clock.now())
    assert (bank.files, bank_queries.batch(batch_id).state) == ({}, "refused")
    assert books.balance(balance_of(bad)) == 5_000


@pytest.mark.django_db
def test_a_payer_that_no_file_carries_is_nobody_elses_fault(
    bank: FakeBank, noon: Any, settings: Any
) -> None:
    seller_id = make_seller(balance_minor=5_000)
    noon(NOON + timedelta(days=7))
    settings.FONDACO_BANK_ACCOUNT_NAME = ""
    [batch_id] = pay_out.run(clock.now())
    assert bank_queries.batch(batch_id).state == "refused"
    assert bank_queries.left_out() == ()
    assert bank_queries.next_payout(seller_id, "EUR").reason == ""


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["\U0001f3fa\U0001f3fa", "株式会社", "Brenta \u202e", "x" * 71])
def test_a_name_that_no_transfer_carries_is_refused_at_the_form(noon: Any, name: str) -> None:
    seller_id = make_seller(balance_minor=5_000)
    with pytest.raises(Refusal) as refused:
        members.set_payout_account(
            seller_id=seller_id, iban=IBANS[1], holder_name=name, actor=Actor("m", new_id())
        )
    assert (refused.value.code, refused.value.field) == ("holder_unfit", "holder_name")
