"""The payments desk: what is counted, who is suspected, one payment, the vault's keys."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.ids import new_id
from fondaco.market.cases import network_evidence
from fondaco.market.cases.models import Case
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.payments import desk_queries
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt, Chargeback, Intent
from fondaco.market.trade.values import CheckoutView
from tests.conftest import NOON
from tests.rooms.payments.disputing import dispute, purchase, try_card
from tests.rooms.trade import story

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture
def gateway(settings: Any) -> Iterator[ScriptedGateway]:
    settings.FONDACO_GATEWAY = "fondaco.market.payments.gateways.scripted.ScriptedGateway"
    chosen._made.cache_clear()
    made = chosen.gateway()
    assert isinstance(made, ScriptedGateway)
    yield made
    chosen._made.cache_clear()


def sign_in(role: str) -> Client:
    member_id = story.a_buyer(role.title())
    members.grant_role(member_id=member_id, role=role, actor=SYSTEM)
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


@pytest.fixture
def finance(gateway: ScriptedGateway) -> Client:
    return sign_in("finance")


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def reference(checkout: CheckoutView) -> str:
    return Intent.objects.get(id=checkout.intent_id).reference


def a_burst(cards: int = 6) -> CheckoutView:
    """One checkout, many cards, all declined, from one neighbourhood."""
    checkout = purchase(token="card_declined_51:0")
    for number in range(1, cards):
        Attempt.objects.update(state="reversed")
        try_card(checkout, f"card_declined_51:{number}", ip=f"192.0.2.{number}")
    Attempt.objects.update(state="declined")
    return checkout


def test_an_empty_desk_says_so(finance: Client) -> None:
    assert "Nothing was refused" in text(finance, "/desk/payments/")
    assert "Nobody seems to try out cards" in text(finance, "/desk/payments/testing/")


def test_refusals_are_counted_by_reason_and_day(finance: Client) -> None:
    purchase(token="card_declined_51")
    purchase()
    page = text(finance, "/desk/payments/")
    assert "Refused within 14 days: 1" in page
    assert "insufficient_funds" in page
    assert "No acquirer: answers by script" in page
    found = desk_queries.declined()
    assert (found.rows[0].by_day[-1], found.rows[0].total, found.most) == (1, 1, 1)
    [count] = desk_queries.gateways()
    assert (count.attempts, count.captured, count.declined) == (2, 1, 1)


def test_many_declined_cards_from_one_network_are_suspected(finance: Client) -> None:
    a_burst()
    [found] = desk_queries.suspicions()
    assert (found.burst.value, found.burst.cards) == ("192.0.2.0/24", 6)
    assert found.signs == ("cards", "declined", "few_members")
    page = text(finance, "/desk/payments/testing/")
    assert "192.0.2.0/24" in page
    assert "half or more declined" in page
    assert "Somebody seems to try out cards" in text(finance, "/desk/payments/")


def test_customers_who_pay_are_not_suspected(finance: Client) -> None:
    for number in range(6):
        purchase(token=f"card_ok:{number}")
    assert desk_queries.suspicions() == ()


def test_a_payment_is_found_by_its_reference(finance: Client, at_time: AtTime) -> None:
    at_time(NOON)
    checkout = purchase()
    dispute(checkout)
    page = text(finance, f"/desk/payments/one/?reference={reference(checkout).lower()}")
    for words in ("ECI 05", "the issuer bears fraud", "did not make this payment", "Answer now"):
        assert words in page


def test_a_chargeback_is_answered_by_hand_after_a_proof(
    finance: Client, gateway: ScriptedGateway, at_time: AtTime
) -> None:
    at_time(NOON)
    checkout = purchase()
    path = f"/desk/payments/chargebacks/{dispute(checkout)}/answer/"
    assert "reauthenticate" in finance.post(path)["Location"]
    assert gateway.evidence == {}
    finance.post("/account/reauthenticate/", {"password": "x"})
    finance.post(path, {"reference": reference(checkout)})
    assert Chargeback.objects.get().state == "answered"
    finance.post(path, {"reference": reference(checkout)})
    assert len([name for name, _ in gateway.calls if name == "evidence"]) == 1
    page = text(finance, f"/desk/payments/one/?reference={reference(checkout)}")
    assert "What we sent, word for word" in page
    assert "3-D Secure result" in page


@pytest.mark.parametrize(
    "sent", ["", "FO-NONE", "x" * 500, "' OR 1=1 --", "<script>", "%F0%9F%92%B3"]
)
def test_any_reference_is_only_not_found(finance: Client, sent: str) -> None:
    page = text(finance, f"/desk/payments/one/?reference={sent}")
    assert "<script>alert" not in page
    assert "Find a payment" in page


def test_an_unknown_chargeback_is_not_answered(finance: Client) -> None:
    finance.post("/account/reauthenticate/", {"password": "x"})
    answer = finance.post(f"/desk/payments/chargebacks/{new_id()}/answer/", {"reference": "a&b=c"})
    assert answer["Location"].endswith("?reference=a%26b%3Dc")


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("trust", "/desk/payments/", 200),
        ("support", "/desk/payments/", 403),
        ("mediator", "/desk/payments/testing/", 403),
        ("finance", "/desk/payments/keys/", 403),
    ],
)
def test_each_page_opens_to_its_roles(
    gateway: ScriptedGateway, role: str, path: str, status: int
) -> None:
    assert sign_in(role).get(path).status_code == status


class Vault:
    """The vault's two doors, open or shut."""

    def __init__(self, *, is_away: bool = False) -> None:
        self.is_away = is_away

    def operator_keys(self) -> dict[str, Any]:
        if self.is_away:
            raise Unavailable("vault")
        return {
            "key_encryption": {"kind": "shares", "current_id": "kek-1", "rotate_by": "2027-11-24"},
            "data_keys": [{"id": "dek-7", "tenant": "market", "rows": 1200, "made_at": None}],
            "rewrap": {"waiting": 3},
            "field_keys": [{"kid": "f1", "made_at": "no date", "expires_at": None}],
        }

    def operator_counters(self) -> dict[str, Any]:
        return {"cards_stored": 9, "authentications": {"Y": 4}, "authorizations": {"00": 4}}


