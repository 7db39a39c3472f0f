"""The practice bank, set up as for the demo, and programs that call it with real signatures."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as bank_settings
from django.test import Client, override_settings

from fondaco.bank.counter.seed import set_up
from fondaco.bank.directory import relay
from fondaco.bank.faults import webhooks
from fondaco.kernel import clock, wire
from fondaco.kernel.ids import new_id
from fondaco.threeds.build import build_rres
from fondaco.threeds.validation import Message, validate
from tests import killing

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONDACO_HOME", str(tmp_path))
    for program in ("market", "vault", "bank"):
        wire.make_keys(program)


@pytest.fixture
def bank(db: None) -> Iterator[None]:
    with clock.frozen(NOON):
        set_up()
        yield


@dataclass
class Peer:
    """Another program: its calls are signed, and the signatures of the answers checked."""

    name: str
    client: Client = field(default_factory=Client)

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        raw = json.dumps(body, separators=(",", ":")).encode() if body is not None else b""
        jti = str(new_id())
        with override_settings(FONDACO_PROGRAM=self.name):
            token = wire._sign(
                {"aud": "bank", "jti": jti, "htm": method, "htu": path, "bsh": wire._digest(raw)}
            )
        answer = self.client.generic(
            method,
            path,
            raw,
            content_type="application/json",
            HTTP_AUTHORIZATION=f"Fondaco {token}",
        )
        with override_settings(FONDACO_PROGRAM=self.name):
            wire._verify(
                answer.headers["Fondaco-Signature"],
                "bank",
                {"jti": jti, "sta": answer.status_code, "bsh": wire._digest(answer.content)},
            )
        return answer.status_code, json.loads(answer.content)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        status, answer = self.call("POST", path, body)
        assert status == 200, answer
        return answer

    def get(self, path: str) -> Any:
        status, answer = self.call("GET", path)
        assert status == 200, answer
        return answer


@pytest.fixture
def vault() -> Peer:
    return Peer("vault")


@pytest.fixture
def market() -> Peer:
    return Peer("market")


@dataclass
class Results:
    """The 3DS Server's door for results: keeps each RReq and answers as told."""

    received: list[Message] = field(default_factory=list)
    error: Exception | None = None

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        assert path == "/threeds/results"
        if self.error is not None:
            raise self.error
        rreq = validate(body)
        self.received.append(rreq)
        return dict(build_rres(rreq=rreq))


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> Results:
    door = Results()
    monkeypatch.setattr(relay, "_client", lambda: door)
    return door


@pytest.fixture
def page() -> Client:
    assert bank_settings.FONDACO_PROGRAM == "bank", "run with --ds=fondaco.bank.settings"
    return Client()


class Told:
    """The marketplace's webhooks: keeps what it is told."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.error: Exception | None = None

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        killing.called()
        if self.error is not None:
            raise self.error
        self.events.append({"path": path, **body})
        return {}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    shop = Told()
    monkeypatch.setattr(webhooks, "client", lambda: shop)
    return shop
