"""The finance desk: held against owed, files, statements, and lines for a person."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fondaco.kernel import audit, clock
from fondaco.kernel.audit import Actor
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.payments import bank_queries, pay_out, reconcile
from fondaco.market.web.desks.finance.totals import covers
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import COST, MERCHANT, FakeBank, make_seller
from tests.rooms.trade import story
from tests.rules.market.payments.statements import entry, statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch, at_time: Callable[[Any], None]) -> FakeBank:
    made = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [made])
    at_time(NOON)
    return made


def sign_in(role: str, *, is_fresh: bool = True) -> tuple[Client, UUID]:
    member_id = story.a_buyer(role.title())
    if role:
        members.grant_role(member_id=member_id, role=role, actor=Actor("system"))
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    if is_fresh:
        client.post("/account/reauthenticate/", {"password": "x"})
    return client, member_id


@pytest.fixture
def finance() -> Client:
    return sign_in("finance")[0]


def a_day(bank: FakeBank, *entries: str, day: str = "2026-11-23") -> UUID:
    bank.statements[day] = statement(*entries)
    assert reconcile.run(date.fromisoformat(day))
    return bank_queries.statement_days()[0].id


def test_the_overview_says_whether_what_is_owed_is_held(bank: FakeBank, finance: Client) -> None:
    make_seller(balance_minor=5_000)
    text = finance.get("/desk/finance/").content.decode()
    assert "What is owed is held" in text
    assert "50.00" in text
    assert "seller_balance" in text


def test_missing_money_is_said_in_the_title(bank: FakeBank, finance: Client) -> None:
    make_seller(balance_minor=5_000)
    a_day(bank, entry("30.00", "DBIT", text="Gone"))
    text = finance.get("/desk/finance/").content.decode()
    assert "Less is held than is owed" in text
    assert "One line of the bank waits for a person" in text


def test_a_file_is_listed_opened_and_downloaded(
    bank: FakeBank, finance: Client, at_time: Callable[[Any], None]
) -> None:
    make_seller(balance_minor=5_000)
    at_time(NOON + timedelta(days=7))
    [batch_id] = pay_out.run(clock.now())
    assert "Taken by the bank" in finance.get("/desk/finance/payouts/").content.decode()
    page = finance.get(f"/desk/finance/payouts/{batch_id}/").content.decode()
    assert "Officina Brenta" in page
    assert "•••• 3000" in page
    answer = finance.get(f"/desk/finance/payouts/{batch_id}/pain001.xml")
    assert answer["Content-Type"] == "application/xml"
    assert answer.content == bank_queries.batch_document(batch_id)


def test_a_statement_is_read_line_by_line(bank: FakeBank, finance: Client) -> None:
    make_seller(balance_minor=5_000)
    statement_id = a_day(
        bank, entry("50.00", "CRDT", code=MERCHANT), entry("0.70", "DBIT", code=COST)
    )
    assert "Every line of the bank is matched" in (
        finance.get("/desk/finance/statements/").content.decode()
    )
    page = finance.get(f"/desk/finance/statements/{statement_id}/").content.decode()
    assert "card settlement" in page
    assert "card cost" in page
    answer = finance.get(f"/desk/finance/statements/{statement_id}/camt053.xml")
    assert answer.content == bank.statements["2026-11-23"]


def test_a_person_places_a_line_and_stands_in_the_log(bank: FakeBank) -> None:
    client, member_id = sign_in("finance")
    a_day(bank, entry("12.00", "CRDT", text="For the cat"))
    [line] = bank_queries.unmatched_lines()
    path = f"/desk/finance/lines/{line.id}/"
    assert "For the cat" in client.get(path).content.decode()
    assert client.post(path, {"place": "fee", "note": ""}).status_code == 422
    assert client.post(path, {"place": "", "note": "A gift by letter"}).status_code == 422
    assert client.post(path, {"place": "fee", "note": "A gift by letter"}).status_code == 302
    assert bank_queries.unmatched_lines() == ()
    [row] = audit.latest(subject_id=line.id)
    assert (row.actor, row.act) == (Actor("finance", member_id), "statement_line.place")


def test_the_protection_fund_is_endowed_by_a_line_that_came_in(bank: FakeBank) -> None:
    client, _member = sign_in("finance")
    ours, other = entry("150.00", "CRDT", text="For the fund"), entry("20.00", "DBIT", text="Out")
    a_day(bank, ours, other)
    fund = AccountRef(AccountKind.PROTECTION_FUND, "", "EUR")
    for line in bank_queries.unmatched_lines():
        path = f"/desk/finance/lines/{line.id}/"
        answer = client.post(path, {"place": "fund", "note": "From our own account"})
        assert answer.status_code == (302 if line.amount_minor > 0 else 422)
    assert books.balance(fund) == 15_000
    assert [line.remittance for line in bank_queries.unmatched_lines()] == ["Out"]
    assert books.audit() == []


def test_a_large_sum_is_placed_when_a_second_person_agrees(bank: FakeBank) -> None:
    client, _first = sign_in("finance")
    other, second = sign_in("finance")
    a_day(bank, entry("9000.00", "CRDT", text="For the cat"))
    [line] = bank_queries.unmatched_lines()
    path = f"/desk/finance/lines/{line.id}/"
    assert client.post(path, {"place": "fee", "note": "A gift by letter"}).status_code == 302
    assert len(bank_queries.unmatched_lines()) == 1
    proposal = bank_queries.place_proposal(line.id)
    assert proposal is not None
    answer = {"proposal": str(proposal.id), "answer": "agree"}
    refused = client.post(path, answer)
    assert refused.status_code == 403
    assert "Somebody else has to answer what you proposed." in refused.content.decode()
    assert other.post(path, {"place": "loss", "note": "No, mine"}).status_code == 409
    assert other.post(path, answer | {"answer": "refuse"}).status_code == 302
    assert other.post(path, answer).status_code == 409
    client.post(path, {"place": "fee", "note": "A gift by letter, see it"})
    proposal = bank_queries.place_proposal(line.id)
    assert proposal is not None
    assert "A gift by letter, see it" in other.get(path).content.decode()
    assert 'name="answer"' not in client.get(path).content.decode()
    assert other.post(path, answer | {"proposal": str(proposal.id)}).status_code == 302
    assert bank_queries.unmatched_lines() == ()
    rows = audit.latest(subject_id=line.id)
    assert (rows[0].actor.id, rows[0].act) == (second, "statement_line.place")
    assert [row.act for row in rows][1:] == [
        "statement_line.propose",
        "statement_line.refuse",
        "statement_line.propose",
    ]
    assert other.post(path, {"proposal": "x", "answer": "agree"}).status_code == 404


def test_the_audit_runs_when_asked(bank: FakeBank, finance: Client) -> None:
    assert "Check every cent again" in finance.get("/desk/finance/audit/").content.decode()
    text = finance.get("/desk/finance/audit/?run=1").content.decode()
    assert "Every cent is accounted for" in text


NOBODY = "00000000-0000-7000-8000-000000000001"
PAGES = [
    "",
    "audit/",
    "payouts/",
    f"payouts/{NOBODY}/",
    f"payouts/{NOBODY}/pain001.xml",
    "statements/",
    f"statements/{NOBODY}/",
    f"statements/{NOBODY}/camt053.xml",
    f"lines/{NOBODY}/",
]


@pytest.mark.parametrize("page", PAGES)
def test_only_finance_comes_here(page: str) -> None:
    for role in ("", "support", "mediator", "trust"):
        assert sign_in(role)[0].get(f"/desk/finance/{page}").status_code == 403
    assert sign_in("finance")[0].get(f"/desk/finance/{page}").status_code in {200, 404}


@pytest.mark.parametrize("page", ["x/pain001.xml", "x/camt053.xml"])
def test_an_address_that_is_none_is_not_found(finance: Client, page: str) -> None:
    assert finance.get(f"/desk/finance/payouts/{page}").status_code == 404


def test_files_and_placing_ask_again_who_is_there() -> None:
    client, _ = sign_in("finance", is_fresh=False)
    for page in (f"lines/{new_id()}/", f"payouts/{new_id()}/pain001.xml"):
        answer = client.get(f"/desk/finance/{page}")
        assert "/account/reauthenticate/" in answer["Location"]


def test_held_and_owed_are_counted_by_currency() -> None:
    [eur, usd] = covers(
        [
            (AccountKind.BANK_CASH, "EUR", -900),
            (AccountKind.ACQUIRER_RECEIVABLE, "EUR", -200),
            (AccountKind.ESCROW, "EUR", 600),
            (AccountKind.SELLER_BALANCE, "EUR", 400),
            (AccountKind.PLATFORM_FEE, "EUR", 100),
            (AccountKind.ESCROW, "USD", 5),
            (AccountKind.ACQUIRER_RECEIVABLE, "USD", -5),
        ]
    )
    assert (eur.cash_minor, eur.receivable_minor) == (900, 200)
    assert (eur.spare_minor, eur.sum_minor) == (100, 0)
    assert (usd.spare_minor, usd.buyers_minor) == (0, 5)
