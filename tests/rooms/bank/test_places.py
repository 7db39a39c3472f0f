"""The other places of the practice world: phones, post office, carrier, faults, developers."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from fondaco.bank.carrier.models import Parcel, Scan
from fondaco.bank.counter.seed import set_up
from fondaco.bank.faults import webhooks
from fondaco.bank.faults.queries import active
from fondaco.bank.faults.triggers import TRIGGERS, Group
from fondaco.bank.issuer.models import Card, Cardholder
from fondaco.kernel import clock, wire
from fondaco.kernel.models import OutboxMessage
from tests.rooms.bank.conftest import Peer
from tests.rooms.bank.paying import MARTAS_PHONE

pytestmark = pytest.mark.usefixtures("bank")

MAIL = (
    b"From: Fondaco <post@fondaco.example>\r\nSubject: =?utf-8?q?Confirm_=E2=80=94_please?=\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nOpen http://127.0.0.1:8000/c/1/.\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b'<p>Hi</p><a href="http://127.0.0.1:8000/c/1/?a=1&amp;b=2">go</a><script>alert(1)</script>\r\n'
    b"--b--\r\n"
)
LABEL = {
    "key": "label-1",
    "sender_name": "Officina Brenta",
    "sender_postcode": "35131",
    "sender_country": "IT",
    "postcode": "28013",
    "country": "ES",
    "weight_grams": 740,
    "signature_required": True,
}


class Shop:
    """The marketplace's webhooks."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.refusal: Exception | None = None

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        if self.refusal is not None:
            raise self.refusal
        assert path == "/webhooks/carrier/practice"
        self.events.append(body)
        return {}


@pytest.fixture(autouse=True)
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    made = Shop()
    monkeypatch.setattr(webhooks, "client", lambda: made)
    return made


