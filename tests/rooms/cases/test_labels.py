"""Our return labels, and the carrier's news of returns through the webhook's door."""

import inspect
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from django.test import RequestFactory

from fondaco.kernel import outbox
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.models import OutboxMessage
from fondaco.market.cases import counter, offer, return_goods
from fondaco.market.cases.counter import KnownParcel
from fondaco.market.cases.models import Case, Offer
from fondaco.market.members.rules import PostalAddress
from fondaco.market.web.webhooks import carrier as webhook
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import HOME, Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


def answering(monkeypatch: pytest.MonkeyPatch, answer: Any) -> list[dict[str, Any]]:
    """The carrier's counter answers with this; returns what it was asked."""
    asked: list[dict[str, Any]] = []

    def post(url: str, *, json: dict[str, Any], timeout: float) -> httpx.Response:
        asked.append(json | {"url": url})
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(200, json=answer, request=httpx.Request("POST", url))

    monkeypatch.setattr(httpx, "post", post)
    return asked


def test_the_carrier_is_asked_once_a_key_with_sender_and_addressee(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = answering(monkeypatch, {"tracking_number": "TR123456785IT"})
    to = PostalAddress("Officina", "Via Roma 1", "", "Padova", "", "35121", "IT", "")
    number = counter.PracticeCounter().make(
        key="case:1", sender=HOME, to=to, reference="FC-1", grams=500
    )
    assert number == "TR123456785IT"
    assert asked[0]["url"].endswith("/carrier/labels.json")
    assert (asked[0]["key"], asked[0]["postcode"], asked[0]["sender_postcode"]) == (
        "case:1", "35121", "28013",
    )  # fmt: skip


def test_a_carrier_that_does_not_answer_is_asked_again_later(
    purse: Purse, at_time: AtTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, httpx.ConnectTimeout("silence"))
    monkeypatch.setitem(counter.COUNTERS, "practice", counter.PracticeCounter)
    with pytest.raises(InDoubt):
        counter.PracticeCounter().make(key="k", sender=HOME, to=HOME, reference="FC", grams=1)
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    case = story.wait_until_due(at_time, story.opened(order))
    assert (case.state, case.return_number) == ("return_ship", "")
    waiting = OutboxMessage.objects.get(event="case.label_wanted", delivered_at=None)
    asked.clear()
    answering(monkeypatch, {"tracking_number": "TR123456785IT"})
    OutboxMessage.objects.filter(id=waiting.id).update(next_try_at=waiting.written_at)
    outbox.sweep()
    assert story.fresh(case).return_number == "TR123456785IT"


def test_a_label_that_comes_after_the_case_was_closed_changes_nothing(
    purse: Purse, at_time: AtTime, labels: story.Counter
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    case = story.wait_until_due(at_time, story.opened(order))
    offer.withdraw(case_id=case.id, member_id=order.buyer_id, key="w")
    return_goods.record_label(case_id=case.id, carrier="practice", tracking_number="LATE12345")
    assert story.fresh(case).return_number == "RET0000001IT"


def test_the_carriers_webhook_tells_the_case_too(
    purse: Purse, at_time: AtTime, labels: story.Counter
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    case = story.wait_until_due(at_time, story.opened(order))
    at_time(NOON + timedelta(days=10))
    body = {
        "event_id": "scan-9", "tracking_number": case.return_number, "kind": "accepted",
        "at": (NOON + timedelta(days=10)).isoformat(), "postcode": "28013", "country": "ES",
        "weight_grams": 900, "signed_by": "",
    }  # fmt: skip
    view = inspect.unwrap(webhook.practice)
    assert view(RequestFactory().post("/"), body) == {"accepted": True, "new": True}
    moved = story.fresh(case)
    assert (moved.state, moved.return_weight_grams) == ("return_transit", 900)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (None, "label_unknown"),
        (KnownParcel("28013", "ES", scanned=False), "label_elsewhere"),
        (KnownParcel("35121", "IT", scanned=True), "tracking_number_used"),
        ("silent", "carrier_silent"),
    ],
)
def test_a_sellers_label_is_one_that_the_carrier_made_for_this(
    purse: Purse,
    at_time: AtTime,
    labels: story.Counter,
    known: KnownParcel | str | None,
    code: str,
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    staff = story.shopkeeper(order.seller_id)
    at_time(NOON + timedelta(days=4))
    case = story.opened(order, wanted="return_refund")
    story.accepted(case, Offer.objects.get(case=case), "seller", staff)
    if known == "silent":
        labels.silent = True
    else:
        labels.known["ZZZZZZ"] = known
    with pytest.raises(Refusal) as refused:
        return_goods.give_label(
            case_id=case.id, member_id=staff, carrier="practice", tracking_number="ZZZZZZ", key="l"
        )
    assert refused.value.code == code
    labels.silent = False
    ours = story.wait_until_due(at_time, case)
    assert (ours.state, ours.label_by, ours.return_number) == (
        "return_ship", "platform", "RET0000001IT",
    )  # fmt: skip


def test_the_carrier_is_asked_what_it_knows_of_a_label(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "TR1": httpx.Response(200, json={"postcode": "35121", "country": "IT", "scans": []}),
        "TR2": httpx.Response(404),
        "TR3": httpx.Response(500),
    }

    def get(url: str, *, timeout: float) -> httpx.Response:
        answer = answers[url.split("/")[-2]]
        answer.request = httpx.Request("GET", url)
        return answer

    monkeypatch.setattr(httpx, "get", get)
    found = counter.PracticeCounter()
    assert found.find("TR1") == KnownParcel("35121", "IT", scanned=False)
    assert found.find("TR2") is None
    with pytest.raises(InDoubt):
        found.find("TR3")


def without_label(purse: Purse, at_time: AtTime, labels: story.Counter) -> Case:
    """We owe the buyer a label, and the carrier is silent."""
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    labels.silent = True
    case = story.wait_until_due(at_time, story.opened(order))
    assert (case.state, case.return_number) == ("return_ship", "")
    return case


def test_the_buyers_days_count_from_the_label(
    purse: Purse, at_time: AtTime, labels: story.Counter
) -> None:
    case = without_label(purse, at_time, labels)
    at_time(case.due_at - timedelta(days=1))
    return_goods.record_label(case_id=case.id, carrier="practice", tracking_number="RET1234567")
    return_goods.record_label(case_id=case.id, carrier="practice", tracking_number="RET7654321")
    labelled = story.fresh(case)
    assert labelled.return_number == "RET1234567"
    assert labelled.due_at == case.due_at + timedelta(days=13)
    assert story.wait_until_due(at_time, case).outcome == "not_returned"


def test_a_label_that_is_never_made_is_not_the_buyers_silence(
    purse: Purse, at_time: AtTime, labels: story.Counter
) -> None:
    judge = story.a_mediator()
    case = story.wait_until_due(at_time, without_label(purse, at_time, labels))
    assert (case.state, case.mediator_id) == ("mediation", judge)
    while case.state != "closed":
        case = story.wait_until_due(at_time, case)
    assert (case.outcome, case.refunded_minor) == ("no_label", 5390)
