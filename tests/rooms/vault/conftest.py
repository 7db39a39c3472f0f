"""A vault with keys of its own, and a bank that does as it is told."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from fondaco.kernel import triggers, wire
from fondaco.kernel.wire import make_keys
from fondaco.threeds.codes import TransStatus
from fondaco.vault.fields import encryption_keys
from fondaco.vault.keys import envelope
from fondaco.vault.keys.shares import ShareFiles
from fondaco.vault.threeds_server import ranges
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer, FakeDirectory


@pytest.fixture(autouse=True, scope="session")
def vault_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONDACO_HOME", str(folder))
        wire._key.cache_clear()
        for program in ("vault", "market", "bank"):
            make_keys(program)
        ShareFiles().make()
        yield folder


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """Nothing that a test unwrapped or fetched is there for the next one."""
    envelope.reset()
    ranges._held = ranges._failed_at = None
    yield
    envelope.reset()


@pytest.fixture
def emptied_after(transactional_db: None) -> Iterator[None]:
    """For tests that commit: the tables that refuse removal let it happen at the end."""
    triggers.install(connection)
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for trigger in triggers.declared():
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")


@pytest.fixture
def vault(db: None) -> None:
    encryption_keys.make_key()


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> FakeDirectory:
    fake = FakeDirectory()
    for module in ("authenticate", "ranges"):
        monkeypatch.setattr(f"fondaco.vault.threeds_server.{module}.directory", lambda: fake)
    return fake


@pytest.fixture
def acquirer(monkeypatch: pytest.MonkeyPatch) -> FakeAcquirer:
    fake = FakeAcquirer()
    for module in ("authorize", "capture", "evidence", "refund", "reverse"):
        monkeypatch.setattr(f"fondaco.vault.acquirers.{module}.acquirer", lambda: fake)
    return fake


@pytest.fixture
def market(vault: None, client: Client) -> callers.Caller:
    return callers.Caller("market", client)


@pytest.fixture
def bank(vault: None, client: Client) -> callers.Caller:
    return callers.Caller("bank", client)


@pytest.fixture
def jwks(vault: None, client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/.well-known/jwks.json").json()
    return answer


@pytest.fixture
def open_session(market: callers.Caller) -> Callable[..., str]:
    def open_one(**changes: Any) -> str:
        status, body = market.post("/v1/field-sessions", callers.session_body(**changes))
        assert status == 200, body
        return str(body["session_id"])

    return open_one


@pytest.fixture
def enter(client: Client, jwks: dict[str, Any]) -> Callable[..., Any]:
    """Post a card as the page's script does; the answer as it came."""

    def post(handle: str, content: dict[str, Any] | None = None, **header: Any) -> Any:
        compact = callers.sealed(
            handle, callers.CARD if content is None else content, jwks, **header
        )
        return client.post(
            f"/fields/{handle}/card", {"jwe": compact}, content_type="application/json"
        )

    return post


@pytest.fixture
def token(open_session: Callable[..., str], enter: Callable[..., Any]) -> str:
    answer = enter(open_session())
    assert answer.status_code == 200, answer.content
    return str(answer.json()["token"])


@pytest.fixture
def authenticated(market: callers.Caller, directory: FakeDirectory) -> Callable[..., str]:
    """Authenticate a card without a challenge; the authentication's id."""

    def run(card_token: str, **changes: Any) -> str:
        directory.status = TransStatus.AUTHENTICATED
        status, body = market.post(
            "/v1/authentications", callers.authentication_body(card_token, **changes)
        )
        assert status == 200, body
        assert body["outcome"]["may_authorize"], body
        return str(body["authentication_id"])

    return run


@pytest.fixture
def authorize(
    market: callers.Caller, token: str, authenticated: Callable[..., str], acquirer: FakeAcquirer
) -> Callable[..., Any]:
    def run(**changes: Any) -> Any:
        identifier = changes.pop("authentication_id", None) or authenticated(token)
        body = callers.authorization_body(token, identifier, **changes)
        return market.post("/v1/authorizations", body)

    return run


@pytest.fixture
def approved(authorize: Callable[..., Any]) -> str:
    status, body = authorize()
    assert (status, body["state"]) == (200, "approved"), body
    return str(body["authorization_id"])


@pytest.fixture
def captured(market: callers.Caller, approved: str) -> str:
    status, body = market.post("/v1/captures", callers.capture_body(approved, key="capture-1"))
    assert status == 200, body
    return str(body["capture_id"])


@pytest.fixture
def begin(
    market: callers.Caller, directory: FakeDirectory, token: str
) -> Callable[..., dict[str, Any]]:
    def run(**changes: Any) -> dict[str, Any]:
        status, body = market.post(
            "/v1/authentications", callers.authentication_body(token, **changes)
        )
        assert status == 200, body
        return body

    return run
