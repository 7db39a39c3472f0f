"""The buyer's page of what they owe, and finance's answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fondaco.kernel import audit
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.payments import reconcile
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import OrderView
from tests.rooms.payments.test_payouts import FakeBank
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance, purse
from tests.rooms.trade.test_debts import WHY, owing
from tests.rooms.web.finance.test_desk import a_day, bank, finance
from tests.rules.market.payments.statements import entry

__all__ = ["bank", "finance", "owing", "purse"]
pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


def sign_in(member_id: UUID) -> Client:
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


def test_a_buyer_reads_what_they_owe_and_objects_and_finance_answers(
    purse: Purse, owing: OrderView, finance: Client, django_assert_max_num_queries: Any
) -> None:
    buyer = sign_in(owing.buyer_id)
    with django_assert_max_num_queries(20):
        text = buyer.get("/you/owed/").content.decode()
    assert "53.90" in text
    assert owing.reference in text
    debt = trade.debts_of_buyer(owing.buyer_id)[0]
    assert debt.reference in text
    path = f"/you/owed/{debt.id}/object/"
    assert buyer.post(path, {"text": "no"}).status_code == 422
    assert sign_in(story.a_buyer()).post(path, {"text": WHY}).status_code == 404
    assert buyer.post(path, {"text": WHY}).status_code == 302
    with django_assert_max_num_queries(30):
        text = finance.get("/desk/finance/debts/").content.decode()
    assert "One buyer says that they do not owe it" in text
    assert WHY in text
    answer = {"debt": str(debt.id), "verdict": "dropped", "text": WHY}
    assert finance.post("/desk/finance/debts/", {**answer, "verdict": ""}).status_code == 422
    assert finance.post("/desk/finance/debts/", answer).status_code == 302
    assert "You owe us nothing" in buyer.get("/you/owed/").content.decode()
    assert trade.money_audit() == []


def test_a_transfer_with_the_debts_reference_becomes_credit_and_pays_it(
    purse: Purse, owing: OrderView, bank: FakeBank, finance: Client
) -> None:
    debt = trade.debts_of_buyer(owing.buyer_id)[0]
    a_day(bank, entry("53.90", "CRDT"))
    line = reconcile.StatementLine.objects.latest("id")
    post = {"place": "credit", "note": "the text names it", "reference": "FD-0000-0000-0"}
    assert finance.post(f"/desk/finance/lines/{line.id}/", post).status_code == 422
    post["reference"] = debt.reference.lower()
    assert finance.post(f"/desk/finance/lines/{line.id}/", post).status_code == 302
    assert trade.owed_by_buyer(owing.buyer_id) == {}
    assert balance(AccountKind.BUYER_WALLET, owing.buyer_id) == 0
    assert "Paid what you owed" in sign_in(owing.buyer_id).get("/you/credit/").content.decode()
    assert "debt.written_off" not in [row.act for row in audit.latest()]
    assert trade.money_audit() == []


def test_nobody_of_finance_settles_a_debt_of_their_own(
    purse: Purse, owing: OrderView, bank: FakeBank
) -> None:
    members.grant_role(member_id=owing.buyer_id, role="finance", actor=audit.SYSTEM)
    own = sign_in(owing.buyer_id)
    own.post("/account/reauthenticate/", {"password": "x"})
    debt = trade.debts_of_buyer(owing.buyer_id)[0]
    own.post(f"/you/owed/{debt.id}/object/", {"text": WHY})
    answer = {"debt": str(debt.id), "verdict": "dropped", "text": WHY}
    assert own.post("/desk/finance/debts/", answer).status_code == 403
    a_day(bank, entry("53.90", "CRDT"))
    line = reconcile.StatementLine.objects.latest("id")
    post = {"place": "credit", "note": "the text names it", "reference": debt.reference}
    assert own.post(f"/desk/finance/lines/{line.id}/", post).status_code == 403
    assert trade.owed_by_buyer(owing.buyer_id) == {"EUR": 5390}


def test_a_settled_debts_reference_takes_no_more_money(
    purse: Purse, owing: OrderView, bank: FakeBank, finance: Client
) -> None:
    debt = trade.debts_of_buyer(owing.buyer_id)[0]
    assert trade.debtor(debt.reference, "EUR") == owing.buyer_id
    assert trade.debtor(debt.reference, "USD") is None
    a_day(bank, entry("53.90", "CRDT"))
    line = reconcile.StatementLine.objects.latest("id")
    post = {"place": "credit", "note": "the text names it", "reference": debt.reference}
    assert finance.post(f"/desk/finance/lines/{line.id}/", post).status_code == 302
    assert trade.debtor(debt.reference, "EUR") is None