def test_the_vaults_keys_are_shown(
    gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_queries, "_vault", Vault)
    page = text(sign_in("admin"), "/desk/payments/keys/")
    for words in ("two shares", "kek-1", "dek-7", "1,200", "Keys are being replaced"):
        assert words in page


def test_a_vault_that_is_away_is_said_to_be(
    gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_queries, "_vault", lambda: Vault(is_away=True))
    assert "The vault does not answer" in text(sign_in("admin"), "/desk/payments/keys/")


def test_pages_take_few_statements_however_much_there_is(finance: Client, at_time: AtTime) -> None:
    at_time(NOON)
    checkout = purchase()
    for part in (1_000, 2_000):
        dispute(checkout, case_id=f"n-{part}")
    paths = {
        "/desk/payments/": 14,
        "/desk/payments/testing/": 10,
        f"/desk/payments/one/?reference={reference(checkout)}": 15,
    }
    taken = {}
    for path, most in paths.items():
        with CaptureQueriesContext(connection) as seen:
            text(finance, path)
        if len(seen) > most:
            taken[path] = len(seen)
    assert taken == {}


def test_buyer_and_seller_read_on_the_case_that_it_was_answered(
    finance: Client, at_time: AtTime
) -> None:
    at_time(NOON)
    checkout = purchase()
    network_evidence.answer_now(chargeback_id=dispute(checkout))
    case = Case.objects.get()
    buyer, shop = Client(), Client()
    buyer.force_login(Member.objects.get(id=checkout.member_id))
    keeper = story.a_buyer("Shop")
    members.add_staff(seller_id=case.seller_id, member_id=keeper, role="owner", actor=SYSTEM)
    shop.force_login(Member.objects.get(id=keeper))
    for client, path in ((buyer, f"/cases/{case.id}/"), (shop, f"/sell/cases/{case.id}/")):
        page = text(client, path)
        assert "We answered the bank with the evidence we have" in page
        assert "says that they did not make this payment" in page.replace("&#x27;", "'")
        assert "the bank decides" in page
