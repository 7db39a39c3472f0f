"""Exemptions on the payments desk: two persons, each proven, and counters that tell the truth."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.kernel import audit
from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.ids import new_id
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.payments import exemption_policy, exemption_queries, fraud_rate
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import ExemptionPolicy
from fondaco.market.payments.rules import exemptions
from tests.rooms.payments.conftest import SCRIPTED, make_intent, make_payer, payer
from tests.rooms.payments.exempting import Shopper, in_force
from tests.rooms.payments.test_exemptions import disputed
from tests.rooms.trade import story

pytestmark = pytest.mark.django_db
__all__ = ["make_intent", "payer"]
PAGE = "/desk/payments/exemptions/"
PROPOSAL = {"low_value": "25,50", "risk_limit": "10000", "fraud_rate": "13", "reason": "Agreed"}


@pytest.fixture
def gateway(settings: Any) -> Iterator[ScriptedGateway]:
    settings.FONDACO_GATEWAY = SCRIPTED
    chosen._made.cache_clear()
    made = chosen.gateway()
    assert isinstance(made, ScriptedGateway)
    yield made
    chosen._made.cache_clear()


def sign_in(role: str, name: str = "", *, proven: bool = True) -> Client:
    member_id = story.a_buyer(name or role.title())
    members.grant_role(member_id=member_id, role=role, actor=SYSTEM)
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    if proven:
        client.post("/account/reauthenticate/", {"password": "x"})
    return client


def text(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def proposed(client: Client, **changes: str) -> UUID:
    answer = client.post(f"{PAGE}propose/", PROPOSAL | changes)
    assert answer.status_code == 302, answer.content.decode()
    return ExemptionPolicy.objects.latest("version").id


def test_by_default_everything_is_confirmed() -> None:
    page = text(sign_in("trust"))
    assert "Every card payment is confirmed by its cardholder" in page
    assert "Propose another version" not in page


def test_two_persons_put_a_version_into_force() -> None:
    first, second = sign_in("finance", "Fia"), sign_in("admin", "Ada")
    path = f"{PAGE}{proposed(first)}/"
    assert "Put it into force" not in text(first, path)
    mine = first.post(path, {"do": "accept"})
    assert (mine.status_code, exemption_policy.in_force()) == (403, None)
    assert "cannot put it into force" in mine.content.decode()
    page = text(second, path)
    assert "Put it into force" in page
    assert "€25.50" in page
    assert second.post(path, {"do": "accept"})["Location"] == PAGE
    found = exemption_policy.in_force()
    assert found is not None
    assert (found.low_value_limit_minor, found.risk_limit_minor) == (2_550, 10_000)
    page = text(first)
    for words in ("Some payments are not confirmed", "in force", "Fia", "Ada", "Agreed"):
        assert words in page
    subject = ExemptionPolicy.objects.get().id
    kinds = [(each.act, each.actor.kind) for each in audit.latest(subject_id=subject)]
    assert kinds == [("exemptions.accept", "admin"), ("exemptions.propose", "finance")]


def test_a_second_person_rejects_and_the_first_can_propose_again() -> None:
    first, second = sign_in("finance", "Fia"), sign_in("finance", "Gus")
    path = f"{PAGE}{proposed(first)}/"
    again = first.post(f"{PAGE}propose/", PROPOSAL)
    assert (again.status_code, "waits to be decided" in again.content.decode()) == (422, True)
    second.post(path, {"do": "reject"})
    assert second.post(path, {"do": "accept"}).status_code == 422
    assert exemption_policy.in_force() is None
    proposed(first)
    assert [each.state for each in exemption_policy.versions()] == ["proposed", "rejected"]


@pytest.mark.parametrize(
    "changes",
    [
        {"low_value": "30,01"},
        {"low_value": "NaN"},
        {"low_value": "1e99"},
        {"low_value": "-1"},
        {"risk_limit": "60000"},
        {"risk_limit": "all"},
        {"fraud_rate": "14"},
        {"fraud_rate": "1.5"},
        {"fraud_rate": "٣"},
        {"reason": " "},
    ],
)
def test_what_cannot_be_set_is_said_and_nothing_lost(changes: dict[str, str]) -> None:
    answer = sign_in("finance").post(f"{PAGE}propose/", PROPOSAL | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "field-bad" in page
    assert (PROPOSAL | changes)["low_value"] in page
    assert not ExemptionPolicy.objects.exists()


def test_one_person_stops_everything() -> None:
    in_force()
    client = sign_in("finance")
    assert "Challenge every card payment again?" in text(client, f"{PAGE}stop/")
    assert client.post(f"{PAGE}stop/", {"reason": ""}).status_code == 422
    client.post(f"{PAGE}stop/", {"reason": "Fraud"})
    assert "Every card payment is confirmed by its cardholder" in text(client)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (101, "basis points, until"),
        (14, "The acquirer's fraud rate is soon out of date"),
        (0, "The acquirer's fraud rate is out of date"),
    ],
)
def test_a_declared_rate_that_lapses_is_said_before_and_after(
    monkeypatch: pytest.MonkeyPatch, days: int, words: str
) -> None:
    in_force(0, 10_000, 13)
    monkeypatch.setattr(exemptions, "DECLARATION_GOOD_FOR", timedelta(days=days))
    page = text(sign_in("finance"))
    assert words in page
    assert ("Ask your acquirer for its rate of the last quarter" in page) is (days < 101)
    assert ("Propose it" in page) is (days == 0)


@pytest.mark.parametrize("path", ["propose/", "stop/", f"{UUID(int=7)}/"])
def test_writing_asks_again_who_is_there(path: str) -> None:
    client = sign_in("finance", proven=False)
    for answer in (client.get(PAGE + path), client.post(PAGE + path, PROPOSAL)):
        assert "reauthenticate" in answer["Location"]
    assert sign_in("trust").post(PAGE + path, PROPOSAL).status_code == 403
    assert not ExemptionPolicy.objects.exists()


def test_an_unknown_proposal_is_not_found() -> None:
    assert sign_in("finance").get(f"{PAGE}{new_id()}/").status_code == 404


def test_counters_tell_what_became_of_each_exemption(
    gateway: ScriptedGateway, make_intent: Callable[..., UUID]
) -> None:
    shopper = Shopper(gateway, make_intent)
    shopper.pays(30_000, save=True)
    shopper.pays(4_000, "card_judged_soft", save=True)
    shopper.pays(4_000, "card_challenge", save=True)
    in_force(3_000, 25_000, 6)
    first = shopper.pays(3_000)
    shopper.pays(20_000)
    shopper.pays(2_000, "card_challenge")
    shopper.pays(2_000, "card_judged_soft")
    low, risk = exemption_queries.counters()
    assert (low.asked, low.granted, low.challenged, low.soft_declined) == (3, 1, 1, 1)
    assert (low.granted_minor, risk.granted_minor, risk.asked) == (3_000, 20_000, 1)
    other = Shopper(gateway, lambda minor: make_intent(minor, member_id=make_payer()))
    other.pays(1_000, "card_ok:new")
    disputed(first)
    assert exemption_queries.not_asked() == (("card_not_saved", 1),)
    low, _ = exemption_queries.counters()
    assert (low.granted, low.chargebacks, low.chargeback_minor) == (1, 1, 3_000)
    fraud_rate.measure()
    client = sign_in("finance")
    page = text(client)
    for words in (
        "Fraud is above the declared band",
        "Risk analysis is not claimed any more",
        "the card was entered for the first time",
        "€200.00",
    ):
        assert words in page
    with CaptureQueriesContext(connection) as seen:
        text(client)
    assert len(seen) <= 13
    page = text(client, "/desk/payments/one/?reference=FO-7Q2M-19XK-3")
    assert "risk_analysis: granted" in page
    assert "we bear fraud" in page
