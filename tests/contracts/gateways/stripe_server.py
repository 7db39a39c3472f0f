"""localstripe as a program of its own: it answers as Stripe's API does, and is never imported.

It knows payment intents, payment methods and refunds. It has no disputes, no idempotency keys,
no 3-D Secure results and no declines but the plain one; what needs those is tried with objects
of the shape that Stripe's reference gives (``tests/rooms/payments/test_stripe_*.py``).
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import stripe

KEY = "sk_test_fondaco"
STARTS_WITHIN_S = 30.0
OK = "4242424242424242"
CHALLENGE = "4000002500003155"
DECLINED = "4000000000000341"
CHALLENGE_THEN_DECLINED = "4000008400001629"


@contextmanager
def running() -> Iterator[str]:
    """The address of a localstripe with nothing in it."""
    with socket.socket(socket.AF_INET6) as free:
        free.bind(("::1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("localstripe")
    process = subprocess.Popen(
        [str(program), "--port", str(port), "--from-scratch"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://localhost:{port}"
    try:
        _wait(base, process)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(base: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("localstripe ended before it answered")
        try:
            httpx.get(f"{base}/js.stripe.com/v3/", timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("localstripe did not answer in time")


class Losing(stripe.RequestsClient):
    """Sends everything, and loses the answer to the next write whose path ends so."""

    def __init__(self) -> None:
        super().__init__(timeout=(5, 25))
        self.lose: str = ""
        self.sent: list[tuple[str, str, dict[str, str]]] = []

    def request(  # type: ignore[override]  # as the library's own, which its base does not match
        self, method: str, url: str, headers: Any, post_data: Any = None
    ) -> Any:
        answer = super().request(method, url, headers, post_data)
        self.sent.append((method, url, dict(headers)))
        if self.lose and method == "post" and url.endswith(self.lose):
            self.lose = ""
            self._handle_request_error(self.requests.exceptions.ReadTimeout("lost"))
        return answer


class Server:
    """What a test does at Stripe beside the gateway: make cards, and confirm as their holder."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.http = Losing()
        self._direct = httpx.Client(base_url=base, auth=(KEY, ""), timeout=25)

    def client(self) -> stripe.StripeClient:
        return stripe.StripeClient(
            KEY,
            base_addresses={"api": self.base},
            http_client=self.http,
            max_network_retries=0,
        )

    def card(self, number: str = OK) -> str:
        """A PaymentMethod as Stripe's fields make it in the buyer's browser."""
        form = {
            "type": "card",
            "card[number]": number,
            "card[exp_month]": "12",
            "card[exp_year]": "2030",
            "card[cvc]": "123",
        }
        made = self._direct.post("/v1/payment_methods", data=form).raise_for_status()
        return str(made.json()["id"])

    def confirm(self, intent_id: str, *, success: bool = True) -> None:
        """The cardholder answers the challenge, rightly or not."""
        secret = self.intent(intent_id)["client_secret"]
        form = {"client_secret": secret, "success": "true" if success else "false"}
        # 402 tells of a decline after a passed challenge.
        answer = self._direct.post(f"/v1/payment_intents/{intent_id}/_authenticate", data=form)
        assert answer.status_code in {200, 402}

    def intent(self, intent_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self._direct.get(f"/v1/payment_intents/{intent_id}").json()
        return found

    def refunds(self, intent_id: str) -> list[dict[str, Any]]:
        listed = self._direct.get("/v1/refunds", params={"payment_intent": intent_id}).json()
        found: list[dict[str, Any]] = listed["data"]
        return found
