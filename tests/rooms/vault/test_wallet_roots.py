"""Roots are fetched over HTTP in the demo; what is no good answer is none."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from fondaco.vault.wallets import roots
from fondaco.vault.wallets.rules.tokens import Kind
from tests.rules.vault.wallets.rules.wallet_provider import Google

pytestmark = pytest.mark.django_db


class Provider(HTTPServer):
    """Answers every path with one status and body; notes what was asked."""

    status, body = 200, b""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Answer)


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    server = Provider()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.VAULT_WALLETS_PRACTICE = f"http://127.0.0.1:{server.server_port}/wallet/"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_published_roots_are_fetched_once_and_kept(provider: Provider) -> None:
    provider.body = Google().keys_json().encode()
    for _ in range(2):
        assert {root.version for root in roots.google_roots()} == {"ECv1", "ECv2"}
    assert provider.asked == ["/wallet/keys.json"]


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"{}"), (404, b""), (200, b"no list"), (200, b"x" * 200_000), (302, b"")],
)
def test_an_answer_that_is_no_list_of_roots_is_none(
    provider: Provider, status: int, body: bytes
) -> None:
    provider.status, provider.body = status, body
    with pytest.raises(roots.RootsUnavailable):
        roots.google_roots()
    provider.status, provider.body = 200, Google().keys_json().encode()
    assert roots.google_roots()


def test_a_root_that_is_no_certificate_is_none(provider: Provider) -> None:
    provider.body = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    with pytest.raises(roots.RootsUnavailable):
        roots.apple_root()
    assert provider.asked == ["/wallet/apple-root.pem"]


def test_a_provider_that_is_not_there_is_no_error_but_none(settings: Any) -> None:
    settings.VAULT_WALLETS_PRACTICE = "http://127.0.0.1:9/wallet/"
    with pytest.raises(roots.RootsUnavailable, match=Kind.GOOGLE_PAY):
        roots.google_roots()
