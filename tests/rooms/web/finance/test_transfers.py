"""The finance desk's view of buyers' transfers, and of refunds that wait for their buyers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.payments import actions, bank_queries, pay_out, queries
from fondaco.market.payments.values import Allocation
from tests.rooms.payments.conftest import make_payer
from tests.rooms.payments.test_payouts import FakeBank
from tests.rooms.payments.transferring import comes, expect, read
from tests.rooms.web.finance.test_desk import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> FakeBank:
    made = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [made])
    return made


@pytest.fixture
def finance() -> Client:
    return sign_in("finance")[0]


@pytest.fixture
def intent_id() -> UUID:
    checkout_id = new_id()
    return actions.create_intent(
        key=f"checkout:{checkout_id}",
        member_id=make_payer(),
        amount_minor=1_000,
        currency="EUR",
        payee="Fondaco",
        reference="FO-7Q2M-19XK-3",
        reference_id=checkout_id,
        allocations=[Allocation(str(new_id()), 1_000)],
    )


def test_what_is_expected_is_listed(
    bank: FakeBank, finance: Client, intent_id: UUID, django_assert_max_num_queries: Any
) -> None:
    expected = expect(intent_id)
    read(bank, comes(400, creditor=expected.reference))
    with django_assert_max_num_queries(16):
        text = finance.get("/desk/finance/transfers/").content.decode()
    assert expected.reference_printed in text
    assert "4.00" in text
    assert "No refund waits" in text


def test_a_line_is_placed_by_the_reference_it_was_meant_for(
    bank: FakeBank, finance: Client, intent_id: UUID
) -> None:
    expected = expect(intent_id)
    read(bank, comes(1_000, text="for the lamp"))
    [line] = bank_queries.unmatched_lines()
    path = f"/desk/finance/lines/{line.id}/"
    assert expected.reference_printed in finance.get(path).content.decode()
    fields = {"place": "transfer", "note": "the buyer wrote to us"}
    wrong = finance.post(path, fields | {"reference": "RF00 NONE"})
    assert wrong.status_code == 422
    assert "No transfer is expected" in wrong.content.decode()
    right = finance.post(path, fields | {"reference": expected.reference_printed})
    assert right["Location"] == "/desk/finance/statements/"
    assert queries.intent(intent_id).way == "transfer"


def test_a_refused_refund_is_seen_and_a_file_shows_what_goes_back(
    bank: FakeBank, finance: Client, intent_id: UUID
) -> None:
    reference = expect(intent_id).reference
    read(bank, comes(1_250, creditor=reference, number="1"))
    tomorrow = clock.today() + timedelta(days=1)
    read(bank, comes(30, creditor=reference, number="2", iban=""), day=tomorrow)
    text = finance.get("/desk/finance/transfers/").content.decode()
    assert "One refund waits" in text
    assert "0.30" in text
    [batch_id] = pay_out._pay_back(clock.today())
    page = finance.get(f"/desk/finance/payouts/{batch_id}/").content.decode()
    assert "2.50" in page
    assert "Marta Ruiz" in page
    assert "with the bank" in page


def test_only_finance_looks(bank: FakeBank) -> None:
    client, _ = sign_in("support")
    assert client.get("/desk/finance/transfers/").status_code == 403
