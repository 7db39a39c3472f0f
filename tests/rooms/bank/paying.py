"""Steps of a card payment, as tests of several rooms take them."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client

from fondaco.kernel.ids import new_id
from fondaco.threeds.build import build_areq, build_creq, build_preq
from fondaco.threeds.codes import ChallengeIndicator, ChallengeWindow, MethodCompletion
from fondaco.threeds.parties import (
    Browser,
    Card,
    Merchant,
    Purchase,
    Requestor,
    Server,
)
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.wire import encode_form, parse_form
from tests.rooms.bank.conftest import NOON, Peer, Results

SERVER = Server("FONDACO-3DSS-0001", "http://127.0.0.1:8001/threeds/results")
MARTA = "4242424242424242"
MARTAS_PHONE = "+34655550101"
TESSA = "+447700900105"


def preq(version: str = "2.2.0", serial_number: str | None = None) -> Message:
    return build_preq(
        version=version, trans_id=str(uuid4()), server=SERVER, serial_number=serial_number
    )


def areq(
    number: str = MARTA, amount_minor: int = 8_390, version: str = "2.2.0", **more: Any
) -> Message:
    return build_areq(
        version=version,
        trans_id=str(uuid4()),
        server=SERVER,
        requestor=Requestor("fondaco", "Fondaco", "http://127.0.0.1:8000"),
        card=Card(number, more.get("expiry", "3012")),
        browser=Browser("text/html", "Test", "en", "127.0.0.1", False, 24, 900, 1440, -60),
        notification_url="http://127.0.0.1:8001/threeds/notify/1",
        method_completion=MethodCompletion.NOT_OFFERED,
        merchant=Merchant("400000", "FONDACO", "5999", "380", "Officina Brenta"),
        purchase=Purchase(amount_minor, more.get("currency", "978"), more.get("exponent", 2), NOON),
        challenge=more.get("challenge", ChallengeIndicator.MANDATED),
    )


def send(vault: Peer, message: Message) -> Message:
    return validate(vault.post("/ds/messages", dict(message)))


@dataclass
class OpenPage:
    """A challenge page in a browser."""

    client: Client
    ares: Message
    html: str

    def press(self, act: str = "answer", code: str = "") -> str:
        key = re.search(r'name="page_key" value="([^"]+)"', self.html)
        assert key is not None
        answer = self.client.post(
            f"/acs/challenge/{self.ares.text('acsTransID')}",
            {"page_key": key[1], "act": act, "code": code},
        )
        self.html = answer.content.decode()
        return self.html

    def cres(self) -> Message:
        found = re.search(r'name="cres" value="([^"]+)"', self.html)
        assert found is not None, self.html
        return validate(parse_form(found[1]))


def open_page(client: Client, ares: Message) -> OpenPage:
    creq = build_creq(ares=ares, window=ChallengeWindow.TALL)
    answer = client.post(
        "/acs/challenge", {"creq": encode_form(creq), "threeDSSessionData": "session-7"}
    )
    assert answer.status_code == 200, answer.content
    return OpenPage(client, ares, answer.content.decode())


def latest_code(client: Client, number: str = MARTAS_PHONE) -> str:
    code = client.get(f"/phone/{number}/messages.json").json()["messages"][0]["code"]
    assert isinstance(code, str)
    return code


def authorize(vault: Peer, value: str | None, number: str = MARTA, **changes: Any) -> Any:
    body = {
        "key": str(new_id()),
        "pan": number,
        "expiry": "3012",
        "security_code": "123",
        "amount_minor": 8_390,
        "currency": "EUR",
        "merchant_id": "FONDACO",
        "descriptor": "Fondaco*Officina Brenta",
        "eci": "05" if value else None,
        "authentication_value": value,
        "ds_trans_id": None,
    }
    return vault.post("/acquirer/authorizations", body | changes)


def proven(vault: Peer, client: Client, results: Any, number: str = MARTA, **more: Any) -> str:
    """An authentication value from a passed challenge."""
    phone = more.pop("phone", MARTAS_PHONE)
    shown = open_page(client, send(vault, areq(number, **more)))
    shown.press(code=latest_code(client, phone))
    value = results.received[-1].text("authenticationValue")
    assert isinstance(value, str)
    return value


def take(vault: Peer, page: Client, results: Results, number: str = MARTA, **more: Any) -> Any:
    value = proven(vault, page, results, number, **more)
    amount = more.get("amount_minor", 8_390)
    answer = authorize(vault, value, number, amount_minor=amount)
    assert answer["response_code"] == "00"
    body = {
        "key": str(new_id()),
        "authorization_id": answer["authorization_id"],
        "amount_minor": amount,
    }
    return answer, vault.post("/acquirer/captures", body)