def as_json(page: Client, path: str, body: Any) -> tuple[int, Any]:
    answer = page.post(path, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def mail(raw: bytes = MAIL, **changes: str) -> dict[str, str]:
    body = {
        "key": "m1",
        "to": "Marta <Marta-Ruiz@Post.example>",
        "from": "Fondaco <post@fondaco.example>",
        "raw_base64": base64.b64encode(raw).decode(),
    }
    return body | changes


def test_setting_up_twice_adds_nothing() -> None:
    before = (Cardholder.objects.count(), Card.objects.count())
    set_up()
    assert (Cardholder.objects.count(), Card.objects.count()) == before


def test_every_page_opens_and_is_guarded(page: Client) -> None:
    for path in (
        "/",
        "/health/",
        "/sign-in/",
        "/phone/",
        f"/phone/{MARTAS_PHONE}/",
        "/post/",
        "/post/marta-ruiz@post.example/",
        "/carrier/",
        "/carrier/labels/",
        "/developers/",
        "/developers/messages/",
        "/developers/clearing/",
        "/developers/faults/",
    ):
        answer = page.get(path)
        assert answer.status_code == 200, path
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert page.get("/health/").json() == {"program": "bank", "ok": True}
    assert page.get("/developers/messages/none/").status_code == 404
    assert "no such page" in page.get("/nowhere/").content.decode()


def test_every_trigger_is_listed_and_has_its_card(page: Client) -> None:
    html = page.get("/developers/").content.decode()
    for trigger in TRIGGERS:
        number = trigger.number
        assert " ".join(number[i : i + 4] for i in range(0, 16, 4)) in html
        assert Card.objects.filter(number=number).exists()


def test_a_text_message_arrives_once(market: Peer, page: Client) -> None:
    body = {"key": "s1", "number": "+34 655 55-0101", "sender": "Fondaco", "text": "<b>Hi</b>"}
    assert market.post("/phone/messages", body)["new"] is True
    assert market.post("/phone/messages", body)["new"] is False
    inbox = page.get("/phone/34655550101/messages.json").json()
    assert [message["text"] for message in inbox["messages"]] == ["<b>Hi</b>"]
    assert "&lt;b&gt;Hi" in page.get(f"/phone/{MARTAS_PHONE}/").content.decode()


@pytest.mark.parametrize(
    "changes", [{"number": "abc"}, {"number": ""}, {"text": " "}, {"key": ""}, {"text": "x" * 1001}]
)
def test_a_text_message_that_is_none_is_refused(market: Peer, changes: dict[str, str]) -> None:
    body = {"key": "s1", "number": MARTAS_PHONE, "sender": "Fondaco", "text": "Hi"}
    assert market.call("POST", "/phone/messages", body | changes)[0] == 400


def test_an_unsigned_message_is_refused(page: Client) -> None:
    for path in ("/phone/messages", "/post/messages", "/payments/pain001"):
        assert page.post(path, b"{}", content_type="application/json").status_code == 401


def test_a_mail_arrives_once_and_its_links_can_be_read(market: Peer, page: Client) -> None:
    assert market.post("/post/messages", mail())["new"] is True
    assert market.post("/post/messages", mail())["new"] is False
    (found,) = page.get("/post/marta-ruiz@post.example/messages.json").json()["messages"]
    assert found["subject"] == "Confirm — please"
    assert found["links"] == ["http://127.0.0.1:8000/c/1/?a=1&b=2", "http://127.0.0.1:8000/c/1/"]
    html = page.get(f"/post/marta-ruiz@post.example/{found['id']}/").content.decode()
    assert "sandbox=" in html
    assert "alert(1)" not in html
    body = page.get(f"/post/marta-ruiz@post.example/{found['id']}/body")
    assert "script-src 'none'" in body["Content-Security-Policy"]
    assert "sandbox allow-popups" in body["Content-Security-Policy"]
    other = page.get(f"/post/jakob-lindner@post.example/{found['id']}/")
    assert other.status_code == 404


@pytest.mark.parametrize(
    "raw",
    [
        b"x",
        b"\xff\xfe\x00",
        b"Content-Type: text/plain; charset=nonsense\r\n\r\nhi",
        b"Content-Type: multipart/mixed\r\n\r\n--",
        b"Subject: =?utf-8?b?!!!?=\r\n\r\nhi",
        b"Content-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\nhi",
    ],
)
def test_an_odd_mail_is_kept_and_shown_as_far_as_it_goes(
    market: Peer, page: Client, raw: bytes
) -> None:
    market.post("/post/messages", mail(raw))
    (found,) = page.get("/post/marta-ruiz@post.example/messages.json").json()["messages"]
    assert page.get(f"/post/marta-ruiz@post.example/{found['id']}/").status_code == 200


@pytest.mark.parametrize("changes", [{"to": "nobody"}, {"raw_base64": "!"}, {"raw_base64": ""}])
def test_a_mail_that_is_none_is_refused(market: Peer, changes: dict[str, str]) -> None:
    assert market.call("POST", "/post/messages", mail() | changes)[0] == 400


def test_a_parcel_is_labelled_scanned_and_told_of(page: Client, shop: Shop) -> None:
    status, made = as_json(page, "/carrier/labels.json", LABEL)
    assert status == 200
    assert as_json(page, "/carrier/labels.json", LABEL)[1] == made
    number = made["tracking_number"]
    path = f"/carrier/parcels/{number}/scans.json"
    for kind in ("accepted", "in_transit", "out_for_delivery"):
        assert as_json(page, path, {"kind": kind})[0] == 200
    assert as_json(page, path, {"kind": "delivered"})[1]["code"] == "signature_missing"
    assert as_json(page, path, {"kind": "delivered", "signed_by": "Marta Ruiz"})[0] == 200
    assert as_json(page, path, {"kind": "in_transit"})[1]["code"] == "scan_out_of_order"
    assert [event["kind"] for event in shop.events] == [
        "accepted",
        "in_transit",
        "out_for_delivery",
        "delivered",
    ]
    first, last = shop.events[0], shop.events[-1]
    assert (first["postcode"], first["country"]) == ("35131", "IT")
    assert last == {
        "event_id": str(Scan.objects.latest("id").id),
        "carrier": "practice",
        "tracking_number": number,
        "kind": "delivered",
        "at": "2026-11-24T12:00:00+00:00",
        "postcode": "28013",
        "country": "ES",
        "weight_grams": 740,
        "signed_by": "Marta Ruiz",
    }
    assert page.get(f"/carrier/parcels/{number}/parcel.json").json()["state"] == "delivered"


def test_the_counter_does_the_same_with_buttons(page: Client, shop: Shop) -> None:
    form = {name: str(value) for name, value in LABEL.items()} | {"signature_required": "on"}
    made = page.post("/carrier/labels/", form)
    number = Parcel.objects.get().tracking_number
    assert made["Location"] == f"/carrier/parcels/{number}/"
    page.post(f"/carrier/parcels/{number}/scan", {"kind": "accepted", "weight_grams": "12"})
    page.post(f"/carrier/parcels/{number}/scan", {"kind": "delivered"})
    assert "against a signature" in page.get(f"/carrier/parcels/{number}/").content.decode()
    page.post(
        f"/carrier/parcels/{number}/scan",
        {"kind": "delivered", "signed_by": "A neighbour", "postcode": "99999"},
    )
    assert [(e["weight_grams"], e["postcode"]) for e in shop.events] == [
        (12, "35131"),
        (740, "99999"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sender_name", " "),
        ("postcode", ""),
        ("country", "Spain"),
        ("weight_grams", 0),
        ("weight_grams", -5),
        ("weight_grams", "heavy"),
        ("weight_grams", 10**9),
        ("sender_country", "I"),
        ("sender_postcode", "x" * 17),
    ],
)
def test_a_label_names_what_is_wrong(page: Client, field: str, value: Any) -> None:
    status, refusal = as_json(page, "/carrier/labels.json", LABEL | {field: value})
    assert (status, refusal["field"]) == (400, field)
    assert page.post("/carrier/labels/", LABEL | {field: value}).status_code == 400
    assert not Parcel.objects.exists()


def test_a_body_that_is_no_object_is_refused(page: Client) -> None:
    for body in ("[]", "{", ""):
        answer = page.post("/carrier/labels.json", body, content_type="application/json")
        assert answer.status_code == 400
    assert (
        as_json(page, "/carrier/parcels/TR000000000IT/scans.json", {"kind": "accepted"})[0] == 404
    )


def test_news_the_shop_refuses_for_good_is_not_sent_again(page: Client, shop: Shop) -> None:
    number = as_json(page, "/carrier/labels.json", LABEL)[1]["tracking_number"]
    shop.refusal = wire.PeerRefused(code="body_invalid", what="no", status=422)
    as_json(page, f"/carrier/parcels/{number}/scans.json", {"kind": "accepted"})
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
    shop.refusal = wire.PeerRefused(code="unknown_parcel", what="not yet", status=404)
    as_json(page, f"/carrier/parcels/{number}/scans.json", {"kind": "in_transit"})
    assert OutboxMessage.objects.filter(delivered_at=None).count() == 1


def test_a_switch_is_turned_on_its_page(page: Client) -> None:
    page.post("/developers/faults/", {"name": "slow_directory", "on": "1", "seconds": "7"})
    html = page.get("/developers/faults/").content.decode()
    assert "7 seconds late" in html
    assert "Turn off" in html
    page.post("/developers/faults/", {"name": "slow_directory", "on": "1", "seconds": "99"})
    assert "1 to 30 seconds" in page.get("/developers/faults/").content.decode()
    page.post("/developers/faults/", {"name": "nonsense", "on": "1"})
    assert "no such fault" in page.get("/developers/faults/").content.decode()


def test_a_fault_is_said_on_every_page_and_ends_by_itself(page: Client, market: Peer) -> None:
    page.post("/developers/faults/", {"name": "late_statements", "on": "1", "minutes": "2"})
    assert "difficult partner" in page.get("/sign-in/").content.decode()
    path = f"/statements/{settings.MERCHANT_IBAN}/2026-11-23"
    assert market.call("GET", path)[1]["code"] == "statement_late"
    with clock.frozen_real(clock.real_now() + timedelta(minutes=2, seconds=1)):
        assert "difficult partner" not in page.get("/sign-in/").content.decode()
    page.post("/developers/faults/", {"name": "all"})
    assert "difficult partner:" not in page.get("/developers/faults/").content.decode()
    assert market.call("GET", path)[0] == 200
    for minutes in ("0", "241", "x", "-1", ""):
        page.post("/developers/faults/", {"name": "webhooks_twice", "on": "1", "minutes": minutes})
        assert "1 to 240 minutes" in page.get("/developers/faults/").content.decode()
    assert page.post("/developers/faults/", {"name": "nonsense", "on": "1"}).status_code == 302
    assert active() == {}


def test_the_numbers_are_grouped_and_ready_to_copy(page: Client) -> None:
    html = page.get("/developers/").content.decode()
    for trigger in TRIGGERS:
        assert f'data-copy="{trigger.number}"' in html
    order = [html.index(f'id="{group.value}"') for group in Group]
    assert order == sorted(order)
